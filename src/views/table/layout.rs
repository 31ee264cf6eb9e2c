//! Where rows of a table lie. It must never look at an item: only at how many each group has.

use super::widths::Widths;
use super::{Group, Table};
use emath::{Pos2, Vec2, vec2};
use std::ops::Range;

/// The part of a table that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// How far columns are scrolled under the names, in points.
    pub across: f32,
    /// How far rows are scrolled under the headings, in points: many millions where there are many.
    pub down: f64,
    /// Width and height of the whole, headings included, in points.
    pub size: Vec2,
}

/// Height of the column headings in points.
pub const HEADER: f32 = 28.0;
/// Height of a row.
pub const ROW: f32 = 24.0;
/// Height of a group's heading.
pub const GROUP: f32 = 28.0;
/// Space beneath the last row.
const END: f32 = 8.0;

/// For each group its top, and the end of the last one.
pub(super) fn tops(groups: &[Group], headed: bool) -> Vec<f64> {
    let heading = if headed { f64::from(GROUP) } else { 0.0 };
    let mut tops = vec![0.0];
    let mut top = 0.0;
    for group in groups {
        let rows = if group.closed { 0.0 } else { group.count as f64 * f64::from(ROW) };
        top += heading + rows;
        tops.push(top);
    }
    tops
}

/// A stretch of rows of one group.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    /// The group's place.
    pub group: usize,
    /// Rows by their places in the group.
    pub rows: Range<usize>,
    /// The top of the first of them, in the scene.
    pub top: f32,
}

impl Table {
    /// The height of a group's heading: none where nothing is grouped.
    pub(super) fn heading(&self) -> f32 {
        if self.options.group.is_some() { GROUP } else { 0.0 }
    }

    /// The end of the last row under the headings.
    pub(super) fn bottom(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Width and height at which nothing needs scrolling.
    pub fn content_size(&self, width: f32) -> (f32, f64) {
        (self.widths(width).all(), f64::from(HEADER) + self.bottom() + f64::from(END))
    }

    pub(super) fn widths(&self, width: f32) -> Widths {
        Widths::new(&self.columns, width, self.live)
    }

    /// Where rows begin in the scene: a page that begins within a group repeats its heading, a window lays it
    /// over the rows.
    pub(super) fn body_top(&self, down: f64) -> f32 {
        let within =
            self.group_at(down).is_some_and(|n| self.tops.get(n).is_some_and(|top| *top + 0.5 < down));
        HEADER + if within && !self.live { self.heading() } else { 0.0 }
    }

    /// The group that a height under the headings lies in.
    pub(super) fn group_at(&self, down: f64) -> Option<usize> {
        let at = self.tops.partition_point(|top| *top <= down + 0.01).checked_sub(1)?;
        (at < self.groups.len()).then_some(at)
    }

    /// The height under the headings at which a group's rows begin.
    pub(super) fn rows_top(&self, group: usize) -> f64 {
        self.tops.get(group).copied().unwrap_or(0.0) + f64::from(self.heading())
    }

    /// The groups that a viewport touches.
    pub(super) fn groups_in(&self, view: &Viewport) -> Range<usize> {
        let first = self.group_at(view.down).unwrap_or(0);
        let end = view.down + f64::from((view.size.y - self.body_top(view.down)).max(0.0));
        first..self.tops.partition_point(|top| *top < end).min(self.groups.len())
    }

    /// Where a height under the headings lies in the scene.
    pub(super) fn y(&self, view: &Viewport, at: f64) -> f32 {
        (f64::from(self.body_top(view.down)) + at - view.down) as f32
    }

    /// The rows that a viewport touches.
    pub(super) fn stretches(&self, view: &Viewport) -> Vec<Stretch> {
        let end = view.down + f64::from((view.size.y - self.body_top(view.down)).max(0.0));
        let mut found = Vec::new();
        for group in self.groups_in(view) {
            let Some(of) = self.groups.get(group).filter(|of| !of.closed) else { continue };
            let top = self.rows_top(group);
            let row = |at: f64| (at / f64::from(ROW)).clamp(0.0, of.count as f64);
            let rows = row(view.down - top).floor() as usize..row(end - top).ceil() as usize;
            let top = self.y(view, top + rows.start as f64 * f64::from(ROW));
            if !rows.is_empty() {
                found.push(Stretch { group, rows, top });
            }
        }
        found
    }

    /// The least scroll down that brings a row, counted through all open groups, into view.
    pub fn down_to(&self, view: &Viewport, row: usize) -> f64 {
        let Some(top) = self.top_of(row) else { return view.down };
        let covered = f64::from(self.heading());
        let room = f64::from(view.size.y - HEADER);
        if top < view.down + covered {
            return (top - covered).max(0.0);
        }
        let bottom = top + f64::from(ROW) + f64::from(END);
        if bottom > view.down + room { (bottom - room).max(0.0).min(top - covered) } else { view.down }
    }

    /// The top of a row, counted through all open groups, under the headings.
    fn top_of(&self, mut row: usize) -> Option<f64> {
        for (n, group) in self.groups.iter().enumerate().filter(|(_, group)| !group.closed) {
            if row < group.count {
                return Some(self.rows_top(n) + row as f64 * f64::from(ROW));
            }
            row -= group.count;
        }
        None
    }

    /// So many rows are whole in view at once.
    pub fn rows_in(&self, view: &Viewport) -> usize {
        ((view.size.y - HEADER - self.heading() - END) / ROW).floor().max(1.0) as usize
    }

    /// The edges between column headings in the scene, each with the place of the column at its left: where a
    /// person can take hold of a width.
    pub fn edges(&self, view: &Viewport) -> Vec<(u32, f32)> {
        let widths = self.widths(view.size.x);
        let places = 0..self.columns.len() as u32;
        let edge = |place: u32| (place, widths.column(place as usize, view.across).1);
        let seen = |(place, at): &(u32, f32)| *place == 0 || (*at > widths.names() && *at <= view.size.x);
        places.map(edge).filter(seen).collect()
    }

    /// The place of the column at a point of the scene.
    pub fn place_at(&self, view: &Viewport, at: Pos2) -> Option<u32> {
        let widths = self.widths(view.size.x);
        if at.x < widths.names() {
            return Some(0);
        }
        let within = |place: &u32| {
            let (left, right) = widths.column(*place as usize, view.across);
            (left..right).contains(&at.x)
        };
        (1..self.columns.len() as u32).find(within)
    }

    /// Left and right of a column in the scene.
    pub fn column_span(&self, view: &Viewport, place: u32) -> (f32, f32) {
        self.widths(view.size.x).column(place as usize, view.across)
    }

    /// Width and height of everything for a picture of a width: wider than it where columns would be too narrow
    /// to be read.
    pub(super) fn wish(&self, width: f32) -> Vec2 {
        let (all, height) = self.content_size(width);
        vec2(all.max(width), height as f32)
    }
}
