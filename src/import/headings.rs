//! Headings of columns in English, German, French, Spanish and Japanese, and of public templates, each with what
//! it means: TimelineJS, Aha!, Roadmunk, Microsoft Project.
//!
//! It must never hold a heading twice: the first meaning would win in silence.

use super::meaning::{Meaning, Sure};
use crate::plan::fold;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Each meaning, an equals sign, and its headings as [`fold`] makes them, parted by bars, on lines that are set in.
const HEADINGS: &str = include_str!("headings.txt");

/// Each heading with its meaning.
fn all() -> impl Iterator<Item = (&'static str, Meaning)> {
    let mut meaning = None;
    HEADINGS.lines().flat_map(move |line| {
        if let Some(word) = line.strip_suffix(" =") {
            meaning = Meaning::from_word(word);
        }
        let words = if line.starts_with(' ') { line.split('|') } else { "".split('|') };
        let meaning = meaning.clone();
        words
            .map(str::trim)
            .filter(|words| !words.is_empty())
            .filter_map(move |words| Some((words, meaning.clone()?)))
    })
}

/// A heading in small letters without accents, units in brackets and signs.
pub fn bare(heading: &str) -> String {
    let mut depth = 0usize;
    let outside: String = fold(heading)
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' | '（' => depth += 1,
                ')' | ']' | '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    let plain: String = outside
        .chars()
        .filter(|c| *c != '.')
        .map(|c| if c.is_alphanumeric() || c == '#' || c == '%' { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading without what stands in brackets behind it, as it is written.
pub fn plain(heading: &str) -> String {
    let bare = heading.split(['(', '[', '（']).next().unwrap_or(heading).trim();
    if bare.is_empty() { heading.trim().to_owned() } else { bare.to_owned() }
}

/// What stands in brackets behind a heading: a unit.
pub fn unit(heading: &str) -> Option<&str> {
    let from = heading.find(['(', '[', '（'])?;
    let rest = heading.get(from..)?;
    let inner = rest.trim_start_matches(['(', '[', '（']);
    let to = inner.find([')', ']', '）'])?;
    inner.get(..to).map(str::trim).filter(|unit| !unit.is_empty())
}

/// What a heading means and how sure that is; `None` where nothing is known of it.
pub fn meaning(heading: &str) -> Option<(Meaning, Sure)> {
    let bare = bare(heading);
    if bare.is_empty() {
        return None;
    }
    if let Some(meaning) = exact(&bare) {
        return Some((meaning, Sure::Certain));
    }
    // The longest known heading that stands in it as whole words.
    let padded = format!(" {bare} ");
    let known = known();
    let inside = known.inside.iter().find(|(words, _)| match words.starts_with(' ') {
        true => padded.contains(words.as_str()),
        false => bare.contains(words.as_str()),
    });
    inside.map(|(_, meaning)| (meaning.clone(), Sure::Guess))
}

/// Headings as they are looked up.
struct Known {
    exact: HashMap<&'static str, Meaning>,
    /// Those that may stand within others, the longest first; Western ones between blanks.
    inside: Vec<(String, Meaning)>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let long = |words: &str| if words.is_ascii() { words.len() > 2 } else { words.chars().count() > 1 };
        let within = all().filter(|(words, meaning)| *meaning != Meaning::Nothing && long(words));
        let mut inside: Vec<(String, Meaning)> = within
            .map(|(words, meaning)| {
                (if words.is_ascii() { format!(" {words} ") } else { words.to_owned() }, meaning)
            })
            .collect();
        inside.sort_by_key(|(words, _)| std::cmp::Reverse(words.trim().len()));
        Known { exact: all().collect(), inside }
    })
}

fn exact(bare: &str) -> Option<Meaning> {
    known().exact.get(bare).cloned()
}

/// Whether headings are in a language whose dates have the day first.
pub fn is_day_first<'h>(headings: impl Iterator<Item = &'h str>) -> bool {
    const OTHERS: &[&str] = &[
        "werk",
        "marke",
        "antrieb",
        "hersteller",
        "beginn",
        "ende",
        "datum",
        "produktionsstart",
        "produktionsende",
        "vorganger",
        "plattform",
        "bemerkung",
        "modell",
        "karosserie",
        "kommentar",
        "anfang",
        "meilenstein",
        "vorgang",
        "marque",
        "usine",
        "modele",
        "plateforme",
        "lancement",
        "debut",
        "fin",
        "commentaire",
        "motorisation",
        "pays",
        "marca",
        "planta",
        "modelo",
        "plataforma",
        "lanzamiento",
        "inicio",
        "fecha",
        "comentarios",
        "estado",
        "tarea",
        "vorgangsname",
        "fertigstellung",
        "lander",
        "quelle",
        "fuente",
        "remarque",
        "jalon",
        "hito",
    ];
    headings.map(bare).any(|heading| OTHERS.iter().any(|other| heading.split(' ').any(|word| word == *other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_heading_is_there_twice_and_each_is_as_it_is_looked_up() {
        let mut known = HashSet::new();
        for (heading, _) in all() {
            assert!(known.insert(heading), "{heading} is there twice");
            assert_eq!(bare(heading), heading);
        }
        let unknown = HEADINGS
            .lines()
            .filter_map(|line| line.strip_suffix(" ="))
            .find(|word| Meaning::from_word(word).is_none());
        assert_eq!(unknown, None);
        assert!(known.len() > 500);
    }

    #[test]
    fn headings_are_known_in_five_languages() {
        for (heading, word) in [
            ("SOP", "milestone: sop"),
            ("Start of Production", "milestone: sop"),
            ("Marque", "brand"),
            ("Werk", "plant"),
            ("Usine", "plant"),
            ("Planta", "plant"),
            ("工場", "plant"),
            ("Antriebsart", "energy"),
            ("Vol. p.a. (k units)", "volume"),
            ("Capacity (MW)", "capacity"),
            ("生産開始", "milestone: sop"),
            ("Date de lancement", "milestone: launch"),
            ("Vorgänger", "predecessor"),
            ("Planned SOP date", "milestone: sop"),
            ("End Year", "end year"),
            ("Task Name", "name"),
        ] {
            assert_eq!(meaning(heading).map(|(m, _)| m.word()).as_deref(), Some(word), "{heading}");
        }
        assert_eq!(meaning("Gate owner xyz"), None);
        assert_eq!(unit("Capacity (MW)"), Some("MW"));
    }
}
