//! Which facets an item has: its own, and those of the entities that it refers to.
//!
//! It must never guess: what no record says stays "not stated".

use super::items::{Key, Times};
use super::whose::{self, Way};
use super::{
    BackLinks, Change, Country, Facet, FacetValue, Fact, Field, Kind, Record, Said, Source, Status, Thing,
};
use std::collections::HashMap;

/// Reads facets off records.
pub(super) struct Deriver<'a> {
    records: &'a [Record],
    sources: &'a [Source],
    back: &'a BackLinks,
    regions_of: HashMap<Country, Vec<Thing>>,
}

/// How deep references are followed: milestone to target to platform to company to brand.
const DEPTH: u8 = 5;

/// References are followed no further once an item has so many values, repeats counted: far more than a person
/// could look at, and few enough for a plan in which everything refers to everything.
const ENOUGH: usize = 8192;

/// How many regions a country puts an item into.
const REGIONS: usize = 256;

impl<'a> Deriver<'a> {
    pub(super) fn new(records: &'a [Record], sources: &'a [Source], back: &'a BackLinks) -> Self {
        let mut regions_of: HashMap<Country, Vec<Thing>> = HashMap::new();
        for (n, record) in records.iter().enumerate().filter(|(_, r)| r.kind == Kind::Region) {
            for country in record.countries(Field::Countries) {
                let regions = regions_of.entry(country).or_default();
                if regions.last() != Some(&Thing(n as u32)) {
                    regions.push(Thing(n as u32));
                }
            }
        }
        Self { records, sources, back, regions_of }
    }

    /// The values that a facet has whether or not an item uses them, in the order they are shown.
    pub(super) fn known_values(&self, facet: Facet) -> Vec<(Key<'a>, FacetValue)> {
        let of_kind = |kind| {
            self.records
                .iter()
                .enumerate()
                .filter(move |(_, r)| r.kind == kind)
                .map(|(n, r)| {
                    let thing = Thing(n as u32);
                    let value = FacetValue { key: r.id.clone(), name: r.name.clone(), thing: Some(thing) };
                    (Key::Thing(thing), value)
                })
                .collect()
        };
        if let Some(kind) = facet.traits().of {
            return of_kind(kind);
        }
        match facet {
            Facet::Change => words(Change::ALL.iter().map(|c| (c.word(), c.label()))),
            Facet::Status => words(Status::ALL.iter().map(|s| (s.word(), s.label()))),
            Facet::Said => words(Said::ALL.iter().map(|s| (s.word(), s.label()))),
            Facet::Disputed => words([("yes", "yes"), ("no", "no")].into_iter()),
            Facet::Source => self
                .sources
                .iter()
                .map(|s| {
                    let value = FacetValue { key: s.id.clone(), name: s.title.clone(), thing: None };
                    (Key::Text(&s.id), value)
                })
                .collect(),
            Facet::Country => {
                let mut all: Vec<Country> = self.records.iter().flat_map(written_countries).collect();
                all.sort_unstable();
                all.dedup();
                all.into_iter()
                    .filter_map(|c| {
                        let code = country_code(c)?;
                        let value = FacetValue { key: code.into(), name: c.name().into(), thing: None };
                        Some((Key::Text(code), value))
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// When an item is, for a model all of its milestones, and whether a timeline draws it by itself.
    pub(super) fn times(&self, thing: Thing) -> (Option<Times>, bool) {
        let record = &self.records[thing.index()];
        if record.kind != Kind::Model {
            return (record.when.map(Times::of), true);
        }
        let own = self
            .back
            .of(thing)
            .iter()
            .filter(|(field, _)| *field == Field::Of)
            .map(|(_, from)| &self.records[from.index()])
            .filter(|r| r.kind == Kind::Milestone);
        let (mut times, mut any): (Option<Times>, bool) = (None, false);
        for milestone in own {
            any = true;
            if let Some(more) = milestone.when.map(Times::of) {
                times = Some(times.map_or(more, |times| times.with(more)));
            }
        }
        (times, !any)
    }

    /// Every facet value of an item, in no order, repeats possible.
    pub(super) fn derive(&self, thing: Thing, out: &mut Vec<(Facet, Key<'a>)>) {
        let record = &self.records[thing.index()];
        self.own(thing, record, out);
        let placed = self.places(record, out);
        for (field, to) in &record.links {
            if let Some(way) = whose::way_of_item(record, *field) {
                self.follow(*to, way, !placed, DEPTH, out);
            }
        }
    }

    fn own(&self, thing: Thing, record: &'a Record, out: &mut Vec<(Facet, Key<'a>)>) {
        let mut kind = record.texts(Field::Kind).peekable();
        match kind.peek() {
            Some(_) => out.extend(kind.map(|k| (Facet::Kind, Key::Text(k)))),
            None => out.push((Facet::Kind, Key::Text(record.kind.word()))),
        }
        if record.kind == Kind::Model {
            out.push((Facet::Model, Key::Thing(thing)));
        }
        self.traits_of(record, out);
        if let Some(status) = record.status {
            out.push((Facet::Status, Key::Text(status.word())));
        }
        for evidence in &record.evidence {
            out.push((Facet::Said, Key::Text(evidence.said.word())));
            if let Some(source) = self.sources.get(evidence.source.index()) {
                out.push((Facet::Source, Key::Text(&source.id)));
            }
        }
        let disputed = if record.is_disputed() { "yes" } else { "no" };
        out.push((Facet::Disputed, Key::Text(disputed)));
    }

    /// The facets that are plain text on a record and pass on to what refers to it.
    fn traits_of(&self, record: &'a Record, out: &mut Vec<(Facet, Key<'a>)>) {
        for (field, fact) in &record.facts {
            let facet = match field {
                Field::Segment => Facet::Segment,
                Field::Body => Facet::Body,
                Field::Energy => Facet::Energy,
                Field::Theme => Facet::Theme,
                _ => continue,
            };
            if let Fact::Text(text) = fact {
                out.push((facet, Key::Text(text)));
            }
        }
    }

    /// The places that a record names itself; true when it names a region, directly or by a country.
    fn places(&self, record: &'a Record, out: &mut Vec<(Facet, Key<'a>)>) -> bool {
        let before = out.len();
        for to in record.links(Field::Regions).chain(record.links(Field::Where)) {
            if self.records[to.index()].kind == Kind::Region {
                out.push((Facet::Region, Key::Thing(to)));
            }
        }
        if out.len() == before {
            for to in record.links(Field::Where) {
                self.countries_of(&self.records[to.index()], out);
            }
        }
        if record.kind != Kind::Company {
            self.countries_of(record, out);
        }
        out[before..].iter().any(|(facet, _)| *facet == Facet::Region)
    }

    fn countries_of(&self, record: &'a Record, out: &mut Vec<(Facet, Key<'a>)>) {
        for country in written_countries(record) {
            if let Some(code) = country_code(country) {
                out.push((Facet::Country, Key::Text(code)));
            }
            for region in self.regions_of.get(&country).into_iter().flatten().take(REGIONS) {
                out.push((Facet::Region, Key::Thing(*region)));
            }
        }
    }

    /// What an entity that an item refers to passes on to it. `whose` is the way to the entity: whether it
    /// says whose the item is.
    fn follow(&self, thing: Thing, way: Way, places: bool, depth: u8, out: &mut Vec<(Facet, Key<'a>)>) {
        let record = &self.records[thing.index()];
        let facet = match record.kind {
            Kind::Brand if way == Way::Badge => Some(Facet::Brand),
            Kind::Company if way != Way::Beside => Some(Facet::Company),
            Kind::Platform => Some(Facet::Platform),
            Kind::Model => Some(Facet::Model),
            Kind::Plant => Some(Facet::Plant),
            _ => None,
        };
        if let Some(facet) = facet {
            out.push((facet, Key::Thing(thing)));
        }
        if record.kind == Kind::Plant {
            // A plant's country is where something happens, not where a model is sold.
            if let Some(code) = written_countries(record).find_map(country_code) {
                out.push((Facet::Country, Key::Text(code)));
            }
        }
        if matches!(record.kind, Kind::Model | Kind::Initiative) {
            self.traits_of(record, out);
            if places {
                self.places(record, out);
            }
        }
        // What is itself an item is followed once: milestones of milestones have no end.
        if depth == 0 || (record.kind.is_item() && record.kind != Kind::Model && depth < DEPTH) {
            return;
        }
        for (field, to) in &record.links {
            if out.len() >= ENOUGH {
                return;
            }
            let next = match whose::way(record, *field, way) {
                Some(next) => next,
                // A model brings its platform along, whoever owns that.
                None if record.kind == Kind::Model && *field == Field::Platform => Way::Beside,
                None => continue,
            };
            self.follow(*to, next, places, depth - 1, out);
            let brand = whose::only_brand(record, *to, self.records, self.back);
            out.extend(brand.filter(|_| next == Way::Badge).map(|brand| (Facet::Brand, Key::Thing(brand))));
        }
    }
}

/// The countries that a record itself writes down, a region's own list aside.
fn written_countries(record: &Record) -> impl Iterator<Item = Country> + '_ {
    record.countries(Field::Country).chain(record.countries(Field::Where))
}

/// The two letters, living as long as the table of countries.
fn country_code(country: Country) -> Option<&'static str> {
    Some(country.code())
}

fn words<'a>(words: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(Key<'a>, FacetValue)> {
    words
        .map(|(word, label)| {
            (Key::Text(word), FacetValue { key: word.into(), name: label.into(), thing: None })
        })
        .collect()
}
