//! Sheets in and out: a spreadsheet becomes a plan file by a mapping of its columns, and a plan's items become
//! a workbook.
//!
//! The way: [`Book`] reads a file into a [`Sheet`], [`guess`] makes a [`Mapping`] of its columns, [`make`] takes
//! its rows by that mapping into records and problems, `write` makes the text of a plan of them.
//! It must never guess what a cell means where it could mean several things, drop a cell in silence, or write
//! to the disk.

mod amounts;
mod book;
mod cells;
mod draft;
mod fault;
mod formats;
mod from_plan;
mod guess;
mod headings;
mod ids;
mod make;
mod mapping;
mod meaning;
mod milestones;
mod models;
mod native;
mod ods;
mod onto;
mod opened;
mod out;
mod places;
mod plants;
mod problem;
mod regions;
mod rows;
mod sheet;
mod statuses;
mod text;
mod write;
mod xlsx;
mod zipped;

pub use book::{Book, Form, is_sheet};
pub use fault::{Fault, Reading};
pub use guess::{Guess, guess, guess_at};
pub use make::{Made, Naming, make};
pub use mapping::{ColumnMapping, Mapping, Order, Rows, Use};
pub use meaning::{Meaning, Sure};
pub use onto::{Next, onto};
pub use opened::Opened;
pub use out::workbook;
pub use places::Places;
pub use problem::{Grade, Problem};
pub use sheet::{Cell, Row, Sheet, address, letters};
pub use text::{Delimiter, How, Letters};

use std::path::{Path, PathBuf};

/// Where the mapping of a sheet is kept: beside it, by its name.
pub fn mapping_path(sheet: &Path) -> PathBuf {
    sheet.with_extension("map.ron")
}
