//! A small plan that has nothing to do with cars, for the tests of views: a ferry company.
//!
//! It must never grow into a copy of a real plan.

use crate::date::When;
use crate::explore::Filter;
use crate::plan::{About, BitSet, Country, Fact, Field, Kind, Plan, Record, Thing};
use crate::scene::{Metrics, Scene};
use crate::views::Look;

/// Records in the making, linked by id.
#[derive(Default)]
pub(crate) struct Sketch(Vec<(Record, Vec<(Field, String)>)>);

impl Sketch {
    /// Adds a record; its id is its name in lower case with hyphens.
    pub(crate) fn add(&mut self, kind: Kind, name: &str, links: &[(Field, &str)], facts: &[(Field, Fact)]) {
        let id = name.to_lowercase().replace(' ', "-");
        let record = Record { facts: facts.into(), ..Record::new(kind, &id, name) };
        self.0.push((record, links.iter().map(|(field, id)| (*field, (*id).to_owned())).collect()));
    }

    /// Adds a milestone of some things at some time.
    pub(crate) fn milestone(&mut self, name: &str, of: &[&str], when: &str) {
        let links: Vec<_> = of.iter().map(|id| (Field::Of, *id)).collect();
        self.add(Kind::Milestone, name, &links, &[]);
        if let Some((record, _)) = self.0.last_mut() {
            record.when = When::parse(when).ok();
        }
    }

    /// Adds a milestone of a kind.
    pub(crate) fn milestone_of_kind(&mut self, name: &str, of: &[&str], when: &str, kind: &str) {
        self.milestone(name, of, when);
        if let Some((record, _)) = self.0.last_mut() {
            record.facts = [(Field::Kind, Fact::Text(kind.into()))].into();
        }
    }

    /// Changes the record that was added last.
    pub(crate) fn last(&mut self, change: impl FnOnce(&mut Record)) {
        if let Some((record, _)) = self.0.last_mut() {
            change(record);
        }
    }

    /// Adds a region of countries.
    pub(crate) fn region(&mut self, name: &str, countries: &[&str]) {
        let facts: Vec<_> = countries
            .iter()
            .map(|c| (Field::Countries, Fact::Country(Country::from_alpha2(c).unwrap())))
            .collect();
        self.add(Kind::Region, name, &[], &facts);
    }

    /// Adds a plant at a latitude and longitude.
    pub(crate) fn plant(&mut self, name: &str, country: &str, lat: f64, lon: f64) {
        let country = Fact::Country(Country::from_alpha2(country).unwrap());
        let facts = [(Field::Country, country), (Field::At, Fact::Coordinates(lat, lon))];
        self.add(Kind::Plant, name, &[], &facts);
    }

    /// The plan.
    pub(crate) fn plan(self) -> Plan {
        self.plan_about(About::default())
    }

    /// The plan, with what it says of itself.
    pub(crate) fn plan_about(mut self, about: About) -> Plan {
        self.0.sort_by_key(|(record, _)| record.kind);
        let ids: Vec<Box<str>> = self.0.iter().map(|(record, _)| record.id.clone()).collect();
        let place = |id: &str| Thing::nth(ids.iter().position(|i| **i == *id).expect(id));
        let resolve = |(mut record, links): (Record, Vec<(Field, String)>)| {
            record.links = links.iter().map(|(field, id)| (*field, place(id))).collect();
            record
        };
        let records = self.0.into_iter().map(resolve).collect();
        Plan::new(about, Vec::new(), records)
    }
}

/// Two regions on one continent, one of them sharing a country with the other, a region that is left out,
/// three yards, three classes of ferries, no platform.
pub(crate) fn ferries() -> Plan {
    let mut s = Sketch::default();
    s.add(Kind::Company, "Kattegat Lines", &[], &[]);
    s.add(Kind::Brand, "Blue", &[(Field::Company, "kattegat-lines")], &[]);
    s.add(Kind::Brand, "Night", &[(Field::Company, "kattegat-lines")], &[]);
    s.region("North", &["NO", "SE", "DK", "FI"]);
    s.region("South", &["DE", "PL", "DK"]);
    s.region("East", &["EE", "LV", "LT"]);
    if let Some((record, _)) = s.0.last_mut() {
        record.facts = record.facts.iter().cloned().chain([(Field::Excluded, Fact::Flag(true))]).collect();
    }
    s.plant("Gothenburg", "SE", 57.70, 11.97);
    s.plant("Gdynia", "PL", 54.52, 18.53);
    s.plant("Turku", "FI", 60.45, 22.27);
    let model = |brand, plants: &[&'static str], regions: &[&'static str]| {
        let plants = plants.iter().map(|id| (Field::Plants, *id));
        let regions = regions.iter().map(|id| (Field::Regions, *id));
        std::iter::once((Field::Brands, brand)).chain(plants).chain(regions).collect::<Vec<_>>()
    };
    let electric =
        [(Field::Energy, Fact::Text("electric".into())), (Field::Segment, Fact::Text("day".into()))];
    s.add(Kind::Model, "Skagen class", &model("blue", &["gothenburg"], &["north"]), &electric);
    s.add(Kind::Model, "Bornholm class", &model("night", &["gdynia"], &["south", "north"]), &[]);
    s.add(Kind::Model, "Aland class", &model("blue", &["gdynia"], &["north"]), &[]);
    s.milestone("Skagen keel", &["skagen-class"], "2026-03");
    s.milestone("Skagen sails", &["skagen-class"], "2027-Q2");
    s.milestone("Bornholm sails", &["bornholm-class"], "2028");
    s.plan()
}

/// The texts of a picture.
pub(crate) fn texts(scene: &Scene) -> Vec<String> {
    scene.texts().map(str::to_owned).collect()
}

/// A plan shown whole.
pub(crate) struct Shown {
    pub plan: Plan,
    pub filter: Filter,
    pub matching: BitSet,
    pub metrics: Metrics,
}

impl Shown {
    /// With everything matching.
    pub(crate) fn new(plan: Plan) -> Self {
        let matching = BitSet::all(plan.items().len());
        Self { plan, filter: Filter::default(), matching, metrics: Metrics::new() }
    }

    /// What views are given.
    pub(crate) fn look(&self) -> Look<'_> {
        Look::new(&self.plan, &self.filter, &self.matching, &self.metrics)
    }
}
