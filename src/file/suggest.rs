//! "Did you mean": the known word nearest to an unknown one.
//!
//! It must never take long, however many words are known: the work over a whole file is limited.

use super::problem::quoted;
use std::cell::Cell;

/// Looks for near words, until its room for work is used up.
#[derive(Debug)]
pub struct Suggest {
    left: Cell<usize>,
}

/// How many words are compared at most for one file: well under a second's work.
const COMPARISONS: usize = 500_000;
/// Longer words are not compared.
const LONGEST: usize = 80;

impl Default for Suggest {
    fn default() -> Self {
        Self { left: Cell::new(COMPARISONS) }
    }
}

impl Suggest {
    /// The known word nearest to a word, if one is near enough to be meant.
    pub fn near<'a>(&self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let plain = plain(word);
        // Any two very short words are near.
        let allowed = match plain.chars().count() {
            0..3 => 0,
            count => 1 + count / 4,
        };
        let mut best: Option<(usize, &str)> = None;
        for candidate in known {
            if self.left.get() == 0 {
                break;
            }
            // Words of quite another length cost no comparison, only the look at them.
            if candidate.len().abs_diff(word.len()) > allowed + 2 {
                continue;
            }
            self.left.set(self.left.get() - 1);
            let distance = strsim::osa_distance(&plain, &self::plain(candidate));
            if distance <= allowed && best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The same as a hint.
    pub fn hint<'a>(&self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
        self.near(word, known).map(|near| format!("did you mean {}?", quoted(near)))
    }
}

/// Without case, and with one kind of hyphen.
fn plain(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '_' | ' ') { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_meant_and_a_far_one_is_not() {
        let known = ["cmf-bev", "cmf-ev", "renault"];
        let near = |word| Suggest::default().near(word, known.into_iter());
        assert_eq!(near("cmf-bvv"), Some("cmf-bev"));
        assert_eq!(near("CMF_BEV"), Some("cmf-bev"));
        assert_eq!(near("renual"), Some("renault"));
        assert_eq!(near("toyota"), None);
        assert_eq!(near(""), None);
        assert_eq!(Suggest::default().near("a", ["b"].into_iter()), None);
    }
}
