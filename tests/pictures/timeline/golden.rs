//! Scenes as text, one point a day. With `UPDATE_GOLDENS` set they are written anew, to be read before they
//! are kept.

use super::{Shown, drawn, ungrouped};
use roadscope::plan::Status;
use roadscope::scene::Scene;
use roadscope::views::timeline::{GroupKey, TimelineChoices};
use std::fs;
use std::path::PathBuf;

fn is_golden(name: &str, scene: &Scene) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/timeline/{name}.txt"));
    let given = scene.to_string();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&path, &given).expect("the golden can be written");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if let Some(n) = differs(&golden, &given) {
        panic!("{name}: line {} differs\n{}\n{}", n + 1, around(&golden, n, '-'), around(&given, n, '+'));
    }
}

/// The first line that is not the same.
fn differs(golden: &str, given: &str) -> Option<usize> {
    let (a, b): (Vec<&str>, Vec<&str>) = (golden.lines().collect(), given.lines().collect());
    (0..a.len().max(b.len())).find(|n| a.get(*n) != b.get(*n))
}

fn around(text: &str, at: usize, sign: char) -> String {
    let lines = text.lines().enumerate().skip(at.saturating_sub(2)).take(6);
    lines.map(|(n, line)| format!("{} {line}\n", if n < at { ' ' } else { sign })).collect()
}

#[test]
fn every_precision_is_drawn_as_precise_as_it_is() {
    let forms = [
        "2026-03-04",
        "2026-03",
        "2026-Q2",
        "2026-H2",
        "2026",
        "202X",
        "2026~",
        "2026-06~",
        "[..2026-09]",
        "[2026-03..]",
        "[2026..2027]",
        "2026-02/2026-11",
        "2026-02-03/2026-11-05",
        "2026/2027",
        "2026-05/..",
        "../2026-05",
    ];
    let milestones = forms.map(|form| format!("what: \"{form}\", of: [\"one\"], when: \"{form}\""));
    is_golden("precisions", &drawn(&Shown::milestones(&milestones), ungrouped(), 2026, 730));
}

#[test]
fn a_status_and_how_firmly_it_is_said_are_seen_without_colour() {
    let statuses = Status::ALL.iter().map(|s| {
        let word = s.word();
        format!("what: \"{word}\", of: [\"one\"], status: {word}, when: \"2026-02/2026-05\"")
    });
    let said = ["stated", "conditional", "implied", "inferred"].map(|said| {
        format!(
            "what: \"{said}\", of: [\"one\"], when: \"2026-08\", evidence: [(source: \"s\", said: {said})]"
        )
    });
    let disputed = "what: \"disputed\", of: [\"one\"], when: \"2026-10\", evidence: [(source: \"s\", claims: {\"when\": \"2027\"})]";
    let all: Vec<String> = statuses.chain(said).chain([disputed.to_owned()]).collect();
    is_golden("statuses", &drawn(&Shown::milestones(&all), ungrouped(), 2026, 365));
}

#[test]
fn groups_the_tray_and_key_dates_each_have_their_place() {
    let plan = r#"(version: 1, id: "p", name: "P", as_of: "2026-03", horizon: "2027",
        companies: [(id: "c", name: "C")],
        brands: [(id: "ash", name: "Ash", company: "c"), (id: "birch", name: "Birch", company: "c")],
        models: [(id: "one", name: "One", brands: ["ash"]), (id: "both", name: "Both", brands: ["ash", "birch"])],
        targets: [(id: "t", name: "Half of it", of: ["c"], deadline: "[..2026]")],
        milestones: [
            (id: "a", what: "First", of: ["one"], when: "2026-02"),
            (id: "b", what: "Shared", of: ["both"], when: "2026-06"),
            (id: "c1", what: "Some day", of: ["one"]),
            (id: "c2", what: "日本語", of: ["both"]),
        ])"#;
    let shown = Shown::new(plan);
    let scene = drawn(&shown, TimelineChoices::default(), 2026, 760);
    is_golden("groups", &scene);
    // Closed: only its heading is left.
    let closed = TimelineChoices {
        toggled: [GroupKey::Of("ash".into()), GroupKey::Undated].into(),
        ..TimelineChoices::default()
    };
    is_golden("closed", &drawn(&shown, closed, 2026, 760));
}
