//! Sheets of an Excel workbook, cell by cell, with the number format that each is shown in.
//!
//! It must never hold a sheet as a block: one cell in a far corner would make it gigabytes.

use super::formats::Shows;
use super::sheet::Sheet;
use super::{Fault, Reading};
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use std::io::Cursor;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Merged regions are looked for in a second pass, only in sheets with no more cells than this.
const MERGED: usize = 1_000_000;

fn open(bytes: &[u8]) -> Result<Book<'_>, Fault> {
    Xlsx::new(Cursor::new(bytes)).map_err(told)
}

/// The names of the sheets.
pub fn names(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let book = open(bytes)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    Ok(sheets.map(|sheet| sheet.name.clone()).collect())
}

/// Reads a sheet.
pub fn read(bytes: &[u8], name: &str, reading: &Reading<'_>) -> Result<Sheet, Fault> {
    let mut book = open(bytes)?;
    let mut sheet = Sheet::new(name);
    let mut cells = book.worksheet_cells_reader(name).map_err(told)?;
    let shows: Vec<Shows> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map_or(Shows::Nothing, |f| Shows::of(&f.format_code)))
        .collect();
    let mut count = 0usize;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(told)? {
        count += 1;
        if count.is_multiple_of(4096) {
            reading.go_on(4096)?;
        }
        let (row, column) = cell.get_position();
        let shows = shows.get(style).copied().unwrap_or(Shows::Nothing);
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::String(text) => sheet.text(row, column, text)?,
            DataRef::SharedString(text) => sheet.text(row, column, text)?,
            DataRef::Int(number) => sheet.number(row, column, *number as f64)?,
            DataRef::Float(number) if shows == Shows::Percent => {
                sheet.text(row, column, &format!("{} %", (number * 1e6).round() / 1e4))?;
            }
            DataRef::Float(number) => sheet.number(row, column, *number)?,
            DataRef::Bool(flag) => sheet.flag(row, column, *flag)?,
            DataRef::DateTime(time) => {
                let (year, month, day, ..) = time.to_ymd_hms_milli();
                let ymd = (i16::try_from(year).unwrap_or(0), month, day);
                // A day of 0 is what an empty cell of that format holds; a time of day has no date.
                if time.as_f64() < 1.0 || time.is_duration() {
                    continue;
                }
                match shows.part(ymd) {
                    Some(part) => sheet.date(row, column, part, true)?,
                    None => sheet.number(row, column, time.as_f64())?,
                }
            }
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => sheet.text(row, column, text)?,
            DataRef::Error(error) => sheet.fault(row, column, &error.to_string())?,
        }
    }
    drop(cells);
    sheet.finish();
    if count <= MERGED {
        let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let regions: Vec<_> = regions.iter().map(|region| (region.start, region.end)).collect();
        sheet.merged(&regions);
    }
    Ok(sheet)
}

/// What is wrong with a workbook.
fn told(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::password(),
        XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_) => {
            Fault::new("this sheet holds no cells", "name another one with --sheet")
        }
        other => Fault::new(
            format!("this workbook is damaged: {other}"),
            "open it in a spreadsheet program and save it again as .xlsx",
        ),
    }
}
