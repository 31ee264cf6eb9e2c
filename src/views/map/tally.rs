//! What the map shows, counted: regions with their numbers, plants with their models, flows between them.
//!
//! It must never depend on where the camera looks: it is made when the filter, the selection, the focus date
//! or an option changes, and kept while the person moves about.

use super::changed::{self, Courses, Shades};
use super::classes::Classes;
use super::concerns::Concerns;
use super::{Flows, MapChoices};
use crate::plan::{BitSet, Country, Facet, Fact, Field, Items, Kind, NOT_STATED, Plan, Thing};
use crate::views::Look;
use crate::views::world::{
    Detail, GeoPlace, Land, LandPart, Projection, direction, homeland, place_in, world,
};
use emath::Vec2;
use std::collections::{BTreeMap, HashMap};

/// The plan's regions, plants and flows, counted.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub(super) regions: Vec<Region>,
    pub(super) plants: Vec<Plant>,
    pub(super) flows: Vec<Flow>,
    pub(super) classes: Classes,
    /// Where the plan is compared: of by how much regions differ.
    pub(super) shades: Option<Shades>,
    /// Nothing at all is counted.
    pub(super) is_empty: bool,
    /// The regions of each country, the one with most matching items first.
    of_country: HashMap<Country, Vec<usize>>,
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
    /// How many match, whatever the date.
    pub kept: u32,
    pub total: u32,
    /// Step of the ramp; `None` where nothing matches, or, where the plan is compared, as much was set back as moved on.
    pub step: Option<u8>,
    /// Which way its items went since the edition compared with.
    pub courses: Courses,
    pub excluded: bool,
    /// It is selected.
    pub chosen: bool,
    /// The filter asks for it.
    pub asked: bool,
    /// It is filled: all are, unless the filter asks for some.
    pub shown: bool,
    /// The middle of its lands; `None` where it lies nowhere.
    pub anchor: Option<GeoPlace>,
    /// Its countries.
    pub countries: Vec<Country>,
    /// The corners of its own outline, where it is smaller than a country; a single one is a site.
    pub corners: Vec<GeoPlace>,
}

/// A plant, or a site of a model or a milestone, that has coordinates.
#[derive(Debug, Clone)]
pub(super) struct Plant {
    pub thing: Thing,
    pub place: GeoPlace,
    /// It is no plant, but where something happens.
    pub is_site: bool,
    /// It matches: by what happens there, by itself, or because nothing is asked.
    pub matches: bool,
    /// It matches, whatever the date.
    pub kept: bool,
    /// How many of the models built there match and are there by the focus date; of a site 1 where it matches.
    pub models: u32,
    /// How many more of them than in the edition compared with.
    pub difference: i32,
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
#[derive(Debug, Clone, Copy, PartialEq)]
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
    /// Where it ends; `None` where its region lies nowhere.
    pub end: Option<GeoPlace>,
}

impl Tally {
    /// Counts what matches.
    pub fn new(look: &Look<'_>, choices: MapChoices) -> Self {
        // What lies under a region or stands at a plant is counted: what stays pale elsewhere is not.
        let look = &look.plain();
        let counted = look.there();
        let mut tally = Self::default();
        tally.count_regions(look, &counted);
        tally.count_plants(look, &counted);
        tally.add_sites(look, &counted);
        if look.plan.against().is_some() {
            tally.shades = Some(changed::fill_regions(look.plan, &counted, &mut tally.regions));
            changed::count_models(look.plan, &counted, &mut tally.plants);
        }
        tally.is_empty = counted.count() == 0 && tally.plants.iter().all(|plant| !plant.matches);
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
        let asked = look.chosen(Facet::Region);
        let mut for_classes = Vec::new();
        for (value, facet) in (0..).zip(column.values()) {
            let Some(thing) = facet.thing else { continue };
            let record = look.plan.record(thing);
            let excluded = record.facts(Field::Excluded).any(|f| *f == Fact::Flag(true));
            let members = column.members(value);
            let without: Vec<Country> = record.countries(Field::Without).collect();
            let mut countries: Vec<Country> =
                record.countries(Field::Countries).filter(|c| !without.contains(c)).collect();
            countries.sort_unstable();
            countries.dedup();
            let place = self.regions.len();
            let corners = record.corners().into_iter().map(|(lat, lon)| GeoPlace { lat, lon }).collect();
            // One with an outline of its own does not fill all of its country.
            let fills = if Vec::is_empty(&corners) { &*countries } else { &[] };
            fills.iter().for_each(|c| self.of_country.entry(*c).or_default().push(place));
            if !excluded && (asked.is_empty() || asked.contains(&value)) {
                // Without the date, so that colours keep their meaning while time runs.
                for_classes.push(number(members.count_in(look.matching)));
            }
            self.regions.push(Region {
                value,
                thing,
                matching: number(members.count_in(counted)),
                kept: number(members.count_in(look.matching)),
                total: number(members.count_in(&all)),
                step: None,
                courses: Courses::default(),
                excluded,
                chosen: look.selection == Some(thing),
                asked: asked.contains(&value),
                shown: asked.is_empty() || asked.contains(&value),
                anchor: middle_of(&corners).or_else(|| anchor(&countries)),
                countries,
                corners,
            });
        }
        self.classes = Classes::new(for_classes.into_iter());
        for region in self.regions.iter_mut().filter(|r| r.shown && !r.excluded) {
            region.step = self.classes.step(region.matching);
        }
        let rank = |n: &usize| self.regions.get(*n).map(|r| (!r.shown, r.excluded, u32::MAX - r.matching));
        self.of_country.values_mut().for_each(|list| list.sort_by_key(|n| rank(n)));
    }

    fn count_plants(&mut self, look: &Look<'_>, counted: &BitSet) {
        let (plan, items) = (look.plan, look.plan.items());
        let brands = items.column(Facet::Brand);
        let models = ModelCounts::new(plan, counted);
        let (named, all) = (items.column(Facet::Plant), BitSet::all(items.len()));
        for (thing, record) in plan.of_kind(Kind::Plant) {
            let Some((lat, lon)) = record.coordinates() else { continue };
            let place = GeoPlace { lat, lon };
            let home = self.home(plan, record.countries(Field::Country).next(), place);
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
            let members = named.value_of_thing(thing).map(|value| named.members(value));
            let matches = count > 0
                || members.is_some_and(|members| members.count_in(counted) > 0)
                || (members.is_none_or(|members| members.count_in(&all) == 0)
                    && self.is_asked_for(look, &home));
            let kept = matches || members.is_some_and(|members| members.count_in(look.matching) > 0);
            let (models, difference, is_site, selected) = (count, 0, false, false);
            self.plants.push(Plant {
                thing,
                place,
                is_site,
                matches,
                kept,
                models,
                difference,
                brand,
                selected,
                home,
            });
        }
    }

    /// Whether a plant of which no item tells matches: by its region, or because nothing is asked.
    fn is_asked_for(&self, look: &Look<'_>, home: &[usize]) -> bool {
        let only_regions = look.filter.choices().all(|(facet, _)| facet == Facet::Region)
            && look.filter.dates().is_empty()
            && look.filter.words_asked().is_empty();
        let chosen = look.chosen(Facet::Region);
        let at_home = home.iter().filter_map(|n| self.regions.get(*n)).any(|r| chosen.contains(&r.value));
        look.filter.is_empty() || (only_regions && at_home)
    }

    /// Places that models and milestones have of their own.
    fn add_sites(&mut self, look: &Look<'_>, counted: &BitSet) {
        let (plan, items) = (look.plan, look.plan.items());
        let brands = items.column(Facet::Brand);
        for kind in [Kind::Model, Kind::Milestone] {
            for (thing, record) in plan.of_kind(kind) {
                let Some((lat, lon)) = record.coordinates() else { continue };
                let place = GeoPlace { lat, lon };
                let item = items.item_of(thing).map(|item| item.0 as usize);
                let matches = item.is_some_and(|item| counted.contains(item));
                let brand = match item.map(|item| brands.of(item)) {
                    Some([brand]) if *brand != NOT_STATED => Some(*brand),
                    _ => None,
                };
                let home = self.home(plan, record.countries(Field::Country).next(), place);
                let kept = item.is_some_and(|item| look.matching.contains(item));
                let (models, difference, is_site, selected) = (u32::from(matches), 0, true, false);
                self.plants.push(Plant {
                    thing,
                    place,
                    is_site,
                    matches,
                    kept,
                    models,
                    difference,
                    brand,
                    selected,
                    home,
                });
            }
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
                    let end = None;
                    let none =
                        Flow { plant: made.plant, region, models: 0, home, picked: false, there: false, end };
                    let flow = served.entry((made.plant, region)).or_insert(none);
                    flow.models += 1;
                    flow.picked |= is_picked;
                    flow.there |= made.there;
                }
            }
        }
        let mut flows: Vec<Flow> = served.into_values().collect();
        let ends = Ends::new(self, &flows);
        flows.iter_mut().for_each(|flow| flow.end = ends.of(self, flow));
        flows.sort_by_key(|flow| flow.picked);
        flows
    }

    /// The regions that a plant lies in: by its country, or else by where it stands; and those smaller than a
    /// country whose outline holds it.
    fn home(&self, plan: &Plan, country: Option<Country>, place: GeoPlace) -> Vec<usize> {
        let far = world(Projection::World, Detail::Far);
        let land = match country {
            Some(country) => far.of(country),
            None => far.about(Projection::World.point(place)).and_then(|n| far.lands.get(n)),
        };
        let own = country.and_then(|country| self.of_country.get(&country)).map(Vec::as_slice);
        let mut home = own.or_else(|| Some(self.regions_of_land(land?))).unwrap_or_default().to_vec();
        let around = |r: &Region| !r.corners.is_empty() && plan.record(r.thing).holds(place.lat, place.lon);
        home.extend((0..).zip(&self.regions).filter(|(_, region)| around(region)).map(|(n, _)| n));
        home
    }

    /// The regions that a land is filled for: those of its own code, or else of the country that it goes with.
    pub(super) fn regions_of_land(&self, land: &Land) -> &[usize] {
        let of = |country: Option<Country>| self.of_country.get(&country?);
        of(land.country).or_else(|| of(land.with)).map_or(&[], Vec::as_slice)
    }

    /// The countries of regions that are filled, each with the region that it is filled for, in the order of the
    /// regions.
    pub(super) fn filled_countries(&self) -> impl Iterator<Item = (Country, usize)> + '_ {
        let first = |country: &Country| self.of_country.get(country).and_then(|list| list.first());
        (0..).zip(&self.regions).filter(|(_, region)| region.shown).flat_map(move |(n, region)| {
            let own = region.countries.iter().filter(move |country| first(country) == Some(&n));
            own.map(move |country| (*country, n))
        })
    }

    /// Whether some country is in several regions.
    pub(super) fn any_shared(&self) -> bool {
        self.of_country.values().any(|list| list.len() > 1)
    }

    /// The regions of an item, by their places.
    fn regions_of<'a>(&'a self, items: &'a Items, item: usize) -> impl Iterator<Item = usize> + 'a {
        let values = items.column(Facet::Region).of(item);
        // Regions stand in the order of the column.
        values.iter().filter_map(|v| self.regions.binary_search_by_key(v, |r| r.value).ok())
    }
}

/// Where flows may end in each region: at what a reader can name.
struct Ends {
    of_region: HashMap<usize, Vec<End>>,
}

/// A plant, with its number, or the middle of a country.
struct End {
    plant: Option<usize>,
    place: GeoPlace,
    direction: [f64; 3],
}

impl End {
    fn new(plant: Option<usize>, place: GeoPlace) -> Self {
        Self { plant, place, direction: direction(place) }
    }
}

impl Ends {
    fn new(tally: &Tally, flows: &[Flow]) -> Self {
        let mut of_region: HashMap<usize, Vec<End>> = HashMap::new();
        for flow in flows {
            of_region.entry(flow.region).or_default();
        }
        for (n, ends) in &mut of_region {
            let Some(region) = tally.regions.get(*n) else { continue };
            if region.corners.is_empty() {
                let homes = region.countries.iter().filter_map(|c| homeland(*c));
                ends.extend(homes.map(|home| End::new(None, home.place)));
            } else {
                ends.extend(region.anchor.map(|at| End::new(None, at)));
            }
        }
        for (n, plant) in tally.plants.iter().enumerate().filter(|(_, p)| p.matches && !p.is_site) {
            for home in &plant.home {
                if let Some(ends) = of_region.get_mut(home) {
                    ends.push(End::new(Some(n), plant.place));
                }
            }
        }
        Self { of_region }
    }

    /// The nearest; what is made at home goes to the country itself rather than to a plant beside.
    fn of(&self, tally: &Tally, flow: &Flow) -> Option<GeoPlace> {
        let from = direction(tally.plants.get(flow.plant)?.place);
        let nearness = |at: &[f64; 3]| (0..3).map(|i| at[i] * from[i]).sum::<f64>();
        let ends = self.of_region.get(&flow.region)?.iter();
        let others = ends.filter(|end| end.plant.is_none() || !flow.home);
        let nearest = others.max_by(|a, b| nearness(&a.direction).total_cmp(&nearness(&b.direction)));
        nearest.map(|end| end.place)
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

/// The middle of an outline.
fn middle_of(corners: &[GeoPlace]) -> Option<GeoPlace> {
    let sum =
        corners.iter().map(|p| direction(*p)).fold([0.0; 3], |[a, b, c], [x, y, z]| [a + x, b + y, c + z]);
    (!corners.is_empty()).then(|| place_in(sum))
}

/// The middle of countries on the map, moved onto one of them where it falls beside.
fn anchor(countries: &[Country]) -> Option<GeoPlace> {
    let far = world(Projection::World, Detail::Far);
    let lands: Vec<&Land> = countries.iter().filter_map(|c| far.of(*c)).collect();
    let main = |land: &&Land| land.parts.first().map_or(0.0, |p| p.extent);
    let Some(largest) = lands.iter().copied().max_by(|a, b| main(a).total_cmp(&main(b))) else {
        // The smallest countries are only in the near outlines, or in none.
        return countries.iter().find_map(|c| homeland(*c)).map(|home| home.place);
    };
    let weigh = |part: &LandPart| (part.center.to_vec2() * part.extent, part.extent);
    let (sum, extent) = lands
        .iter()
        .filter_map(|l| l.parts.first())
        .map(weigh)
        .fold((Vec2::ZERO, 0.0), |(s, e), (sum, extent)| (s + sum, e + extent));
    let middle = (sum / extent.max(1e-9)).to_pos2();
    let within = lands.iter().any(|l| l.parts.iter().any(|p| p.area.contains(middle)));
    Projection::World.place(if within { middle } else { largest.parts.first()?.room().0 })
}
