//! How much a view shows, in words that add up. It must never count an item twice.

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
