//! A filter as data: what is chosen and left out of each facet, which dates, which words.
//!
//! Its text form is the truth that outlives a plan: values are numbers of one plan's columns, so a filter
//! must never be used with another plan than the one it was parsed for.

use super::dates::{DateKey, Spans, Stretch};
use super::moves::Moves;
use crate::plan::{Change, Facet, Plan, fold};
use std::collections::BTreeMap;

/// A question to a plan's items: different parts must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub(super) choices: BTreeMap<Facet, Choice>,
    pub(super) dates: Vec<Stretch>,
    pub(super) not_dates: Vec<Stretch>,
    pub(super) moves: Vec<Moves>,
    pub(super) not_moves: Vec<Moves>,
    pub(super) words: Vec<Word>,
}

/// What is asked of one facet. Never empty within a filter; both lists ascend.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    pub(super) any: Vec<u32>,
    pub(super) not: Vec<u32>,
}

impl Choice {
    /// An item needs one of these values, unless there are none.
    pub fn any(&self) -> &[u32] {
        &self.any
    }

    /// An item must have none of these values.
    pub fn not(&self) -> &[u32] {
        &self.not
    }
}

/// A word or phrase that an item's texts hold or must not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub(super) text: Box<str>,
    pub(super) excluded: bool,
}

impl Word {
    /// As it was written, without quotes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether items with it are left out.
    pub fn is_excluded(&self) -> bool {
        self.excluded
    }
}

impl Filter {
    /// Whether it keeps everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every facet of which something is asked.
    pub fn choices(&self) -> impl Iterator<Item = (Facet, &Choice)> {
        self.choices.iter().map(|(facet, choice)| (*facet, choice))
    }

    /// Whether something is asked of a facet.
    pub fn asks(&self, facet: Facet) -> bool {
        self.choices.contains_key(&facet)
    }

    /// Whether a value is one of those asked for.
    pub fn is_chosen(&self, facet: Facet, value: u32) -> bool {
        self.choices.get(&facet).is_some_and(|c| c.any.binary_search(&value).is_ok())
    }

    /// Whether a value is one of those left out.
    pub fn is_excluded(&self, facet: Facet, value: u32) -> bool {
        self.choices.get(&facet).is_some_and(|c| c.not.binary_search(&value).is_ok())
    }

    /// The dates asked for; none means any.
    pub fn dates(&self) -> &[Stretch] {
        &self.dates
    }

    /// How far dates are asked to have moved; none means that nobody asks.
    pub fn moves(&self) -> &[Moves] {
        &self.moves
    }

    /// Whether something is asked of what became of things since another edition.
    pub fn asks_changes(&self) -> bool {
        self.asks(Facet::Change) || !self.moves.is_empty() || !self.not_moves.is_empty()
    }

    /// Leaves out what only one of two editions mentions.
    pub fn keep_both(&mut self, plan: &Plan) {
        for change in [Change::Silent, Change::New] {
            if let Some(value) = plan.items().column(Facet::Change).value_of_key(change.word()) {
                self.add(Facet::Change, value, true);
            }
        }
    }

    /// Asks nothing more of what became of things since another edition.
    pub fn clear_changes(&mut self) {
        self.clear(Facet::Change);
        self.moves.clear();
        self.not_moves.clear();
    }

    /// The words and phrases.
    pub fn words_asked(&self) -> &[Word] {
        &self.words
    }

    /// Adds a value to those asked for, or takes it away again.
    pub fn toggle(&mut self, facet: Facet, value: u32) {
        self.edit(facet, |choice| {
            remove(&mut choice.not, value);
            if !remove(&mut choice.any, value) {
                insert(&mut choice.any, value);
            }
        });
    }

    /// Asks for this value alone of the facet.
    pub fn only(&mut self, facet: Facet, value: u32) {
        self.edit(facet, |choice| *choice = Choice { any: vec![value], not: Vec::new() });
    }

    /// Leaves out the items of a value, or no longer does.
    pub fn exclude(&mut self, facet: Facet, value: u32) {
        self.edit(facet, |choice| {
            remove(&mut choice.any, value);
            if !remove(&mut choice.not, value) {
                insert(&mut choice.not, value);
            }
        });
    }

    /// Asks nothing more of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.choices.remove(&facet);
    }

    /// Asks for items that touch one of these stretches; none means any time.
    pub fn set_when(&mut self, stretches: impl IntoIterator<Item = Stretch>) {
        self.dates.clear();
        self.not_dates.clear();
        stretches.into_iter().for_each(|s| self.add_dates(s, false));
    }

    /// Asks for words; those that were asked for before are forgotten.
    pub fn set_words<'t>(&mut self, words: impl IntoIterator<Item = &'t str>) {
        self.words.clear();
        words.into_iter().for_each(|w| self.add_word(w, false));
    }

    pub(super) fn add(&mut self, facet: Facet, value: u32, excluded: bool) {
        self.edit(facet, |choice| insert(if excluded { &mut choice.not } else { &mut choice.any }, value));
    }

    pub(super) fn add_dates(&mut self, stretch: Stretch, excluded: bool) {
        let list = if excluded { &mut self.not_dates } else { &mut self.dates };
        if let Some(stretch) = stretch.tidy()
            && !list.contains(&stretch)
        {
            let place = list.partition_point(|known| known.key() <= stretch.key());
            list.insert(place, stretch);
        }
    }

    pub(super) fn add_moves(&mut self, moves: Moves, excluded: bool) {
        let list = if excluded { &mut self.not_moves } else { &mut self.moves };
        if !list.contains(&moves) {
            list.push(moves);
        }
    }

    pub(super) fn add_word(&mut self, text: &str, excluded: bool) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = fold(&text);
        let known = self.words.iter().any(|w| w.excluded == excluded && fold(&w.text) == folded);
        if !folded.trim().is_empty() && !known {
            self.words.push(Word { text: text.into(), excluded });
        }
    }

    /// For each key that asks for dates, those of which one must be touched and those that must not be.
    pub(super) fn asked_days(&self) -> Vec<(Spans, Spans)> {
        let of_key = |list: &[Stretch], key| Spans::new(list.iter().copied().filter(|s| s.key() == key));
        let all = DateKey::ALL.iter().map(|key| (of_key(&self.dates, *key), of_key(&self.not_dates, *key)));
        all.filter(|(any, not)| !any.is_empty() || !not.is_empty()).collect()
    }

    fn edit(&mut self, facet: Facet, change: impl FnOnce(&mut Choice)) {
        let choice = self.choices.entry(facet).or_default();
        change(choice);
        if choice.any.is_empty() && choice.not.is_empty() {
            self.choices.remove(&facet);
        }
    }
}

fn insert(list: &mut Vec<u32>, value: u32) {
    if let Err(place) = list.binary_search(&value) {
        list.insert(place, value);
    }
}

fn remove(list: &mut Vec<u32>, value: u32) -> bool {
    let found = list.binary_search(&value);
    if let Ok(place) = found {
        list.remove(place);
    }
    found.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_add_and_take_away() {
        let mut filter = Filter::default();
        filter.toggle(Facet::Brand, 2);
        filter.toggle(Facet::Brand, 1);
        assert!(filter.is_chosen(Facet::Brand, 1) && filter.is_chosen(Facet::Brand, 2));
        filter.only(Facet::Brand, 3);
        assert!(!filter.is_chosen(Facet::Brand, 1) && filter.is_chosen(Facet::Brand, 3));
        filter.exclude(Facet::Brand, 3);
        assert!(filter.is_excluded(Facet::Brand, 3) && !filter.is_chosen(Facet::Brand, 3));
        filter.exclude(Facet::Brand, 3);
        assert!(filter.is_empty());
        filter.toggle(Facet::Region, 1);
        filter.clear(Facet::Region);
        filter.set_when([Stretch::Undated]);
        filter.set_when([]);
        assert!(filter.is_empty());
    }
}
