//! Tests of coverage: each cell counts what its own filter keeps.

use super::{Coverage, CoverageOptions, CoverageView, Gap};
use crate::explore::sample::{random, random_filter};
use crate::explore::{Filter, Index};
use crate::plan::{Facet, Fact, Field, Kind};
use crate::scene::Metrics;
use crate::views::fixture::{Shown, Sketch, ferries};
use crate::views::roll::{Roll, RollView};
use crate::views::{Look, Looked, PagePart, Prepared};
use emath::{Vec2, vec2};
use proptest::prelude::*;

#[test]
fn what_a_plan_leaves_open_is_counted_and_drawn() {
    let shown = Shown::new(ferries());
    let look = shown.look();
    let ready = CoverageView::ready(&look, &Looked::default());
    let size = ready.wish(vec2(800.0, f32::INFINITY));
    let scene = ready.scene(PagePart { scroll: Vec2::ZERO, size, next: None });
    let told: Vec<&str> = scene.texts().collect();
    for words in ["all that match", "Blue", "Night", "undated", "disputed"] {
        assert!(told.contains(&words), "{words}: {told:?}");
    }
    let coverage = Coverage::new(&look, CoverageOptions::default());
    let at = |gap: Gap| coverage.gaps().iter().position(|known| *known == gap).unwrap();
    // Three classes and three milestones, of which one class has none; nobody is named as a source.
    assert_eq!(coverage.cell(0, at(Gap::Undated)), Some((1, 6)));
    assert_eq!(coverage.cell(0, at(Gap::Plant)), Some((0, 3)));
    assert_eq!(coverage.cell(0, at(Gap::Source)), Some((6, 6)));
}

#[test]
fn what_a_plan_never_speaks_of_is_not_called_open() {
    let shown = Shown::new(ferries());
    let coverage = Coverage::new(&shown.look(), CoverageOptions::default());
    // The ferries stand on no platform, and nobody aims at anything.
    assert!(!coverage.gaps().contains(&Gap::Platform) && !coverage.gaps().contains(&Gap::Rule));
    assert!(coverage.gaps().contains(&Gap::Plant));
    let mut s = Sketch::default();
    let rule = [(Field::Counts, Fact::Text("kind:target".into()))];
    s.add(Kind::Target, "With", &[], &rule);
    s.add(Kind::Target, "Without", &[], &[]);
    let shown = Shown::new(s.plan());
    let coverage = Coverage::new(&shown.look(), CoverageOptions { rows: Facet::Kind });
    let rule = coverage.gaps().iter().position(|gap| *gap == Gap::Rule).unwrap();
    assert_eq!(coverage.cell(0, rule), Some((1, 2)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_cell_filters_to_what_it_counts(plan in random(), asked in random_filter(), facet in 0usize..4) {
        let facet = [Facet::Brand, Facet::Kind, Facet::Theme, Facet::Region][facet];
        let index = Index::new(&plan);
        let metrics = Metrics::new();
        let mut filter = Filter::default();
        for (facet, value, excluded) in asked {
            let facet = Facet::ALL[usize::from(facet) % Facet::ALL.len()];
            // Nothing is compared here, so nothing can be asked of what changed.
            if facet == Facet::Change {
                continue;
            }
            let value = u32::from(value) % plan.items().column(facet).values().len() as u32;
            if excluded { filter.exclude(facet, value) } else { filter.toggle(facet, value) }
        }
        let matching = filter.matching(&plan, &index);
        let look = Look::new(&plan, &filter, &matching, &metrics);
        let coverage = Coverage::new(&look, CoverageOptions { rows: facet });
        for row in 0..coverage.heads().len() {
            for (n, gap) in coverage.gaps().iter().enumerate() {
                let (count, of) = coverage.cell(row, n).unwrap();
                prop_assert!(count <= of);
                // A rule is nothing that a filter asks for.
                if count == 0 || *gap == Gap::Rule {
                    continue;
                }
                let link = Roll::link(&coverage, &look, (row * coverage.gaps().len() + n) as u32).unwrap();
                let parsed = Filter::parse(link.query.as_deref().unwrap_or_default(), &plan);
                prop_assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
                prop_assert_eq!(parsed.filter.matching(&plan, &index).count(), count, "{:?} {:?}", gap, link);
            }
        }
    }
}
