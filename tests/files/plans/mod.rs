//! The plans that come with the program, each held to what it promises. Nothing here reads a file of its
//! own: the facts that the plans were made of are named by their rows (S1, B3, …), which the plans carry
//! in the comment above each record.

#![allow(clippy::expect_used, reason = "a test may fail where it stands")]

mod alone;
mod changes;
mod disagreements;
mod downward;
mod editions;
mod events;
mod questions;
mod rows;
mod statements;
mod whole;

use roadscope::file::BUNDLED;
use roadscope::plan::Plan;

/// An edition of the alliance's plan, with its text for what only comments say.
struct Edition {
    year: u16,
    text: &'static str,
    plan: Plan,
}

fn edition(year: u16) -> Edition {
    let name = format!("alliance-{year}.ron");
    let bundled = BUNDLED.iter().find(|b| b.name == name).expect("bundled");
    Edition { year, text: bundled.text, plan: bundled.load().plan.expect("a plan") }
}

fn editions() -> [Edition; 3] {
    [2022, 2025, 2026].map(edition)
}

/// Fails with every fault at once: one at a time takes as many runs as there are faults.
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
