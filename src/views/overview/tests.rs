//! Tests of the overview: what it counts is what the plan says, and every line leads somewhere.

use super::lines::{arrivals, overdue};
use super::{Overview, OverviewOptions, OverviewView, Part};
use crate::changes::compare;
use crate::date::{Day, Moment};
use crate::explore::sample::random;
use crate::explore::{Filter, Index};
use crate::plan::{About, Kind, Plan, Status};
use crate::scene::StandsFor;
use crate::views::fixture::{Shown, Sketch};
use crate::views::roll::{Roll, RollView};
use crate::views::{Looked, PagePart, Prepared};
use emath::{Vec2, vec2};
use proptest::prelude::*;

fn plan(milestones: &[(&str, &str, &str, Option<Status>)]) -> Plan {
    let mut s = Sketch::default();
    s.add(Kind::Brand, "Blue", &[], &[]);
    for (n, (name, kind, when, status)) in milestones.iter().enumerate() {
        s.add(Kind::Model, name, &[], &[]);
        s.milestone_of_kind(&format!("fact {n}"), &[name], when, kind);
        s.last(|record| record.status = *status);
    }
    s.plan_about(About {
        name: "Ferries".into(),
        as_of: Moment::parse("2026-04").ok(),
        arrivals: ["launch".into()].into(),
        ..About::default()
    })
}

const FERRIES: [(&str, &str, &str, Option<Status>); 7] = [
    ("late", "launch", "2025", Some(Status::Announced)),
    ("talked-of", "announcement", "2025", Some(Status::Announced)),
    ("open", "launch", "[2025..]", Some(Status::Announced)),
    ("there", "launch", "2025-06", Some(Status::Done)),
    ("soon", "launch", "2026-Q3", Some(Status::Announced)),
    ("later", "launch", "2027", Some(Status::Announced)),
    ("now", "launch", "2026-04", Some(Status::Announced)),
];

#[test]
fn arrivals_and_what_is_overdue_are_told_apart() {
    let shown = Shown::new(plan(&FERRIES));
    let look = shown.look();
    let now = Moment::parse("2026-04").unwrap().days();
    let names = |lines: Vec<super::Line>| lines.into_iter().map(|line| line.text).collect::<Vec<_>>();
    assert_eq!(names(arrivals(&look, now)), ["now", "soon", "later"]);
    assert_eq!(names(overdue(&look, now)), ["fact 0"]);
    let end = overdue(&look, now).remove(0).end;
    assert_eq!(end, "3 to 4 months");
    let past = (Day(0), Day(0));
    assert!(overdue(&look, past).is_empty());
}

#[test]
fn an_overview_is_drawn_from_the_plan_alone() {
    let shown = Shown::new(plan(&FERRIES));
    let look = shown.look();
    let ready = OverviewView::ready(&look, &Looked::default());
    let size = ready.wish(vec2(960.0, f32::INFINITY));
    let scene = ready.scene(PagePart { scroll: Vec2::ZERO, size, next: None });
    let told: Vec<&str> = scene.texts().collect();
    for words in ["Ferries", "Next arrivals", "soon", "Q3 2026", "Overdue", "fact 0", "3 to 4 months"] {
        assert!(told.contains(&words), "{words}: {told:?}");
    }
}

#[test]
fn what_changed_is_counted_as_the_links_keep_it_and_what_is_silent_never_comes() {
    let mut newer = FERRIES;
    newer[0].3 = Some(Status::Done);
    newer[5].2 = "2028";
    // The newer edition is silent on the two last ones.
    let (older, newer) = (plan(&FERRIES), plan(&newer[..6]));
    let shown = Shown::new(compare(&older, &newer, &[]).unwrap());
    let overview = Overview::new(&shown.look(), OverviewOptions::default());
    let block = overview.block(Part::Changed).unwrap();
    let told: Vec<&str> = block.lines.iter().map(|line| &*line.text).collect();
    assert_eq!(told, ["1 later", "1 with another status", "2 not mentioned any more"]);
    let index = Index::new(&shown.plan);
    for line in &block.lines {
        let parsed = Filter::parse(line.link.query.as_deref().unwrap(), &shown.plan);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        let kept = parsed.filter.matching(&shown.plan, &index).count();
        assert!(line.text.starts_with(&kept.to_string()), "{}: {kept}", line.text);
    }
    let comes = overview.block(Part::Arrivals).unwrap();
    assert!(comes.lines.iter().all(|line| line.text != "now"), "{:?}", comes.lines);
    let alone = Shown::new(newer);
    assert!(Overview::new(&alone.look(), OverviewOptions::default()).block(Part::Changed).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_line_leads_somewhere_and_parts_never_overlap(plan in random(), width in 300f32..1500.0) {
        let shown = Shown::new(plan);
        let look = shown.look();
        let overview = Overview::new(&look, OverviewOptions::default());
        prop_assert!(overview.blocks().iter().all(|block| block.part == Part::Map || !block.lines.is_empty()));
        let ready = OverviewView::ready(&look, &Looked::default());
        let size = ready.wish(vec2(width, f32::INFINITY));
        let scene = ready.scene(PagePart { scroll: Vec2::ZERO, size: vec2(width, size.y), next: None });
        for (_, mark) in scene.marks() {
            if let StandsFor::Link(link) = mark.stands_for {
                let target = Roll::link(&overview, &look, link);
                prop_assert!(target.is_some_and(|link| link.view.is_some() || link.query.is_some()));
                prop_assert!(Roll::words(&overview, look.plan, mark.stands_for).is_some());
            }
        }
        let heights = Roll::heights(&overview, &look, width);
        prop_assert!(heights.iter().all(|height| height.is_finite() && *height >= 0.0));
    }
}
