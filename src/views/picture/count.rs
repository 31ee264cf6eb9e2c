//! How much a picture shows, in words that add up. It must never count an item twice.

use std::fmt;

/// How many of the plan's items, or models, a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// On the page, or on all pages together.
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
pub(super) fn things(count: usize, models: bool) -> String {
    let what = if models { "model" } else { "item" };
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What a page has no room for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Left {
    /// How many of the items that match.
    pub items: usize,
    /// Models rather than items of every kind.
    pub models: bool,
    /// Parts around the view: the legend, notes, sources.
    pub parts: Vec<&'static str>,
}

impl Left {
    /// Whether all that was ordered is there.
    pub fn is_nothing(&self) -> bool {
        self.items == 0 && self.parts.is_empty()
    }
}

impl fmt::Display for Left {
    /// "79 items, legend and sources".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = (self.items > 0).then(|| things(self.items, self.models));
        let all: Vec<String> = items.into_iter().chain(self.parts.iter().map(|p| (*p).to_owned())).collect();
        match all.split_last() {
            Some((last, [])) => f.write_str(last),
            Some((last, before)) => write!(f, "{} and {last}", before.join(", ")),
            None => f.write_str("nothing"),
        }
    }
}
