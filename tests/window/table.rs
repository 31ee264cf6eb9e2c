//! What a person does in the table: rows, headings, groups, columns, choosing and copying.

use super::{bundled, is_on};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand, Pos2, pos2, vec2};
use egui_kittest::kittest::Queryable as _;

/// The bundled plan with the table alone, grouped by kind.
fn enlarged() -> Twin {
    let mut twin = Twin::open(None, vec2(1600.0, 1000.0));
    twin.press(Modifiers::COMMAND, Key::Num4);
    twin
}

/// The names of the table's marks in the order in which they are drawn.
fn names(twin: &Twin) -> Vec<String> {
    twin.marks("table").into_iter().map(|(name, _)| name).collect()
}

/// The rows in view: what is neither a heading nor a group.
fn rows(twin: &Twin) -> Vec<String> {
    let is_row = |name: &String| {
        !["Sort by", "Close ", "Open ", "Kind: ", "Brand: "].iter().any(|start| name.starts_with(start))
    };
    names(twin).into_iter().filter(is_row).collect()
}

fn row(twin: &Twin, name: &str) -> Pos2 {
    let place = twin.mark("table", name);
    pos2(place.left() + 60.0, place.center().y)
}

fn click_with(twin: &mut Twin, modifiers: Modifiers, at: Pos2) {
    twin.0.run_steps(4);
    twin.0.hover_at(at);
    twin.0.step();
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        twin.0.event_modifiers(egui::Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
        twin.0.step();
    }
    twin.0.run();
}

/// What was copied last.
fn copied(twin: &Twin) -> Option<String> {
    let commands = &twin.0.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Presses keys, and tells what the frame of the key copies.
fn copy_by(twin: &mut Twin, modifiers: Modifiers, key: Key) -> Option<String> {
    let event = |pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    twin.0.input_mut().events.push(event(true));
    twin.0.step();
    let text = copied(twin);
    twin.0.input_mut().events.push(event(false));
    twin.0.run();
    text
}

#[test]
fn the_table_shares_a_place_with_the_matrix_and_comes_to_the_front() {
    let mut twin = bundled();
    assert!(twin.0.query_by_label("Marks of the table").is_none());
    twin.click(Role::Tab, "Table tab");
    assert!(twin.marks("table").len() > 5);
    assert!(twin.0.query_by_label("Marks of the matrix").is_none());
    twin.press(Modifiers::COMMAND, Key::Z);
    assert!(
        twin.0.query_by_label("Marks of the matrix").is_some(),
        "what was brought to the front goes back"
    );
    twin.click(Role::Tab, "Table tab");
    twin.click(Role::Button, "Enlarge table");
    assert!(twin.marks("table").len() > 30);
    twin.click(Role::Button, "Enlarge table");
    twin.click(Role::Tab, "Matrix tab");
    assert!(!twin.marks("matrix").is_empty());
}

#[test]
fn headings_sort_and_sort_the_other_way_round_and_undo_takes_it_back() {
    let mut twin = enlarged();
    let before = rows(&twin);
    assert!(names(&twin).iter().any(|name| name == "Sort by when, now ascending"), "{:?}", names(&twin));
    let heading = twin.mark("table", "Sort by name");
    twin.click_at(heading.center());
    assert!(names(&twin).iter().any(|name| name == "Sort by name, now ascending"));
    let by_name = rows(&twin);
    assert_ne!(by_name, before);
    let names_of = |rows: &[String]| rows.iter().take(8).map(|row| row.to_lowercase()).collect::<Vec<_>>();
    assert!(names_of(&by_name).is_sorted(), "{by_name:?}");
    twin.0.run_steps(4);
    twin.click_at(heading.center());
    assert!(names(&twin).iter().any(|name| name == "Sort by name, now descending"));
    assert_ne!(rows(&twin), by_name);
    twin.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&twin), by_name);
    twin.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&twin), before);
}

#[test]
fn a_group_closes_and_its_name_filters() {
    let mut twin = enlarged();
    let group = twin.mark("table", "Close model");
    let first = rows(&twin)[0].clone();
    twin.click_at(pos2(group.right() - 200.0, group.center().y));
    assert!(!rows(&twin).contains(&first));
    assert!(names(&twin).iter().any(|name| name == "Open model"));
    twin.0.run_steps(4);
    twin.click_at(pos2(group.right() - 200.0, group.center().y));
    assert!(rows(&twin).contains(&first));
    twin.0.run_steps(4);
    let name = twin.mark("table", "Kind: model");
    twin.click_at(name.center());
    assert_eq!(twin.written("Filter"), "kind:model");
    assert!(is_on(&twin, "Kind: model"));
}

#[test]
fn a_row_is_chosen_and_shown_and_arrows_go_on_from_it() {
    let mut twin = enlarged();
    let all = rows(&twin);
    let at = row(&twin, &all[1]);
    twin.click_at(at);
    assert!(twin.says("WHO SAYS SO") && twin.says("1 row chosen"));
    let (name, _) = all[1].split_once(": ").unwrap_or((&all[1], ""));
    assert!(twin.says(name));
    twin.press(Modifiers::NONE, Key::ArrowDown);
    let (next, _) = all[2].split_once(": ").unwrap_or((&all[2], ""));
    assert!(twin.says(next));
    twin.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!(twin.says("2 rows chosen"));
    twin.press(Modifiers::NONE, Key::End);
    assert!(twin.says("1 row chosen"));
    assert!(!rows(&twin).contains(&all[1]), "the last row is in view");
    twin.press(Modifiers::NONE, Key::PageUp);
    twin.press(Modifiers::NONE, Key::PageDown);
    twin.press(Modifiers::NONE, Key::Home);
    assert!(rows(&twin).contains(&all[1]), "and the first one again");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(!twin.says("chosen"));
}

#[test]
fn several_rows_are_chosen_and_copied() {
    let mut twin = enlarged();
    let all = rows(&twin);
    let at = |twin: &Twin, n: usize| row(twin, &all[n]);
    let place = at(&twin, 0);
    twin.click_at(place);
    let place = at(&twin, 3);
    click_with(&mut twin, Modifiers::SHIFT, place);
    assert!(twin.says("4 rows chosen"));
    let place = at(&twin, 1);
    click_with(&mut twin, Modifiers::COMMAND | Modifiers::CTRL, place);
    assert!(twin.says("3 rows chosen"));
    let text = copy_by(&mut twin, Modifiers::COMMAND, Key::C).expect("something is copied");
    assert_eq!(text.lines().count(), 3, "{text}");
    let name = |n: usize| all[n].split_once(": ").map_or(&*all[n], |(name, _)| name).to_owned();
    assert!(text.starts_with(&format!("{}\t", name(0))), "{text}");
    assert!(!text.contains(&format!("{}\t", name(1))), "{text}");
    let cited =
        copy_by(&mut twin, Modifiers::COMMAND | Modifiers::SHIFT, Key::C).expect("who says so is copied");
    assert!(cited.contains(". "), "{cited}");
    twin.press(Modifiers::COMMAND, Key::A);
    let (matching, _) = twin.count();
    assert!(twin.says(&format!("{matching} rows chosen")));
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(!twin.says(&format!("{matching} rows chosen")));
}

#[test]
fn columns_are_chosen_moved_and_made_wider() {
    let mut twin = enlarged();
    assert!(names(&twin).iter().any(|name| name == "Sort by platform"));
    let opener = twin.0.get_all_by_role(Role::Button).find_map(|node| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().label().filter(|label| label.starts_with("columns: "))
    });
    twin.click(Role::Button, &opener.expect("the chooser of columns"));
    twin.find(Role::TextInput, "Find a column");
    twin.click(Role::CheckBox, "Platform");
    twin.write("Find a column", "plant");
    twin.click(Role::CheckBox, "Plant");
    twin.write("Find a column", "");
    twin.click(Role::Button, "Status earlier");
    twin.press(Modifiers::NONE, Key::Escape);
    let all = names(&twin);
    assert!(!all.iter().any(|name| name == "Sort by platform"));
    assert!(all.iter().any(|name| name == "Sort by plant"));
    let left = |twin: &Twin, name: &str| twin.mark("table", name).left();
    assert!(left(&twin, "Sort by status") < left(&twin, "Sort by when"));
    // By hand: the edge makes wider, the middle moves.
    let status = twin.mark("table", "Sort by status");
    let drag = |twin: &mut Twin, from: Pos2, to: Pos2| {
        twin.0.drag_at(from);
        twin.0.run_steps(2);
        twin.0.hover_at(from.lerp(to, 0.5));
        twin.0.run_steps(2);
        twin.0.hover_at(to);
        twin.0.run_steps(2);
        twin.0.drop_at(to);
        twin.0.run();
    };
    let edge = status.right_center() - vec2(1.0, 0.0);
    drag(&mut twin, edge, edge + vec2(60.0, 0.0));
    let wider = twin.mark("table", "Sort by status");
    assert!((wider.width() - status.width() - 60.0).abs() < 6.0, "{status} {wider}");
    let when = twin.mark("table", "Sort by when");
    drag(&mut twin, when.center(), wider.left_center() + vec2(4.0, 0.0));
    assert!(left(&twin, "Sort by when") < left(&twin, "Sort by status"));
    twin.press(Modifiers::COMMAND, Key::Z);
    assert!(left(&twin, "Sort by when") > left(&twin, "Sort by status"), "a step each");
    twin.press(Modifiers::COMMAND, Key::Z);
    assert!((twin.mark("table", "Sort by status").width() - status.width()).abs() < 1.0);
}

#[test]
fn a_table_of_thousands_scrolls_to_its_end_and_filters() {
    let (_folder, path) = super::file("large.ron", &super::synthetic::plan(5_000));
    let mut twin = Twin::open(Some(path), vec2(1280.0, 800.0));
    twin.wait("the plan is open", |twin| twin.says("Synthetic plan"));
    twin.press(Modifiers::COMMAND, Key::Num4);
    let first = rows(&twin);
    twin.press(Modifiers::NONE, Key::End);
    let last = rows(&twin);
    assert!(!last.is_empty() && last.iter().all(|row| !first.contains(row)));
    let region = super::values(&twin, "Region: ").swap_remove(0);
    twin.click(Role::CheckBox, &region);
    assert!(!rows(&twin).is_empty());
}
