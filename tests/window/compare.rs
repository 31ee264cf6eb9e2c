//! Comparing in the window: begun, seen, turned round and ended, by what is written on screen.

use super::{USUAL, bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::PathBuf;

/// Compares with a plan by the dialog that asks for one.
fn compare(twin: &mut Twin, with: &str) {
    twin.press(Modifiers::COMMAND, Key::G);
    twin.write("Plan file", with);
    twin.press(Modifiers::NONE, Key::Enter);
}

#[test]
fn one_sees_what_both_editions_mention_and_in_words_what_changed() {
    let mut twin = bundled();
    let alone = twin.count();
    compare(&mut twin, "alliance-2022.ron");
    twin.wait("the comparison is told", |twin| twin.says("2025 against 2022: "));
    assert_eq!(twin.written("Filter"), "-change:silent,new");
    assert!(twin.says("may be later") || twin.says(" later"), "what changed");
    let (matching, all) = twin.count();
    assert!(matching < alone.0 && all > alone.1, "{matching} of {all}");
    twin.click(Role::CheckBox, "Change: later");
    let (later, _) = twin.count();
    assert!(0 < later && later < matching, "{later} of {matching}");
    twin.press(Modifiers::COMMAND, Key::Z);
    twin.click(Role::Button, "End: compare no longer");
    assert_eq!((twin.written("Filter").as_str(), twin.count()), ("", alone));
    assert!(!twin.says("2025 against 2022"));
    twin.press(Modifiers::COMMAND, Key::Z);
    twin.wait("undo brings it back", |twin| twin.says("2025 against 2022: "));
}

#[test]
fn what_has_nothing_in_common_is_refused_at_once() {
    let mut twin = bundled();
    let alone = twin.count();
    compare(&mut twin, "template.ron");
    twin.wait("it is told", |twin| twin.says("Nothing is compared"));
    assert_eq!((twin.written("Filter").as_str(), twin.count()), ("", alone));
}

#[test]
fn swapping_looks_at_the_older_edition() {
    let mut twin = bundled();
    compare(&mut twin, "alliance-2022.ron");
    twin.wait("the comparison is told", |twin| twin.says("2025 against 2022: "));
    twin.click(Role::Button, "Swap: look at the older edition, compared with this one");
    twin.wait("it is turned round", |twin| twin.says("2022 against 2025: "));
}

/// A window on the newer of two editions in a folder, and the older one.
fn two_editions() -> (tempfile::TempDir, PathBuf, Twin) {
    let text = |when: &str| {
        format!(
            "(version: 1, id: \"p\", name: \"P\", edition: \"{when}\", sources: [(id: \"s\", title: \"S\")], \
             milestones: [(id: \"a\", what: \"Alpha\", when: \"{when}\", evidence: [(source: \"s\")])])"
        )
    };
    let (folder, path) = file("new.ron", &text("2027"));
    let old = folder.path().join("old.ron");
    fs::write(&old, text("2025")).unwrap();
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("the plan is open", |twin| twin.says("edition 2027"));
    (folder, old, twin)
}

#[test]
fn a_compared_file_that_goes_is_told_and_the_comparison_stands() {
    let (_folder, old, mut twin) = two_editions();
    compare(&mut twin, old.to_str().unwrap());
    twin.wait("the comparison is told", |twin| twin.says("2027 against 2025: 1 later"));
    fs::remove_file(&old).unwrap();
    twin.wait("it is told", |twin| twin.says("old.ron is no longer there: the comparison stands"));
    assert!(twin.says("edition 2025"), "what it is compared with");
}

#[test]
fn a_file_that_is_dropped_with_ctrl_held_is_compared_with() {
    let (_folder, old, mut twin) = two_editions();
    twin.0.event(egui::Event::ModifiersChanged(Modifiers::COMMAND));
    twin.drop_file(&old);
    twin.0.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    twin.wait("the comparison is told", |twin| twin.says("2027 against 2025: 1 later"));
    assert_eq!(twin.tabs().len(), 1, "no tab of its own");
    // Each item under its weightiest change: what moved, and by how much, stands on its bar.
    twin.wait("the timeline is grouped by what changed", |twin| twin.says("Later"));
}

#[test]
fn the_menu_of_the_plan_offers_its_other_editions_to_compare_with() {
    let mut twin = bundled();
    let tab = twin.tab();
    twin.click(Role::Tab, &tab);
    twin.wait("the menu is open", |twin| twin.says("Compare with"));
    twin.click(Role::MenuItem, "Compare with");
    twin.wait("editions are offered", |twin| twin.says("Editions of this plan"));
    let offered: Vec<_> = twin.0.query_all_by_role(Role::MenuItem).collect();
    let of_2022 = offered.iter().rev().find_map(|node| {
        let label = node.accesskit_node().label()?;
        label.starts_with("edition 2022").then(|| node.rect().center())
    });
    let at = of_2022.expect("the edition of 2022, in the menu that opened last");
    drop(offered);
    twin.click_at(at);
    twin.wait("the comparison is told", |twin| twin.says("2025 against 2022: "));
}
