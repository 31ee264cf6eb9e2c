//! What a reader may rely on around every view.

use super::*;
use crate::views::SWATCH;
use proptest::prelude::*;

fn entry(label: String) -> LegendEntry {
    LegendEntry { swatch: Shape::filled(Rect::from_min_size(Pos2::ZERO, SWATCH), Role::Accent), label }
}

fn full(words: usize, many: usize) -> Page {
    let long = |n: usize| vec!["Mitsubishi"; n].join(" ");
    Page {
        title: long(words),
        subtitle: long(words * 2),
        warning: long(words / 3),
        legend: (0..many).map(|n| entry(format!("Brand {n} {}", long(n % 4)))).collect(),
        notes: (0..many / 4).map(|n| format!("{n} items name no region.")).collect(),
        sources: (0..many)
            .map(|n| Cited {
                whole: format!("Source {n} {}", long(words)),
                short: format!("{n} {}", long(n % 5)),
            })
            .collect(),
        edition: Edition {
            name: format!("Edition {}", long(words)),
            as_of: "as of December 2025".to_owned(),
        },
        view_height: 2000.0,
        ..Page::default()
    }
}

/// The furniture's shapes and the room of the view.
fn drawn(page: &Page, size: Vec2) -> (Vec<Shape>, Vec2) {
    let layout = PageLayout::new(page, size.x, Some(size.y), &Metrics::new());
    let room = layout.view().size();
    let scene = layout.around(Scene::new(room));
    assert_eq!(scene.size, size);
    (scene.marks().map(|(_, mark)| mark.shape.clone()).collect(), room)
}

proptest! {
    #[test]
    fn nothing_overlaps_or_leaves_the_page(
        words in 0usize..60, many in 0usize..80, w in 240f32..2400.0, h in 320f32..1600.0,
        view_height in 0f32..2000.0,
    ) {
        let page_ = Page { view_height, ..full(words, many) };
        let (shapes, room) = drawn(&page_, vec2(w, h));
        prop_assert!(room.x > 0.0 && room.y > 0.0);
        let texts: Vec<Rect> = shapes.iter().filter(|s| matches!(s, Shape::Text(_))).map(Shape::bounds).collect();
        for (n, one) in texts.iter().enumerate() {
            prop_assert!(one.left() >= 0.0 && one.right() <= w + 0.5 && one.bottom() <= h + 0.5, "{one:?}");
            for other in &texts[n + 1..] {
                // Ascent and descent keep more room than letters take.
                prop_assert!(!one.shrink2(vec2(0.0, 3.0)).intersects(other.shrink2(vec2(0.0, 3.0))), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_page_of_its_own_height_gives_the_view_what_it_asked(
        words in 0usize..20, many in 0usize..40, w in 300f32..2400.0, wish in 1f32..4000.0,
    ) {
        let page = Page { view_height: wish, ..full(words, many) };
        let layout = PageLayout::new(&page, w, None, &Metrics::new());
        prop_assert_eq!(layout.view().height(), wish.ceil());
        prop_assert!(layout.dropped().is_empty());
        let again = PageLayout::new(&page, w, Some(layout.size().y), &Metrics::new());
        prop_assert_eq!(again.view(), layout.view());
    }

    #[test]
    fn nothing_around_a_view_takes_what_it_needs(
        words in 0usize..20, many in 0usize..60, w in 300f32..2400.0, h in 320f32..1600.0, wish in 1f32..2000.0,
    ) {
        let room = |wish: f32| {
            let layout = PageLayout::new(&Page { view_height: wish, ..full(words, many) }, w, Some(h), &Metrics::new());
            (layout.view().height(), layout.dropped().to_vec())
        };
        // What is left where the view asks for more than there is, with the fewest sources.
        let (most, dropped) = room(10_000.0);
        let (given, now_dropped) = room(wish);
        prop_assert!(given >= wish.ceil().min(most), "{given} of {most} for {wish}");
        // Of two parts the weightier is kept: with more room it may take that of several lighter ones.
        let kept = |dropped: &[&str]| ["legend", "notes", "source", "sources"].map(|part| !dropped.contains(&part));
        prop_assert!(kept(&now_dropped) >= kept(&dropped), "{now_dropped:?} rather than {dropped:?}");
    }
}

#[test]
fn what_has_no_room_is_told() {
    let drawn = |h: f32| PageLayout::new(&full(1, 30), 640.0, Some(h), &Metrics::new()).dropped().to_vec();
    assert_eq!(drawn(300.0), ["legend", "notes", "sources"]);
    assert!(drawn(900.0).is_empty());
}

#[test]
fn the_date_of_an_edition_is_never_cut_off() {
    let (shapes, _) = drawn(&full(40, 3), vec2(480.0, 700.0));
    let texts: Vec<String> = shapes.iter().map(ToString::to_string).collect();
    assert!(texts.iter().any(|t| t.contains("…, as of December 2025")), "{texts:#?}");
}

#[test]
fn what_does_not_fit_is_counted() {
    let (shapes, _) = drawn(&full(3, 70), vec2(900.0, 900.0));
    let texts: Vec<String> = shapes.iter().map(ToString::to_string).collect();
    assert_eq!(texts.iter().filter(|t| t.contains(" more")).count(), 2, "{texts:#?}");
    assert!(texts.iter().any(|t| t.contains("Sources (70)")));
}

#[test]
fn plain_leaves_the_view_alone() {
    let page_ = Page { plain: true, ..full(3, 8) };
    let (shapes, room) = drawn(&page_, vec2(400.0, 300.0));
    assert!(shapes.is_empty());
    assert_eq!(room, vec2(400.0, 300.0));
}
