//! "Did you mean": the known word nearest to an unknown one, for files and for queries.
//!
//! It must never replace what was written, nor take long, however many words are known.

use super::fold;
use std::cell::Cell;

/// Looks for near words, until its room for work is used up.
#[derive(Debug)]
pub struct Near {
    left: Cell<usize>,
}

/// How many pairs of letters are compared at most: some tenths of a second's work for a whole file.
const COMPARISONS: usize = 40_000_000;
/// Longer words, in bytes, are not looked for.
const LONGEST: usize = 80;
/// What spelling a word plainly costs, in pairs of letters.
const FOLDING: usize = 40;
/// A word of so many bytes is recognised where a known one begins with it or holds it.
const TELLING: usize = 3;

impl Default for Near {
    fn default() -> Self {
        Self { left: Cell::new(COMPARISONS) }
    }
}

impl Near {
    /// The known word nearest to a word, if one is near enough to be meant.
    pub fn to<'k>(&self, word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
        let wanted = fold(word.trim());
        if wanted.is_empty() || wanted.len() > LONGEST {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        for candidate in known {
            // What is far too long or too short is not even folded.
            let alike = may_be_alike(&wanted, candidate);
            let letters = if alike { wanted.len() * candidate.len() + FOLDING } else { 1 };
            let Some(left) = self.left.get().checked_sub(letters) else { break };
            self.left.set(left);
            if !alike {
                continue;
            }
            let Some(distance) = distance(&wanted, &fold(candidate)) else { continue };
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The same as a hint.
    pub fn hint<'k>(&self, word: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
        self.to(word, known).map(|near| format!("did you mean \"{near}\"?"))
    }
}

/// Whether two words are near enough in length; `other` may still become shorter when it is folded.
fn may_be_alike(wanted: &str, other: &str) -> bool {
    let shortest = wanted.len().saturating_sub(allowed(wanted) * 4);
    let longest = if wanted.len() >= TELLING { LONGEST * 4 } else { wanted.len() * 4 };
    (shortest..=longest).contains(&other.len())
}

/// How many slips a word may have. Any two very short words are near.
fn allowed(wanted: &str) -> usize {
    match wanted.chars().count() {
        0..3 => 0,
        count => 1 + count / 4,
    }
}

/// How far apart two folded words are; nothing where too far. One that begins or holds the other is a near miss.
fn distance(wanted: &str, other: &str) -> Option<usize> {
    let allowed = allowed(wanted);
    let telling = wanted.len() >= TELLING && other.len() <= LONGEST * 2;
    // Another number is another thing: id4 is not id3.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let slips = || {
        if digits(wanted) != digits(other) {
            return None;
        }
        let alike = other.len().abs_diff(wanted.len()) <= allowed * 4;
        alike.then(|| strsim::osa_distance(wanted, other)).filter(|distance| *distance <= allowed)
    };
    if telling && other.starts_with(wanted) {
        Some(1)
    } else {
        slips().or_else(|| (telling && other.contains(wanted)).then_some(allowed + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
        Near::default().to(word, known.iter().copied())
    }

    #[test]
    fn slips_beginnings_and_spellings_are_understood() {
        let ids = ["cmf-bev", "cmf-ev", "renault"];
        assert_eq!(near("cmf-bvv", &ids), Some("cmf-bev"));
        assert_eq!(near("CMF_BEV", &ids), Some("cmf-bev"));
        assert_eq!(near("renual", &ids), Some("renault"));
        let names = ["Nissan", "Mitsubishi", "Latin America", "Citroën"];
        assert_eq!(near("nisan", &names), Some("Nissan"));
        assert_eq!(near("mitsubshi", &names), Some("Mitsubishi"));
        assert_eq!(near("latin", &names), Some("Latin America"));
        assert_eq!(near("america", &names), Some("Latin America"));
        assert_eq!(near("citroem", &names), Some("Citroën"));
    }

    #[test]
    fn another_number_is_no_slip() {
        assert_eq!(near("id4", &["id3", "id5", "ID-4"]), Some("ID-4"));
        assert_eq!(near("id4", &["id3"]), None);
        assert_eq!(near("zoe-2", &["zoe-3", "zoe"]), None);
        assert_eq!(near("mega", &["megane-2"]), Some("megane-2"), "a beginning is none");
    }

    #[test]
    fn a_far_word_and_a_very_short_one_mean_nothing() {
        assert_eq!(near("zebra", &["Nissan", "Clio"]), None);
        assert_eq!(near("", &["Nissan"]), None);
        assert_eq!(near("a", &["b"]), None);
    }

    #[test]
    fn work_ends_when_its_room_is_used_up() {
        let known = Near { left: Cell::new(2 * (5 * 5 + FOLDING)) };
        let zebras = ["zebra"; 3];
        assert_eq!(known.to("north", zebras.into_iter().chain(["north"])), None);
        assert_eq!(known.to("north", ["north"].into_iter()), None);
    }

    #[test]
    fn long_words_use_up_the_room_sooner() {
        let compared = |length: usize| {
            let (near, word) = (Near::default(), "x".repeat(length));
            let before = near.left.get();
            near.to(&word, std::iter::once(&*"y".repeat(length)));
            before - near.left.get()
        };
        assert!(compared(78) >= 78 * 78 && compared(7) < 100);
        let near = Near::default();
        assert_eq!(near.to("north", std::iter::once(&*"north ".repeat(1000))), None);
        assert_eq!(near.left.get(), COMPARISONS - 1, "far too long a word is not even folded");
    }
}
