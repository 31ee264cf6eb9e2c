//! The cycle plan: a row a model, its life as one bar of dated facts, successors under those that they replace.
//!
//! It must never draw between two facts what no fact says: open ends are open, doubtful ones fade.

mod arrivals;
mod bar;
mod glyph;
mod legend;
mod roll;
mod rows;
#[cfg(test)]
mod tests;

pub use rows::Row;

use super::palette::Palette;
use super::roll::{RollPort, RollView};
use super::timeline::{TimeAxis, Unit};
use super::{Look, Looked, Prepared, Side, SideError, View, days};
use crate::date::Day;
use crate::explore::life::Standing;
use crate::plan::{BitSet, Facet, Kind, Plan, Thing};
use arrivals::Arrivals;
use rows::Rows;
use serde::{Deserialize, Serialize};

/// The lives of models along time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CycleView;

/// The order of the rows of a group. Successors always follow those that they replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum CycleOrder {
    /// By the first dated fact.
    #[default]
    First,
    /// By name.
    Name,
    /// As the plan lists them.
    Plan,
}

impl CycleOrder {
    /// Every order that a menu offers.
    pub const ALL: [Self; 3] = [Self::First, Self::Name, Self::Plan];

    /// As the window spells it.
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "by first date",
            Self::Name => "by name",
            Self::Plan => "as in the plan",
        }
    }
}

/// How a cycle plan is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct CycleOptions {
    /// What rows are grouped by; `None` for one group.
    pub group: Option<Facet>,
    /// What arrivals and bars are coloured by.
    pub color: Facet,
    /// The order within a group.
    pub order: CycleOrder,
    /// Years as the companies' books have them.
    pub fiscal: bool,
}

impl Default for CycleOptions {
    fn default() -> Self {
        Self {
            group: Some(Facet::Platform),
            color: Facet::Brand,
            order: CycleOrder::default(),
            fiscal: false,
        }
    }
}

impl CycleOptions {
    /// What rows may be grouped by in a plan: what tells its models apart, and is stated.
    pub fn groups(plan: &Plan) -> impl Iterator<Item = Facet> {
        Facet::stated(plan).filter(|facet| facet.traits().of_models && *facet != Facet::Model)
    }
}

/// The word for one group of all.
const NO_GROUPS: &str = "none";

impl View for CycleView {
    type Options = CycleOptions;
    type Port = RollPort<Self>;

    const WORD: &'static str = "cycle";
    const NAME: &'static str = "Cycle plan";
    const SHOWS_PART: bool = false;

    fn options_for(plan: &Plan) -> CycleOptions {
        let color = plan.main_grouping();
        let best = [Facet::Platform, Facet::Segment, Facet::Plant, Facet::Brand, Facet::Company];
        let stated = |facet: &Facet| plan.items().column(*facet).is_stated();
        let group = best.into_iter().find(|facet| stated(facet) && *facet != color);
        CycleOptions { group: group.or(Some(color)), color, ..CycleOptions::default() }
    }

    fn side(options: &CycleOptions, side: Side) -> Option<Facet> {
        options.group.filter(|_| side == Side::Rows)
    }

    fn with_side(options: &CycleOptions, side: Side, word: &str) -> Result<CycleOptions, SideError> {
        if side == Side::Columns {
            return Err(SideError::NoSuchSide);
        }
        let group = match word {
            NO_GROUPS => None,
            word => Some(Facet::from_word(word).ok_or(SideError::Unknown(NO_GROUPS))?),
        };
        Ok(CycleOptions { group, ..*options })
    }

    fn tidied(port: Self::Port) -> Self::Port {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<CycleOptions, Self::Port>,
        _live: bool,
    ) -> impl Prepared + 'a {
        Self::ready(look, looked)
    }
}

impl RollView for CycleView {
    type Roll = Cycle;

    fn roll(look: &Look<'_>, options: &CycleOptions) -> Cycle {
        Cycle::new(look, *options)
    }
}

/// A cycle plan prepared for a plan, a filter and options.
#[derive(Debug, Clone)]
pub struct Cycle {
    options: CycleOptions,
    rows: Rows,
    palette: Palette,
    arrivals: Arrivals,
    /// First and last day of the axis.
    span: (f64, f64),
    year_start: u8,
    /// Whether models match, but none of them has a dated fact.
    undated_alone: bool,
}

impl Cycle {
    /// Of the models that match, or of those of which something matches.
    pub fn new(look: &Look<'_>, options: CycleOptions) -> Self {
        let plan = look.plan;
        let palette = Palette::new(plan, options.color);
        let rows = Rows::new(look, options);
        let year_start = if options.fiscal { plan.about().fiscal_year_start.clamp(1, 12) } else { 1 };
        let arrivals = Arrivals::new(plan, &rows, &palette);
        let undated_alone = rows.list.is_empty() && !rows.undated.is_empty();
        Self { options, rows, palette, arrivals, span: days::home(plan), year_start, undated_alone }
    }

    /// Its rows, top to bottom.
    pub fn rows(&self) -> &[Row] {
        &self.rows.list
    }

    /// The models without a dated fact, in the order of the plan.
    pub fn undated(&self) -> &[Thing] {
        &self.rows.undated
    }

    /// The day up to which lives are drawn as lived: the focus date, or the plan's own.
    fn as_of(look: &Look<'_>) -> Option<Day> {
        look.focus.or_else(|| look.plan.about().as_of.map(|moment| moment.days().1))
    }

    /// Days to points between two places, and what the axis is divided by.
    fn axis(&self, left: f32, right: f32) -> (super::timeline::Scale, TimeAxis, Unit) {
        let scale = super::timeline::Scale::new(self.span.0, self.span.1, left, right);
        let axis = TimeAxis::new(&scale, self.year_start);
        let unit = axis.minor.max(Unit::Year);
        (scale, axis, unit)
    }

    /// How long models have been there on average, in years: at least and at most, of how many it is known, and
    /// how many are there as far as anything is said.
    pub fn mean_age(&self, look: &Look<'_>) -> Option<((f64, f64), usize, usize)> {
        let day = Self::as_of(look)?;
        let standing = |thing: Thing, life: &crate::explore::life::Life| {
            life.standing(look.plan, look.plan.record(thing).status, day)
        };
        let (mut sums, mut known, mut there) = ((0.0, 0.0), 0usize, 0usize);
        let mut seen = std::collections::HashSet::new();
        for row in self.rows.list.iter().filter(|row| seen.insert(row.thing)) {
            match standing(row.thing, &row.life) {
                Standing::There((least, most)) => {
                    there += 1;
                    if let Some(most) = most {
                        known += 1;
                        sums = (sums.0 + f64::from(least), sums.1 + f64::from(most));
                    }
                }
                Standing::Begins => there += 1,
                Standing::Unknown if rows::is_there(look.plan, row.thing) => there += 1,
                _ => {}
            }
        }
        there += self.rows.undated.iter().filter(|thing| rows::is_there(look.plan, **thing)).count();
        let mean = |sum: f64| sum / known as f64 / 365.25;
        (known > 0).then(|| ((mean(sums.0), mean(sums.1)), known, there))
    }
}

/// The models that a filter keeps; where it keeps none, those of which it keeps a milestone; in a plan without
/// models its initiatives.
fn kept(look: &Look<'_>) -> Vec<Thing> {
    let (plan, items) = (look.plan, look.plan.items());
    let kind = if plan.count_of(Kind::Model) > 0 { Kind::Model } else { Kind::Initiative };
    let matches = |thing: Thing, matching: &BitSet| {
        items.item_of(thing).is_some_and(|item| matching.contains(item.0 as usize))
    };
    let own = plan.of_kind(kind).map(|(thing, _)| thing).filter(|thing| matches(*thing, look.matching));
    let own: Vec<Thing> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let through = |thing: &Thing| plan.referring(*thing).iter().any(|(_, by)| matches(*by, look.matching));
    plan.of_kind(kind).map(|(thing, _)| thing).filter(through).collect()
}
