//! A small table of places: names with latitude and longitude, on a sheet of its own or beside the rows.
//!
//! It must never take the rows of the plan for places.

use super::cells;
use super::headings;
use super::meaning::Meaning;
use super::regions;
use super::sheet::{Cell, Sheet};
use crate::plan::{Country, fold};

/// A place of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// As the table names it.
    pub name: String,
    /// Latitude and longitude in degrees.
    pub at: Option<(f64, f64)>,
    /// Its country.
    pub country: Option<Country>,
    /// The cell with its name.
    pub cell: String,
}

/// Places by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    all: Vec<Place>,
    /// The row of the headings, and the columns, of a table that lies in the sheet of the rows.
    pub inside: Option<(u32, u16, u16)>,
}

/// The largest table of places.
const ROWS: usize = 2000;

impl Places {
    /// The place of a name.
    pub fn find(&self, name: &str) -> Option<&Place> {
        let folded = fold(name.trim());
        self.all.iter().find(|place| fold(&place.name) == folded)
    }

    /// Takes the places of a sheet that is nothing but a table of them.
    pub fn take_sheet(&mut self, sheet: &Sheet) {
        if sheet.count() > ROWS {
            return;
        }
        if let Some(table) = sheet.rows().take(12).find_map(|row| Table::of(sheet, row.number, false)) {
            self.read(sheet, &table);
        }
    }

    /// Takes a table that lies in the sheet of the rows: below them, or beside them behind an empty column.
    pub fn take_inside(&mut self, sheet: &Sheet, header: u32) {
        let beside = Table::of(sheet, header, true);
        let below =
            || sheet.rows_from(header + 2).filter_map(|row| Table::of(sheet, row.number, false)).next();
        if let Some(table) = beside.or_else(below) {
            self.inside = Some((table.header, table.first, table.last));
            self.read(sheet, &table);
        }
    }

    /// Whether a cell of the rows' sheet belongs to the table of places.
    pub fn holds(&self, header: u32, row: u32, column: u16) -> bool {
        match self.inside {
            Some((top, first, last)) if top == header => row >= top && (first..=last).contains(&column),
            Some((top, ..)) => row >= top,
            None => false,
        }
    }

    fn read(&mut self, sheet: &Sheet, table: &Table) {
        for row in sheet.rows_from(table.header + 1).take(ROWS) {
            let Some(name) = cells::line(row.cell(table.name)) else { continue };
            let degrees = |column: u16| match row.cell(column) {
                Cell::Number(number) => Some(number),
                Cell::Text(text) => text.trim().trim_end_matches('°').replace(',', ".").parse().ok(),
                _ => None,
            };
            let at = table.at.and_then(|(lat, lon)| Some((degrees(lat)?, degrees(lon)?)));
            let at = at.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
            let country = table.country.and_then(|column| regions::country(&cells::line(row.cell(column))?));
            if at.is_some() || country.is_some() {
                self.all.push(Place { name, at, country, cell: sheet.place(row.number, table.name) });
            }
        }
    }
}

struct Table {
    header: u32,
    name: u16,
    at: Option<(u16, u16)>,
    country: Option<u16>,
    first: u16,
    last: u16,
}

impl Table {
    /// The table whose headings stand in a row; `beside` where the row is also that of the plan's headings.
    fn of(sheet: &Sheet, header: u32, beside: bool) -> Option<Self> {
        let row = sheet.row(header);
        // Nearly no row is one: that is seen without looking words up.
        let is_latitude = |text: &str| {
            let text = fold(text.get(..text.len().min(24)).unwrap_or_default().trim());
            ["lat", "breit", "緯"].iter().any(|word| text.starts_with(word))
        };
        if !row.filled().any(|(_, cell)| matches!(cell, Cell::Text(text) if is_latitude(text))) {
            return None;
        }
        let headings: Vec<(u16, Meaning)> = row
            .filled()
            .filter_map(|(column, cell)| match cell {
                Cell::Text(text) => Some((column, headings::meaning(text)?.0)),
                _ => None,
            })
            .collect();
        let column = |meaning: Meaning| {
            headings.iter().find(|(_, found)| *found == meaning).map(|(column, _)| *column)
        };
        let lat = column(Meaning::Latitude)?;
        let lon = column(Meaning::Longitude)?;
        // The table's columns are those without a gap around its coordinates.
        let filled = |column: u16| !row.cell(column).is_empty();
        let mut first = lat.min(lon);
        while first > 0 && filled(first - 1) {
            first -= 1;
        }
        let mut last = lat.max(lon);
        while filled(last + 1) {
            last += 1;
        }
        let within = |column: &u16| (first..=last).contains(column);
        if beside && (first == 0 || row.filled().all(|(column, _)| within(&column)) || first < 2) {
            return None;
        }
        if !beside && last - first > 6 {
            return None;
        }
        let name = headings.iter().find(|(column, meaning)| {
            within(column) && matches!(meaning, Meaning::Plant | Meaning::Name | Meaning::Model)
        });
        let country =
            headings.iter().find(|(column, meaning)| within(column) && *meaning == Meaning::Country);
        Some(Self {
            header,
            name: name.map(|(column, _)| *column)?,
            at: Some((lat, lon)),
            country: country.map(|(column, _)| *column),
            first,
            last,
        })
    }
}
