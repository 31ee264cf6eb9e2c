//! The focus date: what is on the road, building or promised by then.
//!
//! It must never change what matches: what has not begun is only not there yet.

use super::{LegendEntry, Look, SWATCH};
use crate::date::{Day, Moment, Part};
use crate::plan::{BitSet, Coming, Kind};
use crate::scene::{Ink, Paint, Role, Shape, Stroke};
use emath::{Pos2, Rect};
use std::borrow::Cow;

impl<'a> Look<'a> {
    /// Whether an item has begun by a date: a model by the date at which it comes, whatever was said of it
    /// before; anything else by its own. `None` where no date tells.
    pub fn has_begun(&self, item: usize, by: Day) -> Option<bool> {
        let (items, thing) = (self.plan.items(), self.plan.items().thing(item));
        let first = match self.plan.record(thing).kind {
            // Where a plan names no arrivals, the first that happens of it is all that is known.
            Kind::Model if self.plan.tells_coming() => self.plan.coming(thing).map(Coming::day),
            _ => items.days(item).map(|(first, _)| first),
        };
        first.map(|first| first <= by)
    }

    /// Whether an item has begun by the focus date. An undated item never has; without a date all are there.
    pub fn is_there(&self, item: usize) -> bool {
        self.focus.is_none_or(|focus| self.has_begun(item, focus) == Some(true))
    }

    /// The matching items that have begun by the focus date.
    pub fn there(&self) -> Cow<'a, BitSet> {
        if self.focus.is_none() {
            return Cow::Borrowed(self.matching);
        }
        let mut there = BitSet::of(self.plan.items().len(), |item| self.is_there(item));
        there.and(self.matching);
        Cow::Owned(there)
    }
}

/// What pale chips and bare outlines mean.
pub fn legend_entries(day: Day) -> [LegendEntry; 2] {
    let swatch = |fill: Option<Ink>, stroke: Role| Shape::Rect {
        rect: Rect::from_min_size(Pos2::ZERO, SWATCH),
        radius: 2.0,
        fill: fill.map(Paint::Solid),
        stroke: Some(Stroke::new(stroke, 1.0)),
    };
    [
        LegendEntry {
            swatch: swatch(Some(Ink::thin(Role::App, 120)), Role::Grid),
            label: format!("pale: not begun by {}", words(day)),
        },
        LegendEntry {
            swatch: swatch(None, Role::Line),
            label: "outline: no date says when it begins".into(),
        },
    ]
}

/// How many of a shown set have begun by the focus date, and what of the others, to follow on a count:
/// ", 12 begun by 30 June 2027, 3 later, 2 undated".
pub fn begun(look: &Look<'_>, shown: &BitSet) -> String {
    let Some(day) = look.focus else { return String::new() };
    let (mut begun, mut later, mut undated) = (0, 0, 0);
    for item in shown.iter().filter(|item| look.matching.contains(*item)) {
        match look.has_begun(item, day) {
            Some(true) => begun += 1,
            Some(false) => later += 1,
            None => undated += 1,
        }
    }
    let mut told = format!(", {begun} begun by {}", words(day));
    for (count, what) in [(later, "later"), (undated, "undated")] {
        if count > 0 {
            told += &format!(", {count} {what}");
        }
    }
    told
}

/// A focus date as captions and labels say it: "30 June 2027".
pub fn words(day: Day) -> String {
    let (year, month, day) = day.ymd();
    Moment::On(Part::Day(year, month, day)).words()
}
