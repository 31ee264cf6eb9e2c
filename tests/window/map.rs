//! The map, what the pointer rests on, and the focus date that all views share.

use crate::{bundled, twin::Twin};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Shape, pos2, vec2};

/// How many lines and rings of a flow are drawn on the map.
fn flows(twin: &Twin) -> usize {
    let map = twin.find(Role::Group, "Marks of the map").rect();
    let accent = egui::Color32::from_rgb(0x2B, 0x66, 0xD9);
    let is_flow = |shape: &Shape| match shape {
        Shape::Path(path) => {
            !path.closed
                && path.points.len() > 5
                && path.stroke.color == egui::epaint::ColorMode::Solid(accent)
        }
        // What is made near to where it goes has a ring instead.
        Shape::Circle(circle) => circle.stroke.color == accent,
        _ => false,
    };
    let shapes = twin.0.output().shapes.iter();
    shapes
        .filter(|clipped| map.expand(1.0).contains_rect(clipped.clip_rect) && is_flow(&clipped.shape))
        .count()
}

fn hover(twin: &mut Twin, at: Pos2) {
    twin.0.hover_at(at);
    twin.0.run();
}

#[test]
fn flows_of_what_the_pointer_rests_on_are_drawn_and_nothing_moves_for_them() {
    let mut twin = bundled();
    let before = twin.marks("map");
    assert_eq!(flows(&twin), 0);
    for (tile, name) in
        [("map", "Region: India"), ("map", "Chennai"), ("timeline", "FlexEVan"), ("matrix", "FlexEVan")]
    {
        let Some((_, place)) = twin.marks(tile).into_iter().find(|(label, _)| label.starts_with(name)) else {
            assert_ne!(tile, "map", "{name} is on the map");
            continue;
        };
        hover(&mut twin, place.center());
        assert!(flows(&twin) > 0, "{name} in the {tile}");
        assert_eq!(twin.marks("map"), before, "{name} in the {tile}");
        hover(&mut twin, pos2(1.0, 1.0));
        assert_eq!(flows(&twin), 0, "{name} in the {tile} is left");
    }
}

#[test]
fn the_focus_date_is_one_for_all_views_and_goes_away_again() {
    let mut twin = bundled();
    assert!(twin.says("all dates, undated too"));
    let timeline = twin.find(Role::Group, "Marks of the timeline").rect();
    twin.click_at(timeline.min + vec2(400.0, 10.0));
    assert!(twin.says("begun by"));
    let flag = |twin: &Twin| twin.find(Role::Button, "Focus date in the timeline").rect();
    let before = flag(&twin);
    twin.0.hover_at(before.center());
    twin.0.drag_at(before.center());
    twin.0.run();
    twin.0.hover_at(before.center() + vec2(60.0, 0.0));
    twin.0.run();
    twin.0.drop_at(before.center() + vec2(60.0, 0.0));
    twin.0.run();
    assert!((flag(&twin).center().x - before.center().x - 60.0).abs() < 3.0, "{} {before}", flag(&twin));
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    assert!((flag(&twin).center().x - before.center().x).abs() < 3.0, "back to the date before");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(twin.says("all dates, undated too"));
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    let place = flag(&twin).center();
    twin.click_at(place);
    assert!(twin.says("all dates, undated too"), "a click on its flag takes the date away");
}

#[test]
fn playing_moves_the_date_until_another_hand_does() {
    let mut twin = bundled();
    twin.find(Role::Button, "play").click();
    twin.0.run_steps(8);
    let place = |twin: &Twin| twin.find(Role::Button, "Focus date in the timeline").rect().center().x;
    let before = place(&twin);
    twin.0.run_steps(8);
    assert!(place(&twin) > before + 2.0);
    twin.0.key_press(Key::Escape);
    twin.0.run_steps(8);
    assert!(twin.says("all dates, undated too"));
    assert!(twin.says("play") && !twin.says("pause"));
}

#[test]
fn the_map_listens_to_the_keyboard_when_it_has_it() {
    let mut twin = bundled();
    let place = |twin: &Twin| twin.mark("map", "Region: India");
    let before = place(&twin);
    twin.find(Role::Canvas, "Map of regions").focus();
    twin.0.run();
    twin.press(Modifiers::NONE, Key::Plus);
    twin.press(Modifiers::NONE, Key::Plus);
    let near = place(&twin);
    assert!(near.height() > 1.3 * before.height(), "{near} {before}");
    twin.press(Modifiers::NONE, Key::ArrowUp);
    assert!(place(&twin).top() > near.top() + 10.0, "the view goes up, the land down");
    twin.press(Modifiers::NONE, Key::Home);
    assert_eq!(place(&twin), before);
    assert!(twin.find(Role::Canvas, "Map of regions").is_focused());
}

#[test]
fn a_double_click_flies_there_and_moves_nothing_but_the_map() {
    let mut twin = bundled();
    let before = (twin.count(), twin.marks("timeline"), twin.marks("matrix"));
    let whole = twin.marks("map");
    let place = twin.mark("map", "Region: South America");
    hover(&mut twin, place.center());
    // Both clicks within the time of one frame each.
    for _ in 0..2 {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        let press = |pressed| egui::Event::PointerButton { pos: place.center(), button, pressed, modifiers };
        twin.0.input_mut().events.extend([true, false].map(press));
        twin.0.step();
    }
    twin.0.run();
    let names: Vec<String> = twin.marks("map").into_iter().map(|(name, _)| name).collect();
    assert!(names.iter().any(|name| name == "Region: South America"), "{names:?}");
    assert!(!names.iter().any(|name| name == "Region: India"), "{names:?}");
    assert_eq!(twin.written("Filter"), "");
    assert_eq!((twin.count(), twin.marks("timeline"), twin.marks("matrix")), before);
    twin.press(Modifiers::NONE, Key::F);
    assert_eq!(twin.marks("map"), whole);
}

#[test]
fn the_map_is_fitted_to_a_frame_and_back_undoes_it() {
    let mut twin = bundled();
    twin.click(Role::Button, "Enlarge map");
    let whole = twin.marks("map");
    twin.click(Role::Button, "frame: what matches");
    twin.click(Role::Button, "India");
    let names: Vec<String> = twin.marks("map").into_iter().map(|(name, _)| name).collect();
    assert!(names.iter().any(|name| name == "Region: India"), "{names:?}");
    assert!(!names.iter().any(|name| name == "Region: South America"), "{names:?}");
    assert!(twin.says("frame: India"));
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(twin.marks("map"), whole);
}

#[test]
fn the_map_flies_to_what_a_filter_keeps() {
    let mut twin = bundled();
    let whole = twin.mark("map", "Region: India");
    twin.click(Role::CheckBox, "Region: India");
    let near = twin.mark("map", "Region: India");
    assert!(near.height() > 2.0 * whole.height(), "{near} {whole}");
    twin.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(twin.mark("map", "Region: India"), whole);
}
