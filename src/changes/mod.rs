//! What changed between two editions of a plan: which records are the same, what became of each, in words.
//!
//! It must never call dropped what is merely not mentioned, make a slip finer than its dates, or do I/O.
//!
//! [`compare`] makes one plan of both: its items are those of both editions, so that filters, counts, lists and
//! views see them all.

mod classes;
mod course;
mod history;
mod merge;
mod pairs;
mod tally;
#[cfg(test)]
mod tests;
mod why;
mod words;

pub use course::{Course, course};
pub use history::{Stage, history};
pub use tally::{Tally, tally};
pub use why::{Why, why};
pub use words::{Words, edition, edition_and_date, words};

use crate::plan::Plan;
use std::fmt;

/// Why two plans cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingInCommon;

impl fmt::Display for NothingInCommon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the two plans have no item in common, neither by id nor by name")
    }
}

/// One plan of two editions, each record with what became of it since the older one. `apart` are ids of records of
/// the older edition that are not to be found by their names.
///
/// # Errors
/// Where no item of one is an item of the other.
pub fn compare(older: &Plan, newer: &Plan, apart: &[Box<str>]) -> Result<Plan, NothingInCommon> {
    let pairs = pairs::Pairs::new(older, newer, apart);
    let are_empty = older.items().is_empty() && newer.items().is_empty();
    if !are_empty && !pairs.has_item(older) {
        return Err(NothingInCommon);
    }
    Ok(merge::merged(older, newer, &pairs))
}
