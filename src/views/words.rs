//! What a mark of any view stands for, in a few words.
//!
//! It must never say what only one view knows: a view's own marks are in that view's words.

use super::count::things;
use crate::date::Day;
use crate::plan::Plan;
use crate::scene::StandsFor;

/// A record with its date, a value with its facet, a year, a count with its days; `None` for anything else.
pub fn of(plan: &Plan, what: StandsFor) -> Option<String> {
    match what {
        StandsFor::Thing(thing) => {
            let record = plan.record(thing);
            let when = record.when.map(|when| format!(": {}", when.words())).unwrap_or_default();
            let became = super::change::words(plan, thing).map(|words| format!("; {words}"));
            Some(format!("{}{when}{}", record.name, became.unwrap_or_default()))
        }
        StandsFor::Value(facet, value) => {
            let value = plan.items().column(facet).values().get(value as usize)?;
            Some(format!("{}: {}", plan.words().heading(facet), value.name))
        }
        StandsFor::Year(year) => {
            Some(year.map_or_else(|| "Undated".to_owned(), |year| format!("Year: {year}")))
        }
        StandsFor::Count { count, from, to, .. } => {
            let items = things(count as usize, false);
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
