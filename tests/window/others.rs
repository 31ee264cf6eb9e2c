//! What does not match: left out, or kept and drawn pale.

use super::{EUROPE, bundled, file};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

#[test]
fn what_does_not_match_stays_pale_where_a_person_wants_it_and_counts_stay_as_they_are() {
    let mut twin = bundled();
    twin.press(Modifiers::COMMAND, Key::Num1);
    let all: Vec<_> = twin.marks("timeline").into_iter().map(|(name, _)| name).collect();
    twin.click(Role::CheckBox, EUROPE);
    let (matching, of) = twin.count();
    assert!(matching < of);
    let fewer = twin.marks("timeline").len();
    assert!(fewer < all.len());
    twin.click(Role::Button, "others left out");
    let now: Vec<_> = twin.marks("timeline").into_iter().map(|(name, _)| name).collect();
    assert_eq!((now, twin.count()), (all, (matching, of)));
    twin.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert_eq!(twin.marks("timeline").len(), fewer);
    twin.press(Modifiers::COMMAND, Key::Z);
    twin.find(Role::Button, "others pale");
    twin.press(Modifiers::COMMAND, Key::Backspace);
    assert!(!twin.says("others pale"), "without a filter there are no others");
}

#[test]
fn a_filter_that_nothing_matches_leaves_everything_pale() {
    let text = "(version: 1, name: \"Ships\", sources: [(id: \"s\", \
                title: \"S\")], milestones: [(id: \"m\", what: \"Sails\", kind: \"launch\", when: \"2027\", \
                evidence: [(source: \"s\")])])";
    let (_folder, path) = file("ships.ron", text);
    let mut twin = crate::twin::Twin::open(Some(path), super::USUAL);
    twin.wait("it is open", |twin| twin.tab().contains("Ships"));
    let all = twin.marks("timeline");
    assert!(!all.is_empty());
    twin.write("Filter", "when:2031");
    assert!(twin.marks("timeline").is_empty());
    twin.click(Role::Button, "others left out");
    assert_eq!(twin.marks("timeline"), all);
    assert_eq!(twin.count().0, 0);
}
