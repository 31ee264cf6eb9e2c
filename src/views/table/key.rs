//! What rows are sorted by: a number of each item, and names where that is the same.
//!
//! It must never put what has no value before what has one, whichever way round the order is.

use super::cell::{Amount, Dated, before, dated, sources};
use super::order::Row;
use super::{Column, Sort};
use crate::date::Day;
use crate::plan::{NOT_STATED, Plan, fold};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The order of the rows of one table.
#[derive(Debug, Clone)]
pub struct Keys {
    sort: Sort,
    /// The place of each value of the facet that is sorted by.
    ranks: Vec<u32>,
}

/// What has no value stands behind everything.
const LAST: u64 = u64::MAX;

impl Keys {
    /// The order that a sort asks for.
    pub fn new(plan: &Plan, sort: Sort) -> Self {
        let Column::Facet(facet) = sort.by else { return Self { sort, ranks: Vec::new() } };
        let values = plan.items().column(facet).values();
        let mut order: Vec<u32> = (1..values.len() as u32).collect();
        if !facet.traits().in_plan_order {
            let name = |value: &u32| values.get(*value as usize).map_or("", |value| &*value.name);
            order.sort_by(|a, b| by_name(name(a), name(b)));
        }
        let mut ranks = vec![u32::MAX; values.len()];
        for (rank, value) in (0u32..).zip(order) {
            if let Some(place) = ranks.get_mut(value as usize) {
                *place = rank;
            }
        }
        Self { sort, ranks }
    }

    /// The row of an item.
    pub fn row(&self, plan: &Plan, item: u32) -> Row {
        let key = self.key(plan, item as usize);
        let key =
            key.map_or(LAST, |key| if self.sort.descending { LAST - 1 - key } else { key.min(LAST - 1) });
        (key, item)
    }

    /// Which of two rows comes first: no two are the same.
    pub fn compare(&self, plan: &Plan, a: &Row, b: &Row) -> Ordering {
        let name = |row: &Row| &*plan.record(plan.items().thing(row.1 as usize)).name;
        let names = || {
            let names = by_name(name(a), name(b));
            if self.sort == (Sort { by: Column::Name, descending: true }) { names.reverse() } else { names }
        };
        a.0.cmp(&b.0).then_with(names).then(a.1.cmp(&b.1))
    }

    /// A number that orders items; `None` for what has no value. Below the last but one of all numbers.
    fn key(&self, plan: &Plan, item: usize) -> Option<u64> {
        let record = || plan.record(plan.items().thing(item));
        match self.sort.by {
            Column::Name => Some(beginning(&record().name)),
            Column::When => {
                // An item's own days are at hand; a model comes when one of its milestones says so.
                let days = plan.items().days(item)?;
                let days = match dated(plan, item) {
                    Some(Dated::By(when, _)) => when.days(),
                    _ => days,
                };
                Some(u64::from(day(days.0)) << 32 | u64::from(day(days.1)))
            }
            Column::Figure => Amount::of(record()).map(|amount| number(amount.middle())),
            Column::Sources => Some(sources(record()) as u64),
            Column::Before => {
                let days = before(plan, item)?.0?.days();
                Some(u64::from(day(days.0)) << 32 | u64::from(day(days.1)))
            }
            // The weightiest first.
            Column::Became => {
                plan.became(plan.items().thing(item)).map(|became| u64::from(became.weightiest() as u32))
            }
            Column::Facet(facet) => {
                let values = plan.items().column(facet).of(item).iter().filter(|value| **value != NOT_STATED);
                values.filter_map(|value| self.ranks.get(*value as usize)).min().map(|rank| u64::from(*rank))
            }
        }
    }
}

/// Names as a person looks for them: whatever their case and accents, and where they differ in those alone, by
/// them.
pub(super) fn by_name(a: &str, b: &str) -> Ordering {
    let plain = || a.bytes().map(|c| c.to_ascii_lowercase()).cmp(b.bytes().map(|c| c.to_ascii_lowercase()));
    let order = if is_plain(a) && is_plain(b) { plain() } else { fold(a).cmp(&fold(b)) };
    order.then_with(|| a.cmp(b))
}

/// Whether a name is folded by making its letters small.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|c| c == b' ' || (c.is_ascii_graphic() && !matches!(c, b'-' | b'_')))
}

/// The first letters of a name as a number that orders as [`by_name`] does.
fn beginning(name: &str) -> u64 {
    let folded = if is_plain(name) { Cow::Borrowed(name) } else { Cow::Owned(fold(name)) };
    let mut bytes = [0u8; 8];
    bytes.iter_mut().zip(folded.bytes()).for_each(|(place, byte)| *place = byte.to_ascii_lowercase());
    // One bit less leaves numbers for what has no value.
    u64::from_be_bytes(bytes) >> 1
}

/// A day as a number without sign, in the same order.
fn day(day: Day) -> u32 {
    (day.0 as u32) ^ (1 << 31)
}

/// A number as one without sign, in the same order.
fn number(number: f64) -> u64 {
    let bits = number.to_bits();
    let ordered = if number.is_sign_negative() { !bits } else { bits | 1 << 63 };
    ordered >> 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn numbers_order_as_what_they_stand_for(a in any::<f64>(), b in any::<f64>(), x in any::<i32>(), y in any::<i32>()) {
            prop_assume!(!a.is_nan() && !b.is_nan());
            if a + 0.0 < b + 0.0 {
                prop_assert!(number(a + 0.0) <= number(b + 0.0));
            }
            prop_assert_eq!(day(Day(x)).cmp(&day(Day(y))), x.cmp(&y));
        }

        #[test]
        fn a_beginning_never_contradicts_its_name(a in "[aAbÄéß日 ]{0,12}", b in "[aAbÄéß日 ]{0,12}") {
            let names = by_name(&a, &b);
            prop_assert!(beginning(&a).cmp(&beginning(&b)) == Ordering::Equal || beginning(&a).cmp(&beginning(&b)) == names);
        }
    }
}
