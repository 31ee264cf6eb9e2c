//! Dates in words, as captions and tables say them. They must never say more than the date does.

use super::{Day, FiscalPart, MONTHS, Moment, Part, When};

impl Moment {
    /// Whether its words can stand behind "from" and "until".
    fn is_plain(self) -> bool {
        matches!(self, Self::On(_)) || self.is_rough()
    }

    /// Its words as they stand behind "starts" and "ends": "on 14 July 2026", "in 2026", "by 2026".
    fn placed(self) -> String {
        match self {
            Self::On(part @ Part::Day(..)) => format!("on {}", words(part)),
            Self::On(part @ (Part::Half(..) | Part::Fiscal(_, FiscalPart::Half(_), _))) => {
                format!("in the {}", words(part))
            }
            Self::On(part) => format!("in {}", words(part)),
            other => other.words(),
        }
    }

    /// In words, as a caption says it: "by 2026", "about July 2026".
    pub fn words(self) -> String {
        match self {
            Self::On(p) => words(p),
            Self::About(p) => format!("about {}", words(p)),
            Self::Unsure(p) => format!("perhaps {}", words(p)),
            Self::UnsureAbout(p) => format!("perhaps about {}", words(p)),
            Self::By(p) => format!("by {}", words(p)),
            Self::From(p) => format!("not before {}", words(p)),
            Self::Within(a, b) => format!("some time in {} to {}", words(a), words(b)),
        }
    }
}

impl When {
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

pub(super) fn words(part: Part) -> String {
    let month = |m: u8| MONTHS.get(usize::from(m).saturating_sub(1)).copied().unwrap_or("");
    match part {
        Part::Day(y, m, d) => format!("{d} {} {y}", month(m)),
        Part::Week(y, w) => format!("week {w} of {y}"),
        Part::Month(y, m) => format!("{} {y}", month(m)),
        Part::Quarter(y, q) => format!("Q{q} {y}"),
        Part::Half(y, h) => format!("{} half of {y}", nth(h)),
        Part::Year(y) => y.to_string(),
        Part::Decade(d) => format!("the {d}0s"),
        Part::Fiscal(y, piece, start) => {
            let of = match piece {
                FiscalPart::Quarter(q) => format!("Q{q} of fiscal {y}"),
                FiscalPart::Half(h) => format!("{} half of fiscal {y}", nth(h)),
                FiscalPart::Year => format!("fiscal {y}"),
            };
            // Books that are kept by the calendar need no telling.
            if start == 1 { of } else { format!("{of} ({})", months(part)) }
        }
    }
}

fn nth(half: u8) -> &'static str {
    if half == 1 { "first" } else { "second" }
}

/// "April to June 2026", "October 2026 to March 2027".
fn months(part: Part) -> String {
    let (first, last) = part.days();
    let month = |day: Day| {
        let (year, month, _) = day.ymd();
        (year, MONTHS.get(usize::from(month) - 1).copied().unwrap_or(""))
    };
    let ((from_year, from), (year, to)) = (month(first), month(last));
    let from_year = if from_year == year { String::new() } else { format!(" {from_year}") };
    format!("{from}{from_year} to {to} {year}")
}
