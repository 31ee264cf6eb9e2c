//! What a plan may leave open of an item, and how a filter asks for it.
//!
//! It must never count an item that its own filter would not keep.

use crate::explore::{Filter, Stretch};
use crate::plan::{Facet, Field, Kind, NOT_STATED, Plan, PlanWords, Said};
use std::borrow::Cow;

/// What is left open, or hardly said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// It has no date.
    Undated,
    /// A model stands on no platform.
    Platform,
    /// A model is built nowhere.
    Plant,
    /// It is in no region.
    Region,
    /// Nobody says so.
    Source,
    /// Its firmest source only implies it, or somebody inferred it.
    Implied,
    /// Its firmest source says "would", or "plans to".
    Conditional,
    /// Sources disagree.
    Disputed,
    /// A target has no rule by which to count.
    Rule,
}

impl Gap {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 9] = [
        Self::Undated,
        Self::Platform,
        Self::Plant,
        Self::Region,
        Self::Source,
        Self::Implied,
        Self::Conditional,
        Self::Disputed,
        Self::Rule,
    ];

    /// As headings say it.
    pub fn label(self, words: &PlanWords) -> Cow<'static, str> {
        let without =
            |kind: Kind, facet: Facet| format!("{} without {}", words.kinds(kind), words.one(facet));
        Cow::Borrowed(match self {
            Self::Undated => "undated",
            Self::Platform => return without(Kind::Model, Facet::Platform).into(),
            Self::Plant => return without(Kind::Model, Facet::Plant).into(),
            Self::Region => return format!("no {}", words.one(Facet::Region)).into(),
            Self::Source => "no source",
            Self::Implied => "only implied",
            Self::Conditional => "only conditional",
            Self::Disputed => "disputed",
            Self::Rule => return format!("{} without rule", words.kinds(Kind::Target)).into(),
        })
    }

    /// The one kind of records of which it is asked, where it is one.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Platform | Self::Plant => Some(Kind::Model),
            Self::Rule => Some(Kind::Target),
            _ => None,
        }
    }

    /// Whether a plan says anything of what this asks for: a plan without plants leaves none open.
    pub fn is_asked(self, plan: &Plan) -> bool {
        let stated = |facet: Facet| plan.items().column(facet).is_stated();
        match self {
            Self::Platform => stated(Facet::Platform) && plan.count_of(Kind::Model) > 0,
            Self::Plant => stated(Facet::Plant) && plan.count_of(Kind::Model) > 0,
            Self::Region => stated(Facet::Region),
            Self::Rule => plan.count_of(Kind::Target) > 0,
            _ => true,
        }
    }

    /// Whether an item is one of those of which it is asked.
    pub fn concerns(self, plan: &Plan, item: usize) -> bool {
        self.kind().is_none_or(|kind| plan.record(plan.items().thing(item)).kind == kind)
    }

    /// Whether it is open of an item.
    pub fn holds(self, plan: &Plan, item: usize) -> bool {
        let column = |facet: Facet| plan.items().column(facet);
        let is_none = |facet: Facet| column(facet).of(item) == [NOT_STATED];
        let said = |word: Said| {
            let value = column(Facet::Said).value_of_key(word.word());
            value.is_some_and(|value| column(Facet::Said).of(item).contains(&value))
        };
        self.concerns(plan, item)
            && match self {
                Self::Undated => !plan.items().dated().contains(item),
                Self::Platform => is_none(Facet::Platform),
                Self::Plant => is_none(Facet::Plant),
                Self::Region => is_none(Facet::Region),
                Self::Source => is_none(Facet::Source),
                Self::Implied => {
                    (said(Said::Implied) || said(Said::Inferred))
                        && !said(Said::Stated)
                        && !said(Said::Conditional)
                }
                Self::Conditional => said(Said::Conditional) && !said(Said::Stated),
                Self::Disputed => {
                    let yes = column(Facet::Disputed).value_of_key("yes");
                    yes.is_some_and(|yes| column(Facet::Disputed).of(item).contains(&yes))
                }
                Self::Rule => plan.record(plan.items().thing(item)).texts(Field::Counts).next().is_none(),
            }
    }

    /// Narrows a filter to what it counts. What no filter can ask for is narrowed as far as one can.
    pub fn narrow(self, plan: &Plan, filter: &mut Filter) {
        let value = |facet: Facet, key: &str| plan.items().column(facet).value_of_key(key);
        if let Some(kind) = self.kind().and_then(|kind| value(Facet::Kind, kind.word())) {
            within(filter, Facet::Kind, &[kind]);
        }
        let said = |words: &[Said]| -> Vec<u32> {
            words.iter().filter_map(|word| value(Facet::Said, word.word())).collect()
        };
        match self {
            Self::Undated => filter.set_when([Stretch::of_year(None)]),
            Self::Platform => within(filter, Facet::Platform, &[NOT_STATED]),
            Self::Plant => within(filter, Facet::Plant, &[NOT_STATED]),
            Self::Region => within(filter, Facet::Region, &[NOT_STATED]),
            Self::Source => within(filter, Facet::Source, &[NOT_STATED]),
            Self::Implied => {
                within(filter, Facet::Said, &said(&[Said::Implied, Said::Inferred]));
                leave_out(filter, Facet::Said, &said(&[Said::Stated, Said::Conditional]));
            }
            Self::Conditional => {
                within(filter, Facet::Said, &said(&[Said::Conditional]));
                leave_out(filter, Facet::Said, &said(&[Said::Stated]));
            }
            Self::Disputed => {
                if let Some(yes) = value(Facet::Disputed, "yes") {
                    within(filter, Facet::Disputed, &[yes]);
                }
            }
            Self::Rule => {}
        }
    }
}

/// Asks for some values of a facet, of those that were asked for; what was left out stays out.
pub(super) fn within(filter: &mut Filter, facet: Facet, values: &[u32]) {
    let before = filter.choices().find(|(of, _)| *of == facet).map(|(_, choice)| choice.clone());
    let before = before.unwrap_or_default();
    filter.clear(facet);
    for value in values {
        if before.any().is_empty() || before.any().contains(value) {
            filter.toggle(facet, *value);
        }
    }
    leave_out(filter, facet, before.not());
}

fn leave_out(filter: &mut Filter, facet: Facet, values: &[u32]) {
    for value in values {
        if !filter.is_excluded(facet, *value) {
            filter.exclude(facet, *value);
        }
    }
}
