//! What a page has no room for, in words. It must never count what the page shows.

use crate::views::count::Noun;
use std::fmt;

/// What a page has no room for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoRoom {
    /// How many of the items that match.
    pub items: usize,
    /// What they are.
    pub noun: Noun,
    /// Parts around the view: the legend, notes, sources; and rows that no item is lost with.
    pub parts: Vec<&'static str>,
}

impl NoRoom {
    /// Whether all that was ordered is there.
    pub fn is_nothing(&self) -> bool {
        self.items == 0 && self.parts.is_empty()
    }
}

impl fmt::Display for NoRoom {
    /// "79 items, legend and sources".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = (self.items > 0).then(|| self.noun.counted(self.items));
        let all: Vec<String> = items.into_iter().chain(self.parts.iter().map(|p| (*p).to_owned())).collect();
        match all.split_last() {
            Some((last, [])) => f.write_str(last),
            Some((last, before)) => write!(f, "{} and {last}", before.join(", ")),
            None => f.write_str("nothing"),
        }
    }
}
