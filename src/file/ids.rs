//! Table of ids: which ones a file uses, and for what.
//!
//! It must never hold a second copy of an id that the file's text can lend.

use super::text::Text;
use crate::plan::{Kind, Thing};
use hashbrown::HashTable;
use std::hash::{BuildHasher, RandomState};

/// The ids of all records in the order of the plan, or of all sources.
#[derive(Debug, Default)]
pub struct Ids<'a> {
    hasher: RandomState,
    table: HashTable<u32>,
    ids: Vec<Text<'a>>,
    /// Which of them begin each kind.
    starts: Vec<(Kind, u32)>,
}

impl<'a> Ids<'a> {
    /// Room for so many.
    pub fn with_capacity(count: usize) -> Self {
        Self { table: HashTable::with_capacity(count), ids: Vec::with_capacity(count), ..Self::default() }
    }

    /// From now on the ids are of this kind.
    pub fn begin(&mut self, kind: Kind) {
        self.starts.push((kind, self.count()));
    }

    /// Notes an id; gives the one that has it already, if it is not empty. The number is used up either way.
    pub fn add(&mut self, id: Text<'a>) -> Option<Thing> {
        let n = self.count();
        self.ids.push(id);
        let id = self.ids.last().filter(|id| !id.is_empty())?;
        if let Some(first) = self.find(id) {
            return Some(first);
        }
        let Self { hasher, table, ids, .. } = self;
        let hash = |n: &u32| hasher.hash_one(ids.get(*n as usize).map_or("", |id| &**id));
        table.insert_unique(hash(&n), n, hash);
        None
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.ids.len() as u32
    }

    /// The one that has an id.
    pub fn find(&self, id: &str) -> Option<Thing> {
        let found = self.table.find(self.hasher.hash_one(id), |n| self.id(Thing::nth(*n)) == id);
        found.map(|n| Thing::nth(*n))
    }

    /// The id of one.
    pub fn id(&self, thing: Thing) -> &str {
        self.ids.get(thing.index()).map_or("", |id| id)
    }

    /// Its kind, and its place among those of its kind.
    pub fn place(&self, thing: Thing) -> (Kind, usize) {
        let after = self.starts.partition_point(|(_, start)| *start as usize <= thing.index());
        let found = after.checked_sub(1).and_then(|n| self.starts.get(n));
        found.map_or((Kind::Company, thing.index()), |(kind, start)| (*kind, thing.index() - *start as usize))
    }

    /// The ids of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let at = self.starts.iter().position(|(k, _)| *k == kind);
        let start = |n: usize| self.starts.get(n).map_or(self.ids.len(), |(_, start)| *start as usize);
        let range = at.map_or(0..0, |n| start(n)..start(n + 1));
        self.ids.get(range).unwrap_or_default().iter().map(|id| &**id)
    }

    /// Every id.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(|id| &**id)
    }
}
