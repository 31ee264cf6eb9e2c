//! Reading dates as plan files and queries write them.
//!
//! It must never fail without telling how to write one, nor read a fiscal year without knowing when it begins.

use super::part::monday;
use super::{DateError, Day, FiscalPart, Moment, Part, When, YEARS};

/// What must be known to read dates: when the years of the books begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    year_start: u8,
}

impl Default for Calendar {
    /// Books that are kept by the calendar year.
    fn default() -> Self {
        Self { year_start: 1 }
    }
}

impl Part {
    /// Reads one part, such as `2026-Q3`, where fiscal years are calendar years.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Calendar::default().part(text)
    }
}

impl Moment {
    /// Reads a moment, where fiscal years are calendar years; the forms are those of the variants.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Calendar::default().moment(text)
    }
}

impl When {
    /// Reads a moment or a span, where fiscal years are calendar years.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Calendar::default().when(text)
    }
}

impl Calendar {
    /// Where the years of the books begin with a month (1 to 12).
    pub fn new(year_start: u8) -> Self {
        Self { year_start: year_start.clamp(1, 12) }
    }

    /// Reads a moment or a span.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn when(self, text: &str) -> Result<When, DateError> {
        let text = text.trim();
        let Some((from, to)) = text.split_once('/') else {
            return self.moment(text).map(When::At);
        };
        let end = |t: &str| match t.trim() {
            ".." => Ok(None),
            t => self.moment(t).map(Some),
        };
        let (from, to) = (end(from)?, end(to)?);
        match (from, to) {
            (None, None) => Err(DateError::form(text)),
            (Some(a), Some(b)) if !a.may_precede(b) => Err(DateError::order(text)),
            _ => Ok(When::Span(from, to)),
        }
    }

    /// Reads a moment.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn moment(self, text: &str) -> Result<Moment, DateError> {
        let text = text.trim();
        if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            let Some((from, to)) = inner.split_once("..") else { return Err(DateError::form(text)) };
            return match (from.trim(), to.trim()) {
                ("", "") => Err(DateError::form(text)),
                ("", to) => self.part(to).map(Moment::By),
                (from, "") => self.part(from).map(Moment::From),
                (from, to) => {
                    let (from, to) = (self.part(from)?, self.part(to)?);
                    if !Moment::On(from).may_precede(Moment::On(to)) {
                        return Err(DateError::order(text));
                    }
                    Ok(Moment::Within(from, to))
                }
            };
        }
        let rough = |sign: char| text.strip_suffix(sign).map(|part| self.part(part));
        if let Some(part) = rough('~') {
            return part.map(Moment::About);
        }
        if let Some(part) = rough('?') {
            return part.map(Moment::Unsure);
        }
        if let Some(part) = rough('%') {
            return part.map(Moment::UnsureAbout);
        }
        self.part(text).map(Moment::On)
    }

    /// Reads one part, such as `2026-Q3`.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn part(self, text: &str) -> Result<Part, DateError> {
        let bad = || DateError::form(text);
        let fiscal = text.get(..2).filter(|start| start.eq_ignore_ascii_case("fy"));
        if let Some(rest) = fiscal.and_then(|_| text.get(2..)) {
            return self.fiscal(text, rest);
        }
        let text = unspecified(text);
        if let Some(decade) = text.strip_suffix(['X', 'x']) {
            let decade = number(decade, 3).ok_or_else(bad)?;
            let part = Part::Decade(decade);
            return in_range(decade * 10, text).and(in_range(decade * 10 + 9, text)).map(|()| part);
        }
        let mut pieces = text.split('-');
        let year = pieces.next().and_then(|t| number(t, 4)).ok_or_else(bad)?;
        in_range(year, text)?;
        let Some(second) = pieces.next() else { return Ok(Part::Year(year)) };
        let third = pieces.next();
        if pieces.next().is_some() {
            return Err(bad());
        }
        let named = |letters, most, width| {
            let (number, most) = (small(second.strip_prefix(letters)?, width), most);
            Some(number.filter(|n| (1..=most).contains(n)).filter(|_| third.is_none()).ok_or_else(bad))
        };
        if let Some(quarter) = named(['Q', 'q'], 4, 1) {
            return quarter.map(|q| Part::Quarter(year, q));
        }
        if let Some(half) = named(['H', 'h'], 2, 1) {
            return half.map(|h| Part::Half(year, h));
        }
        if let Some(week) = second.strip_prefix(['W', 'w']) {
            return self::week(year, week, third).unwrap_or_else(|| Err(bad()));
        }
        let month = small(second, 2).filter(|m| (1..=12).contains(m)).ok_or_else(bad)?;
        let Some(third) = third else { return Ok(Part::Month(year, month)) };
        let day = small(third, 2).ok_or_else(bad)?;
        match Day::new(year, month, day) {
            Some(_) => Ok(Part::Day(year, month, day)),
            None => Err(DateError::new(
                format!("there is no day {text}"),
                "look at the month's length: a day is written 2026-07-14",
            )),
        }
    }

    /// The rest of `FY2026-Q1`.
    fn fiscal(self, text: &str, rest: &str) -> Result<Part, DateError> {
        let bad = || DateError::form(text);
        let part = |part: &str| match small(part.get(1..)?, 1)? {
            q @ 1..=4 if part.starts_with(['Q', 'q']) => Some(FiscalPart::Quarter(q)),
            h @ 1..=2 if part.starts_with(['H', 'h']) => Some(FiscalPart::Half(h)),
            _ => None,
        };
        let (year, part) = match rest.split_once('-') {
            Some((year, rest)) => (year, part(rest).ok_or_else(bad)?),
            None => (rest, FiscalPart::Year),
        };
        let year = number(year, 4).ok_or_else(bad)?;
        in_range(year, text)?;
        Ok(Part::Fiscal(year, part, self.year_start))
    }
}

/// What is left of a date whose day, or whose day and month, are said to be unknown: that is no more than
/// the rest says.
fn unspecified(text: &str) -> &str {
    let less = |text: &str| {
        text.len().checked_sub(3).filter(|n| text.get(*n..).is_some_and(|t| t.eq_ignore_ascii_case("-xx")))
    };
    let mut rest = text;
    while let Some(n) = less(rest) {
        rest = rest.get(..n).unwrap_or(rest);
    }
    // The year or the month must stand there, and no more pieces than a date has.
    let pieces = rest.split('-').count() + (text.len() - rest.len()) / 3;
    if pieces <= 3 && matches!(rest.len(), 4 | 7) { rest } else { text }
}

/// A week, or one of its days; `None` where it is written otherwise.
fn week(year: i16, week: &str, day: Option<&str>) -> Option<Result<Part, DateError>> {
    let number = small(week, 2)?;
    let Some(monday) = monday(year, number) else {
        let message = format!("there is no week {number} in {year}");
        return Some(Err(DateError::new(message, "years have 52 or 53 weeks: a week is written 2026-W15")));
    };
    let Some(day) = day else { return Some(Ok(Part::Week(year, number))) };
    let day = small(day, 1).filter(|day| (1..=7).contains(day))?;
    let (year, month, day) = Day(monday.0 + i32::from(day) - 1).ymd();
    Some(Ok(Part::Day(year, month, day)))
}

/// A number of exactly so many digits.
fn number(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn small(text: &str, width: usize) -> Option<u8> {
    number(text, width).and_then(|n| u8::try_from(n).ok())
}

fn in_range(year: i16, text: &str) -> Result<(), DateError> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(DateError::outside(text))
}
