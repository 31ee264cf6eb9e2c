//! Pictures of one scene that holds every kind of mark. It must never judge a single format by itself.

use super::*;
use crate::plan::Thing;
use crate::scene::{Area, Ink, Metrics, Paint, Role, Shape, Size, Stroke, Weight};
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use proptest::prelude::*;
use std::sync::Arc;

/// Every kind of mark, paint and script.
pub(super) fn every_mark() -> Scene {
    let m = Metrics::new();
    let mut scene = Scene::new(vec2(640.0, 400.0));
    let text = |at: Pos2, text: &str, size, weight, role: Role| m.text(at, text, size, weight, role);
    let all = Rect::from_min_size(Pos2::ZERO, scene.size);
    let layer = scene.layer(all);
    let head = "To the Avon: Škoda & <Citroën> \"Te\", 1920x1080 -> CMF-BEV 28.4 %";
    layer.add(text(pos2(16.0, 30.0), head, Size::Head, Weight::Semibold, Role::Text));
    for (n, size) in [Size::Tick, Size::Note, Size::Body, Size::Title].into_iter().enumerate() {
        let y = 54.0 + 18.0 * n as f32;
        let words = "日本 and a\u{1}b  two spaces, Milestones 2026 Q3, Renault 5 العربية هنا end";
        let shape = text(pos2(16.0, y), words, size, Weight::Regular, Role::Muted);
        layer.add(Shape::line(
            pos2(16.0, y + 4.0),
            pos2(shape.bounds().max.x, y + 4.0),
            Stroke::new(Role::Accent, 1.0),
        ));
        layer.add(shape);
    }
    let fades = [(0.0, 0.0), (40.0, 0.0), (0.0, 40.0), (40.0, 40.0), (300.0, 100.0)];
    for (n, (left, right)) in fades.into_iter().enumerate() {
        let rect = Rect::from_min_size(pos2(16.0, 140.0 + 24.0 * n as f32), vec2(180.0, 18.0));
        let fill = Paint::Fade { ink: Role::Category(n as u32).into(), left, right };
        layer.add_for(
            StandsFor::Thing(Thing::nth(n)),
            Shape::Rect { rect, radius: 3.0, fill: Some(fill), stroke: None },
        );
        let center = pos2(216.0, rect.center().y);
        layer.add(Shape::diamond(center, 8.0, Some(Paint::Solid(Role::Category(n as u32).into())), None));
        let ring = Some(Stroke::new(Role::Text, 1.5));
        let fill = Some(Ink::thin(Role::Category(n as u32), 120));
        layer.add(Shape::Circle { center: center + vec2(24.0, 0.0), radius: 6.0, fill, stroke: ring });
        let dashed = Some(Stroke::dashed(Role::Category(n as u32), 1.0, 3.0));
        let rect = rect.translate(vec2(250.0, 0.0));
        layer.add(Shape::Rect { rect, radius: 9.0, fill: None, stroke: dashed });
    }
    let rect = Rect::from_min_size(pos2(480.0, 140.0), vec2(140.0, 60.0));
    let hatch = Some(Paint::Hatch(Role::Line.into()));
    layer.add(Shape::Rect { rect, radius: 0.0, fill: hatch, stroke: Some(Stroke::new(Role::Line, 1.0)) });
    let corners =
        [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0)];
    let points = corners.iter().map(|(x, y)| pos2(*x, *y)).collect();
    let area = Arc::new(Area::new(points, vec![4, 8], Vec::new()));
    let outline = Some(Stroke::new(Role::Panel, 0.5));
    layer.add(Shape::Area {
        area: area.clone(),
        scale: 8.0,
        origin: pos2(480.0, 220.0),
        fill: Paint::Solid(Role::Ramp(2).into()),
        stroke: outline,
    });
    let fill = Paint::Hatch(Role::Muted.into());
    layer.add(Shape::Area { area, scale: 5.0, origin: pos2(575.0, 220.0), fill, stroke: outline });
    let clip = Rect::from_min_size(pos2(16.0, 290.0), vec2(300.0, 60.0));
    let cut = scene.layer(clip);
    cut.add(Shape::filled(clip.expand(50.0), Role::Chosen));
    let words = "This line is longer than the room that its layer has, and is cut off at its edge";
    cut.add(text(pos2(20.0, 320.0), words, Size::Body, Weight::Regular, Role::Text));
    let nowhere = Rect::from_min_size(pos2(f32::NAN, 0.0), Vec2::splat(5.0));
    cut.add(Shape::filled(nowhere, Role::Accent));
    scene
}

fn look_at(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("ROADSCOPE_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

#[test]
fn same_input_same_bytes() {
    for (theme, word) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let (one, other) = (every_mark(), every_mark());
        let (one, other) = (Picture::new(&one, theme), Picture::new(&other, theme));
        let text = svg(&one);
        look_at(&format!("every-{word}.svg"), text.as_bytes());
        assert_eq!(text, svg(&other));
        let image = png(&one, 2.0).unwrap();
        look_at(&format!("every-{word}.png"), &image);
        assert_eq!(image, png(&other, 2.0).unwrap());
        let page = pdf(&one).unwrap();
        look_at(&format!("every-{word}.pdf"), &page);
        assert_eq!(page, pdf(&other).unwrap());
    }
}

#[test]
fn what_has_no_place_is_left_out() {
    let scene = every_mark();
    assert!(!svg(&Picture::new(&scene, Theme::Light)).contains("NaN"));
}

#[test]
fn too_many_pixels_are_refused_with_a_remedy() {
    let scene = every_mark();
    let message = png(&Picture::new(&scene, Theme::Light), 30.0).unwrap_err().to_string();
    assert!(message.contains("smaller") && message.contains("16384"), "{message}");
}

#[test]
fn a_zoomed_picture_keeps_its_proportion() {
    let scene = every_mark();
    let picture = Picture::new(&scene, Theme::Light).as_wide_as(320.0);
    assert_eq!(picture.size(), vec2(320.0, 200.0));
    let text = svg(&picture);
    assert!(text.contains("width=\"320\" height=\"200\" viewBox=\"0 0 640 400\""));
    let image = png(&picture, 1.0).unwrap();
    assert_eq!(image.get(16..24), Some([0, 0, 1, 64, 0, 0, 0, 200].as_slice()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_a_text_holds_it_is_drawn(text in any::<String>(), x in number(), y in number()) {
        let m = Metrics::new();
        let mut scene = Scene::new(vec2(100.0, 60.0));
        let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, scene.size));
        layer.add(m.text(pos2(10.0, 30.0), &text, Size::Body, Weight::Semibold, Role::Text));
        layer.add(m.text(pos2(x, y), &text, Size::Body, Weight::Regular, Role::Text));
        layer.add(Shape::diamond(pos2(x, 30.0), y, Some(Paint::Hatch(Role::Text.into())), None));
        let fade = Paint::Fade { ink: Role::Text.into(), left: x, right: y };
        let rect = Rect::from_min_max(pos2(1.0, 1.0), pos2(90.0, y));
        layer.add(Shape::Rect { rect, radius: x, fill: Some(fade), stroke: Some(Stroke::new(Role::Line, y)) });
        let picture = Picture { title: &text, about: &text, ..Picture::new(&scene, Theme::Dark) };
        prop_assert!(png(&picture, 1.0).is_ok());
        prop_assert!(pdf(&picture).is_ok());
        let drawn = svg(&picture);
        prop_assert!(resvg::usvg::Tree::from_str(&drawn, &resvg::usvg::Options::default()).is_ok());
    }
}

/// Any number, sensible ones more often.
fn number() -> impl Strategy<Value = f32> {
    prop_oneof![any::<f32>(), -2e7f32..2e7, -200f32..200.0]
}
