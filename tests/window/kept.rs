//! What a window remembers: started, arranged, ended, started again, all is as it was left.

use super::{EUROPE, USUAL, file, is_on, values};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::path::Path;

/// Every text below a folder.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(texts(&entry.path()));
        } else {
            let name = entry.file_name().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
    found
}

#[test]
fn what_was_left_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Twin::remembering(None, folder.path(), USUAL);
    let mut twin = open();
    twin.click(Role::CheckBox, EUROPE);
    twin.click(Role::Button, "Enlarge map");
    twin.press(Modifiers::COMMAND, Key::D);
    twin.press(Modifiers::COMMAND, Key::B);
    let (tab, count) = (twin.tab(), twin.count());
    drop(twin);
    let mut twin = open();
    assert_eq!((twin.written("Filter"), twin.tab(), twin.count()), ("region:europe".into(), tab, count));
    assert_eq!(twin.0.ctx.theme(), egui::Theme::Dark);
    assert!(twin.0.query_by_label("Marks of the matrix").is_none(), "the map is still alone");
    assert!(values(&twin, "Region").is_empty(), "the panel is still folded");
    twin.press(Modifiers::COMMAND, Key::B);
    assert!(is_on(&twin, EUROPE));
}

#[test]
fn another_edition_is_looked_at_as_the_one_before_also_after_a_start() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Twin::remembering(None, folder.path(), USUAL);
    let mut twin = open();
    twin.click(Role::CheckBox, EUROPE);
    twin.wait("the newer edition is told", |twin| twin.says("Open the newer edition"));
    twin.click(Role::Button, "Open the newer edition");
    assert!(twin.tab().contains("April 2026"), "{}", twin.tab());
    assert_eq!(twin.written("Filter"), "region:europe");
    twin.wait("there is none newer than that", |twin| !twin.says("Open the newer edition"));
    drop(twin);
    let twin = open();
    assert!(twin.tab().contains("April 2026"), "{}", twin.tab());
    assert_eq!(twin.written("Filter"), "region:europe");
}

#[test]
fn each_plan_has_its_own_last_arrangement() {
    let folder = tempfile::tempdir().unwrap();
    let text = "(version: 1, name: \"Mine\", brands: [(id: \"b\", name: \"B\")], regions: [(id: \"r\", name: \"R\")])";
    let (_plans, path) = file("mine.ron", text);
    let mut twin = Twin::remembering(Some(path.clone()), folder.path(), USUAL);
    twin.wait("it is open", |twin| twin.tab().contains("Mine"));
    twin.write("Filter", "brand:b");
    drop(twin);
    let mut twin = Twin::remembering(None, folder.path(), USUAL);
    twin.wait("it is open again", |twin| twin.tab().contains("Mine"));
    assert_eq!(twin.written("Filter"), "brand:b");
    twin.drop_file(Path::new("alliance-2025.ron"));
    drop(twin);
    let mut twin = Twin::remembering(Some("alliance-2025.ron".into()), folder.path(), USUAL);
    assert_eq!(twin.written("Filter"), "");
    twin.write("Filter", "region:europe");
    drop(twin);
    let mut twin = Twin::remembering(Some(path), folder.path(), USUAL);
    twin.wait("it is open once more", |twin| twin.tab().contains("Mine"));
    assert_eq!(twin.written("Filter"), "brand:b");
}

#[test]
fn of_a_confidential_plan_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (_plans, path) =
        file("secret.ron", "(version: 1, name: \"Hush\", brands: [(id: \"b\", name: \"B\")])");
    let mut twin = Twin::remembering(Some(path.clone()), folder.path(), USUAL);
    twin.wait("it is open", |twin| twin.tab().contains("Hush"));
    twin.write("Filter", "brand:b");
    drop(twin);
    let told = |texts: &[(String, String)]| {
        texts.iter().any(|(name, text)| (name.clone() + text).contains("secret"))
    };
    assert!(told(&texts(folder.path())));
    let mut twin = Twin::remembering(Some(path.clone()), folder.path(), USUAL);
    twin.wait("it is open", |twin| twin.tab().contains("Hush"));
    twin.click(Role::Tab, &twin.tab());
    twin.click(Role::MenuItem, "Don’t remember this plan");
    twin.wait("it is told", |twin| twin.says("Nothing of this plan is remembered"));
    twin.write("Filter", "");
    drop(twin);
    assert!(!told(&texts(folder.path())), "{:?}", texts(folder.path()));
    let mut twin = Twin::remembering(Some(path), folder.path(), USUAL);
    twin.wait("it is open", |twin| twin.tab().contains("Hush"));
    twin.write("Filter", "brand:b");
    drop(twin);
    assert!(!told(&texts(folder.path())), "{:?}", texts(folder.path()));
}

#[test]
fn broken_and_newer_state_opens_as_usual_with_a_message() {
    for text in ["(theme: ", "(version: 99, theme: Sepia)"] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("settings.ron"), text).unwrap();
        let mut twin = Twin::remembering(None, folder.path(), USUAL);
        twin.wait("it is told", |twin| twin.says("settings.kept-1.ron"));
        assert!(twin.count().1 > 100 && twin.marks("timeline").len() > 5);
        twin.press(Modifiers::COMMAND, Key::D);
        drop(twin);
        assert_eq!(fs::read_to_string(folder.path().join("settings.kept-1.ron")).unwrap(), text);
        let twin = Twin::remembering(None, folder.path(), USUAL);
        assert_eq!(twin.0.ctx.theme(), egui::Theme::Dark);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_once_and_the_window_works() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("roadscope");
    fs::write(&blocked, "a file in the way").unwrap();
    let mut twin = Twin::remembering(None, &blocked, USUAL);
    twin.click(Role::CheckBox, EUROPE);
    twin.wait("it is told", |twin| twin.says("cannot be kept for the next time"));
    twin.click(Role::CheckBox, EUROPE);
    assert!(!twin.says("cannot be kept"), "what is done next is told instead");
    twin.click(Role::CheckBox, EUROPE);
    std::thread::sleep(std::time::Duration::from_secs(1));
    twin.0.run_ok();
    assert!(!twin.says("cannot be kept"), "it is told once");
    assert_eq!(twin.written("Filter"), "region:europe");
}

#[test]
fn panels_fold_and_narrow_windows_fold_them_by_themselves() {
    let mut twin = super::bundled();
    let middle = |twin: &Twin| twin.find(Role::Group, "Marks of the timeline").rect().width();
    let before = middle(&twin);
    twin.press(Modifiers::COMMAND, Key::B);
    assert!(middle(&twin) > before + 100.0);
    twin.press(Modifiers::COMMAND | Modifiers::ALT, Key::B);
    assert!(!twin.says("THE PLAN"));
    twin.click(Role::Button, "Show the inspector");
    assert!(twin.says("THE PLAN"));
    let mut narrow = Twin::open(None, egui::vec2(1024.0, 700.0));
    assert!(values(&narrow, "Region").is_empty() && !narrow.says("THE PLAN"));
    narrow.click(Role::Button, "Show the filter panel");
    assert!(!values(&narrow, "Region").is_empty());
}

#[test]
fn everything_grows_and_shrinks_by_keys() {
    let mut twin = super::bundled();
    twin.press(Modifiers::COMMAND, Key::Plus);
    twin.press(Modifiers::COMMAND, Key::Plus);
    assert!((twin.0.ctx.zoom_factor() - 1.2).abs() < 1e-3);
    twin.press(Modifiers::COMMAND, Key::Minus);
    assert!((twin.0.ctx.zoom_factor() - 1.1).abs() < 1e-3);
    twin.press(Modifiers::COMMAND, Key::Num0);
    assert!((twin.0.ctx.zoom_factor() - 1.0).abs() < 1e-3);
}
