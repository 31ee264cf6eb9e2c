//! The part of a filter that asks for dates. It must never make a date finer than it was asked.

use crate::date::{DateError, Day, Moment, Part, When};
use std::fmt;

/// One answer to "when".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Has no date.
    Undated,
    /// Touches the days from the first part's begin to the last part's end; `None` is open.
    Between(Option<Part>, Option<Part>),
}

impl Stretch {
    /// All that touches a year, or all that has no date.
    pub fn of_year(year: Option<i16>) -> Self {
        year.map(Part::Year).map_or(Self::Undated, |part| Self::Between(Some(part), Some(part)))
    }

    /// Reads `2026`, `2026..2028`, `..2028`, `2027..`, `undated`, or a date as plan files write it.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("undated") || text.eq_ignore_ascii_case("none") {
            return Ok(Self::Undated);
        }
        let stretch = match text.split_once("..") {
            Some((from, to)) if !text.starts_with('[') && !text.contains('/') => {
                let end = |t: &str| if t.is_empty() { Ok(None) } else { Part::parse(t).map(Some) };
                Self::Between(end(from.trim())?, end(to.trim())?)
            }
            _ => Self::of_when(When::parse(text).map_err(|error| as_range(text).unwrap_or(error))?),
        };
        let bounds = stretch.bounds();
        match stretch {
            Self::Between(None, None) => Err(DateError {
                message: format!("\"{text}\" has no end"),
                hint: "write when:2026.. or when:..2028",
            }),
            Self::Between(..) if bounds.is_some_and(|(a, b)| a > b) => Err(DateError {
                message: format!("\"{text}\" ends before it starts"),
                hint: "put the earlier date first",
            }),
            _ => Ok(stretch),
        }
    }

    /// A range made sensible: `None` where it would ask for nothing, ends in order.
    pub(super) fn tidy(self) -> Option<Self> {
        match self {
            Self::Between(None, None) => None,
            Self::Between(a, b) if self.bounds().is_some_and(|(from, to)| from > to) => {
                Some(Self::Between(b, a))
            }
            other => Some(other),
        }
    }

    /// Whether an item of these first and last days answers it.
    pub fn holds(self, days: Option<(Day, Day)>) -> bool {
        Spans::new(&[self]).hold(days)
    }

    /// First and last day; `None` for undated.
    pub(super) fn bounds(self) -> Option<(Day, Day)> {
        match self {
            Self::Undated => None,
            Self::Between(from, to) => {
                Some((from.map_or(Day(i32::MIN), |p| p.days().0), to.map_or(Day(i32::MAX), |p| p.days().1)))
            }
        }
    }

    /// As a caption says it.
    pub fn words(self) -> String {
        let part = |p: Part| Moment::On(p).words();
        match self {
            Self::Undated => "undated".into(),
            Self::Between(Some(a), Some(b)) if a == b => part(a),
            Self::Between(Some(a), Some(b)) => format!("{} to {}", part(a), part(b)),
            Self::Between(Some(a), None) => format!("{} and later", part(a)),
            Self::Between(None, Some(b)) => format!("until {}", part(b)),
            Self::Between(None, None) => "any time".into(),
        }
    }

    fn of_when(when: When) -> Self {
        let ends = |moment: Moment| match moment {
            Moment::On(p) | Moment::About(p) => (Some(p), Some(p)),
            Moment::By(p) => (None, Some(p)),
            Moment::From(p) => (Some(p), None),
            Moment::Within(a, b) => (Some(a), Some(b)),
        };
        let (from, to) = match when {
            When::At(moment) => ends(moment),
            When::Span(from, to) => (from.and_then(|m| ends(m).0), to.and_then(|m| ends(m).1)),
        };
        Self::Between(from, to)
    }
}

/// Several stretches as days, worked out once for many items.
pub(super) struct Spans {
    undated: bool,
    dated: Vec<(Day, Day)>,
}

impl Spans {
    pub fn new(stretches: &[Stretch]) -> Self {
        let undated = stretches.contains(&Stretch::Undated);
        Self { undated, dated: stretches.iter().filter_map(|s| s.bounds()).collect() }
    }

    /// Whether an item of these first and last days answers one of them.
    pub fn hold(&self, days: Option<(Day, Day)>) -> bool {
        // Without branches, since this is asked of every item: what has no days touches no stretch.
        let (first, last) = days.unwrap_or((Day(i32::MAX), Day(i32::MIN)));
        let touches = |holds, (from, to): &(Day, Day)| holds | ((first <= *to) & (last >= *from));
        self.dated.iter().fold(self.undated & days.is_none(), touches)
    }
}

/// The mistake of writing a range with a hyphen.
fn as_range(text: &str) -> Option<DateError> {
    let (from, to) = text.split_once('-')?;
    let year = |t: &str| t.len() == 4 && Part::parse(t).is_ok();
    (year(from) && year(to)).then(|| DateError {
        message: format!("\"{text}\" is not a date"),
        hint: "write a range with two dots: when:2026..2028",
    })
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undated => f.write_str("undated"),
            Self::Between(Some(a), Some(b)) if a == b => write!(f, "{a}"),
            Self::Between(a, b) => {
                a.map_or(Ok(()), |a| write!(f, "{a}"))?;
                f.write_str("..")?;
                b.map_or(Ok(()), |b| write!(f, "{b}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_asks_for_its_days() {
        let days = |t: &str| When::parse(t).map(When::days).ok();
        for (asked, item, holds) in [
            ("2026", "2026-Q3", true),
            ("2026", "2025-12-31", false),
            ("2026..2028", "2028-12", true),
            ("2026..2028", "2029", false),
            ("..2028", "2001", true),
            ("2027..", "2026/2030", true),
            ("2027..", "2026-12", false),
            ("2026-Q1", "2026", true),
            ("2026/2028", "2027", true),
            ("[..2028]", "1999", true),
        ] {
            assert_eq!(Stretch::parse(asked).unwrap().holds(days(item)), holds, "{asked} {item}");
        }
        assert!(Stretch::parse("undated").unwrap().holds(None));
        assert!(!Stretch::parse("undated").unwrap().holds(days("2026")));
        assert!(!Stretch::parse("2026").unwrap().holds(None));
    }

    #[test]
    fn mistakes_are_told() {
        assert_eq!(
            Stretch::parse("2026-2028").unwrap_err().hint,
            "write a range with two dots: when:2026..2028"
        );
        assert_eq!(Stretch::parse("2028..2026").unwrap_err().hint, "put the earlier date first");
        let endless = Stretch::parse("[..2026]/[2027..]").unwrap_err().message;
        assert_eq!(endless, "\"[..2026]/[2027..]\" has no end");
        for text in ["", "..", "soon", "2026..soon", "26"] {
            assert!(Stretch::parse(text).is_err(), "{text}");
        }
    }
}
