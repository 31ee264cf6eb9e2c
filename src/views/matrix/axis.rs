//! What a matrix has down its side and along its top. It must never count: it only says which headings
//! an item stands under.

use crate::date::{Day, Moment, When};
use crate::plan::{Coming, Facet, Field, Kind, NOT_STATED, Plan, Thing};
use crate::scene::StandsFor;
use std::ops::Range;

/// What rows or columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// The values of a facet.
    Facet(Facet),
    /// Years: an item stands under each year in which something of it happens.
    Year,
}

impl Axis {
    /// Every axis that a menu offers.
    pub fn all() -> impl Iterator<Item = Self> {
        Facet::ALL.iter().map(|f| Self::Facet(*f)).chain([Self::Year])
    }

    /// As the window and pictures spell it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.label(),
            Self::Year => "Year",
        }
    }

    /// What so many of its headings are called.
    pub(super) fn named(self, count: u32) -> &'static str {
        let (one, more) = match self {
            Self::Year => ("year", "years"),
            Self::Facet(facet) => match facet {
                Facet::Region => ("region", "regions"),
                Facet::Brand => ("brand", "brands"),
                Facet::Platform => ("platform", "platforms"),
                Facet::Energy => ("kind of energy", "kinds of energy"),
                Facet::Kind => ("kind", "kinds"),
                Facet::Status => ("status", "statuses"),
                Facet::Said => ("firmness", "firmnesses"),
                Facet::Theme => ("theme", "themes"),
                Facet::Company => ("company", "companies"),
                Facet::Country => ("country", "countries"),
                Facet::Plant => ("plant", "plants"),
                Facet::Model => ("model", "models"),
                Facet::Segment => ("segment", "segments"),
                Facet::Body => ("body", "bodies"),
                Facet::Source => ("source", "sources"),
                Facet::Disputed => ("answer", "answers"),
            },
        };
        if count == 1 { one } else { more }
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
        let by_kind = [Facet::Kind, Facet::Status, Facet::Theme, Facet::Said, Facet::Source, Facet::Disputed];
        let column = plan.items().column(facet);
        !by_kind.contains(&facet) && models(plan).any(|item| column.of(item) != [NOT_STATED])
    }

    /// The headings that an item stands under, ascending: facet values, or years with 0 for "not stated".
    pub(super) fn values<'v>(self, plan: &'v Plan, item: usize, room: &'v mut Vec<u32>) -> &'v [u32] {
        match self {
            Self::Facet(facet) => plan.items().column(facet).of(item),
            Self::Year => {
                room.clear();
                years(plan, item, room);
                room.sort_unstable();
                room.dedup();
                if room.is_empty() {
                    room.push(NOT_STATED);
                }
                room
            }
        }
    }
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

/// The dates of a record, for a model those of its milestones.
fn dates(plan: &Plan, thing: Thing) -> impl Iterator<Item = When> + '_ {
    let record = plan.record(thing);
    let of_model = plan
        .referring(thing)
        .iter()
        .filter(|(field, _)| record.kind == Kind::Model && *field == Field::Of)
        .map(|(_, from)| plan.record(*from))
        .filter(|from| from.kind == Kind::Milestone)
        .filter_map(|from| from.when);
    record.when.into_iter().chain(of_model)
}

/// The years in which something of an item happens; an open end adds none.
fn years(plan: &Plan, item: usize, out: &mut Vec<u32>) {
    for when in dates(plan, plan.items().thing(item)) {
        let (first, last) = match when {
            When::At(moment) => certain(moment),
            When::Span(Some(from), Some(to)) => (certain(from).0, certain(to).1),
            When::Span(Some(one), None) | When::Span(None, Some(one)) => certain(one),
            When::Span(None, None) => continue,
        };
        let year = |day: Day| u32::from(day.ymd().0.unsigned_abs());
        out.extend(year(first)..=year(last).max(year(first)));
    }
}

/// First and last day of a moment, without the stretch that an open side is drawn with.
pub(super) fn certain(moment: Moment) -> (Day, Day) {
    match moment {
        Moment::On(part) | Moment::About(part) | Moment::By(part) | Moment::From(part) => part.days(),
        Moment::Within(from, to) => (from.days().0, to.days().1),
    }
}
