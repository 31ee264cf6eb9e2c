//! The export dialog: what it shows before it writes, that it destroys nothing, and what it remembers.

use super::{USUAL, bundled};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::Path;

/// The dialog on a file, with its preview there.
fn asked(twin: &mut Twin, file: &Path) {
    twin.press(Modifiers::COMMAND, Key::E);
    twin.write("Picture file", file.to_str().unwrap());
    previewed(twin);
}

fn previewed(twin: &mut Twin) {
    twin.wait("the picture is previewed", |twin| twin.says("% of ") && twin.says("about "));
}

fn size_of_svg(path: &Path) -> (f32, f32) {
    let text = fs::read_to_string(path).unwrap();
    let of = |name: &str| {
        let start = text.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
        text[start..].split('"').next().unwrap().trim_end_matches("mm").parse::<f32>().unwrap()
    };
    (of("width"), of("height"))
}

fn is_chosen(twin: &Twin, role: Role, label: &str) -> bool {
    let node = twin.find(role, label);
    let toggled = node.accesskit_node().toggled();
    toggled == Some(egui::accesskit::Toggled::True) || node.accesskit_node().is_selected() == Some(true)
}

#[test]
fn a_page_is_of_the_size_that_was_chosen_and_the_preview_tells_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.svg");
    let mut twin = bundled();
    asked(&mut twin, &path);
    for (page, size) in
        [("Slide, 1280 × 720 px", (1280.0, 720.0)), ("Square, 1080 × 1080 px", (1080.0, 1080.0))]
    {
        twin.choose("Page", page);
        twin.wait("the preview follows", |twin| twin.says(&format!("of {} × {} px", size.0, size.1)));
        let _ = fs::remove_file(&path);
        twin.click(Role::Button, "Export");
        twin.wait("it is written", |twin| twin.says("Written to") && path.is_file());
        assert_eq!(size_of_svg(&path), size, "{page}");
    }
    twin.choose("Page", "A size of your own");
    twin.write("Size", "900x9");
    twin.wait("the size is refused in words", |twin| twin.says("out of range"));
    twin.write("Size", "900x700");
    twin.wait("the preview follows", |twin| twin.says("of 900 × 700 px"));
}

#[test]
fn what_has_no_room_is_named_and_one_click_gives_it_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut twin = bundled();
    asked(&mut twin, &folder.path().join("a.svg"));
    twin.wait("the names without room are told", |twin| twin.says("have no room"));
    let before = twin.find(Role::TextInput, "Picture file").rect();
    twin.click(Role::Button, "Show list");
    let listed = |twin: &Twin| {
        let records = twin.0.state().session().plan().records();
        let is_told = |name: &str| twin.0.query_all_by_role_and_label(Role::Label, name).next().is_some();
        records.iter().filter(|record| is_told(&record.name)).count()
    };
    let count = listed(&twin);
    twin.click(Role::Button, "Hide list");
    assert!(count > listed(&twin), "those without room are listed by name");
    assert_eq!(twin.find(Role::TextInput, "Picture file").rect(), before, "nothing jumps");
    let remedy = twin
        .0
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Make it "))
        .expect("a remedy");
    twin.click(Role::Button, &remedy);
    twin.wait("everything has room", |twin| !twin.says("no room"));
    assert_eq!(twin.find(Role::TextInput, "Picture file").rect(), before, "nothing jumps");
}

#[test]
fn a_pdf_is_previewed_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    let mut twin = bundled();
    asked(&mut twin, &folder.path().join("a.svg"));
    assert!(twin.says("Page 1 of 1"));
    twin.click(Role::RadioButton, "Format: PDF");
    assert!(twin.written("Picture file").ends_with("a.pdf"));
    twin.wait("it has several pages", |twin| twin.0.query_by_label("Next page").is_some());
    twin.click(Role::Button, "Next page");
    assert!(twin.says("Page 2 of "));
    twin.click(Role::Button, "Page before");
    assert!(twin.says("Page 1 of "));
}

#[test]
fn a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.svg");
    fs::write(&path, "old").unwrap();
    let mut twin = bundled();
    asked(&mut twin, &path);
    assert!(twin.says("That file exists, from ") && twin.says(", 3 bytes."));
    assert!(is_chosen(&twin, Role::RadioButton, "Keep both, as old-2.svg"));
    // Return never destroys.
    twin.find(Role::TextInput, "Picture file").focus();
    twin.0.run();
    twin.press(Modifiers::NONE, Key::Enter);
    twin.wait("it is written beside", |twin| twin.says("old-2.svg ("));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    twin.click(Role::RadioButton, "Replace it");
    twin.click(Role::Button, "Export");
    twin.wait("it is replaced", |twin| twin.says("old.svg ("));
    assert!(fs::read(&path).unwrap().starts_with(b"<?xml"));
    // Replacing was meant for this name and no other.
    let other = folder.path().join("other.svg");
    fs::write(&other, "other").unwrap();
    twin.write("Picture file", other.to_str().unwrap());
    assert!(is_chosen(&twin, Role::RadioButton, "Keep both, as other-2.svg"));
}

#[test]
fn usual_words_stand_in_the_fields_and_own_ones_take_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.svg");
    let mut twin = Twin::open(None, egui::vec2(1440.0, 1300.0));
    twin.click(Role::CheckBox, "Region: Europe");
    asked(&mut twin, &path);
    let usual = twin.written("Title");
    assert!(usual.contains("Europe"), "{usual}");
    twin.write("Title", "What comes to Europe");
    twin.write("Credit", "Drawn by us");
    twin.click(Role::Button, "Export");
    twin.wait("it is written", |twin| twin.says("Written to"));
    let picture = fs::read_to_string(&path).unwrap();
    assert!(picture.contains("What comes to Europe") && picture.contains("Drawn by us"));
    assert!(!picture.contains(&usual));
    twin.click(Role::Button, "Reset title");
    twin.wait("the usual words are there again", |twin| twin.written("Title") == usual);
    // Who closes the dialog and opens it again finds their words.
    twin.press(Modifiers::NONE, Key::Escape);
    twin.press(Modifiers::COMMAND, Key::E);
    assert_eq!(twin.written("Credit"), "Drawn by us");
}

#[test]
fn a_picture_is_copied_as_pixels() {
    let mut twin = bundled();
    twin.press(Modifiers::COMMAND, Key::E);
    previewed(&mut twin);
    twin.find(Role::Button, "Copy picture").click();
    let start = std::time::Instant::now();
    let image = loop {
        twin.0.step();
        let found = twin.0.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyImage(image) => Some(image.size),
            _ => None,
        });
        if let Some(size) = found {
            break size;
        }
        assert!(start.elapsed() < crate::twin::PATIENCE, "nothing is copied");
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert_eq!(image, [1920, 1080], "a slide as PNG");
    twin.wait("it is told", |twin| twin.says("Copied, 1920 × 1080 pixels"));
}

#[test]
fn how_pictures_are_made_is_remembered() {
    let (config, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut twin = Twin::remembering(None, config.path(), USUAL);
    asked(&mut twin, &folder.path().join("first.png"));
    twin.choose("Page", "Square, 1080 × 1080 px");
    twin.click(Role::RadioButton, "Theme: Dark");
    twin.click(Role::RadioButton, "Background: None");
    twin.click(Role::Button, "Export");
    twin.wait("it is written", |twin| twin.says("Written to"));
    drop(twin);
    let mut twin = Twin::remembering(None, config.path(), USUAL);
    twin.press(Modifiers::COMMAND, Key::E);
    let file = twin.written("Picture file");
    assert!(file.starts_with(folder.path().to_str().unwrap()) && file.ends_with(".png"), "{file}");
    assert!(is_chosen(&twin, Role::RadioButton, "Theme: Dark"));
    assert!(is_chosen(&twin, Role::RadioButton, "Background: None"));
    assert!(twin.0.query_by_role_and_label(Role::ComboBox, "Page: Square, 1080 × 1080 px").is_some());
}

#[test]
fn keys_of_the_dialog_reach_nothing_behind_it() {
    let mut twin = bundled();
    let before = (twin.marks("timeline"), twin.marks("map"));
    twin.press(Modifiers::COMMAND, Key::E);
    previewed(&mut twin);
    twin.find(Role::RadioButton, "Theme: Light").focus();
    twin.0.run();
    for key in [Key::Minus, Key::Plus, Key::ArrowRight, Key::F, Key::Home, Key::End] {
        twin.press(Modifiers::NONE, key);
    }
    twin.press(Modifiers::COMMAND, Key::Backspace);
    twin.press(Modifiers::COMMAND, Key::Num2);
    assert!(!twin.says("WHO SAYS SO"));
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(twin.0.query_by_role_and_label(Role::TextInput, "Picture file").is_none());
    assert_eq!((twin.marks("timeline"), twin.marks("map")), before);
}
