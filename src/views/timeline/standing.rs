//! Which items stand in the group of a value: those that have it, or, of what changed, those whose weightiest change
//! it is, so that each stands once.
//!
//! It must never leave out an item that has a value of a group.

use crate::plan::{BitSet, Facet, Plan};
use std::collections::BTreeSet;

/// Who stands where.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    facet: Option<Facet>,
    /// Of each value the items that stand there, where those are not all that have it.
    once: Option<Vec<BitSet>>,
}

impl Standing {
    /// Of a grouping; `only` are the values that have a group, none for all.
    pub fn new(plan: &Plan, facet: Option<Facet>, only: &BTreeSet<u32>) -> Self {
        let once = facet.filter(|facet| *facet == Facet::Change).map(|facet| {
            let (items, column) = (plan.items(), plan.items().column(facet));
            let mut taken = BitSet::none(items.len());
            // Values stand in the order of their weight.
            let values = (0..column.values().len() as u32).map(|value| {
                let mut here = BitSet::none(items.len());
                if only.is_empty() || only.contains(&value) {
                    column.members(value).add_to(&mut here);
                    here.and_not(&taken);
                    taken.or(&here);
                }
                here
            });
            values.collect()
        });
        Self { facet, once }
    }

    /// Whether an item stands in the group of a value.
    pub fn holds(&self, plan: &Plan, value: u32, item: usize) -> bool {
        match (&self.once, self.facet) {
            (Some(once), _) => once.get(value as usize).is_some_and(|here| here.contains(item)),
            (None, Some(facet)) => plan.items().column(facet).of(item).contains(&value),
            (None, None) => true,
        }
    }

    /// How many of some items stand in the group of a value.
    pub fn count_in(&self, plan: &Plan, value: u32, set: &BitSet) -> usize {
        match (&self.once, self.facet) {
            (Some(once), _) => once.get(value as usize).map_or(0, |here| here.count_and(set)),
            (None, Some(facet)) => plan.items().column(facet).members(value).count_in(set),
            (None, None) => set.count(),
        }
    }

    /// Keeps of some items those that stand in the group of a value.
    pub fn keep(&self, plan: &Plan, value: u32, set: &mut BitSet) {
        match (&self.once, self.facet) {
            (Some(once), _) => match once.get(value as usize) {
                Some(here) => set.and(here),
                None => *set = BitSet::none(set.len()),
            },
            (None, Some(facet)) => {
                let mut of = BitSet::none(set.len());
                plan.items().column(facet).members(value).add_to(&mut of);
                set.and(&of);
            }
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Change;

    fn compared() -> Plan {
        let plan = |name: &str| {
            let number = crate::file::bundled_by_name(name.as_ref()).expect("bundled");
            crate::file::BUNDLED[number].load().plan.expect("sound")
        };
        crate::changes::compare(&plan("alliance-2025.ron"), &plan("alliance-2026.ron"), &[])
            .expect("editions")
    }

    #[test]
    fn by_what_changed_each_item_stands_once_and_none_is_left_out() {
        let plan = compared();
        let column = plan.items().column(Facet::Change);
        let of = |change: Change| column.value_of_key(change.word()).expect("a value");
        let every = BTreeSet::new();
        let some: BTreeSet<u32> = [of(Change::Status), of(Change::Renamed)].into();
        for only in [&every, &some] {
            let standing = Standing::new(&plan, Some(Facet::Change), only);
            let all = BitSet::all(plan.items().len());
            let values = 0..column.values().len() as u32;
            let mut counted = 0;
            for value in values.clone() {
                let mut kept = all.clone();
                standing.keep(&plan, value, &mut kept);
                assert_eq!(kept.count(), standing.count_in(&plan, value, &all));
                counted += kept.count();
                assert!(kept.iter().all(|item| standing.holds(&plan, value, item)));
            }
            let asked =
                |item: &usize| column.of(*item).iter().any(|value| only.is_empty() || only.contains(value));
            assert_eq!(counted, (0..plan.items().len()).filter(asked).count());
            for item in (0..plan.items().len()).filter(asked) {
                let places: Vec<u32> = values.clone().filter(|v| standing.holds(&plan, *v, item)).collect();
                assert_eq!(places.len(), 1, "{item}");
                let first = column.of(item).iter().find(|v| only.is_empty() || only.contains(v));
                assert_eq!(Some(&places[0]), first, "the weightiest");
            }
        }
    }
}
