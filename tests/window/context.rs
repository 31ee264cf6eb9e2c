//! Menus on marks, rows, headings and in the inspector: by the other button, the menu key and Shift+F10.

use super::{bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn right_click(twin: &mut Twin, at: Pos2) {
    twin.0.run_steps(4);
    twin.0.hover_at(at);
    twin.0.step();
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        twin.0.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        twin.0.step();
    }
    twin.0.run();
}

/// Clicks an entry by the begin of its label, and tells what that frame copies.
fn choose(twin: &mut Twin, label: &str) -> Option<String> {
    let entry = twin
        .0
        .get_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|known| known.starts_with(label)));
    let at = entry.unwrap().rect().center();
    let mut text = None;
    twin.0.hover_at(at);
    twin.0.step();
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        twin.0.input_mut().events.push(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        for _ in 0..2 {
            twin.0.step();
            let commands = &twin.0.output().platform_output.commands;
            text = text.or(commands.iter().find_map(|command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            }));
        }
    }
    twin.0.run();
    text
}

fn offers(twin: &Twin, label: &str) -> bool {
    twin.0
        .get_all_by_role(Role::Button)
        .any(|node| node.accesskit_node().label().is_some_and(|known| known.starts_with(label)))
}

/// The bundled plan with a mark of the timeline, and its name.
fn on_a_mark() -> (Twin, String, Pos2) {
    let twin = Twin::open(None, vec2(1600.0, 1000.0));
    let marks = twin.marks("timeline");
    let (name, place) =
        marks.iter().find(|(name, _)| name.contains(": ") && !name.starts_with("Brand")).unwrap();
    let name = name.split_once(": ").unwrap().0.to_owned();
    let at = place.center();
    (twin, name, at)
}

#[test]
fn a_mark_has_a_menu_that_narrows_groups_shows_copies_and_exports() {
    let (mut twin, name, at) = on_a_mark();
    right_click(&mut twin, at);
    for label in [
        "Only this",
        "Exclude",
        "Group by",
        "Show in map",
        "Show in matrix",
        "Show in table",
        "Copy name",
        "Copy citation",
        "Copy link",
        "Open in my editor",
        "Export this view…",
    ] {
        assert!(offers(&twin, label), "no {label}");
    }
    assert!(!offers(&twin, "Show in timeline"), "one is there");
    assert_eq!(choose(&mut twin, "Copy name").as_deref(), Some(&*name));
    assert!(!offers(&twin, "Only this"), "the menu is closed");
    right_click(&mut twin, at);
    let cited = choose(&mut twin, "Copy citation").unwrap();
    assert!(cited.starts_with(&name) && cited.contains("http"), "{cited}");
    right_click(&mut twin, at);
    let link = choose(&mut twin, "Copy link").unwrap();
    assert!(link.contains(" in "), "{link}");
    right_click(&mut twin, at);
    choose(&mut twin, "Export this view…");
    assert!(twin.find(Role::TextInput, "Picture file").is_focused());
    twin.press(Modifiers::NONE, Key::Escape);
    right_click(&mut twin, at);
    choose(&mut twin, "Show in table");
    assert!(twin.marks("table").iter().any(|(mark, _)| mark.starts_with(&name)), "{name} is in view there");
    assert!(twin.says("WHO SAYS SO"));
}

#[test]
fn a_menu_narrows_to_what_it_says_and_counts_what_remains() {
    let (mut twin, _, at) = on_a_mark();
    let before = twin.count();
    right_click(&mut twin, at);
    choose(&mut twin, "Only this");
    let entry = twin
        .0
        .get_all_by_role(Role::Button)
        .find_map(|node| node.accesskit_node().label().filter(|label| label.starts_with("kind: ")));
    let label = entry.expect("its kind is offered");
    choose(&mut twin, &label);
    assert!(twin.written("Filter").starts_with("kind:"), "{}", twin.written("Filter"));
    let (matching, all) = twin.count();
    assert!(matching < before.0 && all == before.1);
    assert!(label.ends_with(&format!(" {matching}")) || !label.ends_with(char::is_numeric), "{label}");
    twin.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(twin.count(), before);
}

#[test]
fn a_group_is_chosen_from_a_menu_and_undo_takes_it_back() {
    let mut twin = Twin::open(None, vec2(1600.0, 1000.0));
    let heading = twin.mark("timeline", "Brand: Renault").center();
    right_click(&mut twin, heading);
    choose(&mut twin, "Group by");
    choose(&mut twin, "platform");
    assert!(twin.marks("timeline").iter().any(|(name, _)| name.starts_with("Platform: ")));
    twin.press(Modifiers::COMMAND, Key::Z);
    assert!(twin.marks("timeline").iter().any(|(name, _)| name.starts_with("Brand: ")));
    let heading = twin.mark("timeline", "Brand: Renault").center();
    right_click(&mut twin, heading);
    choose(&mut twin, "Exclude");
    assert_eq!(twin.written("Filter"), "-brand:renault");
}

#[test]
fn the_menu_key_and_shift_f10_open_it_where_the_keyboard_is_and_escape_gives_that_back() {
    let mut twin = bundled();
    twin.press(Modifiers::NONE, Key::ArrowRight);
    assert!(twin.says("WHO SAYS SO"));
    for (modifiers, key) in [(Modifiers::NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)] {
        twin.press(modifiers, key);
        assert!(offers(&twin, "Copy name"), "{key:?}");
        let selected = twin.says("WHO SAYS SO");
        // Arrows go through the menu, not through the marks behind it.
        twin.press(Modifiers::NONE, Key::ArrowDown);
        assert!(offers(&twin, "Copy name"));
        twin.press(Modifiers::NONE, Key::Escape);
        assert!(!offers(&twin, "Copy name"));
        assert_eq!(twin.says("WHO SAYS SO"), selected, "only the menu was closed");
    }
}

#[test]
fn rows_pins_cells_facets_and_the_inspector_have_menus_too() {
    let mut twin = bundled();
    let cell = twin.mark("matrix", "CMF-B × Mitsubishi").center();
    right_click(&mut twin, cell);
    assert!(offers(&twin, "Only this"));
    twin.press(Modifiers::NONE, Key::Escape);
    let europe = twin.mark("map", "Region: Europe").center();
    right_click(&mut twin, europe);
    assert!(offers(&twin, "Copy name"));
    twin.press(Modifiers::NONE, Key::Escape);
    let facet = twin.find(Role::CheckBox, "Region: India").rect().center();
    right_click(&mut twin, facet);
    choose(&mut twin, "Exclude");
    assert_eq!(twin.written("Filter"), "-region:india");
    twin.press(Modifiers::COMMAND, Key::Z);
    twin.click(Role::Tab, "Table tab");
    let row = twin.mark("table", "Mitsubishi ASX");
    right_click(&mut twin, pos2(row.left() + 40.0, row.center().y));
    assert!(offers(&twin, "Show in timeline") && offers(&twin, "Copy citation"));
    twin.press(Modifiers::NONE, Key::Escape);
}

#[test]
fn a_plan_of_ones_own_is_opened_in_the_editor_at_the_records_line() {
    let (_folder, path) = file(
        "p.ron",
        "(version: 1, id: \"p\", name: \"P\",\n companies: [(id: \"c\", name: \"C\")],\n brands: [(id: \"b\", name: \"B\")],\n\
         models: [\n  (id: \"m\", name: \"Model one\", brands: [\"b\"])])",
    );
    let mut twin = Twin::open(Some(path), vec2(1280.0, 800.0));
    twin.wait("it is open", |twin| twin.count() == (1, 1));
    twin.press(Modifiers::COMMAND, Key::Num4);
    let row = twin.mark("table", "Model one");
    right_click(&mut twin, pos2(row.left() + 40.0, row.center().y));
    let entry = twin.0.get_all_by_role(Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("Open in my editor"))
    });
    let label = entry.unwrap().accesskit_node().label().unwrap_or_default();
    assert!(label.contains("line 5"), "{label}");
}
