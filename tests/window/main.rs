//! The window without a display: what a person sees and does in it, by the labels on screen.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

mod compare;
mod context;
mod crowds;
mod export;
mod files;
mod import;
mod kept;
mod keyboard;
mod map;
mod matrix;
mod narrow;
mod others;
mod palette;
mod panes;
mod parity;
mod reloads;
mod saved;
#[path = "../bench/synthetic.rs"]
mod synthetic;
mod table;
mod tabs;
mod twin;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::PathBuf;
use twin::Twin;

const USUAL: Vec2 = vec2(1280.0, 800.0);
const EUROPE: &str = "Region: Europe";

fn bundled() -> Twin {
    Twin::open(None, USUAL)
}

/// A folder with a file of this text in it.
fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn is_on(twin: &Twin, facet: &str) -> bool {
    twin.find(Role::CheckBox, facet).accesskit_node().toggled() == Some(Toggled::True)
}

/// The rows of a facet.
fn values(twin: &Twin, facet: &str) -> Vec<String> {
    let labels = twin.0.query_all_by_role(Role::CheckBox).filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(facet)).collect()
}

#[test]
fn opens_on_the_bundled_plan_with_all_three_views() {
    let twin = bundled();
    let (matching, all) = twin.count();
    assert_eq!(matching, all);
    assert!(all > 100, "{all}");
    assert!(twin.says("no problems in"));
    for tile in ["timeline", "map", "matrix"] {
        let marks = twin.marks(tile);
        assert!(marks.len() > 5, "{tile}: {marks:?}");
        assert!(
            marks.iter().all(|(name, place)| !name.is_empty() && place.is_positive()),
            "{tile}: {marks:?}"
        );
    }
}

#[test]
fn a_click_on_a_region_narrows_everything_and_another_one_lets_go() {
    let mut twin = bundled();
    let (all, before) = (twin.count(), twin.marks("timeline"));
    twin.click(Role::CheckBox, EUROPE);
    assert_eq!(twin.written("Filter"), "region:europe");
    assert!(is_on(&twin, EUROPE));
    let (matching, of) = twin.count();
    assert!(0 < matching && matching < all.0 && of == all.1, "{matching} of {of}");
    assert_ne!(twin.marks("timeline"), before);
    twin.click(Role::CheckBox, EUROPE);
    assert_eq!(twin.written("Filter"), "");
    assert!(!is_on(&twin, EUROPE));
    assert_eq!(twin.count(), all);
    assert_eq!(twin.marks("timeline"), before);
}

#[test]
fn what_is_typed_is_what_is_ticked() {
    let mut twin = bundled();
    twin.write("Filter", "brand:mitsubishi region:europe");
    assert!(is_on(&twin, "Brand: Mitsubishi"));
    assert!(is_on(&twin, EUROPE));
    assert!(!is_on(&twin, "Brand: Nissan"));
    let (matching, all) = twin.count();
    assert!(0 < matching && matching < all);
    assert!(twin.marks("timeline").iter().all(|(name, _)| !name.contains("FlexEVan")));
    twin.write("Filter", "");
    assert_eq!(twin.count(), (all, all));
}

#[test]
fn an_unknown_key_or_value_says_what_was_meant() {
    let mut twin = bundled();
    twin.write("Filter", "brnd:nissan");
    twin.wait("the key is guessed", |twin| twin.says("did you mean \"brand:\"?"));
    twin.write("Filter", "brand:nisan");
    twin.wait("the value is guessed", |twin| twin.says("did you mean brand:nissan?"));
    twin.write("Filter", "brand:nissan");
    twin.wait("nothing is wrong any more", |twin| !twin.says("did you mean"));
}

#[test]
fn a_slip_of_a_query_is_put_right_by_a_click() {
    let mut twin = bundled();
    twin.write("Filter", "not brand:nissan");
    twin.wait("the slip is told", |twin| twin.says("leaves nothing out"));
    twin.click(Role::Button, "Put the filter right: -brand:nissan");
    assert_eq!(twin.written("Filter"), "-brand:nissan");
    twin.wait("nothing is wrong any more", |twin| !twin.says("leaves nothing out"));
    assert!(!is_on(&twin, "Brand: Nissan"));
}

#[test]
fn a_broken_file_leaves_the_last_good_plan_and_says_what_is_wrong_where() {
    let mut twin = bundled();
    twin.click(Role::CheckBox, EUROPE);
    let before = (twin.count(), twin.marks("map"));
    let (_folder, path) = file("letter.ron", "Dear reader,\nthis is not a plan.\n");
    twin.drop_file(&path);
    twin.wait("the problems are listed", |twin| twin.says("this is not a plan"));
    assert!(twin.says("letter.ron:1:1"), "the line is told");
    assert!(twin.says("What you see is the last good one"));
    assert!(twin.says("1 problem in letter.ron, showing the last good plan"));
    assert_eq!((twin.count(), twin.marks("map")), before);
    assert_eq!(twin.written("Filter"), "region:europe");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(!twin.says("What you see is the last good one"));
    // Once it is put right, it opens.
    fs::write(&path, "(version: 1, name: \"A plan at last\", companies: [(id: \"c\", name: \"C\")])")
        .unwrap();
    twin.wait("the file is a plan", |twin| twin.says("A plan at last"));
    assert!(twin.says("no problems in letter.ron"));
}

#[test]
fn a_file_cut_off_before_its_first_record_is_no_empty_plan() {
    let mut twin = bundled();
    let before = (twin.count(), twin.marks("matrix"));
    let (_folder, path) = file("cut.ron", "(version: 1, id: \"cut\", brands: [");
    twin.drop_file(&path);
    twin.wait("the problems are listed", |twin| twin.says("cut.ron:1:"));
    assert!(twin.says("showing the last good plan"));
    assert_eq!((twin.count(), twin.marks("matrix")), before);
}

#[test]
fn a_file_with_slips_opens_without_them_and_lists_each() {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/problems/five-mistakes.ron"));
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("the problems are listed", |twin| twin.says("The plan is shown without what is wrong"));
    for words in
        ["no field \"county\"", "no platform \"cmf-bvv\"", "used twice", "0 and 100 percent", "not a date"]
    {
        assert!(twin.says(words), "{words}");
    }
    assert!(twin.says("5 problems in five-mistakes.ron"));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let mut twin = bundled();
    twin.drop_file(&PathBuf::from("nowhere/plan.ron"));
    twin.wait("it is told", |twin| twin.says("there is no such file"));
    assert!(twin.count().1 > 100);
}

#[test]
fn a_changed_file_is_read_again_and_a_broken_change_keeps_the_last_good_plan() {
    let plan = |name: &str| {
        format!("(version: 1, id: \"p\", name: \"{name}\", companies: [(id: \"c\", name: \"C\")])")
    };
    let (_folder, path) = file("plan.ron", &plan("First name"));
    let mut twin = Twin::open(Some(path.clone()), USUAL);
    twin.wait("the plan is open", |twin| twin.says("First name"));
    fs::write(&path, plan("Another, longer name")).unwrap();
    twin.wait("the change is seen", |twin| twin.says("Another, longer name"));
    fs::write(&path, "no longer a plan").unwrap();
    twin.wait("the break is told", |twin| twin.says("showing the last good plan"));
    assert!(twin.says("Another, longer name"));
    fs::write(&path, plan("Whole again")).unwrap();
    twin.wait("the file is whole again", |twin| twin.says("Whole again") && !twin.says("the last good plan"));
}

#[test]
fn another_edition_opens_from_the_plans_name() {
    let mut twin = bundled();
    twin.click(Role::CheckBox, EUROPE);
    twin.click(Role::Tab, &twin.tab());
    twin.wait("the editions are looked up", |twin| twin.says("edition 2022"));
    twin.click(Role::MenuItem, "edition 2022 · 27 January 2022");
    assert!(twin.tab().contains("edition 2022"));
    // It is the same plan at another time: what was asked of it is asked of this edition too.
    assert_eq!(twin.written("Filter"), "region:europe");
    let (matching, all) = twin.count();
    assert!(0 < matching && matching < all);
}

#[test]
fn a_click_on_a_mark_shows_who_says_so_and_escape_lets_go() {
    let mut twin = bundled();
    assert!(twin.says("THE PLAN"));
    let marks = twin.marks("timeline");
    let (name, place) =
        marks.iter().find(|(name, _)| name.contains(": ") && !name.starts_with("Brand")).unwrap();
    twin.click_at(place.center());
    let (name, _) = name.split_once(": ").unwrap();
    assert!(!twin.says("THE PLAN"));
    assert!(twin.says("WHO SAYS SO"));
    assert!(twin.says(name), "{name}");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(twin.says("THE PLAN"));
    assert!(!twin.says("WHO SAYS SO"));
}

#[test]
fn a_mark_can_be_picked_through_the_accessibility_tree() {
    let mut twin = bundled();
    for tile in ["timeline", "map", "matrix"] {
        let title = format!("Marks of the {tile}");
        let group = twin.find(Role::Group, &title);
        let is_thing = |label: &str| {
            !["Region", "Brand", "Platform"].iter().any(|facet| label.starts_with(facet))
                && !label.contains(" × ")
        };
        let thing = group
            .query_all_by_role(Role::Button)
            .find(|n| n.accesskit_node().label().is_some_and(|l| is_thing(&l)));
        thing.unwrap_or_else(|| panic!("a thing in the {tile}")).click_accesskit();
        twin.0.run();
        assert!(twin.says("WHO SAYS SO"), "{tile}");
        twin.press(Modifiers::NONE, Key::Escape);
        assert!(!twin.says("WHO SAYS SO"), "{tile}");
    }
}

#[test]
fn a_click_on_a_region_of_the_map_filters_the_timeline_and_the_matrix() {
    let mut twin = bundled();
    let before = (twin.marks("timeline"), twin.marks("matrix"));
    let india = twin.mark("map", "Region: India");
    twin.click_at(india.center());
    assert_eq!(twin.written("Filter"), "region:india");
    assert!(is_on(&twin, "Region: India"));
    assert_ne!(twin.marks("timeline"), before.0);
    assert_ne!(twin.marks("matrix"), before.1);
    let india = twin.mark("map", "Region: India");
    twin.click_at(india.center());
    assert_eq!(twin.written("Filter"), "");
    assert_eq!((twin.marks("timeline"), twin.marks("matrix")), before);
}

#[test]
fn back_and_forward_go_through_what_was_looked_at() {
    let mut twin = bundled();
    twin.click(Role::CheckBox, EUROPE);
    twin.click(Role::CheckBox, "Brand: Nissan");
    let both = twin.written("Filter");
    assert_ne!(both, "region:europe");
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(twin.written("Filter"), "region:europe");
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(twin.written("Filter"), "");
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(twin.written("Filter"), "");
    twin.press(Modifiers::ALT, Key::ArrowRight);
    twin.press(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(twin.written("Filter"), both);
}

#[test]
fn light_becomes_dark_and_light_again() {
    let mut twin = bundled();
    let dark = |twin: &Twin| twin.0.ctx.theme() == egui::Theme::Dark;
    assert!(!dark(&twin));
    twin.click(Role::Button, "Light or dark");
    assert!(dark(&twin));
    assert!(twin.marks("timeline").len() > 5);
    twin.press(Modifiers::COMMAND, Key::D);
    assert!(!dark(&twin));
}

#[test]
fn one_view_fills_the_middle_and_gives_it_back() {
    let mut twin = bundled();
    let small = twin.find(Role::Group, "Marks of the map").rect();
    twin.click(Role::Button, "Enlarge map");
    assert!(twin.0.query_by_label("Marks of the matrix").is_none());
    let large = twin.find(Role::Group, "Marks of the map").rect();
    assert!(large.area() > 2.0 * small.area(), "{small} {large}");
    twin.press(Modifiers::COMMAND, Key::Num2);
    assert!(twin.0.query_by_label("Marks of the matrix").is_some());
}

#[test]
fn a_picture_is_exported_and_a_place_that_cannot_be_written_is_told() {
    let mut twin = bundled();
    twin.click(Role::CheckBox, EUROPE);
    let folder = tempfile::tempdir().unwrap();
    twin.press(Modifiers::COMMAND, Key::E);
    let wrong = folder.path().join("no such folder").join("a.svg");
    twin.write("Picture file", wrong.to_str().unwrap());
    twin.click(Role::Button, "Export");
    twin.wait("the place is told", |twin| twin.says("no such folder"));
    assert!(!twin.says("Written to"));
    twin.write("Picture file", folder.path().join("a.bmp").to_str().unwrap());
    twin.click(Role::Button, "Export");
    assert!(!twin.says("Written to"));
    for name in ["a.svg", "a.png", "a.pdf"] {
        let path = folder.path().join(name);
        twin.write("Picture file", path.to_str().unwrap());
        twin.click(Role::Button, "Export");
        twin.wait("it is written", |twin| twin.says(&format!("{name} (")));
        let bytes = fs::read(&path).unwrap();
        let start: &[u8] = match name {
            "a.svg" => b"<?xml",
            "a.png" => b"\x89PNG",
            _ => b"%PDF",
        };
        assert!(bytes.starts_with(start) && bytes.len() > 10_000, "{name}: {} bytes", bytes.len());
    }
    let picture = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(picture.contains("Europe"), "the picture tells the filter");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left behind");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(twin.0.query_by_role_and_label(Role::TextInput, "Picture file").is_none());
    assert_eq!(twin.written("Filter"), "region:europe");
}

#[test]
fn the_export_dialog_takes_the_path_at_once_and_enter_exports() {
    let mut twin = bundled();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.svg");
    twin.press(Modifiers::COMMAND, Key::E);
    assert!(twin.find(Role::TextInput, "Picture file").is_focused());
    twin.write("Picture file", path.to_str().unwrap());
    twin.press(Modifiers::NONE, Key::Enter);
    twin.wait("it is written", |twin| twin.says("Written to"));
    assert!(path.is_file());
}

#[test]
fn keys_of_a_text_field_stay_in_it_and_others_do_no_harm() {
    let mut twin = bundled();
    let before = (twin.count(), twin.marks("timeline"));
    for key in [Key::Space, Key::Enter, Key::Tab, Key::Delete, Key::Home, Key::PageDown, Key::F5] {
        twin.press(Modifiers::NONE, key);
    }
    assert_eq!((twin.count(), twin.written("Filter")), (before.0, String::new()));
    twin.press(Modifiers::COMMAND, Key::F);
    assert!(twin.find(Role::TextInput, "Filter").is_focused());
    let place = |twin: &Twin| twin.marks("timeline");
    let here = place(&twin);
    twin.press(Modifiers::NONE, Key::F);
    twin.press(Modifiers::NONE, Key::ArrowRight);
    twin.press(Modifiers::NONE, Key::Enter);
    assert_eq!(place(&twin), here);
    assert!(!twin.says("WHO SAYS SO"), "arrows in the field pick no mark");
}

#[test]
fn arrows_walk_from_mark_to_mark() {
    let mut twin = bundled();
    twin.press(Modifiers::NONE, Key::ArrowRight);
    assert!(twin.says("WHO SAYS SO"));
    for key in [Key::ArrowDown, Key::ArrowRight, Key::ArrowUp, Key::ArrowLeft, Key::ArrowDown] {
        twin.press(Modifiers::NONE, key);
        assert!(twin.says("WHO SAYS SO"), "{key:?}");
    }
}

#[test]
fn the_smallest_and_a_very_large_window_hold_all_views() {
    let mut twin = bundled();
    for size in [vec2(900.0, 600.0), vec2(2560.0, 1440.0), vec2(901.5, 611.25), USUAL] {
        twin.0.set_size(size);
        twin.0.run();
        for tile in ["timeline", "map", "matrix"] {
            let marks = twin.marks(tile);
            assert!(!marks.is_empty(), "{tile} at {size}");
            assert!(
                marks.iter().all(|(_, m)| m.max.x <= size.x && m.max.y <= size.y),
                "{tile} at {size}: {marks:?}"
            );
        }
    }
}

#[test]
fn help_lists_every_shortcut() {
    let mut twin = bundled();
    twin.press(Modifiers::NONE, Key::F1);
    for words in ["Export a picture…", "Ctrl+E", "Zoom the timeline at the pointer"] {
        assert!(twin.says(words), "{words}");
    }
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(!twin.says("Zoom the timeline at the pointer"));
}

#[test]
fn a_plan_of_5000_milestones_opens_filters_and_enlarges() {
    let (_folder, path) = file("large.ron", &synthetic::plan(5_000));
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("the plan is open", |twin| twin.says("Synthetic plan"));
    let (_, all) = twin.count();
    assert!(all >= 5_000, "{all}");
    for tile in ["timeline", "map", "matrix"] {
        assert!(twin.marks(tile).len() <= 200, "{tile} names too many marks");
    }
    let region = values(&twin, "Region: ").swap_remove(0);
    twin.click(Role::CheckBox, &region);
    let (matching, _) = twin.count();
    assert!(0 < matching && matching < all, "{matching} of {all}");
    twin.press(Modifiers::COMMAND, Key::Backspace);
    assert_eq!(twin.count(), (all, all));
    twin.click(Role::Button, "Enlarge matrix");
    assert!(!twin.marks("matrix").is_empty());
}

#[test]
fn every_view_says_what_its_colours_and_forms_mean() {
    let mut twin = bundled();
    for (view, words) in
        [("timeline", "sources disagree"), ("map", "left out by the plan"), ("matrix", "electric")]
    {
        let before = twin.0.query_all_by_label(words).count();
        let opener = twin.find(Role::Button, &format!("Legend of the {view}")).rect();
        twin.click_at(opener.center());
        assert_eq!(twin.0.query_all_by_label(words).count(), before + 1, "{view}");
        twin.press(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn menus_offer_every_facet_of_which_the_plan_states_something() {
    let mut twin = Twin::open(None, vec2(1920.0, 1080.0));
    twin.click(Role::Button, "group: brand");
    for facet in ["plant", "company", "country", "segment", "source", "said", "nothing"] {
        assert!(twin.0.query_all_by_label(facet).next().is_some(), "no group by {facet}");
    }
    twin.0.get_by_label("company").click();
    twin.0.run();
    assert!(twin.marks("timeline").iter().any(|(name, _)| name.starts_with("Company: Renault")));
    let (_folder, path) = file(
        "p.ron",
        r#"(version: 1, id: "p", name: "P", brands: [(id: "b", name: "B")],
        models: [(id: "m", name: "M", brands: ["b"])],
        milestones: [(id: "l", what: "Launch", of: ["m"], when: "2027")])"#,
    );
    let mut twin = Twin::open(Some(path), vec2(1920.0, 1080.0));
    twin.wait("it is open", |twin| twin.count() == (2, 2));
    twin.click(Role::Button, "group: brand");
    assert!(twin.0.query_all_by_label("model").next().is_some());
    assert!(twin.0.query_all_by_label("plant").next().is_none(), "the plan states no plant");
}

#[test]
fn groups_close_and_open_for_who_hears_them() {
    let mut twin = Twin::open(None, vec2(1600.0, 1000.0));
    twin.write("Filter", "brand:nissan kind:launch");
    twin.press(Modifiers::NONE, Key::Escape);
    let group = twin.find(Role::Group, "Marks of the timeline");
    group.get_by_role_and_label(Role::Button, "Close Nissan").click();
    twin.0.run();
    let group = twin.find(Role::Group, "Marks of the timeline");
    assert!(group.query_by_role_and_label(Role::Button, "Open Nissan").is_some());
}
