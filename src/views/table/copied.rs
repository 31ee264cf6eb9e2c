//! Rows as text for other programs: what stands in the columns that are shown, a line a row.
//!
//! It must never hand on a formula, nor break a row in two.

use super::{Cell, Column, TableOptions};
use crate::explore::harmless;
use crate::plan::{Plan, Thing};
use std::borrow::Cow;

/// The forms in which rows are copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Cells parted by tabs.
    Tabs,
    /// The same, below a line of headings.
    TabsWithHeadings,
    /// Cells parted by commas, in quotes where they must be, below a line of headings.
    Commas,
}

/// Records as rows of the columns that options show: names first; a figure and its unit are two cells.
pub fn copied(plan: &Plan, options: &TableOptions, things: &[Thing], form: Copied) -> String {
    let columns: Vec<Column> = std::iter::once(Column::Name)
        .chain(options.group.map(Column::Facet))
        .chain(options.shown().into_iter().map(|choice| choice.column))
        .collect();
    let mut rows: Vec<Vec<Cow<'_, str>>> = Vec::new();
    if form != Copied::Tabs {
        rows.push(columns.iter().flat_map(|column| headings(plan, *column)).collect());
    }
    for item in things.iter().filter_map(|thing| plan.items().item_of(*thing)) {
        let cells = columns.iter().flat_map(|column| Cell::copied(plan, item.0 as usize, *column));
        rows.push(cells.collect());
    }
    let delimiter = if form == Copied::Commas { b',' } else { b'\t' };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        // Text in memory takes every row, and each has as many cells.
        let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
    }
    writer.into_inner().map(|text| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default()
}

fn headings(plan: &Plan, column: Column) -> Vec<Cow<'static, str>> {
    let label = Cow::Owned(column.heading(plan.words()));
    if column == Column::Figure { vec![label, "Unit".into()] } else { vec![label] }
}

/// A cell on one line that is no formula. A number stays one, below nought too.
fn safe(cell: &str) -> String {
    if cell.parse::<f64>().is_ok() {
        return cell.to_owned();
    }
    let line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    harmless(line.trim()).into_owned()
}
