//! Stretches of the calendar that have a name: days, weeks, months, years, fiscal years.
//!
//! It must never hold one that the calendar does not have.

use super::Day;
use jiff::civil;
use std::fmt;

/// A stretch of the calendar that has a name: what a date was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Part {
    Day(i16, u8, u8),
    /// A week of ISO 8601, Monday to Sunday, 1 to 53.
    Week(i16, u8),
    Month(i16, u8),
    /// 1 to 4.
    Quarter(i16, u8),
    /// 1 or 2.
    Half(i16, u8),
    Year(i16),
    /// The year without its last digit.
    Decade(i16),
    /// A year of a company's books or a part of it, by the calendar year in which the books begin, and the
    /// month (1 to 12) in which they do.
    Fiscal(i16, FiscalPart, u8),
}

/// What of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FiscalPart {
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
    Year,
}

/// How fine a [`Part`] is, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Precision {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
}

impl Part {
    /// Its first and last day.
    pub fn days(self) -> (Day, Day) {
        let months = |first: i32, count: i32| {
            let next = Day::of_month(first + count);
            (Day::of_month(first), Day(next.0 - 1))
        };
        let year = |year: i16| i32::from(year) * 12;
        match self {
            Self::Day(y, m, d) => {
                let day = Day::new(y, m, d).unwrap_or(Day(0));
                (day, day)
            }
            Self::Week(y, w) => {
                let first = monday(y, w).unwrap_or(Day(0));
                (first, Day(first.0 + 6))
            }
            Self::Month(y, m) => months(year(y) + i32::from(m) - 1, 1),
            Self::Quarter(y, q) => months(year(y) + (i32::from(q) - 1) * 3, 3),
            Self::Half(y, h) => months(year(y) + (i32::from(h) - 1) * 6, 6),
            Self::Year(y) => months(year(y), 12),
            Self::Decade(d) => months(i32::from(d) * 120, 120),
            Self::Fiscal(y, part, start) => {
                let first = year(y) + i32::from(start) - 1;
                match part {
                    FiscalPart::Quarter(q) => months(first + (i32::from(q) - 1) * 3, 3),
                    FiscalPart::Half(h) => months(first + (i32::from(h) - 1) * 6, 6),
                    FiscalPart::Year => months(first, 12),
                }
            }
        }
    }

    /// How fine it is.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day(..) => Precision::Day,
            Self::Week(..) => Precision::Week,
            Self::Month(..) => Precision::Month,
            Self::Quarter(..) | Self::Fiscal(_, FiscalPart::Quarter(_), _) => Precision::Quarter,
            Self::Half(..) | Self::Fiscal(_, FiscalPart::Half(_), _) => Precision::Half,
            Self::Year(_) | Self::Fiscal(_, FiscalPart::Year, _) => Precision::Year,
            Self::Decade(_) => Precision::Decade,
        }
    }

    /// The one as fine as this that ends before it begins.
    pub fn previous(self) -> Self {
        self.holding(Day(self.days().0.0 - 1))
    }

    /// The one as fine as this that begins after it ends.
    pub fn next(self) -> Self {
        self.holding(Day(self.days().1.0 + 1))
    }

    /// The part as fine as this that holds a day.
    fn holding(self, day: Day) -> Self {
        let (year, month, of_month) = day.ymd();
        match self {
            Self::Day(..) => Self::Day(year, month, of_month),
            Self::Week(..) => {
                let week = day.date().iso_week_date();
                Self::Week(week.year(), week.week().unsigned_abs())
            }
            Self::Month(..) => Self::Month(year, month),
            Self::Quarter(..) => Self::Quarter(year, (month - 1) / 3 + 1),
            Self::Half(..) => Self::Half(year, (month - 1) / 6 + 1),
            Self::Year(_) => Self::Year(year),
            Self::Decade(_) => Self::Decade(year.div_euclid(10)),
            Self::Fiscal(_, part, start) => {
                let months = day.month_count() - (i32::from(start) - 1);
                let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8);
                let part = match part {
                    FiscalPart::Quarter(_) => FiscalPart::Quarter(month / 3 + 1),
                    FiscalPart::Half(_) => FiscalPart::Half(month / 6 + 1),
                    FiscalPart::Year => FiscalPart::Year,
                };
                Self::Fiscal(i16::try_from(year).unwrap_or(i16::MAX), part, start)
            }
        }
    }
}

/// The first day of a week; `None` where the year has no such week.
pub(super) fn monday(year: i16, week: u8) -> Option<Day> {
    let week = i8::try_from(week).ok()?;
    let date = civil::ISOWeekDate::new(year, week, civil::Weekday::Monday).ok()?.date();
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Week(y, w) => write!(f, "{y:04}-W{w:02}"),
            Self::Decade(d) => write!(f, "{d:03}X"),
            Self::Fiscal(y, FiscalPart::Quarter(q), _) => write!(f, "FY{y:04}-Q{q}"),
            Self::Fiscal(y, FiscalPart::Half(h), _) => write!(f, "FY{y:04}-H{h}"),
            Self::Fiscal(y, FiscalPart::Year, _) => write!(f, "FY{y:04}"),
        }
    }
}
