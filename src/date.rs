//! Dates with their true precision: a [`Day`], a [`Part`] of the calendar, a [`Moment`], a [`When`].
//!
//! It must never make a date more precise than it was written, nor read a clock.
//! Forms follow ISO 8601-2 (EDTF) where that has them: see [`When::parse`].

mod brief;
mod error;
mod meant;
mod moment;
mod part;
pub mod people;
mod read;
mod slip;
#[cfg(test)]
mod tests;
mod words;
mod written;
mod years;

pub use error::DateError;
pub use meant::two_years;
pub use moment::{Moment, When};
pub use part::{FiscalPart, Part, Precision};
pub use read::Calendar;
pub use slip::{Length, Slip, Way};

use jiff::civil;
use std::fmt;

/// A day of the Gregorian calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The years that a plan may name.
pub const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Day {
    /// Before every day: where a date that is open to the past begins.
    pub const OPEN_START: Self = Self(i32::MIN);
    /// After every day: where a date that is open to the future ends.
    pub const OPEN_END: Self = Self(i32::MAX);

    /// The day, where it is one and no open end.
    pub fn stated(self) -> Option<Self> {
        (self != Self::OPEN_START && self != Self::OPEN_END).then_some(self)
    }

    /// The day of a date; `None` where the calendar has no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let month = i8::try_from(month).ok()?;
        let day = i8::try_from(day).ok()?;
        let date = civil::Date::new(year, month, day).ok()?;
        let span = EPOCH.until((jiff::Unit::Day, date)).ok()?;
        Some(Self(span.get_days()))
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    pub fn ymd(self) -> (i16, u8, u8) {
        let date = self.date();
        (date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
    }

    /// The date of it; the calendar's first or last one where it lies beyond.
    fn date(self) -> civil::Date {
        let span = jiff::Span::new().try_days(self.0);
        let beyond = if self.0 < 0 { civil::Date::MIN } else { civil::Date::MAX };
        span.and_then(|span| EPOCH.checked_add(span)).unwrap_or(beyond)
    }

    /// The last day of the year that begins on this day.
    fn year_from(self) -> Self {
        let (year, month, day) = self.ymd();
        // A year that begins on a leap day ends where one that begins on the 28th does.
        let next = Self::new(year + 1, month, day).or_else(|| Self::new(year + 1, month, day - 1));
        Self(next.unwrap_or(self).0 - 1).max(self)
    }

    /// The first day of the year that ends on this day.
    fn year_to(self) -> Self {
        let (year, month, day) = Self(self.0 + 1).ymd();
        let last = Self::new(year - 1, month, day).or_else(|| Self::new(year - 1, month + 1, 1));
        last.unwrap_or(self).min(self)
    }

    /// The first day of a month counted through the years (`year * 12 + month - 1`).
    pub fn of_month(month_count: i32) -> Self {
        let year = i16::try_from(month_count.div_euclid(12)).unwrap_or(i16::MAX);
        let month = u8::try_from(month_count.rem_euclid(12) + 1).unwrap_or(1);
        Self::new(year.clamp(-9000, 9000), month, 1).unwrap_or(Self(0))
    }

    /// The same day of a later month, or that month's last day where it is shorter.
    pub fn months_later(self, months: i32) -> Self {
        let first = Self::of_month(self.month_count() + months);
        let (_, _, day) = self.ymd();
        let last = Self::of_month(first.month_count() + 1).0 - 1;
        Self((first.0 + i32::from(day) - 1).min(last.max(first.0)))
    }

    /// The month of this day, counted through the years (`year * 12 + month - 1`).
    pub fn month_count(self) -> i32 {
        let (year, month, _) = self.ymd();
        i32::from(year) * 12 + i32::from(month) - 1
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
