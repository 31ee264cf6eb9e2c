//! Every row of the fact tables stands in its edition, in the comment above a record that names a source.

use super::{Edition, assert_none, edition};
use std::collections::BTreeMap;

/// Which records the comments put a row on.
pub fn rows(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("//") {
            above.extend(comment.split_whitespace().filter(|word| is_row(word)).map(str::to_owned));
        } else if let Some(id) = line.trim_start_matches('(').strip_prefix("id: \"") {
            let id = id.split('"').next().unwrap_or_default();
            for row in above.drain(..) {
                rows.entry(row).or_default().push(id.to_owned());
            }
        }
    }
    rows
}

/// Whether a record's comment names a row.
pub fn carries(rows: &BTreeMap<String, Vec<String>>, row: &str, id: &str) -> bool {
    rows.get(row).is_some_and(|ids| ids.iter().any(|other| other == id))
}

fn is_row(word: &str) -> bool {
    word.strip_prefix(['S', 'A', 'B', 'C', 'D']).is_some_and(|number| number.parse::<u16>().is_ok())
}

/// The rows that are missing, or whose records cite nothing that can be looked up.
fn missing(edition: &Edition, letter: char, count: u16) -> Vec<String> {
    let rows = rows(edition.text);
    let cites = |id: &String| {
        let record = edition.plan.find(id).map(|thing| edition.plan.record(thing));
        let sources = record.into_iter().flat_map(|r| &r.evidence).map(|e| edition.plan.source(e.source));
        sources.into_iter().any(|source| &*source.id != "general-knowledge")
    };
    let found = |row: &String| rows.get(row).is_some_and(|ids| ids.iter().any(cites));
    (1..=count).map(|n| format!("{letter}{n}")).filter(|row| !found(row)).collect()
}

#[test]
fn every_report_row_is_carried() {
    assert_none(&missing(&edition(2022), 'A', 70));
    assert_none(&missing(&edition(2025), 'B', 92));
    assert_none(&missing(&edition(2026), 'C', 104));
}

#[test]
fn rows_are_read_off_comments() {
    let text = "// S1 D12\n(\n  id: \"a\",\n),\n// plain words, B\n(id: \"b\"),\n// B2\n// --- Europe ---\n(id: \"c\")";
    let rows = rows(text);
    assert_eq!(rows.keys().collect::<Vec<_>>(), ["B2", "D12", "S1"]);
    assert!(carries(&rows, "S1", "a") && carries(&rows, "B2", "c") && !carries(&rows, "S1", "b"));
}
