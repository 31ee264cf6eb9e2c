//! Plans that were cut, doubled and swapped about: whatever comes out, there is a plan or a problem.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use proptest::prelude::*;
use roadscope::file;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

const TEMPLATE: &str = include_str!("../../assets/template.ron");

/// Every bundled plan, and every file of `tests/problems`: what is broken already is broken further.
fn originals() -> &'static [Vec<u8>] {
    static ALL: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |folder: &str| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            let mut paths: Vec<_> =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
            paths.sort();
            paths.into_iter().map(|path| fs::read(path).unwrap())
        };
        read("assets").chain(read("tests/problems")).collect()
    })
}

/// One change to a text, at places given as parts of its length.
#[derive(Debug, Clone)]
enum Change {
    Cut(f64, usize),
    Double(f64, usize),
    Move(f64, usize, f64),
    Put(f64, String),
}

fn change() -> impl Strategy<Value = Change> {
    let at = || 0.0..1.0f64;
    let length = || prop_oneof![1..4usize, 1..60usize, 1..2000usize];
    let token = prop_oneof![
        prop::sample::select(vec![
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\"",
            "'",
            "\\",
            "/*",
            "*/",
            "//",
            "r#\"",
            "#",
            "\n",
            "Some(",
            "None",
            "id:",
            "-1",
            "1e999",
            "NaN",
            "\u{0}",
            "é",
            "\u{202e}",
            "(id: \"tern\")",
            "\"tern\"",
            "#![enable(unwrap_newtypes)]",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![
        (at(), length()).prop_map(|(a, n)| Change::Cut(a, n)),
        (at(), length()).prop_map(|(a, n)| Change::Double(a, n)),
        (at(), length(), at()).prop_map(|(a, n, b)| Change::Move(a, n, b)),
        (at(), token).prop_map(|(a, token)| Change::Put(a, token)),
    ]
}

/// Changes bytes, so that what comes out need not be text.
fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    let place = |part: f64, bytes: &[u8]| (part * bytes.len() as f64) as usize;
    let range = |part: f64, n: usize, bytes: &[u8]| {
        let start = place(part, bytes);
        start..(start + n).min(bytes.len())
    };
    match change {
        Change::Cut(at, n) => {
            bytes.drain(range(*at, *n, &bytes));
        }
        Change::Double(at, n) => {
            let part = bytes[range(*at, *n, &bytes)].to_vec();
            let at = place(*at, &bytes);
            bytes.splice(at..at, part);
        }
        Change::Move(at, n, to) => {
            let part: Vec<u8> = bytes.drain(range(*at, *n, &bytes)).collect();
            let to = place(*to, &bytes);
            bytes.splice(to..to, part);
        }
        Change::Put(at, token) => {
            let at = place(*at, &bytes);
            bytes.splice(at..at, token.bytes());
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_plan_is_a_plan_or_a_problem(changes in prop::collection::vec(change(), 1..6)) {
        judge(&changes.iter().fold(TEMPLATE.as_bytes().to_vec(), changed))?;
    }

    #[test]
    fn any_bytes_at_all_are_a_plan_or_a_problem(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let loaded = file::parse("noise.ron", &bytes);
        prop_assert!(loaded.plan.is_some() || loaded.has_errors());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bundled_plans_and_broken_files_mutated_are_plans_or_problems(
        which in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..4),
    ) {
        judge(&changes.iter().fold(which.get(originals()).clone(), changed))?;
    }
}

/// What must hold of any bytes that were a plan once.
fn judge(bytes: &[u8]) -> Result<(), TestCaseError> {
    let loaded = file::parse("mutated.ron", bytes);
    prop_assert!(loaded.plan.is_some() || loaded.has_errors());
    // What RON does not take is never taken in silence.
    let refused = std::str::from_utf8(bytes).is_ok_and(|text| ron::from_str::<ron::Value>(text).is_err());
    prop_assert!(!refused || loaded.has_errors());
    let lines = String::from_utf8_lossy(bytes).split('\n').count();
    for problem in &loaded.problems {
        let text = problem.to_string();
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{:?}", text);
        prop_assert!(problem.place.as_ref().is_none_or(|p| p.line <= lines && p.column > 0 && p.length > 0));
    }
    // What was kept is whole: ids are found, and every reference leads to a record.
    if let Some(plan) = loaded.plan {
        for record in plan.records() {
            prop_assert!(plan.find(&record.id).is_some_and(|thing| plan.record(thing).id == record.id));
            prop_assert!(!record.name.trim().is_empty());
            prop_assert!(record.links.iter().all(|(_, to)| to.index() < plan.records().len()));
            prop_assert!(record.evidence.iter().all(|e| e.source.index() < plan.sources().len()));
        }
        prop_assert!(plan.records().is_sorted_by_key(|r| r.kind));
    }
    Ok(())
}
