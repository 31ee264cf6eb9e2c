//! Dates as people write them in cells and notes: `Q4/26`, `KW 45/19`, `mid 26`, `2027 (2028?)`, `28 (prev. 27)`.
//!
//! It must never give a date finer than it was written, nor choose between two readings: what is open is told.

mod atoms;
mod glue;
mod japanese;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use super::{Part, When};

/// Which of two numbers before a year is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// What must be known to read dates of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People {
    /// Which of two numbers is the day; `None` where that is not known.
    pub order: Option<DayOrder>,
    /// The month (1 to 12) in which the years of the books begin.
    pub year_start: u8,
}

impl Default for People {
    fn default() -> Self {
        Self { order: None, year_start: 1 }
    }
}

/// What a text says besides a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// That there is no date yet, or none at all.
    Undated,
    /// That it was given up.
    Cancelled,
    /// That it was put off.
    Slipped,
}

/// What a text was read as.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The date; `None` where there is none.
    pub when: Option<When>,
    /// Another date that the text names as possible.
    pub claim: Option<When>,
    /// The date that held before.
    pub before: Option<When>,
    /// What else it says.
    pub stand: Option<Stand>,
    /// Some of its words are no part of a date and worth keeping.
    pub words: bool,
    /// Why it may be read wrongly.
    pub doubt: Option<&'static str>,
    /// Day and month stand in an order that is not known.
    pub order_open: bool,
}

impl Reading {
    /// Whether the text was understood: as a date, or as the lack of one.
    pub fn is_understood(&self) -> bool {
        self.when.is_some() || self.stand.is_some()
    }
}

impl People {
    /// Reads a text.
    pub fn read(self, text: &str) -> Reading {
        glue::read(text.trim(), self)
    }

    /// The order of day and month that a text shows by a number that can be no month.
    pub fn order_shown(text: &str) -> Option<DayOrder> {
        // A day of the week may stand before it.
        let text =
            text.trim().trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | ',' | '.'));
        let numbers: Vec<&str> = text.splitn(3, ['/', '-', '.']).collect();
        let [a, b, rest] = numbers[..] else { return None };
        let (a, b) = (a.trim().parse::<u8>().ok()?, b.trim().parse::<u8>().ok()?);
        let is_year = rest.chars().take_while(char::is_ascii_digit).count() >= 2;
        match (a, b) {
            (13..=31, 1..=12) if is_year => Some(DayOrder::DayFirst),
            (1..=12, 13..=31) if is_year => Some(DayOrder::MonthFirst),
            _ => None,
        }
    }
}

/// The date that a text plainly means, as a plan file writes it; `None` where there is a doubt.
pub(super) fn plain(text: &str) -> Option<String> {
    let reading = People::default().read(text);
    let is_plain = reading.doubt.is_none()
        && !reading.words
        && reading.stand.is_none()
        && reading.claim.is_none()
        && reading.before.is_none();
    // A fiscal year depends on when the books begin, which a text alone does not say.
    reading.when.filter(|_| is_plain).map(|when| when.to_string())
}

/// The part that a day lies in and that a text names; for a cell that holds a day and shows less.
pub fn shown_part(text: &str, (year, month, day): (i16, u8, u8)) -> Option<Part> {
    let orders = [Some(DayOrder::DayFirst), Some(DayOrder::MonthFirst)];
    let held = super::Day::new(year, month, day)?;
    orders.into_iter().find_map(|order| {
        let When::At(super::Moment::On(part)) = (People { order, ..People::default() }).read(text).when?
        else {
            return None;
        };
        let (first, last) = part.days();
        (first <= held && held <= last).then_some(part)
    })
}
