//! What the map shows, counted: regions with their numbers, plants with their models, flows between them.
//!
//! It must never depend on where the camera looks: it is made when the filter, the selection, the focus date
//! or an option changes, and kept while the person moves about.

use super::classes::Classes;
use super::concerns::Concerns;
use super::{Flows, MapChoices};
use crate::plan::{BitSet, Country, Facet, Fact, Field, Items, Kind, NOT_STATED, Plan, Thing};
use crate::views::Look;
use crate::views::world::{Detail, GeoPlace, Land, LandPart, point, world};
use emath::{Pos2, Vec2};
use std::collections::{BTreeMap, HashMap};

/// The plan's regions, plants and flows, counted.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub(super) regions: Vec<Region>,
    pub(super) plants: Vec<Plant>,
    pub(super) flows: Vec<Flow>,
    pub(super) classes: Classes,
    /// Nothing at all is counted.
    pub(super) is_empty: bool,
    /// The regions of each country, the one with most matching items first.
    pub(super) of_country: HashMap<Country, Vec<usize>>,
    /// Who makes what, plant after plant.
    made: Vec<Made>,
}

/// A region and how many items it has.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub value: u32,
    pub thing: Thing,
    /// How many matching items are there by the focus date.
    pub matching: u32,
    pub total: u32,
    /// Step of the ramp; `None` where nothing matches.
    pub step: Option<u8>,
    pub excluded: bool,
    pub chosen: bool,
    /// The middle of its lands on the map; `None` where it names no country that has a form.
    pub anchor: Option<Pos2>,
}

/// A plant that has coordinates.
#[derive(Debug, Clone)]
pub(super) struct Plant {
    pub thing: Thing,
    pub at: Pos2,
    /// How many of the models built there match and are there by the focus date.
    pub models: u32,
    /// The value of their brand, where it is one.
    pub brand: Option<u32>,
    pub selected: bool,
    /// The regions that it lies in, by their places.
    pub home: Vec<usize>,
}

/// A model made at a plant.
#[derive(Debug, Clone, Copy)]
struct Made {
    plant: usize,
    model: Thing,
    item: usize,
    /// It matches, and is there by the focus date.
    counts: bool,
    /// It is there by the focus date.
    there: bool,
}

/// Models made at a plant for a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flow {
    /// Its place among the plants.
    pub plant: usize,
    /// Its place among the regions.
    pub region: usize,
    pub models: u32,
    /// The plant lies in the region itself.
    pub home: bool,
    /// It is shown because of what the person picked or points at, not because all are.
    pub picked: bool,
    /// Some of the models are there by the focus date.
    pub there: bool,
}

impl Tally {
    /// Counts what matches.
    pub fn new(look: &Look<'_>, choices: MapChoices) -> Self {
        let counted = look.there();
        let mut tally = Self { is_empty: counted.count() == 0, ..Self::default() };
        tally.count_regions(look, &counted);
        tally.count_plants(look, &counted);
        let picked = look.selection.map(|thing| Concerns::new(look.plan, thing));
        for plant in &mut tally.plants {
            plant.selected = picked.as_ref().is_some_and(|picked| picked.plant(look.plan, plant.thing));
        }
        tally.flows = match choices.flows {
            Flows::None => Vec::new(),
            Flows::Selected => tally.flows_of(look.plan, picked.as_ref(), false),
            Flows::All => tally.flows_of(look.plan, picked.as_ref(), true),
        };
        tally
    }

    fn count_regions(&mut self, look: &Look<'_>, counted: &BitSet) {
        let column = look.plan.items().column(Facet::Region);
        let all = BitSet::all(look.plan.items().len());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let chosen = look.chosen(Facet::Region);
        let mut for_classes = Vec::new();
        for (value, facet) in (0..).zip(column.values()) {
            let Some(thing) = facet.thing else { continue };
            let record = look.plan.record(thing);
            let excluded = record.facts(Field::Excluded).any(|f| *f == Fact::Flag(true));
            let members = column.members(value);
            let mut countries: Vec<Country> = record.countries(Field::Countries).collect();
            countries.sort_unstable();
            countries.dedup();
            let place = self.regions.len();
            countries.iter().for_each(|c| self.of_country.entry(*c).or_default().push(place));
            if !excluded {
                // Without the date, so that colours keep their meaning while time runs.
                for_classes.push(number(members.count_in(look.matching)));
            }
            self.regions.push(Region {
                value,
                thing,
                matching: number(members.count_in(counted)),
                total: number(members.count_in(&all)),
                step: None,
                excluded,
                chosen: chosen.contains(&value) || look.selection == Some(thing),
                anchor: anchor(&countries),
            });
        }
        self.classes = Classes::new(for_classes.into_iter());
        for region in self.regions.iter_mut().filter(|r| !r.excluded) {
            region.step = self.classes.step(region.matching);
        }
        let rank = |n: &usize| self.regions.get(*n).map(|r| (r.excluded, u32::MAX - r.matching));
        self.of_country.values_mut().for_each(|list| list.sort_by_key(|n| rank(n)));
    }

    fn count_plants(&mut self, look: &Look<'_>, counted: &BitSet) {
        let (plan, items) = (look.plan, look.plan.items());
        let brands = items.column(Facet::Brand);
        let models = ModelCounts::new(plan, counted);
        for (thing, record) in plan.of_kind(Kind::Plant) {
            let Some((lat, lon)) = record.coordinates() else { continue };
            let home = self.home(record.countries(Field::Country).next(), point(GeoPlace { lat, lon }));
            let plant = self.plants.len();
            let (mut count, mut several) = (0, false);
            let mut brand = None;
            for model in built_at(plan, thing) {
                let Some(item) = items.item_of(model).map(|i| i.0 as usize) else { continue };
                let counts = models.matches(model);
                self.made.push(Made { plant, model, item, counts, there: look.is_there(item) });
                if counts {
                    count += 1;
                    for &value in brands.of(item).iter().filter(|v| **v != NOT_STATED) {
                        several |= brand.is_some_and(|b| b != value);
                        brand = Some(value);
                    }
                }
            }
            let brand = brand.filter(|_| !several);
            let at = point(GeoPlace { lat, lon });
            self.plants.push(Plant { thing, at, models: count, brand, selected: false, home });
        }
    }

    /// The flows that a thing concerns, what is picked last; with `all`, those of every matching model too.
    pub(super) fn flows_of(&self, plan: &Plan, picked: Option<&Concerns>, all: bool) -> Vec<Flow> {
        if picked.is_none() && !all {
            return Vec::new();
        }
        let mut served: BTreeMap<(usize, usize), Flow> = BTreeMap::new();
        for made in &self.made {
            let Some(plant) = self.plants.get(made.plant) else { continue };
            for region in self.regions_of(plan.items(), made.item) {
                let thing = |n: usize| self.regions.get(n).map(|r| r.thing);
                let mut touched =
                    thing(region).into_iter().chain(plant.home.iter().filter_map(|n| thing(*n)));
                let is_picked = picked.is_some_and(|p| match p.region() {
                    Some(region) => made.counts && touched.any(|t| t == region),
                    None => p.makes(plant.thing, made.model),
                });
                if is_picked || (all && made.counts) {
                    let home = plant.home.contains(&region);
                    let none =
                        Flow { plant: made.plant, region, models: 0, home, picked: false, there: false };
                    let flow = served.entry((made.plant, region)).or_insert(none);
                    flow.models += 1;
                    flow.picked |= is_picked;
                    flow.there |= made.there;
                }
            }
        }
        let mut flows: Vec<Flow> = served.into_values().collect();
        flows.sort_by_key(|flow| flow.picked);
        flows
    }

    /// The regions that a plant lies in: by its country, or else by where it stands.
    fn home(&self, country: Option<Country>, at: Pos2) -> Vec<usize> {
        let far = world(Detail::Far);
        let stands_in = || far.about(at).and_then(|n| far.lands.get(n)).and_then(|land| land.country);
        let list = country.or_else(stands_in).and_then(|c| self.of_country.get(&c));
        list.cloned().unwrap_or_default()
    }

    /// The regions of an item, by their places.
    fn regions_of<'a>(&'a self, items: &'a Items, item: usize) -> impl Iterator<Item = usize> + 'a {
        let values = items.column(Facet::Region).of(item);
        // Regions stand in the order of the column.
        values.iter().filter_map(|v| self.regions.binary_search_by_key(v, |r| r.value).ok())
    }
}

/// The models that a plant builds.
pub(super) fn built_at(plan: &Plan, plant: Thing) -> impl Iterator<Item = Thing> + '_ {
    let links = plan.referring(plant).iter();
    links
        .filter(|(field, from)| *field == Field::Plants && plan.record(*from).kind == Kind::Model)
        .map(|(_, from)| *from)
}

/// Which models match: by themselves, or by what happens to them.
struct ModelCounts<'a> {
    plan: &'a Plan,
    counted: &'a BitSet,
    values: HashMap<Thing, u32>,
}

impl<'a> ModelCounts<'a> {
    fn new(plan: &'a Plan, counted: &'a BitSet) -> Self {
        let values = plan.items().column(Facet::Model).values();
        let values = (0..).zip(values).filter_map(|(n, v)| Some((v.thing?, n))).collect();
        Self { plan, counted, values }
    }

    fn matches(&self, model: Thing) -> bool {
        let column = self.plan.items().column(Facet::Model);
        self.values.get(&model).is_some_and(|value| column.members(*value).count_in(self.counted) > 0)
    }
}

/// The middle of countries on the map, moved onto one of them where it falls beside.
fn anchor(countries: &[Country]) -> Option<Pos2> {
    let far = world(Detail::Far);
    let mut lands: Vec<&Land> = countries.iter().filter_map(|c| far.of(*c)).collect();
    if lands.is_empty() {
        // The smallest countries are only in the near outlines.
        lands = countries.iter().filter_map(|c| world(Detail::Near).of(*c)).collect();
    }
    let main = |land: &&Land| land.parts.first().map_or(0.0, |p| p.extent);
    let largest = lands.iter().copied().max_by(|a, b| main(a).total_cmp(&main(b)))?.parts.first()?;
    let weigh = |part: &LandPart| (part.center.to_vec2() * part.extent, part.extent);
    let (sum, extent) = lands
        .iter()
        .filter_map(|l| l.parts.first())
        .map(weigh)
        .fold((Vec2::ZERO, 0.0), |(s, e), (sum, extent)| (s + sum, e + extent));
    let middle = (sum / extent.max(1e-9)).to_pos2();
    let within = lands.iter().any(|l| l.parts.iter().any(|p| p.area.contains(middle)));
    Some(if within { middle } else { largest.room().0 })
}
