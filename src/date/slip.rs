//! By how much a date moved, as an interval from the precision of both dates.
//!
//! It must never be finer than the dates: it holds the distance of every pair of their days.

use super::{Day, When};
use std::fmt;

/// The days on which a date may have been, and those on which it may be now; open ends lie beyond all days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    old: (Day, Day),
    new: (Day, Day),
    /// Whether it is the end that moved, where the begin stands still.
    of_end: bool,
    way: Way,
}

/// Which way a date moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// Every day of now lies after every day of before.
    Later,
    /// Some days of both are the same, and it now reaches further on.
    PerhapsLater,
    /// Every day of now lies before every day of before.
    Earlier,
    /// Some days of both are the same, and it now begins sooner.
    PerhapsEarlier,
    /// It lies within what it was.
    Firmer,
    /// What it was lies within it.
    Vaguer,
}

impl Way {
    /// The way back.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Self::Later => Self::Earlier,
            Self::Earlier => Self::Later,
            Self::PerhapsLater => Self::PerhapsEarlier,
            Self::PerhapsEarlier => Self::PerhapsLater,
            Self::Firmer => Self::Vaguer,
            Self::Vaguer => Self::Firmer,
        }
    }
}

/// From before all days to after them: where nothing is known.
const ANY: (Day, Day) = (Day::OPEN_START, Day::OPEN_END);

impl Slip {
    /// How a date moved; `None` where it stands. What has no date may be on any day. Of a span its begin counts,
    /// and its end where the begin stands.
    pub fn between(old: Option<When>, new: Option<When>) -> Option<Self> {
        let begin = |when: Option<When>| when.map_or(ANY, When::begin_reach);
        let rough = |when: Option<When>| when.is_some_and(When::is_rough);
        let slip = |old, new, of_end| Some(Self { old, new, of_end, way: way(old, new)? });
        slip(begin(old), begin(new), false)
            .or_else(|| {
                let end = |when: Option<When>| when.and_then(When::end_reach);
                slip(end(old)?, end(new)?, true)
            })
            .or_else(|| {
                let way = match (rough(old), rough(new)) {
                    (true, false) => Way::Firmer,
                    (false, true) => Way::Vaguer,
                    _ => return None,
                };
                Some(Self { old: begin(old), new: begin(new), of_end: false, way })
            })
    }

    /// Which way it moved.
    pub fn way(self) -> Way {
        self.way
    }

    /// Whether it is the end that moved.
    pub fn is_of_end(self) -> bool {
        self.of_end
    }

    /// The first and last day on which it may have been, open ends beyond all days.
    pub fn before(self) -> (Day, Day) {
        self.old
    }

    /// The first and last day on which it may be now, open ends beyond all days.
    pub fn now(self) -> (Day, Day) {
        self.new
    }

    /// The least and the most that it moved, in days, later ones positive; `None` where that is open.
    pub fn days(self) -> (Option<i32>, Option<i32>) {
        let apart = |from: Day, to: Day| Some(to.stated()?.0 - from.stated()?.0);
        (apart(self.old.1, self.new.0), apart(self.old.0, self.new.1))
    }

    /// The same in whole months, rounded outward.
    pub fn months(self) -> (Option<i32>, Option<i32>) {
        (months(self.old.1, self.new.0, false), months(self.old.0, self.new.1, true))
    }

    /// The move from a limit: what was to come "by" a day is measured from that day, and so is what was to come
    /// "not before" one where it became firmer. The whole move otherwise.
    #[must_use]
    pub fn from_limit(self) -> Self {
        let limit = |days: (Day, Day), is_firmer: bool| match (days.0.stated(), days.1.stated()) {
            (None, Some(last)) => (last, last),
            (Some(first), None) if is_firmer => (first, first),
            _ => days,
        };
        let measured = !matches!(self.way, Way::Later | Way::Earlier);
        let old = limit(self.old, measured);
        // Of two limits one is measured from the other.
        let both = measured && is_open(self.old) == is_open(self.new);
        let new = if both { limit(self.new, true) } else { self.new };
        Self { old, new, ..self }
    }

    /// Whether the move may be longer than one way from a day to another, and shorter than one; later days lie ahead.
    /// The bounds themselves do not count.
    pub fn may_lie_between(
        self,
        least: Option<impl Fn(Day) -> Day>,
        most: Option<impl Fn(Day) -> Day>,
    ) -> bool {
        let Self { old, new, .. } = self.from_limit();
        let above = least.is_none_or(|least| {
            new.1 == Day::OPEN_END || old.0.stated().is_none_or(|day| new.1 > least(day))
        });
        let below = most.is_none_or(|most| {
            new.0 == Day::OPEN_START || old.1.stated().is_none_or(|day| new.0 < most(day))
        });
        above && below
    }
}

/// Which way days moved; `None` where they are the same.
fn way(old: (Day, Day), new: (Day, Day)) -> Option<Way> {
    let within = |inner: (Day, Day), outer: (Day, Day)| inner.0 >= outer.0 && inner.1 <= outer.1;
    Some(match () {
        () if old == new => return None,
        () if old == ANY => Way::Firmer,
        () if new == ANY => Way::Vaguer,
        () if new.0 > old.1 => Way::Later,
        () if new.1 < old.0 => Way::Earlier,
        // Of two limits the later one is no vaguer than the other: it may take longer.
        () if is_open(old) == is_open(new) && is_open(old) != (false, false) => {
            let later = new.0 > old.0 || new.1 > old.1;
            if later { Way::PerhapsLater } else { Way::PerhapsEarlier }
        }
        () if within(new, old) => Way::Firmer,
        () if within(old, new) => Way::Vaguer,
        () if new.0 > old.0 => Way::PerhapsLater,
        () => Way::PerhapsEarlier,
    })
}

/// Whether days are open to the past, and to the future.
fn is_open(days: (Day, Day)) -> (bool, bool) {
    (days.0.stated().is_none(), days.1.stated().is_none())
}

/// Whole months from one day to another, rounded up or down; `None` where one is open.
fn months(from: Day, to: Day, up: bool) -> Option<i32> {
    let (from, to) = (from.stated()?, to.stated()?);
    // From the last day of one month to that of another are whole months as well.
    let (behind_from, behind_to) = (Day(from.0 + 1), Day(to.0 + 1));
    let apart = to.month_count() - from.month_count();
    let mut near = apart - 1..=apart + 1;
    Some(if up {
        let reaches = |n: &i32| from.months_later(*n) >= to || behind_from.months_later(*n) >= behind_to;
        near.find(reaches).unwrap_or(apart + 1)
    } else {
        let within = |n: &i32| from.months_later(*n) <= to || behind_from.months_later(*n) <= behind_to;
        near.rev().find(within).unwrap_or(apart - 1)
    })
}

impl When {
    /// The first and last day on which it may begin; of what has an end alone, all days up to that.
    pub fn begin_reach(self) -> (Day, Day) {
        match self {
            Self::At(moment) | Self::Span(Some(moment), _) => moment.reach(),
            Self::Span(None, end) => (Day::OPEN_START, end.map_or(Day::OPEN_END, |end| end.reach().1)),
        }
    }

    /// The first and last day on which it may end; `None` of what is no span. What goes on ends some time.
    pub fn end_reach(self) -> Option<(Day, Day)> {
        match self {
            Self::At(_) => None,
            Self::Span(_, Some(end)) => Some(end.reach()),
            Self::Span(..) => Some(ANY),
        }
    }

    /// Whether its begin says that it is only about right, or not sure.
    fn is_rough(self) -> bool {
        match self {
            Self::At(moment) | Self::Span(Some(moment), _) => moment.is_rough(),
            Self::Span(None, end) => end.is_some_and(super::Moment::is_rough),
        }
    }
}

/// "2 to 13 months", "up to 13 months", "at least 2 months", "3 to 4 years", "12 days": the length alone. Nothing where
/// it is open to both sides.
#[derive(Debug, Clone, Copy)]
pub struct Length(pub Option<i32>, pub Option<i32>, pub Option<i32>);

impl Slip {
    /// How long the move is, whichever way.
    pub fn length(self) -> Length {
        let (least, most) = self.months();
        let (a, b) = match (least, most) {
            // Backwards, the least of the numbers is the longest way.
            (least, most) if most.is_some_and(|most| most <= 0) => (most.map(|m| -m), least.map(|m| -m)),
            other => other,
        };
        let exact = match self.days() {
            (Some(least), Some(most)) if least == most => Some(least.abs()),
            _ => None,
        };
        Length(a, b, exact)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: i32, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
        let one = |n: i32| {
            if n >= 24 && n % 12 == 0 { count(n / 12, "year") } else { count(n, "month") }
        };
        if let Some(days) = self.2.filter(|days| *days < 60) {
            return f.write_str(&count(days, "day"));
        }
        match (self.0, self.1) {
            (Some(least), Some(most)) if least == most => f.write_str(&one(most)),
            (Some(least), Some(most)) if least <= 0 => write!(f, "up to {}", one(most)),
            (Some(least), Some(most)) if least % 12 == 0 && most % 12 == 0 && most >= 24 => {
                write!(f, "{} to {}", least / 12, count(most / 12, "year"))
            }
            (Some(least), Some(most)) => write!(f, "{least} to {}", count(most, "month")),
            (Some(least), None) if least > 0 => write!(f, "at least {}", one(least)),
            (None, Some(most)) if most > 0 => write!(f, "up to {}", one(most)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slip(old: &str, new: &str) -> Option<Slip> {
        let when = |text: &str| (!text.is_empty()).then(|| When::parse(text).unwrap());
        Slip::between(when(old), when(new))
    }

    #[test]
    fn dates_move_as_people_would_say() {
        use Way::*;
        for (old, new, way, words) in [
            ("2025", "2026-01-26", Later, "up to 13 months"),
            ("[..2025]", "2026", Later, "up to 12 months"),
            ("[..2028-06]", "[2028-04..2029-03]", PerhapsLater, ""),
            ("[2026..]", "2025", Earlier, ""),
            ("[2027..]", "2030", Firmer, "3 to 4 years"),
            ("[..2026]", "2025-Q4", Firmer, "12 to 15 months"),
            ("2025", "2025-12~", Firmer, ""),
            ("", "2025-07-31/..", Firmer, ""),
            ("2026", "", Vaguer, ""),
            ("2026", "[..2026]", Vaguer, ""),
            ("[..2025]", "[..2027]", PerhapsLater, "2 years"),
            ("[..2027]", "[..2025]", PerhapsEarlier, "2 years"),
            ("[2026..]", "[2027..]", PerhapsLater, "12 months"),
            ("[2025..]", "2026/..", Firmer, "1 to 2 years"),
            ("2026-07-14", "2026-07-20", Later, "6 days"),
            ("2026-07-14", "2028-07-14", Later, "2 years"),
            ("2026-H1", "[2026-04..2026-09]", PerhapsLater, ""),
            ("2026", "[2028..]", Later, "at least 12 months"),
            ("2026/2030", "2026/2032", Later, "1 to 3 years"),
            ("2026/..", "2026/2032", Firmer, ""),
            ("2026/2030", "../2030", Vaguer, ""),
            ("2026", "2026~", Vaguer, ""),
        ] {
            let slip = slip(old, new).unwrap();
            assert_eq!(slip.way(), way, "{old} {new}");
            let said = slip.from_limit().length().to_string();
            assert!(words.is_empty() || said == words, "{old} {new}: {said}");
        }
        for (old, new) in [("2026", "2026"), ("2026", "[2026-01..2026-12]"), ("", ""), ("2026", "2026/2028")]
        {
            assert_eq!(slip(old, new), None, "{old} {new}");
        }
        assert!(slip("2026/2030", "2026/2032").is_some_and(Slip::is_of_end));
    }

    #[test]
    fn questions_after_a_slip_hold_where_it_may_be_so_long() {
        for (old, new, least, most, holds) in [
            ("2025", "2026-01-26", Some(6), None, true),
            ("2025", "2026-01-26", Some(13), None, false),
            ("2025-12-31", "2026-06-30", Some(6), None, false),
            ("2025-12-31", "2026-07-01", Some(6), None, true),
            ("[..2025]", "2026", Some(6), Some(12), true),
            ("[..2025]", "2026", Some(12), None, false),
            ("2027", "2025", None, Some(-6), true),
            ("2027", "2026-12", None, Some(-13), false),
            ("2025", "[2026..]", Some(1200), None, true),
        ] {
            let slip = slip(old, new).unwrap();
            let months = |count: i32| move |day: Day| day.months_later(count);
            assert_eq!(
                slip.may_lie_between(least.map(months), most.map(months)),
                holds,
                "{old} {new} {least:?} {most:?}"
            );
        }
    }

    fn moment() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            (2020u16..2032).prop_map(|y| y.to_string()),
            (2020u16..2032, 1u8..5).prop_map(|(y, q)| format!("{y}-Q{q}")),
            (2020u16..2032, 1u8..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
            (2020u16..2032, 1u8..13, 1u8..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        ];
        (part, 0..5).prop_map(|(part, form)| match form {
            0 => format!("[..{part}]"),
            1 => format!("[{part}..]"),
            2 => format!("{part}~"),
            3 => format!("[{part}..2033]"),
            _ => part,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_slip_holds_every_pair_of_days(a in moment(), b in moment(), i in 0i32..4000, j in 0i32..4000) {
            let Some(slip) = slip(&a, &b) else { return Ok(()) };
            let pick = |(from, to): (Day, Day), n: i32| {
                let from = from.stated().unwrap_or(Day(to.0.saturating_sub(4000)));
                let to = to.stated().unwrap_or(Day(from.0 + 4000));
                Day(from.0 + n % (to.0 - from.0 + 1))
            };
            let (old, new) = (pick(slip.before(), i), pick(slip.now(), j));
            let moved = new.0 - old.0;
            let (least, most) = slip.days();
            prop_assert!(least.is_none_or(|least| least <= moved) && most.is_none_or(|most| moved <= most));
            let (least, most) = slip.months();
            let a_day_on = |months: i32| Day(Day(old.0 + 1).months_later(months).0 - 1);
            prop_assert!(least.is_none_or(|least| old.months_later(least).min(a_day_on(least)) <= new));
            prop_assert!(most.is_none_or(|most| old.months_later(most + 1) >= new));
            prop_assert!(slip.way() != Way::Later || moved > 0);
            prop_assert!(slip.way() != Way::Earlier || moved < 0);
        }

        #[test]
        fn the_way_back_is_the_mirror_of_the_way(a in moment(), b in moment()) {
            let (there, back) = (slip(&a, &b), slip(&b, &a));
            prop_assert_eq!(there.map(|slip| slip.way().back()), back.map(Slip::way));
            let days = there.map(|slip| slip.days());
            let mirrored = back.map(|slip| { let (a, b) = slip.days(); (b.map(|b| -b), a.map(|a| -a)) });
            prop_assert_eq!(days, mirrored);
        }
    }
}
