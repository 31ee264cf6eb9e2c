//! How much a view shows, in words that add up. It must never count an item twice.

use crate::plan::{Kind, Plan};
use std::fmt;

/// How many of the plan's items, or models, a view or a picture of it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// In view; on the page, or on all pages together.
    pub shown: usize,
    /// In the plan.
    pub of: usize,
    /// Models rather than items of every kind.
    pub models: bool,
}

impl fmt::Display for Count {
    /// "60 of 139 items".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.shown, things(self.of, self.models))
    }
}

/// "1 model", "60 items".
pub(in crate::views) fn things(count: usize, models: bool) -> String {
    let what = if models { "model" } else { "item" };
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
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
