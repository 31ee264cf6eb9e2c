//! Who says so: the sources that what is shown cites. It must never list one that nothing shown cites.

use crate::plan::{BitSet, Plan, Source, SourceIndex};
use crate::views::cites;
use std::cmp::Reverse;

/// A source as a picture names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its title; shortened first where room is scarce.
    pub title: String,
    /// Who published it and when.
    pub publisher: String,
}

/// The sources that matching items cite, most cited first; those that nobody could look up come last.
pub fn sources(plan: &Plan, matching: &BitSet) -> Vec<Cited> {
    let mut cited = vec![0u32; plan.sources().len()];
    for item in matching.iter() {
        for evidence in &plan.record(plan.items().thing(item)).evidence {
            if let Some(count) = cited.get_mut(evidence.source.index()) {
                *count += 1;
            }
        }
    }
    let mut order: Vec<(bool, Reverse<u32>, u32)> = (0u32..)
        .zip(cited)
        .filter(|(_, count)| *count > 0)
        .map(|(n, count)| (cites::is_vague(plan, SourceIndex(n)), Reverse(count), n))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(.., n)| source(plan.source(SourceIndex(n)))).collect()
}

fn source(source: &Source) -> Cited {
    let publisher = source.publisher.as_deref().filter(|p| !source.title.contains(*p)).map(str::to_owned);
    let parts = [publisher, source.date.map(|d| d.words())];
    let publisher = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Cited { title: source.title.to_string(), publisher }
}
