//! What a picked or pointed-at thing is about on the map: which plants, which models, which region.
//!
//! It must never draw, nor count.

use super::tally::built_at;
use crate::plan::{Field, Kind, Plan, Thing};
use std::collections::HashSet;

/// The models, plants and region that a thing is about.
pub(super) struct Concerns {
    models: HashSet<Thing>,
    /// Plants that are named; where there are none, all that build one of the models.
    plants: HashSet<Thing>,
    region: Option<Thing>,
}

impl Concerns {
    pub(super) fn new(plan: &Plan, thing: Thing) -> Self {
        let record = plan.record(thing);
        let (mut models, mut plants) = (HashSet::new(), HashSet::new());
        for thing in std::iter::once(thing).chain(record.links.iter().map(|(_, to)| *to)) {
            match plan.record(thing).kind {
                Kind::Model => drop(models.insert(thing)),
                // What a milestone says of a plant points at it, but does not speak for all its models.
                Kind::Plant => drop(plants.insert(thing)),
                _ => {}
            }
        }
        if matches!(record.kind, Kind::Brand | Kind::Platform) {
            let of = plan.referring(thing).iter();
            let of = of.filter(|(field, _)| matches!(field, Field::Brands | Field::Platform));
            models.extend(of.map(|(_, from)| *from));
        }
        if record.kind == Kind::Plant {
            models.extend(built_at(plan, thing));
        }
        let region = (record.kind == Kind::Region).then_some(thing);
        Self { models, plants, region }
    }

    /// Whether a plant is meant.
    pub(super) fn plant(&self, plan: &Plan, plant: Thing) -> bool {
        self.plants.contains(&plant)
            || (self.plants.is_empty() && built_at(plan, plant).any(|m| self.models.contains(&m)))
    }

    /// Whether a plant's making a model is meant.
    pub(super) fn makes(&self, plant: Thing, model: Thing) -> bool {
        let of_plant = self.plants.is_empty() || self.plants.contains(&plant);
        of_plant && self.models.contains(&model)
    }

    /// The region, where all that is made in it or for it is meant.
    pub(super) fn region(&self) -> Option<Thing> {
        self.region
    }
}
