//! A crowd in the window: counts that turn into bars under the wheel, and back.

use super::twin::Twin;
use super::{USUAL, file};
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, Rect, vec2};
use std::fmt::Write as _;

/// Two brands with 1,800 milestones each, some months long, from 2024 to 2030.
fn crowded() -> (tempfile::TempDir, Twin) {
    let mut text = String::from(
        "(version: 1, id: \"p\", name: \"Crowd\", horizon: \"2030\", companies: [(id: \"c\", name: \"C\")],\n\
         brands: [(id: \"ash\", name: \"Ash\", company: \"c\"), (id: \"birch\", name: \"Birch\", company: \"c\")],\n\
         milestones: [",
    );
    for n in 0..3600u32 {
        let (brand, day) = (["ash", "birch"][n as usize % 2], n * 7919 % 2400);
        let (year, month) = (2024 + day / 365, 1 + day % 365 / 31);
        let _ = writeln!(
            text,
            "(id: \"m{n}\", what: \"Milestone {n}\", of: [\"{brand}\"], when: \"{year}-{month:02}/{}-12\"),",
            year + n % 2
        );
    }
    let (folder, path) = file("crowd.ron", &(text + "])"));
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("the plan is read", |twin| twin.says("Crowd") && twin.count().1 == 3600);
    twin.press(Modifiers::COMMAND, Key::Num1);
    (folder, twin)
}

/// Turns the wheel with Ctrl at a place.
fn zoom(twin: &mut Twin, at: Pos2, points: f32) {
    twin.0.hover_at(at);
    twin.0.run();
    twin.0.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        source: egui::MouseWheelSource::Wheel,
        delta: vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::COMMAND | Modifiers::CTRL,
    });
    twin.0.run();
}

fn heading(twin: &Twin, brand: &str) -> Rect {
    twin.mark("timeline", &format!("Brand: {brand}"))
}

fn counts(twin: &Twin) -> usize {
    twin.marks("timeline").iter().filter(|(name, _)| name.contains(" items, ")).count()
}

fn bars(twin: &Twin) -> usize {
    twin.marks("timeline").iter().filter(|(name, _)| name.starts_with("Milestone ")).count()
}

#[test]
fn counts_turn_into_bars_while_one_zooms_in_and_back() {
    let (_folder, mut twin) = crowded();
    let before = twin.marks("timeline");
    assert!(counts(&twin) > 20 && bars(&twin) == 0, "{before:?}");
    let at = heading(&twin, "Birch").center() + vec2(400.0, 30.0);
    // In ever closer: first counts alone, at last bars alone, never nothing.
    let mut stages = Vec::new();
    for _ in 0..24 {
        zoom(&mut twin, at, 40.0);
        twin.wait("something is drawn", |twin| counts(twin) + bars(twin) > 0);
        stages.push((counts(&twin) > 0, bars(&twin) > 0));
    }
    assert_eq!(stages.first(), Some(&(true, false)));
    assert_eq!(stages.last(), Some(&(false, true)), "{stages:?}");
    assert!(
        twin.marks("timeline").iter().any(|(name, _)| name.starts_with("Brand: Birch")),
        "it stays under the pointer"
    );
    for _ in 0..24 {
        zoom(&mut twin, at, -40.0);
    }
    assert!(counts(&twin) > 20 && bars(&twin) == 0);
    zoom(&mut twin, at, 200.0);
    assert_ne!(twin.marks("timeline"), before);
    twin.press(Modifiers::NONE, Key::Home);
    assert_eq!(twin.marks("timeline"), before);
}

#[test]
fn zooming_beneath_the_rows_lets_them_take_the_room() {
    let (_folder, mut twin) = crowded();
    let at = heading(&twin, "Birch").center() + vec2(400.0, 300.0);
    for _ in 0..24 {
        zoom(&mut twin, at, 40.0);
    }
    assert!(bars(&twin) > 10, "{:?}", twin.marks("timeline"));
}

#[test]
fn a_crowd_shows_every_row_when_asked_and_closes_at_its_sign() {
    let (_folder, mut twin) = crowded();
    let (ash, birch) = (heading(&twin, "Ash"), heading(&twin, "Birch"));
    // The words stand two lines under the name.
    let words = Pos2::new(ash.left() + 20.0, ash.center().y + 30.0);
    twin.click_at(words);
    twin.wait("its rows are there", |twin| bars(twin) > 5);
    twin.0.run_steps(4);
    twin.click_at(words);
    assert_eq!((bars(&twin), heading(&twin, "Birch")), (0, birch));
    twin.0.run_steps(4);
    twin.click_at(Pos2::new(ash.left() - 10.0, ash.center().y));
    let up = birch.top() - heading(&twin, "Birch").top();
    assert!((49.0..=51.0).contains(&up), "a closed group is its heading alone: {up}");
}
