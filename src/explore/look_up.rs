//! Looking names up by a few letters: whole words before beginnings of words, those before insides, and letters
//! scattered over a name last.
//!
//! It must never take longer than a key stroke: names are prepared once, and most are passed over by the letters
//! that they lack.

use crate::plan::fold;
use memchr::memmem::Finder;
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::ops::Range;

/// Names that can be looked up, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// All of them, folded, one behind the other.
    text: String,
    /// Where each one ends.
    ends: Vec<u32>,
    /// Which letters and figures each one has.
    letters: Vec<u64>,
    /// With which letters and figures its words begin.
    initials: Vec<u64>,
}

/// A name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its number.
    pub name: u32,
    /// How well it answers: more is better.
    pub score: u32,
}

/// Names that were found, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best of them.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub count: usize,
}

/// How one word of a question stands in a name, in steps that no number of letters outweighs.
const WHOLE: u32 = 40_000;
const BEGINS: u32 = 30_000;
const INSIDE: u32 = 20_000;
const SCATTERED: u32 = 1;
/// Where a name begins with the word.
const FIRST: u32 = 5_000;
/// Longer questions are cut, in characters; so are questions of more words.
const LONGEST: usize = 100;
const WORDS: usize = 8;
/// Letters scattered over a name are looked for only where fewer names than this hold the word itself.
const ENOUGH: usize = 12;
/// A word that may be scattered has at least so many letters.
const LEAST: usize = 2;

impl Names {
    /// Prepares names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut all = Self::default();
        names.into_iter().for_each(|name| all.push(name));
        all
    }

    /// Adds a name.
    pub fn push(&mut self, name: &str) {
        let folded = fold(name);
        // More text than 32 bits tell is no plan's.
        let Ok(end) = u32::try_from(self.text.len() + folded.len()) else { return };
        self.letters.push(mask(folded.chars()));
        self.initials.push(mask(folded.split(is_between).filter_map(|word| word.chars().next())));
        self.text.push_str(&folded);
        self.ends.push(end);
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn name(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The best names that hold every word of a question.
    pub fn find(&self, question: &str, most: usize) -> Found {
        let words = words(question);
        if words.is_empty() {
            return Found::default();
        }
        let asked: Vec<Asked<'_>> = words.iter().map(|word| Asked::new(word)).collect();
        let all = asked.iter().fold(0, |mask, word| mask | word.letters);
        let may = |number: &usize| self.letters.get(*number).is_some_and(|letters| letters & all == all);
        let mut hits: Vec<Hit> = Vec::new();
        for number in (0..self.len()).filter(may) {
            let name = self.name(number);
            let score: Option<u32> = asked.iter().map(|word| word.held(name)).sum();
            hits.extend(score.map(|score| Hit { name: number as u32, score }));
        }
        if hits.len() < ENOUGH {
            self.scattered(&asked, may, &mut hits);
        }
        let count = hits.len();
        let order = |hit: &Hit| {
            let long = self.name(hit.name as usize).len();
            (std::cmp::Reverse(hit.score), long, hit.name)
        };
        if hits.len() > most {
            hits.select_nth_unstable_by_key(most, order);
            hits.truncate(most);
        }
        hits.sort_unstable_by_key(order);
        Found { hits, count }
    }

    /// Adds names over which the letters of a word are scattered, the first of them at the beginning of a word.
    fn scattered(&self, asked: &[Asked<'_>], may: impl Fn(&usize) -> bool, hits: &mut Vec<Hit>) {
        if asked.iter().any(|word| word.text.chars().count() < LEAST) {
            return;
        }
        let first = asked.iter().fold(0, |mask, word| mask | word.initial);
        let begins = |number: &usize| self.initials.get(*number).is_some_and(|i| i & first == first);
        let held: Vec<u32> = hits.iter().map(|hit| hit.name).collect();
        let mut scatter = Scatter::default();
        for number in (0..self.len()).filter(|number| may(number) && begins(number)) {
            if held.binary_search(&(number as u32)).is_ok() {
                continue;
            }
            let name = self.name(number);
            let score: Option<u32> =
                asked.iter().map(|word| word.held(name).or_else(|| scatter.score(name, word.text))).sum();
            hits.extend(score.map(|score| Hit { name: number as u32, score }));
        }
    }
}

/// The parts of a name that answer a question, in bytes and in order; none where spelling hides them.
pub fn matched(name: &str, question: &str) -> Vec<Range<usize>> {
    // Letter by letter, so that places in the folded name are known in the name.
    let mut folded = String::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for (at, c) in name.char_indices() {
        let before = folded.len();
        folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        let own = at..at + c.len_utf8();
        // A space that folding drops at an end stands for itself.
        if folded.len() == before && c.is_whitespace() {
            folded.push(' ');
        }
        places.resize(folded.len(), own);
    }
    let mut marked = vec![false; places.len()];
    let mut scatter = Scatter::default();
    for word in words(question) {
        if let Some((at, _)) = best(&folded, &Finder::new(&word), word.len()) {
            marked.get_mut(at..at + word.len()).into_iter().flatten().for_each(|mark| *mark = true);
        } else {
            for at in scatter.places(&folded, &word) {
                marked.get_mut(at).into_iter().for_each(|mark| *mark = true);
            }
        }
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (_, place) in marked.iter().zip(&places).filter(|(mark, _)| **mark) {
        match parts.last_mut() {
            Some(last) if last.end >= place.start => last.end = last.end.max(place.end),
            _ => parts.push(place.clone()),
        }
    }
    parts
}

/// A word of a question.
struct Asked<'w> {
    text: &'w str,
    finder: Finder<'w>,
    letters: u64,
    initial: u64,
}

impl<'w> Asked<'w> {
    fn new(text: &'w str) -> Self {
        Self {
            text,
            finder: Finder::new(text),
            letters: mask(text.chars()),
            initial: mask(text.chars().take(1)),
        }
    }

    /// How well a name that holds the word does.
    fn held(&self, name: &str) -> Option<u32> {
        best(name, &self.finder, self.text.len()).map(|(_, score)| score)
    }
}

/// The best place of a word in a name, and how good it is.
fn best(name: &str, finder: &Finder<'_>, long: usize) -> Option<(usize, u32)> {
    let bytes = name.as_bytes();
    let letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
    };
    let mut found: Option<(usize, u32)> = None;
    for at in finder.find_iter(bytes) {
        let begins = !letter(at.checked_sub(1));
        let ends = !letter(Some(at + long));
        let mut score = match (begins, ends) {
            (true, true) => WHOLE,
            (true, false) => BEGINS,
            _ => INSIDE,
        };
        score += if at == 0 { FIRST } else { 0 };
        if found.is_none_or(|(_, best)| score > best) {
            found = Some((at, score));
        }
        if score >= WHOLE {
            break;
        }
    }
    found
}

/// Letters of a word scattered over a name.
struct Scatter {
    matcher: Matcher,
    name: Vec<char>,
    word: Vec<char>,
    places: Vec<u32>,
}

impl Default for Scatter {
    fn default() -> Self {
        let matcher = Matcher::new(Config::DEFAULT);
        Self { matcher, name: Vec::new(), word: Vec::new(), places: Vec::new() }
    }
}

impl Scatter {
    fn score(&mut self, name: &str, word: &str) -> Option<u32> {
        let (name, word) = (Utf32Str::new(name, &mut self.name), Utf32Str::new(word, &mut self.word));
        let score = u32::from(self.matcher.fuzzy_match(name, word)?);
        Some(SCATTERED + score.min(INSIDE - 1))
    }

    /// Where the letters stand, in bytes.
    fn places(&mut self, name: &str, word: &str) -> Vec<usize> {
        self.places.clear();
        let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
        // Asked letter by letter, so that a place is a letter and no cluster of them.
        let letters: Vec<char> = name.chars().collect();
        let name = Utf32Str::Unicode(&letters);
        let word = Utf32Str::new(word, &mut self.word);
        self.matcher.fuzzy_indices(name, word, &mut self.places);
        self.places.iter().filter_map(|place| starts.get(*place as usize).copied()).collect()
    }
}

/// The words of a question, folded.
fn words(question: &str) -> Vec<String> {
    let cut: String = question.chars().take(LONGEST).collect();
    fold(&cut).split_whitespace().take(WORDS).map(str::to_owned).collect()
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric()
}

/// A bit a letter or figure; all others share one, but for those that stand between words.
fn mask(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |mask, c| {
        mask | match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
            c if c.is_alphanumeric() => 1 << 40,
            _ => 0,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(names: &[&str], question: &str) -> Vec<String> {
        let found = Names::new(names.iter().copied()).find(question, 10);
        found.hits.iter().map(|hit| names[hit.name as usize].to_owned()).collect()
    }

    #[test]
    fn whole_words_come_before_beginnings_those_before_insides_and_scattered_letters_last() {
        let names = ["Airline of Largo", "Small", "Allegro", "Takes all of it", "All in", "Nothing of it"];
        assert_eq!(
            found(&names, "all"),
            ["All in", "Takes all of it", "Allegro", "Small", "Airline of Largo"]
        );
        assert_eq!(found(&names, "ALL  it"), ["Takes all of it"]);
        assert_eq!(found(&names, "zz"), [""; 0]);
        assert_eq!(found(&names, "  "), [""; 0]);
    }

    #[test]
    fn case_accents_and_hyphens_do_not_matter() {
        let names = ["Mégane E-Tech", "Citroën C3", "日産 リーフ"];
        assert_eq!(found(&names, "megane etech"), ["Mégane E-Tech"]);
        assert_eq!(found(&names, "CITROEN"), ["Citroën C3"]);
        assert_eq!(found(&names, "リーフ"), ["日産 リーフ"]);
        assert_eq!(found(&names, "mgn"), ["Mégane E-Tech"]);
    }

    #[test]
    fn the_letters_that_answer_are_told() {
        let name = "Mégane E-Tech électrique";
        let parts =
            |question: &str| -> Vec<&str> { matched(name, question).into_iter().map(|r| &name[r]).collect() };
        assert_eq!(parts("megane"), ["Mégane"]);
        assert_eq!(parts("electrique MEG"), ["Még", "électrique"]);
        assert_eq!(parts("mgn"), ["M", "g", "n"]);
        assert_eq!(parts("zz"), [""; 0]);
    }

    #[test]
    fn the_best_are_given_and_all_are_counted() {
        let names: Vec<String> = (0..500).map(|n| format!("Launch {n}")).collect();
        let found = Names::new(names.iter().map(String::as_str)).find("launch 4", 4);
        assert_eq!((found.hits.len(), found.count), (4, 500 - 324));
        assert_eq!(names[found.hits[0].name as usize], "Launch 4");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_text_is_looked_up_and_its_parts_are_parts_of_it(name in "\\PC{0,20}", question in "\\PC{0,12}") {
            let names = Names::new([name.as_str(), "another"]);
            let found = names.find(&question, 2);
            prop_assert!(found.hits.len() <= found.count && found.count <= 2);
            for part in matched(&name, &question) {
                prop_assert!(name.get(part).is_some_and(|text| !text.is_empty()));
            }
            // A name is found by itself.
            if fold(&name).chars().any(char::is_alphanumeric) && name.split_whitespace().count() <= 8 {
                prop_assert!(Names::new([name.as_str()]).find(&name, 1).count == 1, "{:?}", name);
            }
        }
    }
}
