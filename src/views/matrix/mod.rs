//! The matrix: what stands on what. Platforms down, brands across, models in the cells; or any two axes.
//!
//! [`Matrix::new`] counts what depends on plan, filter and options; [`Matrix::scene`] lays out only what
//! its viewport shows. It must never show a total that is not a count of distinct items.

mod axis;
mod came;
mod chip;
mod corner;
mod layout;
mod legend;
mod line;
mod moved;
mod options;
mod pages;
mod paint;
mod prepared;
mod sharing;
mod sign;
mod tally;
#[cfg(test)]
mod tests;
mod words;

pub use axis::Axis;
pub use corner::SIGN;
pub use layout::Viewport;
pub use options::{MatrixOptions, MatrixPort, Sort};
pub use prepared::MatrixView;
pub use sharing::Sharing;
pub(in crate::views) use sharing::of_plan as sharing_of;

use super::Look;
use crate::explore::{Filter, Stretch};
use crate::plan::{BitSet, Facet, Field, NOT_STATED, Plan, PlanWords, Status, Thing};
use crate::scene::{Size, StandsFor, Weight};
use tally::{Cells, HeadTally};

/// A row or a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The facet's value, or the year; 0 is "not stated" or "undated".
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
    /// What the plan calls its kinds of records and facets.
    words: PlanWords,
    models: bool,
    rows: Vec<Head>,
    columns: Vec<Head>,
    groups: Vec<RowGroup>,
    /// Everything counted.
    counted: BitSet,
    cells: Cells,
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
    /// The form of each kind of energy.
    drives: sign::Signs,
    /// Colours of the brands of the models shown, where no heading names them.
    stripes: Vec<legend::Stripe>,
    /// Whether a model shown has a date that no heading says.
    dated: bool,
    /// Whether the plan says when models come.
    tells_coming: bool,
    /// Whether a model shown is cancelled or ended.
    given_up: bool,
    /// Whether sources disagree on a model shown.
    disputed: bool,
    foot: Vec<legend::Piece>,
    /// By how much totals differ from those of the edition compared with.
    differences: came::Differences,
    /// Where models stood in that edition that stand elsewhere now.
    ghosts: moved::Ghosts,
    /// Width of what stands between two pieces of the foot, in points.
    between: f32,
    /// In a picture, which says of each page what stands on it.
    printed: bool,
    /// The models of a picture as lines rather than as chips.
    lines: Option<line::Lines>,
}

impl Matrix {
    /// Counts what matches.
    pub fn new(look: &Look<'_>, options: MatrixOptions) -> Self {
        let plan = look.plan;
        let of_models = options.rows.is_of_models(plan) && options.columns.is_of_models(plan);
        let kept = of_models.then(|| {
            let mut kept = BitSet::none(plan.items().len());
            axis::models(plan)
                .filter(|item| look.matching.contains(*item))
                .for_each(|item| kept.insert(item));
            kept
        });
        // Where no model matches, the other items may still stand somewhere.
        let kept = kept.filter(|kept| kept.count() > 0);
        let models = kept.is_some();
        let counted = kept.unwrap_or_else(|| look.matching.clone());
        let years = options.rows == Axis::Year || options.columns == Axis::Year;
        let striped = models && ![options.rows, options.columns].contains(&Axis::Facet(Facet::Brand));
        let mut tally = HeadTally::new(plan, &counted, options);
        let groups = if options.group_rows_by_owner { owners(plan, &mut tally.rows) } else { Vec::new() };
        let brands = sharing::brands_by_platform(plan, options);
        for (axis, heads) in [(options.rows, &mut tally.rows), (options.columns, &mut tally.columns)] {
            if axis == Axis::Facet(Facet::Platform) {
                let of = |value: u32| brands.get(value as usize).copied().unwrap_or(0);
                heads.iter_mut().for_each(|head| head.brands = of(head.value));
            }
        }
        let cells = tally.fill(plan, &counted, options, models);
        let names_width = tally.rows.iter().map(|row| heading_width(look, row)).fold(0.0, f32::max);
        let sharing = models.then(|| Sharing::new(plan, &counted, options, &brands)).flatten();
        let ghosts = match models {
            true => moved::Ghosts::new(plan, &counted, options, (&tally.rows, &tally.columns)),
            false => moved::Ghosts::default(),
        };
        let drives = if models { sign::Signs::new(plan) } else { sign::Signs::default() };
        let signs = if models { drives.used(plan, &counted) } else { Vec::new() };
        let mut matrix = Self {
            options,
            words: plan.words().clone(),
            models,
            stripes: if striped { legend::Stripe::all(plan, &counted) } else { Vec::new() },
            dated: models && !years && counted.iter().any(|i| plan.coming(plan.items().thing(i)).is_some()),
            tells_coming: plan.tells_coming(),
            given_up: models && given_up(plan, &counted),
            disputed: models && has(plan, &counted, Facet::Disputed, &["yes"]),
            foot: Vec::new(),
            differences: came::Differences::new(plan, &counted, options, (&tally.rows, &tally.columns)),
            between: look.metrics.width(legend::BETWEEN, Size::Note, Weight::Regular),
            fills: cells.fills(tally.columns.len(), ghosts.counts()),
            ghosts,
            fullest: cells.fullest(),
            cells,
            rows: tally.rows,
            columns: tally.columns,
            groups,
            total: counted.count() as u32,
            hidden: tally.hidden,
            names_width,
            chip_width: if models { chip::ideal_width(look, &counted, &drives) } else { 0.0 },
            drives,
            sharing,
            signs,
            counted,
            printed: false,
            lines: None,
        };
        matrix.foot = matrix.foot(look.metrics);
        matrix
    }

    /// The same for a picture: models are lines, and totals those of a page.
    pub fn printed(look: &Look<'_>, options: MatrixOptions) -> Self {
        let mut matrix = Self::new(look, options).on_pages();
        if matrix.models {
            let by_brand = options.axes().contains(&Axis::Facet(Facet::Brand));
            let lines = line::Lines::new(look, matrix.counted.iter(), &matrix.drives, (options, by_brand));
            matrix.chip_width = lines.ideal_width();
            matrix.names_width = matrix.names_width.min(180.0);
            matrix.lines = Some(lines);
        }
        matrix
    }

    /// The same with totals of what stands on each page.
    #[must_use]
    fn on_pages(mut self) -> Self {
        self.printed = true;
        self
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

    /// How many items a cell has, by row and column.
    pub fn count(&self, row: u32, column: u32) -> u32 {
        self.at(row, column).and_then(|at| self.cells.counts.get(at).copied()).unwrap_or(0)
    }

    /// The items of a cell by row and column, ascending. Models are at hand; others are looked up.
    pub fn cell(&self, plan: &Plan, row: u32, column: u32) -> Vec<u32> {
        if self.models {
            return self.members(row, column).to_vec();
        }
        let heads = self.rows.get(row as usize).zip(self.columns.get(column as usize));
        let Some((row, column)) = heads else { return Vec::new() };
        if let (Axis::Facet(rows), Axis::Facet(columns)) = (self.options.rows, self.options.columns) {
            let [rows, columns] = [rows, columns].map(|facet| plan.items().column(facet));
            return rows.members(row.value).common(columns.members(column.value), &self.counted);
        }
        let items = self.counted.iter().filter(|item| self.stands_in(plan, *item, row, column));
        items.map(|item| item as u32).collect()
    }

    /// The models of a cell.
    fn members(&self, row: u32, column: u32) -> &[u32] {
        let Some(at) = self.at(row, column) else { return &[] };
        let end = self.cells.ends.get(at).copied().unwrap_or(0) as usize;
        let start = end.saturating_sub(self.cells.counts.get(at).copied().unwrap_or(0) as usize);
        self.cells.members.get(start..end).unwrap_or_default()
    }

    /// Whether an item stands in the cell of two headings.
    fn stands_in(&self, plan: &Plan, item: usize, row: &Head, column: &Head) -> bool {
        self.counted.contains(item)
            && self.options.rows.values(plan, item).contains(&row.value)
            && self.options.columns.values(plan, item).contains(&column.value)
    }

    fn at(&self, row: u32, column: u32) -> Option<usize> {
        let columns = self.columns.len();
        ((column as usize) < columns).then(|| row as usize * columns + column as usize)
    }

    /// A cell's items as the cell shows them: by first date, then name.
    pub fn cell_things(&self, plan: &Plan, row: u32, column: u32) -> Vec<Thing> {
        self.cell_items_in_order(plan, row, column).map(|item| plan.items().thing(item)).collect()
    }

    fn cell_items_in_order(&self, plan: &Plan, row: u32, column: u32) -> impl Iterator<Item = usize> {
        let mut items: Vec<usize> = self.cell(plan, row, column).iter().map(|item| *item as usize).collect();
        items.sort_by_cached_key(|item| {
            let thing = plan.items().thing(*item);
            (axis::first_day(plan, thing), &plan.record(thing).name)
        });
        items.into_iter()
    }

    /// Where a record stands first, by row and column: an item in its cell, what belongs to a model in that model's.
    pub fn place_of(&self, plan: &Plan, thing: Thing) -> Option<(u32, u32)> {
        let linked = plan.record(thing).links.iter().map(|(_, to)| *to);
        let place = |thing: Thing| {
            let item = plan.items().item_of(thing).map(|item| item.0 as usize)?;
            let at = |heads: &[Head], values: &[u32]| {
                heads.iter().position(|head| values.contains(&head.value)).map(|at| at as u32)
            };
            let stands = self.counted.contains(item);
            let row = at(&self.rows, self.options.rows.values(plan, item)).filter(|_| stands)?;
            Some((row, at(&self.columns, self.options.columns.values(plan, item))?))
        };
        std::iter::once(thing).chain(linked).find_map(place)
    }

    /// The place here of another matrix's row, by what it stands for: `None` where it is gone. None stays none.
    pub fn row_like(&self, other: &Self, row: Option<u32>) -> Option<Option<u32>> {
        like(&self.rows, &other.rows, row)
    }

    /// The place here of another matrix's column, as with rows.
    pub fn column_like(&self, other: &Self, column: Option<u32>) -> Option<Option<u32>> {
        like(&self.columns, &other.columns, column)
    }

    /// Edits a filter so that it asks for what stands under a row, a column, or both; where it asks for just
    /// that already, it asks for them no more.
    pub fn narrow(&self, filter: &mut Filter, row: Option<u32>, column: Option<u32>) {
        let row = row.and_then(|n| self.rows.get(n as usize)).map(|head| (self.options.rows, head));
        let column =
            column.and_then(|n| self.columns.get(n as usize)).map(|head| (self.options.columns, head));
        let before = filter.clone();
        for (axis, head) in [row, column].into_iter().flatten() {
            match axis.stands_for(head.value) {
                StandsFor::Year(year) => filter.set_when([Stretch::of_year(year)]),
                StandsFor::Value(facet, value) => filter.only(facet, value),
                _ => {}
            }
        }
        if *filter == before {
            for (axis, _) in [row, column].into_iter().flatten() {
                match axis {
                    Axis::Year => filter.set_when([]),
                    Axis::Facet(facet) => filter.clear(facet),
                }
            }
        }
    }
}

fn given_up(plan: &Plan, counted: &BitSet) -> bool {
    has(plan, counted, Facet::Status, &[Status::Cancelled.word(), Status::Ended.word()])
}

/// Whether some items have one of a facet's values, by their keys.
fn has(plan: &Plan, counted: &BitSet, facet: Facet, keys: &[&str]) -> bool {
    let column = plan.items().column(facet);
    let values = keys.iter().filter_map(|key| column.value_of_key(key));
    values.into_iter().any(|value| column.members(value).count_in(counted) > 0)
}

fn like(here: &[Head], there: &[Head], place: Option<u32>) -> Option<Option<u32>> {
    let Some(place) = place else { return Some(None) };
    let value = there.get(place as usize)?.value;
    here.iter().position(|head| head.value == value).map(|at| Some(at as u32))
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
