//! What asking a plan needs beside its columns, prepared once; and the answer to a filter.
//!
//! It must never be kept longer than its plan: it holds places of that plan's items.

use super::amounts::amounts;
use super::filter::{Choice, Filter};
use super::haystack::{Haystack, needle};
use super::parse::WORDS;
use crate::plan::{BitSet, Column, Facet, Field, Kind, Members, Plan, Record, Thing};
use memchr::memmem;
use std::sync::{Arc, Mutex, PoisonError};

/// Prepared once a plan.
#[derive(Debug)]
pub struct Index {
    /// What each item says of itself.
    texts: Haystack,
    /// The names of the values of those facets that words search too.
    names: Vec<(Facet, Haystack)>,
    /// For each facet, how many items each value has, and what counting its short lists costs.
    totals: Vec<Totals>,
    /// The last words searched for, newest last: a facet click does not search them again.
    recent: Mutex<Vec<(String, Arc<BitSet>)>>,
}

#[derive(Debug)]
struct Totals {
    counts: Vec<u32>,
    listed: usize,
    sets: usize,
}

/// How many words' answers are kept: a query's own, and some that were typed on the way to it.
const RECENT: usize = 2 * WORDS;

impl Index {
    /// Reads every text of a plan's items.
    pub fn new(plan: &Plan) -> Self {
        let items = plan.items();
        let mut texts = Haystack::default();
        for item in 0..items.len() {
            add_texts(&mut texts, plan, items.thing(item));
            texts.end_row();
        }
        let names = Facet::ALL.iter().filter(|facet| facet.traits().searchable);
        let names = names.map(|facet| (*facet, names_of(plan, *facet))).collect();
        let totals = Facet::ALL.iter().map(|facet| Totals::new(items.column(*facet))).collect();
        Self { texts, names, totals, recent: Mutex::default() }
    }

    /// For each value of a facet, how many items of the whole plan have it.
    pub fn totals(&self, facet: Facet) -> &[u32] {
        self.totals.get(facet as usize).map_or(&[], |totals| totals.counts.as_slice())
    }

    /// For filters without words, of which no text has to be read.
    pub(crate) fn without_words() -> Self {
        Self { texts: Haystack::default(), names: Vec::new(), totals: Vec::new(), recent: Mutex::default() }
    }

    /// The items that hold a word or phrase.
    fn word(&self, plan: &Plan, text: &str) -> Arc<BitSet> {
        let needle = needle(text);
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let wider = {
            let known = recent();
            if let Some((_, set)) = known.iter().find(|(word, _)| *word == needle) {
                return set.clone();
            }
            // While a person types, each answer lies within the last one.
            let within = known.iter().filter(|(word, _)| needle.contains(word.as_str()));
            within.min_by_key(|(_, set)| set.count()).map(|(_, set)| set.clone())
        };
        let set = Arc::new(self.search(plan, &needle, wider.as_deref()));
        let mut known = recent();
        if known.len() >= RECENT {
            known.remove(0);
        }
        known.push((needle, set.clone()));
        set
    }

    fn search(&self, plan: &Plan, needle: &str, within: Option<&BitSet>) -> BitSet {
        let items = plan.items();
        let mut found = BitSet::none(items.len());
        match within.filter(|set| set.count() * 8 < items.len()) {
            Some(set) => {
                let finder = memmem::Finder::new(needle);
                set.iter()
                    .filter(|item| self.texts.row_has(*item, &finder))
                    .for_each(|item| found.insert(item));
            }
            None => self.texts.rows_with(needle, |item| found.insert(item)),
        }
        for (facet, names) in &self.names {
            names.rows_with(needle, |value| items.column(*facet).members(value as u32).add_to(&mut found));
        }
        found
    }
}

/// Everything that an item says of itself, sources' titles aside, and the names of its people.
fn add_texts(texts: &mut Haystack, plan: &Plan, thing: Thing) {
    let record = plan.record(thing);
    texts.add(&record.name);
    record.aka.iter().chain(&record.note).for_each(|text| texts.add(text));
    amounts(record).iter().for_each(|text| texts.add(text));
    let people = record.links.iter().map(|(_, to)| plan.record(*to)).filter(|to| to.kind == Kind::Person);
    people.for_each(|person| add_names(texts, person));
    for evidence in record.all_evidence() {
        let parts = [&evidence.place, &evidence.quote, &evidence.note];
        parts.into_iter().flatten().for_each(|text| texts.add(text));
        evidence.claims.iter().for_each(|(_, text)| texts.add(text));
    }
}

fn add_names(texts: &mut Haystack, record: &Record) {
    texts.add(&record.name);
    record.aka.iter().for_each(|text| texts.add(text));
    record.texts(Field::Role).for_each(|text| texts.add(text));
}

/// The names of a facet's values, a row each; "not stated" has none.
fn names_of(plan: &Plan, facet: Facet) -> Haystack {
    let mut names = Haystack::default();
    for (number, value) in plan.items().column(facet).values().iter().enumerate() {
        if number > 0 {
            names.add(&value.name);
            if let Some(record) = value.thing.map(|thing| plan.record(thing)) {
                record.aka.iter().for_each(|text| names.add(text));
                amounts(record).iter().for_each(|text| names.add(text));
            }
        }
        names.end_row();
    }
    names
}

impl Totals {
    fn new(column: &Column) -> Self {
        let mut totals = Self { counts: Vec::new(), listed: 0, sets: 0 };
        for value in 0..column.values().len() {
            let count = match column.members(value as u32) {
                Members::Few(list) => {
                    totals.listed += list.len();
                    list.len()
                }
                Members::Many(bits) => {
                    totals.sets += 1;
                    bits.count()
                }
            };
            totals.counts.push(count as u32);
        }
        totals
    }
}

/// What a filter keeps, and how many items each value of each facet would keep.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The items that match.
    pub matching: BitSet,
    counts: Vec<Vec<u32>>,
}

impl Answer {
    /// How many items match.
    pub fn total(&self) -> usize {
        self.matching.count()
    }

    /// For each value of a facet, how many items would match with that value alone asked of the facet:
    /// the facet's own part of the filter is set aside.
    pub fn counts(&self, facet: Facet) -> &[u32] {
        self.counts.get(facet as usize).map_or(&[], Vec::as_slice)
    }
}

impl Filter {
    /// The items that hold every part of the filter.
    pub fn matching(&self, plan: &Plan, index: &Index) -> BitSet {
        all_of(plan.items().len(), self.parts(plan, index).iter().map(|(_, set)| &**set))
    }

    /// The items that match, and what each facet's values would add.
    pub fn answer(&self, plan: &Plan, index: &Index) -> Answer {
        let items = plan.items();
        let parts = self.parts(plan, index);
        let matching = all_of(items.len(), parts.iter().map(|(_, set)| &**set));
        let counts = Facet::ALL.iter().zip(&index.totals).map(|(facet, totals)| {
            let column = items.column(*facet);
            if self.asks(*facet) {
                let others = parts.iter().filter(|(own, _)| *own != Some(*facet)).map(|(_, set)| &**set);
                counts(column, totals, &all_of(items.len(), others))
            } else {
                counts(column, totals, &matching)
            }
        });
        Answer { counts: counts.collect(), matching }
    }

    /// For each part of the filter the items that hold it, and the facet that it asks about.
    fn parts(&self, plan: &Plan, index: &Index) -> Vec<(Option<Facet>, Arc<BitSet>)> {
        let items = plan.items();
        let mut parts = Vec::new();
        for (facet, choice) in self.choices() {
            parts.push((Some(facet), Arc::new(chosen(items.column(facet), choice, items.len()))));
        }
        for (any, not) in self.asked_days() {
            let at_any_time = any.is_empty();
            let set = BitSet::of(items.len(), |item| {
                let reach = items.reach(item);
                (at_any_time | any.hold(reach)) & !not.hold(reach)
            });
            parts.push((None, Arc::new(set)));
        }
        if !self.moves.is_empty() || !self.not_moves.is_empty() {
            let mut set = super::moves::moved(plan, &self.moves);
            if !self.not_moves.is_empty() {
                let not = super::moves::moved(plan, &self.not_moves);
                if self.moves.is_empty() {
                    set = BitSet::all(items.len());
                }
                set.and_not(&not);
            }
            parts.push((None, Arc::new(set)));
        }
        for word in &self.words {
            let mut set = index.word(plan, &word.text);
            if word.excluded {
                let mut others = BitSet::all(items.len());
                others.and_not(&set);
                set = Arc::new(others);
            }
            parts.push((None, set));
        }
        parts
    }
}

fn all_of<'s>(len: usize, sets: impl Iterator<Item = &'s BitSet>) -> BitSet {
    let mut all = BitSet::all(len);
    sets.for_each(|set| all.and(set));
    all
}

fn chosen(column: &Column, choice: &Choice, len: usize) -> BitSet {
    let union = |values: &[u32]| {
        let mut set = BitSet::none(len);
        values.iter().for_each(|value| column.members(*value).add_to(&mut set));
        set
    };
    let mut set = if choice.any().is_empty() { BitSet::all(len) } else { union(choice.any()) };
    if !choice.not().is_empty() {
        set.and_not(&union(choice.not()));
    }
    set
}

/// How many items of a set each value has, by whichever way touches the least.
fn counts(column: &Column, totals: &Totals, set: &BitSet) -> Vec<u32> {
    let inside = set.count();
    let outside = set.len() - inside;
    // In looks at a word of bits, about: a listed item, and an item's values, lie anywhere in memory.
    const LISTED: usize = 2;
    const ITEM: usize = 20;
    let by_value = totals.listed * LISTED + totals.sets * set.len() / 64;
    if inside.min(outside) * ITEM < by_value {
        let mut counts = vec![0; column.values().len()];
        let mut add = |item: usize| {
            for value in column.of(item) {
                if let Some(count) = counts.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        };
        if inside <= outside {
            set.iter().for_each(add);
            return counts;
        }
        let mut rest = BitSet::all(set.len());
        rest.and_not(set);
        rest.iter().for_each(&mut add);
        return totals.counts.iter().zip(&counts).map(|(all, out)| all - out).collect();
    }
    (0..totals.counts.len()).map(|value| column.members(value as u32).count_in(set) as u32).collect()
}
