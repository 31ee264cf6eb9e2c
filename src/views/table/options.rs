//! How a table is arranged, and the part of it that is looked at, as arrangements keep them.
//!
//! It must never hold a number of one plan: groups are known by the keys of their values.

use super::Column;
use crate::plan::{Facet, Plan};
use crate::views::timeline::{GroupKey, GroupOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The narrowest and widest a column is, in points.
pub const WIDTHS: std::ops::RangeInclusive<f32> = 40.0..=900.0;

/// How a table is arranged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableOptions {
    /// What rows are grouped by; `None` for one list.
    pub group: Option<Facet>,
    /// The order of groups.
    pub order: GroupOrder,
    /// The columns after the names, in their order.
    pub columns: Vec<ColumnChoice>,
    /// The width of the names in points, where a person chose it.
    pub name_width: Option<f32>,
    /// The order of rows within their groups.
    pub sort: Sort,
    /// Groups that are closed.
    pub closed: BTreeSet<GroupKey>,
}

/// A column that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Which.
    pub column: Column,
    /// Its width in points, where a person chose it.
    #[serde(default)]
    pub width: Option<f32>,
}

/// The order of rows: by a column, ties by name, what has no value there last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Sort {
    /// By what.
    pub by: Column,
    /// The last, largest or latest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::When, descending: false }
    }
}

/// The part of a table that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TablePort {
    /// Points of columns at the left of the view.
    pub across: f32,
    /// Points of rows above the view: many millions where there are many.
    pub down: f64,
}

impl TablePort {
    /// The same, with a scroll that is a place.
    #[must_use]
    pub fn tidied(self) -> Self {
        let across = if self.across.is_finite() { self.across.max(0.0) } else { 0.0 };
        Self { across, down: if self.down.is_finite() { self.down.max(0.0) } else { 0.0 } }
    }
}

impl Default for TableOptions {
    fn default() -> Self {
        let usual = [Column::When, Column::Facet(Facet::Status), Column::Figure, Column::Sources];
        let facets = [Facet::Kind, Facet::Brand, Facet::Platform, Facet::Region].map(Column::Facet);
        let columns = usual.into_iter().chain(facets);
        Self {
            group: Some(Facet::Kind),
            order: GroupOrder::default(),
            columns: columns.map(|column| ColumnChoice { column, width: None }).collect(),
            name_width: None,
            sort: Sort::default(),
            closed: BTreeSet::new(),
        }
    }
}

impl TableOptions {
    /// As it suits a plan that nobody has looked at yet: columns of which it says nothing are left out.
    pub fn of(plan: &Plan) -> Self {
        let usual = Self::default();
        let stated: BTreeSet<Column> = Column::stated(plan).collect();
        // What changed has a column that says more.
        let listed =
            Facet::listed(plan).into_iter().filter(|facet| *facet != Facet::Change).map(Column::Facet);
        let mut columns: Vec<Column> = usual.columns.iter().map(|choice| choice.column).collect();
        let more: Vec<Column> = listed.filter(|column| !columns.contains(column)).collect();
        columns.extend(more);
        columns.retain(|column| stated.contains(column));
        Self {
            columns: columns.into_iter().map(|column| ColumnChoice { column, width: None }).collect(),
            ..usual
        }
    }

    /// The same with then and now side by side where the plan is compared with another edition, unless a person
    /// arranged them, and without where it is not.
    #[must_use]
    pub fn suited(mut self, plan: &Plan) -> Self {
        let of_two = |choice: &ColumnChoice| matches!(choice.column, Column::Before | Column::Became);
        match plan.against() {
            None => self.columns.retain(|choice| !of_two(choice)),
            Some(_) if self.columns.iter().any(of_two) => {}
            Some(_) => {
                let now = self.columns.iter().position(|choice| choice.column == Column::When);
                let choice = |column: Column| ColumnChoice { column, width: None };
                let at = now.unwrap_or(0);
                self.columns.insert(at, choice(Column::Before));
                let behind = now.map_or(1, |now| now + 2).min(self.columns.len());
                self.columns.insert(behind, choice(Column::Became));
            }
        }
        self
    }

    /// The columns after the names: each once, none that the groups say already.
    pub fn shown(&self) -> Vec<ColumnChoice> {
        let mut shown: Vec<ColumnChoice> = Vec::new();
        for choice in &self.columns {
            let is_there = shown.iter().any(|known| known.column == choice.column);
            if choice.column != Column::Name && !is_there && !self.is_grouped_by(choice.column) {
                shown.push(*choice);
            }
        }
        shown
    }

    /// Whether the groups say what a column would.
    pub fn is_grouped_by(&self, column: Column) -> bool {
        self.group.map(Column::Facet) == Some(column)
    }

    /// The same with other groups. What was closed was closed of the groups before.
    #[must_use]
    pub fn grouped(self, group: Option<Facet>) -> Self {
        if group == self.group { self } else { Self { group, closed: BTreeSet::new(), ..self } }
    }

    /// The same with a group closed that was open, or open that was closed.
    #[must_use]
    pub fn folded(mut self, key: GroupKey) -> Self {
        if !self.closed.remove(&key) {
            self.closed.insert(key);
        }
        self
    }

    /// The same sorted by a column; where it is already, the other way round.
    #[must_use]
    pub fn sorted_by(self, column: Column) -> Self {
        let descending = self.sort.by == column && !self.sort.descending;
        Self { sort: Sort { by: column, descending }, ..self }
    }

    /// The same with a column shown after all others, or no longer shown.
    #[must_use]
    pub fn toggled(mut self, column: Column) -> Self {
        let before = self.columns.len();
        self.columns.retain(|choice| choice.column != column);
        if self.columns.len() == before && column != Column::Name {
            self.columns.push(ColumnChoice { column, width: None });
        }
        self
    }

    /// The same with a column in the place of another one, which moves aside; at the end without one.
    #[must_use]
    pub fn moved(mut self, column: Column, before: Option<Column>) -> Self {
        let Some(from) = self.columns.iter().position(|choice| choice.column == column) else { return self };
        if before == Some(column) {
            return self;
        }
        let choice = self.columns.remove(from);
        let to = self.columns.iter().position(|choice| Some(choice.column) == before);
        self.columns.insert(to.unwrap_or(self.columns.len()), choice);
        self
    }

    /// The same with a column of another width in points; as wide as it needs without one.
    #[must_use]
    pub fn with_width(mut self, column: Column, width: Option<f32>) -> Self {
        if column == Column::Name {
            self.name_width = width;
        }
        for choice in self.columns.iter_mut().filter(|choice| choice.column == column) {
            choice.width = width;
        }
        self
    }
}

/// A width that a column can have, whatever a file said.
pub(super) fn tidied_width(width: Option<f32>) -> Option<f32> {
    width.filter(|width| width.is_finite()).map(|width| width.clamp(*WIDTHS.start(), *WIDTHS.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(options: &TableOptions) -> Vec<&'static str> {
        options.shown().iter().map(|choice| choice.column.word()).collect()
    }

    #[test]
    fn columns_are_chosen_and_ordered() {
        let all = TableOptions { group: None, ..TableOptions::default() };
        let kind = Column::Facet(Facet::Kind);
        assert_eq!(
            words(&all),
            ["when", "status", "figure", "sources", "kind", "brand", "platform", "region"]
        );
        let less = all.clone().toggled(kind).toggled(Column::Sources);
        assert_eq!(words(&less), ["when", "status", "figure", "brand", "platform", "region"]);
        let moved = less.moved(Column::Facet(Facet::Region), Some(Column::When)).moved(Column::Figure, None);
        assert_eq!(words(&moved), ["region", "when", "status", "brand", "platform", "figure"]);
        assert_eq!(words(&moved.clone().moved(Column::When, Some(Column::When))), words(&moved));
        assert_eq!(words(&all.clone().grouped(Some(Facet::Kind))).len(), 7, "the groups say the kind");
        assert_eq!(words(&all.clone().toggled(Column::Name)), words(&all));
    }

    #[test]
    fn a_second_click_on_a_heading_sorts_the_other_way_round() {
        let once = TableOptions::default().sorted_by(Column::Figure);
        assert_eq!(once.sort, Sort { by: Column::Figure, descending: false });
        let twice = once.sorted_by(Column::Figure);
        assert!(twice.sort.descending && !twice.sorted_by(Column::Figure).sort.descending);
    }

    #[test]
    fn a_width_is_one_that_a_column_can_have() {
        let odd = [Some(f32::NAN), Some(-3.0), Some(1e9), None, Some(100.0)].map(tidied_width);
        assert_eq!(odd, [None, Some(40.0), Some(900.0), None, Some(100.0)]);
    }
}
