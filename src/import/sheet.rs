//! One sheet as it stands: its filled cells, each with its address, in little memory however many they are.
//!
//! It must never know what a cell means.

use super::Fault;
use crate::date::{Part, people};
use std::borrow::Cow;

/// The most filled cells of a sheet.
const CELLS: usize = 12_000_000;
/// The most bytes of all its texts.
const TEXT: usize = 300 * 1024 * 1024;
/// The most cells that merged ones fill.
const FILLED: usize = 200_000;
/// The most columns that are read; what lies behind is told.
pub const COLUMNS: u16 = 512;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'s> {
    /// Nothing.
    Empty,
    /// A text.
    Text(&'s str),
    /// A number.
    Number(f64),
    /// A date as fine as the cell shows it; `sure` where that is known.
    Date {
        /// What the cell shows.
        part: Part,
        /// Whether the cell's format was known.
        sure: bool,
    },
    /// Yes or no.
    Flag(bool),
    /// What a formula gave that failed, such as `#REF!`.
    Fault(&'s str),
}

impl<'s> Cell<'s> {
    /// As a person reads it.
    pub fn shown(self) -> Cow<'s, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Fault(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date { part, .. } => Cow::Owned(part.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if flag { "yes" } else { "no" }),
        }
    }

    /// Whether nothing stands in it that a person sees.
    pub fn is_empty(self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Stored {
    Text(u32, u32),
    Fault(u32, u32),
    Number(f64),
    Date(Part, bool),
    Flag(bool),
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    column: u16,
    stored: Stored,
}

#[derive(Debug, Clone, Copy)]
struct RowSpan {
    number: u32,
    from: u32,
    to: u32,
}

/// Cells that are merged: row and column of the first and of the last of them.
pub type Region = ((u32, u32), (u32, u32));

/// A heading that stretches over several columns of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Stretch {
    pub row: u32,
    pub from: u16,
    pub to: u16,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name; empty where the file holds only one, as CSV does.
    pub name: String,
    /// What of the file could not be taken as it stands, for the person.
    pub remarks: Vec<String>,
    /// Its columns are parted by semicolons, as where commas are decimal signs.
    pub semicolons: bool,
    text: String,
    slots: Vec<Slot>,
    rows: Vec<RowSpan>,
    stretches: Vec<Stretch>,
    beyond: bool,
}

impl Sheet {
    /// An empty one.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds a text; an empty one is no cell.
    ///
    /// # Errors
    /// Where the sheet holds more than can be read.
    pub fn text(&mut self, row: u32, column: u32, text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        let span = self.keep(text)?;
        self.put(row, column, Stored::Text(span.0, span.1))
    }

    /// Adds what a failed formula shows.
    ///
    /// # Errors
    /// Where the sheet holds more than can be read.
    pub fn fault(&mut self, row: u32, column: u32, text: &str) -> Result<(), Fault> {
        let span = self.keep(text)?;
        self.put(row, column, Stored::Fault(span.0, span.1))
    }

    /// Adds a number.
    ///
    /// # Errors
    /// Where the sheet holds more than can be read.
    pub fn number(&mut self, row: u32, column: u32, number: f64) -> Result<(), Fault> {
        self.put(row, column, Stored::Number(number))
    }

    /// Adds a date as fine as it is shown.
    ///
    /// # Errors
    /// Where the sheet holds more than can be read.
    pub fn date(&mut self, row: u32, column: u32, part: Part, sure: bool) -> Result<(), Fault> {
        self.put(row, column, Stored::Date(part, sure))
    }

    /// Adds yes or no.
    ///
    /// # Errors
    /// Where the sheet holds more than can be read.
    pub fn flag(&mut self, row: u32, column: u32, flag: bool) -> Result<(), Fault> {
        self.put(row, column, Stored::Flag(flag))
    }

    fn keep(&mut self, text: &str) -> Result<(u32, u32), Fault> {
        if self.text.len() + text.len() > TEXT {
            return Err(Fault::new(
                "this sheet holds more text than can be read",
                "split it into several sheets, or delete columns that a plan does not need",
            ));
        }
        let from = self.text.len() as u32;
        self.text.push_str(text);
        Ok((from, text.len() as u32))
    }

    fn put(&mut self, row: u32, column: u32, stored: Stored) -> Result<(), Fault> {
        let Some(column) = u16::try_from(column).ok().filter(|column| *column < COLUMNS) else {
            if !self.beyond {
                self.beyond = true;
                let at = address(row, column.try_into().unwrap_or(u16::MAX));
                self.remarks.push(format!(
                    "{at}: only the first {COLUMNS} columns are read; what lies behind is left out"
                ));
            }
            return Ok(());
        };
        if self.slots.len() >= CELLS {
            return Err(Fault::new(
                format!("this sheet has more than {CELLS} filled cells"),
                "split it into several sheets",
            ));
        }
        let end = self.slots.len() as u32;
        match self.rows.last_mut() {
            Some(last) if last.number == row => last.to = end + 1,
            _ => self.rows.push(RowSpan { number: row, from: end, to: end + 1 }),
        }
        self.slots.push(Slot { column, stored });
        Ok(())
    }

    /// Puts rows and cells into their order, whatever order they came in.
    pub fn finish(&mut self) {
        let in_order = self.rows.windows(2).all(|two| two[0].number < two[1].number)
            && self
                .rows
                .iter()
                .all(|row| self.slots_of(row).windows(2).all(|two| two[0].column < two[1].column));
        if in_order {
            return;
        }
        let mut all: Vec<(u32, Slot)> = Vec::with_capacity(self.slots.len());
        for row in &self.rows {
            all.extend(self.slots_of(row).iter().map(|slot| (row.number, *slot)));
        }
        all.sort_by_key(|(row, slot)| (*row, slot.column));
        all.dedup_by_key(|(row, slot)| (*row, slot.column));
        self.slots.clear();
        self.rows.clear();
        for (row, slot) in all {
            let end = self.slots.len() as u32;
            match self.rows.last_mut() {
                Some(last) if last.number == row => last.to = end + 1,
                _ => self.rows.push(RowSpan { number: row, from: end, to: end + 1 }),
            }
            self.slots.push(slot);
        }
    }

    /// Fills cells that are merged with the one at their top left: those below it; of those beside it only
    /// the stretch is noted, as one heading over several columns is not several.
    pub fn merged(&mut self, regions: &[Region]) {
        let mut filled = 0;
        let mut new: Vec<(u32, Slot)> = Vec::new();
        for ((top, left), (bottom, right)) in regions {
            let (Ok(left), Ok(right)) = (u16::try_from(*left), u16::try_from(*right)) else { continue };
            let Some(stored) = self.stored(*top, left) else { continue };
            let last = (*bottom).min(self.rows.last().map_or(0, |row| row.number));
            for row in *top..=last {
                if right > left && filled < FILLED {
                    self.stretches.push(Stretch { row, from: left, to: right.min(COLUMNS) });
                }
                if row > *top && filled < FILLED && self.stored(row, left).is_none() {
                    filled += 1;
                    new.push((row, Slot { column: left, stored }));
                }
                if filled >= FILLED {
                    break;
                }
            }
        }
        self.stretches.sort_by_key(|stretch| (stretch.row, stretch.from));
        for (row, slot) in new {
            let end = self.slots.len() as u32;
            self.slots.push(slot);
            self.rows.push(RowSpan { number: row, from: end, to: end + 1 });
        }
        self.finish();
    }

    /// The headings of a row that stretch over several columns.
    pub fn stretches(&self, row: u32) -> impl Iterator<Item = Stretch> + '_ {
        let from = self.stretches.partition_point(|stretch| stretch.row < row);
        self.stretches.iter().skip(from).take_while(move |stretch| stretch.row == row).copied()
    }

    /// How many rows have a filled cell.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The filled rows from one on, each as its number and itself.
    pub fn rows_from(&self, first: u32) -> impl Iterator<Item = Row<'_>> {
        let from = self.rows.partition_point(|row| row.number < first);
        self.rows.iter().skip(from).map(move |row| Row {
            sheet: self,
            number: row.number,
            slots: self.slots_of(row),
        })
    }

    /// All filled rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows_from(0)
    }

    /// One row, filled or not.
    pub fn row(&self, number: u32) -> Row<'_> {
        let found = self.rows.binary_search_by_key(&number, |row| row.number);
        let slots = found.ok().and_then(|n| self.rows.get(n)).map_or(&[][..], |row| self.slots_of(row));
        Row { sheet: self, number, slots }
    }

    /// One past the last column that is filled.
    pub fn width(&self) -> u16 {
        self.rows
            .iter()
            .filter_map(|row| self.slots_of(row).last())
            .map(|slot| slot.column + 1)
            .max()
            .unwrap_or(0)
    }

    /// The place of a cell as evidence names it: `Plan!G14`, or `G14` where the file has one sheet without a name.
    pub fn place(&self, row: u32, column: u16) -> String {
        let address = address(row, column);
        match self.name.as_str() {
            "" => address,
            name if name.chars().all(|c| c.is_alphanumeric() || c == '_') => format!("{name}!{address}"),
            name => format!("'{}'!{address}", name.replace('\'', "''")),
        }
    }

    /// Makes what stands in a column no finer than a month, or a year, where all its dates of unknown format
    /// begin one: days that are all the first of a month were hardly meant. Gives how many it changed.
    pub fn coarsen(&mut self, column: u16, first: u32) -> usize {
        let rows = self.rows.iter().filter(|row| row.number >= first).map(|row| (row.from, row.to));
        let spans: Vec<(u32, u32)> = rows.collect();
        let mut dates: Vec<usize> = Vec::new();
        for (from, to) in spans {
            let at =
                (from as usize..to as usize).find(|n| self.slots.get(*n).is_some_and(|s| s.column == column));
            dates.extend(at.filter(|n| {
                matches!(self.slots.get(*n), Some(Slot { stored: Stored::Date(Part::Day(..), false), .. }))
            }));
        }
        let days = |n: &usize| match self.slots.get(*n).map(|slot| slot.stored) {
            Some(Stored::Date(Part::Day(y, m, d), _)) => Some((y, m, d)),
            _ => None,
        };
        if dates.len() < 3 || !dates.iter().all(|n| days(n).is_some_and(|(_, _, d)| d == 1)) {
            return 0;
        }
        let years = dates.iter().all(|n| days(n).is_some_and(|(_, m, _)| m == 1));
        for n in &dates {
            if let Some(slot) = self.slots.get_mut(*n)
                && let Stored::Date(Part::Day(y, m, _), _) = slot.stored
            {
                slot.stored = Stored::Date(if years { Part::Year(y) } else { Part::Month(y, m) }, false);
            }
        }
        dates.len()
    }

    fn slots_of(&self, row: &RowSpan) -> &[Slot] {
        self.slots.get(row.from as usize..row.to as usize).unwrap_or_default()
    }

    fn stored(&self, row: u32, column: u16) -> Option<Stored> {
        let at = self.rows.binary_search_by_key(&row, |row| row.number).ok()?;
        let slots = self.slots_of(self.rows.get(at)?);
        slots.iter().find(|slot| slot.column == column).map(|slot| slot.stored)
    }

    fn cell(&self, stored: Stored) -> Cell<'_> {
        let text = |from: u32, length: u32| {
            self.text.get(from as usize..(from + length) as usize).unwrap_or_default()
        };
        match stored {
            Stored::Text(from, length) => Cell::Text(text(from, length)),
            Stored::Fault(from, length) => Cell::Fault(text(from, length)),
            Stored::Number(number) => Cell::Number(number),
            Stored::Date(part, sure) => Cell::Date { part, sure },
            Stored::Flag(flag) => Cell::Flag(flag),
        }
    }
}

/// A row of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Row<'s> {
    sheet: &'s Sheet,
    /// Its number, counted from 0.
    pub number: u32,
    slots: &'s [Slot],
}

impl<'s> Row<'s> {
    /// What stands in a column.
    pub fn cell(&self, column: u16) -> Cell<'s> {
        let found = self.slots.binary_search_by_key(&column, |slot| slot.column).ok();
        found.and_then(|n| self.slots.get(n)).map_or(Cell::Empty, |slot| self.sheet.cell(slot.stored))
    }

    /// Its cells that are not empty, each with its column.
    pub fn filled(&self) -> impl Iterator<Item = (u16, Cell<'s>)> + '_ {
        let cells = self.slots.iter().map(|slot| (slot.column, self.sheet.cell(slot.stored)));
        cells.filter(|(_, cell)| !cell.is_empty())
    }
}

/// The letters of a column: A, Z, AA.
pub fn letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The address of a cell: G14.
pub fn address(row: u32, column: u16) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// The day that a cell holds, as fine as the text that it shows.
pub fn shown_day(ymd: (i16, u8, u8), shown: &str) -> (Part, bool) {
    match people::shown_part(shown, ymd) {
        Some(part) => (part, true),
        None => (Part::Day(ymd.0, ymd.1, ymd.2), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_addresses_of_spreadsheets() {
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
        assert_eq!(address(13, 6), "G14");
        assert_eq!(Sheet::new("Plan").place(13, 6), "Plan!G14");
        assert_eq!(Sheet::new("My plan").place(0, 0), "'My plan'!A1");
        assert_eq!(Sheet::new("").place(0, 0), "A1");
    }

    #[test]
    fn merged_cells_fill_what_lies_below_them() {
        let mut sheet = Sheet::new("");
        sheet.text(0, 0, "Aurora").expect("room");
        sheet.text(0, 1, "A1").expect("room");
        sheet.text(1, 1, "A3").expect("room");
        sheet.text(2, 1, "A5").expect("room");
        sheet.merged(&[((0, 0), (1, 0)), ((2, 1), (2, 4))]);
        assert_eq!(sheet.row(1).cell(0), Cell::Text("Aurora"));
        assert_eq!(sheet.row(2).cell(0), Cell::Empty);
        assert_eq!(sheet.row(1).cell(1), Cell::Text("A3"));
        assert_eq!(sheet.stretches(2).count(), 1);
    }

    #[test]
    fn days_of_unknown_format_that_all_begin_a_month_are_months() {
        let mut sheet = Sheet::new("");
        for (row, month) in [1u8, 4, 7].into_iter().enumerate() {
            sheet.date(row as u32, 0, Part::Day(2026, month, 1), false).expect("room");
        }
        assert_eq!(sheet.coarsen(0, 0), 3);
        assert_eq!(sheet.row(1).cell(0), Cell::Date { part: Part::Month(2026, 4), sure: false });
    }
}
