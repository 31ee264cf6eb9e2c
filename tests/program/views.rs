//! Saved views and editions on the command line, kept apart from the machine's own settings.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PLAN: &str = "(version: 1, id: \"p\", name: \"P\", edition: \"old\", as_of: \"2025\", sources: [(id: \"s\", title: \"S\")],
    brands: [(id: \"a\", name: \"Aa\"), (id: \"b\", name: \"Bb\")],
    views: [(name: \"Of the author\", query: \"brand:a\", view: \"map\")],
    milestones: [
        (id: \"x\", what: \"First ferry\", kind: \"launch\", when: \"2027\", of: [\"a\"], evidence: [(source: \"s\")]),
        (id: \"y\", what: \"Second ferry\", kind: \"launch\", when: \"2028\", of: [\"b\"], evidence: [(source: \"s\")]),
    ])";

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::write(place.at("plan.ron"), PLAN).unwrap();
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
        for variable in ["HOME", "XDG_CONFIG_HOME", "APPDATA"] {
            command.env(variable, self.at("home"));
        }
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    /// Standard output and error of a run that ends with a status.
    fn told(&self, status: i32, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (out, error) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
        (out, error)
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_saved_view_is_listed_and_drawn() {
    let place = Place::new();
    let views = "(version: 1, plan: \"p\", views: [
        (name: \"Only Bb\", arrangement: (query: \"brand:b\", panes: (tree: View(\"timeline\")))),
        (name: \"Gone\", arrangement: (query: \"brand:gone\")),
        (name: \"Later\", arrangement: (version: 99)),
    ])";
    fs::write(place.at("plan.views.ron"), views).unwrap();
    let (listed, _) = place.told(0, &["views", "plan.ron"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 4, "{listed}");
    assert!(
        lines[0].starts_with("Only Bb") && lines[0].ends_with("brand:b") && lines[0].contains("timeline")
    );
    assert!(lines[2].contains("newer Roadscope"), "{listed}");
    assert!(lines[3].starts_with("Of the author") && lines[3].contains("map"), "{listed}");
    assert_eq!(place.told(0, &["views", "plan.views.ron"]).0.lines().count(), 3);
    place.told(0, &["export", "plan.ron", "--saved", "only bb", "--output", "b.svg"]);
    let picture = read(&place.at("b.svg"));
    assert!(picture.contains("Second ferry") && !picture.contains("First ferry"));
    place.told(0, &["export", "plan.ron", "--saved", "Of the author", "--output", "a.svg"]);
    // What the plan no longer has, or this program cannot read, is refused, not drawn otherwise.
    for (name, words) in [
        ("Gone", "in the saved view \"Gone\": "),
        ("Later", "newer Roadscope"),
        ("Olny Bb", "did you mean \"Only Bb\"?"),
        ("Nothing like it", "roadscope views"),
    ] {
        let (_, error) = place.told(1, &["export", "plan.ron", "--saved", name, "--output", "none.svg"]);
        assert!(error.contains(words), "{error}");
    }
    assert!(!place.at("none.svg").exists());
    let other =
        ["export", "plan.ron", "--saved", "Gone", "--where", "brand:a", "--view", "map", "--output", "c.svg"];
    place.told(0, &other);
}

#[test]
fn a_broken_or_newer_file_of_views_is_told_and_left_alone() {
    let place = Place::new();
    for (text, words) in [("(version: 1, views: [", "line 1"), ("(version: 2, views: [])", "newer Roadscope")]
    {
        fs::write(place.at("plan.views.ron"), text).unwrap();
        for arguments in
            [vec!["views", "plan.ron"], vec!["export", "plan.ron", "--saved", "A", "--output", "a.svg"]]
        {
            let (out, error) = place.told(1, &arguments);
            assert!(out.is_empty() && error.contains("plan.views.ron") && error.contains(words), "{error}");
        }
        assert_eq!(read(&place.at("plan.views.ron")), text);
    }
    let (out, error) = place.told(1, &["views", "none.views.ron"]);
    assert!(out.is_empty() && error.contains("there is no such file"), "{error}");
    assert!(!place.at("home").exists(), "commands keep nothing");
}

#[test]
fn commands_name_the_edition_that_they_used_and_a_newer_one() {
    let place = Place::new();
    for arguments in [
        vec!["list"],
        vec!["sample"],
        vec!["export", "--view", "map", "--output", "map.svg", "--size", "800x600"],
    ] {
        let (out, error) = place.told(0, &arguments);
        assert!(error.contains("edition 2025") && error.contains("April 2026"), "{error}");
        assert!(error.contains("alliance-2026.ron"), "{error}");
        assert!(!out.contains("there is a newer edition"), "{out}");
    }
    let (_, error) = place.told(0, &["list", "alliance-2026.ron"]);
    assert!(error.contains("edition 2026") && !error.contains("newer"), "{error}");
    let (_, error) = place.told(0, &["list", "plan.ron"]);
    assert!(error.contains("used P, edition old · 2025") && !error.contains("newer"), "{error}");
    fs::write(place.at("new.ron"), PLAN.replace("2025", "2026").replace("old", "new")).unwrap();
    let (_, error) = place.told(0, &["list", "plan.ron"]);
    assert!(error.contains("newer edition, edition new · 2026") && error.contains("new.ron"), "{error}");
}
