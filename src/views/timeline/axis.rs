//! The time axis: where units of the calendar begin, and which of them fit the zoom.
//!
//! It must never label a tick that would touch its neighbour.

use crate::date::{Day, MONTHS};

/// A unit of the calendar, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// One month.
    Month,
    /// Three months of the (fiscal) year.
    Quarter,
    /// Six months of the (fiscal) year.
    Half,
    /// The calendar or fiscal year.
    Year,
    /// Ten years.
    Decade,
}

/// From days to points along the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The day at `left`.
    pub from: f64,
    /// Points a day.
    pub per_day: f64,
    /// Where the axis begins, in points.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
}

impl Scale {
    /// A scale that shows the days `from` to `to` between two places.
    pub fn new(from: f64, to: f64, left: f32, right: f32) -> Self {
        let per_day = f64::from(right - left) / (to - from).max(1e-3);
        Self { from, per_day, left, right }
    }

    /// Where a day begins; far outside places are held near the edges so that they stay drawable.
    pub fn x(&self, day: f64) -> f32 {
        let x = f64::from(self.left) + (day - self.from) * self.per_day;
        x.clamp(f64::from(self.left) - 4000.0, f64::from(self.right) + 4000.0) as f32
    }

    /// The day at a place.
    pub fn day(&self, x: f32) -> f64 {
        self.from + f64::from(x - self.left) / self.per_day
    }

    /// The day at the right end.
    pub fn to(&self) -> f64 {
        self.day(self.right)
    }
}

/// A unit's beginning and what is written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Its first day.
    pub day: Day,
    /// The first day of the next.
    pub next: Day,
    /// Its name.
    pub label: String,
}

/// The zoom's limits keep ticks far below this number; it only stops a senseless scale.
const MOST_TICKS: usize = 4000;

/// The two rows of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeAxis {
    /// The finer unit.
    pub minor: Unit,
    /// The coarser unit.
    pub major: Unit,
    /// The month (1 to 12) in which years begin; 1 for calendar years.
    pub year_start: u8,
    /// Years are so close that only their last two digits are written: ’27.
    short: bool,
}

/// The widths in points that a year needs, whole and short, with space around it.
const YEAR: f64 = 34.0;
const FISCAL_YEAR: f64 = 44.0;
const SHORT_YEAR: f64 = 21.0;

impl TimeAxis {
    /// The units that fit a scale.
    pub fn new(scale: &Scale, year_start: u8) -> Self {
        let fits = |unit: &&Unit| unit.days() * scale.per_day >= unit.room();
        let minor = UNITS.iter().find(fits).copied().unwrap_or(Unit::Decade);
        let whole = if year_start == 1 { YEAR } else { FISCAL_YEAR };
        let short = Unit::Year.days() * scale.per_day < whole;
        let major = match minor {
            Unit::Day | Unit::Week => Unit::Month,
            Unit::Month | Unit::Quarter | Unit::Half => Unit::Year,
            Unit::Year | Unit::Decade => Unit::Decade,
        };
        Self { minor, major, year_start: year_start.clamp(1, 12), short }
    }

    /// The beginnings of a unit from the one that holds the scale's start to its end.
    pub fn ticks(&self, unit: Unit, scale: &Scale) -> Vec<Tick> {
        let first = Day(scale.from.floor().clamp(-40_000.0, 120_000.0) as i32);
        let last = scale.to().min(120_000.0);
        let mut ticks = Vec::new();
        let mut day = unit.start(first, self.year_start);
        while f64::from(day.0) < last && ticks.len() < MOST_TICKS {
            let next = unit.next(day);
            ticks.push(Tick { day, next, label: self.label(unit, day) });
            day = next;
        }
        ticks
    }

    /// The first days of the same stretches, and the day after the last of them.
    pub fn starts(&self, unit: Unit, scale: &Scale) -> Vec<i32> {
        let first = Day(scale.from.floor().clamp(-40_000.0, 120_000.0) as i32);
        let last = scale.to().min(120_000.0);
        let mut days = vec![unit.start(first, self.year_start)];
        while let Some(day) = days.last().filter(|day| f64::from(day.0) < last && days.len() <= MOST_TICKS) {
            days.push(unit.next(*day));
        }
        days.into_iter().map(|day| day.0).collect()
    }

    fn label(&self, unit: Unit, day: Day) -> String {
        let shift = i32::from(self.year_start) - 1;
        let months = day.month_count() - shift;
        let (year, month_of_year) = (months.div_euclid(12), months.rem_euclid(12));
        let month = MONTHS[day.month_count().rem_euclid(12) as usize];
        match unit {
            Unit::Decade => format!("{}s", year.div_euclid(10) * 10),
            Unit::Year if self.short => format!("’{:02}", year.rem_euclid(100)),
            Unit::Year if shift == 0 => year.to_string(),
            Unit::Year => format!("FY{year}"),
            Unit::Half => format!("H{}", month_of_year / 6 + 1),
            Unit::Quarter => format!("Q{}", month_of_year / 3 + 1),
            Unit::Month if self.minor < Unit::Month => format!("{month} {}", day.ymd().0),
            Unit::Month => month[..3].to_owned(),
            Unit::Week | Unit::Day => day.ymd().2.to_string(),
        }
    }
}

const UNITS: [Unit; 7] =
    [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Half, Unit::Year, Unit::Decade];

impl Unit {
    /// How long it is on average, in days.
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4,
            Self::Quarter => 91.3,
            Self::Half => 182.6,
            Self::Year => 365.2,
            Self::Decade => 3652.4,
        }
    }

    /// The width in points that its label needs with space around it.
    fn room(self) -> f64 {
        match self {
            Self::Day => 20.0,
            Self::Week | Self::Quarter | Self::Half => 24.0,
            Self::Month => 30.0,
            Self::Year => SHORT_YEAR,
            Self::Decade => 0.0,
        }
    }

    /// The first day of the unit that holds a day.
    pub fn start(self, day: Day, year_start: u8) -> Day {
        let months = |step: i32| {
            let shift = i32::from(year_start) - 1;
            Day::of_month((day.month_count() - shift).div_euclid(step) * step + shift)
        };
        match self {
            Self::Day => day,
            // 1970-01-01 was a Thursday.
            Self::Week => Day((day.0 + 3).div_euclid(7) * 7 - 3),
            _ => months(self.months()),
        }
    }

    /// The first day of the unit after the one that begins on a day.
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Day => Day(start.0 + 1),
            Self::Week => Day(start.0 + 7),
            _ => Day::of_month(start.month_count() + self.months()),
        }
    }

    fn months(self) -> i32 {
        match self {
            Self::Day | Self::Week | Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
            Self::Decade => 120,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Metrics, Size, Weight};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_never_overlap_at_any_zoom(
            from in -20_000.0f64..80_000.0, days in 10.0f64..60_000.0, width in 200.0f32..3000.0, start in 1u8..=12,
        ) {
            let metrics = Metrics::new();
            let scale = Scale::new(from, from + days, 0.0, width);
            let axis = TimeAxis::new(&scale, start);
            // Coarser than a decade there is no unit; the view's limits keep decades apart.
            prop_assume!(Unit::Decade.days() * scale.per_day > 40.0);
            for (unit, size) in [(axis.minor, Size::Tick), (axis.major, Size::Body)] {
                for tick in axis.ticks(unit, &scale) {
                    let room = scale.x(f64::from(tick.next.0)) - scale.x(f64::from(tick.day.0));
                    let is_coarse = unit == axis.major && unit != axis.minor;
                    let weight = if is_coarse { Weight::Semibold } else { Weight::Regular };
                    // A unit cut by the viewport's edge may lose its label; the drawing checks that.
                    prop_assert!(tick.next > tick.day);
                    if unit == axis.minor && unit != Unit::Decade {
                        prop_assert!(metrics.width(&tick.label, size, weight) + 3.0 <= room + 1.0, "{tick:?} in {room}");
                    }
                }
            }
        }

        #[test]
        fn a_unit_holds_the_day_it_starts_for(day in -25_000i32..80_000, start in 1u8..=12) {
            for unit in UNITS {
                let first = unit.start(Day(day), start);
                prop_assert!(first <= Day(day) && Day(day) < unit.next(first), "{unit:?}");
                prop_assert_eq!(unit.start(first, start), first);
            }
        }
    }

    #[test]
    fn years_are_told_apart_in_a_narrow_window() {
        let years = |width: f32, start: u8| {
            let scale = Scale::new(18_993.0, 18_993.0 + 9.0 * 365.25, 0.0, width);
            let axis = TimeAxis::new(&scale, start);
            let first = axis.ticks(axis.minor, &scale).first().map(|tick| tick.label.clone());
            (axis.minor, first.unwrap_or_default())
        };
        assert_eq!(years(330.0, 1), (Unit::Year, "2022".to_owned()));
        assert_eq!(years(200.0, 1), (Unit::Year, "’22".to_owned()));
        assert_eq!(years(330.0, 4), (Unit::Year, "’21".to_owned()));
        assert_eq!(years(150.0, 1).0, Unit::Decade);
    }

    #[test]
    fn a_fiscal_year_begins_in_its_month() {
        let scale = Scale::new(20_000.0, 21_000.0, 0.0, 900.0);
        let axis = TimeAxis::new(&scale, 4);
        let years = axis.ticks(Unit::Year, &scale);
        assert_eq!(years[0].label, "FY2024");
        assert_eq!(years[0].day.to_string(), "2024-04-01");
    }
}
