//! The part of a filter that asks for dates. It must never make a date finer than it was asked.

use super::period::Period;
use crate::date::{Calendar, DateError, Day, Moment, Part, When};
use crate::plan::About;
use std::fmt;

/// One answer to "when".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Has no date.
    Undated,
    /// Touches the days from the first part's begin to the last part's end; `None` is open.
    Between(Option<Part>, Option<Part>),
    /// Touches the days before a part begins.
    Before(Part),
    /// Touches the days after a part has ended.
    After(Part),
    /// Touches the days from one on, for so long.
    Next(Day, Period),
}

/// The keys that ask for dates. Stretches of one key are alternatives, different keys must all hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateKey {
    /// In or during.
    When,
    /// Before.
    Before,
    /// After.
    After,
    /// From the plan's date on.
    Next,
}

impl DateKey {
    /// All of them, in the order of a query.
    pub const ALL: [Self; 4] = [Self::When, Self::Before, Self::After, Self::Next];

    /// As queries spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Before => "before",
            Self::After => "after",
            Self::Next => "next",
        }
    }

    /// What may be written behind it.
    pub fn examples(self) -> &'static str {
        match self {
            Self::When => "2026, 2026..2028, ..2028, 2027.., undated",
            Self::Before | Self::After => "2028, 2028-Q3, 2028-07-14",
            Self::Next => "12m, 2y, 6w, 30d",
        }
    }

    /// Reads what stands behind it in a query to a plan.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub fn parse(self, text: &str, about: &About) -> Result<Stretch, DateError> {
        let calendar = about.calendar();
        match self {
            Self::When => Stretch::parse(text, calendar),
            Self::Before => calendar.part(text.trim()).map(Stretch::Before),
            Self::After => calendar.part(text.trim()).map(Stretch::After),
            Self::Next => {
                let period = Period::parse(text)?;
                let from = about.as_of.ok_or_else(|| DateError {
                    message: "the plan does not say as of which date it speaks, so nothing is next".into(),
                    hint: "write as_of: in the plan, or ask for dates: when:2026..2027",
                })?;
                Ok(Stretch::Next(from.days().1, period))
            }
        }
    }
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
    pub fn parse(text: &str, calendar: Calendar) -> Result<Self, DateError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("undated") || text.eq_ignore_ascii_case("none") {
            return Ok(Self::Undated);
        }
        let stretch = match text.split_once("..") {
            Some((from, to)) if !text.starts_with('[') && !text.contains('/') => {
                let end = |t: &str| if t.is_empty() { Ok(None) } else { calendar.part(t).map(Some) };
                Self::Between(end(from.trim())?, end(to.trim())?)
            }
            _ => Self::of_when(calendar.when(text).map_err(|error| as_range(text).unwrap_or(error))?),
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

    /// The key that asks for it.
    pub fn key(self) -> DateKey {
        match self {
            Self::Undated | Self::Between(..) => DateKey::When,
            Self::Before(_) => DateKey::Before,
            Self::After(_) => DateKey::After,
            Self::Next(..) => DateKey::Next,
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

    /// Whether an item of these first and last days answers it; ends that are open lie beyond all days.
    pub fn holds(self, reach: Option<(Day, Day)>) -> bool {
        Spans::new(std::iter::once(self)).hold(reach)
    }

    /// First and last day, an open end beyond all days; `None` for undated.
    pub fn bounds(self) -> Option<(Day, Day)> {
        let (first, last) = match self {
            Self::Undated => return None,
            Self::Between(from, to) => (from.map(|p| p.days().0), to.map(|p| p.days().1)),
            Self::Before(part) => (None, Some(Day(part.days().0.0 - 1))),
            Self::After(part) => (Some(Day(part.days().1.0 + 1)), None),
            Self::Next(from, period) => (Some(from), Some(period.after(from))),
        };
        Some((first.unwrap_or(Day::OPEN_START), last.unwrap_or(Day::OPEN_END)))
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
            Self::Before(p) => format!("before {}", part(p)),
            Self::After(p) => format!("after {}", part(p)),
            Self::Next(from, period) => {
                let (year, month, day) = from.ymd();
                format!("in the {} from {}", period.words(), part(Part::Day(year, month, day)))
            }
        }
    }

    fn of_when(when: When) -> Self {
        let ends = |moment: Moment| match moment {
            Moment::By(p) => (None, Some(p)),
            Moment::From(p) => (Some(p), None),
            Moment::Within(a, b) => (Some(a), Some(b)),
            Moment::On(p) | Moment::About(p) | Moment::Unsure(p) | Moment::UnsureAbout(p) => {
                (Some(p), Some(p))
            }
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
    pub fn new(stretches: impl Iterator<Item = Stretch>) -> Self {
        let mut spans = Self { undated: false, dated: Vec::new() };
        for stretch in stretches {
            match stretch.bounds() {
                Some(bounds) => spans.dated.push(bounds),
                None => spans.undated = true,
            }
        }
        spans
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        !self.undated && self.dated.is_empty()
    }

    /// Whether an item of these first and last days answers one of them.
    pub fn hold(&self, reach: Option<(Day, Day)>) -> bool {
        // Without branches, since this is asked of every item: what has no days touches no stretch.
        let (first, last) = reach.unwrap_or((Day::OPEN_END, Day::OPEN_START));
        let touches = |holds, (from, to): &(Day, Day)| holds | ((first <= *to) & (last >= *from));
        self.dated.iter().fold(self.undated & reach.is_none(), touches)
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
            Self::Before(part) | Self::After(part) => write!(f, "{part}"),
            Self::Next(_, period) => write!(f, "{period}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_asks_for_its_days() {
        let reach = |t: &str| When::parse(t).map(When::reach).ok();
        let parse = |t: &str| Stretch::parse(t, Calendar::default());
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
            ("2026", "2022/..", true),
            ("2180", "2022/..", true),
            ("2021", "2022/..", false),
            ("2028", "[2027..]", true),
            ("2026", "[2027..]", false),
            ("2001", "[..2027]", true),
            ("2028", "[..2027]", false),
            ("1990", "../2027", true),
            ("2028", "../2027", false),
            ("2040", "2026/[2030..]", true),
            ("2026-W15", "2026-04-12", true),
            ("2026-W15", "2026-04-13", false),
        ] {
            assert_eq!(parse(asked).unwrap().holds(reach(item)), holds, "{asked} {item}");
        }
        assert!(parse("undated").unwrap().holds(None));
        assert!(!parse("undated").unwrap().holds(reach("2026")));
        assert!(!parse("2026").unwrap().holds(None));
    }

    #[test]
    fn before_after_and_next_ask_for_their_days() {
        let about = |as_of: &str| About {
            as_of: Moment::parse(as_of).ok(),
            fiscal_year_start: 4,
            ..About::default()
        };
        for (key, text, first, last) in [
            (DateKey::Before, "2028", None, Some("2027-12-31")),
            (DateKey::Before, "2028-07-14", None, Some("2028-07-13")),
            (DateKey::Before, "FY2028", None, Some("2028-03-31")),
            (DateKey::After, "2027", Some("2028-01-01"), None),
            (DateKey::After, "2027-Q1", Some("2027-04-01"), None),
            (DateKey::Next, "12m", Some("2026-08-31"), Some("2027-08-31")),
            (DateKey::Next, "6m", Some("2026-08-31"), Some("2027-02-28")),
            (DateKey::Next, "2 years", Some("2026-08-31"), Some("2028-08-31")),
            (DateKey::When, "FY2026-Q4", Some("2027-01-01"), Some("2027-03-31")),
        ] {
            let stretch = key.parse(text, &about("2026-08-31")).unwrap();
            let (from, to) = stretch.bounds().unwrap();
            let days = (from.stated().map(|d| d.to_string()), to.stated().map(|d| d.to_string()));
            assert_eq!(days, (first.map(Into::into), last.map(Into::into)), "{}:{text}", key.word());
            assert_eq!(stretch.key(), key);
        }
        let next = |as_of: &str, text: &str| DateKey::Next.parse(text, &about(as_of));
        assert_eq!(next("2026-08", "1d").unwrap().bounds(), Some((Day(20_696), Day(20_697))), "from its end");
        assert!(next("", "12m").unwrap_err().hint.starts_with("write as_of:"));
        for text in ["", "m", "12", "0m", "soon", "-3m", "99999y", "12 moons"] {
            assert!(next("2026", text).unwrap_err().hint.contains("12m"), "{text}");
        }
    }

    #[test]
    fn mistakes_are_told() {
        let parse = |t: &str| Stretch::parse(t, Calendar::default());
        assert_eq!(parse("2026-2028").unwrap_err().hint, "write a range with two dots: when:2026..2028");
        assert_eq!(parse("2028..2026").unwrap_err().hint, "put the earlier date first");
        let endless = parse("[..2026]/[2027..]").unwrap_err().message;
        assert_eq!(endless, "\"[..2026]/[2027..]\" has no end");
        for text in ["", "..", "soon", "2026..soon", "26"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
