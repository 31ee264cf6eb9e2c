//! Counting items into rows, columns and cells. It must never count an item twice in one total.

use super::{Axis, Head, MatrixOptions, Sort};
use crate::date::Day;
use crate::plan::{BitSet, NOT_STATED, Plan, fold};

/// Rows and columns in order, with their totals.
pub(super) struct Tally {
    pub rows: Vec<Head>,
    pub columns: Vec<Head>,
    pub hidden: (u32, u32),
}

/// The items of every cell, row after row.
pub(super) struct Cells {
    /// Where each cell's items end in `members`.
    pub ends: Vec<u32>,
    pub members: Vec<u32>,
}

/// What one axis has counted of one value.
#[derive(Clone, Copy)]
struct Count {
    total: u32,
    first: Day,
}

const NEVER: Day = Day(i32::MAX);

impl Tally {
    pub fn new(plan: &Plan, counted: &BitSet, options: MatrixOptions) -> Self {
        let (rows, hidden_rows) = heads(plan, counted, options.rows, options);
        let (columns, hidden_columns) = heads(plan, counted, options.columns, options);
        Self { rows, columns, hidden: (hidden_rows, hidden_columns) }
    }

    /// Puts the items into the cells.
    pub fn fill(&self, plan: &Plan, counted: &BitSet, options: MatrixOptions) -> Cells {
        let row_places = places(&self.rows);
        let column_places = places(&self.columns);
        let width = self.columns.len();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let (mut row_room, mut column_room) = (Vec::new(), Vec::new());
        let mut ends = vec![0u32; self.rows.len() * width];
        for item in counted.iter() {
            let rows = options.rows.values(plan, item, &mut row_room);
            let columns = options.columns.values(plan, item, &mut column_room);
            for row in rows {
                for column in columns {
                    let place = |places: &[u32], value: u32| places.get(value as usize).copied();
                    let (Some(r), Some(c)) = (place(&row_places, *row), place(&column_places, *column))
                    else {
                        continue;
                    };
                    let cell = (r as usize).saturating_mul(width) + c as usize;
                    if let Some(count) = ends.get_mut(cell) {
                        *count += 1;
                        pairs.push((cell as u32, item as u32));
                    }
                }
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            // For now where the cell begins; each item that is put in moves it on.
            let count = *end;
            *end = sum;
            sum += count;
        }
        let mut members = vec![0; pairs.len()];
        for (cell, item) in pairs {
            if let Some(end) = ends.get_mut(cell as usize) {
                if let Some(slot) = members.get_mut(*end as usize) {
                    *slot = item;
                }
                *end += 1;
            }
        }
        Cells { ends, members }
    }
}

impl Cells {
    /// How many items each cell has, row after row.
    fn counts(&self) -> impl Iterator<Item = u32> + '_ {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        self.ends.iter().zip(starts).map(|(end, start)| end - start)
    }

    /// How many items the fullest cell has.
    pub fn fullest(&self) -> u32 {
        self.counts().max().unwrap_or(0)
    }

    /// For each row of so many columns, which numbers of items up to 63 its cells hold.
    pub fn fills(&self, columns: usize) -> Vec<u64> {
        let counts: Vec<u32> = self.counts().collect();
        let bits = |row: &[u32]| row.iter().fold(0u64, |bits, count| bits | 1u64 << (*count).min(63));
        counts.chunks(columns.max(1)).map(bits).collect()
    }
}

/// The headings of an axis in order, and how many empty ones were left out.
fn heads(plan: &Plan, counted: &BitSet, axis: Axis, options: MatrixOptions) -> (Vec<Head>, u32) {
    let mut counts: Vec<Count> = Vec::new();
    let none = Count { total: 0, first: NEVER };
    if let Axis::Facet(facet) = axis {
        counts.resize(plan.items().column(facet).values().len(), none);
    }
    let mut room = Vec::new();
    for item in counted.iter() {
        let first = plan.items().days(item).map_or(NEVER, |(first, _)| first);
        for value in axis.values(plan, item, &mut room) {
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

/// For each value its place among the headings; `u32::MAX` where it has none.
fn places(heads: &[Head]) -> Vec<u32> {
    let len = heads.iter().map(|head| head.value as usize + 1).max().unwrap_or(0);
    let mut places = vec![u32::MAX; len];
    for (place, head) in (0u32..).zip(heads) {
        if let Some(slot) = places.get_mut(head.value as usize) {
            *slot = place;
        }
    }
    places
}
