//! Narrowing down: facets that keep their places, ways out of a filter that keeps nothing, counts that are kept.

use super::{EUROPE, USUAL, bundled, values};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Every value of the panel with its place.
fn boxes(twin: &Twin) -> Vec<(String, Rect)> {
    let boxes = twin.0.query_all_by_role(Role::CheckBox);
    boxes.filter_map(|node| Some((node.accesskit_node().label()?, node.rect()))).collect()
}

/// The name of the one button that begins so.
fn button(twin: &Twin, begin: &str) -> String {
    let buttons = twin.0.query_all_by_role(Role::Button);
    let mut names = buttons.filter_map(|node| node.accesskit_node().label());
    names.find(|name| name.starts_with(begin)).unwrap()
}

#[test]
fn facets_keep_their_places_whatever_is_asked() {
    let mut twin = bundled();
    let before = boxes(&twin);
    assert!(before.len() > 15);
    for facet in ["Region: India", "Brand: Mitsubishi", "Region: Mexico"] {
        twin.click(Role::CheckBox, facet);
        assert_eq!(boxes(&twin), before, "{facet}");
    }
    assert!(twin.count().0 > 0);
    twin.press(Modifiers::COMMAND, Key::Backspace);
    twin.write("Filter", "brand:dacia region:mexico when:2040..2041");
    assert_eq!(twin.count().0, 0);
    assert_eq!(boxes(&twin), before, "nothing vanishes where nothing matches");
}

#[test]
fn where_nothing_matches_each_condition_tells_what_taking_it_away_brings() {
    let mut twin = bundled();
    twin.write("Filter", "brand:mitsubishi region:europe when:1985..1986");
    twin.press(Modifiers::NONE, Key::Escape);
    assert_eq!(twin.count().0, 0);
    assert!(twin.says("Nothing matches all three conditions"));
    let way = button(&twin, "Take away when:1985..1986: ");
    let promised = way.rsplit(' ').nth(1).unwrap().parse::<usize>().unwrap();
    twin.click(Role::Button, &way);
    assert!(!twin.written("Filter").contains("when:") && twin.written("Filter").contains("brand:mitsubishi"));
    assert_eq!(twin.count().0, promised);
    assert!(!twin.says("Nothing matches all"));
    twin.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(twin.count().0, 0);
    let wider = button(&twin, "Ask for when:");
    twin.click(Role::Button, &wider);
    assert!(twin.count().0 > 0);
    twin.press(Modifiers::COMMAND, Key::Z);
    twin.write("Filter", "brand:dacia region:mexico kind:model");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(twin.says("Take away kind:model: still nothing"));
    twin.click(Role::Button, &button(&twin, "Clear the filter, "));
    assert_eq!(twin.count().0, twin.count().1);
}

#[test]
fn show_all_shows_all_of_them() {
    let mut twin = bundled();
    for _ in 0..2 {
        let label = button(&twin, "Show all ");
        let all = label.rsplit(' ').next().unwrap().parse::<usize>().unwrap();
        twin.find(Role::Button, &label).click_accesskit();
        twin.0.run();
        assert_eq!(twin.count().0, all, "{label}");
        assert!(twin.written("Filter").contains("disputed:yes"));
        // Those that are asked for already are all listed, and nothing takes the filter away again.
        assert!(twin.0.query_all_by_role(Role::Button).all(|node| {
            node.accesskit_node().label().is_none_or(|label| !label.starts_with("Show all "))
        }));
        twin.press(Modifiers::COMMAND, Key::Backspace);
        twin.click(Role::CheckBox, EUROPE);
    }
}

#[test]
fn what_is_selected_outside_the_filter_says_which_condition_leaves_it_out() {
    let mut twin = bundled();
    twin.press(Modifiers::COMMAND, Key::K);
    twin.write("Find anything", "Nissan Micra (electric)");
    twin.press(Modifiers::NONE, Key::Enter);
    assert!(twin.says("WHO SAYS SO") && !twin.says("Outside the filter"));
    twin.write("Filter", "brand:mitsubishi region:europe");
    assert!(twin.says("Outside the filter"));
    assert!(twin.0.query_by_role_and_label(Role::Link, "Take away region:europe").is_none());
    twin.click(Role::Link, "Take away brand:mitsubishi");
    assert_eq!(twin.written("Filter"), "region:europe");
    assert!(!twin.says("Outside the filter") && twin.says("WHO SAYS SO"));
}

#[test]
fn what_is_picked_is_in_view_in_every_pane() {
    let mut twin = Twin::open(None, USUAL);
    let seen = |twin: &Twin, name: &str| twin.marks("matrix").iter().any(|(mark, _)| mark.starts_with(name));
    let names = ["Nissan Frontier", "Indian city model (“Tribe”)", "Mitsubishi ASX"];
    let hidden = names.into_iter().find(|name| !seen(&twin, name)).expect("one that is out of sight");
    twin.0.get_all_by_role_and_label(Role::Link, hidden).next().unwrap().click_accesskit();
    twin.0.run();
    assert!(seen(&twin, hidden), "{hidden}");
}

#[test]
fn a_facet_that_was_opened_by_a_query_stays_open() {
    let mut twin = bundled();
    twin.write("Filter", "theme:electrification");
    let open = values(&twin, "Theme: ").len();
    assert!(open > 1);
    twin.write("Filter", "");
    assert_eq!(values(&twin, "Theme: ").len(), open, "nothing closes under the pointer");
}

#[test]
fn counts_agree_wherever_they_are_told() {
    let mut twin = Twin::open(None, egui::vec2(1600.0, 1000.0));
    for query in ["", "brand:nissan", "region:europe when:2026..2027", "kind:model"] {
        twin.write("Filter", query);
        twin.press(Modifiers::NONE, Key::Escape);
        let (matching, all) = twin.count();
        let told = format!("{matching} of {all} items");
        let labels = twin.0.query_all_by_role(Role::Label);
        let labels: Vec<String> = labels.filter_map(|node| node.value()).collect();
        let line = labels.iter().find(|words| words.contains(&format!("; {told}"))).unwrap();
        let dates = line.split_once(&format!("; {told}: ")).unwrap().1;
        let parts = dates.split(", ").map(|part| part.split(' ').next().unwrap().parse::<usize>().unwrap());
        assert_eq!(parts.sum::<usize>(), matching, "{line}");
        assert!(labels.iter().any(|words| words == dates), "the inspector says the same: {labels:?}");
    }
}

#[test]
fn in_a_low_window_rows_come_before_what_explains_them() {
    for size in [egui::vec2(640.0, 480.0), egui::vec2(800.0, 500.0)] {
        let twin = Twin::open(None, size);
        let rows = twin.marks("timeline").into_iter().filter(|(name, _)| name.contains(": ")).count();
        assert!(rows > 0, "a row of the timeline at {size}");
    }
}
