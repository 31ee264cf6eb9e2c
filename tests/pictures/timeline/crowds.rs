//! What holds while a crowd turns from counts into bars, tried on random crowds at random zooms.

use super::rules::{bars, body, counted, things};
use super::{COMMON, Shown, year};
use emath::vec2;
use proptest::prelude::*;
use roadscope::scene::{Scene, StandsFor};
use roadscope::views::timeline::{Content, Crowd, HEADER, Timeline, TimelineChoices, Viewport};
use std::collections::BTreeSet;

/// What random crowds are like: how many, how many of three brands, how long at most in days, in how many
/// years they begin, whether dates are months.
#[derive(Debug, Clone, Copy)]
struct Crowded {
    items: u32,
    longest: u32,
    years: u32,
    months: bool,
    seed: u32,
    /// The plan looks ahead to this year: the later, the closer a view of all items is.
    horizon: u32,
}

fn crowded() -> impl Strategy<Value = Crowded> {
    let long = prop_oneof![Just(1u32), 2..40u32, 40..1500u32];
    (1700..2300u32, long, 1..7u32, any::<bool>(), 0..9999u32, 2031..2190u32).prop_map(
        |(items, longest, years, months, seed, horizon)| Crowded {
            items,
            longest,
            years,
            months,
            seed,
            horizon,
        },
    )
}

impl Crowded {
    fn shown(self) -> Shown {
        let mut random = self.seed;
        let mut next = |below: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % below.max(1)
        };
        let date = |day: u32| format!("{}-{:02}-{:02}", 2024 + day / 365, 1 + day % 365 / 31, 1 + day % 28);
        let list: String = (0..self.items)
            .map(|n| {
                let first = next(self.years * 365);
                let (from, to) = (date(first), date((first + next(self.longest)).min(7 * 365 - 1)));
                let cut = if self.months { 7 } else { 10 };
                let when = match next(40) {
                    0 => String::new(),
                    _ if from[..cut] >= to[..cut] => format!("when: \"{}\"", &from[..cut]),
                    _ => format!("when: \"{}/{}\"", &from[..cut], &to[..cut]),
                };
                format!("(id: \"m{n}\", what: \"x\", of: [\"one\"], {when}),\n")
            })
            .collect();
        Shown::new(&format!("({COMMON} horizon: \"{}\", milestones: [{list}])", self.horizon))
    }
}

fn by_nothing() -> TimelineChoices {
    TimelineChoices { group: None, ..TimelineChoices::default() }
}

fn crowd(timeline: &Timeline) -> &Crowd {
    match &timeline.groups()[0].content {
        Content::Crowd(crowd) => crowd,
        _ => panic!("the group is no crowd"),
    }
}

/// Some days of a timeline, so high that nothing is scrolled.
fn drawn(shown: &Shown, timeline: &Timeline, from: f64, to: f64) -> (Viewport, Scene) {
    let size = vec2(1000.0, timeline.full_height(1000.0, (from, to)) + 20.0);
    let view = Viewport { from, to, scroll: 0.0, size };
    timeline.pack(&shown.look(), &view);
    let scene = timeline.scene(&shown.look(), &view);
    (view, scene)
}

/// First and last day of what stands in rows.
fn days(shown: &Shown) -> Vec<(i32, i32)> {
    let items = shown.plan.items();
    items.drawn().iter().filter_map(|n| items.days(n)).map(|(a, b)| (a.0, b.0)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_item_is_a_mark_or_counted_once_in_every_stage(crowded in crowded()) {
        let shown = crowded.shown();
        let timeline = shown.timeline(by_nothing());
        let (_, scene) = drawn(&shown, &timeline, year(2023), year(2032));
        let days = days(&shown);
        let in_rows = things(&scene).iter().filter(|t| {
            let item = shown.plan.items().item_of(**t).expect("an item");
            shown.plan.items().days(item.0 as usize).is_some()
        }).count();
        prop_assert_eq!(in_rows + counted(&scene) as usize, days.len());
    }

    #[test]
    fn what_lies_in_the_part_in_view_is_a_mark_or_counted_truly(
        crowded in crowded(), from in -300.0f64..2500.0, span in 20.0f64..2500.0,
    ) {
        let shown = crowded.shown();
        let timeline = shown.timeline(by_nothing());
        let (view, scene) = drawn(&shown, &timeline, year(2024) + from, year(2024) + from + span);
        let seen: BTreeSet<u32> = things(&scene)
            .iter()
            .map(|t| shown.plan.items().item_of(*t).expect("an item").0)
            .collect();
        let days = days(&shown);
        let touches = |first: i32, last: i32| f64::from(last) >= view.from && f64::from(first) < view.to;
        let share = crowd(&timeline).share_of_bars(timeline.zoom(view.from, view.to), view.scale().per_day);
        if share > 0.0 {
            let in_view = days.iter().filter(|(a, b)| touches(*a, *b)).count();
            prop_assert!(counted(&scene) as usize + seen.len() >= in_view);
            return Ok(());
        }
        // Columns tell what begins in them, the corner what runs into the view.
        let mut told = std::collections::BTreeMap::<(i32, i32), u32>::new();
        for (stands_for, _) in bars(&scene) {
            if let StandsFor::Count { from, to, count, .. } = stands_for {
                *told.entry((from, to)).or_default() += count;
            }
        }
        for ((from, to), count) in &told {
            let begun = days.iter().filter(|(first, _)| from <= first && first <= to);
            let runs_on = f64::from(*to) + 1.0 <= view.from;
            let wanted = begun.filter(|(_, last)| !runs_on || last > to).count();
            prop_assert_eq!(*count as usize, wanted, "{} to {}", from, to);
        }
        for (first, last) in days.into_iter().filter(|(a, b)| touches(*a, *b)) {
            prop_assert!(told.keys().any(|(from, to)| *from <= first && first <= *to), "{first} to {last}");
        }
    }

    #[test]
    fn heights_follow_the_zoom_without_jumps(crowded in crowded(), step in 1.0f64..1.05) {
        let shown = crowded.shown();
        let timeline = shown.timeline(by_nothing());
        let crowd = crowd(&timeline);
        let (mut zoom, mut last) = (0.5f64, crowd.height(0.5));
        prop_assert!(last <= 76.0);
        while zoom < 4000.0 {
            zoom *= step.max(1.001);
            let height = crowd.height(zoom);
            prop_assert!(height >= last && height <= last * step.max(1.001).powi(8) + 1e-6, "{height} after {last}");
            last = height;
        }
        // At last all lanes are there at their full height.
        prop_assert!((crowd.lane_height(zoom) - 24.0).abs() < 1e-6 && crowd.share_of_bars(zoom, 1.0) == 1.0);
        let packed = (year(2023), year(2032));
        drawn(&shown, &timeline, packed.0, packed.1);
        prop_assert!(crowd.packed().is_none_or(|p| p.lanes().len() <= crowd.lanes()));
    }

    #[test]
    fn an_anchored_place_stays_and_rows_keep_their_order(
        crowded in crowded(), zooms in proptest::collection::vec(1.0f64..300.0, 2..5), at in 0.0f64..1.0,
    ) {
        let shown = crowded.shown();
        let timeline = shown.timeline(TimelineChoices { toggled: BTreeSet::new(), ..TimelineChoices::default() });
        let middle = year(2027);
        let span = |zoom: f64| (middle - 20_000.0 / zoom, middle + 20_000.0 / zoom);
        let first = timeline.layout(span(zooms[0]).0, span(zooms[0]).1);
        let place = first.anchor(first.bottom() * at);
        prop_assert!((first.y(place) - first.bottom() * at).abs() < 1e-6);
        let mut order: Option<Vec<u32>> = None;
        for zoom in zooms {
            let (from, to) = span(zoom);
            let layout = timeline.layout(from, to);
            let tops: Vec<f64> = (0..timeline.groups().len()).map(|n| layout.top(n)).collect();
            prop_assert!(tops.windows(2).all(|pair| pair[0] < pair[1]));
            let again = layout.anchor(layout.y(place));
            prop_assert_eq!(again.group, place.group);
            prop_assert!((again.share - place.share).abs() < 1e-9);
            let mut items: Vec<(f64, u32)> = (0..shown.plan.items().len() as u32)
                .step_by(199)
                .filter_map(|item| Some((timeline.lane_of(&shown.look(), item, (from, to))?.0, item)))
                .collect();
            items.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let items: Vec<u32> = items.into_iter().map(|(_, item)| item).collect();
            prop_assert_eq!(order.get_or_insert_with(|| items.clone()), &items);
        }
    }
}

#[test]
fn no_crowd_fills_a_screen_with_more_than_a_screen_can_show() {
    let many =
        |longest, years, months| Crowded { items: 12_000, longest, years, months, seed: 5, horizon: 2031 };
    for crowded in [many(1, 7, false), many(1, 1, true), many(30, 7, false), many(900, 6, true)] {
        let shown = crowded.shown();
        let timeline = shown.timeline(by_nothing());
        let middle = year(2026) + 100.0;
        for step in 0..60 {
            let half = 1300.0 / 1.085f64.powi(step);
            let (from, to) = (middle - half, middle + half);
            for place in [0.0, 0.5] {
                let scroll = timeline.layout(from, to).bottom() * place;
                let view = Viewport { from, to, scroll, size: vec2(1920.0, 1080.0) };
                timeline.pack(&shown.look(), &view);
                let scene = timeline.scene(&shown.look(), &view);
                assert!(body(&scene).len() < 16_000, "{} marks, {crowded:?} {half}", body(&scene).len());
            }
        }
    }
}

#[test]
fn until_it_is_packed_a_crowd_in_sight_is_told_by_its_counts() {
    let crowded = Crowded { items: 1700, longest: 400, years: 6, months: false, seed: 3, horizon: 2150 };
    let shown = crowded.shown();
    let timeline = shown.timeline(by_nothing());
    let (from, to) = (year(2023), year(2032));
    let view = Viewport { from, to, scroll: 0.0, size: vec2(1000.0, 900.0) };
    assert!(timeline.layout(from, to).bottom() > 2000.0);
    let scene = timeline.scene(&shown.look(), &view);
    assert_eq!(counted(&scene) as usize, days(&shown).len());
    assert_eq!(timeline.to_pack(&shown.look(), &view).len(), 1);
    assert!(timeline.to_pack(&shown.look(), &view).is_empty(), "told once");
}

#[test]
fn a_counted_mark_tells_what_it_is_made_of() {
    let crowded = Crowded { items: 1700, longest: 400, years: 6, months: false, seed: 3, horizon: 2100 };
    let shown = crowded.shown();
    let timeline = shown.timeline(by_nothing());
    for (from, to) in [(year(2000), year(2101)), (year(2023), year(2032)), (year(2025), year(2027))] {
        let (view, scene) = drawn(&shown, &timeline, from, to);
        let _ = timeline.to_pack_group(&shown.look(), 0).map(roadscope::views::timeline::Packing::run);
        let mut told = 0;
        for (what, rect) in bars(&scene) {
            if let StandsFor::Count { count, .. } = what {
                let lines = timeline.of_what(&shown.look(), &view, rect.center(), what);
                assert!(lines[0].starts_with("Brand: Ash "), "{lines:?}");
                assert_eq!(lines[0], format!("Brand: Ash {count}"));
                told += 1;
            }
        }
        let bars = crowd(&timeline).share_of_bars(timeline.zoom(from, to), view.scale().per_day) > 0.0;
        assert!(told > 0 || bars, "{from} to {to}");
        assert!(rect_of_rows(&scene, &timeline, (from, to)));
    }
}

/// Whether nothing is drawn beneath the rows but the tray.
fn rect_of_rows(scene: &Scene, timeline: &Timeline, (from, to): (f64, f64)) -> bool {
    let bottom = f64::from(HEADER) + timeline.layout(from, to).bottom();
    bars(scene).iter().all(|(what, rect)| {
        !matches!(what, StandsFor::Count { .. }) || f64::from(rect.bottom()) <= bottom + 0.5
    })
}
