//! Dates as plans give them: moments with their precision, and spans whose ends are moments or open.
//!
//! It must never make a date finer than it was written.

use super::{Day, Part, Precision};
use std::fmt;

/// A date with its true precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// `2026-07`: in that part.
    On(Part),
    /// `2026~`: around it.
    About(Part),
    /// `2026?`: there, as far as one knows.
    Unsure(Part),
    /// `2026%`: around it, as far as one knows.
    UnsureAbout(Part),
    /// `[..2026]`: not after it.
    By(Part),
    /// `[2026..]`: not before it.
    From(Part),
    /// `[2026..2030]`: some time between the two.
    Within(Part, Part),
}

impl Moment {
    /// The first and last day on which it may be; one that is open to a side has no such day there.
    pub fn reach(self) -> (Day, Day) {
        let (first, last) = self.days();
        match self {
            Self::By(_) => (Day::OPEN_START, last),
            Self::From(_) => (first, Day::OPEN_END),
            _ => (first, last),
        }
    }

    /// The first and last day of its drawing: one that is open to a side is drawn one year long.
    pub fn days(self) -> (Day, Day) {
        match self {
            Self::On(part) | Self::About(part) | Self::Unsure(part) | Self::UnsureAbout(part) => part.days(),
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

    /// Whether it says that it is only about right, or not sure.
    pub fn is_rough(self) -> bool {
        matches!(self, Self::About(_) | Self::Unsure(_) | Self::UnsureAbout(_))
    }

    /// Whether some day of it is not after some day of another, open sides being without end.
    pub fn may_precede(self, other: Self) -> bool {
        let open = matches!(self, Self::By(_)) || matches!(other, Self::From(_));
        open || self.days().0 <= other.days().1
    }

    /// The precision of what was written; of the coarser part where two are.
    pub fn precision(self) -> Precision {
        match self {
            Self::On(p)
            | Self::About(p)
            | Self::Unsure(p)
            | Self::UnsureAbout(p)
            | Self::By(p)
            | Self::From(p) => p.precision(),
            Self::Within(a, b) => a.precision().max(b.precision()),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(p) => write!(f, "{p}"),
            Self::About(p) => write!(f, "{p}~"),
            Self::Unsure(p) => write!(f, "{p}?"),
            Self::UnsureAbout(p) => write!(f, "{p}%"),
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
    /// The first and last day on which it may be going on; an open end has no such day.
    pub fn reach(self) -> (Day, Day) {
        match self {
            Self::At(moment) => moment.reach(),
            Self::Span(from, to) => (
                from.map_or(Day::OPEN_START, |from| from.reach().0),
                to.map_or(Day::OPEN_END, |to| to.reach().1),
            ),
        }
    }

    /// Whether it goes on: it begins some time and no end is stated.
    pub fn goes_on(self) -> bool {
        matches!(self, Self::Span(_, None))
    }

    /// Whether it has gone on before: it ends some time and no begin is stated.
    pub fn has_gone_on(self) -> bool {
        matches!(self, Self::Span(None, _))
    }

    /// The first and last day of its drawing, as long as there is no axis to be drawn to the end of: an open
    /// end counts as one year, from the latest day of the other end on.
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
