//! A part of a matrix, for a page that cannot hold all of it. It must never cut through a row or column
//! that would fit whole.

use super::layout::{CellLayout, Viewport};
use super::{Axis, Head, Matrix};
use crate::plan::{BitSet, Plan};
use emath::{Vec2, vec2};
use std::collections::BTreeSet;
use std::ops::Range;

/// Narrowing a matrix may widen its cells a little; after so many rounds that is over.
const ROUNDS: usize = 12;

impl Matrix {
    /// The whole rows and columns that a page of a size holds from a scroll on, and the scroll at which the
    /// next page begins, if any: to the right first, then down.
    pub fn page(&self, from: Vec2, room: Vec2) -> (Viewport, Option<Vec2>) {
        let mut view = Viewport { scroll: from, size: room };
        for _ in 0..ROUNDS {
            let layout = CellLayout::new(self, view);
            let (width, each) = (layout.body.width(), layout.column_width);
            let whole = (width / each + 0.01).floor().max(1.0) * each;
            if layout.content.x <= view.size.x + 0.5 || whole + 0.5 >= width {
                break;
            }
            view.size.x -= width - whole;
        }
        let layout = CellLayout::new(self, view);
        let all = layout.tops.last().copied().unwrap_or(0.0);
        // Headings and foot.
        let fixed = layout.content.y - all;
        let last = from.y + (view.size.y - fixed).max(1.0);
        let fits = |top: &f32| *top > from.y + 0.5 && *top <= last + 0.5;
        let end = layout.tops.iter().copied().rfind(fits).unwrap_or(last).min(all);
        view.size.y = fixed + (end - from.y).max(0.0);
        let right = from.x + layout.body.width();
        let columns = layout.column_width * self.columns.len() as f32;
        let next = if right + 1.0 < columns {
            Some(vec2(right, from.y))
        } else {
            (end + 0.5 < all).then_some(vec2(0.0, end))
        };
        (view, next)
    }

    /// The items that a viewport shows.
    pub fn shown(&self, plan: &Plan, view: Viewport) -> BitSet {
        let (rows, columns) = self.whole(view);
        if rows.len() == self.rows.len() && columns.len() == self.columns.len() {
            return self.counted.clone();
        }
        self.standing(plan, rows, columns)
    }

    /// The items that stand under some rows and some columns.
    pub(super) fn standing(&self, plan: &Plan, rows: Range<usize>, columns: Range<usize>) -> BitSet {
        let values = |heads: &[Head], seen: Range<usize>| -> BTreeSet<u32> {
            heads.get(seen).unwrap_or_default().iter().map(|head| head.value).collect()
        };
        let (rows, columns) = (values(&self.rows, rows), values(&self.columns, columns));
        let stands = |axis: Axis, item: usize, seen: &BTreeSet<u32>| {
            axis.values(plan, item).iter().any(|value| seen.contains(value))
        };
        let mut shown = BitSet::none(plan.items().len());
        let seen = |item: &usize| {
            stands(self.options.rows, *item, &rows) && stands(self.options.columns, *item, &columns)
        };
        self.counted.iter().filter(seen).for_each(|item| shown.insert(item));
        shown
    }

    /// The rows and columns that do not stand in a viewport, as a person calls them.
    pub fn not_shown(&self, view: Viewport) -> Vec<String> {
        let (rows, columns) = self.whole(view);
        let names = |heads: &[Head], seen: Range<usize>| {
            let heads = heads.iter().enumerate().filter(move |(n, _)| !seen.contains(n));
            heads.map(|(_, head)| head.name.to_string()).collect::<Vec<_>>()
        };
        let mut all = names(&self.rows, rows);
        all.extend(names(&self.columns, columns));
        all
    }

    /// The rows and columns that stand in a viewport whole.
    fn whole(&self, view: Viewport) -> (Range<usize>, Range<usize>) {
        let layout = CellLayout::new(self, view);
        let (rows, columns) = (layout.rows(), layout.columns());
        let in_height = |row: &usize| {
            let (top, bottom) = layout.row(*row);
            top + 1.0 >= layout.body.top() && bottom <= layout.body.bottom() + 1.0
        };
        let in_width = |column: &usize| {
            let (left, right) = layout.column(*column);
            left + 1.0 >= layout.body.left() && right <= layout.body.right() + 1.0
        };
        (span(rows.filter(in_height)), span(columns.filter(in_width)))
    }
}

/// From the first to behind the last.
fn span(mut places: impl Iterator<Item = usize>) -> Range<usize> {
    match places.next() {
        Some(first) => first..places.last().unwrap_or(first) + 1,
        None => 0..0,
    }
}
