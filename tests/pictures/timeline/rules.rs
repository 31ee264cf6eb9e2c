//! What holds of every timeline, tried on random plans.

use super::{Shown, drawn, ungrouped, whole, year};
use emath::Rect;
use proptest::prelude::*;
use roadscope::explore::Filter;
use roadscope::plan::{Kind, Thing};
use roadscope::scene::{Mark, Scene, Shape, StandsFor};
use roadscope::views::Look;
use roadscope::views::timeline::{Content, Timeline, TimelineChoices, Viewport};
use std::collections::BTreeSet;

const DATES: [&str; 12] = [
    "YYYY-MM-DD",
    "YYYY-MM",
    "YYYY-Q2",
    "YYYY-H1",
    "YYYY",
    "YYYY~",
    "[..YYYY-MM]",
    "[YYYY-MM..]",
    "YYYY-MM/2031-12",
    "YYYY-MM-DD/2031-01",
    "YYYY-MM/..",
    "../YYYY-MM",
];

fn milestone() -> impl Strategy<Value = String> {
    (0..DATES.len() + 1, 2024u16..2031, 1u8..=12, 1u8..=28, "[A-Za-z ]{1,30}|[日本語工場]{1,12}", 0..3usize)
        .prop_map(|(form, year, month, day, name, of)| {
            let of = ["[]", "[\"one\"]", "[\"both\"]"][of];
            let when = DATES.get(form).map_or(String::new(), |form| {
                let date = form.replace("YYYY", &year.to_string()).replace("MM", &format!("{month:02}"));
                format!(", when: \"{}\"", date.replace("DD", &format!("{day:02}")))
            });
            format!("what: \"x{name}\", of: {of}{when}")
        })
}

fn plans() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(milestone(), 1..60)
}

/// The marks between axis and headings.
pub fn body(scene: &Scene) -> &[Mark] {
    &scene.layers[0].marks
}

/// The forms that are items or counts, without words, lines and frames.
pub fn bars(scene: &Scene) -> Vec<(StandsFor, Rect)> {
    let solid = |m: &&Mark| match &m.shape {
        Shape::Rect { fill, .. } | Shape::Polygon { fill, .. } => {
            fill.is_some() && m.stands_for != StandsFor::Nothing
        }
        _ => false,
    };
    body(scene).iter().filter(solid).map(|m| (m.stands_for, m.shape.bounds())).collect()
}

pub fn things(scene: &Scene) -> BTreeSet<Thing> {
    bars(scene)
        .iter()
        .filter_map(|(s, _)| if let StandsFor::Thing(t) = s { Some(*t) } else { None })
        .collect()
}

pub fn counted(scene: &Scene) -> u32 {
    bars(scene).iter().map(|(s, _)| if let StandsFor::Count { count, .. } = s { *count } else { 0 }).sum()
}

fn matching(shown: &Shown) -> usize {
    shown.matching.count_and(shown.plan.items().drawn())
}

fn view(timeline: &Timeline, from: f64, days: f64, width: f32) -> Viewport {
    whole(timeline, year(2024) + from, days, width)
}

/// Labels of rows that lie on another label, on a bar that is not theirs, or outside the view.
fn clashes(scene: &Scene) -> Vec<String> {
    let (bars, clip) = (bars(scene), scene.layers[0].clip);
    let labels: Vec<(StandsFor, Rect)> = body(scene)
        .iter()
        .filter(|m| matches!(m.shape, Shape::Text(_)))
        // Ascent and descent keep more room than letters take.
        .map(|m| (m.stands_for, m.shape.bounds().shrink2(emath::vec2(0.0, 3.0))))
        .collect();
    let mut all = Vec::new();
    for (n, (whose, label)) in labels.iter().enumerate() {
        if label.left() < clip.left() || label.right() > clip.right() + 0.5 {
            all.push(format!("{whose:?} leaves the view: {label:?}"));
        }
        let others = labels[n + 1..].iter().chain(bars.iter().filter(|(other, _)| other != whose));
        let hit = others.filter(|(_, rect)| label.intersects(*rect));
        all.extend(hit.map(|(other, rect)| format!("{whose:?} {label:?} on {other:?} {rect:?}")));
    }
    all
}

#[test]
fn labels_keep_off_counted_marks() {
    let list: Vec<String> = (0..600u32)
        .map(|n| (n, n * n * 37 % 2551))
        .map(|(n, day)| {
            let (year, month, day) = (2024 + day / 365, 1 + day / 31 % 12, 1 + day % 28);
            format!("what: \"x {n}\", when: \"{year}-{month:02}-{day:02}\"")
        })
        .collect();
    let shown = Shown::milestones(&list);
    let timeline = shown.timeline(ungrouped());
    let mut counts = 0;
    for width in [150.0f32, 300.0, 600.0, 900.0, 1400.0, 2400.0] {
        let scene = timeline.scene(&shown.look(), &view(&timeline, -20.0, 2800.0, width));
        counts += counted(&scene);
        assert_eq!(clashes(&scene), Vec::<String>::new(), "{width}");
    }
    assert!(counts > 0);
}

/// The last dates end in 2031.
const ALL: f64 = 366.0 * 10.0;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_never_lie_on_labels_or_other_bars_nor_leave_the_view(
        list in plans(), from in -900.0f64..2500.0, days in 20.0f64..9000.0, width in 200.0f32..1500.0,
    ) {
        let shown = Shown::milestones(&list);
        let timeline = shown.timeline(TimelineChoices { toggled: BTreeSet::new(), ..ungrouped() });
        let scene = timeline.scene(&shown.look(), &view(&timeline, from, days, width));
        prop_assert_eq!(clashes(&scene), Vec::<String>::new());
    }

    #[test]
    fn nothing_that_matches_is_lost_at_any_zoom(list in plans(), zoom in 1.0f64..60.0, width in 30.0f32..1500.0) {
        let shown = Shown::milestones(&list);
        let timeline = shown.timeline(ungrouped());
        let before = year(2024) - year(1950);
        let view = view(&timeline, -before * zoom, ALL + before * zoom * 2.0, width);
        let scene = timeline.scene(&shown.look(), &view);
        prop_assert_eq!(things(&scene).len() + counted(&scene) as usize, matching(&shown));
    }

    #[test]
    fn nothing_that_lies_in_the_part_in_view_is_lost(
        list in plans(), from in -400.0f64..2500.0, days in 5.0f64..4000.0, width in 200.0f32..1500.0,
    ) {
        let shown = Shown::milestones(&list);
        let timeline = shown.timeline(ungrouped());
        let view = view(&timeline, from, days, width);
        let scene = timeline.scene(&shown.look(), &view);
        let (items, seen) = (shown.plan.items(), things(&scene));
        let in_count = |first: i32, last: i32| bars(&scene).iter().any(|(s, _)| {
            matches!(s, StandsFor::Count { from, to, .. } if *from <= first && last <= *to)
        });
        for item in items.drawn().iter() {
            let is_seen = seen.contains(&items.thing(item));
            match items.days(item) {
                None => prop_assert!(is_seen, "undated item {item} is not in the tray"),
                Some((first, last)) if f64::from(last.0) >= view.from && f64::from(first.0) < view.to => {
                    prop_assert!(is_seen || in_count(first.0, last.0), "item {item} is lost");
                }
                Some(_) => {}
            }
        }
    }

    #[test]
    fn an_item_keeps_its_lane_when_zoomed_and_is_drawn_in_it(
        list in plans(), days in 100.0f64..6000.0, width in 300.0f32..1500.0,
    ) {
        let shown = Shown::milestones(&list);
        let timeline = shown.timeline(TimelineChoices { toggled: BTreeSet::new(), ..ungrouped() });
        let scene = timeline.scene(&shown.look(), &view(&timeline, 0.0, days, width));
        let items = shown.plan.items();
        for (whose, rect) in bars(&scene) {
            let StandsFor::Thing(thing) = whose else { continue };
            let item = items.item_of(thing).expect("an item").0;
            let span = (year(2024), year(2024) + days);
            let Some((lane, height)) = timeline.lane_of(&shown.look(), item, span) else { continue };
            let middle = roadscope::views::timeline::HEADER + (lane + height / 2.0) as f32;
            prop_assert!((rect.center().y - middle).abs() < 1.0, "item {item} at {} not {middle}", rect.center().y);
        }
    }
}

#[test]
fn a_crowd_is_counted_and_every_count_is_true() {
    let list: Vec<String> = (0..2000u32)
        .map(|n| {
            format!("what: \"n {n}\", when: \"{}-{:02}-{:02}\"", 2024 + n % 7, 1 + n % 12, 1 + n * 7 % 28)
        })
        .collect();
    let shown = Shown::milestones(&list);
    let timeline = shown.timeline(ungrouped());
    assert!(matches!(timeline.groups()[0].content, Content::Crowd(_)));
    let items = shown.plan.items();
    let begin = |from: i32, to: i32| {
        let begins = |n: &usize| items.days(*n).is_some_and(|(first, _)| from <= first.0 && first.0 <= to);
        items.drawn().iter().filter(begins).count() as u32
    };
    for (from, days, width) in
        [(-900.0, 9000.0, 900.0), (0.0, ALL, 300.0), (-3.0, 4000.0, 1400.0), (400.0, 31.0, 800.0)]
    {
        let view = view(&timeline, from, days, width);
        let scene = timeline.scene(&shown.look(), &view);
        for (stands_for, _) in bars(&scene) {
            if let StandsFor::Count { from, to, count, .. } = stands_for {
                assert_eq!(count, begin(from, to), "{from} to {to}");
            }
        }
        let least = begin(view.from.ceil() as i32, view.to.floor() as i32 - 1);
        assert!(counted(&scene) >= least, "{} of {least}", counted(&scene));
        if days > ALL - 1.0 {
            assert_eq!(counted(&scene) as usize + things(&scene).len(), matching(&shown));
        }
    }
}

#[test]
fn an_item_of_two_brands_stands_once_or_in_both_and_counts_once() {
    let shown = Shown::milestones(&[
        "what: \"Shared\", of: [\"both\"], when: \"2026\"",
        "what: \"Own\", of: [\"one\"], when: \"2026\"",
    ]);
    let each = TimelineChoices { in_each: true, ..TimelineChoices::default() };
    let groups_of = |choices: &TimelineChoices| -> Vec<(String, usize)> {
        let timeline = shown.timeline(choices.clone());
        timeline.groups().iter().map(|g| (g.name.to_string(), g.dated)).collect()
    };
    let named = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
        list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(groups_of(&TimelineChoices::default()), named(&[("Ash", 1), ("Several brands", 1)]));
    assert_eq!(groups_of(&each), named(&[("Ash", 2), ("Birch", 1)]));
    for (choices, marks) in [(TimelineChoices::default(), 2), (each, 3)] {
        let scene = drawn(&shown, choices, 2026, 365);
        let is_milestone =
            |s: &StandsFor| matches!(s, StandsFor::Thing(t) if shown.plan.record(*t).kind == Kind::Milestone);
        assert_eq!(bars(&scene).iter().filter(|(s, _)| is_milestone(s)).count(), marks);
    }
    // Where a filter asks for one of its brands, it stands there.
    let filter = Filter::parse("brand:birch", &shown.plan).filter;
    let look = Look { filter: &filter, ..shown.look() };
    let timeline = Timeline::new(&look, TimelineChoices::default(), true);
    let groups: Vec<&str> = timeline.groups().iter().map(|g| &*g.name).collect();
    assert_eq!(groups, ["Birch"]);
}
