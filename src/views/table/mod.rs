//! The table: a row an item, under the groups of a timeline, sorted by any of its columns.
//!
//! [`Table::new`] counts groups and measures columns; rows are listed and sorted when they come into view, so that
//! no frame touches a number of items that grows with the plan. It must never show an item in a group that it has
//! no value for.

mod cell;
mod column;
mod copied;
mod group;
mod key;
mod layout;
mod legend;
mod options;
mod order;
mod pages;
mod paint;
mod prepared;
mod sign;
#[cfg(test)]
mod tests;
mod widths;

pub use cell::Cell;
pub use column::Column;
pub use copied::{Copied, copied};
pub use group::Group;
pub use layout::{HEADER, Viewport};
pub use options::{ColumnChoice, Sort, TableOptions, TablePort, WIDTHS};
pub use prepared::TableView;

use super::Look;
use super::palette::Palette;
use super::timeline::GroupKey;
use crate::plan::{Plan, Thing};
use key::Keys;
use widths::Measured;

/// A table prepared for a plan, a filter and options.
#[derive(Debug, Clone)]
pub struct Table {
    options: TableOptions,
    /// Groups can be opened and closed: signs say so.
    live: bool,
    keys: Keys,
    /// The names, then the columns after them.
    columns: Vec<Measured>,
    groups: Vec<Group>,
    /// For each group its top under the headings in points, and the end of the last one.
    tops: Vec<f64>,
    /// The colours of the values that tell the plan's items apart.
    palette: Palette,
}

impl Table {
    /// Groups what matches and measures its columns. `live` where a person works with it.
    pub fn new(look: &Look<'_>, options: TableOptions, live: bool) -> Self {
        let options = options.suited(look.plan);
        let groups = Group::all(look, &options);
        let palette = Palette::new(look.plan, look.plan.main_grouping());
        let columns = Measured::all(look, &options, palette.facet());
        let tops = layout::tops(&groups, options.group.is_some());
        Self { keys: Keys::new(look.plan, options.sort), options, live, columns, groups, tops, palette }
    }

    /// How it is arranged.
    pub fn options(&self) -> &TableOptions {
        &self.options
    }

    /// Its groups, top to bottom.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The column of a place: the names are at the first.
    pub fn column(&self, place: u32) -> Option<Column> {
        self.columns.get(place as usize).map(|measured| measured.column)
    }

    /// What a group by its place is known by, whatever the plan.
    pub fn key_of(&self, plan: &Plan, place: u32) -> Option<GroupKey> {
        self.groups.get(place as usize)?.key(plan)
    }

    /// Makes a column so wide for now, as a hand draws it.
    pub fn widen(&mut self, column: Column, width: f32) {
        self.columns.iter_mut().filter(|known| known.column == column).for_each(|known| known.width = width);
    }

    /// How many rows its open groups have.
    pub fn rows(&self) -> usize {
        self.groups.iter().filter(|group| !group.closed).map(|group| group.count).sum()
    }

    /// The record of a row, counted through all open groups.
    pub fn thing_at(&self, look: &Look<'_>, mut row: usize) -> Option<Thing> {
        for group in self.groups.iter().filter(|group| !group.closed) {
            if row < group.count {
                let item = group.rows(look, &self.keys, row..row + 1).first().copied()?;
                return Some(look.plan.items().thing(item as usize));
            }
            row -= group.count;
        }
        None
    }

    /// The first row of a record, counted through all open groups.
    pub fn row_of(&self, look: &Look<'_>, thing: Thing) -> Option<usize> {
        let item = look.plan.items().item_of(thing)?;
        let mut before = 0;
        for group in self.groups.iter().filter(|group| !group.closed) {
            if let Some(place) = group.place(look, &self.keys, item.0) {
                return Some(before + place);
            }
            before += group.count;
        }
        None
    }

    /// The records of some rows, counted through all open groups, each row once.
    pub fn things(&self, look: &Look<'_>, rows: std::ops::Range<usize>) -> Vec<Thing> {
        let mut found = Vec::new();
        let mut before = 0;
        for group in self.groups.iter().filter(|group| !group.closed) {
            let (from, to) = (rows.start.max(before), rows.end.min(before + group.count));
            if from < to {
                let items = group.rows(look, &self.keys, from - before..to - before);
                found.extend(items.into_iter().map(|item| look.plan.items().thing(item as usize)));
            }
            before += group.count;
        }
        found
    }
}
