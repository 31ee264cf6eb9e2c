//! Which colour a facet's values have, the same in every view. It must never depend on the filter: a
//! brand keeps its colour when others leave.

use super::brand_category;
use crate::plan::{Facet, NOT_STATED, Plan};
use crate::scene::{CATEGORIES, SEVERAL};

/// The category of what has no stated value, and of values past the palette.
pub const OTHER: u32 = 255;

/// Colours of one facet's values.
#[derive(Debug, Clone)]
pub struct Palette {
    facet: Facet,
    by_value: Vec<u32>,
}

impl Palette {
    /// Brands in the order of the plan; values of other facets by how many items have them.
    pub fn new(plan: &Plan, facet: Facet) -> Self {
        let column = plan.items().column(facet);
        let mut by_value = vec![OTHER; column.values().len()];
        if facet == Facet::Brand {
            by_value.iter_mut().zip(0u32..).skip(1).for_each(|(c, value)| *c = brand_category(plan, value));
        } else {
            let all = crate::plan::BitSet::all(plan.items().len());
            let mut ranked: Vec<u32> = (1..column.values().len() as u32).collect();
            ranked.sort_by_cached_key(|v| std::cmp::Reverse(column.members(*v).count_in(&all)));
            for (rank, value) in (0..CATEGORIES).zip(ranked) {
                by_value[value as usize] = rank;
            }
        }
        Self { facet, by_value }
    }

    /// The facet that is coloured.
    pub fn facet(&self) -> Facet {
        self.facet
    }

    /// The category of a value.
    pub fn of_value(&self, value: u32) -> u32 {
        self.by_value.get(value as usize).copied().unwrap_or(OTHER)
    }

    /// The category of an item: its value's, or that of "several".
    pub fn of_item(&self, plan: &Plan, item: usize) -> u32 {
        match plan.items().column(self.facet).of(item) {
            [NOT_STATED] => OTHER,
            [value] => self.of_value(*value),
            _ => SEVERAL,
        }
    }

    /// What a category means: the name of its value.
    pub fn name(&self, plan: &Plan, category: u32) -> String {
        let word = plan.words().one(self.facet);
        match category {
            SEVERAL => format!("several {}", plan.words().counted(self.facet, 2)),
            OTHER => format!("other or no {word}"),
            category => {
                let value = self.by_value.iter().position(|c| *c == category);
                let name = value.and_then(|value| plan.items().column(self.facet).values().get(value));
                name.map_or(word, |value| &value.name).to_owned()
            }
        }
    }
}
