//! Which record of the older edition is which of the newer one: by id, then by name.
//!
//! It must never pair records of different kinds, nor guess where a name could mean several.

use crate::plan::{Field, Kind, Plan, Record, Thing, fold};
use std::collections::HashMap;

/// The records that both editions have.
pub(super) struct Pairs {
    /// For each record of the older edition that of the newer one.
    pub of_older: Vec<Option<Thing>>,
    /// For each record of the newer edition that of the older one.
    pub of_newer: Vec<Option<Thing>>,
    /// For each record of the older edition whether its name found the other.
    pub by_name: Vec<bool>,
}

/// A name, and what the thing of that name is of.
type Name = (String, Option<Thing>);

impl Pairs {
    pub fn new(older: &Plan, newer: &Plan, apart: &[Box<str>]) -> Self {
        let (before, now) = (older.records(), newer.records());
        let mut pairs = Self {
            of_older: vec![None; before.len()],
            of_newer: vec![None; now.len()],
            by_name: vec![false; before.len()],
        };
        for (n, record) in before.iter().enumerate() {
            let same = now.get(n).filter(|now| now.id == record.id).map(|_| Thing::nth(n));
            let found = same.or_else(|| newer.find(&record.id));
            if let Some(found) = found.filter(|found| newer.record(*found).kind == record.kind) {
                pairs.add(n, found);
            }
        }
        // Kinds in their order: what a thing is of is known before the thing.
        for kind in Kind::ALL {
            pairs.by_names(*kind, older, newer, apart);
        }
        pairs
    }

    /// Whether some item is in both.
    pub fn has_item(&self, older: &Plan) -> bool {
        older
            .records()
            .iter()
            .zip(&self.of_older)
            .any(|(record, pair)| record.kind.is_item() && pair.is_some())
    }

    fn add(&mut self, before: usize, now: Thing) {
        if let Some(place) = self.of_newer.get_mut(now.index()) {
            *place = Some(Thing::nth(before));
            self.of_older[before] = Some(now);
        }
    }

    /// Pairs what is left of a kind by names that one record alone has in either edition.
    fn by_names(&mut self, kind: Kind, older: &Plan, newer: &Plan, apart: &[Box<str>]) {
        let left_of = |plan: &Plan, pairs: &[Option<Thing>]| -> Vec<Thing> {
            let left = plan.of_kind(kind).filter(|(thing, _)| pairs.get(thing.index()) == Some(&None));
            left.map(|(thing, _)| thing).collect()
        };
        let (before, now) = (left_of(older, &self.of_older), left_of(newer, &self.of_newer));
        if before.is_empty() || now.is_empty() {
            return;
        }
        let mut known: HashMap<Name, (Only, Only)> = HashMap::new();
        for thing in before {
            let record = older.record(thing);
            if !apart.contains(&record.id) {
                let to = |of: Thing| self.of_older.get(of.index()).copied().flatten();
                names(record, to).for_each(|name| known.entry(name).or_default().0.add(thing));
            }
        }
        for thing in now {
            names(newer.record(thing), Some).for_each(|name| {
                if let Some(known) = known.get_mut(&name) {
                    known.1.add(thing);
                }
            });
        }
        // Two names of one record may lead to different ones: then neither counts.
        let (mut there, mut back): (HashMap<Thing, Only>, HashMap<Thing, Only>) = Default::default();
        for (before, now) in known.into_values() {
            if let (Only::One(before), Only::One(now)) = (before, now) {
                there.entry(before).or_default().add(now);
                back.entry(now).or_default().add(before);
            }
        }
        for (before, now) in there {
            if let Only::One(now) = now
                && back.get(&now) == Some(&Only::One(before))
            {
                self.add(before.index(), now);
                self.by_name[before.index()] = true;
            }
        }
    }
}

/// None, one, or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Only {
    #[default]
    None,
    One(Thing),
    More,
}

impl Only {
    fn add(&mut self, thing: Thing) {
        *self = match *self {
            Self::None => Self::One(thing),
            Self::One(known) if known == thing => Self::One(known),
            _ => Self::More,
        };
    }
}

/// The names that a record goes by, each with what it is of in the newer edition; none where that is not there.
fn names(record: &Record, to: impl Fn(Thing) -> Option<Thing>) -> impl Iterator<Item = Name> {
    let of: Vec<Option<Thing>> = match record.links(Field::Of).next() {
        None => vec![None],
        Some(_) => record.links(Field::Of).filter_map(to).map(Some).collect(),
    };
    let all = std::iter::once(&record.name).chain(&record.aka).map(|name| fold(name.trim()));
    let all: Vec<String> = all.filter(|name| !name.is_empty()).collect();
    all.into_iter().flat_map(move |name| of.clone().into_iter().map(move |of| (name.clone(), of)))
}
