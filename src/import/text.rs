//! Sheets that are text: which encoding, which delimiter, whether numbers have a decimal comma.
//!
//! It must never lose a row to a quotation mark that is not closed.

use super::sheet::{Sheet, address};
use super::{Fault, Reading};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How the letters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Letters {
    #[serde(rename = "UTF-8")]
    Utf8,
    #[serde(rename = "UTF-16 LE")]
    Utf16Le,
    #[serde(rename = "UTF-16 BE")]
    Utf16Be,
    #[serde(rename = "Windows-1252")]
    Windows1252,
    #[serde(rename = "Shift JIS")]
    ShiftJis,
}

impl Letters {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252, Self::ShiftJis];

    /// As people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
            Self::ShiftJis => "Shift JIS",
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
        }
    }

    /// The encoding that bytes seem to be in.
    pub fn found(bytes: &[u8]) -> Self {
        match bytes {
            [0xff, 0xfe, ..] => return Self::Utf16Le,
            [0xfe, 0xff, ..] => return Self::Utf16Be,
            [0xef, 0xbb, 0xbf, ..] => return Self::Utf8,
            _ => {}
        }
        let head = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or_default();
        let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
        let most = head.len() / 4;
        match (zeros(0), zeros(1)) {
            (0, odd) if odd > most => return Self::Utf16Le,
            (even, 0) if even > most => return Self::Utf16Be,
            _ => {}
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Self::Utf8;
        }
        let (text, _, failed) = encoding_rs::SHIFT_JIS.decode(head);
        let japanese =
            text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')).count();
        if !failed && japanese > 3 { Self::ShiftJis } else { Self::Windows1252 }
    }
}

/// What parts the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Delimiter {
    #[serde(rename = "comma")]
    Comma,
    #[serde(rename = "semicolon")]
    Semicolon,
    #[serde(rename = "tab")]
    Tab,
    #[serde(rename = "bar")]
    Bar,
}

impl Delimiter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// As people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }

    fn sign(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// The delimiter that parts the rows of a text most evenly.
    pub fn found(text: &str) -> Self {
        let head: String = text.split_inclusive('\n').take(60).collect();
        let evenness = |delimiter: &Self| {
            let mut counts: Vec<usize> = Vec::new();
            let mut records = reader(*delimiter, true).from_reader(head.as_bytes()).into_records();
            while let Some(Ok(record)) = records.next() {
                counts.push(record.len());
            }
            let most = counts.iter().copied().max().unwrap_or(0);
            let wide = counts.iter().filter(|count| **count > 1 && **count * 2 > most).count();
            (wide * most.min(200), most)
        };
        let best = Self::ALL.into_iter().rev().max_by_key(evenness);
        best.filter(|best| evenness(best).1 > 1).unwrap_or(Self::Comma)
    }
}

fn reader(delimiter: Delimiter, quoting: bool) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter.sign()).has_headers(false).flexible(true).quoting(quoting);
    builder
}

/// How a text is read; what is `None` is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct How {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Letters>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
}

/// Fills in what is not chosen.
pub fn found(bytes: &[u8], how: How, tabs: bool) -> (Letters, Delimiter) {
    let letters = how.encoding.unwrap_or_else(|| Letters::found(bytes));
    let head = bytes.get(..bytes.len().min(256 * 1024)).unwrap_or_default();
    let (text, _) = letters.encoding().decode_with_bom_removal(head);
    let told = told_delimiter(&text).map(|(delimiter, _)| delimiter);
    let by_name = tabs && text.contains('\t');
    let delimiter = how
        .delimiter
        .or(told)
        .unwrap_or_else(|| if by_name { Delimiter::Tab } else { Delimiter::found(&text) });
    (letters, delimiter)
}

/// The delimiter that a first line such as `sep=;` names, and the rest of the text.
fn told_delimiter(text: &str) -> Option<(Delimiter, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let sign = line.trim_end_matches('\r').strip_prefix("sep=")?.bytes().next()?;
    Delimiter::ALL.into_iter().find(|delimiter| delimiter.sign() == sign).map(|delimiter| (delimiter, rest))
}

/// Reads a text as a sheet.
pub fn read(bytes: &[u8], how: How, tabs: bool, reading: &Reading<'_>) -> Result<Sheet, Fault> {
    let (letters, delimiter) = found(bytes, how, tabs);
    let (text, lost) = letters.encoding().decode_with_bom_removal(bytes);
    if text.contains('\0') {
        return Err(Fault::no_sheet("this file is not text"));
    }
    let (text, first) = match told_delimiter(&text) {
        Some((_, rest)) => (Cow::Borrowed(rest), 1),
        None => (text, 0),
    };
    let mut sheet = match quoted(&text, delimiter, first, reading)? {
        Ok(sheet) => sheet,
        Err(at) => {
            let mut sheet = unquoted(&text, delimiter, first, reading)?;
            sheet.remarks.push(format!(
                "{at}: the quotation mark here is not closed, so all quotation marks are read as text"
            ));
            sheet
        }
    };
    if lost {
        let name = letters.label();
        sheet.remarks.push(format!("some letters are no {name}: choose another encoding"));
    }
    sheet.semicolons = delimiter == Delimiter::Semicolon;
    mixed(&mut sheet, delimiter);
    sheet.finish();
    Ok(sheet)
}

/// More line ends than this in one cell come of a quotation mark that is not closed.
const LINES: usize = 60;

/// Reads with quotation marks; `Err` is the cell in which one is not closed.
fn quoted(
    text: &str,
    delimiter: Delimiter,
    first: u32,
    reading: &Reading<'_>,
) -> Result<Result<Sheet, String>, Fault> {
    let mut sheet = Sheet::new("");
    let mut records = reader(delimiter, true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = first;
    while records.read_record(&mut record).map_err(damaged)? {
        // Lines without any cell are rows too, and the reader passes over them.
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let ends = text.as_bytes().get(start..).unwrap_or_default();
        let ends = ends.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n'));
        row += u32::try_from(ends.filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        for (column, cell) in record.iter().enumerate() {
            let lines = memchr::memchr_iter(b'\n', cell.as_bytes()).count();
            if lines > LINES {
                return Ok(Err(address(row, u16::try_from(column).unwrap_or(u16::MAX))));
            }
            sheet.text(row, column as u32, cell)?;
        }
        row += 1;
        reading.go_on(record.len())?;
    }
    // The last cell swallows the rest of the file where its mark is not closed.
    let end = record_is_open(text);
    if let Some(line) = end {
        let last = sheet.rows().filter(|row| u64::from(row.number) <= line).last();
        let column = last.and_then(|row| row.filled().last().map(|(column, _)| (row.number, column)));
        return Ok(Err(column.map_or_else(|| "A1".to_owned(), |(row, column)| address(row, column))));
    }
    Ok(Ok(sheet))
}

/// Whether the last cell of a text begins with a quotation mark that is not closed; the line where it does.
fn record_is_open(text: &str) -> Option<u64> {
    let marks = memchr::memchr_iter(b'"', text.as_bytes()).count();
    if marks.is_multiple_of(2) {
        return None;
    }
    // An odd mark in the middle of a cell is text; one after a delimiter opens.
    let last = text.rfind('"')?;
    let before = text.get(..last)?.chars().next_back();
    let opens = before.is_none_or(|c| matches!(c, ',' | ';' | '\t' | '|' | '\n' | '\r'));
    opens.then(|| memchr::memchr_iter(b'\n', text.get(..last).unwrap_or_default().as_bytes()).count() as u64)
}

/// Reads without quotation marks; those around a whole cell are taken off.
fn unquoted(text: &str, delimiter: Delimiter, first: u32, reading: &Reading<'_>) -> Result<Sheet, Fault> {
    let mut sheet = Sheet::new("");
    let sign = char::from(delimiter.sign());
    for (n, line) in text.lines().enumerate() {
        let row = u32::try_from(n).unwrap_or(u32::MAX).saturating_add(first);
        for (column, cell) in line.split(sign).enumerate() {
            let bare = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
            sheet.text(row, column as u32, bare)?;
        }
        reading.go_on(1)?;
    }
    Ok(sheet)
}

/// Tells of rows that another sign parts than that of the rest.
fn mixed(sheet: &mut Sheet, delimiter: Delimiter) {
    let width = sheet.width();
    let others: Vec<char> = Delimiter::ALL
        .iter()
        .filter(|other| **other != delimiter)
        .map(|other| char::from(other.sign()))
        .collect();
    if width < 3 {
        return;
    }
    let lonely = sheet.rows().filter_map(|row| {
        let mut filled = row.filled();
        let (column, cell) = filled.next()?;
        let text = cell.shown();
        let parts = others.iter().map(|sign| text.matches(*sign).count()).max().unwrap_or(0);
        (filled.next().is_none() && parts + 1 >= usize::from(width) - 1).then(|| address(row.number, column))
    });
    let lonely: Vec<String> = lonely.take(5).collect();
    if !lonely.is_empty() {
        let name = delimiter.label();
        sheet.remarks.push(format!(
            "{}: this row is parted by another sign than the rest ({name}), and is read as one cell",
            lonely.join(", ")
        ));
    }
}

fn damaged(error: csv::Error) -> Fault {
    Fault::new(format!("this text cannot be read as a table: {error}"), "save it again as .csv or .xlsx")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sheet::Cell;

    fn read_text(text: &str) -> Sheet {
        read(text.as_bytes(), How::default(), false, &Reading::default()).expect("a sheet")
    }

    #[test]
    fn encodings_and_delimiters_are_found() {
        let utf16: Vec<u8> = "\u{feff}a;b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Letters::found(&utf16), Letters::Utf16Le);
        assert_eq!(Letters::found("naïve".as_bytes()), Letters::Utf8);
        assert_eq!(Letters::found(b"Stra\xdfe;M\xe4r"), Letters::Windows1252);
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("車名,生産開始\nリーフ,2026年4月\n");
        assert_eq!(Letters::found(&sjis), Letters::ShiftJis);
        assert_eq!(Delimiter::found("a;b;c\n1,5;2;3\n"), Delimiter::Semicolon);
        assert_eq!(Delimiter::found("a\tb\n1\t2\n"), Delimiter::Tab);
        assert_eq!(Delimiter::found("a,b,\"c;d;e;f\"\n1,2,3\n"), Delimiter::Comma);
        assert_eq!(Delimiter::found("a|b|c\n1|2|3\n"), Delimiter::Bar);
    }

    #[test]
    fn rows_have_the_numbers_of_spreadsheets() {
        let sheet = read_text("sep=;\n\nName;SOP\n\n\"two\nlines\";2026\nlast;2027\n");
        let rows: Vec<u32> = sheet.rows().map(|row| row.number).collect();
        assert_eq!(rows, [2, 4, 5]);
        assert_eq!(sheet.row(5).cell(1), Cell::Text("2027"));
    }

    #[test]
    fn a_mark_that_is_not_closed_loses_no_row() {
        let mut text = "Name,SOP\n\"A1,2026\n".to_owned();
        text.extend((0..200).map(|n| format!("M{n},2027\n")));
        let sheet = read_text(&text);
        assert_eq!(sheet.count(), 202);
        assert!(sheet.remarks[0].starts_with("A2:"), "{:?}", sheet.remarks);
        let short = read_text("Name,SOP\nA1,2026\n\"A2,2027\nA3,2028\n");
        assert_eq!(short.count(), 4, "{:?}", short.remarks);
    }

    #[test]
    fn rows_of_another_delimiter_are_told() {
        let sheet = read_text("Name,SOP,EOP\nA1,2026,2030\nA2;2027;2031\n");
        assert!(sheet.remarks[0].starts_with("A3:"), "{:?}", sheet.remarks);
    }
}
