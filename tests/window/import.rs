//! The dialog that makes a plan of a sheet: opened, dropped, changed by its labels, imported.

use super::{USUAL, bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
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
fn a_file_that_is_no_sheet_says_what_it_is() {
    let (_folder, path) = file("notes.csv", "%PDF-1.7");
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("it is told", |twin| twin.says("this is a PDF"));
}
