//! Plans of other trades than the bundled ones: offshore wind, chip making, night trains. None of them may need
//! a word that only cars have.

#![allow(clippy::expect_used, reason = "a test may fail where it stands")]

mod arrivals;
mod lists;
mod open_ends;
mod own_words;
mod read;
mod search;
mod whose;

use roadscope::explore::{Filter, Index};
use roadscope::file;
use roadscope::plan::Plan;

/// Wind farms: no brands, regions smaller than countries.
const WIND: &str = include_str!("wind.ron");
/// Chip nodes: foundries, and customers who design.
const CHIPS: &str = include_str!("chips.ron");
/// Night trains: names in several scripts, no arrivals.
const TRAINS: &str = include_str!("trains.ron");

/// What is told of the value that is spelled twice.
const SPELLED_TWICE: &str = "\"electric\" and \"Electric\" are one value";

fn plan(text: &str) -> Plan {
    let loaded = file::parse("trade.ron", text.as_bytes());
    let problems: Vec<String> = loaded.problems.iter().map(|problem| problem.message.clone()).collect();
    // One plan spells a value in two ways on purpose.
    assert!(problems.iter().all(|told| told == SPELLED_TWICE), "{problems:?}");
    loaded.plan.expect("a plan")
}

/// The ids of what a query keeps, in alphabetical order.
fn ask(plan: &Plan, query: &str) -> String {
    let parsed = Filter::parse(query, plan);
    assert!(parsed.problems.is_empty(), "{query}: {:?}", parsed.problems);
    let matching = parsed.filter.matching(plan, &Index::new(plan));
    let mut ids: Vec<&str> = matching.iter().map(|item| &*plan.record(plan.items().thing(item)).id).collect();
    ids.sort_unstable();
    ids.join(" ")
}
