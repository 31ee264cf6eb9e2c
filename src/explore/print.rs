//! Writing a filter: as a query that reads back the same, and in words for captions.
//!
//! It must never leave out a part of the filter.

use super::dates::{DateKey, Stretch};
use super::filter::{Choice, Filter};
use super::lex::is_quote;
use crate::plan::{Change, Facet, NOT_STATED, Plan, SentencePart};

/// How many values a caption names before it counts the rest.
const NAMED: usize = 6;

impl Filter {
    /// The query in its usual form: parsed again for the same plan, it is the same filter.
    pub fn to_text(&self, plan: &Plan) -> String {
        let mut terms = Vec::new();
        for (facet, choice) in &self.choices {
            let keys = |values: &[u32]| {
                let keys: Vec<String> = values.iter().map(|v| key(plan, *facet, *v)).collect();
                keys.join(",")
            };
            for (sign, values) in [("", &choice.any), ("-", &choice.not)] {
                if !values.is_empty() {
                    terms.push(format!("{sign}{}:{}", facet.word(), keys(values)));
                }
            }
        }
        for (sign, stretches) in [("", &self.dates), ("-", &self.not_dates)] {
            for (key, stretches) in by_key(stretches) {
                let texts: Vec<String> = stretches.iter().map(Stretch::to_string).collect();
                terms.push(format!("{sign}{}:{}", key.word(), texts.join(",")));
            }
        }
        for (sign, moves) in [("", &self.moves), ("-", &self.not_moves)] {
            let texts: Vec<String> = moves.iter().map(ToString::to_string).collect();
            if !texts.is_empty() {
                terms.push(format!("{sign}{}:{}", super::moves::KEY, texts.join(",")));
            }
        }
        for word in &self.words {
            let sign = if word.excluded { "-" } else { "" };
            terms.push(format!("{sign}{}", quoted(&word.text, false)));
        }
        terms.join(" ")
    }

    /// The filter in plain words: "Nissan or Mitsubishi in Europe, not cancelled"; "everything" when empty.
    pub fn words(&self, plan: &Plan) -> String {
        self.sentence(plan, "everything", false)
    }

    /// The same as a headline: what it does not say whose it is goes by a name of all.
    pub fn headline(&self, plan: &Plan, all: &str) -> String {
        self.sentence(plan, all, true)
    }

    /// Who, where, what else; `all` stands for whom where nobody is asked for, always or only where something must.
    fn sentence(&self, plan: &Plan, all: &str, always: bool) -> String {
        let mut who = Vec::new();
        let mut places = Vec::new();
        let mut rest = Vec::new();
        for facet in Facet::IN_CAPTIONS.iter().copied() {
            let Some(choice) = self.choices.get(&facet) else { continue };
            if let Some(any) = asked_in_words(plan, facet, &choice.any) {
                match facet.traits().part {
                    SentencePart::Who => who.push(any),
                    SentencePart::Where => places.push(any),
                    SentencePart::Else => rest.push(any),
                }
            }
        }
        rest.extend(
            Facet::IN_CAPTIONS.iter().filter_map(|f| left_out_in_words(plan, *f, self.choices.get(f)?)),
        );
        for (sign, stretches) in [("", &self.dates), ("not ", &self.not_dates)] {
            for (_, stretches) in by_key(stretches) {
                let words: Vec<String> = stretches.iter().map(|s| s.words()).collect();
                rest.push(format!("{sign}{}", words.join(" or ")));
            }
        }
        for (sign, moves) in [("", &self.moves), ("not ", &self.not_moves)] {
            let words: Vec<String> = moves.iter().map(|moves| moves.words()).collect();
            if !words.is_empty() {
                rest.push(format!("{sign}{}", words.join(" or ")));
            }
        }
        for (with, excluded) in [("with", false), ("without", true)] {
            let words: Vec<String> = self
                .words
                .iter()
                .filter(|w| w.excluded == excluded)
                .map(|w| format!("“{}”", w.text))
                .collect();
            if !words.is_empty() {
                rest.push(format!("{with} {}", words.join(if excluded { " or " } else { " and " })));
            }
        }
        if who.is_empty() && (always || !places.is_empty()) {
            who.push(all.to_owned());
        }
        let mut parts = Vec::new();
        if !who.is_empty() {
            let head = who.join(", ");
            parts.push(std::iter::once(head).chain(places).collect::<Vec<_>>().join(" "));
        }
        parts.extend(rest);
        if parts.is_empty() { all.to_owned() } else { parts.join(", ") }
    }
}

/// The stretches that each key asks for.
fn by_key(stretches: &[Stretch]) -> impl Iterator<Item = (DateKey, Vec<Stretch>)> {
    let of = |key: DateKey| stretches.iter().copied().filter(|s| s.key() == key).collect::<Vec<_>>();
    DateKey::ALL.into_iter().map(move |key| (key, of(key))).filter(|(_, list)| !list.is_empty())
}

fn asked_in_words(plan: &Plan, facet: Facet, values: &[u32]) -> Option<String> {
    if values.is_empty() {
        return None;
    }
    if facet == Facet::Disputed {
        return Some(format!("where sources {}", disputed(plan, values)));
    }
    Some(match (values.contains(&NOT_STATED), named(plan, facet, values)) {
        (true, None) => not_stated(plan, facet),
        (true, Some(named)) => format!("{}{named} or {}", facet.traits().lead, not_stated(plan, facet)),
        (false, named) => format!("{}{}", facet.traits().lead, named.unwrap_or_default()),
    })
}

fn left_out_in_words(plan: &Plan, facet: Facet, choice: &Choice) -> Option<String> {
    if choice.not.is_empty() {
        return None;
    }
    if facet == Facet::Change {
        return changes_left_out(plan, choice);
    }
    if facet == Facet::Disputed {
        return Some(format!("not where sources {}", disputed(plan, &choice.not)));
    }
    let named = named(plan, facet, &choice.not).map(|n| format!("not {}{n}", facet.traits().lead));
    let stated = choice.not.contains(&NOT_STATED).then(|| format!("{} stated", plan.words().inner(facet)));
    Some([named, stated].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What changes are left out, as a reader says it: what both editions mention has changes of its own.
fn changes_left_out(plan: &Plan, choice: &Choice) -> Option<String> {
    let column = plan.items().column(Facet::Change);
    let is = |value: &u32, change: Change| column.value_of_key(change.word()) == Some(*value);
    let of_one = |value: &&u32| is(value, Change::Silent) || is(value, Change::New);
    let both = choice.not.iter().filter(of_one).count() == 2;
    let rest: Vec<&str> = choice
        .not
        .iter()
        .filter(|value| !(is(value, Change::Same) || both && of_one(value)))
        .filter_map(|value| column.values().get(*value as usize))
        .map(|value| &*value.name)
        .collect();
    let same = choice.not.iter().any(|value| is(value, Change::Same));
    // What is asked for has no need of being told from what only one edition mentions.
    let chosen = !choice.any.is_empty();
    let first = match (both, same) {
        _ if chosen => None,
        (true, true) => Some("what changed".to_owned()),
        (true, false) => Some("in both editions".to_owned()),
        (false, true) => Some("without what is unchanged".to_owned()),
        (false, false) => None,
    };
    let rest = (!rest.is_empty()).then(|| format!("without what is {}", rest.join(" or ")));
    let words: Vec<String> = [first, rest].into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn not_stated(plan: &Plan, facet: Facet) -> String {
    format!("{} not stated", plan.words().inner(facet))
}

fn disputed(plan: &Plan, values: &[u32]) -> &'static str {
    let column = plan.items().column(Facet::Disputed);
    let has = |key: &str| column.value_of_key(key).is_some_and(|v| values.contains(&v));
    match (has("yes"), has("no")) {
        (true, true) => "agree or disagree",
        (true, false) => "disagree",
        _ => "agree",
    }
}

/// The names of values, "not stated" aside.
fn named(plan: &Plan, facet: Facet, values: &[u32]) -> Option<String> {
    let all = plan.items().column(facet).values();
    let stated: Vec<&str> = values
        .iter()
        .filter(|v| **v != NOT_STATED)
        .filter_map(|v| all.get(*v as usize))
        .map(|v| &*v.name)
        .collect();
    if stated.len() > NAMED {
        let more = stated.len() - NAMED + 1;
        return Some(format!("{} or {more} others", stated[..NAMED - 1].join(", ")));
    }
    let (last, first) = stated.split_last()?;
    Some(if first.is_empty() { (*last).to_owned() } else { format!("{} or {last}", first.join(", ")) })
}

/// A value as a query names it.
fn key(plan: &Plan, facet: Facet, value: u32) -> String {
    if value == NOT_STATED {
        return "none".into();
    }
    let found = plan.items().column(facet).values().get(value as usize);
    quoted(found.map_or("", |v| &v.key), true)
}

/// One term of a query.
pub(super) fn term(key: &str, value: &str, excluded: bool) -> String {
    format!("{}{key}:{}", if excluded { "-" } else { "" }, quoted(value, true))
}

/// A text as one phrase to search for.
pub fn as_phrase(text: &str) -> String {
    quoted(text.trim(), false)
}

/// The words of a text, each to be searched for by itself.
pub fn as_words(text: &str) -> String {
    text.split_whitespace().map(|word| quoted(word, false)).collect::<Vec<_>>().join(" ")
}

/// A value or word in quotes where it could be read as something else.
pub(super) fn quoted(text: &str, is_value: bool) -> String {
    let special =
        |c: char| c.is_whitespace() || is_quote(c) || c == '\\' || c == if is_value { ',' } else { ':' };
    let reserved = if is_value { text.eq_ignore_ascii_case("none") } else { text.starts_with('-') };
    if !text.is_empty() && !reserved && !text.contains(special) {
        return text.to_owned();
    }
    let mut out = String::from('"');
    for c in text.chars() {
        if is_quote(c) || c == '\\' {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
