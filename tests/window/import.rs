//! The dialog that makes a plan of a sheet: opened, dropped, changed by its labels, imported.

use super::{USUAL, bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use std::fs;

const SHEET: &str = "Brand,Model,Code,Segment,Plant,SOP,EOP,Gate\nNord,N1,P1,B,Oslo,Q4/26,2033,passed\n\
    Nord,N2,P2,C,Turku,2027 (2028?),whenever,open\nSund,S1,P3,C,Turku,mid 28,2035,passed\n,,P4,C,Turku,2029,,open\n";

#[test]
fn a_dropped_sheet_is_shown_with_what_its_columns_mean_and_written_only_when_asked() {
    let (folder, path) = file("fleet.csv", SHEET);
    let mut twin = bundled();
    twin.drop_file(&path);
    twin.wait("the dialog is there", |twin| twin.says("New plan from a spreadsheet"));
    twin.wait("the rows are taken", |twin| twin.says("3 of 4 rows understood"));
    for words in ["What comes in", "Start of production", "Q4 2026", "about June 2028", "Read with doubt 1"] {
        assert!(twin.says(words), "{words}");
    }
    twin.find(Role::Button, "Problem at G3");
    twin.find(Role::Button, "Problem at B5");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written yet");
    twin.press(Modifiers::COMMAND, Key::Enter);
    twin.wait("the plan is open", |twin| {
        !twin.says("New plan from a spreadsheet") && twin.says("no problems in fleet.ron")
    });
    assert!(folder.path().join("fleet.map.ron").exists());
}

#[test]
fn a_meaning_that_is_changed_changes_what_comes_in_and_is_saved() {
    let (folder, path) = file("fleet.csv", SHEET);
    let mut twin = Twin::open(Some(path), vec2(1440.0, 900.0));
    twin.wait("the rows are taken", |twin| twin.says("3 of 4 rows understood"));
    assert!(twin.says("3 models with 5 milestones, 3 shown"));
    twin.click(Role::ComboBox, "Meaning of G: End of production");
    twin.click(Role::Button, "Nothing");
    twin.wait("the column is left out", |twin| twin.says("3 models with 3 milestones, 3 shown"));
    assert!(twin.says("you chose"));
    twin.click(Role::Button, "Save mapping");
    let saved = fs::read_to_string(folder.path().join("fleet.map.ron")).unwrap();
    assert!(saved.contains("heading: \"EOP\", meaning: \"nothing\"") || saved.contains("nothing"), "{saved}");
    twin.press(Modifiers::NONE, Key::Escape);
    twin.wait("the dialog is closed", |twin| !twin.says("New plan from a spreadsheet"));
    assert!(!folder.path().join("fleet.ron").exists());
}

#[test]
fn a_file_that_is_no_sheet_says_what_it_is() {
    let (_folder, path) = file("notes.csv", "%PDF-1.7");
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("it is told", |twin| twin.says("this is a PDF"));
}
