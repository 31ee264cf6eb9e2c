//! The palette and the list below the query field: found by a few letters, done by keys alone.

use super::bundled;
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Opens the palette and types into it.
fn look_up(twin: &mut Twin, text: &str) {
    twin.press(Modifiers::COMMAND, Key::K);
    assert!(twin.find(Role::TextInput, "Find anything").is_focused());
    twin.write("Find anything", text);
}

fn is_open(twin: &Twin) -> bool {
    twin.0.query_by_role_and_label(Role::TextInput, "Find anything").is_some()
}

/// The names of the rows, in order.
fn rows(twin: &Twin) -> Vec<String> {
    twin.0.query_all_by_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label()).collect()
}

/// The row that the keyboard is at.
fn chosen(twin: &Twin) -> String {
    let mut rows = twin.0.query_all_by_role(Role::ListBoxOption);
    let row = rows.find(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    let row = row.or_else(|| {
        let mut rows = twin.0.query_all_by_role(Role::ListBoxOption);
        rows.find(|node| node.accesskit_node().is_selected() == Some(true))
    });
    row.and_then(|row| row.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn a_record_is_found_by_a_few_letters_and_opened() {
    let mut twin = bundled();
    look_up(&mut twin, "micra");
    assert!(rows(&twin).iter().any(|row| row == "Nissan Micra (electric)"), "{:?}", rows(&twin));
    assert!(twin.says("Records"));
    twin.write("Find anything", "micra electric");
    twin.press(Modifiers::NONE, Key::Enter);
    assert!(!is_open(&twin) && twin.says("WHO SAYS SO") && twin.says("Micra"));
}

#[test]
fn no_key_reaches_what_lies_behind_and_escape_gives_the_keyboard_back() {
    let mut twin = bundled();
    twin.press(Modifiers::COMMAND, Key::F);
    let (marks, count) = (twin.marks("timeline"), twin.count());
    look_up(&mut twin, "-");
    for key in [Key::Minus, Key::F, Key::ArrowDown, Key::ArrowLeft, Key::Home, Key::Space] {
        twin.press(Modifiers::NONE, key);
    }
    twin.press(Modifiers::COMMAND, Key::Num2);
    twin.press(Modifiers::COMMAND, Key::D);
    assert!(is_open(&twin));
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&twin));
    assert_eq!((twin.marks("timeline"), twin.count()), (marks, count));
    assert_eq!(twin.0.ctx.theme(), egui::Theme::Light);
    assert!(twin.find(Role::TextInput, "Filter").is_focused(), "the keyboard is where it was");
}

#[test]
fn values_filter_commands_run_and_groups_are_walked_by_keys() {
    let mut twin = bundled();
    look_up(&mut twin, "europe");
    assert!(rows(&twin).contains(&"Region: Europe".to_owned()), "{:?}", rows(&twin));
    let mut steps = 0;
    while chosen(&twin) != "Region: Europe" {
        twin.press(Modifiers::NONE, if steps % 4 == 0 { Key::Tab } else { Key::ArrowDown });
        steps += 1;
        assert!(steps < 60, "{:?}", rows(&twin));
    }
    twin.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(twin.written("Filter"), "region:europe");
    look_up(&mut twin, "light or");
    assert_eq!(chosen(&twin), "Light or dark");
    twin.press(Modifiers::NONE, Key::Enter);
    assert_eq!(twin.0.ctx.theme(), egui::Theme::Dark);
    look_up(&mut twin, "one beside");
    twin.press(Modifiers::NONE, Key::Enter);
    let rect = |twin: &Twin, of: &str| twin.find(Role::Group, of).rect();
    assert!(rect(&twin, "Marks of the map").left() > rect(&twin, "Marks of the timeline").right());
}

#[test]
fn a_record_is_filtered_by_and_what_nothing_is_called_is_offered_as_a_filter() {
    let mut twin = bundled();
    look_up(&mut twin, "cmf-bev");
    twin.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(twin.written("Filter"), "platform:cmf-bev");
    look_up(&mut twin, "zzz qqq");
    assert!(twin.says("Nothing is called so"));
    twin.press(Modifiers::NONE, Key::Enter);
    assert_eq!(twin.written("Filter"), "zzz qqq");
}

#[test]
fn keys_values_and_names_complete_in_the_query_field() {
    let mut twin = bundled();
    twin.write("Filter", "bran");
    assert!(rows(&twin).contains(&"brand:".to_owned()), "{:?}", rows(&twin));
    twin.press(Modifiers::NONE, Key::Tab);
    assert_eq!(twin.written("Filter"), "brand:");
    assert!(twin.find(Role::TextInput, "Filter").is_focused());
    twin.find(Role::TextInput, "Filter").type_text("nis");
    twin.0.run();
    assert_eq!(rows(&twin), ["Nissan"]);
    twin.press(Modifiers::NONE, Key::ArrowDown);
    twin.press(Modifiers::NONE, Key::Enter);
    assert_eq!(twin.written("Filter").trim_end(), "brand:nissan");
    assert!(super::is_on(&twin, "Brand: Nissan"));
    twin.find(Role::TextInput, "Filter").type_text("eur");
    twin.0.run();
    assert!(rows(&twin).contains(&"Region: Europe".to_owned()), "{:?}", rows(&twin));
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(rows(&twin).is_empty(), "Escape closes the list first");
    assert_eq!(twin.written("Filter"), "brand:nissan eur");
}

#[test]
fn a_plain_word_with_a_slip_is_put_right_by_a_click() {
    let mut twin = bundled();
    twin.write("Filter", "Nisan");
    twin.wait("it is guessed", |twin| twin.says("did you mean Nissan?"));
    twin.press(Modifiers::NONE, Key::Escape);
    twin.click(Role::Button, "Put the filter right: Nissan");
    assert_eq!(twin.written("Filter"), "Nissan");
    assert!(twin.count().0 > 0 && !twin.says("did you mean"));
}
