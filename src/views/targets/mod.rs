//! Targets: a row each, what it is to reach and by when, and what the plan itself lets one count towards it.
//!
//! It must never set a count beside a figure that it cannot be compared with, without saying so.

mod bullet;
mod columns;
mod deadline;
mod detail;
mod roll;
#[cfg(test)]
mod tests;
mod words;

pub(in crate::views) use bullet::Bullet;
pub(in crate::views) use words::count_words;

use super::palette::Palette;
use super::roll::{RollPort, RollView};
use super::{Look, Looked, Prepared, View};
use crate::date::Day;
use crate::explore::counting::{Count, Counting, Due, value};
use crate::plan::{Kind, Plan, Thing};
use serde::{Deserialize, Serialize};

/// What was promised, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TargetsView;

/// The order of the targets of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum TargetOrder {
    /// The earliest deadline first.
    #[default]
    Deadline,
    /// By name.
    Name,
    /// As the plan lists them.
    Plan,
}

impl TargetOrder {
    /// Every order that a menu offers.
    pub const ALL: [Self; 3] = [Self::Deadline, Self::Name, Self::Plan];

    /// As the window spells it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Deadline => "by deadline",
            Self::Name => "by name",
            Self::Plan => "as in the plan",
        }
    }
}

/// How targets are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct TargetOptions {
    /// The order within a group.
    pub order: TargetOrder,
    /// Leaves out what cannot be counted.
    pub countable: bool,
}

impl View for TargetsView {
    type Options = TargetOptions;
    type Port = RollPort<Self>;

    const WORD: &'static str = "targets";
    const NAME: &'static str = "Targets";
    const SHOWS_PART: bool = false;

    fn tidied(port: Self::Port) -> Self::Port {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<TargetOptions, Self::Port>,
        _live: bool,
    ) -> impl Prepared + 'a {
        Self::ready(look, looked)
    }
}

impl RollView for TargetsView {
    type Roll = Targets;

    const FOLLOWS_FOCUS: bool = true;

    fn roll(look: &Look<'_>, options: &TargetOptions) -> Targets {
        Targets::new(look, *options)
    }
}

/// A target with what the plan lets one count towards it.
#[derive(Debug, Clone)]
pub struct Row {
    /// The target.
    pub thing: Thing,
    /// Where it stands.
    pub due: Due,
    /// What its rule keeps.
    pub count: Count,
    /// Why what is counted cannot be set beside its figure; `None` where it can.
    pub apart: Option<String>,
}

impl Row {
    /// Whether a count stands beside its figure.
    pub fn is_countable(&self) -> bool {
        matches!(self.count, Count::Counted(_)) && self.apart.is_none()
    }
}

/// What stands from the top down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Heading(Due, usize),
    Row(usize),
    Foot,
}

/// Targets prepared for a plan, a filter, a day and options.
#[derive(Debug, Clone)]
pub struct Targets {
    rows: Vec<Row>,
    pieces: Vec<Piece>,
    palette: Palette,
    /// First and last day of the axis.
    span: (f64, f64),
    /// The days that are meant by now.
    now: (Day, Day),
    /// How many targets the plan has.
    all: usize,
}

impl Targets {
    /// Of the targets that match.
    pub fn new(look: &Look<'_>, options: TargetOptions) -> Self {
        let plan = look.plan;
        let now = now(look);
        let counting = Counting::new(plan);
        let matches = |thing: &Thing| {
            plan.items().item_of(*thing).is_some_and(|item| look.matching.contains(item.0 as usize))
        };
        let shared = super::matrix::sharing_of(plan);
        let row = |thing: Thing| {
            let record = plan.record(thing);
            let count = counting.count(record, now.1);
            let apart = words::apart(plan, thing, &count, shared.as_ref());
            Row { thing, due: Due::of(record, now), count, apart }
        };
        let kept = plan.of_kind(Kind::Target).map(|(thing, _)| thing).filter(matches);
        let mut rows: Vec<Row> =
            kept.map(row).filter(|row| !options.countable || row.is_countable()).collect();
        sort(plan, options.order, &mut rows);
        let mut pieces = Vec::new();
        for due in Due::ALL {
            let of: Vec<usize> =
                (0..rows.len()).filter(|n| rows.get(*n).is_some_and(|row| row.due == due)).collect();
            if !of.is_empty() {
                pieces.push(Piece::Heading(due, of.len()));
                pieces.extend(of.into_iter().map(Piece::Row));
            }
        }
        if !rows.is_empty() {
            pieces.push(Piece::Foot);
        }
        let palette = Palette::new(plan, plan.main_grouping());
        Self { rows, pieces, palette, span: span(plan, now), now, all: plan.count_of(Kind::Target) }
    }

    /// Every target that is shown.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many stand where, and how many can be counted.
    pub fn tally(&self) -> ([usize; 5], usize) {
        let of = |due: Due| self.rows.iter().filter(|row| row.due == due).count();
        (Due::ALL.map(of), self.rows.iter().filter(|row| row.is_countable()).count())
    }
}

/// The days that are meant by now: the focus date, or all days of the plan's own date; without either no deadline
/// has passed.
pub(in crate::views) fn now(look: &Look<'_>) -> (Day, Day) {
    let of_plan = || look.plan.about().as_of.map(|moment| moment.days());
    look.focus.map(|day| (day, day)).or_else(of_plan).unwrap_or((Day::OPEN_START, Day::OPEN_END))
}

/// The days of the axis: from before what is overdue or two years ago to the horizon, in whole years.
fn span(plan: &Plan, now: (Day, Day)) -> (f64, f64) {
    let (home, until) = super::days::home(plan);
    let from = now.0.stated().map_or(home, |day| f64::from(day.0) - 2.0 * 365.25);
    let year = Day(from as i32).ymd().0;
    let first = Day::new(year, 1, 1).map_or(from, |day| f64::from(day.0));
    (first, until.max(first + 365.0))
}

fn sort(plan: &Plan, order: TargetOrder, rows: &mut [Row]) {
    let name = |row: &Row| plan.record(row.thing).name.to_lowercase();
    match order {
        TargetOrder::Deadline => rows.sort_by_cached_key(|row| {
            let when = plan.record(row.thing).when;
            // What can be counted stands first among what has no deadline.
            (when.map_or(Day::OPEN_END, |when| when.days().1), !row.is_countable(), name(row))
        }),
        TargetOrder::Name => rows.sort_by_cached_key(name),
        TargetOrder::Plan => {}
    }
}

/// How far a target has come, from 0 to 1, where that is a plain share of its figure.
pub fn share(plan: &Plan, row: &Row) -> Option<f64> {
    let Count::Counted(counted) = &row.count else { return None };
    let value = value(plan.record(row.thing)).filter(|value| *value > 0.0)?;
    row.apart.is_none().then(|| counted.now.len() as f64 / value)
}
