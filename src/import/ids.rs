//! Ids of records, made of their names: the same name gives the same id, run after run.
//!
//! It must never give one id twice.

use crate::plan::fold;
use std::collections::HashSet;

/// The ids that are used so far.
#[derive(Debug, Default)]
pub struct Ids(HashSet<String>);

/// The longest id that is made of names.
const LONGEST: usize = 72;

impl Ids {
    /// Keeps an id from being given.
    pub fn keep(&mut self, id: &str) {
        self.0.insert(id.to_owned());
    }

    /// An id of a name: the name by itself, else with what tells it apart, the first of these that is free, else
    /// with a number.
    pub fn of(&mut self, name: &str, apart: &[&str]) -> String {
        let base = slug(name);
        let others = apart
            .iter()
            .filter(|word| !word.is_empty())
            .map(|word| shortened(format!("{base}-{}", slug(word))));
        let free = std::iter::once(base.clone()).chain(others).find(|id| !self.0.contains(id));
        let numbered = || {
            (2u32..)
                .map(|n| format!("{}-{n}", base.get(..base.len().min(LONGEST - 8)).unwrap_or(&base)))
                .find(|id| !self.0.contains(id))
        };
        let id = free.or_else(numbered).unwrap_or(base);
        self.0.insert(id.clone());
        id
    }
}

/// A name in small letters, digits and hyphens. What has no such letters becomes a number of its own.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    let mut lost = false;
    for c in fold(name).chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            '+' => out.push_str("-plus-"),
            c if c.is_alphanumeric() => lost = true,
            _ if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let plain = out.split('-').filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("-");
    if lost || plain.is_empty() {
        let number = hash(name.trim());
        return shortened(if plain.is_empty() { format!("n{number}") } else { format!("{plain}-{number}") });
    }
    shortened(plain)
}

/// A long id cut, with a number of its own in place of the rest.
fn shortened(id: String) -> String {
    if id.len() <= LONGEST {
        return id;
    }
    let number = hash(&id);
    let kept = id.get(..LONGEST - 10).unwrap_or(&id).trim_end_matches('-').to_owned();
    format!("{kept}-{number}")
}

/// A number that a text always has: FNV-1a.
fn hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:08x}", hash >> 32 ^ hash & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_are_made_of_names() {
        assert_eq!(slug("ID.7 Tourer"), "id-7-tourer");
        assert_eq!(slug("Mégane E-Tech"), "megane-e-tech");
        assert_ne!(slug("リーフ"), slug("アリア"));
        let mut ids = Ids::default();
        assert_eq!(ids.of("A1", &["Aurora"]), "a1");
        assert_eq!(ids.of("A1", &["Boreal"]), "a1-boreal");
        assert_eq!(ids.of("A1", &["Boreal"]), "a1-2");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_name_gives_an_id_of_its_own(names in proptest::collection::vec("\\PC{0,120}", 1..20)) {
            let mut ids = Ids::default();
            let made: Vec<String> = names.iter().map(|name| ids.of(name, &["x"])).collect();
            let distinct: HashSet<&String> = made.iter().collect();
            prop_assert_eq!(distinct.len(), made.len());
            for id in &made {
                let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
                prop_assert!(!id.is_empty() && id.len() <= 100 && id.bytes().all(fits), "{}", id);
            }
        }
    }
}
