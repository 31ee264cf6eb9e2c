//! What a matrix has down its side and along its top. It must never count: it only says which headings
//! an item stands under.

use crate::date::Day;
use crate::plan::{Coming, Facet, Kind, NOT_STATED, Plan, PlanWords, Thing};
use crate::scene::StandsFor;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What rows or columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Axis {
    /// The values of a facet.
    Facet(Facet),
    /// Years: an item stands under each year in which something of it happens.
    Year,
}

impl From<Axis> for &'static str {
    fn from(axis: Axis) -> Self {
        axis.word()
    }
}

impl TryFrom<String> for Axis {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::from_word(&word).ok_or_else(|| format!("\"{word}\" is no facet"))
    }
}

impl Axis {
    /// Every axis that suits a plan: what a menu offers.
    pub fn stated(plan: &Plan) -> impl Iterator<Item = Self> {
        Facet::stated(plan).map(Self::Facet).chain([Self::Year])
    }

    /// As the window and pictures spell it, in the words of a plan.
    pub fn heading(self, words: &PlanWords) -> String {
        match self {
            Self::Facet(facet) => words.heading(facet),
            Self::Year => "Year".to_owned(),
        }
    }

    /// The same, within a sentence.
    pub fn inner(self, words: &PlanWords) -> String {
        match self {
            Self::Facet(facet) => words.inner(facet),
            Self::Year => "year".to_owned(),
        }
    }

    /// What so many of its headings are called.
    pub(super) fn counted(self, count: u32, words: &PlanWords) -> &str {
        match (self, count) {
            (Self::Year, 1) => "year",
            (Self::Year, _) => "years",
            (Self::Facet(facet), count) => words.counted(facet, count),
        }
    }

    /// As a command line and a stored view spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.word(),
            Self::Year => "year",
        }
    }

    /// The axis of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        if word == "year" { Some(Self::Year) } else { Facet::from_word(word).map(Self::Facet) }
    }

    /// What a heading of it stands for.
    pub fn stands_for(self, value: u32) -> StandsFor {
        match self {
            Self::Facet(facet) => StandsFor::Value(facet, value),
            Self::Year => StandsFor::Year(i16::try_from(value).ok().filter(|year| *year > 0)),
        }
    }

    /// Whether models have something to say about it, rather than only items of every kind.
    pub(super) fn is_of_models(self, plan: &Plan) -> bool {
        let facet = match self {
            Self::Year => return true,
            Self::Facet(facet) => facet,
        };
        let column = plan.items().column(facet);
        facet.traits().of_models && models(plan).any(|item| column.of(item) != [NOT_STATED])
    }

    /// The headings that an item stands under, ascending: facet values, or years with 0 for "not stated".
    pub(super) fn values(self, plan: &Plan, item: usize) -> &[u32] {
        match self {
            Self::Facet(facet) => plan.items().column(facet).of(item),
            Self::Year => plan.years(item),
        }
    }
}

/// Whether one year does not follow on another: headings stand side by side that are no neighbours.
pub(super) fn is_gap(axis: Axis, before: u32, after: u32) -> bool {
    axis == Axis::Year && before != NOT_STATED && after != NOT_STATED && after > before + 1
}

/// The places of a plan's models among its items: they stand next to each other, as its records do.
pub(super) fn models(plan: &Plan) -> Range<usize> {
    let items = plan.items();
    let first = |beyond: &dyn Fn(Kind) -> bool| {
        let (mut low, mut high) = (0, items.len());
        while low < high {
            let middle = low.midpoint(high);
            if beyond(plan.record(items.thing(middle)).kind) { high = middle } else { low = middle + 1 }
        }
        low
    };
    first(&|kind| kind >= Kind::Model)..first(&|kind| kind > Kind::Model)
}

/// The day from which an item is there; the last of all days where nothing tells.
pub(super) fn first_day(plan: &Plan, thing: Thing) -> Day {
    plan.coming(thing).map_or(Day(i32::MAX), Coming::day)
}
