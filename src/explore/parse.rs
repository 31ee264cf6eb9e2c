//! Reading the query language. It must never fail: what cannot be understood is told and left out.

use super::dates::DateKey;
use super::filter::Filter;
use super::lex::{Piece, Token, tokens};
use super::moves::{self, Moves};
use super::slips;
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
    /// The whole text put right, where it is plain what was meant.
    pub fix: Option<String>,
}

/// Other words that people try for a key.
const ALIASES: [(&str, &str); 8] = [
    ("type", "kind"),
    ("date", "when"),
    ("year", "when"),
    ("factory", "plant"),
    ("topic", "theme"),
    ("fuel", "energy"),
    ("powertrain", "energy"),
    ("energies", "energy"),
];

/// How many values a hint lists.
const LISTED: usize = 6;
/// How many words are searched for at once; more were not typed but pasted.
pub(super) const WORDS: usize = 64;
/// How many problems are told of one query; after them values are only known by their keys.
const PROBLEMS: usize = 32;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Dates(DateKey),
    Moves,
    Facet(Facet),
}

impl Asked {
    /// What a key or another word for one asks for; where a plan has a word of its own, both do.
    pub fn of(key: &str, plan: &Plan) -> Option<Self> {
        let known = |key: &str| {
            if key == moves::KEY {
                return Some(Self::Moves);
            }
            let date = DateKey::ALL.into_iter().find(|date| date.word() == key);
            date.map(Self::Dates).or_else(|| Facet::from_word(key).map(Self::Facet))
        };
        let key = key.to_lowercase();
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == key).and_then(|(_, word)| known(word));
        let several = || Facet::ALL.iter().find(|f| f.counted(2) == key).map(|f| Self::Facet(*f));
        let own = || plan.about().words.key_of(&key).and_then(known);
        known(&key).or_else(own).or_else(alias).or_else(several)
    }

    /// As a query spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dates(key) => key.word(),
            Self::Moves => moves::KEY,
            Self::Facet(facet) => facet.word(),
        }
    }
}

impl Filter {
    /// Reads a query. An unknown key or value is a problem and left out of the filter.
    pub fn parse(text: &str, plan: &Plan) -> Parsed {
        let (parsed, near, names) = (Parsed::default(), Near::default(), HashMap::new());
        let mut reader = Reader { text, plan, parsed, near, names };
        let tokens = tokens(text);
        let slips = slips::find(text, &tokens, plan);
        for (n, token) in tokens.iter().enumerate() {
            if let Some(slip) = slips.iter().find(|slip| slip.tokens.contains(&n)) {
                if slip.tokens.start == n && reader.has_room() {
                    reader.parsed.problems.push(slip.problem.clone());
                }
                if slip.left_out.contains(&n) {
                    continue;
                }
            }
            reader.token(token, tokens.get(n + 1));
        }
        reader.parsed
    }
}

/// The values of a facet by each folded name that they go by.
type Names = HashMap<String, Vec<u32>>;

/// A query that is being read.
struct Reader<'p> {
    text: &'p str,
    plan: &'p Plan,
    parsed: Parsed,
    near: Near,
    /// For each facet of which a value was named: one name is looked for in passing, several in a table.
    names: HashMap<Facet, Option<Names>>,
}

impl Reader<'_> {
    fn token(&mut self, token: &Token, next: Option<&Token>) {
        let Some(key) = &token.key else {
            for word in &token.pieces {
                if self.parsed.filter.words.len() < WORDS {
                    self.parsed.filter.add_word(&word.text, token.excluded);
                } else {
                    self.problem(word.range.clone(), too_many_words());
                }
            }
            return;
        };
        match Asked::of(&key.text, self.plan) {
            Some(asked) => self.values(asked, key, token, next),
            None if self.has_room() => {
                let told = unknown_key(&key.text, self.plan, &self.near);
                self.problem(key.range.clone(), told);
            }
            None => {}
        }
    }

    /// Tells of a part: what is wrong, what to do, and what to write in its place, where that is plain.
    fn problem(&mut self, range: Range<usize>, (message, hint, instead): Told) {
        if self.has_room() {
            let fix = instead.map(|instead| slips::replaced(self.text, range.clone(), &instead));
            self.parsed.problems.push(QueryProblem { range, message, hint, fix });
        }
    }

    fn has_room(&self) -> bool {
        self.parsed.problems.len() < PROBLEMS
    }

    fn values(&mut self, asked: Asked, key: &Piece, token: &Token, next: Option<&Token>) {
        if matches!(asked, Asked::Moves | Asked::Facet(Facet::Change)) && self.plan.against().is_none() {
            self.problem(key.range.start..token.range.end, nothing_compared(asked.word()));
            return;
        }
        let mut any = false;
        for piece in token.pieces.iter().filter(|p| p.quoted || !p.text.is_empty()) {
            any = true;
            match asked {
                Asked::Dates(key) => match key.parse(&piece.text, self.plan.about()) {
                    Ok(stretch) => self.parsed.filter.add_dates(stretch, token.excluded),
                    Err(error) => self.problem(piece.range.clone(), (error.message, error.hint.into(), None)),
                },
                Asked::Moves => match Moves::parse(&piece.text) {
                    Ok(moves) => self.parsed.filter.add_moves(moves, token.excluded),
                    Err(error) => self.problem(piece.range.clone(), (error.message, error.hint.into(), None)),
                },
                Asked::Facet(facet) => {
                    let found = self.values_of(facet, piece);
                    found.iter().for_each(|value| self.parsed.filter.add(facet, *value, token.excluded));
                    if found.is_empty() && self.has_room() {
                        let told = unknown_value(self.plan, facet, &piece.text, &self.near);
                        self.problem(piece.range.clone(), told);
                    }
                }
            }
        }
        if !any {
            let word = asked.word();
            let hint = match asked {
                Asked::Dates(key) => key.examples().to_owned(),
                Asked::Moves => moves::EXAMPLES.to_owned(),
                Asked::Facet(facet) => listed(self.plan, facet).unwrap_or_else(|| "none".to_owned()),
            };
            let hint = format!("write {word}: and right after it one of {hint}");
            let told = (format!("\"{word}:\" asks for nothing"), hint, None);
            // A value that stands behind a blank was meant to stand right behind the key.
            let value = next.filter(|next| next.key.is_none() && !next.excluded);
            self.problem(key.range.clone(), told);
            if let (Some(value), Some(problem)) = (value, self.parsed.problems.last_mut()) {
                problem.fix = Some(slips::replaced(self.text, token.range.end..value.range.start, ""));
            }
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

/// What is wrong, what to do, and what to write instead.
type Told = (String, String, Option<String>);

fn nothing_compared(word: &str) -> Told {
    (
        format!("\"{word}:\" asks what changed, but the plan is compared with no other edition"),
        "choose an edition to compare it with first".into(),
        None,
    )
}

fn too_many_words() -> Told {
    (
        format!("only the first {WORDS} words are searched for"),
        "put words that belong together in quotes".into(),
        None,
    )
}

fn unknown_key(key: &str, plan: &Plan, near: &Near) -> Told {
    let keys =
        || Facet::ALL.iter().map(|f| f.word()).chain(DateKey::ALL.map(DateKey::word)).chain([moves::KEY]);
    // What changed is asked of two editions alone.
    let of_two = |key: &&str| [Facet::Change.word(), moves::KEY].contains(key);
    let known = keys().filter(|key| plan.against().is_some() || !of_two(key));
    let known = known.collect::<Vec<_>>().join(", ");
    let near = near.to(key, keys());
    let hint = match near {
        Some(near) => format!("did you mean \"{near}:\"? The keys are {known}"),
        None => format!("the keys are {known}; to search for the words, put them in quotes"),
    };
    (format!("there is no key \"{}\"", short(key)), hint, near.map(Into::into))
}

fn unknown_value(plan: &Plan, facet: Facet, text: &str, near: &Near) -> Told {
    let word = facet.word();
    let near = near.to(text, named_values(plan, facet).map(|(_, name)| name));
    let hint = match near {
        Some(near) => format!("did you mean {}?", super::print::term(word, near, false)),
        None => match listed(plan, facet) {
            Some(known) => format!("the plan knows {known}"),
            None => "the plan knows none, because it states no such thing".to_owned(),
        },
    };
    let instead = near.map(|near| super::print::quoted(near, true));
    (format!("the plan has no {word} \"{}\"", short(text)), hint, instead)
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
