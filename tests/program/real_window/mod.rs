//! The real program on a virtual screen: clicks and keys go in, the screen and the disk are looked at.
//!
//! Where things are is asked of a twin: the same window, laid out at the same size without a display.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

mod desk;
mod kept;
mod picture;
#[allow(dead_code, reason = "only places are asked of it here")]
#[path = "../../window/twin.rs"]
mod twin;

use desk::Desk;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2, pos2, vec2};
use picture::Picture;
use std::fs;
use twin::Twin;

const SIZE: Vec2 = vec2(1280.0, 800.0);

/// Where the three views are.
struct Tiles {
    timeline: Rect,
    map: Rect,
    matrix: Rect,
}

impl Tiles {
    fn of(twin: &Twin) -> Self {
        let tile = |title: &str| twin.find(Role::Group, title).rect();
        Self {
            timeline: tile("Marks of the timeline"),
            map: tile("Marks of the map"),
            matrix: tile("Marks of the matrix"),
        }
    }

    fn all(&self) -> [(&'static str, Rect); 3] {
        [("timeline", self.timeline), ("map", self.map), ("matrix", self.matrix)]
    }
}

#[test]
fn the_real_window_answers_on_screen_and_on_disk() {
    if let Some(missing) = desk::missing() {
        let required = std::env::var("ROADSCOPE_REQUIRE_DISPLAY").is_ok_and(|value| value == "1");
        assert!(!required, "{missing} is not installed, and ROADSCOPE_REQUIRE_DISPLAY=1 asks for it");
        println!("skipped: {missing} is not installed; the real window was not tested");
        return;
    }
    let mut twin = Twin::open(None, SIZE);
    let tiles = Tiles::of(&twin);
    let mut desk = Desk::new(SIZE);
    desk.wait("the views are drawn", |desk| {
        let picture = desk.look();
        tiles.all().iter().all(|(_, rect)| picture.colors(*rect) > 20)
    });
    let first = desk.settled();

    let europe = twin.find(Role::CheckBox, "Region: Europe").rect().center();
    a_facet_changes_all_three(&mut desk, &tiles, &first, europe);
    let india = twin.mark("map", "Region: India").center();
    a_region_of_the_map_changes_the_others(&mut desk, &tiles, &first, india);
    a_broken_file_is_told(&mut desk, &tiles, &first);
    twin.press(Modifiers::COMMAND, Key::E);
    a_picture_is_written(&mut desk, &twin);
    assert!(!desk.told().contains("panicked"), "{}", desk.told());
}

fn a_facet_changes_all_three(desk: &mut Desk, tiles: &Tiles, first: &Picture, europe: egui::Pos2) {
    desk.click(europe);
    for (name, rect) in tiles.all() {
        desk.wait_for_change(&format!("the {name} follows the facet"), first, rect, true);
    }
    desk.click(europe);
    for (name, rect) in tiles.all() {
        desk.wait_for_change(&format!("the {name} is as it was"), first, rect, false);
    }
}

fn a_region_of_the_map_changes_the_others(
    desk: &mut Desk,
    tiles: &Tiles,
    first: &Picture,
    india: egui::Pos2,
) {
    desk.click(india);
    for (name, rect) in tiles.all() {
        desk.wait_for_change(&format!("the {name} follows the map"), first, rect, true);
    }
    // The map has flown to what matches: India fills it.
    std::thread::sleep(std::time::Duration::from_millis(900));
    desk.click(tiles.map.center());
    for (name, rect) in tiles.all() {
        desk.wait_for_change(&format!("the {name} is as it was"), first, rect, false);
    }
}

fn a_broken_file_is_told(desk: &mut Desk, tiles: &Tiles, first: &Picture) {
    let path = desk.folder.path().join("broken.ron");
    fs::write(&path, "(version: 1, id: \"broken\", brands: [").unwrap();
    let foot = Rect::from_min_max(pos2(SIZE.x / 2.0, SIZE.y - 26.0), pos2(SIZE.x, SIZE.y));
    assert_eq!(first.red(foot), 0, "nothing is wrong at first");
    let middle = Rect::from_center_size((SIZE / 2.0).to_pos2(), vec2(300.0, 60.0));
    desk.press("ctrl+o");
    desk.wait_for_change("the dialog opens", first, middle, true);
    desk.write(path.to_str().unwrap());
    desk.press("Return");
    // In the dialog: what lies behind it is dimmed.
    let dialog = Rect::from_center_size((SIZE / 2.0).to_pos2(), vec2(520.0, 240.0));
    desk.wait("the problems are told in red", |desk| desk.look().red(dialog) > 10);
    desk.wait_for_change("the list of problems opens", first, middle, true);
    desk.press("Escape");
    for (name, rect) in tiles.all() {
        desk.wait_for_change(&format!("the {name} still shows the last good plan"), first, rect, false);
    }
}

fn a_picture_is_written(desk: &mut Desk, twin: &Twin) {
    let path = desk.folder.path().join("picture.svg");
    let before = desk.settled();
    let field = twin.find(Role::TextInput, "Picture file").rect();
    desk.press("ctrl+e");
    desk.wait_for_change("the dialog opens", &before, field, true);
    desk.click(field.center());
    desk.press("ctrl+a");
    desk.write(path.to_str().unwrap());
    desk.click(twin.find(Role::Button, "Export").rect().center());
    desk.wait("the picture is on the disk", |_| path.is_file());
    let picture = fs::read_to_string(&path).unwrap();
    assert!(
        picture.starts_with("<?xml") && picture.contains("<svg") && picture.trim_end().ends_with("</svg>")
    );
    assert!(picture.matches("<text").count() > 50, "the picture holds text that can be searched");
}

/// A plan of so many launches, one a year.
fn launches(count: usize) -> String {
    use std::fmt::Write as _;
    let mut text = "(version: 1, id: \"p\", name: \"Launches\", sources: [(id: \"s\", title: \"S\")], \
                    milestones: ["
        .to_owned();
    for n in 0..count {
        write!(
            text,
            "(id: \"x{n}\", what: \"Launch {n}\", kind: \"launch\", when: \"20{}-05\", \
             evidence: [(source: \"s\")]),",
            20 + n % 11
        )
        .unwrap();
    }
    text + "])"
}

#[test]
fn a_file_saved_with_fewer_records_ends_nothing_and_at_rest_nothing_runs() {
    if desk::missing().is_some() {
        // The other test tells what is missing, and fails where a display is required.
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("launches.ron");
    fs::write(&path, launches(16)).unwrap();
    let mut twin = Twin::open(Some(path.clone()), SIZE);
    twin.wait("the twin has opened it", |twin| !twin.0.state().is_opening());
    let timeline = Tiles::of(&twin).timeline;
    let mut desk = Desk::with(SIZE, &[path.to_str().unwrap()]);
    desk.wait("the timeline is drawn", |desk| desk.look().colors(timeline) > 20);
    desk.click(timeline.center());
    for _ in 0..2 {
        desk.press("Right");
    }
    let before = desk.settled();
    fs::write(&path, launches(1)).unwrap();
    desk.wait_for_change("the file is read again", &before, timeline, true);
    for keys in ["alt+Left", "alt+Left", "alt+Right", "Right", "Return", "space"] {
        desk.press(keys);
    }
    desk.settled();
    assert!(!desk.told().contains("panicked"), "{}", desk.told());
    let fewer = desk.settled();
    fs::write(&path, launches(9)).unwrap();
    desk.wait_for_change("it lives, and reads the file once more", &fewer, timeline, true);
    desk.settled();
    // The pointer rests as well: a tip that opens is drawn before the clock starts.
    std::thread::sleep(std::time::Duration::from_secs(2));
    let (busy, seconds) = (desk.cpu_seconds(), 20);
    std::thread::sleep(std::time::Duration::from_secs(seconds));
    let spent = desk.cpu_seconds() - busy;
    assert!(spent < 0.02 * seconds as f64, "{spent} s of a processor in {seconds} s of rest");
}
