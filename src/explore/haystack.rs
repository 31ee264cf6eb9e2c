//! Texts of many rows in one string, so that a word is looked for in all of them in one sweep.

use crate::plan::{fold, fold_into};
use memchr::memmem;

/// Folded texts, row after row.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    text: String,
    /// Where each row but the first begins: the end of the row before it.
    ends: Vec<usize>,
}

impl Haystack {
    /// Adds a text to the row that is being written. A word is never found across two texts.
    pub fn add(&mut self, text: &str) {
        let start = self.text.len();
        fold_into(&mut self.text, text);
        one_blank(&mut self.text, start);
        self.text.push('\n');
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Gives the rows that hold a folded text, ascending, each once.
    pub fn rows_with(&self, needle: &str, mut found: impl FnMut(usize)) {
        let text = self.text.as_bytes();
        let finder = memmem::Finder::new(needle);
        let mut row = 0;
        let mut from = 0;
        while let Some(hit) = text.get(from..).and_then(|rest| finder.find(rest)) {
            row = self.row_at(from + hit, row);
            found(row);
            from = self.ends.get(row).copied().unwrap_or(text.len());
            row += 1;
        }
    }

    /// Whether one row holds a folded text.
    pub fn row_has(&self, row: usize, finder: &memmem::Finder) -> bool {
        let start = row.checked_sub(1).and_then(|r| self.ends.get(r)).copied().unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.text.as_bytes().get(start..end).is_some_and(|text| finder.find(text).is_some())
    }

    /// The row of a place in the text, not before a row: near ones are found fastest.
    fn row_at(&self, place: usize, not_before: usize) -> usize {
        let mut step = 1;
        let mut low = not_before;
        while self.ends.get(low + step).is_some_and(|end| *end <= place) {
            low += step;
            step *= 2;
        }
        let high = (low + step + 1).min(self.ends.len());
        low + self.ends.get(low..high).map_or(0, |ends| ends.partition_point(|end| *end <= place))
    }
}

/// A word or phrase as it is looked for in folded texts.
pub(super) fn needle(text: &str) -> String {
    let mut needle = fold(text);
    one_blank(&mut needle, 0);
    needle
}

/// Makes one blank of several, in the part of a folded text from a byte on: a phrase may go over a line's end,
/// and the next line be indented.
fn one_blank(text: &mut String, start: usize) {
    let part = text.as_bytes().get(start..).unwrap_or_default();
    let Some(first) = part.windows(2).position(|pair| pair == b"  ") else { return };
    let rest = text.split_off(start + first);
    let mut blank = false;
    text.extend(rest.chars().filter(|c| {
        let again = blank && *c == ' ';
        blank = *c == ' ';
        !again
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_phrase_goes_over_the_end_of_a_line() {
        let mut hay = Haystack::default();
        hay.add("all  solid\n        state batteries");
        hay.end_row();
        for phrase in ["solid state", "ALL solid\tstate", "solid  state"] {
            let mut found = 0;
            hay.rows_with(&needle(phrase), |_| found += 1);
            assert_eq!(found, 1, "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn finds_the_rows_that_hold_a_word(rows in proptest::collection::vec("[ab]{0,6}", 0..40), word in "[ab]{1,3}") {
            let mut hay = Haystack::default();
            for row in &rows {
                hay.add(row);
                hay.end_row();
            }
            let mut found = Vec::new();
            hay.rows_with(&word, |row| found.push(row));
            let expected: Vec<usize> = (0..rows.len()).filter(|n| rows[*n].contains(&word)).collect();
            let finder = memmem::Finder::new(&word);
            let each: Vec<usize> = (0..rows.len()).filter(|n| hay.row_has(*n, &finder)).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(&each, &expected);
        }
    }
}
