//! Sheets of an OpenDocument workbook, cell by cell, with the text that each shows.
//!
//! Own reader, since calamine makes one block of a sheet, and hides what a cell shows: by that a date's
//! precision is known. It must never repeat a cell for longer than a sheet is.

use super::sheet::{self, Sheet};
use super::{Fault, Reading, zipped};
use crate::date::people::People;
use crate::date::{Moment, Part, When};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::io::BufReader;

/// The most rows that one row stands for, where it is not empty.
const REPEATED: u32 = 10_000;
/// The last row and column of a sheet.
const ROWS: u32 = 1_048_576;

fn damaged(error: impl std::fmt::Display) -> Fault {
    Fault::new(
        format!("this workbook is damaged: {error}"),
        "open it in a spreadsheet program and save it again as .ods or .xlsx",
    )
}

/// The names of the sheets.
pub fn names(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    walk(bytes, |event| {
        if let Step::Table(name) = event {
            names.push(name);
        }
        Ok(true)
    })?;
    Ok(names)
}

/// Reads a sheet.
pub fn read(bytes: &[u8], name: &str, reading: &Reading<'_>) -> Result<Sheet, Fault> {
    let mut sheet = Sheet::new(name);
    let (mut here, mut row, mut column, mut repeat) = (false, 0u32, 0u32, 1u32);
    let mut regions = Vec::new();
    let mut line: Vec<(u32, Value)> = Vec::new();
    let mut unsure = 0usize;
    walk(bytes, |step| {
        match step {
            Step::Table(found) => {
                let done = here;
                here = found == name;
                return Ok(!done || here);
            }
            _ if !here => {}
            Step::Row(repeated) => {
                (column, repeat) = (0, repeated);
                line.clear();
            }
            Step::Cell { value, repeated, wide, high } => {
                if wide > 1 || high > 1 {
                    regions.push(((row, column), (row + high - 1, column + wide - 1)));
                }
                if !matches!(value, Value::Empty) {
                    // What repeats over the whole width of a sheet is a background, not data.
                    let times = if repeated > u32::from(sheet::COLUMNS) { 1 } else { repeated };
                    for n in 0..times {
                        line.push((column + n, value.clone()));
                    }
                }
                column = column.saturating_add(repeated);
            }
            Step::RowEnd => {
                reading.go_on(line.len())?;
                let times = if line.is_empty() { 0 } else { repeat.min(REPEATED) };
                for n in 0..times.min(ROWS.saturating_sub(row)) {
                    for (column, value) in &line {
                        unsure += usize::from(value.put(&mut sheet, row + n, *column)?);
                    }
                }
                row = row.saturating_add(repeat);
            }
        }
        Ok(true)
    })?;
    if unsure > 0 {
        sheet.remarks.push(format!(
            "{unsure} dates are of a format that this workbook does not tell: where all dates of a column begin \
             a month, they are read as months"
        ));
    }
    sheet.finish();
    sheet.merged(&regions);
    Ok(sheet)
}

#[derive(Debug, Clone)]
enum Value {
    Empty,
    Text(String),
    Number(f64),
    Date((i16, u8, u8), String),
    Flag(bool),
    Fault(String),
}

impl Value {
    /// Puts it into the sheet; tells whether it is a date of unknown format.
    fn put(&self, sheet: &mut Sheet, row: u32, column: u32) -> Result<bool, Fault> {
        match self {
            Self::Empty => {}
            Self::Text(text) => sheet.text(row, column, text)?,
            Self::Number(number) => sheet.number(row, column, *number)?,
            Self::Flag(flag) => sheet.flag(row, column, *flag)?,
            Self::Fault(text) => sheet.fault(row, column, text)?,
            Self::Date(ymd, shown) => {
                let (part, sure) = sheet::shown_day(*ymd, shown);
                sheet.date(row, column, part, sure)?;
                return Ok(!sure);
            }
        }
        Ok(false)
    }
}

/// What a walk through the file meets.
enum Step {
    Table(String),
    Row(u32),
    Cell { value: Value, repeated: u32, wide: u32, high: u32 },
    RowEnd,
}

/// Walks through all sheets; `take` gives false where the rest is of no interest.
fn walk(bytes: &[u8], mut take: impl FnMut(Step) -> Result<bool, Fault>) -> Result<(), Fault> {
    let mut archive = zipped::open(bytes)?;
    let content = archive.by_name("content.xml").map_err(damaged)?;
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 * 1024, content));
    let mut buffer = Vec::new();
    let mut cell = CellState::default();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(damaged)?;
        let is_empty = matches!(event, Event::Empty(_));
        let step = match &event {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                b"table" if !cell.open => {
                    Some(Step::Table(attribute(tag, b"table:name").unwrap_or_default()))
                }
                b"table-row" => {
                    let repeated = number(tag, b"table:number-rows-repeated");
                    if is_empty && !take(Step::Row(repeated))? {
                        return Ok(());
                    }
                    Some(if is_empty { Step::RowEnd } else { Step::Row(repeated) })
                }
                b"table-cell" | b"covered-table-cell" => {
                    cell.begin(tag);
                    if is_empty { Some(cell.end()) } else { None }
                }
                b"annotation" if !is_empty => {
                    cell.aside += 1;
                    None
                }
                b"p" => {
                    cell.line();
                    None
                }
                b"s" | b"tab" | b"line-break" => {
                    cell.push(" ");
                    None
                }
                _ => None,
            },
            Event::Text(text) => {
                cell.push(&text.decode().map_err(damaged)?);
                None
            }
            Event::GeneralRef(entity) => {
                let name = entity.decode().map_err(damaged)?;
                let whole = format!("&{name};");
                cell.push(&quick_xml::escape::unescape(&whole).unwrap_or_default());
                None
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                b"table-cell" | b"covered-table-cell" => Some(cell.end()),
                b"annotation" => {
                    cell.aside = cell.aside.saturating_sub(1);
                    None
                }
                b"table-row" => Some(Step::RowEnd),
                _ => None,
            },
            _ => None,
        };
        if let Some(step) = step
            && !take(step)?
        {
            return Ok(());
        }
    }
}

/// Cell state: what of the cell being read is known.
#[derive(Default)]
struct CellState {
    open: bool,
    /// How deep in a note about the cell.
    aside: u32,
    kind: String,
    value: String,
    text: String,
    repeated: u32,
    wide: u32,
    high: u32,
}

impl CellState {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        *self = Self { open: true, ..Self::default() };
        self.kind = attribute(tag, b"office:value-type").unwrap_or_default();
        let name: &[u8] = match self.kind.as_str() {
            "date" => b"office:date-value",
            "boolean" => b"office:boolean-value",
            _ => b"office:value",
        };
        self.value = attribute(tag, name).unwrap_or_default();
        self.repeated = number(tag, b"table:number-columns-repeated");
        self.wide = number(tag, b"table:number-columns-spanned");
        self.high = number(tag, b"table:number-rows-spanned");
    }

    fn line(&mut self) {
        if self.open && self.aside == 0 && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        if self.open && self.aside == 0 && self.text.len() < 100_000 {
            self.text.push_str(text);
        }
    }

    fn end(&mut self) -> Step {
        let Self { kind, value, text, repeated, wide, high, .. } = std::mem::take(self);
        let is_fault = text.starts_with('#') || text.starts_with("Err:");
        let value = match kind.as_str() {
            _ if is_fault && kind != "string" => Value::Fault(text),
            "float" | "currency" => value.parse().map_or(Value::Text(text), Value::Number),
            "date" => match day(&value) {
                Some(ymd) => Value::Date(ymd, text),
                None => Value::Text(value),
            },
            "boolean" => Value::Flag(value == "true"),
            _ if text.is_empty() => Value::Empty,
            _ => Value::Text(text),
        };
        Step::Cell { value, repeated: repeated.max(1), wide: wide.max(1), high: high.max(1) }
    }
}

/// The day of a value such as `2026-03-01T00:00:00`.
fn day(value: &str) -> Option<(i16, u8, u8)> {
    match People::default().read(value).when? {
        When::At(Moment::On(Part::Day(y, m, d))) => Some((y, m, d)),
        _ => None,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn number(tag: &BytesStart<'_>, name: &[u8]) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).clamp(1, ROWS)
}
