//! A set of small numbers as bits, for sets of items. It must never grow after it is made.

/// A set of the numbers from 0 up to a fixed length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BitSet {
    words: Vec<u64>,
    len: usize,
}

impl BitSet {
    /// The empty set among `len` numbers.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// All of `len` numbers.
    pub fn all(len: usize) -> Self {
        let mut set = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        set.trim();
        set
    }

    /// Those of `len` numbers that hold a condition, asked of each in turn.
    pub fn of(len: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let word = |n: usize| {
            let range = n * 64..(n * 64 + 64).min(len);
            range.fold(0, |word, i| word | u64::from(holds(i)) << (i % 64))
        };
        Self { words: (0..len.div_ceil(64)).map(word).collect(), len }
    }

    /// How many numbers there could be.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there could be none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a number; one beyond the length is ignored.
    pub fn insert(&mut self, n: usize) {
        if n < self.len
            && let Some(word) = self.words.get_mut(n / 64)
        {
            *word |= 1 << (n % 64);
        }
    }

    /// Whether a number is in the set.
    pub fn contains(&self, n: usize) -> bool {
        self.words.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1)
    }

    /// How many are in it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// How many are in both.
    pub fn count_and(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Removes what is in the other.
    pub fn and_not(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    /// The numbers in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            std::iter::successors(Some(word), |w| Some(w & w.wrapping_sub(1)))
                .take_while(|w| *w != 0)
                .map(move |w| i * 64 + w.trailing_zeros() as usize)
        })
    }

    /// Clears the bits beyond the length.
    fn trim(&mut self) {
        let rest = self.len % 64;
        if rest != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << rest) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_set(a in proptest::collection::btree_set(0usize..200, 0..80),
                            b in proptest::collection::btree_set(0usize..200, 0..80)) {
            let make = |s: &BTreeSet<usize>| {
                let mut bits = BitSet::none(200);
                s.iter().for_each(|&n| bits.insert(n));
                bits
            };
            let (x, y) = (make(&a), make(&b));
            prop_assert_eq!(x.iter().collect::<Vec<_>>(), a.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(x.count_and(&y), a.intersection(&b).count());
            let with = |f: fn(&mut BitSet, &BitSet)| { let mut z = x.clone(); f(&mut z, &y); z };
            prop_assert_eq!(with(BitSet::and), make(&a.intersection(&b).copied().collect()));
            prop_assert_eq!(with(BitSet::or), make(&a.union(&b).copied().collect()));
            prop_assert_eq!(with(BitSet::and_not), make(&a.difference(&b).copied().collect()));
            prop_assert_eq!(BitSet::of(200, |n| a.contains(&n)), x.clone());
            prop_assert_eq!(BitSet::all(200).count(), 200);
        }
    }
}
