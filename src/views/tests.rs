//! What holds of every view, whichever there are.

use super::{Arranged, Look, PagePart, ViewKind, focus, prepare};
use crate::date::Day;
use crate::explore::sample::random;
use crate::explore::{Filter, Index};
use crate::plan::BitSet;
use crate::scene::{Metrics, Paint, Role, Shape, StandsFor};
use crate::views::map::Camera;
use crate::views::matrix::Axis;
use emath::{Vec2, pos2, vec2};
use proptest::prelude::*;

fn axis() -> impl Strategy<Value = Axis> {
    let axes: Vec<&str> = crate::plan::Facet::ALL.iter().map(|facet| facet.word()).chain(["year"]).collect();
    proptest::sample::select(axes).prop_map(|word| Axis::from_word(word).unwrap())
}

fn arranged() -> impl Strategy<Value = Arranged> {
    let span = proptest::option::of((-1e5f64..1e5, 1f64..1e5));
    let camera = proptest::option::of((-2.0f32..2.0, -1.0f32..1.0, 1.0f32..1e4));
    let choices =
        (axis(), axis(), any::<bool>(), proptest::collection::btree_set("[a-z\"\\\\ -]{0,6}", 0..4));
    (choices, span, camera, 0.0f64..1e6).prop_map(|((rows, columns, fiscal, keys), span, camera, scroll)| {
        let mut arranged = Arranged::default();
        let timeline = &mut arranged.timeline;
        timeline.options.group = if let Axis::Facet(facet) = rows { Some(facet) } else { None };
        timeline.options.fiscal = fiscal;
        let keys = keys.into_iter().map(|key| super::timeline::GroupKey::Of(key.into()));
        timeline.options.toggled = keys.chain([super::timeline::GroupKey::Undated]).collect();
        timeline.port.span = span.map(|(from, days)| (from, from + days));
        timeline.port.scroll = scroll;
        arranged.map.port.camera =
            camera.map(|(x, y, scale)| Camera { center: pos2(x, y), scale, projection: Default::default() });
        arranged.table.options = arranged.table.options.grouped(arranged.timeline.options.group);
        if let Axis::Facet(facet) = columns {
            let column = super::table::Column::Facet(facet);
            arranged.table.options = arranged.table.options.toggled(column).sorted_by(column);
        }
        arranged.table.options = arranged.table.options.with_width(super::table::Column::When, Some(80.5));
        arranged.table.port.down = scroll;
        (arranged.matrix.options.rows, arranged.matrix.options.columns) = (rows, columns);
        arranged.matrix.port.scroll = (scroll as f32, 3.0);
        arranged
    })
}

#[test]
fn counts_are_parts_of_one_sum_wherever_they_are_told() {
    let plan = crate::file::bundled().plan.unwrap();
    let (index, metrics) = (crate::explore::Index::new(&plan), Metrics::new());
    for query in ["", "brand:nissan", "kind:model", "when:undated", "region:europe when:2026", "disputed:yes"]
    {
        let filter = Filter::parse(query, &plan).filter;
        let matching = filter.matching(&plan, &index);
        let look = Look::new(&plan, &filter, &matching, &metrics);
        let dates = super::Dates::of(&plan, &matching);
        assert_eq!(dates.dated + dates.by_milestones + dates.undated, matching.count(), "{query}");
        // The table shows everything, the timeline what is drawn, and says the rest in the same words.
        let views = Arranged::of(&plan);
        let table = prepare(ViewKind::Table, &look, &views, true);
        let all = table.shown(table.all(vec2(1e5, f32::MAX)));
        assert!(dates.dated == all.count() || table.details(&all).contains(&dates.words(&plan)), "{query}");
        let timeline = prepare(ViewKind::Timeline, &look, &views, true);
        let shown = timeline.shown(timeline.all(vec2(1e5, f32::MAX)));
        let (told, of_shown) = (timeline.details(&shown), super::Dates::of(&plan, &shown));
        assert_eq!(of_shown.undated, dates.undated, "{query}");
        for part in of_shown.words(&plan).split(", ").filter(|part| !part.contains("milestones")) {
            assert!(told.is_empty() || told.contains(part), "{query}: {told} lacks {part}");
        }
        // What lies outside the years is told beneath.
        let beyond = dates.dated - of_shown.dated;
        let notes = timeline.notes(&shown).join(" ");
        assert_eq!(beyond > 0, notes.contains(&format!("{beyond} more item")), "{query}: {notes}");
    }
}

#[test]
fn a_view_is_known_by_its_word() {
    for kind in ViewKind::ALL {
        assert_eq!(ViewKind::from_word(kind.word()), Some(*kind));
        let text = ron::to_string(kind).unwrap();
        assert_eq!(text, format!("\"{}\"", kind.word()));
        assert_eq!(ron::from_str::<ViewKind>(&text).unwrap(), *kind);
    }
    assert!(ron::from_str::<ViewKind>("\"globe\"").unwrap_err().to_string().contains("there is no view"));
}

#[test]
fn what_later_programs_write_is_passed_over_and_what_is_missing_is_as_usual() {
    let read = |text: &str| ron::from_str::<Arranged>(text).unwrap();
    assert_eq!(read("()"), Arranged::default());
    let later = "(globe: (options: (spin: 3)), timeline: (options: (fiscal: true, glow: 1), lens: ()))";
    let mut fiscal = Arranged::default();
    fiscal.timeline.options.fiscal = true;
    assert_eq!(read(later), fiscal);
}

proptest! {
    #[test]
    fn what_is_arranged_is_written_and_read_the_same(arranged in arranged()) {
        let text = ron::to_string(&arranged).unwrap();
        prop_assert_eq!(ron::from_str::<Arranged>(&text).unwrap(), arranged.clone());
        prop_assert_eq!(arranged.clone().tidied(), arranged);
    }

    #[test]
    fn every_mark_is_told_in_words_and_a_summary_counts_what_is_shown(
        plan in random(), arranged in arranged(), width in 300f32..1200.0, live in any::<bool>(),
    ) {
        let (metrics, filter) = (Metrics::new(), Filter::default());
        let matching = BitSet::all(plan.items().len());
        let look = Look::new(&plan, &filter, &matching, &metrics);
        for kind in ViewKind::ALL {
            let view = prepare(*kind, &look, &arranged.whole(), live);
            let part = view.all(vec2(width, 2000.0));
            let scene = view.scene(part);
            let is_told = |what: StandsFor| match what {
                StandsFor::Nothing => false,
                // Nothing opens in a picture.
                StandsFor::Group(_) | StandsFor::Rows(_) => live,
                _ => true,
            };
            for (_, mark) in scene.marks().filter(|(_, mark)| is_told(mark.stands_for)) {
                let words = view.words(mark.stands_for);
                prop_assert!(words.is_some_and(|words| !words.is_empty()), "{kind:?}: {:?}", mark.stands_for);
            }
            let shown = view.shown(PagePart { scroll: Vec2::ZERO, ..part });
            let summary = view.summary(&shown);
            prop_assert!(summary.starts_with(&view.headline()), "{summary}");
            prop_assert!(summary.contains(&view.count(&shown).to_string()), "{summary}");
            prop_assert!(!summary.contains('\n'), "{summary}");
        }
    }
}

/// The number of a caption is that of the tiles, whatever the plan: models by when they come.
#[test]
fn as_many_have_begun_as_a_matrix_shows_begun() {
    for bundled in crate::file::BUNDLED {
        let plan = bundled.load().plan.unwrap();
        let (metrics, filter) = (Metrics::new(), Filter::default());
        let matching = filter.matching(&plan, &Index::new(&plan));
        for year in 2022..2030 {
            let focus = Day::new(year, 6, 30);
            let look = Look { focus, ..Look::new(&plan, &filter, &matching, &metrics) };
            let view = prepare(ViewKind::Matrix, &look, &Arranged::of(&plan), true);
            let part = view.all(emath::vec2(1600.0, 4000.0));
            let (scene, shown) = (view.scene(part), view.shown(part));
            let veiled = |item: usize| {
                let what = StandsFor::Thing(plan.items().thing(item));
                scene.marks().any(|(_, mark)| mark.stands_for == what && is_veil(&mark.shape))
            };
            let later = shown.iter().filter(|item| veiled(*item)).count();
            let undated = shown.iter().filter(|item| look.has_begun(*item, focus.unwrap()).is_none()).count();
            let words = focus::begun(&look, &shown);
            let begun = shown.count() - later - undated;
            assert!(words.starts_with(&format!(", {begun} begun by 30 June {year}")), "{words}: {later}");
            assert_eq!(words.contains(&format!(", {later} later")), later > 0, "{words}");
            assert_eq!(words.contains(&format!(", {undated} undated")), undated > 0, "{words}");
        }
    }
}

fn is_veil(shape: &Shape) -> bool {
    matches!(shape, Shape::Rect { fill: Some(Paint::Solid(ink)), stroke: None, radius, .. }
        if *radius == 4.0 && ink.role == Role::Panel && ink.alpha < 255)
}
