//! Tests of targets: what is drawn of them, on a small plan about ferries and on odd ones.

use super::bullet::Bullet;
use super::{Row, TargetOptions, Targets, TargetsView};
use crate::changes::compare;
use crate::date::{Moment, When};
use crate::explore::counting::{Count, Counted, Due};
use crate::plan::{About, Fact, Field, Kind, Plan, Status, Thing};
use crate::scene::Scene;
use crate::views::fixture::{Shown, Sketch, texts};
use crate::views::roll::RollView;
use crate::views::{Look, Looked, PagePart, Prepared};
use emath::{Vec2, vec2};
use proptest::prelude::*;

/// A target: name, value, unit, deadline, baseline, rule, status.
type Given<'a> = (&'a str, Option<f64>, &'a str, &'a str, &'a str, &'a str, Option<Status>);

fn plan(targets: &[Given<'_>]) -> Plan {
    plan_of(targets, 3, "2026-04")
}

/// The same with so many ferries, of a date.
fn plan_of(targets: &[Given<'_>], ferries: usize, as_of: &str) -> Plan {
    let mut s = Sketch::default();
    s.add(Kind::Brand, "Blue", &[], &[]);
    let energy = |word: &str| [(Field::Energy, Fact::Text(word.into()))];
    for (n, word) in ["electric", "electric", "diesel"].iter().enumerate().take(ferries) {
        s.add(Kind::Model, &format!("Ferry {n}"), &[(Field::Brands, "blue")], &energy(word));
    }
    s.milestone_of_kind("first", &["ferry-0"], "2025-03", "launch");
    if ferries > 1 {
        s.milestone_of_kind("second", &["ferry-1"], "2028", "launch");
    }
    for (name, value, unit, deadline, baseline, rule, status) in targets {
        let mut facts = vec![];
        let mut text = |field, text: &str| {
            if !text.is_empty() {
                facts.push((field, Fact::Text(text.into())));
            }
        };
        text(Field::Unit, unit);
        text(Field::Baseline, baseline);
        text(Field::Counts, rule);
        facts.extend(value.map(|value| (Field::Value, Fact::Number(value))));
        s.add(Kind::Target, name, &[(Field::Of, "blue")], &facts);
        s.last(|record| {
            record.when = When::parse(deadline).ok();
            record.status = *status;
        });
    }
    s.plan_about(About {
        as_of: Moment::parse(as_of).ok(),
        horizon: Moment::parse("2030").ok(),
        arrivals: ["launch".into()].into(),
        ..About::default()
    })
}

fn scene(look: &Look<'_>, width: f32) -> Scene {
    let ready = TargetsView::ready(look, &Looked::default());
    let size = ready.wish(vec2(width, f32::INFINITY));
    ready.scene(PagePart { scroll: Vec2::ZERO, size, next: None })
}

const FERRIES: [Given<'_>; 4] = [
    (
        "Three electric ferries",
        Some(3.0),
        "models",
        "[..2030]",
        "",
        "kind:model energy:electric",
        Some(Status::Announced),
    ),
    ("Half electric", Some(50.0), "%", "2029", "20 %", "kind:model energy:electric", Some(Status::Underway)),
    ("Twice the berths", Some(2.0), "times", "[..2025]", "", "", Some(Status::Announced)),
    ("Crews trained", None, "", "", "", "", Some(Status::Done)),
];

#[test]
fn targets_are_drawn_with_what_the_plan_lets_one_count() {
    let shown = Shown::new(plan(&FERRIES));
    let scene = scene(&shown.look(), 1100.0);
    let golden = include_str!("golden.txt");
    assert_eq!(scene.to_string(), golden, "\n{scene}");
}

#[test]
fn numerator_and_denominator_are_told_and_opened() {
    let shown = Shown::new(plan(&FERRIES));
    let look = shown.look();
    let told = texts(&scene(&look, 1600.0));
    for words in ["1 of 3 there, 2 named", "1 of 1 there, 2 of 3 named (67 %)", "by 2025, 3 to 4 months ago"]
    {
        assert!(told.iter().any(|text| text == words), "{words}: {told:?}");
    }
    let targets = Targets::new(&look, TargetOptions::default());
    assert_eq!(targets.tally(), ([1, 2, 0, 1, 0], 2));
    let link = (0..4).find_map(|n| crate::views::roll::Roll::link(&targets, &look, n)).unwrap();
    assert_eq!(link.query.as_deref(), Some("energy:electric kind:model"));
    let open = Look { selection: shown.plan.find("half-electric"), ..look };
    let told = texts(&scene(&open, 1600.0));
    for words in ["There, 1: Ferry 0.", "Named, not there yet, 1: Ferry 1.", "Of kind:model: 3."] {
        assert!(told.iter().any(|text| text == words), "{words}: {told:?}");
    }
}

#[test]
fn a_target_over_two_editions_is_told_as_then_and_now() {
    let mut older = FERRIES;
    older[0].1 = Some(2.0);
    older[0].3 = "[..2028]";
    // Then the second ferry was not named.
    let (older, newer) = (plan_of(&older, 1, "2025-01"), plan(&FERRIES));
    let plan = compare(&older, &newer, &[]).unwrap();
    let three = plan.find("three-electric-ferries").unwrap();
    let then = plan.against().unwrap().counted(three).unwrap();
    assert_eq!((then.there, then.named), (0, 1));
    let shown = Shown::new(plan);
    let look = Look { selection: Some(three), ..shown.look() };
    let told = texts(&scene(&look, 1600.0));
    let words = "In January 2025: 2 models by 2028, 0 there, 1 named. In April 2026: 3 models by 2030, 1 there, 2 named.";
    for words in [words, "target 2", "target 3", "1 named", "2 named"] {
        assert!(told.iter().any(|text| text == words), "{words}: {told:?}");
    }
    for width in [300.0, 700.0, 1200.0] {
        assert!(scene(&look, width).marks().all(|(_, mark)| mark.shape.bounds().is_finite()));
    }
}

#[test]
fn odd_targets_are_drawn_or_explained() {
    let odd: [Given<'_>; 8] = [
        ("Zero", Some(0.0), "models", "[..2030]", "0", "kind:model", None),
        ("Negative", Some(-20_000.0), "jobs", "", "-5 jobs", "", None),
        ("Beyond", Some(250.0), "%", "[..2029]", "140 %", "kind:model", None),
        ("A rate", Some(5.0), "trips a year", "[..2030]", "", "kind:model", None),
        ("Unreadable", Some(5.0), "models", "[..2030]", "", "colour:red", None),
        ("Far", Some(5.0), "models", "[..2190]", "", "", None),
        ("Long ago", Some(5.0), "models", "[..1805]", "", "", None),
        ("Huge", Some(1e300), "models", "202X", "", "kind:model", None),
    ];
    let shown = Shown::new(plan(&odd));
    for width in [300.0, 620.0, 900.0, 2000.0] {
        let scene = scene(&shown.look(), width);
        let told = texts(&scene);
        assert!(scene.marks().all(|(_, mark)| mark.shape.bounds().is_finite()));
        if width > 1500.0 {
            for words in ["its rule is not understood", "not comparable: the target speaks of trips a year"] {
                assert!(told.iter().any(|text| text.contains(words)), "{words}: {told:?}");
            }
        }
    }
    let none = Shown::new(plan(&[]));
    let told = texts(&scene(&none.look(), 900.0));
    assert!(told.contains(&"This plan states no target".to_owned()), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bullet_bar_stays_in_its_room(there in 0usize..500, ahead in 0usize..500, value in -10.0f64..1e9, whole in proptest::option::of(0usize..100)) {
        let things = |count: usize| (0..count).map(Thing::nth).collect::<Vec<_>>();
        let shown = plan(&[("T", Some(value), "models", "", "7", "kind:model", None)]);
        let thing = shown.find("t").unwrap();
        let counted = Counted {
            rule: String::new(),
            named: things(there + ahead),
            now: things(there),
            in_time: things(there),
            of: whole.map(|count| crate::explore::counting::Whole { query: String::new(), count, now: 0 }),
        };
        let row = Row { thing, due: Due::Open, count: Count::Counted(counted), apart: None, then: None };
        let bullet = Bullet::of(&shown, &row);
        prop_assert_eq!(bullet.is_some(), value > 0.0);
        if let Some(bullet) = bullet {
            let at = [bullet.there, bullet.named, bullet.target].map(|number| bullet.at(number));
            prop_assert!(at.iter().all(|at| (0.0..=1.0).contains(at)));
            prop_assert!(at[0] <= at[1], "{:?}", at);
        }
    }
}
