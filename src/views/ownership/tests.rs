//! Tests of ownership: what is drawn of holdings, that nothing stands on anything else, and odd webs of them.

use super::boxes::{Boxes, Node};
use super::gaps::{Placed, Words};
use super::{At, Moments, Ownership, OwnershipOptions, OwnershipView, Which};
use crate::date::{Day, Moment, When};
use crate::explore::holdings::{Holding, Votes};
use crate::plan::{About, Fact, Field, Kind, Plan, Status, Thing};
use crate::scene::Scene;
use crate::views::fixture::{Shown, Sketch, texts};
use crate::views::roll::{Roll, RollView};
use crate::views::{Looked, PagePart, Prepared};
use emath::{Rect, Vec2, vec2};
use proptest::prelude::*;

/// A stake: holder, held, percent, voting, when, status.
type Given<'a> = (usize, usize, Option<f64>, Option<bool>, &'a str, Option<Status>);

fn plan(companies: usize, stakes: &[Given<'_>]) -> Plan {
    let mut s = Sketch::default();
    for n in 0..companies {
        s.add(Kind::Company, &format!("Line {n}"), &[], &[]);
    }
    for (n, (holder, of, percent, voting, when, status)) in stakes.iter().enumerate() {
        let links = [(Field::Holder, format!("line-{holder}")), (Field::Of, format!("line-{of}"))];
        let links: Vec<(Field, &str)> = links.iter().map(|(field, id)| (*field, id.as_str())).collect();
        let percent = percent.map(|percent| (Field::Percent, Fact::Number(percent)));
        let voting = voting.map(|voting| (Field::Voting, Fact::Flag(voting)));
        let facts: Vec<(Field, Fact)> = percent.into_iter().chain(voting).collect();
        s.add(Kind::Stake, &format!("Stake {n}"), &links, &facts);
        s.last(|record| {
            record.when = When::parse(when).ok();
            record.status = *status;
        });
    }
    s.plan_about(About { as_of: Moment::parse("2026-04").ok(), ..About::default() })
}

fn drawn(plan: Plan, width: f32, options: OwnershipOptions) -> (Shown, Scene) {
    let shown = Shown::new(plan);
    let look = shown.look();
    let ready = OwnershipView::ready(&look, &Looked { options, ..Looked::default() });
    let size = ready.wish(vec2(width, f32::INFINITY));
    let scene = ready.scene(PagePart { scroll: Vec2::ZERO, size, next: None });
    (shown, scene)
}

#[test]
fn holdings_are_drawn_before_and_after_they_changed() {
    let stakes: [Given<'_>; 5] = [
        (0, 1, Some(43.4), Some(true), "../2023-11-08", Some(Status::Ended)),
        (0, 1, Some(15.0), Some(true), "2023-11-08/..", Some(Status::Done)),
        (1, 0, Some(15.0), Some(false), "", Some(Status::Done)),
        (1, 2, None, None, "2024/..", None),
        (1, 2, Some(5.0), None, "", Some(Status::Cancelled)),
    ];
    let (_, scene) = drawn(plan(3, &stakes), 760.0, OwnershipOptions::default());
    let golden = include_str!("golden.txt");
    assert_eq!(scene.to_string(), golden, "\n{scene}");
    let told = texts(&scene);
    for words in ["Before 8 November 2023", "with votes, from 43.4 %", "given up"] {
        assert!(told.iter().any(|text| text.contains(words)), "{words}: {told:?}");
    }
}

#[test]
fn odd_holdings_are_drawn_or_explained() {
    let ring: Vec<Given<'_>> = (0..12).map(|n| (n, (n + 1) % 12, Some(60.0), None, "", None)).collect();
    let many: Vec<Given<'_>> = (0..499).map(|n| (n / 7, n + 1, Some(100.0), Some(true), "", None)).collect();
    let odd: [Given<'_>; 6] = [
        (0, 1, Some(70.0), None, "", None),
        (2, 1, Some(60.0), None, "", None),
        (1, 1, Some(5.0), None, "", None),
        (2, 0, None, None, "", None),
        (0, 2, Some(1e9), None, "2030/2020", None),
        (0, 3, Some(-4.0), None, "1800/..", Some(Status::Considered)),
    ];
    for (companies, stakes) in [(12, &ring[..]), (500, &many), (4, &odd)] {
        for width in [300.0, 760.0, 1600.0] {
            for options in
                [OwnershipOptions::default(), OwnershipOptions { moments: Moments::Three, all: true }]
            {
                let (shown, scene) = drawn(plan(companies, stakes), width, options);
                assert!(scene.marks().all(|(_, mark)| mark.shape.bounds().is_finite()));
                let own = Ownership::new(&shown.look(), options);
                assert!(own.boxes.nodes.len() <= 60);
                let things = own.boxes.nodes.iter().filter(|node| matches!(node, Node::Thing(_))).count();
                assert!(companies < 100 || things + own.boxes.left_out >= 60);
                let notes = Roll::notes(&own, &shown.look()).join(" ");
                assert_eq!(own.boxes.left_out > 0, notes.contains("have no box"), "{notes}");
                assert!(companies < 500 || own.boxes.left_out > 0);
                if companies == 4 && width > 1500.0 {
                    let told = texts(&scene);
                    assert!(notes.contains("more than a whole"), "{notes}");
                    assert!(told.iter().any(|text| text.contains("its own")), "{told:?}");
                }
            }
        }
    }
    let (_, scene) = drawn(plan(2, &[]), 760.0, OwnershipOptions::default());
    assert!(texts(&scene).contains(&"This plan states no holding".to_owned()));
}

#[test]
fn effective_holdings_are_told_and_said_to_be_computed() {
    let stakes: [Given<'_>; 2] =
        [(0, 1, Some(50.0), None, "", None), (1, 2, Some(40.0), Some(true), "", None)];
    let shown = Shown::new(plan(3, &stakes));
    let own = Ownership::new(&shown.look(), OwnershipOptions::default());
    let thing = crate::scene::StandsFor::Thing(shown.plan.find("line-0").unwrap());
    let words = Roll::words(&own, &shown.plan, thing).unwrap();
    assert!(words.contains("through chains, computed: 20 % of Line 2"), "{words}");
}

fn graph() -> impl Strategy<Value = Vec<(u32, u32, Option<f64>, bool)>> {
    proptest::collection::vec(
        (0u32..15, 0u32..15, proptest::option::of(0.0f64..130.0), any::<bool>()),
        0..=30,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn boxes_and_words_never_overlap_and_no_arrow_runs_through_a_box(ties in graph(), width in 500f32..1600.0) {
        let holdings: Vec<Holding> = ties
            .iter()
            .map(|(holder, of, percent, is_via)| Holding {
                holder: Thing::nth(*holder),
                of: Thing::nth(*of),
                by: Thing::nth(99),
                percent: *percent,
                votes: Votes::NotStated,
                via: is_via.then(|| "a trust".into()),
                when: None,
                status: None,
                others: Vec::new(),
            })
            .collect();
        let at = At { day: Day(0), which: Which::Now };
        let boxes = Boxes::new(&holdings, &[at], true);
        let words = vec![Words { size: vec2(74.0, 28.0) }; boxes.arrows.len()];
        let percents: Vec<Option<f64>> = boxes.arrows.iter().map(|arrow| holdings[arrow.holding].percent).collect();
        let placed = Placed::new(&boxes, width, &words, &percents);
        let told: Vec<Rect> = placed.lines.iter().filter_map(|line| line.words).collect();
        prop_assert_eq!(told.len() + placed.wordless, boxes.arrows.len());
        let all: Vec<Rect> = placed.boxes.iter().chain(&told).copied().collect();
        for (n, a) in all.iter().enumerate() {
            for b in &all[n + 1..] {
                prop_assert!(!a.shrink(0.1).intersects(b.shrink(0.1)), "{:?} and {:?}", a, b);
            }
        }
        for line in &placed.lines {
            for pair in line.points.windows(2) {
                for step in 0..=20 {
                    let at = pair[0] + (pair[1] - pair[0]) * (step as f32 / 20.0);
                    let inside = placed.boxes.iter().any(|rect| rect.shrink(1.0).contains(at));
                    prop_assert!(!inside, "an arrow runs through a box at {:?}", at);
                }
            }
        }
        prop_assert_eq!(&placed, &Placed::new(&boxes, width, &words, &percents));
    }
}
