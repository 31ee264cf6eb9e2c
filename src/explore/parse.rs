//! Reading the query language. It must never fail: what cannot be understood is told and left out.

use super::dates::Stretch;
use super::filter::Filter;
use super::lex::{Piece, tokens};
use crate::plan::{Facet, NOT_STATED, Near, Plan, fold};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// A filter, and what of its text was left out of it.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// What was understood.
    pub filter: Filter,
    /// What was not, in the order of the text.
    pub problems: Vec<QueryProblem>,
}

/// A part of a query that was ignored, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryProblem {
    /// Where in the text, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The key that asks for dates.
pub const WHEN: &str = "when";

/// Other words that people try for a key.
const ALIASES: [(&str, &str); 12] = [
    ("type", "kind"),
    ("date", WHEN),
    ("year", WHEN),
    ("factory", "plant"),
    ("topic", "theme"),
    ("fuel", "energy"),
    ("powertrain", "energy"),
    ("countries", "country"),
    ("companies", "company"),
    ("bodies", "body"),
    ("energies", "energy"),
    ("statuses", "status"),
];

/// How many values a hint lists.
const LISTED: usize = 6;
/// How many words are searched for at once; more were not typed but pasted.
pub(super) const WORDS: usize = 64;
/// How many problems are told of one query; after them values are only known by their keys.
const PROBLEMS: usize = 32;

/// What a key asks for.
enum Asked {
    Dates,
    Facet(Facet),
}

impl Filter {
    /// Reads a query. An unknown key or value is a problem and left out of the filter.
    pub fn parse(text: &str, plan: &Plan) -> Parsed {
        let (parsed, near, names) = (Parsed::default(), Near::default(), HashMap::new());
        let mut reader = Reader { plan, parsed, near, names };
        for token in tokens(text) {
            match &token.key {
                None => {
                    for word in &token.pieces {
                        if reader.parsed.filter.words.len() < WORDS {
                            reader.parsed.filter.add_word(&word.text, token.excluded);
                        } else {
                            reader.problem(word.range.clone(), too_many_words());
                        }
                    }
                }
                Some(key) => match asked(&key.text) {
                    Some(asked) => reader.values(&asked, key, &token.pieces, token.excluded),
                    None if reader.has_room() => {
                        let problem = unknown_key(&key.text, &reader.near);
                        reader.problem(key.range.clone(), problem);
                    }
                    None => {}
                },
            }
        }
        reader.parsed
    }
}

/// The values of a facet by each folded name that they go by.
type Names = HashMap<String, Vec<u32>>;

/// A query that is being read.
struct Reader<'p> {
    plan: &'p Plan,
    parsed: Parsed,
    near: Near,
    /// For each facet of which a value was named: one name is looked for in passing, several in a table.
    names: HashMap<Facet, Option<Names>>,
}

impl Reader<'_> {
    fn problem(&mut self, range: Range<usize>, (message, hint): (String, String)) {
        if self.has_room() {
            self.parsed.problems.push(QueryProblem { range, message, hint });
        }
    }

    fn has_room(&self) -> bool {
        self.parsed.problems.len() < PROBLEMS
    }

    fn values(&mut self, asked: &Asked, key: &Piece, pieces: &[Piece], excluded: bool) {
        let mut any = false;
        for piece in pieces.iter().filter(|p| p.quoted || !p.text.is_empty()) {
            any = true;
            match asked {
                Asked::Dates => match Stretch::parse(&piece.text) {
                    Ok(stretch) => self.parsed.filter.add_dates(stretch, excluded),
                    Err(error) => self.problem(piece.range.clone(), (error.message, error.hint.into())),
                },
                Asked::Facet(facet) => {
                    let found = self.values_of(*facet, piece);
                    found.iter().for_each(|value| self.parsed.filter.add(*facet, *value, excluded));
                    if found.is_empty() && self.has_room() {
                        let problem = unknown_value(self.plan, *facet, &piece.text, &self.near);
                        self.problem(piece.range.clone(), problem);
                    }
                }
            }
        }
        if !any {
            let word = match asked {
                Asked::Dates => WHEN,
                Asked::Facet(facet) => facet.word(),
            };
            let hint = match asked {
                Asked::Dates => "2026, 2026..2028, ..2028, 2027.., undated".to_owned(),
                Asked::Facet(facet) => listed(self.plan, *facet).unwrap_or_else(|| "none".to_owned()),
            };
            let hint = format!("write {word}: and right after it one of {hint}");
            self.problem(key.range.clone(), (format!("\"{word}:\" asks for nothing"), hint));
        }
    }

    /// The values that a piece of a query means: by key, or every one of that name.
    fn values_of(&mut self, facet: Facet, piece: &Piece) -> Vec<u32> {
        let column = self.plan.items().column(facet);
        if !piece.quoted && piece.text.eq_ignore_ascii_case("none") {
            return vec![NOT_STATED];
        }
        if let Some(value) = column.value_of_key(&piece.text).filter(|v| *v != NOT_STATED) {
            return vec![value];
        }
        if !self.has_room() {
            return Vec::new();
        }
        let wanted = fold(piece.text.trim());
        let mut found = self.named(facet, &wanted);
        found.dedup();
        if found.is_empty() && fold("not stated") == wanted {
            found.push(NOT_STATED);
        }
        found
    }

    /// The values of a facet that go by a folded name, in order.
    fn named(&mut self, facet: Facet, wanted: &str) -> Vec<u32> {
        let all = named_values(self.plan, facet);
        match self.names.entry(facet) {
            Entry::Vacant(entry) => {
                entry.insert(None);
                all.filter(|(_, name)| fold(name) == wanted).map(|(value, _)| value).collect()
            }
            Entry::Occupied(entry) => {
                let names = entry.into_mut().get_or_insert_with(|| {
                    let mut names = Names::new();
                    all.for_each(|(value, name)| names.entry(fold(name)).or_default().push(value));
                    names
                });
                names.get(wanted).cloned().unwrap_or_default()
            }
        }
    }
}

fn asked(key: &str) -> Option<Asked> {
    let key = key.to_ascii_lowercase();
    let key = ALIASES.iter().find(|(alias, _)| *alias == key).map_or(key.as_str(), |(_, word)| word);
    if key == WHEN {
        return Some(Asked::Dates);
    }
    let singular = || key.strip_suffix('s').and_then(Facet::from_word);
    Facet::from_word(key).or_else(singular).map(Asked::Facet)
}

/// Every name that a facet's values go by: key, name, other names.
fn named_values(plan: &Plan, facet: Facet) -> impl Iterator<Item = (u32, &str)> {
    plan.items().column(facet).values().iter().zip(0u32..).skip(1).flat_map(move |(value, number)| {
        let aka = value.thing.map(|t| &*plan.record(t).aka).unwrap_or_default();
        [&*value.key, &*value.name]
            .into_iter()
            .chain(aka.iter().map(|a| &**a))
            .map(move |name| (number, name))
    })
}

fn too_many_words() -> (String, String) {
    (
        format!("only the first {WORDS} words are searched for"),
        "put words that belong together in quotes".into(),
    )
}

fn unknown_key(key: &str, near: &Near) -> (String, String) {
    let keys = || Facet::ALL.iter().map(|f| f.word()).chain([WHEN]);
    let known = keys().collect::<Vec<_>>().join(", ");
    let hint = match near.to(key, keys()) {
        Some(near) => format!("did you mean \"{near}:\"? The keys are {known}"),
        None => format!("the keys are {known}; to search for the words, put them in quotes"),
    };
    (format!("there is no key \"{}\"", short(key)), hint)
}

fn unknown_value(plan: &Plan, facet: Facet, text: &str, near: &Near) -> (String, String) {
    let word = facet.word();
    let hint = match near.to(text, named_values(plan, facet).map(|(_, name)| name)) {
        Some(near) => format!("did you mean {}?", super::print::term(word, near, false)),
        None => match listed(plan, facet) {
            Some(known) => format!("the plan knows {known}"),
            None => "the plan knows none, because it states no such thing".to_owned(),
        },
    };
    (format!("the plan has no {word} \"{}\"", short(text)), hint)
}

/// The first values of a facet; `None` where it has none.
fn listed(plan: &Plan, facet: Facet) -> Option<String> {
    let values = plan.items().column(facet).values();
    let first: Vec<&str> = values.iter().skip(1).take(LISTED).map(|v| &*v.key).collect();
    let more = values.len().saturating_sub(1 + first.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!first.is_empty()).then(|| format!("{}{more}", first.join(", ")))
}

/// Enough of a text to recognise it by.
fn short(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}
