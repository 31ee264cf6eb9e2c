//! A list of records in pieces, so that each piece's room is given back once its records were used.
//!
//! It must never hold all of a large list in one piece of memory: that would stay until its last record.

use super::progress::counted;
use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Records in the order of the file.
#[derive(Debug, Clone)]
pub struct List<T> {
    pieces: Vec<Vec<T>>,
}

/// Records a piece.
const PIECE: usize = 4096;
/// Progress is told after so many records.
const COUNTED: usize = 1024;

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

impl<T> List<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// Adds one at the end.
    pub fn push(&mut self, record: T) {
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(record),
            _ => self.pieces.push(vec![record]),
        }
    }

    /// The one at a place.
    pub fn get_mut(&mut self, n: usize) -> Option<&mut T> {
        self.pieces.get_mut(n / PIECE)?.get_mut(n % PIECE)
    }

    /// Each in turn.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.pieces.iter_mut().flatten()
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.pieces.into_iter().flatten()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Records<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Records<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<Self::Value, A::Error> {
                let mut list = List::default();
                let mut fresh = 0;
                while let Some(record) = records.next_element()? {
                    list.push(record);
                    fresh += 1;
                    if fresh == COUNTED {
                        if !counted(fresh) {
                            return Err(A::Error::custom("nobody waits for this file any more"));
                        }
                        fresh = 0;
                    }
                }
                counted(fresh);
                Ok(list)
            }
        }

        deserializer.deserialize_seq(Records(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_keeps_its_place_across_pieces() {
        let count = 2 * PIECE + 3;
        let text = ron::to_string(&(0..count).collect::<Vec<_>>()).expect("written");
        let mut list: List<usize> = ron::from_str(&text).expect("read");
        assert_eq!(list.len(), count);
        assert_eq!(list.get_mut(PIECE).copied(), Some(PIECE));
        assert_eq!(list.get_mut(count).copied(), None);
        assert!(list.iter_mut().map(|n| *n).eq(0..count));
        assert!(list.into_iter().eq(0..count));
    }
}
