//! The names of the plan in front, prepared once for all that looks names up. It must never outlive its plan's turn.

use crate::explore::Names;
use crate::plan::{Facet, Plan};
use std::sync::Arc;

/// The names of a plan.
pub struct Prepared {
    plan: Arc<Plan>,
    /// Its records', by their place.
    pub records: Names,
    /// The values of its facets.
    pub values: Vec<(Facet, u32)>,
    /// Their names.
    pub value_names: Names,
}

/// The names of whichever plan they were asked of last.
#[derive(Default)]
pub struct KnownNames(Option<Prepared>);

impl KnownNames {
    /// The names of a plan.
    pub fn of(&mut self, plan: &Arc<Plan>) -> &Prepared {
        let known = self.0.take().filter(|known| Arc::ptr_eq(&known.plan, plan));
        self.0.insert(known.unwrap_or_else(|| Prepared::new(plan)))
    }
}

impl Prepared {
    /// The names of a plan.
    pub fn new(plan: &Arc<Plan>) -> Self {
        let stated = Facet::ALL.iter().filter(|facet| plan.items().column(**facet).is_stated());
        let numbers = |facet: Facet| 1..plan.items().column(facet).values().len() as u32;
        let values: Vec<(Facet, u32)> =
            stated.flat_map(|facet| numbers(*facet).map(|number| (*facet, number))).collect();
        let mut value_names = Names::default();
        for (facet, number) in &values {
            let value = plan.items().column(*facet).values().get(*number as usize);
            value_names.push(value.map_or("", |value| &value.name));
        }
        let records = Names::new(plan.records().iter().map(|record| &*record.name));
        Self { plan: Arc::clone(plan), records, values, value_names }
    }
}
