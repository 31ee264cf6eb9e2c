//! Counting items into rows, columns and cells. It must never count an item twice in one total.

use super::axis::{self, Axis};
use super::{Head, MatrixOptions, Sort};
use crate::date::Day;
use crate::plan::{BitSet, Members, NOT_STATED, Plan, fold};

/// Rows and columns in order, with their totals.
pub(super) struct HeadTally {
    pub rows: Vec<Head>,
    pub columns: Vec<Head>,
    pub hidden: (u32, u32),
}

/// How many items every cell has, row after row; and which, where they are models.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    pub counts: Vec<u32>,
    /// Where each cell's items end in `members`.
    pub ends: Vec<u32>,
    /// Empty where they are not models: those may be many, and are looked up when asked for.
    pub members: Vec<u32>,
}

/// What one axis has counted of one value.
#[derive(Clone, Copy)]
struct Count {
    total: u32,
    first: Day,
}

const NEVER: Day = Day(i32::MAX);

impl HeadTally {
    pub fn new(plan: &Plan, counted: &BitSet, options: MatrixOptions) -> Self {
        let (rows, hidden_rows) = heads(plan, counted, options.rows, options);
        let (columns, hidden_columns) = heads(plan, counted, options.columns, options);
        Self { rows, columns, hidden: (hidden_rows, hidden_columns) }
    }

    /// Counts the items of the cells, and puts models into them.
    pub fn fill(&self, plan: &Plan, counted: &BitSet, options: MatrixOptions, models: bool) -> Cells {
        if !models {
            let counts = self.counts_of_sets(plan, counted, options);
            let counts = counts.unwrap_or_else(|| self.counts_of_items(plan, counted, options));
            return Cells { counts, ends: Vec::new(), members: Vec::new() };
        }
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut counts = vec![0u32; self.rows.len() * self.columns.len()];
        self.each(plan, counted, options, |cell, item| {
            if let Some(count) = counts.get_mut(cell) {
                *count += 1;
                pairs.push((cell as u32, item));
            }
        });
        // For now where each cell begins; each item that is put in moves it on.
        let mut ends: Vec<u32> = counts
            .iter()
            .scan(0, |sum, count| {
                let start = *sum;
                *sum += count;
                Some(start)
            })
            .collect();
        let mut members = vec![0; pairs.len()];
        for (cell, item) in pairs {
            if let Some(end) = ends.get_mut(cell as usize) {
                if let Some(slot) = members.get_mut(*end as usize) {
                    *slot = item;
                }
                *end += 1;
            }
        }
        Cells { counts, ends, members }
    }

    /// Tells each item with each cell that it stands in.
    fn each(&self, plan: &Plan, counted: &BitSet, options: MatrixOptions, mut tell: impl FnMut(usize, u32)) {
        let (row_places, column_places) = (places(&self.rows), places(&self.columns));
        let width = self.columns.len();
        let place =
            |places: &[u32], value: &u32| places.get(*value as usize).copied().filter(|p| *p != NOWHERE);
        for item in counted.iter() {
            let columns = options.columns.values(plan, item);
            for row in options.rows.values(plan, item) {
                let Some(row) = place(&row_places, row) else { continue };
                for column in columns.iter().filter_map(|column| place(&column_places, column)) {
                    tell(row as usize * width + column as usize, item as u32);
                }
            }
        }
    }

    fn counts_of_items(&self, plan: &Plan, counted: &BitSet, options: MatrixOptions) -> Vec<u32> {
        let mut counts = vec![0u32; self.rows.len() * self.columns.len()];
        self.each(plan, counted, options, |cell, _| {
            if let Some(count) = counts.get_mut(cell) {
                *count += 1;
            }
        });
        counts
    }

    /// The same from the sets that items are kept in by value: much faster where items are many and cells
    /// few. `None` where it would not be, or where there are no such sets.
    fn counts_of_sets(&self, plan: &Plan, counted: &BitSet, options: MatrixOptions) -> Option<Vec<u32>> {
        let (Axis::Facet(rows), Axis::Facet(columns)) = (options.rows, options.columns) else { return None };
        let [rows, columns] = [rows, columns].map(|facet| plan.items().column(facet));
        let columns: Vec<&Members> = self.columns.iter().map(|head| columns.members(head.value)).collect();
        // In steps of about a nanosecond.
        let a_row: usize = columns.iter().map(|members| members.steps()).sum();
        if self.rows.len() * (a_row + counted.len() / 32) > counted.count() * 8 {
            return None;
        }
        let mut counts = Vec::with_capacity(self.rows.len() * columns.len());
        for row in &self.rows {
            let mut items = BitSet::none(counted.len());
            rows.members(row.value).add_to(&mut items);
            items.and(counted);
            counts.extend(columns.iter().map(|members| members.count_in(&items) as u32));
        }
        Some(counts)
    }
}

impl Cells {
    /// How many items the fullest cell has.
    pub fn fullest(&self) -> u32 {
        self.counts.iter().copied().max().unwrap_or(0)
    }

    /// For each row of so many columns, which numbers of items up to 63 its cells hold; some cells have room for more.
    pub fn fills(&self, columns: usize, more: impl Iterator<Item = ((u32, u32), u32)>) -> Vec<u64> {
        let bits = |row: &[u32]| row.iter().fold(0u64, |bits, count| bits | 1u64 << (*count).min(63));
        let mut fills: Vec<u64> = self.counts.chunks(columns.max(1)).map(bits).collect();
        for ((row, column), more) in more {
            let count = self.counts.get(row as usize * columns + column as usize).copied().unwrap_or(0);
            if let Some(fill) = fills.get_mut(row as usize) {
                *fill |= 1 << (count + more).min(63);
            }
        }
        fills
    }
}

/// The headings of an axis in order, and how many empty ones were left out.
fn heads(plan: &Plan, counted: &BitSet, axis: Axis, options: MatrixOptions) -> (Vec<Head>, u32) {
    let counts = match axis {
        Axis::Facet(facet) if options.sort != Sort::First => {
            let column = plan.items().column(facet);
            let values = 0..column.values().len() as u32;
            let total = |value| column.members(value).count_in(counted) as u32;
            values.map(|value| Count { total: total(value), first: NEVER }).collect()
        }
        _ => counts_of_values(plan, counted, axis, options),
    };
    let mut hidden = 0;
    let mut order: Vec<(u32, Count)> = Vec::new();
    for (value, count) in (0u32..).zip(&counts) {
        // A year without anything is no heading; neither is "not stated" where all is stated.
        let always = value != NOT_STATED && axis != Axis::Year;
        if count.total > 0 || (always && !options.hide_empty) {
            order.push((value, *count));
        } else if always {
            hidden += 1;
        }
    }
    sort(plan, axis, options.sort, &mut order);
    let head = |(value, count): (u32, Count)| {
        let mut head = Head {
            value,
            name: "not stated".into(),
            total: count.total,
            brands: 0,
            thing: None,
            group: None,
        };
        match axis {
            Axis::Year if value == NOT_STATED => head.name = "undated".into(),
            Axis::Year => head.name = value.to_string().into(),
            Axis::Facet(facet) => {
                if let Some(found) = plan.items().column(facet).values().get(value as usize) {
                    head.name = found.name.clone();
                    head.thing = found.thing;
                }
            }
        }
        head
    };
    (order.into_iter().map(head).collect(), hidden)
}

/// How many items each value has, and the first date of them where the order needs it.
fn counts_of_values(plan: &Plan, counted: &BitSet, axis: Axis, options: MatrixOptions) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    let none = Count { total: 0, first: NEVER };
    if let Axis::Facet(facet) = axis {
        counts.resize(plan.items().column(facet).values().len(), none);
    }
    for item in counted.iter() {
        let first = match options.sort {
            Sort::First => axis::first_day(plan, plan.items().thing(item)),
            _ => NEVER,
        };
        for value in axis.values(plan, item) {
            let value = *value as usize;
            if value >= counts.len() {
                counts.resize(value + 1, none);
            }
            if let Some(count) = counts.get_mut(value) {
                count.total += 1;
                count.first = count.first.min(first);
            }
        }
    }
    counts
}

fn sort(plan: &Plan, axis: Axis, sort: Sort, order: &mut [(u32, Count)]) {
    let last = |value: u32| value == NOT_STATED;
    let (Axis::Facet(facet), sort) = (axis, sort) else {
        return order.sort_by_key(|(value, _)| (last(*value), *value));
    };
    match sort {
        Sort::Plan => order.sort_by_key(|(value, _)| (last(*value), *value)),
        Sort::Count => {
            order.sort_by_key(|(value, count)| (last(*value), std::cmp::Reverse(count.total), *value));
        }
        Sort::First => order.sort_by_key(|(value, count)| (last(*value), count.first, *value)),
        Sort::Name => {
            let values = plan.items().column(facet).values();
            let name = |value: u32| values.get(value as usize).map(|v| fold(&v.name));
            order.sort_by_cached_key(|(value, _)| (last(*value), name(*value), *value));
        }
    }
}

/// The place of a value without a heading.
const NOWHERE: u32 = u32::MAX;

/// For each value its place among the headings.
fn places(heads: &[Head]) -> Vec<u32> {
    let len = heads.iter().map(|head| head.value as usize + 1).max().unwrap_or(0);
    let mut places = vec![NOWHERE; len];
    for (place, head) in (0u32..).zip(heads) {
        if let Some(slot) = places.get_mut(head.value as usize) {
            *slot = place;
        }
    }
    places
}
