//! Saved views in the window: named, found again, shared, never lost.

use super::{EUROPE, USUAL, file, is_on};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::path::PathBuf;

const PLAN: &str = "(version: 1, id: \"p\", name: \"Shared\", sources: [(id: \"s\", title: \"S\")],
    brands: [(id: \"a\", name: \"Aa\"), (id: \"b\", name: \"Bb\")],
    milestones: [
        (id: \"x\", what: \"X\", kind: \"launch\", when: \"2027\", of: [\"a\"], evidence: [(source: \"s\")]),
        (id: \"y\", what: \"Y\", kind: \"launch\", when: \"2028\", of: [\"b\"], evidence: [(source: \"s\")]),
    ])";

fn shared() -> (tempfile::TempDir, PathBuf) {
    file("shared.ron", PLAN)
}

fn open(path: &std::path::Path) -> Twin {
    let mut twin = Twin::open(Some(path.to_owned()), USUAL);
    twin.wait("the plan is open", |twin| twin.tab().contains("Shared"));
    twin
}

fn save(twin: &mut Twin, name: &str) {
    twin.press(Modifiers::COMMAND, Key::S);
    assert!(twin.find(Role::TextInput, "Name of the view").is_focused());
    twin.write("Name of the view", name);
    twin.press(Modifiers::NONE, Key::Enter);
}

fn views(path: &std::path::Path) -> String {
    fs::read_to_string(path.with_file_name("shared.views.ron")).unwrap()
}

#[test]
fn a_view_is_saved_beside_the_plan_and_opened_from_the_menu() {
    let (_folder, path) = shared();
    let mut twin = open(&path);
    twin.write("Filter", "brand:a");
    twin.click(Role::Button, "Enlarge map");
    save(&mut twin, "Only Aa");
    twin.wait("it is told", |twin| twin.says("Saved as “Only Aa”"));
    assert!(views(&path).contains("Only Aa"));
    twin.write("Filter", "");
    twin.click(Role::Button, "Enlarge map");
    // Another window on the same plan finds it, too.
    for twin in [&mut twin, &mut open(&path)] {
        twin.click(Role::Button, "Saved views");
        twin.click(Role::MenuItem, "Only Aa");
        assert_eq!(twin.written("Filter"), "brand:a");
        assert!(twin.0.query_by_label("Marks of the matrix").is_none(), "the map stands alone");
        twin.press(Modifiers::COMMAND, Key::Z);
        assert_eq!(twin.written("Filter"), "");
    }
    twin.click(Role::Button, "Saved views");
    twin.click(Role::Button, "Remove the saved view Only Aa");
    assert!(!views(&path).contains("Only Aa"));
}

#[test]
fn two_windows_that_save_lose_nothing_and_a_name_is_replaced_only_when_asked_for() {
    let (_folder, path) = shared();
    let (mut one, mut other) = (open(&path), open(&path));
    save(&mut one, "First");
    save(&mut other, "Second");
    assert!(views(&path).contains("First") && views(&path).contains("Second"));
    other.write("Filter", "brand:b");
    save(&mut other, "First");
    assert!(other.says("There is a view “First” already"));
    assert!(!views(&path).contains("brand:b"));
    other.press(Modifiers::NONE, Key::Escape);
    save(&mut other, "First");
    other.click(Role::Button, "Keep both");
    assert!(views(&path).contains("First (2)"));
    save(&mut other, "First");
    other.click(Role::Button, "Replace");
    assert_eq!(views(&path).matches("brand:b").count(), 2);
    assert!(views(&path).contains("Second"));
}

#[test]
fn a_broken_file_of_views_is_told_and_not_written_over() {
    let (_folder, path) = shared();
    let file = path.with_file_name("shared.views.ron");
    for text in ["(version: 1, views: [(name: ", "(version: 9, views: [])"] {
        fs::write(&file, text).unwrap();
        let mut twin = open(&path);
        save(&mut twin, "Mine");
        assert!(twin.says("cannot be read") && twin.says("left as it is"));
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        twin.press(Modifiers::NONE, Key::Escape);
        twin.click(Role::Button, "Saved views");
        assert!(twin.says("cannot be read"));
    }
}

#[test]
fn a_view_that_names_what_the_plan_no_longer_has_is_shown_and_told() {
    let (_folder, path) = shared();
    let mut twin = open(&path);
    twin.write("Filter", "brand:b");
    save(&mut twin, "Bb");
    drop(twin);
    fs::write(&path, PLAN.replace("(id: \"b\", name: \"Bb\")", "").replace("of: [\"b\"], ", "")).unwrap();
    let mut twin = open(&path);
    twin.click(Role::Button, "Saved views");
    twin.click(Role::MenuItem, "Bb");
    assert!(twin.says("Not all of this view is in the plan"));
    assert_eq!(twin.written("Filter"), "brand:b");
    assert!(views(&path).contains("brand:b"), "the view stays as it was saved");
}

#[test]
fn five_hundred_views_are_listed_and_searched() {
    let (_folder, path) = shared();
    let mut text = "(version: 1, plan: \"p\", views: [\n".to_owned();
    for n in 0..500 {
        text += &format!(
            "(name: \"View {n}\", arrangement: (query: \"brand:{}\")),\n",
            if n == 437 { "b" } else { "a" }
        );
    }
    fs::write(path.with_file_name("shared.views.ron"), text + "])").unwrap();
    let mut twin = open(&path);
    twin.click(Role::Button, "Saved views");
    twin.write("Search the saved views", "437");
    twin.click(Role::MenuItem, "View 437");
    assert_eq!(twin.written("Filter"), "brand:b");
    save(&mut twin, "One more");
    assert_eq!(views(&path).matches("name:").count(), 501);
}

#[test]
fn a_bundled_plan_keeps_its_views_in_the_programs_folder_and_its_editions_share_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut twin = Twin::remembering(None, folder.path(), USUAL);
    twin.click(Role::CheckBox, EUROPE);
    save(&mut twin, "Europe");
    assert_eq!(fs::read_dir(folder.path().join("views")).unwrap().count(), 1);
    drop(twin);
    let mut twin = Twin::remembering(Some("alliance-2026.ron".into()), folder.path(), USUAL);
    twin.write("Filter", "");
    twin.click(Role::Button, "Saved views");
    twin.click(Role::MenuItem, "Europe");
    assert!(is_on(&twin, EUROPE));
}
