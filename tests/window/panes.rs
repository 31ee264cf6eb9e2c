//! The middle of the window: its room shared out, panes enlarged, moved, closed and brought back.

use super::bundled;
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable as _;

fn of(twin: &Twin, view: &str) -> Rect {
    twin.find(Role::Group, view).rect()
}

fn drag(twin: &mut Twin, from: Pos2, to: Pos2) {
    twin.0.hover_at(from);
    twin.0.drag_at(from);
    twin.0.run();
    twin.0.hover_at(from + (to - from) / 2.0);
    twin.0.run();
    twin.0.hover_at(to);
    twin.0.run();
    twin.0.drop_at(to);
    twin.0.run();
}

#[test]
fn the_room_between_views_is_shared_out_by_a_drag_and_a_heading_enlarges_by_a_double_click() {
    let mut twin = bundled();
    let (timeline, map) = (of(&twin, "Marks of the timeline"), of(&twin, "Marks of the map"));
    let gaps = twin.0.get_all_by_role(Role::Splitter).map(|node| node.rect());
    let gap = gaps.into_iter().find(|gap| gap.width() > gap.height()).unwrap();
    drag(&mut twin, gap.center(), gap.center() - vec2(0.0, 60.0));
    let now = (of(&twin, "Marks of the timeline"), of(&twin, "Marks of the map"));
    assert!(
        gap.height() < 20.0
            && now.0.height() < timeline.height() - 40.0
            && now.1.height() > map.height() + 40.0,
        "{now:?}"
    );
    twin.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(of(&twin, "Marks of the map"), map, "it can be undone");
}

#[test]
fn a_pane_is_carried_by_its_heading_to_another_side_or_into_another_place() {
    let mut twin = bundled();
    let heading = |twin: &Twin, view: &str| {
        twin.find(Role::Button, &format!("{view}: show another view here")).rect().center()
    };
    let (timeline, map) = (of(&twin, "Marks of the timeline"), of(&twin, "Marks of the map"));
    // To the left of the timeline, over its whole height.
    let from = heading(&twin, "Map");
    drag(&mut twin, from, timeline.left_center() + vec2(20.0, 0.0));
    let (left, right) = (of(&twin, "Marks of the map"), of(&twin, "Marks of the timeline"));
    assert!(left.right() <= right.left() && (left.top() - right.top()).abs() < 2.0, "{left:?} {right:?}");
    // Let go outside every pane, or with Escape before: nothing happens.
    let from = heading(&twin, "Map");
    drag(&mut twin, from, Pos2::new(5.0, 400.0));
    assert_eq!(of(&twin, "Marks of the map"), left);
    // Into the place of the timeline, in front of it.
    let from = heading(&twin, "Map");
    drag(&mut twin, from, right.center());
    twin.find(Role::Tab, "Timeline tab");
    assert!(of(&twin, "Marks of the map").width() > map.width());
    twin.press(Modifiers::COMMAND, Key::Z);
    twin.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(of(&twin, "Marks of the map"), map, "both can be undone");
}

#[test]
fn a_pane_is_closed_and_another_opened_beside_it() {
    let mut twin = bundled();
    let wide = of(&twin, "Marks of the timeline").width();
    twin.click(Role::Button, "Map: show another view here");
    twin.click(Role::Button, "Close this pane");
    assert!(twin.0.query_by_role_and_label(Role::Group, "Marks of the map").is_none());
    twin.click(Role::Button, "Timeline: show another view here");
    twin.click(Role::Button, "Open beside it");
    twin.click(Role::Button, "Map");
    let (timeline, map) = (of(&twin, "Marks of the timeline"), of(&twin, "Marks of the map"));
    assert!(timeline.right() <= map.left() && timeline.width() < wide * 0.6, "{timeline:?} {map:?}");
}
