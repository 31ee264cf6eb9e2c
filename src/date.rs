//! Dates with their true precision: a [`Day`], a [`Part`] of the calendar, a [`Moment`], a [`When`].
//!
//! It must never make a date more precise than it was written, nor read a clock.
//! Forms follow ISO 8601-2 (EDTF) where that has them: see [`When::parse`].

mod error;
mod meant;
#[cfg(test)]
mod tests;
mod written;
mod years;

pub use error::DateError;
pub use meant::two_years;

use jiff::civil;
use std::fmt;

/// A day of the Gregorian calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The years that a plan may name.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Day {
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

/// A stretch of the calendar that has a name: what a date was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Part {
    Day(i16, u8, u8),
    Month(i16, u8),
    /// 1 to 4.
    Quarter(i16, u8),
    /// 1 or 2.
    Half(i16, u8),
    Year(i16),
    /// The year without its last digit.
    Decade(i16),
}

/// How fine a [`Part`] is, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Precision {
    Day,
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
            Self::Month(y, m) => months(year(y) + i32::from(m) - 1, 1),
            Self::Quarter(y, q) => months(year(y) + (i32::from(q) - 1) * 3, 3),
            Self::Half(y, h) => months(year(y) + (i32::from(h) - 1) * 6, 6),
            Self::Year(y) => months(year(y), 12),
            Self::Decade(d) => months(i32::from(d) * 120, 120),
        }
    }

    /// How fine it is.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day(..) => Precision::Day,
            Self::Month(..) => Precision::Month,
            Self::Quarter(..) => Precision::Quarter,
            Self::Half(..) => Precision::Half,
            Self::Year(_) => Precision::Year,
            Self::Decade(_) => Precision::Decade,
        }
    }

    /// Reads one part, such as `2026-Q3`.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let bad = || DateError::form(text);
        if let Some(decade) = text.strip_suffix(['X', 'x']) {
            let decade = number(decade, 3).ok_or_else(bad)?;
            let part = Self::Decade(decade);
            return in_range(decade * 10, text).and(in_range(decade * 10 + 9, text)).map(|()| part);
        }
        let mut pieces = text.split('-');
        let year = pieces.next().and_then(|t| number(t, 4)).ok_or_else(bad)?;
        in_range(year, text)?;
        let Some(second) = pieces.next() else { return Ok(Self::Year(year)) };
        let third = pieces.next();
        if pieces.next().is_some() {
            return Err(bad());
        }
        let small = |t: &str, width| number(t, width).and_then(|n| u8::try_from(n).ok());
        if let Some(quarter) = second.strip_prefix(['Q', 'q']) {
            return match (small(quarter, 1), third) {
                (Some(q @ 1..=4), None) => Ok(Self::Quarter(year, q)),
                _ => Err(bad()),
            };
        }
        if let Some(half) = second.strip_prefix(['H', 'h']) {
            return match (small(half, 1), third) {
                (Some(h @ 1..=2), None) => Ok(Self::Half(year, h)),
                _ => Err(bad()),
            };
        }
        let month = small(second, 2).filter(|m| (1..=12).contains(m)).ok_or_else(bad)?;
        let Some(third) = third else { return Ok(Self::Month(year, month)) };
        let day = small(third, 2).ok_or_else(bad)?;
        match Day::new(year, month, day) {
            Some(_) => Ok(Self::Day(year, month, day)),
            None => Err(DateError::new(
                format!("there is no day {text}"),
                "look at the month's length: a day is written 2026-07-14",
            )),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Decade(d) => write!(f, "{d:03}X"),
        }
    }
}

/// A date with its true precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// `2026-07`: in that part.
    On(Part),
    /// `2026~`: around it.
    About(Part),
    /// `[..2026]`: not after it.
    By(Part),
    /// `[2026..]`: not before it.
    From(Part),
    /// `[2026..2030]`: some time between the two.
    Within(Part, Part),
}

impl Moment {
    /// Reads a moment; the forms are those of the variants.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            let Some((from, to)) = inner.split_once("..") else { return Err(DateError::form(text)) };
            return match (from.trim(), to.trim()) {
                ("", "") => Err(DateError::form(text)),
                ("", to) => Part::parse(to).map(Self::By),
                (from, "") => Part::parse(from).map(Self::From),
                (from, to) => {
                    let (from, to) = (Part::parse(from)?, Part::parse(to)?);
                    if !Self::On(from).may_precede(Self::On(to)) {
                        return Err(DateError::order(text));
                    }
                    Ok(Self::Within(from, to))
                }
            };
        }
        match text.strip_suffix('~') {
            Some(part) => Part::parse(part).map(Self::About),
            None => Part::parse(text).map(Self::On),
        }
    }

    /// The first and last day on which it may be: one that is open to a side counts as one year long.
    pub fn days(self) -> (Day, Day) {
        match self {
            Self::On(part) | Self::About(part) => part.days(),
            Self::By(part) => {
                let (first, last) = part.days();
                (first.min(last.year_to()), last)
            }
            Self::From(part) => {
                let (first, last) = part.days();
                (first, last.max(first.year_from()))
            }
            Self::Within(from, to) => (from.days().0, to.days().1),
        }
    }

    /// Whether some day of it is not after some day of another, open sides being without end.
    pub fn may_precede(self, other: Self) -> bool {
        let open = matches!(self, Self::By(_)) || matches!(other, Self::From(_));
        open || self.days().0 <= other.days().1
    }

    /// Whether its words can stand behind "from" and "until".
    fn is_plain(self) -> bool {
        matches!(self, Self::On(_) | Self::About(_))
    }

    /// Its words as they stand behind "starts" and "ends": "on 14 July 2026", "in 2026", "by 2026".
    fn placed(self) -> String {
        match self {
            Self::On(part @ Part::Day(..)) => format!("on {}", words(part)),
            Self::On(part @ Part::Half(..)) => format!("in the {}", words(part)),
            Self::On(part) => format!("in {}", words(part)),
            other => other.words(),
        }
    }

    /// The precision of what was written; of the coarser part where two are.
    pub fn precision(self) -> Precision {
        match self {
            Self::On(p) | Self::About(p) | Self::By(p) | Self::From(p) => p.precision(),
            Self::Within(a, b) => a.precision().max(b.precision()),
        }
    }

    /// In words, as a caption says it: "by 2026", "about July 2026".
    pub fn words(self) -> String {
        match self {
            Self::On(p) => words(p),
            Self::About(p) => format!("about {}", words(p)),
            Self::By(p) => format!("by {}", words(p)),
            Self::From(p) => format!("not before {}", words(p)),
            Self::Within(a, b) => format!("some time in {} to {}", words(a), words(b)),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(p) => write!(f, "{p}"),
            Self::About(p) => write!(f, "{p}~"),
            Self::By(p) => write!(f, "[..{p}]"),
            Self::From(p) => write!(f, "[{p}..]"),
            Self::Within(a, b) => write!(f, "[{a}..{b}]"),
        }
    }
}

/// When something is: a moment, or a span whose ends are moments or open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// At one moment.
    At(Moment),
    /// `2026/2030`; `2026/..` and `../2030` are open at one end.
    Span(Option<Moment>, Option<Moment>),
}

impl When {
    /// Reads a moment or a span.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else {
            return Moment::parse(text).map(Self::At);
        };
        let end = |t: &str| match t.trim() {
            ".." => Ok(None),
            t => Moment::parse(t).map(Some),
        };
        let (from, to) = (end(from)?, end(to)?);
        match (from, to) {
            (None, None) => Err(DateError::form(text)),
            (Some(a), Some(b)) if !a.may_precede(b) => Err(DateError::order(text)),
            _ => Ok(Self::Span(from, to)),
        }
    }

    /// The first and last day on which it may be going on: this is what is drawn, packed and searched.
    /// An open end counts as one year, from the latest day of the other end on.
    pub fn days(self) -> (Day, Day) {
        match self {
            Self::At(moment) => moment.days(),
            Self::Span(Some(a), Some(b)) => {
                let ((start, latest_start), (earliest_end, end)) = (a.days(), b.days());
                // What is open to a side may lie beyond the other end.
                let start = if matches!(a, Moment::By(_)) { start.min(earliest_end) } else { start };
                let end = if matches!(b, Moment::From(_)) { end.max(latest_start) } else { end };
                (start, end.max(start))
            }
            // A moment that is open to that side has its year already.
            Self::Span(Some(a @ Moment::From(_)), None) => a.days(),
            Self::Span(None, Some(b @ Moment::By(_))) => b.days(),
            Self::Span(Some(a), None) => (a.days().0, a.days().1.year_from()),
            Self::Span(None, Some(b)) => (b.days().0.year_to(), b.days().1),
            Self::Span(None, None) => (Day(0), Day(0)),
        }
    }

    /// In words, as a caption says it.
    pub fn words(self) -> String {
        match self {
            Self::At(moment) => moment.words(),
            Self::Span(Some(a), Some(b)) if a.is_plain() && b.is_plain() => {
                format!("{} to {}", a.words(), b.words())
            }
            Self::Span(Some(a), Some(b)) => format!("starts {}, ends {}", a.placed(), b.placed()),
            Self::Span(Some(a), None) if a.is_plain() => format!("from {}, end open", a.words()),
            Self::Span(Some(a), None) => format!("starts {}, end open", a.words()),
            Self::Span(None, Some(b)) if b.is_plain() => format!("until {}, start open", b.words()),
            Self::Span(None, Some(b)) => format!("ends {}, start open", b.words()),
            Self::Span(None, None) => "undated".to_owned(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |m: &Option<Moment>| m.map_or_else(|| "..".to_owned(), |m| m.to_string());
        match self {
            Self::At(moment) => write!(f, "{moment}"),
            Self::Span(from, to) => write!(f, "{}/{}", end(from), end(to)),
        }
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

fn words(part: Part) -> String {
    let month = |m: u8| MONTHS.get(usize::from(m).saturating_sub(1)).copied().unwrap_or("");
    match part {
        Part::Day(y, m, d) => format!("{d} {} {y}", month(m)),
        Part::Month(y, m) => format!("{} {y}", month(m)),
        Part::Quarter(y, q) => format!("Q{q} {y}"),
        Part::Half(y, h) => format!("{} half of {y}", if h == 1 { "first" } else { "second" }),
        Part::Year(y) => y.to_string(),
        Part::Decade(d) => format!("the {d}0s"),
    }
}

/// A number of exactly so many digits.
fn number(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn in_range(year: i16, text: &str) -> Result<(), DateError> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(DateError::outside(text))
}
