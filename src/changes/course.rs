//! Whether what became of a thing brought it on or set it back.
//!
//! It must never take what is merely not mentioned for either.

use super::words::{Step, step};
use crate::plan::{Change, Plan, Thing};

/// Which way a thing went from one edition to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It came, earlier or firmer, or is further than it was.
    On,
    /// It was given up, ended or put off, comes later or vaguer, or is less far than it was.
    Back,
    /// Neither, or nobody says.
    Neither,
}

/// Which way a thing went, by its weightiest change.
pub fn course(plan: &Plan, thing: Thing) -> Course {
    let Some(became) = plan.became(thing) else { return Course::Neither };
    match became.weightiest() {
        Change::New | Change::Earlier | Change::PerhapsEarlier | Change::Firmer => Course::On,
        Change::Cancelled | Change::Ended | Change::PutOff => Course::Back,
        Change::Later | Change::PerhapsLater | Change::Vaguer => Course::Back,
        Change::Status => {
            let before = became.before.as_ref().and_then(|before| before.record.status);
            match step(before, plan.record(thing).status) {
                Some(Step::Forward) => Course::On,
                Some(Step::Back) => Course::Back,
                None => Course::Neither,
            }
        }
        Change::Figure | Change::Moved | Change::Renamed | Change::Text | Change::Same | Change::Silent => {
            Course::Neither
        }
    }
}
