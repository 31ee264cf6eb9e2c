//! "Did you mean": a bare word that no item holds, and the word of the plan that is nearest to it.
//!
//! It must never look where something is found: who finds is not told otherwise.

use super::filter::Filter;
use super::index::Index;
use super::lex::tokens;
use super::parse::QueryProblem;
use super::print::quoted;
use super::slips::replaced;
use crate::plan::{Facet, Near, Plan, fold};

/// So many words of a query are looked at.
const WORDS: usize = 8;
/// Shorter words, in letters, are near to too much.
const LEAST: usize = 4;

/// The bare words of a query that nothing in the plan holds, each with what was meant, where that is near.
pub fn meant(query: &str, plan: &Plan, index: &Index) -> Vec<QueryProblem> {
    let near = Near::default();
    let mut told = Vec::new();
    for token in tokens(query).into_iter().filter(|token| token.key.is_none() && !token.excluded).take(WORDS)
    {
        let Some(piece) = token.pieces.first() else { continue };
        if piece.text.chars().count() < LEAST {
            continue;
        }
        let mut alone = Filter::default();
        alone.set_words([piece.text.as_str()]);
        if alone.matching(plan, index).count() > 0 {
            continue;
        }
        let Some(word) = nearest(&piece.text, plan, &near) else { continue };
        let instead = quoted(&word, false);
        let fix = replaced(query, token.range.clone(), &instead);
        told.push(QueryProblem {
            range: token.range.clone(),
            message: format!("nothing in the plan holds \"{}\"", piece.text),
            hint: format!("did you mean {instead}?"),
            fix: Some(fix),
        });
    }
    told
}

/// The nearest name of a facet's value, or word of a record's name.
fn nearest(word: &str, plan: &Plan, near: &Near) -> Option<String> {
    let columns = Facet::ALL.iter().filter(|facet| facet.traits().searchable);
    let values = columns.flat_map(|facet| plan.items().column(*facet).values().iter().skip(1));
    let names = values.flat_map(|value| std::iter::once(&*value.name).chain(words(&value.name)));
    if let Some(found) = near.to(word, names) {
        return Some(found.to_owned());
    }
    let records = plan.records().iter().flat_map(|record| words(&record.name));
    near.to(word, records).map(str::to_owned)
}

/// The words of a name that are long enough to be meant.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| fold(word).len() >= LEAST)
}
