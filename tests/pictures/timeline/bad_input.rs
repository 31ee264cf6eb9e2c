//! Plans and viewports that nobody should make: drawn or reported, never a panic.

use super::{COMMON, Shown, ungrouped, whole, year};
use emath::{Vec2, vec2};
use roadscope::export::{Picture, svg};
use roadscope::file;
use roadscope::plan::Facet;
use roadscope::scene::{Shape, Theme};
use roadscope::views::timeline::{GroupKey, GroupOrder, TimelineChoices, Viewport, home, limits};
use std::fmt::Write as _;

/// Draws a plan in every arrangement; the first also as SVG.
fn every_way(shown: &Shown) {
    let groups = Facet::ALL.iter().map(|f| Some(*f)).chain([None]);
    for (n, group) in groups.enumerate() {
        for order in [GroupOrder::Plan, GroupOrder::Name, GroupOrder::Count, GroupOrder::Time] {
            let toggled = if order == GroupOrder::Name {
                [GroupKey::Undated, GroupKey::All, GroupKey::Of("none".into())].into()
            } else {
                [].into()
            };
            let options = TimelineChoices {
                group,
                color: group.unwrap_or(Facet::Kind),
                order,
                fiscal: true,
                toggled,
                ..TimelineChoices::default()
            };
            let timeline = shown.timeline(options);
            let (from, to) = if order == GroupOrder::Time { limits(&shown.plan) } else { home(&shown.plan) };
            let view = Viewport { from, to, scroll: 0.0, size: vec2(1000.0, 600.0) };
            let scene = timeline.scene(&shown.look(), &view);
            assert!(scene.layers.len() >= 4);
            if n == 0 && order == GroupOrder::Plan {
                let text = svg(&Picture::new(&scene, Theme::Light));
                assert!(!text.is_empty());
            }
            let _ = timeline.legend(&shown.look());
        }
    }
}

fn one(what: &str, when: &str) -> String {
    format!("what: \"{what}\", of: [\"both\"], when: \"{when}\"")
}

#[test]
fn dates_at_the_edges_and_spans_of_nothing_and_of_three_hundred_years() {
    let dates = [
        "1800",
        "1800-01-01",
        "2200",
        "2200-12-31",
        "1800/2200",
        "1800-01-01/2200-12-31",
        "../2200",
        "1800/..",
        "[..1800]",
        "[2200..]",
        "2026-05-05/2026-05-05",
        "180X",
        "2200~",
    ];
    every_way(&Shown::milestones(&dates.map(|d| one(d, d))));
    // One alone: the plan is then as long as its span.
    for date in dates {
        every_way(&Shown::milestones(&[one(date, date)]));
    }
}

#[test]
fn dates_beyond_the_edges_are_told() {
    for date in ["1799-12-31", "2201", "2026/1900", "0000", "-2026", "2026-02-30", "[2030..2020]"] {
        let text = format!("({COMMON} milestones: [(id: \"m\", {})])", one("x", date));
        let loaded = file::parse("test.ron", text.as_bytes());
        assert!(loaded.has_errors(), "{date} is taken");
        if let Some(plan) = loaded.plan {
            every_way(&Shown::of(plan));
        }
    }
}

#[test]
fn ten_thousand_on_one_day() {
    let list: Vec<String> = (0..10_000).map(|n| one(&format!("n {n}"), "2026-05-05")).collect();
    let shown = Shown::milestones(&list);
    every_way(&shown);
    let timeline = shown.timeline(TimelineChoices { every_row: [GroupKey::All].into(), ..ungrouped() });
    let view = whole(&timeline, year(2026), 365.0, 900.0);
    timeline.pack(&shown.look(), &view);
    let scene = timeline.scene(&shown.look(), &view);
    let diamonds = scene.marks().filter(|(_, m)| matches!(m.shape, Shape::Polygon { .. })).count();
    assert_eq!(diamonds, 10_000, "each has a lane of its own where the group is opened");
}

#[test]
fn titles_of_every_kind() {
    let long = "wide ".repeat(2000);
    let titles = [
        &long,
        &"W".repeat(10_000),
        &"日".repeat(3333),
        "x",
        "שלום עולם",
        "مرحبا 2026 abc",
        "東京の工場",
        "👩‍👩‍👧 e\u{301}",
        "<b>&amp;</b>",
    ];
    let list = titles.iter().enumerate().map(|(n, t)| one(t, &format!("20{}-0{}", 24 + n % 6, 1 + n % 9)));
    let undated = titles.iter().map(|t| format!("what: \"{t}\""));
    every_way(&Shown::milestones(&list.chain(undated).collect::<Vec<_>>()));
}

#[test]
fn titles_that_are_empty_or_too_long_are_told_or_drawn() {
    let short = ["", " ", "a\\nb", "\u{202e}over\u{202c}"].map(str::to_owned);
    for title in short.into_iter().chain(["日".repeat(3334), "x".repeat(10_001)]) {
        let text = format!("({COMMON} milestones: [(id: \"m\", {})])", one(&title, "2026"));
        let loaded = file::parse("test.ron", text.as_bytes());
        assert!(loaded.plan.is_some() || loaded.has_errors());
        if title.len() > 10_000 {
            assert!(loaded.has_errors());
        }
        if let Some(plan) = loaded.plan {
            every_way(&Shown::of(plan));
        }
    }
}

#[test]
fn five_thousand_groups() {
    let mut text =
        String::from("(version: 1, id: \"p\", name: \"P\", companies: [(id: \"c\", name: \"C\")], brands: [");
    (0..5000)
        .for_each(|n| write!(text, "(id: \"b{n}\", name: \"Brand {n}\", company: \"c\"),").expect("text"));
    text += "], milestones: [";
    (0..5000).for_each(|n| {
        write!(text, "(id: \"m{n}\", what: \"M {n}\", of: [\"b{n}\"], when: \"2026-{:02}\"),", 1 + n % 12)
            .expect("text");
    });
    let shown = Shown::new(&(text + "])"));
    assert_eq!(shown.timeline(TimelineChoices::default()).groups().len(), 5000);
    every_way(&shown);
}

#[test]
fn a_plan_of_nothing() {
    every_way(&Shown::milestones::<&str>(&[]));
    every_way(&Shown::milestones(&["what: \"never\""]));
}

#[test]
fn viewports_that_cannot_be() {
    let strange = [0.0, -1.0, 1e-30, 1e9, -1e9, 1e30, f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
    let shown =
        Shown::milestones(&[one("a", "2026"), one("b", "2026-05-05"), "what: \"undated\"".to_owned()]);
    let timeline =
        shown.timeline(TimelineChoices { toggled: [GroupKey::Undated].into(), ..TimelineChoices::default() });
    let draw = |from: f64, to: f64, scroll: f64, size: Vec2| {
        let scene = timeline.scene(&shown.look(), &Viewport { from, to, scroll, size });
        // No more than a screen full, however much was asked for.
        assert!(scene.marks().count() < 40_000, "{from} {to} {scroll} {size:?}");
        let _ = (timeline.full_height(size.x, (from, to)), scene.hit(emath::pos2(300.0, 80.0)));
    };
    let (from, to) = home(&shown.plan);
    for a in strange {
        for b in strange {
            draw(from, to, 0.0, vec2(a, b));
            draw(f64::from(a), f64::from(b), 0.0, vec2(900.0, 600.0));
            draw(from + f64::from(a), to, f64::from(b), vec2(900.0, 600.0));
            draw(from, to, f64::from(a), vec2(900.0, b));
        }
    }
}
