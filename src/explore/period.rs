//! Lengths of time as queries write them: `12m`, `2 years`. They must never be nothing.

use crate::date::{DateError, Day};
use std::fmt;

/// A number of days, weeks, months, quarters or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    count: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Each unit with its letter and its word.
const UNITS: [(Unit, char, &str); 5] = [
    (Unit::Day, 'd', "day"),
    (Unit::Week, 'w', "week"),
    (Unit::Month, 'm', "month"),
    (Unit::Quarter, 'q', "quarter"),
    (Unit::Year, 'y', "year"),
];

/// No plan looks further ahead, in any unit.
const MOST: u16 = 10_000;

impl Period {
    /// Reads `12m` or `12 months`.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub(super) fn parse(text: &str) -> Result<Self, DateError> {
        let lower = text.trim().to_lowercase();
        let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = lower.split_at(digits);
        let unit = unit.trim();
        let unit = UNITS.iter().find(|(_, letter, word)| {
            unit == *word || unit.strip_suffix('s') == Some(word) || unit.chars().eq([*letter])
        });
        let count = count.parse().ok().filter(|count| (1..=MOST).contains(count));
        match (count, unit) {
            (Some(count), Some((unit, ..))) => Ok(Self { count, unit: *unit }),
            _ => Err(DateError {
                message: format!("\"{}\" is not a length of time", text.chars().take(40).collect::<String>()),
                hint: "write a number and d, w, m, q or y, for days, weeks, months, quarters or years: next:12m",
            }),
        }
    }

    /// The day on which it is over that begins on a day.
    pub(super) fn after(self, day: Day) -> Day {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Day => Day(day.0 + count),
            Unit::Week => Day(day.0 + count * 7),
            Unit::Month => day.months_later(count),
            Unit::Quarter => day.months_later(count * 3),
            Unit::Year => day.months_later(count * 12),
        }
    }

    /// The day so long before a day.
    pub(super) fn before(self, day: Day) -> Day {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Day => Day(day.0 - count),
            Unit::Week => Day(day.0 - count * 7),
            Unit::Month => day.months_later(-count),
            Unit::Quarter => day.months_later(count * -3),
            Unit::Year => day.months_later(count * -12),
        }
    }

    /// "12 months", "1 year".
    pub(super) fn length(self) -> String {
        let word = UNITS.iter().find(|(unit, ..)| *unit == self.unit).map_or("", |(_, _, word)| *word);
        format!("{} {word}{}", self.count, if self.count == 1 { "" } else { "s" })
    }

    /// "next 12 months", "next year".
    pub(super) fn words(self) -> String {
        let word = UNITS.iter().find(|(unit, ..)| *unit == self.unit).map_or("", |(_, _, word)| *word);
        if self.count == 1 { format!("next {word}") } else { format!("next {} {word}s", self.count) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = UNITS.iter().find(|(unit, ..)| *unit == self.unit).map_or('d', |(_, letter, _)| *letter);
        write!(f, "{}{letter}", self.count)
    }
}
