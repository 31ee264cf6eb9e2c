//! The keyboard alone: where it is can be seen, it goes in the order of reading, and dialogs keep it.

use super::{bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// What has the keyboard, and where it is.
fn focused(twin: &Twin) -> Option<Rect> {
    let id = twin.0.ctx.memory(|memory| memory.focused())?;
    Some(twin.0.ctx.read_response(id)?.interact_rect)
}

/// Whether a ring is drawn about a place.
fn has_ring(twin: &Twin, place: Rect) -> bool {
    let is_ring = |clipped: &ClippedShape| match &clipped.shape {
        Shape::Rect(rect) => {
            rect.stroke.width == 2.0
                && rect.rect.contains_rect(place)
                && place.expand(2.0).contains_rect(rect.rect)
        }
        _ => false,
    };
    twin.0.output().shapes.iter().any(is_ring)
}

#[test]
fn every_tab_moves_a_ring_that_is_seen_and_a_press_of_the_pointer_takes_it_away() {
    let mut twin = bundled();
    let mut places = Vec::new();
    for n in 0..24 {
        twin.press(Modifiers::NONE, Key::Tab);
        let place = focused(&twin).unwrap_or_else(|| panic!("nothing has the keyboard after Tab {n}"));
        assert!(place.is_positive() && has_ring(&twin, place), "no ring about {place} after Tab {n}");
        assert_ne!(places.last(), Some(&place), "Tab {n} moves nothing");
        places.push(place);
    }
    let last = *places.last().unwrap();
    twin.click_at(egui::pos2(640.0, 795.0));
    assert!(!has_ring(&twin, last));
}

#[test]
fn tab_goes_through_the_bar_in_the_order_of_reading() {
    let mut twin = bundled();
    twin.press(Modifiers::COMMAND, Key::F);
    let mut lefts = vec![focused(&twin).unwrap().left()];
    twin.press(Modifiers::NONE, Key::Escape);
    twin.find(Role::Button, "Export a picture…").focus();
    twin.0.run();
    for _ in 0..4 {
        lefts.push(focused(&twin).unwrap().left());
        twin.press(Modifiers::NONE, Key::Tab);
    }
    assert!(lefts.windows(2).all(|pair| pair[0] < pair[1]), "{lefts:?}");
}

#[test]
fn dialogs_keep_the_keyboard_and_what_lies_behind_gets_no_key() {
    for (keys, title) in
        [(Key::O, "Open a plan"), (Key::E, "Export a picture"), (Key::P, "Problems in bundled plan")]
    {
        let mut twin = bundled();
        let before = (twin.marks("timeline"), twin.marks("map"), twin.count());
        twin.press(Modifiers::COMMAND, keys);
        let dialog = twin.find(Role::Dialog, title).rect();
        for _ in 0..30 {
            twin.press(Modifiers::NONE, Key::Tab);
            let place = focused(&twin).expect("something of the dialog has the keyboard");
            assert!(dialog.expand(2.0).intersects(place), "{title}: {place} is outside {dialog}");
        }
        if keys == Key::P {
            for key in [Key::Minus, Key::Plus, Key::ArrowRight, Key::F, Key::Home, Key::End] {
                twin.press(Modifiers::NONE, key);
            }
        }
        twin.press(Modifiers::COMMAND, Key::Num2);
        twin.press(Modifiers::NONE, Key::Escape);
        assert!(twin.0.query_by_role_and_label(Role::Dialog, title).is_none(), "{title} is closed");
        assert_eq!((twin.marks("timeline"), twin.marks("map"), twin.count()), before, "{title}");
    }
}

#[test]
fn beyond_what_a_person_can_hear_groups_come_first_with_counts_and_the_rest_is_counted() {
    let (_folder, path) = file("large.ron", &super::synthetic::plan(5_000));
    let mut twin = Twin::open(Some(path), egui::vec2(1920.0, 1080.0));
    twin.wait("the plan is open", |twin| twin.says("Synthetic plan"));
    twin.press(Modifiers::COMMAND, Key::Num4);
    for view in ["timeline", "matrix", "table"] {
        let title = format!("Marks of the {view}");
        if twin.0.query_by_label(&title).is_none() {
            continue;
        }
        let group = twin.find(Role::Group, &title);
        let told = group.accesskit_node().description().unwrap_or_default();
        assert!(told.contains(" of "), "{view}: {told}");
    }
}

#[test]
fn a_tip_goes_when_the_pointer_rests_elsewhere() {
    let mut twin = bundled();
    let marks = twin.marks("timeline");
    let (_, place) =
        marks.iter().find(|(name, _)| name.contains(": ") && !name.starts_with("Brand")).unwrap();
    let tip = |twin: &Twin| twin.says("stated by ") || twin.says("implied by ") || twin.says("inferred by ");
    let rest = |twin: &mut Twin, at: egui::Pos2| {
        twin.0.hover_at(at);
        twin.0.run_steps(40);
        twin.0.run_ok();
    };
    let bar = egui::pos2(640.0, 66.0);
    rest(&mut twin, bar);
    rest(&mut twin, place.center());
    twin.wait("the tip is there", tip);
    rest(&mut twin, bar);
    twin.wait("the tip is gone", |twin| !tip(twin));
}
