//! Tests of the cycle plan: what is drawn of lives, on a small plan about ferries and on odd ones.

use super::{Cycle, CycleOptions, CycleView};
use crate::explore::sample::random;
use crate::plan::{About, Facet, Fact, Field, Kind, Plan, Thing};
use crate::scene::Scene;
use crate::views::fixture::{Shown, Sketch, texts};
use crate::views::roll::RollView;
use crate::views::{Looked, PagePart, Prepared};
use emath::{Vec2, vec2};
use proptest::prelude::*;

/// A plan of ships: name, kind and date of each milestone; `about` tells what kinds mean.
fn ships(milestones: &[(&str, &str, &str)]) -> Plan {
    let mut s = Sketch::default();
    s.add(Kind::Brand, "Blue", &[], &[]);
    s.add(Kind::Platform, "Hull One", &[], &[]);
    s.add(Kind::Plant, "Turku", &[], &[]);
    let of = [(Field::Brands, "blue"), (Field::Platform, "hull-one"), (Field::Plants, "turku")];
    s.add(Kind::Model, "Skagen", &of, &[]);
    s.add(Kind::Model, "Bornholm", &[(Field::Brands, "blue"), (Field::Replaces, "skagen")], &[]);
    for (n, (ship, kind, when)) in milestones.iter().enumerate() {
        s.milestone_of_kind(&format!("fact {n}"), &[ship], when, kind);
    }
    s.plan_about(About {
        as_of: crate::date::Moment::parse("2026-06").ok(),
        horizon: crate::date::Moment::parse("2030").ok(),
        arrivals: ["launch".into()].into(),
        ..About::default()
    })
}

fn scene(plan: Plan, width: f32) -> (Cycle, Scene) {
    let shown = Shown::new(plan);
    let look = shown.look();
    let looked =
        Looked { options: CycleOptions { group: None, ..CycleOptions::default() }, ..Looked::default() };
    let ready = CycleView::ready(&look, &looked);
    let size = ready.wish(vec2(width, f32::INFINITY));
    let part = PagePart { scroll: Vec2::ZERO, size, next: None };
    (Cycle::new(&look, looked.options), ready.scene(part))
}

#[test]
fn a_life_is_drawn_as_it_is_known() {
    let (_, scene) = scene(
        ships(&[
            ("skagen", "reveal", "2023-05"),
            ("skagen", "sop", "2024"),
            ("skagen", "launch", "2024-11-20"),
            ("skagen", "facelift", "2027-Q2"),
            ("skagen", "end", "2028"),
            ("bornholm", "launch", "2029-03"),
        ]),
        900.0,
    );
    let golden = include_str!("golden.txt");
    assert_eq!(scene.to_string(), golden, "\n{scene}");
}

#[test]
fn what_follows_says_what_lies_between_and_a_life_that_ends_too_early_says_so() {
    let gap = [("skagen", "launch", "2024"), ("skagen", "end", "2026-12"), ("bornholm", "launch", "2027-06")];
    let told = texts(&scene(ships(&gap), 1200.0).1);
    assert!(told.iter().any(|text| text.contains("replaces Skagen, gap of 5 to 7 months")), "{told:?}");
    let overlap = [("skagen", "end", "2027"), ("bornholm", "launch", "2026-01")];
    let told = texts(&scene(ships(&overlap), 1200.0).1);
    assert!(told.iter().any(|text| text.contains("overlap of")), "{told:?}");
    let backwards = [("skagen", "launch", "2027"), ("skagen", "end", "2024")];
    let told = texts(&scene(ships(&backwards), 1200.0).1);
    assert!(told.contains(&"ends before it begins".to_owned()), "{told:?}");
}

#[test]
fn a_hundred_facelifts_are_counted() {
    let dates: Vec<String> =
        (0..100).map(|n| format!("20{:02}-{:02}", 25 + n / 12 % 5, n % 12 + 1)).collect();
    let mut facts = vec![("skagen", "launch", "2024")];
    facts.extend(dates.iter().map(|date| ("skagen", "facelift", date.as_str())));
    let told = texts(&scene(ships(&facts), 1600.0).1);
    let distinct: std::collections::BTreeSet<&String> = dates.iter().collect();
    assert!(distinct.len() > 50);
    assert!(told.iter().any(|text| text.contains("100 new versions")), "{told:?}");
}

#[test]
fn what_has_no_dated_fact_is_named_and_a_plan_without_models_says_so() {
    let told = texts(&scene(ships(&[("skagen", "launch", "2024")]), 900.0).1);
    assert!(told.iter().any(|text| text.contains("Without a dated fact, 1: Bornholm")), "{told:?}");
    let told = texts(&scene(ships(&[]), 900.0).1);
    assert!(told.contains(&"Nothing that matches has a dated fact of its life".to_owned()), "{told:?}");
    let mut s = Sketch::default();
    s.add(Kind::Target, "Speed", &[], &[(Field::Unit, Fact::Text("knots".into()))]);
    let told = texts(&scene(s.plan(), 900.0).1);
    assert!(told.contains(&"This plan names no models".to_owned()), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_model_stands_once_in_a_group_and_rows_never_overlap(plan in random(), group in 0usize..4) {
        let facets = [None, Some(Facet::Platform), Some(Facet::Brand), Some(Facet::Energy)];
        let shown = Shown::new(plan);
        let look = shown.look();
        let options = CycleOptions { group: facets[group], ..CycleOptions::default() };
        let cycle = Cycle::new(&look, options);
        let mut seen = std::collections::BTreeSet::new();
        for row in cycle.rows() {
            prop_assert!(seen.insert((row.group, row.thing)), "a model stands twice in a group");
        }
        let mut models: Vec<Thing> = cycle.rows().iter().map(|row| row.thing).chain(cycle.undated().to_vec()).collect();
        models.sort_unstable();
        models.dedup();
        prop_assert_eq!(models.len(), shown.plan.count_of(Kind::Model));
        let ready = CycleView::ready(&look, &Looked { options, ..Looked::default() });
        let tops = ready.tops(900.0);
        prop_assert!(tops.windows(2).all(|pair| pair[1] >= pair[0] + 20.0), "{:?}", tops);
    }

    #[test]
    fn a_year_counts_as_many_as_a_count_by_hand(dates in prop::collection::vec((0usize..5, 1u8..=12), 0..12)) {
        let mut s = Sketch::default();
        for n in 0..dates.len() {
            s.add(Kind::Model, &format!("ship {n}"), &[], &[]);
        }
        for (n, (form, month)) in dates.iter().enumerate() {
            let forms = [format!("2026-{month:02}"), "2027".into(), "2026-Q1".into(), "[2026..]".into(), "[2026..2027]".into()];
            let when = forms[*form].clone();
            s.milestone_of_kind(&format!("fact {n}"), &[&format!("ship-{n}")], &when, "launch");
        }
        let about = About { arrivals: ["launch".into()].into(), ..About::default() };
        let shown = Shown::new(s.plan_about(about));
        let look = shown.look();
        let cycle = Cycle::new(&look, CycleOptions::default());
        let day = |year: i16| crate::date::Day::new(year, 1, 1).unwrap();
        let stretches = [(day(2026), day(2027)), (day(2027), day(2028))];
        let by_hand = |wanted: &[usize]| dates.iter().filter(|(form, _)| wanted.contains(form)).count();
        let counts: Vec<usize> = cycle.arrivals.counts(&stretches).iter().map(|(all, _)| *all).collect();
        prop_assert_eq!(counts, [by_hand(&[0, 2]), by_hand(&[1])]);
        prop_assert_eq!(cycle.arrivals.not_counted(&stretches), by_hand(&[3, 4]));
    }
}
