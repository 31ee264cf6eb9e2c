//! A part of a table, for a page that cannot hold all of it. It must never cut through a row, nor leave a heading
//! alone at the end.

use super::layout::{HEADER, ROW};
use super::{Table, Viewport};
use crate::plan::BitSet;
use crate::views::{Look, PagePart};
use emath::{Vec2, vec2};

impl Table {
    /// The whole rows and columns that a room holds from a scroll on: to the right first, then down.
    pub(super) fn page(&self, from: Vec2, room: Vec2) -> PagePart {
        let widths = self.widths(room.x);
        let down = f64::from(from.y);
        let end = self.page_end(down, room.y - self.body_top(down));
        let right = widths.whole(from.x, room.x);
        let more = right + 0.5 < widths.all();
        let next = match more {
            true => Some(vec2(right - widths.names(), from.y)),
            false => (end + 0.5 < self.bottom()).then_some(vec2(0.0, end as f32)),
        };
        let width = if more { (right - from.x).min(room.x) } else { room.x };
        let height = self.body_top(down) + (end - down) as f32;
        PagePart { scroll: from, size: vec2(width, height.min(room.y.max(HEADER + ROW))), next }
    }

    /// The height under the headings at which a page ends that begins at `from` and has such a room for rows.
    fn page_end(&self, from: f64, room: f32) -> f64 {
        let last = from + f64::from(room.max(0.0));
        if last + 0.5 >= self.bottom() {
            return self.bottom();
        }
        let at = self.group_at(last).unwrap_or(0);
        let rows = ((last - self.rows_top(at)) / f64::from(ROW)).floor();
        let top = self.tops.get(at).copied().unwrap_or(0.0);
        let end = if rows >= 1.0 { self.rows_top(at) + rows * f64::from(ROW) } else { top };
        // A page lower than one row shows one that is cut off.
        if end > from + 0.5 { end } else { self.after(from) }
    }

    /// The end of the first row after a height under the headings.
    fn after(&self, from: f64) -> f64 {
        let Some(at) = self.group_at(from) else { return self.bottom() };
        let closed = self.groups.get(at).is_some_and(|group| group.closed);
        let end = self.tops.get(at + 1).copied().unwrap_or(self.bottom());
        let rows = ((from - self.rows_top(at)) / f64::from(ROW)).floor().max(-1.0) + 1.0;
        let next =
            self.rows_top(at) + (rows + if from < self.rows_top(at) { 1.0 } else { 0.0 }) * f64::from(ROW);
        if closed { end } else { next.min(end) }
    }

    /// The items whose rows a viewport shows whole.
    pub(super) fn shown(&self, look: &Look<'_>, view: &Viewport) -> BitSet {
        let mut shown = BitSet::none(look.plan.items().len());
        let end = view.down + f64::from(view.size.y - self.body_top(view.down));
        for n in self.groups_in(view) {
            let Some(group) = self.groups.get(n).filter(|group| !group.closed) else { continue };
            let (top, bottom) = (self.rows_top(n), self.tops.get(n + 1).copied().unwrap_or(0.0));
            if top + 0.5 >= view.down && bottom <= end + 0.5 {
                group.add_to(look, &mut shown);
                continue;
            }
            let row = |at: f64| ((at - top) / f64::from(ROW)).max(0.0);
            let rows = (row(view.down) - 0.02).ceil() as usize..(row(end) + 0.02).floor() as usize;
            let items = group.rows(look, &self.keys, rows);
            items.into_iter().for_each(|item| shown.insert(item as usize));
        }
        shown
    }

    /// The groups that do not end in a viewport and the columns beside it, as a person calls them.
    pub(super) fn not_shown(&self, look: &Look<'_>, view: &Viewport) -> Vec<String> {
        let end = view.down + f64::from(view.size.y - self.body_top(view.down)) + 1.0;
        let name = |(n, group): (usize, &super::Group)| {
            let bottom = self.tops.get(n + 1).copied().unwrap_or(0.0);
            let begun = self.rows_top(n) + 1.0 < end;
            match (begun, bottom <= end) {
                (_, true) => None,
                (true, false) => Some(format!("the rest of {}", group.name)),
                (false, false) => Some(group.name.to_string()),
            }
        };
        let mut names: Vec<String> = self.groups.iter().enumerate().filter_map(name).collect();
        let widths = self.widths(view.size.x);
        let hidden =
            (1..self.columns.len()).filter(|place| widths.column(*place, view.across).1 > view.size.x + 0.5);
        let columns: Vec<String> = hidden
            .filter_map(|place| Some(self.columns.get(place)?.column.heading(look.plan.words())))
            .collect();
        if !columns.is_empty() {
            names.push(format!("the columns {}", columns.join(", ")));
        }
        names
    }
}
