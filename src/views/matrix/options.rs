//! How a matrix is arranged, and how it is best arranged for a plan that nobody has looked at yet.
//!
//! It must never put the same thing down the side and along the top.

use super::axis::{self, Axis};
use crate::plan::{Facet, Kind, NOT_STATED, Plan};
use serde::{Deserialize, Serialize};

/// The order of rows and of columns. Years always ascend, "not stated" is always last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Sort {
    /// As the plan lists them.
    #[default]
    Plan,
    /// By name.
    Name,
    /// The fullest first.
    Count,
    /// By the first date at which something under them comes, undated last.
    First,
}

impl Sort {
    /// Every order that a menu offers.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Name, Self::Count, Self::First];

    /// As the window spells it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => "as in the plan",
            Self::Name => "by name",
            Self::Count => "by count",
            Self::First => "by first date",
        }
    }
}

/// How a matrix is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixOptions {
    /// What stands down the side.
    pub rows: Axis,
    /// What stands along the top.
    pub columns: Axis,
    /// The order of both.
    pub sort: Sort,
    /// Leaves out rows and columns of nothing.
    pub hide_empty: bool,
    /// Puts rows under the names of their owners, where they have any.
    pub group_rows_by_owner: bool,
}

impl Default for MatrixOptions {
    fn default() -> Self {
        Self {
            rows: Axis::Facet(Facet::Platform),
            columns: Axis::Facet(Facet::Brand),
            sort: Sort::default(),
            hide_empty: true,
            group_rows_by_owner: false,
        }
    }
}

/// The part of a matrix that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixPort {
    /// Points of cells left of the view, and above it.
    pub scroll: (f32, f32),
}

impl MatrixPort {
    /// The same, with a scroll that is a place.
    #[must_use]
    pub fn tidied(self) -> Self {
        let place = |at: f32| if at.is_finite() { at.max(0.0) } else { 0.0 };
        Self { scroll: (place(self.scroll.0), place(self.scroll.1)) }
    }
}

/// What best stands down the side, and along the top, where a plan has models.
const OF_MODELS: ([Facet; 7], [Facet; 7]) = (
    [Facet::Platform, Facet::Region, Facet::Segment, Facet::Energy, Facet::Body, Facet::Plant, Facet::Brand],
    [Facet::Brand, Facet::Company, Facet::Energy, Facet::Segment, Facet::Region, Facet::Body, Facet::Plant],
);
/// What best stands down the side where a plan has no models; years, or else these, along the top.
const OF_ITEMS: ([Facet; 5], [Facet; 4]) = (
    [Facet::Theme, Facet::Kind, Facet::Brand, Facet::Company, Facet::Region],
    [Facet::Region, Facet::Brand, Facet::Company, Facet::Status],
);

impl MatrixOptions {
    /// Platforms by brands where the plan has both; else what tells its models, or its items, apart.
    pub fn of(plan: &Plan) -> Self {
        // Of models brands say it better than the companies behind them, where there are any.
        let brands = plan.count_of(Kind::Brand) > 0;
        let facets = |list: &[Facet]| list.iter().map(|facet| Axis::Facet(*facet)).collect::<Vec<_>>();
        let of = |list: &[Facet]| {
            let list = list.iter().filter(|facet| !brands || **facet != Facet::Company);
            list.map(|facet| Axis::Facet(*facet)).collect::<Vec<_>>()
        };
        let pick = |rows: Vec<Axis>, columns: Vec<Axis>, items: std::ops::Range<usize>| {
            let rows = best(plan, rows, items.clone())?;
            let others = columns.into_iter().filter(|axis| *axis != rows).collect();
            Some((rows, best(plan, others, items)?))
        };
        let models = axis::models(plan);
        let of_models = pick(of(&OF_MODELS.0), [of(&OF_MODELS.1), vec![Axis::Year]].concat(), models.clone());
        let of_items = || {
            let columns = [vec![Axis::Year], facets(&OF_ITEMS.1)].concat();
            pick(facets(&OF_ITEMS.0), columns, 0..plan.items().len())
        };
        let usual = Self::default();
        let (rows, columns) = of_models.or_else(of_items).unwrap_or((usual.rows, usual.columns));
        Self { rows, columns, ..usual }
    }

    /// What planners draw by hand, as far as a plan states both sides: where models are built, which segments have
    /// no brand yet, what comes in a year.
    pub fn presets(plan: &Plan) -> impl Iterator<Item = Self> {
        let sides = [
            (Axis::Facet(Facet::Platform), Axis::Facet(Facet::Brand)),
            (Axis::Facet(Facet::Plant), Axis::Facet(Facet::Model)),
            (Axis::Facet(Facet::Segment), Axis::Facet(Facet::Brand)),
            (Axis::Facet(Facet::Brand), Axis::Year),
        ];
        let stated: Vec<Axis> = Axis::stated(plan).collect();
        let has = move |axis: &Axis| stated.contains(axis);
        let kept = sides.into_iter().filter(move |(rows, columns)| has(rows) && has(columns));
        // What is empty is what one looks for where segments stand.
        let hides = |rows: Axis| rows != Axis::Facet(Facet::Segment);
        kept.map(move |(rows, columns)| Self { rows, columns, hide_empty: hides(rows), ..Self::default() })
    }

    /// Rows and columns in each other's place.
    pub fn swapped(self) -> Self {
        Self { rows: self.columns, columns: self.rows, ..self }
    }

    /// With other rows; where these were the columns, the two change places.
    pub fn with_rows(self, rows: Axis) -> Self {
        if rows == self.columns { self.swapped() } else { Self { rows, ..self } }
    }

    /// With other columns; where these were the rows, the two change places.
    pub fn with_columns(self, columns: Axis) -> Self {
        if columns == self.rows { self.swapped() } else { Self { columns, ..self } }
    }
}

/// The first axis that tells items apart; else the first of which one states anything.
fn best(plan: &Plan, axes: Vec<Axis>, items: std::ops::Range<usize>) -> Option<Axis> {
    let headings = |axis: &Axis| headings(plan, *axis, items.clone());
    let found = axes.iter().copied().find(|axis| headings(axis) >= 2);
    found.or_else(|| axes.into_iter().find(|axis| headings(axis) >= 1))
}

/// How many headings of an axis have some of these items under them, "not stated" aside: none, one, or more.
fn headings(plan: &Plan, axis: Axis, items: std::ops::Range<usize>) -> usize {
    let mut first = None;
    for item in items {
        for value in axis.values(plan, item).iter().filter(|value| **value != NOT_STATED) {
            if first.is_some_and(|first| first != *value) {
                return 2;
            }
            first = Some(*value);
        }
    }
    usize::from(first.is_some())
}
