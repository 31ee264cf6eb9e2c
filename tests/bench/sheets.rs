//! Spreadsheets that come in: rows of models with dates as people write them, as text and as a workbook.

use crate::Figure;
use roadscope::import::{Opened, Reading};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The most rows that are tried as a workbook.
const WORKBOOK: usize = 10_000;
/// How dates are written, in turns.
const DATES: [&str; 6] = ["Q4/26", "2027", "mid 28", "KW 45/27", "07/26", "2027 (2028?)"];

/// How long it takes from the file to the plan's records.
pub fn figures(rows: usize) -> Vec<Figure> {
    let Ok(folder) = tempfile::tempdir() else { return Vec::new() };
    let mut figures = Vec::new();
    let csv = folder.path().join("sheet.csv");
    if std::fs::write(&csv, text(rows)).is_ok() {
        figures.push(Figure::new("sheet of text to records", timed(&csv, rows)));
    }
    if rows <= WORKBOOK {
        let xlsx = folder.path().join("sheet.xlsx");
        if workbook(rows, &xlsx).is_some() {
            figures.push(Figure::new("workbook to records", timed(&xlsx, rows)));
        }
    }
    figures
}

fn timed(path: &Path, rows: usize) -> Vec<f64> {
    let runs = if rows >= 100_000 { 1 } else { 5 };
    let run = |_| {
        let start = Instant::now();
        let opened = Opened::open(path, None, None, &Reading::default()).ok()?;
        black_box(opened.make(None, &Reading::default()).ok()?);
        Some(start.elapsed().as_secs_f64() * 1000.0)
    };
    (0..runs).filter_map(run).collect()
}

fn cells(row: usize) -> [String; 6] {
    let date = DATES.get(row % DATES.len()).copied().unwrap_or_default();
    let (brand, plant) = (format!("Brand {}", row % 20), format!("Plant {}", row % 40));
    [brand, format!("Model {row}"), format!("P{row}"), plant, date.to_owned(), (2030 + row % 9).to_string()]
}

const HEADINGS: [&str; 6] = ["Brand", "Model", "Code", "Plant", "SOP", "EOP"];

fn text(rows: usize) -> String {
    let mut text = HEADINGS.join(",") + "\n";
    for row in 0..rows {
        let _ = writeln!(text, "{}", cells(row).join(","));
    }
    text
}

fn workbook(rows: usize, path: &Path) -> Option<()> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).ok()?;
    for row in 0..rows {
        sheet.write_row(u32::try_from(row + 1).ok()?, 0, cells(row)).ok()?;
    }
    book.save(path).ok()
}
