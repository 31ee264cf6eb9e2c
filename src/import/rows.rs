//! What a row of a sheet is: a record, a section's heading, a sum, a remark, the headings again.
//!
//! It must never leave out a row with a name and dates.

use super::cells;
use super::mapping::{Mapping, Rows};
use super::meaning::Meaning;
use super::places::Places;
use super::sheet::{Cell, Row, Sheet};
use crate::plan::fold;

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// A record of this name, in this column.
    Record(String, u16),
    /// The heading of the rows below it.
    Section(String),
    /// Nothing to take, and nothing to tell.
    Blank,
    /// Nothing to take, for a reason: the cell that shows it, and why.
    LeftOut(u16, String),
}

/// Words that a row of sums begins with.
const SUMS: &[&str] = &[
    "total",
    "totals",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "subtotal",
    "zwischensumme",
    "grand total",
    "average",
    "durchschnitt",
    "somme",
    "total general",
    "suma",
    "合計",
    "小計",
    "total general",
    "count",
    "anzahl",
    "moyenne",
    "insgesamt",
    "total:",
    "sum:",
    "summe:",
    "gesamt:",
];
/// What a row of remarks begins with.
const REMARKS: &[&str] = &[
    "source:",
    "sources:",
    "quelle:",
    "quellen:",
    "note:",
    "notes:",
    "hinweis:",
    "*",
    "remark",
    "legend",
    "legende",
    "fuente:",
    "nota:",
    "remarque",
    "出典",
    "注",
    "※",
    "as of ",
    "stand:",
    "disclaimer",
    "last updated",
    "updated:",
    "confidential",
    "vertraulich",
    "created by",
    "printed",
    "(c)",
    "©",
];

/// Rows of a sheet and the columns that name them.
pub struct RowReader<'s> {
    sheet: &'s Sheet,
    places: &'s Places,
    header: u32,
    names: Vec<u16>,
    used: Vec<u16>,
    headings: Vec<(u16, String)>,
}

impl<'s> RowReader<'s> {
    /// Rows by a mapping.
    pub fn new(sheet: &'s Sheet, places: &'s Places, mapping: &Mapping) -> Self {
        let naming: &[Meaning] = match mapping.rows {
            Rows::Models => &[Meaning::Model, Meaning::Name, Meaning::OtherName],
            Rows::Milestones => &[Meaning::Name, Meaning::Model],
        };
        let names =
            naming.iter().flat_map(|meaning| mapping.columns(meaning)).map(|column| column.column).collect();
        let used = mapping
            .columns
            .iter()
            .filter(|column| column.meaning != Meaning::Nothing)
            .map(|c| c.column)
            .collect();
        let header = mapping.header_row.unwrap_or(1).saturating_sub(1);
        let headings = mapping.columns.iter().map(|column| (column.column, fold(&column.heading))).collect();
        Self { sheet, places, header, names, used, headings }
    }

    /// The rows below the headings.
    pub fn rows(&self) -> impl Iterator<Item = Row<'s>> + '_ {
        self.sheet.rows_from(self.header + 1)
    }

    /// What stands in a row, without the table of places.
    pub fn filled<'r>(&'r self, row: &'r Row<'s>) -> impl Iterator<Item = (u16, Cell<'s>)> + 'r {
        row.filled().filter(|(column, _)| !self.places.holds(self.header, row.number, *column))
    }

    /// What a row is.
    pub fn kind(&self, row: &Row<'s>) -> RowKind {
        let filled: Vec<(u16, Cell<'s>)> = self.filled(row).collect();
        let Some((first, cell)) = filled.first().copied() else { return RowKind::Blank };
        if !filled.iter().any(|(column, _)| self.used.contains(column)) {
            return RowKind::Blank;
        }
        let text = cell.shown();
        let folded = fold(text.trim());
        let starts = |words: &[&str]| words.iter().any(|word| folded == *word);
        if starts(SUMS) {
            return RowKind::LeftOut(first, "A sum, no record.".to_owned());
        }
        if self.is_heading_again(&filled) {
            return RowKind::Blank;
        }
        // What one cell says over several columns, or in the first one, heads the rows below.
        let stretched =
            self.sheet.stretches(row.number).any(|stretch| stretch.from == first && stretch.to > first);
        let lonely = filled.len() == 1;
        let name = self.names.iter().find_map(|column| {
            let here = filled.iter().any(|(filled, _)| filled == column);
            here.then(|| cells::line(row.cell(*column))).flatten().map(|name| (name, *column))
        });
        if lonely && (text.chars().count() > 80 || REMARKS.iter().any(|word| folded.starts_with(word))) {
            return RowKind::LeftOut(first, "A remark under the rows, no record.".to_owned());
        }
        let names_row = self.names.first() == Some(&first);
        if lonely && matches!(cell, Cell::Text(_)) && (stretched || !names_row) && self.names.len() < 40 {
            return RowKind::Section(cells::clean(&text, false).trim().to_owned());
        }
        match name {
            Some((name, column)) if starts(&[]) || !SUMS.contains(&fold(&name).as_str()) => {
                RowKind::Record(name, column)
            }
            Some((_, column)) => RowKind::LeftOut(column, "A sum, no record.".to_owned()),
            None => {
                let column = self.names.first().copied().unwrap_or(first);
                let there: Vec<String> =
                    filled.iter().filter_map(|(_, cell)| cells::line(*cell)).take(3).collect();
                let why = format!("A record needs a name. There are: {}.", there.join(", "));
                if there.is_empty() { RowKind::Blank } else { RowKind::LeftOut(column, why) }
            }
        }
    }

    /// Whether a row repeats the headings, as printed sheets do on each page.
    fn is_heading_again(&self, filled: &[(u16, Cell<'s>)]) -> bool {
        let same = filled.iter().filter(|(column, cell)| {
            let text = fold(cell.shown().trim());
            self.headings.iter().any(|(at, heading)| at == column && *heading == text)
        });
        let count = same.count();
        count > 1 && count * 3 >= filled.len() * 2
    }
}
