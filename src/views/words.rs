//! What a mark of any view stands for, in a few words.
//!
//! It must never say what only one view knows: a view's own marks are in that view's words.

use super::count::items;
use crate::date::Day;
use crate::plan::{Kind, NOT_STATED, Plan, Thing};
use crate::scene::StandsFor;

/// A record's name and its date.
pub fn name_and_date(plan: &Plan, thing: Thing) -> String {
    let record = plan.record(thing);
    let when = record.when.map(|when| format!(": {}", when.words())).unwrap_or_default();
    format!("{}{when}", record.name)
}

/// What a record says of itself in a line: what, when, whose, how far it has come, whether sources disagree. For
/// pictures, where nothing else says it to those who cannot see them.
pub fn in_full(plan: &Plan, thing: Thing) -> String {
    let record = plan.record(thing);
    let mut told = name_and_date(plan, thing);
    if record.kind.is_item() && record.when.is_none() {
        told += if record.kind == Kind::Model { "" } else { ": no date" };
    }
    let main = plan.items().column(plan.main_grouping());
    if let Some(item) = plan.items().item_of(thing) {
        let of = main.of(item.0 as usize).iter().filter(|value| **value != NOT_STATED);
        let names: Vec<&str> =
            of.filter_map(|value| main.values().get(*value as usize)).map(|value| &*value.name).collect();
        if !names.is_empty() && names != [&*record.name] {
            told += &format!(", {}", names.join(" and "));
        }
    }
    if let Some(status) = record.status {
        told += &format!(", {}", status.label());
    }
    if plan.is_contradicted(record) {
        told += ", sources disagree";
    }
    told
}

/// A record with its date, a value with its facet, a year, a count with its days; `None` for anything else.
pub fn of(plan: &Plan, what: StandsFor) -> Option<String> {
    match what {
        StandsFor::Thing(thing) => {
            let became = super::change::words(plan, thing).map(|words| format!("; {words}"));
            Some(name_and_date(plan, thing) + &became.unwrap_or_default())
        }
        StandsFor::Value(facet, value) => {
            let value = plan.items().column(facet).values().get(value as usize)?;
            Some(format!("{}: {}", plan.words().heading(facet), value.name))
        }
        StandsFor::Year(year) => {
            Some(year.map_or_else(|| "Undated".to_owned(), |year| format!("Year: {year}")))
        }
        StandsFor::Count { count, from, to, .. } => {
            let items = items(count as usize);
            Some(match to > from {
                true => format!("{items}, {} to {}", Day(from), Day(to)),
                false => format!("{items}, {}", Day(from)),
            })
        }
        StandsFor::Group(_)
        | StandsFor::Rows(_)
        | StandsFor::Cell(..)
        | StandsFor::Column(_)
        | StandsFor::Link(_)
        | StandsFor::Nothing => None,
    }
}
