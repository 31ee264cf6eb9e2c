//! What some editions have and others have not, each with its reason: whoever lays editions side by side
//! sees every other difference as news.

use super::{Edition, assert_none, editions};
use roadscope::plan::Kind;
use std::collections::BTreeMap;

/// Editions, id, reason, why; a line that begins with # explains.
const TABLE: &str = include_str!("one-edition.txt");

/// The reasons that there can be, as the head of the table explains them.
const REASONS: [&str; 4] = ["past", "silent", "since", "unnamed"];

/// The month of the last reports that the edition of 2025 tells of.
const TOLD_UNTIL: &str = "2023-12";

/// The editions that have an id, as the table writes them; an id of every edition, or of two that follow each
/// other, needs no reason.
fn needing_a_reason(editions: &[Edition]) -> BTreeMap<String, String> {
    let mut having: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for edition in editions {
        for record in edition.plan.records() {
            having.entry(record.id.to_string()).or_default().push(edition.year);
        }
    }
    having.retain(|_, years| years.len() == 1 || years[..] == [2022, 2026]);
    let written = |years: Vec<u16>| years.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
    having.into_iter().map(|(id, years)| (id, written(years))).collect()
}

/// The lines of the table: editions, id, reason, why.
fn lines() -> Vec<[&'static str; 4]> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let parts = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    parts.map(|parts| parts.try_into().expect("editions | id | reason | why")).collect()
}

#[test]
fn what_stands_in_one_edition_only_has_its_reason() {
    let mut open = needing_a_reason(&editions());
    let mut faults = Vec::new();
    for [years, id, reason, why] in lines() {
        match open.remove(id) {
            Some(having) if having == years => {}
            Some(having) => faults.push(format!("{id}: stands in {having}, not in {years}")),
            None => faults.push(format!("{id}: superfluous or listed twice")),
        }
        if !REASONS.contains(&reason) || why.is_empty() {
            faults.push(format!("{id}: no reason: \"{reason}\", \"{why}\""));
        }
        let before = if years.starts_with("2026") { "since unnamed" } else { "past silent unnamed" };
        if !before.contains(reason) {
            faults.push(format!("{id}: {reason} cannot be said of {years}"));
        }
    }
    faults.extend(
        open.into_iter().map(|(id, years)| format!("{id}: stands in {years} only, without a reason")),
    );
    assert_none(&faults);
}

/// News is news: what the edition of 2025 could have told, it tells.
#[test]
fn what_came_up_since_is_no_older_than_the_edition_before() {
    let [_, _, new] = editions();
    let mut faults = Vec::new();
    for [_, id, reason, _] in lines() {
        let Some(record) = new.plan.find(id).map(|thing| new.plan.record(thing)) else { continue };
        let written = record.when.map(|when| when.to_string()).unwrap_or_default();
        // Dates as files write them sort like dates.
        let dates = written.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|date| date.len() >= 4);
        let last = dates.max().unwrap_or_default();
        if reason == "since" && record.kind == Kind::Milestone && last < TOLD_UNTIL {
            faults.push(format!("{id}: {written}"));
        }
    }
    assert_none(&faults);
}
