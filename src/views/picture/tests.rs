//! What holds of every view on pages.

use super::{Order, draw};
use crate::explore::Filter;
use crate::explore::sample::random;
use crate::plan::{BitSet, Facet, Thing};
use crate::scene::{Metrics, Shape, StandsFor};
use crate::views::matrix::Axis;
use crate::views::{Arranged, Look, ViewKind, prepare};
use emath::{Rect, Vec2, vec2};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #[test]
    fn pages_together_show_everything(
        plan in random(), w in 480f32..1600.0, h in 120f32..900.0, view in 0usize..6,
    ) {
        let (metrics, filter) = (Metrics::new(), Filter::default());
        let matching = BitSet::all(plan.items().len());
        let look = Look::new(&plan, &filter, &matching, &metrics);
        let mut views = Arranged::default();
        views.timeline.options.group = [Some(Facet::Brand), None][view % 2];
        if view == 3 {
            let axes = &mut views.matrix.options;
            (axes.rows, axes.columns) = (Axis::Facet(Facet::Status), Axis::Year);
        }
        views.table.options.group = [Some(Facet::Brand), None][view % 2];
        let kind = [ViewKind::Timeline, ViewKind::Matrix, ViewKind::Table][view / 2];
        let prepared = prepare(kind, &look, &views, false);
        let all = prepared.shown(prepared.all(vec2(100_000.0, f32::MAX)));
        let (mut seen, mut scroll) = (BitSet::none(plan.items().len()), Some(Vec2::ZERO));
        for _ in 0..2000 {
            let Some(from) = scroll else { break };
            let part = prepared.part(from, vec2(w, h));
            prop_assert!(part.size.x <= w + 0.5);
            prop_assert!(part.next.is_none_or(|next| next.y > from.y || next.x > from.x), "{part:?}");
            seen.or(&prepared.shown(part));
            scroll = part.next;
        }
        prop_assert_eq!(scroll, None);
        // A page that is lower than one row, or narrower than one column, cannot show it whole.
        if h > 420.0 {
            prop_assert_eq!(seen.iter().collect::<Vec<_>>(), all.iter().collect::<Vec<_>>());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// What is drawn of a timeline is named, whole, on nothing else, and inside the page: as high as it needs, on a
    /// page that chooses, and over the pages of a PDF.
    #[test]
    fn no_mark_of_a_timeline_is_without_its_whole_name(
        plan in random(), w in 480f32..1800.0, h in proptest::option::of(240f32..1200.0), further in any::<bool>(),
        grouped in any::<bool>(), in_each in any::<bool>(),
    ) {
        let (metrics, filter) = (Metrics::new(), Filter::default());
        let matching = BitSet::all(plan.items().len());
        let look = Look { numbered: true, ..Look::new(&plan, &filter, &matching, &metrics) };
        let mut order = Order { further, ..Order::new(ViewKind::Timeline) };
        order.views.timeline.options.group = grouped.then_some(Facet::Brand);
        order.views.timeline.options.in_each = in_each;
        let drawn = draw(&look, &order, w, h);
        let cut = drawn.left.items > 0 && drawn.scene.marks().any(|(_, mark)| says(&mark.shape, "not shown:"));
        for scene in std::iter::once(&drawn.scene).chain(&drawn.further) {
            let mut named: BTreeMap<Thing, String> = BTreeMap::new();
            let mut marked: BTreeSet<Thing> = BTreeSet::new();
            let mut texts: Vec<Rect> = Vec::new();
            for (clip, mark) in scene.marks() {
                let bounds = mark.shape.bounds();
                if let Shape::Text(text) = &mark.shape {
                    let letters = bounds.shrink2(vec2(0.0, text.size.points() * 0.3));
                    if clip.intersects(letters) && !cut {
                        prop_assert!(clip.expand(1.0).contains_rect(letters), "{} is cut off", text.text);
                        texts.push(letters);
                    }
                }
                let StandsFor::Thing(thing) = mark.stands_for else { continue };
                match &mark.shape {
                    Shape::Text(text) => *named.entry(thing).or_default() += &format!(" {}", text.text),
                    Shape::Line { .. } => {}
                    _ if bounds.intersects(*clip) => drop(marked.insert(thing)),
                    _ => {}
                }
            }
            for thing in marked.iter().filter(|_| !cut) {
                let name = plan.record(*thing).name.split_whitespace().collect::<Vec<_>>().join(" ");
                let told = named.get(thing).cloned().unwrap_or_default();
                prop_assert!(told.contains(&name), "{name}: {told}");
            }
            for (n, one) in texts.iter().enumerate() {
                for other in &texts[n + 1..] {
                    prop_assert!(!one.shrink(0.5).intersects(*other), "{one:?} {other:?}");
                }
            }
        }
    }
}

fn says(shape: &Shape, words: &str) -> bool {
    matches!(shape, Shape::Text(text) if text.text.contains(words))
}
