//! The focus date: what is on the road, building or promised by then.
//!
//! It must never change what matches: what has not begun is only not there yet.

use super::{LegendEntry, Look, SWATCH};
use crate::date::{Day, Moment, Part};
use crate::plan::BitSet;
use crate::scene::{Ink, Paint, Role, Shape, Stroke};
use emath::{Pos2, Rect};
use std::borrow::Cow;

impl<'a> Look<'a> {
    /// Whether an item has begun by the focus date. An undated item never has; without a date all are there.
    pub fn is_there(&self, item: usize) -> bool {
        let begun = |focus| self.plan.items().days(item).is_some_and(|(first, _)| first <= focus);
        self.focus.is_none_or(begun)
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

/// What pale chips mean.
pub fn legend_entry(day: Day) -> LegendEntry {
    let fill = Some(Paint::Solid(Ink::thin(Role::App, 120)));
    let stroke = Some(Stroke::new(Role::Grid, 1.0));
    let swatch = Shape::Rect { rect: Rect::from_min_size(Pos2::ZERO, SWATCH), radius: 2.0, fill, stroke };
    LegendEntry { swatch, label: format!("pale: not begun by {}, or undated", words(day)) }
}

/// How many of a shown set have begun by the focus date, to follow on a count: ", 12 begun by 30 June 2027".
pub fn begun(look: &Look<'_>, shown: &BitSet) -> String {
    let begun = |day| format!(", {} begun by {}", shown.count_and(&look.there()), words(day));
    look.focus.map_or(String::new(), begun)
}

/// A focus date as captions and labels say it: "30 June 2027".
pub fn words(day: Day) -> String {
    let (year, month, day) = day.ymd();
    Moment::On(Part::Day(year, month, day)).words()
}
