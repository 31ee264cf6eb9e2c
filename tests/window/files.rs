//! Files that come and go under the window: what is told, what is read again, and that nothing runs at rest.

use super::{USUAL, bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportId};
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::time::Duration;

fn plan(name: &str) -> String {
    format!("(version: 1, id: \"p\", name: \"{name}\", companies: [(id: \"c\", name: \"C\")])")
}

/// When the window wants its next frame, if nobody touches it.
fn next_frame(twin: &Twin) -> Duration {
    twin.0.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

#[test]
fn at_rest_no_frame_is_asked_for_with_a_file_and_without() {
    let (_folder, path) = file("plan.ron", &plan("At rest"));
    for path in [None, Some(path)] {
        let mut twin = Twin::open(path, USUAL);
        if path_is_open(&twin) {
            twin.wait("the plan is open", |twin| twin.says("At rest"));
        }
        twin.wait("the window rests", |twin| next_frame(twin) == Duration::MAX);
    }
}

fn path_is_open(twin: &Twin) -> bool {
    twin.0.state().is_opening()
}

#[test]
fn a_deleted_file_is_told_and_read_again_once_it_is_back() {
    let (_folder, path) = file("plan.ron", &plan("Here today"));
    let mut twin = Twin::open(Some(path.clone()), USUAL);
    twin.wait("the plan is open", |twin| twin.says("Here today"));
    fs::remove_file(&path).unwrap();
    twin.wait("it is told at the foot", |twin| twin.says("plan.ron is no longer there"));
    assert!(!twin.says("no problems") && twin.says("Here today"));
    twin.press(Modifiers::COMMAND, Key::P);
    assert!(twin.says("The file is no longer there") && !twin.says("every record could be read"));
    fs::write(&path, plan("Here again")).unwrap();
    twin.wait("it is read again", |twin| twin.says("Here again") && twin.says("no problems in plan.ron"));
}

#[test]
fn a_failed_open_is_told_where_it_was_asked_and_leaves_the_shown_plan_watched() {
    let (folder, path) = file("plan.ron", &plan("Shown"));
    let letter = folder.path().join("letter.ron");
    fs::write(&letter, "Dear reader").unwrap();
    let mut twin = Twin::open(Some(path.clone()), USUAL);
    twin.wait("the plan is open", |twin| twin.says("Shown"));
    let fail = |twin: &mut Twin| {
        twin.press(Modifiers::COMMAND, Key::O);
        twin.write("Plan file", letter.to_str().unwrap());
        twin.press(Modifiers::NONE, Key::Enter);
        twin.wait("the fault is told", |twin| twin.says("this is not a plan"));
        assert!(twin.0.query_by_role_and_label(Role::TextInput, "Plan file").is_some(), "in the dialog");
        assert!(!twin.says("What you see is the last good one"), "and nowhere else");
        twin.press(Modifiers::NONE, Key::Escape);
    };
    fail(&mut twin);
    twin.press(Modifiers::COMMAND, Key::R);
    twin.wait("the shown plan is read again", |twin| twin.says("no problems in plan.ron"));
    fail(&mut twin);
    fs::write(&path, plan("Shown and changed")).unwrap();
    twin.wait("the shown plan is watched", |twin| twin.says("Shown and changed"));
    assert!(twin.says("no problems in plan.ron"));
}

#[test]
fn the_dialog_that_asked_closes_once_the_plan_is_open() {
    let (_folder, path) = file("plan.ron", &plan("Asked for"));
    let mut twin = bundled();
    twin.press(Modifiers::COMMAND, Key::O);
    twin.write("Plan file", path.to_str().unwrap());
    twin.press(Modifiers::NONE, Key::Enter);
    twin.wait("the plan is open", |twin| twin.says("Asked for"));
    assert!(twin.0.query_by_role_and_label(Role::TextInput, "Plan file").is_none());
}
