//! The years that a date names. It must never count an open side: that may be any year.

use super::{Moment, Part, When};
use std::ops::RangeInclusive;

impl Part {
    /// The first and last year that it lies in.
    pub fn years(self) -> (i16, i16) {
        match self {
            Self::Day(year, ..) | Self::Month(year, _) | Self::Quarter(year, _) => (year, year),
            Self::Week(year, _) | Self::Half(year, _) | Self::Year(year) => (year, year),
            Self::Decade(decade) => (decade * 10, decade * 10 + 9),
            Self::Fiscal(..) => (self.days().0.ymd().0, self.days().1.ymd().0),
        }
    }
}

impl Moment {
    /// The years in which it may be.
    pub fn years(self) -> RangeInclusive<i16> {
        match self {
            Self::Within(from, to) => from.years().0..=to.years().1,
            Self::On(part)
            | Self::About(part)
            | Self::Unsure(part)
            | Self::UnsureAbout(part)
            | Self::By(part)
            | Self::From(part) => part.years().0..=part.years().1,
        }
    }
}

impl When {
    /// The years in which it is; `None` where it names none.
    pub fn years(self) -> Option<RangeInclusive<i16>> {
        match self {
            Self::At(moment) => Some(moment.years()),
            Self::Span(Some(from), Some(to)) => Some(*from.years().start()..=*to.years().end()),
            Self::Span(one, other) => one.or(other).map(Moment::years),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_names_its_years_and_no_others() {
        for (date, first, last) in [
            ("2026-07-14", 2026, 2026),
            ("2026-H2", 2026, 2026),
            ("202X", 2020, 2029),
            ("2026-W01", 2026, 2026),
            ("FY2026", 2026, 2026),
            ("2026?", 2026, 2026),
            ("2026~", 2026, 2026),
            ("[..2026]", 2026, 2026),
            ("[2026-04..2028]", 2026, 2028),
            ("2026/2030-03", 2026, 2030),
            ("2026/..", 2026, 2026),
            ("../2030", 2030, 2030),
        ] {
            assert_eq!(When::parse(date).unwrap().years(), Some(first..=last), "{date}");
        }
    }
}
