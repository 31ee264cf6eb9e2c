//! `roadscope compare`, run as a person or `git diff` runs it.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn compare(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roadscope")).arg("compare").args(arguments).output().unwrap()
}

/// Runs it, expects an exit status, and gives both outputs.
fn told(status: i32, arguments: &[&str]) -> (String, String) {
    let output = compare(arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {err}");
    (out, err)
}

fn is_golden(name: &str, given: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/compare").join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&path, given).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(given.lines()).find(|(a, b)| a != b);
    assert!(golden == given, "{name}: {differs:?}; UPDATE_GOLDENS=1 takes it over once it is looked at");
}

#[test]
fn what_changed_reads_without_colour_and_in_lines_that_fit() {
    let (text, err) = told(1, &["alliance-2025.ron", "alliance-2026.ron"]);
    is_golden("2025-2026.txt", &text);
    assert_eq!(err, "");
    assert!(!text.contains('\u{1b}') && text.lines().all(|line| line.chars().count() <= 110));
    let (text, _) = told(1, &["alliance-2022", "alliance-2026", "--where", "change:later,earlier,firmer"]);
    is_golden("2022-2026-dates.txt", &text);
}

#[test]
fn tables_and_data_say_the_same() {
    let both = ["alliance-2025.ron", "alliance-2026.ron", "--where", "change:cancelled,perhaps-later"];
    let of = |format: &str| told(1, &[&both[..], &["--format", format]].concat()).0;
    is_golden("cancelled.md", &of("markdown"));
    is_golden("cancelled.csv", &of("csv"));
    is_golden("cancelled.json", &of("json"));
}

#[test]
fn the_exit_status_is_that_of_diff() {
    let (text, _) = told(0, &["alliance-2026.ron", "alliance-2026.ron"]);
    assert!(text.contains("0 changed"), "{text}");
    told(0, &["alliance-2025.ron", "alliance-2026.ron", "--where", "change:same"]);
    told(1, &["alliance-2026.ron", "alliance-2025.ron"]);
    for (arguments, said) in [
        (&["alliance-2026.ron", "no-such-file.ron"][..], "no-such-file.ron"),
        (&["alliance-2026.ron", "template.ron"], "no item in common"),
        (&["alliance-2025.ron", "alliance-2026.ron", "--where", "brnd:x"], "there is no key"),
        (&["alliance-2025.ron", "alliance-2026.ron", "--apart", "nobody"], "no record \"nobody\""),
        (&["alliance-2025.ron"], "required"),
    ] {
        let (out, err) = told(2, arguments);
        assert!(out.is_empty() && err.contains(said), "{arguments:?}: {err}");
    }
}

const PLAN: &str = r#"(version: 1, id: "p", name: "P", edition: "EDITION",
  sources: [(id: "s", title: "S")],
  milestones: [
    (id: "a", what: "=1+1", when: "WHEN", evidence: [(source: "s", said: stated, quote: "| <b> \u{7}")]),
    (id: "ID", what: "Beta", when: "2026", evidence: [(source: "s", said: stated)]),
  ],
)"#;

fn written(folder: &Path, name: &str, edition: &str, when: &str, id: &str) -> String {
    let path = folder.join(name);
    let text = PLAN.replace("EDITION", edition).replace("WHEN", when).replace("\"ID\"", &format!("\"{id}\""));
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn names_find_what_ids_do_not_and_nothing_is_markup_or_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let old = written(folder.path(), "old.ron", "one", "2026", "b");
    let new = written(folder.path(), "new.ron", "two", "2028", "c");
    let (text, _) = told(1, &[&old, &new]);
    assert!(text.contains("Matched by name 1 (take one apart with --apart ID): b = c"), "{text}");
    let (text, _) = told(1, &[&old, &new, "--apart", "b"]);
    assert!(text.contains("Not mentioned 1. New 1."), "{text}");
    let (csv, _) = told(1, &[&old, &new, "--format", "csv"]);
    assert!(csv.contains(",'=1+1,"), "{csv}");
    let (table, _) = told(1, &[&old, &new, "--format", "markdown"]);
    assert!(table.contains("\\| &lt;b&gt;") && !table.contains('\u{7}'), "{table}");
}

#[test]
fn editions_without_dates_or_of_the_same_name_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    for (edition, other) in [("", ""), ("one", "one")] {
        let old = written(folder.path(), "old.ron", edition, "2026", "b");
        let new = written(folder.path(), "new.ron", other, "2028", "b");
        let (text, _) = told(1, &[&old, &new]);
        assert!(text.contains("Later 1") && text.contains("1 to 3 years later"), "{text}");
    }
}

#[test]
fn every_view_is_drawn_against_an_older_edition_and_names_both() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_roadscope")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for view in roadscope::views::ViewKind::ALL {
        let path = folder.path().join(format!("{}.svg", view.word()));
        let word = path.to_str().unwrap();
        let of = ["export", "alliance-2026.ron", "--compare", "alliance-2022.ron", "--view", view.word()];
        run(&[&of[..], &["--output", word]].concat());
        let drawn = fs::read_to_string(&path).unwrap();
        // Texts are cut into runs of letters.
        let letters: String = drawn.split('<').filter_map(|part| part.split('>').nth(1)).collect();
        let plain = letters.replace(['\n', ' ', '\u{a0}'], "");
        assert!(plain.contains("comparedwithedition2022"), "{}", view.word());
        assert!(plain.contains("notmentionedanymore"), "{}", view.word());
    }
    let listed =
        run(&["list", "alliance-2026.ron", "--compare", "alliance-2025.ron", "--where", "change:put-off"]);
    assert!(listed.contains("put off") && listed.contains("2 of 283 items"), "{listed}");
}

#[test]
fn git_shows_plans_by_what_changed() {
    let readme = include_str!("../../README.md");
    let line = readme.lines().find(|line| line.contains("diff.roadscope.command")).expect("in the README");
    let (_, command) = line.split_once("diff.roadscope.command ").expect("a value");
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let bin = Path::new(env!("CARGO_BIN_EXE_roadscope")).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let run = Command::new("git").args(arguments).current_dir(folder.path()).env("PATH", path).output();
        run.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    // Where there is no git, nobody needs this.
    if git(&["init", "-q"]).is_none() {
        return;
    }
    // The shell takes the quotes off.
    let script = format!("git config diff.roadscope.command {command}");
    assert!(Command::new("sh").args(["-c", &script]).current_dir(folder.path()).status().unwrap().success());
    fs::write(folder.path().join(".gitattributes"), "*.ron diff=roadscope\n").unwrap();
    written(folder.path(), "plan.ron", "one", "2026", "b");
    git(&["add", "plan.ron"]);
    written(folder.path(), "plan.ron", "two", "2028", "b");
    let shown = git(&["diff"]).unwrap();
    assert!(shown.contains("1 to 3 years later"), "{shown}");
}

/// What becomes of things from one bundled edition to another, each row checked by hand against what its source says.
const CHECKED: &str = include_str!("compare/checked.txt");

#[test]
fn what_the_sources_say_has_changed_is_what_is_told() {
    let mut told: HashMap<(String, String), Vec<Vec<String>>> = HashMap::new();
    let rows = CHECKED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut checked = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [old, new, id, change, words, source] = cells[..] else { panic!("six cells: {row}") };
        assert!(!["new", "silent"].contains(&change) && !source.is_empty(), "{row}");
        let table = told.entry((old.to_owned(), new.to_owned())).or_insert_with(|| {
            let (csv, _) = self::told(1, &[old, new, "--format", "csv"]);
            let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
            let records = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect());
            records.collect()
        });
        let found = table.iter().find(|cells| cells[0] == id).unwrap_or_else(|| panic!("no {id}: {row}"));
        let classes: Vec<&str> = found[4].split("; ").collect();
        assert!(classes.contains(&change), "{row}: {classes:?}");
        assert!(found[11].contains(words), "{row}: {}", found[11]);
        checked += 1;
    }
    assert!(checked >= 30, "{checked}");
}

#[test]
fn nothing_is_called_dropped_that_is_not_said_to_be() {
    for old in ["alliance-2022.ron", "alliance-2025.ron"] {
        let (csv, _) = told(1, &[old, "alliance-2026.ron", "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            let (change, status) = (&cells[3], &cells[10]);
            let dropped = ["cancelled", "ended"].contains(&change.as_str());
            assert!(!dropped || change == status, "{cells:?}");
            assert!(change != "silent" || status.is_empty(), "{cells:?}");
        }
    }
}

#[test]
fn editions_of_other_words_and_schemas_are_compared_and_those_of_an_unknown_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let old = written(folder.path(), "old.ron", "one", "2026", "b");
    let new = written(folder.path(), "new.ron", "two", "2028", "b");
    let change = |path: &str, from: &str, to: &str| {
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    let words = "words: (model: (\"ship\", \"ships\")), sources: [";
    change(&new, "sources: [", words);
    let (text, _) = told(1, &[&old, &new]);
    assert!(text.contains("Later 1") && text.contains("1 to 3 years later"), "{text}");
    let (text, _) = told(1, &[&new, &old]);
    assert!(text.contains("Earlier 1"), "{text}");
    // Of two schemas that are known the meaning is compared; what is of none cannot be read.
    change(&old, "version: 1", "version: 2");
    let (text, _) = told(1, &[&old, &new]);
    assert!(text.contains("Later 1"), "{text}");
    change(&old, "version: 2", "version: 99");
    let (out, err) = told(2, &[&old, &new]);
    assert!(out.is_empty() && err.contains("version"), "{err}");
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(version: 1,").unwrap();
    let (out, err) = told(2, &[broken.to_str().unwrap(), &new]);
    assert!(out.is_empty() && err.contains("broken.ron"), "{err}");
}
