//! What holds of every view on pages.

use crate::explore::Filter;
use crate::explore::sample::random;
use crate::plan::{BitSet, Facet};
use crate::scene::Metrics;
use crate::views::matrix::Axis;
use crate::views::{Arranged, Look, ViewKind, prepare};
use emath::{Vec2, vec2};
use proptest::prelude::*;

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
