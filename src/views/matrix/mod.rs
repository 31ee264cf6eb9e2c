//! The matrix: what stands on what. Platforms down, brands across, models in the cells; or any two axes.
//!
//! [`Matrix::new`] counts what depends on plan, filter and options; [`Matrix::scene`] lays out only what
//! its viewport shows. It must never show a total that is not a count of distinct items.

mod axis;
mod chip;
mod layout;
mod legend;
mod paint;
mod part;
mod sharing;
mod sign;
mod tally;
#[cfg(test)]
mod tests;

pub use axis::Axis;
pub use layout::Viewport;
pub use sharing::Sharing;

use super::Look;
use crate::date::Part;
use crate::explore::{Filter, Stretch};
use crate::plan::{BitSet, Facet, Field, NOT_STATED, Plan, Status, Thing};
use crate::scene::{Size, Weight};
use tally::Tally;

/// The order of rows and of columns. Years always ascend, "not stated" is always last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// As the plan lists them.
    #[default]
    Plan,
    /// By name.
    Name,
    /// The fullest first.
    Count,
    /// By the first date of what stands under them, undated last.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

impl MatrixOptions {
    /// Rows and columns in each other's place.
    pub fn swapped(self) -> Self {
        Self { rows: self.columns, columns: self.rows, ..self }
    }
}

/// A row or a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The facet's value, or the year; 0 is "not stated".
    pub value: u32,
    /// As a person reads it.
    pub name: Box<str>,
    /// How many distinct items stand under it.
    pub total: u32,
    /// For a platform, on how many brands' models of the whole plan it carries.
    pub brands: u32,
    /// The entity that it is, where it is one.
    pub thing: Option<Thing>,
    /// The row group that it belongs to, by its place.
    pub group: Option<u32>,
}

/// Rows under the name of their owner.
#[derive(Debug, Clone, PartialEq)]
pub struct RowGroup {
    /// The owner's name, or "owner not stated".
    pub name: Box<str>,
    /// The owner.
    pub thing: Option<Thing>,
    /// Its first row.
    pub first_row: u32,
}

/// A matrix prepared for a plan, a filter and options.
#[derive(Debug, Clone)]
pub struct Matrix {
    options: MatrixOptions,
    models: bool,
    rows: Vec<Head>,
    columns: Vec<Head>,
    groups: Vec<RowGroup>,
    /// Where each cell's items end in `members`, row after row.
    ends: Vec<u32>,
    members: Vec<u32>,
    /// For each row, which numbers of items its cells hold: bit n for n items, up to 63.
    fills: Vec<u64>,
    total: u32,
    fullest: u32,
    hidden: (u32, u32),
    /// Width of the longest row heading in points.
    names_width: f32,
    /// Width in points at which most chips show their whole name.
    chip_width: f32,
    sharing: Option<Sharing>,
    signs: Vec<sign::Sign>,
    /// Colours of the brands of the models shown, where no heading names them.
    stripes: Vec<legend::Stripe>,
    /// Whether a model shown has a date that no heading says.
    dated: bool,
    /// Whether a model shown is cancelled or ended.
    given_up: bool,
    foot: Vec<legend::Piece>,
    /// Width of what stands between two pieces of the foot, in points.
    between: f32,
}

impl Matrix {
    /// Counts what matches.
    pub fn new(look: &Look<'_>, options: MatrixOptions) -> Self {
        let plan = look.plan;
        let models = options.rows.is_of_models(plan) && options.columns.is_of_models(plan);
        let counted = if models {
            let mut kept = BitSet::none(plan.items().len());
            axis::models(plan)
                .filter(|item| look.matching.contains(*item))
                .for_each(|item| kept.insert(item));
            kept
        } else {
            look.matching.clone()
        };
        let years = options.rows == Axis::Year || options.columns == Axis::Year;
        let striped = models && ![options.rows, options.columns].contains(&Axis::Facet(Facet::Brand));
        let mut tally = Tally::new(plan, &counted, options);
        let groups = if options.group_rows_by_owner { owners(plan, &mut tally.rows) } else { Vec::new() };
        let brands = sharing::brands_by_platform(plan, options);
        for (axis, heads) in [(options.rows, &mut tally.rows), (options.columns, &mut tally.columns)] {
            if axis == Axis::Facet(Facet::Platform) {
                let of = |value: u32| brands.get(value as usize).copied().unwrap_or(0);
                heads.iter_mut().for_each(|head| head.brands = of(head.value));
            }
        }
        let cells = tally.fill(plan, &counted, options);
        let names_width = tally.rows.iter().map(|row| heading_width(look, row)).fold(0.0, f32::max);
        let sharing = models.then(|| Sharing::new(plan, &counted, options, &brands)).flatten();
        let signs = if models { sign::used(plan, &counted) } else { Vec::new() };
        let mut matrix = Self {
            options,
            models,
            stripes: if striped { legend::Stripe::all(plan, &counted) } else { Vec::new() },
            dated: models && !years && plan.items().dated().count_and(&counted) > 0,
            given_up: models && given_up(plan, &counted),
            foot: Vec::new(),
            between: look.metrics.width(legend::BETWEEN, Size::Note, Weight::Regular),
            fills: cells.fills(tally.columns.len()),
            fullest: cells.fullest(),
            ends: cells.ends,
            members: cells.members,
            rows: tally.rows,
            columns: tally.columns,
            groups,
            total: counted.count() as u32,
            hidden: tally.hidden,
            names_width,
            chip_width: if models { chip::ideal_width(look, &counted) } else { 0.0 },
            sharing,
            signs,
        };
        matrix.foot = matrix.foot(look.metrics);
        matrix
    }

    /// How it is arranged.
    pub fn options(&self) -> &MatrixOptions {
        &self.options
    }

    /// Whether it counts models rather than items of every kind.
    pub fn is_of_models(&self) -> bool {
        self.models
    }

    /// Its rows, top to bottom.
    pub fn rows(&self) -> &[Head] {
        &self.rows
    }

    /// Its columns, left to right.
    pub fn columns(&self) -> &[Head] {
        &self.columns
    }

    /// How many distinct models, or items, it shows.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// How many rows and columns are left out because nothing stands under them.
    pub fn hidden(&self) -> (u32, u32) {
        self.hidden
    }

    /// What it says of shared platforms, where it is about platforms and models.
    pub fn sharing(&self) -> Option<&Sharing> {
        self.sharing.as_ref()
    }

    /// The items of a cell by row and column, ascending.
    pub fn cell(&self, row: u32, column: u32) -> &[u32] {
        let columns = self.columns.len();
        if column as usize >= columns {
            return &[];
        }
        let at = row as usize * columns + column as usize;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        match (start, self.ends.get(at)) {
            (Some(start), Some(end)) => self.members.get(start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// A cell's items as the cell shows them: by first date, then name.
    pub fn cell_things(&self, plan: &Plan, row: u32, column: u32) -> Vec<Thing> {
        self.cell_items_in_order(plan, row, column).map(|item| plan.items().thing(item)).collect()
    }

    fn cell_items_in_order(&self, plan: &Plan, row: u32, column: u32) -> impl Iterator<Item = usize> {
        let mut items: Vec<usize> = self.cell(row, column).iter().map(|item| *item as usize).collect();
        items.sort_by_cached_key(|item| {
            let thing = plan.items().thing(*item);
            (axis::first_day(plan, thing), &plan.record(thing).name)
        });
        items.into_iter()
    }

    /// Edits a filter so that it asks for what stands under a row, a column, or both.
    pub fn narrow(&self, filter: &mut Filter, row: Option<u32>, column: Option<u32>) {
        let row = row.and_then(|n| self.rows.get(n as usize)).map(|head| (self.options.rows, head));
        let column =
            column.and_then(|n| self.columns.get(n as usize)).map(|head| (self.options.columns, head));
        for (axis, head) in [row, column].into_iter().flatten() {
            match (axis, i16::try_from(head.value)) {
                (Axis::Facet(facet), _) => filter.only(facet, head.value),
                (Axis::Year, Ok(year @ 1..)) => filter.set_when([Stretch::in_part(Part::Year(year))]),
                (Axis::Year, _) => filter.set_when([Stretch::Undated]),
            }
        }
    }

    /// The filter that a row's heading stands for.
    pub fn row_value(&self, row: u32) -> Option<(Facet, u32)> {
        value(self.options.rows, self.rows.get(row as usize)?)
    }

    /// The filter that a column's heading stands for.
    pub fn column_value(&self, column: u32) -> Option<(Facet, u32)> {
        value(self.options.columns, self.columns.get(column as usize)?)
    }
}

fn given_up(plan: &Plan, counted: &BitSet) -> bool {
    let status = plan.items().column(Facet::Status);
    let over = [Status::Cancelled, Status::Ended].into_iter().filter_map(|s| status.value_of_key(s.word()));
    over.into_iter().any(|value| status.members(value).count_in(counted) > 0)
}

fn value(axis: Axis, head: &Head) -> Option<(Facet, u32)> {
    match axis {
        Axis::Facet(facet) => Some((facet, head.value)),
        Axis::Year => None,
    }
}

fn heading_width(look: &Look<'_>, head: &Head) -> f32 {
    // Longer names are cut anyway.
    let start = head.name.char_indices().nth(40).map_or(&*head.name, |(end, _)| &head.name[..end]);
    look.metrics.width(start, Size::Body, Weight::Semibold)
}

/// Orders rows by owner, keeping the order within; empty where no row has one.
fn owners(plan: &Plan, rows: &mut [Head]) -> Vec<RowGroup> {
    let owner = |head: &Head| {
        let record = plan.record(head.thing?);
        [Field::Owner, Field::Company].into_iter().find_map(|field| record.links(field).next())
    };
    let mut order: Vec<Option<Thing>> = Vec::new();
    for head in rows.iter().map(owner).filter(Option::is_some) {
        if !order.contains(&head) {
            order.push(head);
        }
    }
    if order.is_empty() {
        return Vec::new();
    }
    let place = |head: &Head| order.iter().position(|o| *o == owner(head)).unwrap_or(order.len());
    rows.sort_by_cached_key(|head| (place(head), head.value == NOT_STATED));
    let mut groups: Vec<RowGroup> = Vec::new();
    let mut last = None;
    for (row, head) in rows.iter_mut().enumerate() {
        let thing = owner(head);
        if last != Some(thing) {
            let name = thing.map_or("owner not stated".into(), |t| plan.record(t).name.clone());
            groups.push(RowGroup { name, thing, first_row: row as u32 });
            last = Some(thing);
        }
        head.group = Some(groups.len() as u32 - 1);
    }
    groups
}
