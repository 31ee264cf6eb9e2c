//! What a plan is: records, sources, who refers to whom, and the items that filters scan.
//!
//! It must never read a file, fail, or know how anything is drawn. `file` makes a plan of records that
//! it has checked; from then on a plan does not change.

mod about;
mod area;
mod bits;
mod change;
mod coming;
mod country;
mod derive;
mod dispute;
mod extent;
mod facet;
mod figure;
mod fold;
mod items;
mod near;
mod record;
mod whose;
mod words;
mod years;

pub use about::{About, Life, LifeStage, PlanView, PlanWord, PlanWords};
pub use bits::BitSet;
pub use change::{Against, Became, Before};
pub use coming::Coming;
pub use country::Country;
pub use dispute::Dispute;
pub use extent::Extent;
pub use facet::{FacetTraits, SentencePart};
pub use figure::Figure;
pub use fold::{fold, fold_into, one_case};
pub use items::{Column, FacetValue, Item, Items, Members, NOT_STATED};
pub use near::Near;
pub use record::{Evidence, Fact, Record, Source, SourceIndex, Thing, Tie};
pub use words::{Change, Facet, Field, Kind, Said, Status};

use coming::Comings;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::OnceLock;
use years::Years;

/// One edition of a plan.
#[derive(Debug, Clone)]
pub struct Plan {
    about: About,
    sources: Vec<Source>,
    records: Vec<Record>,
    ids: Ids,
    back: BackLinks,
    items: Items,
    comings: Comings,
    years: OnceLock<Years>,
    against: Option<Box<Against>>,
}

impl Plan {
    /// A plan of checked records: ids unique, links and sources within bounds.
    pub fn new(about: About, sources: Vec<Source>, records: Vec<Record>) -> Self {
        Self::made(about, sources, records, None)
    }

    /// The same of the records of two editions, with what became of each since the older one. What only the older
    /// edition has says nothing of what both have.
    pub fn set_against(about: About, sources: Vec<Source>, records: Vec<Record>, against: Against) -> Self {
        Self::made(about, sources, records, Some(Box::new(against)))
    }

    fn made(about: About, sources: Vec<Source>, records: Vec<Record>, against: Option<Box<Against>>) -> Self {
        let ids = Ids::new(&records);
        let became: &[Became] = against.as_ref().map_or(&[], |against| &against.became);
        let back = BackLinks::new(&records, became);
        let until = about.horizon.map(|moment| moment.days().1);
        let mut items = Items::new(&records, &sources, &back, (until, became));
        items.call_kinds(&about.words);
        let comings = Comings::new(&records, &back, &about.arrivals);
        Self { about, sources, records, ids, back, items, comings, years: OnceLock::new(), against }
    }

    /// What the file says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// What the plan calls its kinds of records and facets.
    pub fn words(&self) -> &PlanWords {
        &self.about.words
    }

    /// Every source, in the order of the file.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// One source.
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.index()]
    }

    /// Every record, entities first, each kind in the order of the file.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// One record. A number of another plan that leads nowhere here is a record without id and name: no look-up
    /// panics, and what outlives a plan is known by id anyway.
    pub fn record(&self, thing: Thing) -> &Record {
        static NOBODY: OnceLock<Record> = OnceLock::new();
        let nobody = || NOBODY.get_or_init(|| Record::new(Kind::Milestone, "", ""));
        self.records.get(thing.index()).unwrap_or_else(nobody)
    }

    /// Every record of a kind, with its place.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (Thing, &Record)> + '_ {
        let start = self.records.partition_point(|r| r.kind < kind);
        (start as u32..)
            .zip(&self.records[start..])
            .take_while(move |(_, r)| r.kind == kind)
            .map(|(n, r)| (Thing(n), r))
    }

    /// How many records of a kind there are.
    pub fn count_of(&self, kind: Kind) -> usize {
        let start = self.records.partition_point(|r| r.kind < kind);
        self.records.partition_point(|r| r.kind <= kind) - start
    }

    /// The record of an id.
    pub fn find(&self, id: &str) -> Option<Thing> {
        self.ids.find(id, &self.records)
    }

    /// The records that refer to this one, each with the field that does.
    pub fn referring(&self, thing: Thing) -> &[(Field, Thing)] {
        self.back.of(thing)
    }

    /// What rows and colours stand for as long as nobody says otherwise: brands, or companies in a plan without
    /// brands, or the first other kind of things that it has.
    pub fn main_grouping(&self) -> Facet {
        let facets = [
            (Kind::Brand, Facet::Brand),
            (Kind::Company, Facet::Company),
            (Kind::Platform, Facet::Platform),
            (Kind::Region, Facet::Region),
        ];
        let found = facets.into_iter().find(|(kind, _)| self.count_of(*kind) > 0);
        found.map_or(Facet::Kind, |(_, facet)| facet)
    }

    /// The items and their columns.
    pub fn items(&self) -> &Items {
        &self.items
    }

    /// When a thing comes: a model with the first of the arrivals that the plan names, anything else at its own
    /// date. In a plan that names no arrivals no model is said to come.
    pub fn coming(&self, thing: Thing) -> Option<Coming> {
        self.comings.of(thing, self.record(thing))
    }

    /// The years in which something of an item happens, ascending; [`NOT_STATED`] where it has no date. An
    /// open end adds none.
    pub fn years(&self, item: usize) -> &[u32] {
        self.years.get_or_init(|| Years::new(&self.records, &self.back, &self.items)).of(item)
    }

    /// The older edition that the plan is set against, where it is.
    pub fn against(&self) -> Option<&Against> {
        self.against.as_deref()
    }

    /// What became of a record since the older edition; `None` in a plan that is set against none.
    pub fn became(&self, thing: Thing) -> Option<&Became> {
        self.against.as_ref()?.became.get(thing.index())
    }

    /// Whether only the older edition mentions a record.
    pub fn is_silent(&self, thing: Thing) -> bool {
        self.became(thing).is_some_and(|became| became.is(Change::Silent))
    }

    /// How far the sources of a record differ; `None` where all say the same.
    pub fn dispute(&self, record: &Record) -> Option<Dispute> {
        Dispute::of(record, &self.sources, self.about.calendar())
    }

    /// Whether sources of a record contradict each other: what the corner in the disagreement colour says. What is
    /// only less exact, or was said before things moved, has none.
    pub fn is_contradicted(&self, record: &Record) -> bool {
        self.dispute(record) == Some(Dispute::Open)
    }

    /// Whether milestones say by their kinds when models come.
    pub fn tells_coming(&self) -> bool {
        self.comings.told
    }
}

/// Ids to places, without a second copy of the ids.
#[derive(Debug, Clone)]
struct Ids {
    hasher: std::hash::RandomState,
    table: HashTable<u32>,
}

impl Ids {
    fn new(records: &[Record]) -> Self {
        let hasher = std::hash::RandomState::new();
        let mut table = HashTable::with_capacity(records.len());
        let hash = |n: &u32| hasher.hash_one(&*records[*n as usize].id);
        for n in 0..records.len() as u32 {
            table.insert_unique(hash(&n), n, hash);
        }
        Self { hasher, table }
    }

    fn find(&self, id: &str, records: &[Record]) -> Option<Thing> {
        let hash = self.hasher.hash_one(id);
        self.table.find(hash, |n| &*records[*n as usize].id == id).map(|n| Thing(*n))
    }
}

/// For each record, who refers to it: one flat list and where each record's part begins.
#[derive(Debug, Clone)]
pub(crate) struct BackLinks {
    starts: Vec<u32>,
    links: Vec<(Field, Thing)>,
}

impl BackLinks {
    fn new(records: &[Record], became: &[Became]) -> Self {
        let silent = |n: usize| became.get(n).is_some_and(|became| became.is(Change::Silent));
        let links = |n: usize| {
            // What is not mentioned any more says nothing of what is.
            let links = records.get(n).map(|record| &*record.links).unwrap_or_default();
            links.iter().filter(move |(_, to)| !silent(n) || silent(to.index()))
        };
        let mut starts = vec![0u32; records.len() + 1];
        let mut count = 0;
        for (_, to) in (0..records.len()).flat_map(links) {
            starts[to.index() + 1] += 1;
            count += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut next = starts.clone();
        let mut flat = vec![(Field::Of, Thing(0)); count];
        for n in 0..records.len() {
            for (field, to) in links(n) {
                let slot = &mut next[to.index()];
                flat[*slot as usize] = (*field, Thing(n as u32));
                *slot += 1;
            }
        }
        Self { starts, links: flat }
    }

    pub(crate) fn of(&self, thing: Thing) -> &[(Field, Thing)] {
        part(&self.starts, &self.links, thing.index())
    }
}

/// The part of a flat list that belongs to a place, given where each place's part begins; empty for a place
/// beyond the list.
fn part<'a, T>(starts: &[u32], flat: &'a [T], place: usize) -> &'a [T] {
    let bounds = starts.get(place).zip(starts.get(place + 1));
    bounds.and_then(|(from, to)| flat.get(*from as usize..*to as usize)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_plan_leads_nowhere_and_ends_nothing() {
        let plan = Plan::new(About::default(), Vec::new(), Vec::new());
        for thing in [Thing(0), Thing(7), Thing(u32::MAX - 1)] {
            assert_eq!((&*plan.record(thing).id, plan.referring(thing).len()), ("", 0));
            assert_eq!(plan.coming(thing), None);
            let column = plan.items().column(Facet::Brand);
            assert!(column.of(thing.index()).is_empty() && column.members(thing.0).steps() == 0);
            assert_eq!(plan.items().days(thing.index()), None);
            assert!(plan.years(thing.index()).is_empty());
            assert_eq!(&*plan.record(plan.items().thing(thing.index())).id, "");
        }
    }
}
