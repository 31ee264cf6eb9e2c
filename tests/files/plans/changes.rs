//! What changed among the bundled editions, record by record, read off the plan files by hand. What is new is left
//! out: anybody finds that.

use super::{assert_none, edition};
use roadscope::changes::{compare, words};
use roadscope::plan::{Change, Plan};

/// From which edition to which, of which record; every change but that of texts; the weightiest in words.
type Row = (u16, u16, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    // Said to be given up, over, or put off.
    (2025, 2026, "nissan-half-ton", "cancelled status", "announced → cancelled"),
    (2025, 2026, "nissan-in-ampere", "cancelled status", "announced → cancelled"),
    (2025, 2026, "mitsubishi-in-ampere", "cancelled status", "announced → cancelled"),
    (2025, 2026, "nissan-in-rnaipl", "ended firmer status", "done → ended, until 1 August 2025"),
    (2025, 2026, "colt", "ended status", "done → ended"),
    (2025, 2026, "alaskan", "ended status", "under way → ended"),
    (2022, 2025, "micra-5", "ended status", "under way → ended"),
    (2025, 2026, "juke-ev", "put-off status", "announced → slipped, no new date"),
    (2025, 2026, "india-evs-start", "put-off status", "announced → slipped"),
    // Dates that moved, or may have.
    (
        2025,
        2026,
        "india-first-model",
        "later status moved renamed",
        "2025 → 26 January 2026, up to 13 months later",
    ),
    (2022, 2026, "first-sdv", "later status moved renamed", "by 2025 → 2026, up to 12 months past the limit"),
    (2022, 2025, "first-sdv", "later moved renamed", "by 2025 → 2026, up to 12 months past the limit"),
    (
        2022,
        2025,
        "micra-production",
        "later status moved renamed",
        "2025 → not before 2026, later, by how long is open",
    ),
    (
        2025,
        2026,
        "solid-state-production",
        "perhaps-later renamed",
        "by June 2028 → some time in April 2028 to March 2029, in time, or up to 9 months late",
    ),
    (
        2025,
        2026,
        "micra-production",
        "earlier status moved renamed",
        "not before 2026 → 2025, earlier, by how long is open",
    ),
    // Dates that became more or less exact.
    (
        2025,
        2026,
        "joint-leadership",
        "firmer status renamed",
        "no date → from 31 July 2025, end open, dated now",
    ),
    (
        2025,
        2026,
        "micra-launch",
        "firmer status renamed",
        "by 2026 → Q4 2025, 12 to 15 months before the limit",
    ),
    (2025, 2026, "mitsubishi-c-suv", "firmer status renamed", "2025 → about December 2025, within 2025"),
    (
        2025,
        2026,
        "india-suvs-start",
        "firmer status",
        "not before 2025 → from 2026, end open, 1 to 2 years after the earliest day",
    ),
    (
        2025,
        2026,
        "c-ev-work",
        "firmer status renamed",
        "not before 2027 → 2030, 3 to 4 years after the earliest day",
    ),
    (
        2025,
        2026,
        "solid-state-cost",
        "firmer figure renamed",
        "not before 2028 → some time in April 2028 to March 2029, 3 to 15 months after the earliest day",
    ),
    (2022, 2025, "colt-launch", "firmer status renamed", "2023 → October 2023, within 2023"),
    (
        2022,
        2026,
        "renault-5-production",
        "firmer status renamed",
        "not before 2024 → October 2024, 9 to 10 months after the earliest day",
    ),
    (2022, 2025, "share-80", "vaguer renamed", "2026 → by 31 December 2026, less exact"),
    (2022, 2026, "solid-state", "vaguer renamed", "from 2022, end open → no date, no date now"),
    // Other shares and figures: the date since when another share is held is no slip.
    (2025, 2026, "nissan-in-mitsubishi", "figure status", "34 % → 24 %"),
    (2025, 2026, "renault-in-nissan", "figure renamed", "15 % → 17.05 %"),
    (2025, 2026, "trust-block", "figure moved renamed", "28.4 % → 18.66 %"),
    (2025, 2026, "renault-in-rnaipl", "figure", "49 % → 100 %"),
    (2025, 2026, "minimum-holding", "figure renamed", "15 % → 10 %"),
    (2022, 2025, "renault-in-nissan", "figure", "43.4 % → 15 %"),
    // How far it has come.
    (2025, 2026, "leaf", "status", "announced → done, forward"),
    (2025, 2026, "duster-india", "status", "announced → done, forward"),
    (2025, 2026, "niagara", "status renamed", "announced → confirmed, forward"),
    (2025, 2026, "ev-charging", "status", "announced → considered, back"),
    (2025, 2026, "horse-supply", "status", "announced → done, forward"),
    (2022, 2026, "outlander", "status moved renamed", "under way → announced, back"),
    (2025, 2026, "gravite", "status moved renamed", "announced → done, forward"),
    // To other places and hands.
    (2025, 2026, "frontier", "moved", "built at: Córdoba → CIVAC, Aguascalientes, Córdoba"),
    (2025, 2026, "c-segment-ev", "moved", "brand: Renault, Nissan → Renault"),
    // Merely not spoken of, whatever their status was.
    (2025, 2026, "project-leak", "silent", "26 January 2023, reported → not stated"),
    (2025, 2026, "voting-cap", "silent", "26 July 2023, done → not stated"),
    (2025, 2026, "pickup-december", "silent", "6 December 2023, done → not stated"),
    // As they were.
    (2025, 2026, "colt-launch", "same", ""),
    (2025, 2026, "share-80", "", "another note"),
];

#[test]
fn what_changed_is_what_the_plan_files_say() {
    let pair = |older: u16, newer: u16| -> Plan {
        compare(&edition(older).plan, &edition(newer).plan, &[]).expect("editions of one plan")
    };
    let pairs = [(2022, 2025), (2022, 2026), (2025, 2026)].map(|(a, b)| ((a, b), pair(a, b)));
    let mut faults = Vec::new();
    for (older, newer, id, changes, said) in ROWS {
        let plan =
            pairs.iter().find(|(years, _)| *years == (*older, *newer)).map(|(_, plan)| plan).expect("a pair");
        let Some(thing) = plan.find(id) else {
            faults.push(format!("{older} to {newer}: no {id}"));
            continue;
        };
        let became = plan.became(thing).expect("compared");
        let found: Vec<&str> = became.all().filter(|c| *c != Change::Text).map(Change::word).collect();
        let told = words(plan, thing).first().map(|words| words.whole()).unwrap_or_default();
        if (found.join(" ").as_str(), told.as_str()) != (*changes, *said) {
            faults.push(format!("{older} to {newer}: {id}: {} / {told}", found.join(" ")));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_is_called_dropped_that_is_merely_not_mentioned() {
    for (older, newer) in [(2022, 2025), (2022, 2026), (2025, 2026)] {
        let (old, new) = (edition(older).plan, edition(newer).plan);
        let both = compare(&old, &new, &[]).expect("editions of one plan");
        for item in 0..both.items().len() {
            let thing = both.items().thing(item);
            let (record, became) = (both.record(thing), both.became(thing).expect("compared"));
            let said = |change: Change, word: &str| {
                !became.is(change) || record.status.is_some_and(|status| status.word() == word)
            };
            assert!(said(Change::Cancelled, "cancelled") && said(Change::Ended, "ended"), "{}", record.id);
            assert_eq!(became.is(Change::Silent), new.find(&record.id).is_none(), "{}", record.id);
            assert!(!became.is(Change::Silent) || became.all().count() == 1, "{}", record.id);
        }
    }
}
