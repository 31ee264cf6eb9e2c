//! Groups of a timeline: which items stand in which, packed into lanes or, where they are many, summed up
//! by day.
//!
//! It must never lay anything out in points, label room aside, nor drop an item: an item stands in
//! every group that it has a value for.

use super::crowd::Crowd;
use super::lanes::{Lanes, Span};
use super::named::Named;
use super::standing::Standing;
use super::sums::Sums;
use crate::date::Day;
use crate::plan::{BitSet, Facet, NOT_STATED, Plan};
use crate::scene::{Metrics, Size, Weight};
use crate::views::sentence;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A group with more dated items than this is shown as counts until one looks closer.
pub const DENSE: usize = 1500;
/// A group with more items than this keeps no room free for labels: its lanes would be endless.
const ROOMY: usize = 400;
/// The value of the group that holds the items of several values.
pub(super) const SEVERAL_VALUES: u32 = u32::MAX;

/// The order of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum GroupOrder {
    /// As the plan lists them.
    #[default]
    Plan,
    /// By name.
    Name,
    /// Most items first.
    Count,
    /// Earliest first.
    Time,
}

impl GroupOrder {
    /// Every order that a menu offers, with its word.
    pub const ALL: [(Self, &str); 4] =
        [(Self::Plan, "plan"), (Self::Time, "time"), (Self::Name, "name"), (Self::Count, "count")];

    /// Sorts groups, of each of which is known: its value, its name, how many items it has, and its first day.
    pub(in crate::views) fn sort<T>(self, groups: &mut [T], of: impl Fn(&T) -> (u32, &str, usize, i32)) {
        match self {
            // "Not stated" is the plan's first value and a reader's last.
            Self::Plan => groups.sort_by_key(|group| (of(group).0 == NOT_STATED, of(group).0)),
            Self::Name => groups.sort_by_key(|group| of(group).1.to_lowercase()),
            Self::Count => groups.sort_by_key(|group| std::cmp::Reverse(of(group).2)),
            Self::Time => groups.sort_by_key(|group| of(group).3),
        }
    }
}

/// What a group of a value is called; `None` for a number of another plan.
pub(in crate::views) fn group_name(plan: &Plan, facet: Option<Facet>, value: u32) -> Option<Box<str>> {
    let Some(facet) = facet else { return Some("All".into()) };
    if value == SEVERAL_VALUES {
        return Some(format!("Several {}", plan.words().counted(facet, 2)).into());
    }
    let of = plan.items().column(facet).values().get(value as usize)?;
    Some(match value {
        NOT_STATED => format!("No {} stated", plan.words().inner(facet)).into(),
        _ if facet == Facet::Change => sentence(&of.name).into(),
        _ => of.name.clone(),
    })
}

/// How a group shows its items.
#[derive(Debug, Clone)]
pub enum Content {
    /// In lanes.
    Rows(Lanes),
    /// In rows for a picture of one width, each with its name.
    Named(Named),
    /// As counts that turn into lanes as one zooms in.
    Crowd(Crowd),
    /// Only its heading.
    Closed,
}

/// One group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its value in the grouping facet, `SEVERAL_VALUES` for the items of several; meaningless where nothing is
    /// grouped.
    pub value: u32,
    /// As a person reads it.
    pub name: Box<str>,
    /// How many matching dated items stand in it.
    pub dated: usize,
    /// How they are shown.
    pub content: Content,
}

/// What groups are made of.
pub(super) struct Grouping<'a> {
    pub plan: &'a Plan,
    /// The items that stand in rows.
    pub here: &'a BitSet,
    pub metrics: &'a Metrics,
    pub facet: Option<Facet>,
    pub order: GroupOrder,
    /// Values whose group is closed.
    pub closed: &'a BTreeSet<u32>,
    /// Values whose group shows all of its lanes whatever the zoom.
    pub every_row: &'a BTreeSet<u32>,
    /// The zoom at which crowds show all of their lanes at the latest.
    pub reach: f64,
    /// The only values that have a group; empty for all.
    pub only: &'a BTreeSet<u32>,
    /// The items of several values that stand once, in a group of their own.
    pub several: &'a BitSet,
    /// Which items stand in the group of a value.
    pub standing: &'a Standing,
    /// That group comes first; else before what states no value.
    pub several_first: bool,
    /// Days that a point stands for where the whole plan is fitted: labels keep that much free.
    pub days_a_point: f64,
}

impl Grouping<'_> {
    /// Every group with a dated item, in order.
    pub(super) fn groups(&self) -> Vec<Group> {
        let items = self.plan.items();
        let Some(extent) = items.extent() else { return Vec::new() };
        let mut once = self.here.clone();
        once.and(self.several);
        let mut here = self.here.clone();
        here.and_not(&once);
        let mut fillings = self.fillings(&here, extent);
        let mut several = self.filling(once.count(), SEVERAL_VALUES, extent);
        for item in self.here.iter() {
            let (Some((begin, _)), Some((first, last))) = (items.days(item), items.row(item)) else {
                continue;
            };
            let span = Span { item: item as u32, first: first.0, last: last.0, reserved: last.0 };
            if once.contains(item) {
                several.add(span, begin);
                continue;
            }
            let whole = [NOT_STATED];
            let values = self.facet.map_or(&whole[..], |f| items.column(f).of(item));
            for value in values {
                if !self.standing.holds(self.plan, *value, item) {
                    continue;
                }
                if let Some(filling) = fillings.get_mut(*value as usize) {
                    filling.add(span, begin);
                }
            }
        }
        let own = self.group(several, SEVERAL_VALUES, &once);
        let mut groups: Vec<(i32, Group)> = fillings
            .into_iter()
            .zip(0..)
            .filter_map(|(filling, value)| self.group(filling, value, &here))
            .chain(own)
            .collect();
        self.order.sort(&mut groups, |(first, group)| (group.value, &group.name, group.dated, *first));
        if self.several_first && self.order == GroupOrder::Plan {
            groups.sort_by_key(|(_, group)| group.value != SEVERAL_VALUES);
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// An empty filling for each value, of the kind that its number of items asks for.
    fn fillings(&self, here: &BitSet, extent: (Day, Day)) -> Vec<Filling> {
        let Some(facet) = self.facet else { return vec![self.filling(here.count(), NOT_STATED, extent)] };
        let column = self.plan.items().column(facet);
        let count = |value: u32| self.standing.count_in(self.plan, value, here);
        (0..column.values().len() as u32).map(|v| self.filling(count(v), v, extent)).collect()
    }

    /// An empty filling for so many items of a value.
    fn filling(&self, count: usize, value: u32, extent: (Day, Day)) -> Filling {
        if !self.only.is_empty() && !self.only.contains(&value) && value != SEVERAL_VALUES {
            return Filling::LeftOut;
        }
        match count {
            _ if self.closed.contains(&value) => Filling::Closed,
            0..=DENSE => Filling::Rows(Vec::new()),
            _ => Filling::Crowd(Sums::new(extent)),
        }
    }

    fn group(&self, filling: Filling, value: u32, here: &BitSet) -> Option<(i32, Group)> {
        let name = group_name(self.plan, self.facet, value)?;
        let dated = match self.facet {
            None => here.count(),
            Some(_) if value == SEVERAL_VALUES => here.count(),
            Some(_) => self.standing.count_in(self.plan, value, here),
        };
        if dated == 0 {
            return None;
        }
        let (first, content) = match filling {
            Filling::Rows(mut spans) => {
                if spans.len() <= ROOMY {
                    spans.iter_mut().for_each(|span| self.reserve(span));
                }
                let first = spans.iter().map(|s| s.first).min().unwrap_or(0);
                (first, Content::Rows(Lanes::pack(spans)))
            }
            Filling::Crowd(mut sums) => {
                sums.finish();
                let every_row = self.every_row.contains(&value);
                (sums.extent().0, Content::Crowd(Crowd::new(sums, dated, every_row, self.reach)))
            }
            Filling::Closed => (i32::MAX, Content::Closed),
            Filling::LeftOut => return None,
        };
        Some((first, Group { value, name, dated, content }))
    }

    /// Keeps room for a label beside a bar that is too short to hold it where the plan is fitted.
    fn reserve(&self, span: &mut Span) {
        let record = self.plan.record(self.plan.items().thing(span.item as usize));
        let label = self.metrics.width(&record.name, Size::Note, Weight::Regular).min(LABEL_ROOM);
        let bar = f64::from(span.last - span.first + 1) / self.days_a_point;
        if bar < f64::from(label) + 16.0 {
            let room = (f64::from(label) + 20.0) * self.days_a_point;
            span.reserved = span.last.saturating_add(room as i32);
        }
    }
}

impl Filling {
    fn add(&mut self, span: Span, begin: Day) {
        match self {
            Self::Rows(spans) => spans.push(span),
            Self::Crowd(sums) => sums.add(begin, Day(span.last)),
            Self::Closed | Self::LeftOut => {}
        }
    }
}

/// The items of several values of a facet; where a filter asks for some of them, of several of those.
pub(super) fn of_several(plan: &Plan, here: &BitSet, facet: Facet, only: &BTreeSet<u32>) -> BitSet {
    let column = plan.items().column(facet);
    let asked = |value: &&u32| only.is_empty() || only.contains(value);
    let mut several = BitSet::none(plan.items().len());
    for item in here.iter().filter(|item| column.of(*item).iter().filter(asked).count() > 1) {
        several.insert(item);
    }
    several
}

/// No label keeps more room free than this, in points.
const LABEL_ROOM: f32 = 200.0;

enum Filling {
    /// The filter does not ask for this group.
    LeftOut,
    Rows(Vec<Span>),
    Crowd(Sums),
    Closed,
}
