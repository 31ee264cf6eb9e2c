//! The rows of a table that a person chose. They must never be known by a number of one plan.

use super::shown::Shown;
use crate::plan::Thing;
use crate::views::table::Table;
use std::collections::BTreeSet;

/// Chosen rows beside the selected one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chosen {
    /// Every row of the table.
    everything: bool,
    ids: BTreeSet<Box<str>>,
    /// Where a stretch of rows begins.
    anchor: Option<Box<str>>,
    /// Where the keyboard is: the place of a row and its record, as they were last.
    lead: Option<(usize, Box<str>)>,
}

/// How a row is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choose {
    /// It alone.
    Alone,
    /// It too, or no longer.
    Toggle,
    /// All from the last one to it.
    Stretch,
}

/// More rows than these are not held by their ids, one by one.
const MOST: usize = 50_000;

impl Chosen {
    /// Whether a record is among the chosen ones, where it is in the table at all.
    pub fn has(&self, shown: &Shown<'_>, thing: Thing) -> bool {
        self.everything || self.ids.contains(&shown.plan.record(thing).id)
    }

    /// How many records are chosen, the selected one among them.
    pub fn count(&self, shown: &Shown<'_>) -> usize {
        if self.everything {
            return shown.answer.total();
        }
        let alone = shown.selection.is_some_and(|thing| is_row(shown, thing) && !self.has(shown, thing));
        self.ids.len() + usize::from(alone)
    }

    /// Whether more is chosen than the selected row alone.
    pub fn is_several(&self) -> bool {
        self.everything || self.ids.len() > 1
    }

    /// Chooses nothing.
    pub fn clear(&mut self) {
        *self = Self { lead: self.lead.take(), ..Self::default() };
    }

    /// Chooses every row.
    pub fn choose_all(&mut self) {
        (self.everything, self.ids) = (true, BTreeSet::new());
    }

    /// Forgets what matches no longer, and all of them where another record was selected elsewhere.
    pub fn follow(&mut self, shown: &Shown<'_>) {
        let matches = |id: &str| shown.plan.find(id).is_some_and(|thing| is_row(shown, thing));
        self.ids.retain(|id| matches(id));
        let elsewhere = shown.selection.is_some_and(|thing| !self.has(shown, thing));
        if elsewhere && !self.ids.is_empty() {
            self.clear();
        }
    }

    /// Chooses a record that was clicked, or that the keyboard went to; the record to be selected then.
    pub fn choose(&mut self, shown: &Shown<'_>, table: &Table, thing: Thing, how: Choose) -> Option<Thing> {
        let id = shown.id(thing);
        let look = shown.look();
        match how {
            Choose::Alone => {
                self.clear();
                self.anchor = Some(id);
            }
            Choose::Toggle => {
                if std::mem::take(&mut self.everything) {
                    let all = table.things(&look, 0..MOST);
                    self.ids = all.into_iter().map(|thing| shown.id(thing)).collect();
                } else if self.ids.is_empty() {
                    self.ids
                        .extend(shown.selection.filter(|one| is_row(shown, *one)).map(|one| shown.id(one)));
                }
                self.anchor = Some(id.clone());
                if self.ids.remove(&id) {
                    let left = self.ids.first().and_then(|id| shown.plan.find(id));
                    return if shown.selection == Some(thing) { left } else { shown.selection };
                }
                self.ids.insert(id);
            }
            Choose::Stretch => {
                let anchor = self.anchor.clone().or_else(|| shown.selection.map(|one| shown.id(one)));
                let from = anchor.as_deref().and_then(|id| shown.plan.find(id)).unwrap_or(thing);
                let ends = table.row_of(&look, from).zip(self.row_of(shown, table, thing));
                let (from, to) = ends.unwrap_or((0, 0));
                let rows = from.min(to)..(from.max(to) + 1).min(from.min(to) + MOST);
                self.everything = false;
                self.ids = table.things(&look, rows).into_iter().map(|thing| shown.id(thing)).collect();
                self.anchor = anchor.or(Some(id));
            }
        }
        Some(thing)
    }

    /// The place of a record's row: found at once where the keyboard was there last.
    pub fn row_of(&mut self, shown: &Shown<'_>, table: &Table, thing: Thing) -> Option<usize> {
        let look = shown.look();
        let known = self.lead.as_ref().filter(|(row, id)| {
            *id == shown.plan.record(thing).id && table.thing_at(&look, *row) == Some(thing)
        });
        let row = known.map(|(row, _)| *row).or_else(|| table.row_of(&look, thing))?;
        self.lead = Some((row, shown.id(thing)));
        Some(row)
    }

    /// Remembers the row that the keyboard went to.
    pub fn lead(&mut self, shown: &Shown<'_>, row: usize, thing: Thing) {
        self.lead = Some((row, shown.id(thing)));
    }

    /// The chosen records in the order of the table's rows, each once.
    pub fn things(&self, shown: &Shown<'_>, table: &Table) -> Vec<Thing> {
        let look = shown.look();
        let mut known = BTreeSet::new();
        let mut rows = table.things(&look, 0..table.rows());
        rows.retain(|thing| {
            let chosen = self.has(shown, *thing) || shown.selection == Some(*thing);
            chosen && known.insert(*thing)
        });
        // What is chosen in a closed group has no row, and is chosen all the same.
        let others = self.ids.iter().filter_map(|id| shown.plan.find(id));
        rows.extend(others.filter(|thing| known.insert(*thing)).collect::<Vec<_>>());
        rows
    }
}

/// Whether a record has rows: as an item that matches.
fn is_row(shown: &Shown<'_>, thing: Thing) -> bool {
    let item = shown.plan.items().item_of(thing);
    item.is_some_and(|item| shown.answer.matching.contains(item.0 as usize))
}
