//! Dates in few letters, for rows that have a sign beside them. They must never say more than the date does.

use super::words::words;
use super::{MONTHS, Moment, Part, When};

impl When {
    /// In few letters: "Mar to May 2027", "by 2026", "from Jun 2026 on". A stretch reads alike whether something
    /// lasts it or lies some time in it: who shows it so has another sign for that, or says [`Self::words`].
    pub fn brief(self) -> String {
        match self {
            Self::At(moment) => moment.brief(),
            Self::Span(Some(Moment::On(from)), Some(Moment::On(until))) => stretch(from, until),
            Self::Span(Some(from), Some(until)) => format!("{} to {}", from.brief(), until.brief()),
            Self::Span(Some(from), None) => format!("from {} on", from.brief()),
            Self::Span(None, Some(until)) => format!("until {}", until.brief()),
            Self::Span(None, None) => self.words(),
        }
    }
}

impl Moment {
    /// In few letters, as [`When::brief`].
    pub fn brief(self) -> String {
        match self {
            Self::On(part) => short(part),
            Self::About(part) => format!("about {}", short(part)),
            Self::Unsure(part) => format!("perhaps {}", short(part)),
            Self::UnsureAbout(part) => format!("perhaps about {}", short(part)),
            Self::By(part) => format!("by {}", short(part)),
            Self::From(part) => format!("not before {}", short(part)),
            Self::Within(from, until) => stretch(from, until),
        }
    }
}

fn short(part: Part) -> String {
    match part {
        Part::Day(year, m, day) => format!("{day} {} {year}", month(m)),
        Part::Month(year, m) => format!("{} {year}", month(m)),
        Part::Half(year, half) => format!("H{half} {year}"),
        other => words(other),
    }
}

/// A month in at most four letters.
fn month(number: u8) -> &'static str {
    let name = MONTHS.get(usize::from(number).saturating_sub(1)).copied().unwrap_or("");
    if name.len() > 4 { name.get(..3).unwrap_or(name) } else { name }
}

/// "Mar to May 2027", "Q1 to Q3 2026", "Dec 2026 to Jan 2027".
fn stretch(from: Part, until: Part) -> String {
    let start = match (from, until) {
        (Part::Month(a, m), Part::Month(b, _)) if a == b => month(m).to_owned(),
        (Part::Day(a, m, day), Part::Day(b, ..)) if a == b => format!("{day} {}", month(m)),
        (Part::Quarter(a, quarter), Part::Quarter(b, _)) if a == b => format!("Q{quarter}"),
        _ => short(from),
    };
    format!("{start} to {}", short(until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_precise_in_few_letters() {
        for (date, brief) in [
            ("2026-07-14", "14 July 2026"),
            ("2023-11-01", "1 Nov 2023"),
            ("2023-10", "Oct 2023"),
            ("2026-05", "May 2026"),
            ("2024-H2", "H2 2024"),
            ("2025-Q4", "Q4 2025"),
            ("2026", "2026"),
            ("202X", "the 2020s"),
            ("2026-12~", "about Dec 2026"),
            ("[..2030]", "by 2030"),
            ("[2027..]", "not before 2027"),
            ("[2027-03..2027-05]", "Mar to May 2027"),
            ("2026-12/2027-01", "Dec 2026 to Jan 2027"),
            ("2026-09-03/2026-12-04", "3 Sep to 4 Dec 2026"),
            ("2026-Q1/2026-Q3", "Q1 to Q3 2026"),
            ("2026/2030", "2026 to 2030"),
            ("2026-06/..", "from June 2026 on"),
            ("../2030", "until 2030"),
        ] {
            assert_eq!(When::parse(date).unwrap().brief(), brief, "{date}");
        }
    }
}
