//! Sequences of commands over plans that come and go: nothing ends, nothing is mixed up, undo undoes.

use super::*;
use crate::date::Day;
use crate::file;
use crate::plan::Facet;
use crate::views::map::{Camera, Flows, MapChoices, MapPort};
use crate::views::matrix::{Axis, MatrixOptions, MatrixPort};
use crate::views::timeline::{GroupKey, TimelineChoices, TimelinePort};
use crate::views::world::Projection;
use crate::views::{ViewOptions, ViewPort};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// Plans of 0, 1, 16 and some 180 records, and the last one with records inserted, taken out and turned round.
fn plans() -> &'static [Plan] {
    static PLANS: OnceLock<Vec<Plan>> = OnceLock::new();
    PLANS.get_or_init(|| {
        let all: Vec<usize> = (0..150).collect();
        let lists: [Vec<usize>; 7] = [
            vec![],
            vec![3],
            all[..10].to_vec(),
            all.clone(),
            [&[900, 901][..], &all].concat(),
            all[..149].to_vec(),
            all.iter().rev().copied().collect(),
        ];
        lists.iter().map(|list| plan(list)).collect()
    })
}

fn plan(milestones: &[usize]) -> Plan {
    let mut text = "(version: 1, id: \"p\", name: \"P\", ".to_owned();
    let few = milestones.len() < 2;
    if !few {
        text += "brands: [";
        (0..5).for_each(|n| write!(text, "(id: \"b{n}\", name: \"B{n}\"),").unwrap());
        text += "], platforms: [";
        (0..3).for_each(|n| write!(text, "(id: \"pl{n}\", name: \"Pl{n}\"),").unwrap());
        text += "], models: [";
        for n in 0..milestones.len() / 6 {
            let (b, p) = (n % 5, n % 3);
            write!(text, "(id: \"m{n}\", name: \"M{n}\", brands: [\"b{b}\"], platform: \"pl{p}\"),").unwrap();
        }
        text += "], ";
    }
    text += "sources: [(id: \"s\", title: \"S\")], milestones: [";
    for n in milestones {
        let brand = if few { String::new() } else { format!("of: [\"b{}\"], ", n % 5) };
        let when = format!("20{}", 20 + n % 11);
        write!(
            text,
            "(id: \"x{n}\", what: \"X{n}\", kind: \"launch\", when: \"{when}\", {brand}\
             evidence: [(source: \"s\")]),"
        )
        .unwrap();
    }
    text += "])";
    let loaded = file::parse("p.ron", text.as_bytes());
    let first = loaded.problems.first().map(ToString::to_string);
    loaded.plan.filter(|_| first.is_none()).unwrap_or_else(|| panic!("{first:?}"))
}

/// One act of a person, or of the file.
#[derive(Debug, Clone)]
enum Act {
    Do(Command),
    /// The file holds another plan now.
    Swap(usize),
}

fn id() -> impl Strategy<Value = Box<str>> {
    (0..3usize, 0..160usize).prop_map(|(kind, n)| format!("{}{n}", ["x", "m", "b"][kind]).into())
}

fn value() -> impl Strategy<Value = Value> {
    let facets = [Facet::Brand, Facet::Platform, Facet::Kind, Facet::Model, Facet::Status];
    (0..facets.len(), 0..6usize).prop_map(move |(f, n)| {
        let key = match facets[f] {
            Facet::Brand => format!("b{n}"),
            Facet::Platform => format!("pl{n}"),
            Facet::Model => format!("m{n}"),
            Facet::Kind => "launch".to_owned(),
            _ => ["none", "done", "\"\"", "nowhere", "", "a b"][n].to_owned(),
        };
        Value { facet: facets[f], key: key.into() }
    })
}

fn options() -> impl Strategy<Value = ViewOptions> {
    let key = prop_oneof![
        Just(GroupKey::All),
        Just(GroupKey::Undated),
        (0..6usize).prop_map(|n| GroupKey::Of(format!("b{n}").into())),
    ];
    prop_oneof![
        key.prop_map(|key| TimelineChoices::default().folded(key.clone()).with_all_rows(key).into()),
        Just(TimelineChoices::default().grouped(None).into()),
        Just(MapChoices { flows: Flows::All }.into()),
        Just(MatrixOptions::default().with_columns(Axis::Year).into()),
    ]
}

fn port() -> impl Strategy<Value = ViewPort> {
    let camera = |(x, y): (f32, f32)| Camera {
        center: emath::pos2(x, y),
        scale: 300.0,
        projection: Projection::World,
    };
    prop_oneof![
        (0f64..9e3, 0f64..100.0).prop_map(|(at, scroll)| TimelinePort {
            span: Some((at, at + 90.0)),
            scroll
        }
        .into()),
        (0f32..3.0, 0f32..1.0)
            .prop_map(move |at| MapPort { camera: Some(camera(at)), ..MapPort::default() }.into()),
        (0f32..300.0, 0f32..90.0).prop_map(|scroll| MatrixPort { scroll }.into()),
    ]
}

/// A command that changes the arrangement, or may.
fn change() -> impl Strategy<Value = Command> {
    let kind = (0..ViewKind::ALL.len()).prop_map(|n| ViewKind::ALL[n]);
    let heading = prop_oneof![
        value().prop_map(Heading::Value),
        (2019i16..2032).prop_map(|year| Heading::Year(Some(year))),
        Just(Heading::Year(None)),
    ];
    prop_oneof![
        "(brand:b[0-6]|-kind:launch|when:202[0-9]|X1|\"| |é|:){0,4}".prop_map(Command::SetQuery),
        value().prop_map(Command::Toggle),
        value().prop_map(Command::Only),
        value().prop_map(Command::Exclude),
        Just(Command::OnlyYear(Some(2025))),
        prop::collection::vec(heading, 0..3).prop_map(Command::Narrow),
        Just(Command::Clear(Facet::Brand)),
        Just(Command::ClearFilter),
        Just(Command::ShowOthers(Others::Dimmed)),
        (18_000i32..22_000).prop_map(|day| Command::Focus(Some(Day(day)))),
        options().prop_map(Command::Arrange),
        port().prop_map(Command::Look),
        kind.clone().prop_map(Command::Fit),
        Just(Command::FitAll),
        kind.clone().prop_map(Command::Enlarge),
        kind.prop_map(|kind| Command::SetPanes(Panes::of(kind))),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => change().prop_map(Act::Do),
        3 => prop::option::weighted(0.9, id()).prop_map(|id| Act::Do(Command::Select(id))),
        2 => Just(Act::Do(Command::Back)),
        1 => Just(Act::Do(Command::Forward)),
        1 => Just(Act::Do(Command::Undo)),
        1 => Just(Act::Do(Command::Redo)),
        2 => (0..7usize).prop_map(Act::Swap),
    ]
}

fn session(plan: usize) -> Session {
    Session::new(Document::of(plans()[plan].clone()))
}

impl Session {
    /// The file holds another plan now, as after a reload.
    fn swap(&mut self, plan: &Plan) {
        self.document = Document::of(plan.clone());
        self.adopt(true, None);
    }
}

/// What must hold whatever happened: the selected record is the one whose id is recorded, or none is.
fn judge(session: &Session) {
    let recorded = session.arrangement().selection.as_deref();
    match session.selection() {
        Some(thing) => assert_eq!(Some(&*session.plan().record(thing).id), recorded),
        None => assert!(recorded.is_none_or(|id| session.plan().find(id).is_none())),
    }
    assert!(session.answer().total() <= session.plan().items().len());
    for (facet, choice) in session.filter().choices() {
        let values = session.plan().items().column(facet).values().len() as u32;
        assert!(choice.any().iter().chain(choice.not()).all(|value| *value < values));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_that_comes_or_goes_mixes_anything_up(
        first in 0..7usize, acts in prop::collection::vec(act(), 1..14),
    ) {
        let mut session = session(first);
        for (n, act) in acts.into_iter().enumerate() {
            match act {
                Act::Do(command) => session.apply(command, n as f64 * 0.4),
                Act::Swap(plan) => session.swap(&plans()[plan]),
            }
            judge(&session);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn back_shows_the_selection_that_it_recorded(ids in prop::collection::vec(id(), 1..8), other in 0..7usize) {
        let mut session = session(3);
        for (n, id) in ids.iter().enumerate() {
            session.apply(Command::Select(Some(id.clone())), n as f64);
        }
        let mut distinct = ids.clone();
        distinct.dedup();
        session.swap(&plans()[other]);
        for id in distinct.iter().rev() {
            prop_assert_eq!(session.arrangement().selection.as_ref(), Some(id));
            judge(&session);
            session.apply(Command::Back, 99.0);
        }
        prop_assert_eq!(&session.arrangement().selection, &None);
    }

    #[test]
    fn undo_of_any_command_is_as_if_it_had_not_been_and_redo_as_if_not_undone(
        before in prop::collection::vec(change(), 0..5), command in change(), chosen in id(),
    ) {
        let mut session = session(3);
        session.apply(Command::Select(Some(chosen)), 0.0);
        for (n, command) in before.into_iter().enumerate() {
            session.apply(command, 10.0 * n as f64);
        }
        let was = session.arrangement().clone();
        session.apply(command, 1000.0);
        let then = session.arrangement().clone();
        if then != was {
            session.apply(Command::Undo, 1001.0);
            prop_assert_eq!(session.arrangement(), &was);
            session.apply(Command::Redo, 1002.0);
            prop_assert_eq!(session.arrangement(), &then);
            session.apply(Command::Back, 1003.0);
            prop_assert_eq!(session.arrangement(), &was);
        }
    }

    #[test]
    fn an_arrangement_is_read_as_it_was_written(
        commands in prop::collection::vec(change(), 0..12), chosen in prop::option::of(".{0,20}"),
    ) {
        let mut session = session(3);
        session.apply(Command::Select(chosen.map(Into::into)), 0.0);
        for (n, command) in commands.into_iter().enumerate() {
            session.apply(command, n as f64);
        }
        let read = Arrangement::read(&session.arrangement().to_text());
        prop_assert_eq!(read.message, None);
        prop_assert_eq!(&read.arrangement, session.arrangement());
    }

    #[test]
    fn any_text_is_an_arrangement_or_a_message(
        at in 0usize..2000, what in ".{0,6}", cut in 0usize..40, wild in ".{0,200}",
    ) {
        let mut text = Arrangement::default().to_text();
        let from = text.char_indices().nth(at % text.len()).map_or(0, |(at, _)| at);
        let to = (from + cut).min(text.len());
        if text.is_char_boundary(to) {
            text.replace_range(from..to, &what);
        }
        for text in [text, wild] {
            let read = Arrangement::read(&text);
            prop_assert!(read.message.is_none() || read.arrangement == Arrangement::default());
            prop_assert_eq!(read.arrangement.clone().panes.tidied(), read.arrangement.panes);
        }
    }
}

#[test]
fn a_selection_whose_record_is_gone_ends_with_a_word_and_comes_back_with_it() {
    let mut session = session(3);
    session.apply(Command::Select(Some("x149".into())), 0.0);
    let with = plans()[3].clone();
    let selected = session.selection().map(|thing| session.plan().record(thing).name.clone());
    session.document = Document::of(plans()[5].clone());
    session.adopt(true, selected.as_deref());
    assert_eq!(session.selection(), None);
    let notice = session.take_notice().expect("a word");
    assert!(notice.contains("X149") && notice.contains("not in the plan any more"), "{notice}");
    session.swap(&with);
    assert!(session.selection().is_some());
    assert_eq!(session.take_notice(), None);
}

#[test]
fn a_record_inserted_before_the_selected_one_changes_nothing_of_the_selection() {
    let mut session = session(3);
    for id in ["x7", "x8"] {
        session.apply(Command::Select(Some(id.into())), 0.0);
    }
    session.swap(&plans()[4]);
    session.apply(Command::Back, 1.0);
    let thing = session.selection().expect("a record");
    assert_eq!(&*session.plan().record(thing).id, "x7");
}

#[test]
fn a_folded_group_stays_folded_when_values_shift() {
    let key = GroupKey::Of("b3".into());
    let choices = TimelineChoices::default().folded(key);
    for plan in [&plans()[3], &plans()[6]] {
        let column = plan.items().column(Facet::Brand);
        let folded: Vec<&str> = choices
            .values(plan, &choices.toggled)
            .into_iter()
            .map(|n| &*column.values()[n as usize].key)
            .collect();
        assert_eq!(folded, ["b3"]);
    }
    assert!(choices.values(&plans()[1], &choices.toggled).is_empty());
}
