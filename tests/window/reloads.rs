//! A person works while the file under the window is saved with fewer, more and other records.

use super::{USUAL, bundled, file};
use crate::twin::Twin;
use egui::{Key, Modifiers, pos2};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A plan of milestones with these numbers, with brands and models where there are several.
fn plan(milestones: &[usize]) -> String {
    let mut text = "(version: 1, id: \"p\", name: \"P\", sources: [(id: \"s\", title: \"S\")], ".to_owned();
    let several = milestones.len() > 1;
    if several {
        text += "brands: [(id: \"b0\", name: \"B0\"), (id: \"b1\", name: \"B1\"), (id: \"b2\", name: \"B2\")], \
                 platforms: [(id: \"q0\", name: \"Q0\"), (id: \"q1\", name: \"Q1\")], models: [";
        for n in 0..milestones.len() / 2 {
            write!(
                text,
                "(id: \"m{n}\", name: \"M{n}\", brands: [\"b{}\"], platform: \"q{}\"),",
                n % 3,
                n % 2
            )
            .unwrap();
        }
        text += "], ";
    }
    text += "milestones: [";
    for n in milestones {
        let of = if several { format!("of: [\"b{}\"], ", n % 3) } else { String::new() };
        write!(
            text,
            "(id: \"x{n}\", what: \"X{n}\", kind: \"launch\", when: \"20{}\", {of}evidence: [(source: \"s\")]),",
            20 + n % 11
        )
        .unwrap();
    }
    text + "])"
}

/// Plans of 0, 1, 16 and 180 milestones, one shifted by an insertion, one without its last, one that is none.
fn plans() -> Vec<String> {
    let all: Vec<usize> = (0..180).collect();
    let lists = [vec![], vec![7], all[..16].to_vec(), all.clone(), [&[900][..], &all].concat()];
    let mut plans: Vec<String> = lists.iter().map(|list| plan(list)).collect();
    plans.push(plan(&all[..179]));
    plans.push("Dear reader".to_owned());
    plans
}

/// Numbers that look thrown, the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const KEYS: [(Modifiers, Key); 19] = [
    (Modifiers::NONE, Key::ArrowLeft),
    (Modifiers::NONE, Key::ArrowRight),
    (Modifiers::NONE, Key::ArrowUp),
    (Modifiers::NONE, Key::ArrowDown),
    (Modifiers::NONE, Key::Enter),
    (Modifiers::NONE, Key::Space),
    (Modifiers::NONE, Key::Escape),
    (Modifiers::NONE, Key::Home),
    (Modifiers::NONE, Key::F),
    (Modifiers::NONE, Key::Plus),
    (Modifiers::ALT, Key::ArrowLeft),
    (Modifiers::ALT, Key::ArrowLeft),
    (Modifiers::ALT, Key::ArrowRight),
    (Modifiers::COMMAND, Key::Z),
    (Modifiers::COMMAND, Key::Num1),
    (Modifiers::COMMAND, Key::Num2),
    (Modifiers::COMMAND, Key::Num3),
    (Modifiers::COMMAND, Key::Backspace),
    (Modifiers::COMMAND, Key::Y),
];

/// One act, and a frame or two: what is under way stays under way.
fn act(twin: &mut Twin, dice: &mut Dice, path: &Path, plans: &[String]) {
    match dice.throw(10) {
        0..=4 => {
            let (modifiers, key) = KEYS[dice.throw(KEYS.len())];
            twin.0.key_press_modifiers(modifiers, key);
        }
        5..=7 => {
            let at = pos2(240.0 + dice.throw(740) as f32, 60.0 + dice.throw(700) as f32);
            twin.0.hover_at(at);
            twin.0.step();
            if dice.throw(2) == 0 {
                twin.0.drag_at(at);
                twin.0.drop_at(at);
            }
        }
        _ => {
            fs::write(path, &plans[dice.throw(plans.len())]).unwrap();
            twin.0.key_press_modifiers(Modifiers::COMMAND, Key::R);
        }
    }
    twin.0.run_steps(1 + dice.throw(2));
}

fn judge(twin: &Twin) {
    let session = twin.0.state().session();
    let recorded = session.arrangement().selection.as_deref();
    match session.selection() {
        Some(thing) => assert_eq!(Some(&*session.plan().record(thing).id), recorded),
        None => assert!(recorded.is_none_or(|id| session.plan().find(id).is_none())),
    }
}

#[test]
fn two_hundred_sequences_over_a_file_that_is_saved_again_and_again_end_nothing() {
    let plans = plans();
    let (_folder, path) = file("plan.ron", &plans[3]);
    let mut twin = Twin::open(Some(path.clone()), USUAL);
    twin.wait("the plan is open", |twin| !twin.0.state().is_opening());
    for seed in 0..200 {
        let mut dice = Dice(seed * 7919 + 17);
        for _ in 0..8 {
            act(&mut twin, &mut dice, &path, &plans);
            judge(&twin);
        }
    }
}

#[test]
fn back_does_not_show_another_record_after_one_was_inserted_or_taken_out() {
    let plans = plans();
    for other in [4, 5, 2, 0] {
        let (_folder, path) = file("plan.ron", &plans[3]);
        let mut twin = Twin::open(Some(path.clone()), USUAL);
        twin.wait("the plan is open", |twin| !twin.0.state().is_opening());
        let timeline = twin.marks("timeline").into_iter().find(|(name, _)| name.starts_with('X'));
        twin.0.hover_at(timeline.unwrap().1.center());
        twin.0.run();
        let mut chosen = Vec::new();
        for _ in 0..3 {
            twin.press(Modifiers::NONE, Key::ArrowRight);
            chosen.push(twin.0.state().session().arrangement().selection.clone());
        }
        chosen.dedup();
        assert!(chosen.len() > 1 && chosen.iter().all(Option::is_some), "{chosen:?}");
        fs::write(&path, &plans[other]).unwrap();
        twin.press(Modifiers::COMMAND, Key::R);
        twin.wait("it is read again", |twin| !twin.0.state().is_opening());
        for id in chosen.iter().rev().skip(1) {
            while twin.0.state().session().arrangement().selection != *id {
                twin.press(Modifiers::ALT, Key::ArrowLeft);
                judge(&twin);
            }
        }
    }
}

#[test]
fn a_marked_cell_of_a_hidden_matrix_asks_for_nothing_that_is_gone() {
    let plans = plans();
    let (_folder, path) = file("plan.ron", &plans[3]);
    let mut twin = Twin::open(Some(path.clone()), USUAL);
    twin.wait("the plan is open", |twin| !twin.0.state().is_opening());
    let cell = twin.marks("matrix").into_iter().next().unwrap().1;
    twin.0.hover_at(cell.center());
    twin.0.run();
    for _ in 0..3 {
        twin.press(Modifiers::NONE, Key::ArrowDown);
    }
    twin.press(Modifiers::NONE, Key::Enter);
    twin.press(Modifiers::COMMAND, Key::Num1);
    fs::write(&path, &plans[1]).unwrap();
    twin.press(Modifiers::COMMAND, Key::R);
    twin.wait("it is read again", |twin| !twin.0.state().is_opening());
    for key in [Key::Enter, Key::Space] {
        twin.press(Modifiers::NONE, key);
    }
    assert_eq!(twin.written("Filter"), "");
    assert_eq!(twin.count(), (1, 1));
}

#[test]
fn undo_takes_back_a_grouping_and_leaves_the_selection() {
    let mut twin = bundled();
    let before = twin.0.state().session().arrangement().clone();
    twin.press(Modifiers::COMMAND, Key::Num1);
    let (name, place) = twin.marks("timeline").into_iter().find(|(name, _)| name.contains(": ")).unwrap();
    twin.click_at(place.center());
    let selection = twin.0.state().session().arrangement().selection.clone();
    twin.press(Modifiers::COMMAND, Key::Z);
    let after = twin.0.state().session().arrangement().clone();
    assert_eq!(after.panes, before.panes, "{name}");
    assert_eq!(after.selection, selection);
    twin.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_ne!(twin.0.state().session().arrangement().panes, before.panes);
}
