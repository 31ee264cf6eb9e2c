//! A sheet that is open for import: its file, its cells, the mapping by which it is taken.
//!
//! It must never change a mapping that a person chose, but for columns that are not there any more.

use super::guess::{Guess, guess, guess_at};
use super::make::{Made, Naming, make};
use super::mapping::Mapping;
use super::meaning::Sure;
use super::places::Places;
use super::sheet::Sheet;
use super::{Book, Fault, Reading, native};
use crate::plan::fold;
use std::path::Path;

/// The most sheets of a workbook that are looked at for the one with the plan.
const SHEETS: usize = 24;

/// A sheet that is open for import.
#[derive(Debug)]
pub struct Opened {
    /// Its file.
    pub book: Book,
    /// Which of the file's sheets it is.
    pub index: usize,
    /// Its cells.
    pub sheet: Sheet,
    /// What its columns were guessed to mean, and what that rests on.
    pub guess: Guess,
    /// The mapping by which it is taken.
    pub mapping: Mapping,
    /// Places that the file tells.
    pub places: Places,
}

impl Opened {
    /// Opens a file, by the sheet of a name and a saved mapping where there are such.
    ///
    /// # Errors
    /// What keeps the file from being imported.
    pub fn open(
        path: &Path,
        sheet: Option<&str>,
        saved: Option<&Mapping>,
        reading: &Reading<'_>,
    ) -> Result<Self, Fault> {
        Self::of_book(Book::open(path)?, sheet, saved, reading)
    }

    /// The same for a file that is read already.
    ///
    /// # Errors
    /// What keeps the file from being imported.
    pub fn of_book(
        book: Book,
        sheet: Option<&str>,
        saved: Option<&Mapping>,
        reading: &Reading<'_>,
    ) -> Result<Self, Fault> {
        let by_name = |name: &str| book.sheets.iter().position(|known| fold(known) == fold(name));
        let asked = match sheet {
            Some(name) => Some(by_name(name).ok_or_else(|| {
                Fault::new(
                    format!("there is no sheet “{name}”"),
                    format!("its sheets are {}", book.sheets.join(", ")),
                )
            })?),
            None => saved.and_then(|saved| by_name(saved.sheet.as_deref()?)),
        };
        let how = saved.map(Mapping::how).unwrap_or_default();
        let asked = if native::is_native(&book) { Some(0) } else { asked };
        let single = asked.or((book.sheets.len() == 1).then_some(0));
        let (index, found, places) = match single {
            Some(index) => (index, book.sheet(index, how, reading)?, other_places(&book, index, reading)?),
            None => best(&book, reading)?,
        };
        let mut opened =
            Self { book, index, sheet: found, guess: Guess::default(), mapping: Mapping::default(), places };
        let row = saved.and_then(|saved| saved.header_row).map(|row| row.saturating_sub(1));
        if !opened.is_native() {
            opened.begin(row, saved)?;
        }
        Ok(opened)
    }

    /// Guesses anew, with the headings in a row where one is told, counted from 0.
    ///
    /// # Errors
    /// Where no row can be one of headings.
    pub fn begin(&mut self, header: Option<u32>, saved: Option<&Mapping>) -> Result<(), Fault> {
        let header_of = |sheet: &Sheet, row: u32| guess_at(sheet, row);
        let guessed = match header {
            Some(row) if !self.sheet.row(row).filled().count() == 0 => guess(&self.sheet)?,
            Some(row) => {
                let there = header_of(&self.sheet, row);
                // Where the headings of a saved mapping stand elsewhere this month they are looked for.
                let known = saved.is_none_or(|saved| {
                    let is_there = |heading: &str| {
                        there.mapping.columns.iter().any(|c| fold(&c.heading) == fold(heading))
                    };
                    saved.columns.iter().filter(|column| is_there(&column.heading)).count() * 2
                        >= saved.columns.len()
                });
                if known { there } else { guess(&self.sheet)? }
            }
            None => guess(&self.sheet)?,
        };
        let header = guessed.mapping.header_row.unwrap_or(1).saturating_sub(1);
        self.places.take_inside(&self.sheet, header);
        // Dates whose format is not known are no finer than their column as a whole.
        for column in 0..self.sheet.width() {
            self.sheet.coarsen(column, header + 1);
        }
        let mut guessed = guess_at(&self.sheet, header);
        if let Some((top, first, last)) = self.places.inside
            && top == header
        {
            let keep = |column: u16| !(first..=last).contains(&column);
            let kept: Vec<bool> = guessed.mapping.columns.iter().map(|column| keep(column.column)).collect();
            let mut kept = kept.iter();
            guessed.mapping.columns.retain(|_| kept.next().copied().unwrap_or(true));
            let samples = std::mem::take(&mut guessed.samples).into_iter();
            let all: Vec<u16> =
                guess_at(&self.sheet, header).mapping.columns.iter().map(|c| c.column).collect();
            guessed.samples =
                samples.zip(all).filter(|(_, column)| keep(*column)).map(|(sample, _)| sample).collect();
        }
        self.mapping = guessed.mapping.clone();
        if let Some(saved) = saved {
            self.mapping.take_over(saved);
        }
        self.guess = guessed;
        Ok(())
    }

    /// Whether it is a workbook of this program, which needs no mapping.
    pub fn is_native(&self) -> bool {
        native::is_native(&self.book)
    }

    /// Takes the rows by the mapping.
    ///
    /// # Errors
    /// Where nobody waits any more, or there are too many rows.
    pub fn make(&self, edition: Option<&str>, reading: &Reading<'_>) -> Result<Made, Fault> {
        if self.is_native() {
            return native::read(&self.book, edition, reading);
        }
        let naming = Naming { file: self.book.name.clone(), edition: edition.map(str::to_owned) };
        make(&self.sheet, &self.mapping, &self.places, &naming, reading)
    }
}

/// Places that the other sheets of a file tell.
fn other_places(book: &Book, index: usize, reading: &Reading<'_>) -> Result<Places, Fault> {
    let mut places = Places::default();
    let likely = |name: &str| {
        let name = fold(name);
        [
            "place", "plant", "location", "site", "werk", "standort", "usine", "lieu", "planta", "geo",
            "coord", "lugar", "拠点", "工場",
        ]
        .iter()
        .any(|word| name.contains(word))
    };
    let others =
        book.sheets.iter().enumerate().filter(|(n, name)| *n != index && likely(name)).map(|(n, _)| n);
    for other in others.take(4) {
        places.take_sheet(&book.sheet(other, super::How::default(), reading)?);
    }
    Ok(places)
}

/// The sheet that most looks like a plan.
fn best(book: &Book, reading: &Reading<'_>) -> Result<(usize, Sheet, Places), Fault> {
    let mut best: Option<(usize, usize, Sheet)> = None;
    let mut places = Places::default();
    let mut fault = None;
    for index in 0..book.sheets.len().min(SHEETS) {
        let sheet = match book.sheet(index, super::How::default(), reading) {
            Ok(sheet) => sheet,
            Err(found) => {
                fault = fault.or(Some(found));
                continue;
            }
        };
        places.take_sheet(&sheet);
        let score = guess(&sheet).map_or(0, |guess| {
            let sure = guess.mapping.columns.iter().filter(|column| column.sure == Sure::Certain).count();
            let dates = guess.mapping.columns.iter().filter(|column| column.meaning.is_date()).count();
            (sure * 2 + dates * 3) * 10 + sheet.count().min(50)
        });
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, index, sheet));
        }
    }
    match best {
        Some((_, index, sheet)) => Ok((index, sheet, places)),
        None => Err(fault
            .unwrap_or_else(|| Fault::new("this workbook has no sheet with cells", "choose another file"))),
    }
}
