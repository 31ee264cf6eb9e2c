//! One plan of two editions: the newer one's records, and those that only the older one has.
//!
//! It must never let what only the older edition says change what the newer one says.

use super::classes;
use super::pairs::Pairs;
use super::why;
use crate::explore::counting::{Count, Counting};
use crate::plan::{
    Against, Became, Before, Change, CountedThen, Kind, Plan, Record, Source, SourceIndex, Thing,
};
use std::collections::{HashMap, HashSet};

pub(super) fn merged(older: &Plan, newer: &Plan, pairs: &Pairs) -> Plan {
    let places = Places::new(older, newer, pairs);
    let mut sources = Sources { all: newer.sources().to_vec(), known: HashMap::new(), ids: None };
    let len = newer.records().len() + places.silent;
    let (mut records, mut became) = (Vec::with_capacity(len), Vec::with_capacity(len));
    let mut ids = HashSet::new();
    for kind in Kind::ALL {
        for (thing, record) in newer.of_kind(*kind) {
            let record = moved(record.clone(), &places.now);
            let before = pairs.of_newer.get(thing.index()).copied().flatten();
            became.push(match before {
                Some(before) => changed((older, newer), (before, thing), &record, pairs, &places),
                None => Became::of([Change::New]),
            });
            records.push(record);
        }
        for (thing, record) in older.of_kind(*kind) {
            if pairs.of_older.get(thing.index()).is_some_and(Option::is_some) {
                continue;
            }
            let mut record = moved(record.clone(), &places.before);
            for evidence in
                record.evidence.iter_mut().chain(record.ties.iter_mut().flat_map(|t| &mut t.evidence))
            {
                evidence.source = sources.of(older, evidence.source);
            }
            // The newer edition may use the id for something else.
            while newer.find(&record.id).is_some() || ids.contains(&record.id) {
                record.id = format!("{}~", record.id).into();
            }
            ids.insert(record.id.clone());
            records.push(record);
            became.push(Became::of([Change::Silent]));
        }
    }
    let against = Against { about: older.about().clone(), became, counted: counted(older, newer, &places) };
    Plan::set_against(newer.about().clone(), sources.all, records, against)
}

/// What the older edition lets one count towards the newer one's targets: the same rule asked of both.
fn counted(older: &Plan, newer: &Plan, places: &Places) -> Vec<(Thing, CountedThen)> {
    let Some(as_of) = older.about().as_of else { return Vec::new() };
    let counting = Counting::new(older);
    let counted = newer.of_kind(Kind::Target).filter_map(|(thing, target)| {
        let Count::Counted(then) = counting.count(target, as_of.days().1) else { return None };
        let then = CountedThen { there: then.now.len(), named: then.named.len() };
        Some((*places.now.get(thing.index())?, then))
    });
    let mut counted: Vec<_> = counted.collect();
    counted.sort_unstable_by_key(|(thing, _)| *thing);
    counted
}

/// Where the records of both editions stand in the plan of both.
struct Places {
    before: Vec<Thing>,
    now: Vec<Thing>,
    /// How many only the older edition has.
    silent: usize,
}

impl Places {
    fn new(older: &Plan, newer: &Plan, pairs: &Pairs) -> Self {
        let mut places = Self {
            before: vec![Thing::nth(0); older.records().len()],
            now: Vec::with_capacity(newer.records().len()),
            silent: 0,
        };
        let mut next = 0;
        for kind in Kind::ALL {
            for _ in newer.of_kind(*kind) {
                places.now.push(Thing::nth(next));
                next += 1;
            }
            for (thing, _) in older.of_kind(*kind) {
                if pairs.of_older.get(thing.index()) == Some(&None) {
                    places.before[thing.index()] = Thing::nth(next);
                    places.silent += 1;
                    next += 1;
                }
            }
        }
        for (before, now) in pairs.of_older.iter().enumerate() {
            if let Some(now) = now.and_then(|now| places.now.get(now.index())) {
                places.before[before] = *now;
            }
        }
        places
    }
}

/// A record with its references as another table has them.
fn moved(mut record: Record, places: &[Thing]) -> Record {
    let place = |to: &mut Thing| *to = places.get(to.index()).copied().unwrap_or(*to);
    record.links.iter_mut().for_each(|(_, to)| place(to));
    record.ties.iter_mut().for_each(|tie| place(&mut tie.to));
    record
}

/// What became of a record that both editions have.
fn changed(
    (older, newer): (&Plan, &Plan),
    (before, now): (Thing, Thing),
    record: &Record,
    pairs: &Pairs,
    places: &Places,
) -> Became {
    let old = older.record(before);
    let by_name = pairs.by_name.get(before.index()) == Some(&true);
    let coming = || older.coming(before).map(|coming| coming.moment);
    // Of a model its date is told by others, whether it says something else itself or not.
    let comes = record.kind == Kind::Model && coming() != newer.coming(now).map(|coming| coming.moment);
    if !by_name && !comes && classes::is_same(old, record, &places.before) {
        return Became::of([]);
    }
    let (disputed, told_by) = (old.is_disputed(), why::newest((older, old), (newer, newer.record(now))));
    let old = moved(without_evidence(old), &places.before);
    let (changes, slip) = classes::changes(&old, record, disputed);
    let before = Before { record: old, slip, coming: coming(), disputed, told_by, by_name };
    let mut became = Became::of(changes);
    became.before = Some(Box::new(before));
    became
}

fn without_evidence(record: &Record) -> Record {
    let ties = record.ties.iter().map(|tie| crate::plan::Tie { evidence: Box::default(), ..tie.clone() });
    Record {
        kind: record.kind,
        id: record.id.clone(),
        name: record.name.clone(),
        aka: record.aka.clone(),
        when: record.when,
        status: record.status,
        links: record.links.clone(),
        facts: record.facts.clone(),
        ties: ties.collect(),
        note: record.note.clone(),
        evidence: Box::default(),
    }
}

/// The sources of the newer edition, and those of the older one that are still needed.
struct Sources {
    all: Vec<Source>,
    known: HashMap<SourceIndex, SourceIndex>,
    /// Where each id stands, once somebody asks.
    ids: Option<HashMap<Box<str>, u32>>,
}

impl Sources {
    /// The place of a source of the older edition.
    fn of(&mut self, older: &Plan, source: SourceIndex) -> SourceIndex {
        if let Some(known) = self.known.get(&source) {
            return *known;
        }
        let all = &mut self.all;
        let ids = self.ids.get_or_insert_with(|| (0..).zip(&*all).map(|(n, s)| (s.id.clone(), n)).collect());
        let mut own = older.source(source).clone();
        let same = ids.get(&own.id).filter(|n| all.get(**n as usize).is_some_and(|s| s.title == own.title));
        let place = match same {
            Some(place) => *place,
            None => {
                while ids.contains_key(&own.id) {
                    own.id = format!("{}~", own.id).into();
                }
                let place = all.len() as u32;
                ids.insert(own.id.clone(), place);
                all.push(own);
                place
            }
        };
        self.known.insert(source, SourceIndex(place));
        SourceIndex(place)
    }
}
