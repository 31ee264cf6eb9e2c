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
