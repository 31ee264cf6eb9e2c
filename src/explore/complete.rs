//! What may stand where the cursor is in a query: keys, values and words that begin as what was typed there.
//!
//! It must never change a query by itself, nor offer what is there already.

use super::dates::DateKey;
use super::lex::{Piece, Token, tokens};
use super::look_up::Names;
use super::parse::Asked;
use super::print::{quoted, term};
use crate::plan::{Facet, Plan, fold};
use std::ops::Range;

/// Something to put where the cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in bytes of the query.
    pub range: Range<usize>,
    /// What to write there.
    pub text: String,
    /// As a list calls it.
    pub label: String,
    /// What it is, in few words.
    pub about: String,
}

/// How many are offered.
const OFFERED: usize = 8;
/// Of what has no key yet, so many keys and values of each facet are looked at.
const FEW: usize = 3;

/// What may stand at a byte of a query, the likeliest first.
pub fn complete(query: &str, cursor: usize, plan: &Plan) -> Vec<Completion> {
    let all = tokens(query);
    let Some(token) = all.iter().find(|token| token.range.contains(&cursor) || token.range.end == cursor)
    else {
        return Vec::new();
    };
    let mut offered = match &token.key {
        Some(key) => match Asked::of(&key.text, plan) {
            Some(Asked::Facet(facet)) => values(plan, token, facet, cursor),
            Some(Asked::Dates(key)) => dates(query, token, key, cursor),
            // A slip is a figure: nobody can guess it.
            Some(Asked::Moves) | None => Vec::new(),
        },
        None => without_key(plan, token),
    };
    offered.retain(|one| query.get(one.range.clone()) != Some(&one.text));
    offered.truncate(OFFERED);
    offered
}

/// The piece at the cursor.
fn piece(token: &Token, cursor: usize) -> Option<&Piece> {
    token.pieces.iter().find(|piece| piece.range.contains(&cursor) || piece.range.end == cursor)
}

/// Values of the facet that was asked for.
fn values(plan: &Plan, token: &Token, facet: Facet, cursor: usize) -> Vec<Completion> {
    let Some(piece) = piece(token, cursor) else { return Vec::new() };
    let column = plan.items().column(facet);
    let taken = |key: &str| token.pieces.iter().any(|other| other.range != piece.range && other.text == key);
    let known = column.values().iter().zip(0_u32..);
    let stated = known.filter(|(value, number)| *number > 0 && !taken(&value.key));
    let mut fit: Vec<(u32, usize, u32)> = Vec::new();
    let wanted = fold(&piece.text);
    for (value, number) in stated {
        let step = fits(&value.key, &value.name, &wanted);
        let count = column.members(number).total();
        fit.extend(step.map(|step| (step, usize::MAX - count, number)));
    }
    fit.sort_unstable();
    let of = |number: u32| column.values().get(number as usize);
    let offered = fit.into_iter().take(OFFERED).filter_map(|(_, count, number)| {
        let value = of(number)?;
        Some(Completion {
            range: piece.range.clone(),
            text: quoted(&value.key, true),
            label: value.name.to_string(),
            about: counted(usize::MAX - count),
        })
    });
    offered.collect()
}

/// How well a value begins as was typed: 0 as it begins, 1 inside a word's beginning, 2 anywhere.
fn fits(key: &str, name: &str, wanted: &str) -> Option<u32> {
    let (key, name) = (fold(key), fold(name));
    if key.starts_with(wanted) || name.starts_with(wanted) {
        return Some(0);
    }
    if name.split_whitespace().any(|word| word.starts_with(wanted)) {
        return Some(1);
    }
    (name.contains(wanted) || key.contains(wanted)).then_some(2)
}

fn counted(count: usize) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

/// How a date may be asked for.
fn dates(query: &str, token: &Token, key: DateKey, cursor: usize) -> Vec<Completion> {
    let Some(piece) = piece(token, cursor).filter(|piece| piece.text.is_empty()) else { return Vec::new() };
    let examples = key.examples().split([',', ' ']).filter(|text| !text.is_empty() && *text != "or");
    let offer = |text: &str| Completion {
        range: piece.range.clone(),
        text: text.to_owned(),
        label: format!("{}{text}", query.get(token.range.start..piece.range.start).unwrap_or_default()),
        about: "a date".to_owned(),
    };
    examples.map(offer).collect()
}

/// Keys and values, of whichever facet, that begin as a bare word does.
fn without_key(plan: &Plan, token: &Token) -> Vec<Completion> {
    let Some(piece) = token.pieces.first().filter(|piece| !piece.quoted && !piece.text.is_empty()) else {
        return Vec::new();
    };
    let wanted = fold(&piece.text);
    let start = token.range.start + usize::from(token.excluded);
    let range = start..token.range.end;
    let stated = Facet::ALL.iter().filter(|facet| plan.items().column(**facet).is_stated());
    let keys = stated.clone().map(|facet| facet.word()).chain(DateKey::ALL.map(DateKey::word));
    let keys = keys.filter(|word| word.starts_with(&wanted)).map(|word| Completion {
        range: range.clone(),
        text: format!("{word}:"),
        label: format!("{word}:"),
        about: "a key".to_owned(),
    });
    let mut offered: Vec<Completion> = keys.collect();
    let mut of_values: Vec<(usize, Completion)> = Vec::new();
    for facet in stated {
        let column = plan.items().column(*facet);
        let known = column.values().iter().zip(0_u32..).skip(1);
        let fit =
            known.filter(|(value, _)| fits(&value.key, &value.name, &wanted).is_some_and(|step| step < 2));
        let mut fit: Vec<(usize, u32)> =
            fit.map(|(_, number)| (column.members(number).total(), number)).collect();
        fit.sort_unstable_by_key(|(count, number)| (std::cmp::Reverse(*count), *number));
        for (count, number) in fit.into_iter().take(FEW) {
            let Some(value) = column.values().get(number as usize) else { continue };
            let completion = Completion {
                range: range.clone(),
                text: term(facet.word(), &value.key, false),
                label: format!("{}: {}", facet.label(), value.name),
                about: counted(count),
            };
            of_values.push((count, completion));
        }
    }
    of_values.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    offered.extend(of_values.into_iter().map(|(_, completion)| completion));
    offered
}

/// Words of names that begin as what was typed, for plans that are not too large to look at now.
pub fn words(
    query: &str,
    cursor: usize,
    names: &Names,
    of: impl Fn(u32) -> Option<String>,
) -> Vec<Completion> {
    let all = tokens(query);
    let token = all.iter().find(|token| token.range.contains(&cursor) || token.range.end == cursor);
    let Some(token) = token.filter(|token| token.key.is_none()) else { return Vec::new() };
    let Some(piece) = token.pieces.first().filter(|piece| piece.text.chars().count() > 1) else {
        return Vec::new();
    };
    let range = token.range.start + usize::from(token.excluded)..token.range.end;
    let found = names.find(&piece.text, FEW).hits.into_iter().filter_map(|hit| of(hit.name));
    let offer = |name: String| Completion {
        range: range.clone(),
        text: quoted(&name, false),
        label: name,
        about: "the words of a name".to_owned(),
    };
    found.map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::sample;
    use proptest::prelude::*;

    fn offered(query: &str) -> Vec<String> {
        complete(query, query.len(), &sample::small()).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn keys_and_values_are_offered_as_they_begin() {
        assert!(offered("bra").contains(&"brand:".to_owned()), "{:?}", offered("bra"));
        assert!(offered("whe").contains(&"when:".to_owned()));
        let plan = sample::small();
        let brands = plan.items().column(Facet::Brand).values();
        let first = &brands[1];
        let begin: String = first.name.chars().take(3).collect();
        let keyed = offered(&format!("brand:{begin}"));
        assert!(keyed.contains(&quoted(&first.key, true)), "{keyed:?}");
        let bare = offered(&begin.to_lowercase());
        assert!(bare.contains(&term("brand", &first.key, false)), "{bare:?}");
        assert!(!offered("brand:").is_empty() && !offered("when:").is_empty());
        // What is there already is not offered.
        let both = format!("brand:{},", first.key);
        assert!(!offered(&both).contains(&quoted(&first.key, true)));
        for nothing in ["", " ", "nokey:x", "brand:nothing-like-it", "\"brand\""] {
            assert_eq!(offered(nothing), [""; 0], "{nothing}");
        }
    }

    #[test]
    fn a_minus_stays_before_what_is_put_in() {
        for one in complete("-bra", 4, &sample::small()) {
            assert_eq!(one.range, 1..4);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn whatever_is_typed_can_be_replaced(query in "\\PC{0,24}", at in 0..30_usize) {
            let cursor = (0..=at.min(query.len())).rev().find(|at| query.is_char_boundary(*at)).unwrap_or(0);
            for one in complete(&query, cursor, &sample::small()) {
                prop_assert!(query.get(one.range.clone()).is_some(), "{:?} of {:?}", one, query);
            }
        }
    }
}
