//! Several plans open at once: opened, looked at, closed, deleted under the window's eyes.

use super::{EUROPE, USUAL, bundled};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use std::fs;
use std::path::{Path, PathBuf};

fn plans(folder: &Path, count: usize) -> Vec<PathBuf> {
    let write = |n: usize| {
        let path = folder.join(format!("plan-{n:02}.ron"));
        let text = format!(
            "(version: 1, id: \"p{n}\", name: \"Plan {n}\", brands: [(id: \"b{n}\", name: \"Brand {n}\")])"
        );
        fs::write(&path, text).unwrap();
        path
    };
    (0..count).map(write).collect()
}

#[test]
fn files_that_are_dropped_together_open_in_tabs_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let paths = plans(folder.path(), 3);
    let mut twin = bundled();
    twin.click(Role::CheckBox, EUROPE);
    let alliance = twin.tab();
    twin.drop_files(&paths);
    twin.wait("all are open", |twin| twin.tabs().len() == 4 && twin.tab().contains("Plan 2"));
    assert_eq!(twin.written("Filter"), "", "another plan is looked at as usual");
    // One that is open already comes to the front.
    twin.drop_file(&paths[0]);
    twin.wait("it is in front", |twin| twin.tab().contains("Plan 0"));
    assert_eq!(twin.tabs().len(), 4);
    let other = alliance.trim_start_matches("Plan: ").to_owned();
    twin.click(Role::Tab, &other);
    assert_eq!((twin.tab(), twin.written("Filter")), (alliance, "region:europe".into()));
    twin.press(Modifiers::COMMAND, Key::PageDown);
    assert!(twin.tab().contains("Plan 0"));
    twin.press(Modifiers::COMMAND, Key::PageUp);
    twin.press(Modifiers::COMMAND, Key::PageUp);
    assert!(twin.tab().contains("Plan 2"), "round the end");
}

#[test]
fn a_closed_plan_is_opened_again_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let memory = tempfile::tempdir().unwrap();
    let paths = plans(folder.path(), 2);
    let mut twin = Twin::remembering(None, memory.path(), USUAL);
    twin.drop_files(&paths);
    twin.wait("both are open", |twin| twin.tabs().len() == 3 && twin.tab().contains("Plan 1"));
    twin.write("Filter", "brand:b1");
    twin.press(Modifiers::COMMAND, Key::W);
    assert_eq!(twin.tabs().len(), 2);
    twin.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    twin.wait("it is back", |twin| twin.tab().contains("Plan 1"));
    // Also where what is remembered of it is just being written.
    assert_eq!(twin.written("Filter"), "brand:b1");
    twin.press(Modifiers::COMMAND, Key::W);
    twin.press(Modifiers::COMMAND, Key::W);
    twin.press(Modifiers::COMMAND, Key::W);
    assert_eq!(twin.tabs().len(), 1, "the last one stays");
    assert!(twin.says("close it with the window"));
}

#[test]
fn forty_tabs_are_opened_again_at_the_next_start_and_each_is_read_when_it_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let memory = tempfile::tempdir().unwrap();
    let paths = plans(folder.path(), 40);
    let mut twin = Twin::remembering(Some(paths[0].clone()), memory.path(), USUAL);
    twin.drop_files(&paths[1..]);
    twin.wait("all are open", |twin| twin.tabs().len() == 40 && twin.tab().contains("Plan 39"));
    let tabs = twin.tabs();
    drop(twin);
    let mut twin = Twin::remembering(None, memory.path(), USUAL);
    twin.wait("the one in front is read", |twin| twin.tab().contains("Plan 39"));
    assert_eq!(twin.tabs(), tabs);
    // One that was deleted meanwhile is told, and nothing else is lost.
    fs::remove_file(&paths[0]).unwrap();
    twin.press(Modifiers::COMMAND, Key::PageDown);
    twin.wait("it is told", |twin| twin.says("there is no such file"));
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(twin.tab().contains("Plan 39"));
    for n in (0..39).rev() {
        twin.press(Modifiers::COMMAND, Key::W);
        if n > 0 {
            twin.wait("the one beside is read", |twin| twin.tab().contains(&format!("Plan {n}")));
        }
    }
    assert!(!twin.tabs().is_empty());
}

#[test]
fn a_plan_that_is_deleted_while_its_tab_is_open_stays_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let paths = plans(folder.path(), 2);
    let mut twin = Twin::open(Some(paths[0].clone()), USUAL);
    twin.drop_file(&paths[1]);
    twin.wait("both are open", |twin| twin.tab().contains("Plan 1"));
    fs::remove_file(&paths[0]).unwrap();
    fs::remove_file(&paths[1]).unwrap();
    twin.wait("it is told", |twin| twin.says("plan-01.ron is no longer there"));
    twin.press(Modifiers::COMMAND, Key::PageUp);
    assert!(twin.tab().contains("Plan 0"));
    twin.wait("that, too", |twin| twin.says("plan-00.ron is no longer there"));
    fs::write(
        &paths[0],
        "(version: 1, id: \"p0\", name: \"Back again\", brands: [(id: \"b\", name: \"B\")])",
    )
    .unwrap();
    twin.wait("it is read again", |twin| twin.tab().contains("Back again"));
}

#[test]
fn a_newer_edition_in_the_plans_folder_is_told_and_opened_by_a_click() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, as_of: &str| {
        let path = folder.path().join(name);
        let text = format!(
            "(version: 1, id: \"own\", name: \"Own plan\", edition: \"{as_of}\", as_of: \"{as_of}\", brands: [(id: \"b\", name: \"B\")])"
        );
        fs::write(&path, text).unwrap();
        path
    };
    let old = write("old.ron", "2025-03");
    write("new.ron", "2026-02");
    let mut twin = Twin::open(Some(old), USUAL);
    twin.wait("it is told", |twin| twin.says("Open the newer edition"));
    twin.write("Filter", "brand:b");
    twin.click(Role::Button, "Open the newer edition");
    twin.wait("it is open", |twin| twin.tab().contains("2026-02"));
    assert_eq!((twin.tabs().len(), twin.written("Filter")), (1, "brand:b".into()));
}
