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
mod fields;
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
mod sample;
mod settle;
mod sheet;
mod statuses;
mod text;
mod write;
mod xlsx;
mod zipped;

pub use book::{Book, Form, is_sheet};
pub use draft::Value;
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

/// The mapping that lies beside a sheet, if one does.
///
/// # Errors
/// What is wrong with it.
pub fn mapping_beside(sheet: &Path) -> Result<Option<Mapping>, Fault> {
    let path = mapping_path(sheet);
    match std::fs::read_to_string(&path) {
        Ok(text) => Mapping::parse(&text).map(Some).map_err(|fault| {
            Fault::new(format!("{}: {}", crate::printable::path(&path), fault.message), fault.hint)
        }),
        Err(_) => Ok(None),
    }
}

/// Where a plan made of a sheet goes: beside it by its name, or with a number where that is taken.
pub fn free_plan_path(sheet: &Path) -> Option<PathBuf> {
    let stem = sheet.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let numbered = (2u32..1000).map(|n| sheet.with_file_name(format!("{stem}-{n}.ron")));
    std::iter::once(sheet.with_extension("ron")).chain(numbered).find(|path| !path.exists())
}

/// Where the mapping of a sheet is kept: beside it, by its name.
pub fn mapping_path(sheet: &Path) -> PathBuf {
    sheet.with_extension("map.ron")
}
