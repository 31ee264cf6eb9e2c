//! The table of items, with one column a facet, built once: what filters and groupings scan.
//!
//! It must never depend on a filter. A column's value 0 is always "not stated".

use super::derive::Deriver;
use super::{BackLinks, Became, BitSet, Facet, Kind, PlanWords, Record, Source, Thing, one_case};
use crate::date::{Day, When};
use std::borrow::Cow;
use std::collections::HashMap;

/// The place of the value "not stated" in every column.
pub const NOT_STATED: u32 = 0;

/// An item's place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item(pub u32);

/// A value of a facet.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetValue {
    /// As a query spells it.
    pub key: Box<str>,
    /// As a person reads it.
    pub name: Box<str>,
    /// The entity that it is, where it is one.
    pub thing: Option<Thing>,
}

/// The items that have a value: whichever form is smaller.
#[derive(Debug, Clone)]
pub enum Members {
    /// Ascending.
    Few(Vec<u32>),
    /// As bits.
    Many(BitSet),
}

impl Members {
    /// How many there are.
    pub fn total(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(bits) => bits.count(),
        }
    }

    /// How many of these are in a set.
    pub fn count_in(&self, set: &BitSet) -> usize {
        match self {
            Self::Few(list) => list.iter().filter(|n| set.contains(**n as usize)).count(),
            Self::Many(bits) => bits.count_and(set),
        }
    }

    /// Those of these that are in another and in a set, ascending.
    pub fn common(&self, other: &Self, set: &BitSet) -> Vec<u32> {
        let mut kept = BitSet::none(set.len());
        self.add_to(&mut kept);
        let mut others = BitSet::none(set.len());
        other.add_to(&mut others);
        kept.and(&others);
        kept.and(set);
        kept.iter().map(|n| n as u32).collect()
    }

    /// About how many steps of work [`Self::count_in`] is.
    pub fn steps(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(bits) => bits.len() / 128,
        }
    }

    /// Adds these to a set.
    pub fn add_to(&self, set: &mut BitSet) {
        match self {
            Self::Few(list) => list.iter().for_each(|n| set.insert(*n as usize)),
            Self::Many(bits) => set.or(bits),
        }
    }
}

/// One facet of all items.
#[derive(Debug, Clone)]
pub struct Column {
    values: Vec<FacetValue>,
    members: Vec<Members>,
    starts: Vec<u32>,
    flat: Vec<u32>,
    keys: HashMap<Box<str>, u32>,
}

impl Column {
    /// Every value; the first is "not stated".
    pub fn values(&self) -> &[FacetValue] {
        &self.values
    }

    /// The values of an item: one or more; none for a number of another plan.
    pub fn of(&self, item: usize) -> &[u32] {
        super::part(&self.starts, &self.flat, item)
    }

    /// The items of a value; none for a number of another plan.
    pub fn members(&self, value: u32) -> &Members {
        static NONE: Members = Members::Few(Vec::new());
        self.members.get(value as usize).unwrap_or(&NONE)
    }

    /// Whether something is stated of any item.
    pub fn is_stated(&self) -> bool {
        self.flat.iter().any(|value| *value != NOT_STATED)
    }

    /// The value of a key.
    pub fn value_of_key(&self, key: &str) -> Option<u32> {
        self.keys.get(key).copied()
    }

    /// The value that is this entity.
    pub fn value_of_thing(&self, thing: Thing) -> Option<u32> {
        // Entities of a kind stand together in the plan, and in the same order here, behind "not stated".
        let first = self.values.get(1)?.thing?;
        let n = thing.0.checked_sub(first.0)? + 1;
        self.values.get(n as usize).filter(|value| value.thing == Some(thing)).map(|_| n)
    }
}

/// When an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// Of its drawing.
    days: (Day, Day),
    /// Of its being, ends that are open beyond all days.
    reach: (Day, Day),
    /// Whether its bar is drawn to the begin or the end of the axis.
    to_edge: (bool, bool),
}

impl Times {
    pub fn of(when: When) -> Self {
        Self { days: when.days(), reach: when.reach(), to_edge: (when.has_gone_on(), when.goes_on()) }
    }

    /// Of both.
    pub fn with(self, other: Self) -> Self {
        Self {
            days: hull(self.days, other.days),
            reach: hull(self.reach, other.reach),
            to_edge: (self.to_edge.0 || other.to_edge.0, self.to_edge.1 || other.to_edge.1),
        }
    }
}

fn hull(a: (Day, Day), b: (Day, Day)) -> (Day, Day) {
    (a.0.min(b.0), a.1.max(b.1))
}

/// All items of a plan.
#[derive(Debug, Clone)]
pub struct Items {
    things: Vec<Thing>,
    days: Vec<Option<(Day, Day)>>,
    reach: Vec<Option<(Day, Day)>>,
    /// The items whose bars run from the begin, and to the end, of every axis.
    to_edges: (BitSet, BitSet),
    /// The days that the older dates of some items take up beside their own.
    older: HashMap<u32, (Day, Day)>,
    /// Days before and after those that any axis shows.
    edges: (Day, Day),
    drawn: BitSet,
    dated: BitSet,
    extent: Option<(Day, Day)>,
    columns: Vec<Column>,
}

impl Items {
    /// `until` is a day that axes show even where nothing is dated so late. What became of each record is empty
    /// where nobody compares.
    pub(super) fn new(
        records: &[Record],
        sources: &[Source],
        back: &BackLinks,
        (until, became): (Option<Day>, &[Became]),
    ) -> Self {
        let things: Vec<Thing> =
            (0..records.len() as u32).map(Thing).filter(|t| records[t.index()].kind.is_item()).collect();
        let deriver = Deriver::new(records, sources, back);
        let mut builders: Vec<ColumnBuilder> =
            Facet::ALL.iter().map(|f| ColumnBuilder::new(deriver.known_values(*f), things.len())).collect();
        let mut times = Vec::with_capacity(things.len());
        let mut drawn = BitSet::none(things.len());
        let mut dated = BitSet::none(things.len());
        let mut row = Vec::new();
        for (n, thing) in things.iter().enumerate() {
            let (of_item, by_itself) = deriver.times(*thing);
            times.push(of_item);
            if of_item.is_some() {
                dated.insert(n);
            }
            if by_itself {
                drawn.insert(n);
            }
            deriver.derive(*thing, &mut row);
            let changes = became.get(thing.index()).into_iter().flat_map(Became::all);
            row.extend(changes.map(|change| (Facet::Change, Key::Text(change.word()))));
            for (facet, key) in row.drain(..) {
                builders[facet as usize].add(&key);
            }
            builders.iter_mut().for_each(ColumnBuilder::end_row);
        }
        let columns = builders.into_iter().map(ColumnBuilder::finish).collect();
        let extent = times.iter().flatten().map(|times| times.days).reduce(hull);
        let edges = extent.map_or((Day(0), Day(0)), |extent| edges(extent, until));
        let older_row = |thing: &Thing| {
            let when = became.get(thing.index())?.older_date()?;
            let (first, last) = when.days();
            let first = if when.has_gone_on() { edges.0 } else { first };
            Some((first, if when.goes_on() { edges.1 } else { last }))
        };
        let older = (0u32..).zip(&things).filter_map(|(n, thing)| Some((n, older_row(thing)?))).collect();
        let of = |to_edge: fn(Times) -> bool| {
            BitSet::of(times.len(), |n| times.get(n).copied().flatten().is_some_and(to_edge))
        };
        let to_edges = (of(|times| times.to_edge.0), of(|times| times.to_edge.1));
        let days = times.iter().map(|times| times.map(|times| times.days)).collect();
        let reach = times.iter().map(|times| times.map(|times| times.reach)).collect();
        Self { things, days, reach, to_edges, older, edges, drawn, dated, extent, columns }
    }

    /// Calls kinds of records as the plan does; their keys stay.
    pub(super) fn call_kinds(&mut self, words: &PlanWords) {
        let Some(column) = self.columns.get_mut(Facet::Kind as usize) else { return };
        for value in &mut column.values {
            if let Some(kind) = Kind::from_word(&value.key).filter(|kind| words.of(kind.word()).is_some()) {
                value.name = words.kind(kind).into();
            }
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The record of an item; for a number of another plan one that is nobody's.
    pub fn thing(&self, item: usize) -> Thing {
        self.things.get(item).copied().unwrap_or(Thing(u32::MAX))
    }

    /// The item of a record, where it is one.
    pub fn item_of(&self, thing: Thing) -> Option<Item> {
        self.things.binary_search(&thing).ok().map(|n| Item(n as u32))
    }

    /// First and last day of an item, for a model those of its milestones; `None` when undated. An end that
    /// is open counts as one year long.
    pub fn days(&self, item: usize) -> Option<(Day, Day)> {
        self.days.get(item).copied().flatten()
    }

    /// First and last day on which an item may be, for a model those of its milestones; an open end is
    /// [`Day::OPEN_START`] or [`Day::OPEN_END`]. `None` when undated.
    pub fn reach(&self, item: usize) -> Option<(Day, Day)> {
        self.reach[item]
    }

    /// First and last day that an item's bar takes up: one that goes on is drawn to the end of every axis,
    /// beyond [`Self::extent`]. `None` when undated.
    pub fn row(&self, item: usize) -> Option<(Day, Day)> {
        let (first, last) = self.days[item]?;
        let older = self.older.get(&(item as u32));
        let (first, last) = older.map_or((first, last), |older| hull((first, last), *older));
        let first = if self.to_edges.0.contains(item) { self.edges.0 } else { first };
        Some((first, if self.to_edges.1.contains(item) { self.edges.1 } else { last }))
    }

    /// The items that a timeline draws: all but the models that their own milestones stand for.
    pub fn drawn(&self) -> &BitSet {
        &self.drawn
    }

    /// The items that have a date.
    pub fn dated(&self) -> &BitSet {
        &self.dated
    }

    /// The first and last day of all items, one that goes on counted as one year long; `None` where none is
    /// dated.
    pub fn extent(&self) -> Option<(Day, Day)> {
        self.extent
    }

    /// The column of a facet.
    pub fn column(&self, facet: Facet) -> &Column {
        &self.columns[facet as usize]
    }
}

/// Days beyond what any axis of a plan of this extent shows: its bars go on beyond both ends.
fn edges((first, last): (Day, Day), until: Option<Day>) -> (Day, Day) {
    let last = until.map_or(last, |until| until.max(last));
    let beyond = (last.0 - first.0) / 8 + 1;
    (Day(first.0 - beyond), Day(last.0 + beyond))
}

/// How a derived value names itself: by entity, by a word of the program, or by a text of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key<'a> {
    Thing(Thing),
    Text(&'a str),
}

/// How far back a repeated value is looked for.
const NEAR: usize = 8;

struct ColumnBuilder<'a> {
    values: Vec<FacetValue>,
    numbers: HashMap<Key<'a>, u32>,
    cases: HashMap<Cow<'a, str>, u32>,
    starts: Vec<u32>,
    flat: Vec<u32>,
}

impl<'a> ColumnBuilder<'a> {
    fn new(known: Vec<(Key<'a>, FacetValue)>, rows: usize) -> Self {
        let mut values = vec![FacetValue { key: "none".into(), name: "not stated".into(), thing: None }];
        let mut numbers = HashMap::new();
        for (key, value) in known {
            numbers.insert(key, values.len() as u32);
            values.push(value);
        }
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self { values, numbers, cases: HashMap::new(), starts, flat: Vec::with_capacity(rows) }
    }

    fn add(&mut self, key: &Key<'a>) {
        let number = match self.numbers.get(key) {
            Some(number) => *number,
            None => {
                let Key::Text(text) = *key else { return };
                let next = self.values.len() as u32;
                // Spellings that differ in case alone are one value, called as the first of them.
                let number = *self.cases.entry(one_case(text)).or_insert(next);
                if number == next {
                    self.values.push(FacetValue { key: text.into(), name: text.into(), thing: None });
                }
                self.numbers.insert(*key, number);
                number
            }
        };
        let start = self.starts.last().copied().unwrap_or(0) as usize;
        // Repeats among the last few are found here, all others at the end of the row.
        let start = start.max(self.flat.len().saturating_sub(NEAR));
        if !self.flat[start..].contains(&number) {
            self.flat.push(number);
        }
    }

    fn end_row(&mut self) {
        let start = self.starts.last().copied().unwrap_or(0) as usize;
        if self.flat.len() == start {
            self.flat.push(NOT_STATED);
        }
        self.flat[start..].sort_unstable();
        if self.flat.len() - start > NEAR {
            let mut row = self.flat.split_off(start);
            row.dedup();
            self.flat.append(&mut row);
        }
        self.starts.push(self.flat.len() as u32);
    }

    fn finish(self) -> Column {
        let rows = self.starts.len() - 1;
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); self.values.len()];
        for row in 0..rows {
            for value in &self.flat[self.starts[row] as usize..self.starts[row + 1] as usize] {
                lists[*value as usize].push(row as u32);
            }
        }
        let members = lists
            .into_iter()
            .map(|list| {
                if list.len() * 32 <= rows {
                    return Members::Few(list);
                }
                let mut bits = BitSet::none(rows);
                list.iter().for_each(|n| bits.insert(*n as usize));
                Members::Many(bits)
            })
            .collect();
        let keys = self.values.iter().zip(0..).map(|(v, n)| (v.key.clone(), n)).collect();
        Column { values: self.values, members, starts: self.starts, flat: self.flat, keys }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(thing: u32) -> (Key<'static>, FacetValue) {
        let thing = Thing(thing);
        (
            Key::Thing(thing),
            FacetValue { key: thing.0.to_string().into(), name: "".into(), thing: Some(thing) },
        )
    }

    proptest! {
        #[test]
        fn a_row_holds_each_value_once(rows in prop::collection::vec(prop::collection::vec(10u32..40, 0..60), 0..5)) {
            let mut builder = ColumnBuilder::new((10..40).map(value).collect(), rows.len());
            for row in &rows {
                row.iter().for_each(|thing| builder.add(&Key::Thing(Thing(*thing))));
                builder.end_row();
            }
            let column = builder.finish();
            for (n, row) in rows.iter().enumerate() {
                let mut expected: Vec<u32> = row.iter().map(|t| t - 9).collect();
                expected.sort_unstable();
                expected.dedup();
                if expected.is_empty() {
                    expected.push(NOT_STATED);
                }
                prop_assert_eq!(column.of(n), &expected[..]);
            }
        }
    }

    #[test]
    fn an_entity_leads_to_its_value() {
        let column = ColumnBuilder::new((10..13).map(value).collect(), 0).finish();
        let found: Vec<Option<u32>> = (9..14).map(|thing| column.value_of_thing(Thing(thing))).collect();
        assert_eq!(found, [None, Some(1), Some(2), Some(3), None]);
        let words = ColumnBuilder::new(Vec::new(), 0).finish();
        assert_eq!(words.value_of_thing(Thing(0)), None);
    }
}
