//! Rows in their order, as far as somebody looks: a million are parted about what is in view, and only that is
//! sorted.
//!
//! It must never give another order than sorting all of them would.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

/// So many rows are sorted at once.
const AT_ONCE: usize = 1024;

/// A row: what to sort it by, and its item.
pub type Row = (u64, u32);

/// Rows that are sorted where they are looked at.
#[derive(Debug, Clone)]
pub struct Order {
    rows: Vec<Row>,
    /// Where parts begin, each with whether it is sorted. No row of a part belongs before one of an earlier part.
    parts: BTreeMap<usize, bool>,
}

impl Order {
    /// Rows in any order.
    pub fn new(rows: Vec<Row>) -> Self {
        Self { rows, parts: BTreeMap::from([(0, false)]) }
    }

    /// Some rows by their places, as they would stand if all were sorted. `before` must be a total order.
    pub fn rows(&mut self, places: Range<usize>, before: impl Fn(&Row, &Row) -> Ordering) -> &[Row] {
        let places = places.start.min(self.rows.len())..places.end.min(self.rows.len());
        let mut at = places.start;
        while at < places.end {
            at = self.sort_at(at, &before);
        }
        self.rows.get(places).unwrap_or_default()
    }

    /// Sorts the part around a place, or as much of it as is sorted at once; where that ends.
    fn sort_at(&mut self, place: usize, before: &impl Fn(&Row, &Row) -> Ordering) -> usize {
        loop {
            let (start, sorted) =
                self.parts.range(..=place).next_back().map_or((0, false), |(at, is)| (*at, *is));
            let end = self.parts.range(place + 1..).next().map_or(self.rows.len(), |(at, _)| *at);
            if sorted {
                return end;
            }
            let Some(part) = self.rows.get_mut(start..end) else { return self.rows.len() };
            if part.len() <= AT_ONCE {
                part.sort_unstable_by(before);
                self.parts.insert(start, true);
                return end;
            }
            let middle = part.len() / 2;
            part.select_nth_unstable_by(middle, before);
            self.parts.insert(start + middle, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn what_is_looked_at_stands_as_if_all_were_sorted(
            keys in prop::collection::vec(0u64..40, 0..6000),
            looks in prop::collection::vec((0usize..6500, 0usize..120), 1..12),
        ) {
            let rows: Vec<Row> = keys.iter().zip(0..).map(|(key, n)| (*key, n)).collect();
            let mut all = rows.clone();
            all.sort();
            let mut order = Order::new(rows);
            for (at, many) in looks {
                let end = (at + many).min(all.len());
                prop_assert_eq!(order.rows(at..at + many, Ord::cmp), &all[at.min(end)..end]);
            }
        }
    }
}
