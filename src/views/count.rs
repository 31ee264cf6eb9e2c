//! How much a view shows, in words that add up. It must never count an item twice.

use crate::plan::{BitSet, Kind, Plan};
use std::fmt;

/// How many of the plan's items, or models, a view or a picture of it shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// In view; on the page, or on all pages together.
    pub shown: usize,
    /// In the plan.
    pub of: usize,
    /// What is counted.
    pub noun: Noun,
}

/// What is counted: items of every kind, or models, as the plan calls one and several of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noun(Option<(Box<str>, Box<str>)>);

impl Noun {
    /// "1 model", "60 items".
    pub(in crate::views) fn counted(&self, count: usize) -> String {
        let (one, many) = self.0.as_ref().map_or(("item", "items"), |(one, many)| (one, many));
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// Whether models are counted.
    pub(in crate::views) fn is_models(&self) -> bool {
        self.0.is_some()
    }
}

impl Count {
    /// So many of the plan's items.
    pub(in crate::views) fn of_items(plan: &Plan, shown: usize) -> Self {
        Self { shown, of: plan.items().len(), noun: Noun::default() }
    }

    /// So many of some of the plan's models.
    pub(in crate::views) fn of_models(plan: &Plan, shown: usize, of: usize) -> Self {
        let words = plan.words();
        let noun = Noun(Some((words.kind(Kind::Model).into(), words.kinds(Kind::Model).into())));
        Self { shown, of, noun }
    }
}

impl fmt::Display for Count {
    /// "60 of 139 items".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.shown, self.noun.counted(self.of))
    }
}

/// How some items are dated: parts that add up to all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// Those that have a date and are drawn at it.
    pub dated: usize,
    /// Models that are shown by their milestones.
    pub by_milestones: usize,
    /// Those that have none.
    pub undated: usize,
}

impl Dates {
    /// Of a set of a plan's items.
    pub fn of(plan: &Plan, set: &BitSet) -> Self {
        let items = plan.items();
        let mut drawn = set.clone();
        drawn.and(items.drawn());
        let (all, by_themselves, dated) = (set.count(), drawn.count(), drawn.count_and(items.dated()));
        Self { dated, by_milestones: all - by_themselves, undated: by_themselves - dated }
    }

    /// The parts in words, without those that are nothing: "19 dated, 5 models by their milestones".
    pub fn words(self, plan: &Plan) -> String {
        let parts = [
            (self.dated, format!("{} dated", self.dated)),
            (self.undated, format!("{} without a date", self.undated)),
            (
                self.by_milestones,
                format!("{} by their milestones", of_kind(plan, Kind::Model, self.by_milestones)),
            ),
        ];
        let told = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words);
        told.collect::<Vec<_>>().join(", ")
    }
}

/// "1 item", "60 items".
pub(in crate::views) fn items(count: usize) -> String {
    Noun::default().counted(count)
}

/// Items by their kinds, in words: "40 initiatives, 15 targets".
pub(in crate::views) fn kinds(plan: &Plan, items: impl Iterator<Item = usize>) -> String {
    let mut counts = vec![0usize; Kind::ALL.len()];
    for item in items {
        if let Some(count) = counts.get_mut(plan.record(plan.items().thing(item)).kind as usize) {
            *count += 1;
        }
    }
    let counted = Kind::ALL.iter().zip(counts).filter(|(_, count)| *count > 0);
    counted.map(|(kind, count)| of_kind(plan, *kind, count)).collect::<Vec<_>>().join(", ")
}

/// "1 milestone", "12 milestones".
pub(in crate::views) fn of_kind(plan: &Plan, kind: Kind, count: usize) -> String {
    match count {
        1 => format!("1 {}", plan.words().kind(kind)),
        count => format!("{count} {}", plan.words().kinds(kind)),
    }
}
