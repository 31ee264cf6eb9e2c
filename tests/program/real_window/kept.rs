//! The real window, ended and started again, and two of them at once: all is as it was left, nothing is lost.

use super::desk::{self, Desk};
use super::twin::Twin;
use super::{SIZE, Tiles};
use egui::accesskit::Role;
use std::fs;

#[test]
fn ended_and_started_again_the_real_window_is_as_it_was_left() {
    if desk::missing().is_some() {
        // Another test tells what is missing, and fails where a display is required.
        return;
    }
    let twin = Twin::open(None, SIZE);
    let tiles = Tiles::of(&twin);
    let europe = twin.find(Role::CheckBox, "Region: Europe").rect().center();
    let mut desk = Desk::new(SIZE);
    desk.wait("the views are drawn", |desk| desk.look().colors(tiles.map) > 20);
    let first = desk.settled();
    desk.click(europe);
    desk.wait_for_change("the map follows the facet", &first, tiles.map, true);
    // Each key is seen to have been taken before the next: a busy machine rests between two frames, too.
    for keys in ["ctrl+d", "ctrl+alt+b"] {
        let before = desk.settled();
        desk.press(keys);
        desk.wait_for_change(keys, &before, tiles.timeline, true);
    }
    let left = desk.settled();
    desk.end();
    desk.start(SIZE, &[]);
    for (name, rect) in tiles.all() {
        desk.wait_for_change(&format!("the {name} is as it was left"), &left, rect, false);
    }
    assert!(desk.look().changed(&first, tiles.timeline) > 0, "it is another picture than at first");
    // What no window's end could write is on the disk a moment after the last change.
    let told = desk.folder.path().join("XDG_CONFIG_HOME").join("roadscope").join("settings.ron");
    assert!(fs::read_to_string(told).unwrap().contains("theme: Dark"));
    assert!(!desk.told().contains("panicked"), "{}", desk.told());
}

#[test]
fn two_real_windows_save_views_of_one_plan_and_lose_none() {
    if desk::missing().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("launches.ron");
    fs::write(&path, super::launches(9)).unwrap();
    let file = folder.path().join("launches.views.ron");
    let mut twin = Twin::open(Some(path.clone()), SIZE);
    twin.wait("the twin has opened it", |twin| !twin.0.state().is_opening());
    let timeline = Tiles::of(&twin).timeline;
    let plan = path.to_str().unwrap();
    let mut desk = Desk::with(SIZE, &[plan]);
    let settings = desk.folder.path().join("XDG_CONFIG_HOME").join("roadscope").join("settings.ron");
    desk.wait("the plan is open", move |_| {
        fs::read_to_string(&settings).is_ok_and(|text| text.contains("launches.ron"))
    });
    let shown = desk.settled();
    let mut other = desk.start(SIZE, &[plan]);
    desk.settled();
    desk.wait_for_change("the other one shows it, too", &shown, timeline, false);
    for (n, name) in ["First", "Second", "Third", "Fourth"].into_iter().enumerate() {
        if n > 0 {
            desk.turn_to(&mut other);
        }
        desk.press("ctrl+s");
        desk.write(name);
        desk.press("Return");
        let file = file.clone();
        desk.wait(&format!("{name} is on the disk"), move |_| {
            fs::read_to_string(&file).is_ok_and(|text| text.contains(name))
        });
    }
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.matches("name: ").count(), 4, "{text}");
    assert!(!desk.told().contains("panicked"), "{}", desk.told());
}
