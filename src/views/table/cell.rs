//! What stands in a cell: one function of a plan, an item and a column, so that two editions' values can stand
//! side by side.
//!
//! It must never draw, nor say more than the record does.

use super::Column;
use crate::date::{Day, When};
use crate::explore::figure;
use crate::plan::{Change, Facet, Fact, Field, Figure, Kind, NOT_STATED, Plan, Record, Status, Thing};
use crate::views::change;
use std::borrow::Cow;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<'p> {
    /// In words; empty where there is nothing to say.
    pub words: Cow<'p, str>,
    /// What stands behind a figure: its unit.
    pub unit: Cow<'p, str>,
    /// Words of second rank: what is not stated, or over.
    pub quiet: bool,
    /// The date, and the record whose it is: that of a model's arrival, or the item itself.
    pub dated: Option<(When, Thing)>,
}

/// When an item is, for a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dated {
    /// As a record says.
    By(When, Thing),
    /// A model of which only other milestones are dated: from the first to the last of them.
    Around(Day, Day),
}

impl<'p> Cell<'p> {
    /// What a column says of an item.
    pub fn of(plan: &'p Plan, item: usize, column: Column) -> Self {
        let thing = plan.items().thing(item);
        let record = plan.record(thing);
        match column {
            Column::Name if plan.against().is_some() => {
                Self { quiet: plan.is_silent(thing), ..Self::words(change::named(plan, thing, &record.name)) }
            }
            Column::Name => Self::words(&*record.name),
            Column::When if plan.is_silent(thing) => Self { quiet: true, ..Self::words("not mentioned") },
            Column::When => Self::date(plan, item),
            Column::Figure => Self::figure(record),
            Column::Sources => {
                let count = sources(record);
                Self { quiet: count == 0, ..Self::words(figure(count as f64)) }
            }
            Column::Before => match before(plan, item) {
                Some((when, _)) => {
                    Self { quiet: true, ..Self::words(when.map_or("undated".into(), When::brief)) }
                }
                None => Self { quiet: true, ..Self::words("") },
            },
            Column::Became => {
                let words = change::said(plan, thing);
                Self {
                    quiet: words.is_none(),
                    ..Self::words(words.unwrap_or_else(|| unchanged(plan).into()))
                }
            }
            Column::Facet(facet) => Self::facet(plan, item, facet, record),
        }
    }

    fn words(words: impl Into<Cow<'p, str>>) -> Self {
        Self { words: words.into(), unit: "".into(), quiet: false, dated: None }
    }

    fn date(plan: &'p Plan, item: usize) -> Self {
        match dated(plan, item) {
            Some(Dated::By(when, by)) => Self { dated: Some((when, by)), ..Self::words(when.brief()) },
            Some(Dated::Around(first, last)) => {
                let (from, to) = (first.ymd().0, last.ymd().0);
                let words = if from == to { from.to_string() } else { format!("{from} to {to}") };
                Self { quiet: true, ..Self::words(format!("milestones {words}")) }
            }
            None => Self { quiet: true, ..Self::words("undated") },
        }
    }

    fn figure(record: &'p Record) -> Self {
        let Some(first) = Amount::of(record) else { return Self::words("") };
        Self { unit: first.unit, ..Self::words(first.number) }
    }

    fn facet(plan: &'p Plan, item: usize, facet: Facet, record: &Record) -> Self {
        let column = plan.items().column(facet);
        let values = column.of(item);
        let name = |value: &u32| column.values().get(*value as usize).map_or("", |value| &*value.name);
        let over = facet == Facet::Status && record.status == Some(Status::Done);
        match values {
            [one] => Self { quiet: *one == NOT_STATED || over, ..Self::words(name(one)) },
            several => Self::words(several.iter().map(name).collect::<Vec<_>>().join(", ")),
        }
    }

    /// As it is copied: what is not stated is an empty cell.
    pub fn copied(plan: &'p Plan, item: usize, column: Column) -> Vec<Cow<'p, str>> {
        let cell = Self::of(plan, item, column);
        match column {
            // A spreadsheet sorts and adds up plain numbers.
            Column::Figure => vec![
                Amount::of(plan.record(plan.items().thing(item))).map_or("".into(), |a| a.plain()),
                cell.unit,
            ],
            Column::When => vec![match dated(plan, item) {
                Some(Dated::By(when, _)) => when.words().into(),
                Some(Dated::Around(..)) => cell.words,
                None => "".into(),
            }],
            Column::Facet(facet) if plan.items().column(facet).of(item) == [NOT_STATED] => vec!["".into()],
            _ => vec![cell.words],
        }
    }
}

/// When an item was in the edition compared with, of a model when it was to come; `None` where that did not
/// mention it.
pub(super) fn before(plan: &Plan, item: usize) -> Option<(Option<When>, Thing)> {
    let thing = plan.items().thing(item);
    let became = plan.became(thing).filter(|became| !became.is(Change::New))?;
    let record = plan.record(thing);
    let when = match &became.before {
        Some(before) if record.kind == Kind::Model => before.coming.map(When::At),
        Some(before) => before.record.when,
        // As it is: nothing about it changed, or it is the older edition's.
        None => record.when.or_else(|| plan.coming(thing).map(|coming| When::At(coming.moment))),
    };
    Some((when, thing))
}

/// What is said of what is as it was.
fn unchanged(plan: &Plan) -> &'static str {
    if plan.against().is_some() { Change::Same.label() } else { "" }
}

/// When an item is; of a model when it comes, or else what is dated of it.
pub(super) fn dated(plan: &Plan, item: usize) -> Option<Dated> {
    let thing = plan.items().thing(item);
    if let Some(when) = plan.record(thing).when {
        return Some(Dated::By(when, thing));
    }
    let (first, last) = plan.items().days(item)?;
    Some(match plan.coming(thing) {
        Some(coming) => Dated::By(When::At(coming.moment), coming.by),
        None => Dated::Around(first, last),
    })
}

/// How many pieces of evidence a record has, those of its ties among them.
pub(super) fn sources(record: &Record) -> usize {
    record.all_evidence().count()
}

/// The first of a record's figures.
pub(super) struct Amount<'p> {
    /// As people write it.
    number: String,
    /// What it counts; empty where nothing says.
    pub unit: Cow<'p, str>,
    /// The least and the most that it may be.
    ends: (Option<f64>, Option<f64>),
}

impl<'p> Amount<'p> {
    /// A target's value, a stake's percent, else the first figure: "24 to 30" and "GWh a year".
    pub fn of(record: &'p Record) -> Option<Self> {
        let number = |field: Field| {
            record.facts(field).find_map(|fact| match fact {
                Fact::Number(number) => Some(*number),
                _ => None,
            })
        };
        let plain = |value: f64, unit: Cow<'p, str>| Self {
            number: figure(value),
            unit,
            ends: (Some(value), Some(value)),
        };
        if let Some(value) = number(Field::Value) {
            return Some(plain(value, record.texts(Field::Unit).next().unwrap_or_default().into()));
        }
        for (field, unit) in [(Field::Percent, "%"), (Field::Votes, "% of the votes")] {
            if let Some(value) = number(field) {
                return Some(plain(value, unit.into()));
            }
        }
        let (_, first) = record.figures().next()?;
        let unit = first.unit.as_deref().unwrap_or_default();
        let unit = match &first.what {
            Some(what) => format!("{unit}, {what}").trim_start_matches(", ").to_owned().into(),
            None => unit.into(),
        };
        let number = Figure { what: None, unit: None, ..first.clone() }.words(figure);
        Some(Self { number, unit, ends: (first.low, first.high) })
    }

    /// As people write it: "24 to 30".
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What to sort by: the middle.
    pub fn middle(&self) -> f64 {
        match self.ends {
            (Some(low), Some(high)) => low + (high - low) / 2.0,
            (low, high) => low.or(high).unwrap_or(0.0),
        }
    }

    /// One number as a spreadsheet reads it, a range in words.
    fn plain(&self) -> Cow<'p, str> {
        match self.ends {
            (Some(low), Some(high)) if low == high => low.to_string().into(),
            _ => self.number.clone().into(),
        }
    }
}
