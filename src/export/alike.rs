//! PNG and SVG of one scene laid over each other: the same letters at the same places. It must never ask the
//! program under test how an SVG looks.

use super::*;
use crate::scene::{Metrics, Role, Size, Weight};
use base64::Engine;
use emath::{Pos2, Rect, pos2, vec2};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::{tiny_skia, usvg};
use std::collections::HashMap;
use std::sync::Arc;

const TEXTS: [&str; 9] = [
    "To AVAIL Te, Wy. & <tags>",
    "1920x1080 -> CMF-BEV (E-Tech)  9:30",
    "S\u{30C}koda E\u{301}toile x\u{30C}",
    "Škoda 東京, Łódź 工場",
    "計画 Σχέδιο",
    "דגם 5 (חדש) יושק ב-2027!",
    "إطلاق (2027) في السوق",
    "क्षेत्र योजना ภาษาไทย",
    "Go 🚗🔋 ᚠ",
];

/// The pixels of an SVG as another program draws them, with the fonts that it carries and no others.
fn drawn(svg: &str, width: u32, height: u32) -> Vec<u8> {
    let mut fonts = Database::new();
    let mut known: HashMap<(String, bool), ID> = HashMap::new();
    for rule in svg.split("@font-face{").skip(1) {
        let between = |a: &str, b: &str| rule.split(a).nth(1).unwrap().split(b).next().unwrap().to_owned();
        let data = base64::prelude::BASE64_STANDARD.decode(between("base64,", ")")).unwrap();
        let id = fonts.load_font_source(Source::Binary(Arc::new(data)))[0];
        known.insert((between("font-family:\"", "\""), between("font-weight:", ";") == "600"), id);
    }
    let select = move |font: &usvg::Font, _: &mut Arc<Database>| {
        let families = font.families().iter().map(|family| family.to_string().replace('"', ""));
        families.filter_map(|name| known.get(&(name, font.weight() > 500)).copied()).next()
    };
    let options = usvg::Options {
        fontdb: Arc::new(fonts),
        font_resolver: usvg::FontResolver {
            select_font: Box::new(select),
            select_fallback: Box::new(|_, _, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let mut pixels = tiny_skia::Pixmap::new(width, height).unwrap();
    resvg::render(&tree, tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
    pixels.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect()
}

#[test]
fn a_text_stands_alike_in_png_and_svg() {
    let metrics = Metrics::of_tests();
    for text in TEXTS {
        for (weight, outlines) in
            [(Weight::Regular, false), (Weight::Semibold, false), (Weight::Regular, true)]
        {
            let mut scene = Scene::new(vec2(360.0, 40.0));
            let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, scene.size));
            layer.add(metrics.text(pos2(10.0, 26.0), text, Size::Head, weight, Role::Text));
            let picture = Picture { outlines, ..Picture::new(&scene, Theme::Light) };
            let document = svg(&picture);
            let (theirs, ours) = (drawn(&document, 720, 80), pixels::paint(&picture, 2.0, 720, 80));
            let dark = |pixels: &[u8]| pixels.iter().filter(|p| **p < 128).count();
            let unlike = ours.iter().zip(&theirs).filter(|(a, b)| a.abs_diff(**b) > 128).count();
            // Nothing is where it is not in the other; edges may differ by a shade.
            assert!(dark(&ours) > 500, "{text}: nothing is drawn");
            assert!(unlike * 50 < dark(&ours), "{text}: {unlike} of {} differ\n{document}", dark(&ours));
            assert_eq!(
                document.contains("<text"),
                !outlines && text.contains(|c: char| c.is_alphanumeric() && u32::from(c) < 0x400),
                "{text}"
            );
        }
    }
}

#[test]
fn what_is_searched_in_an_svg_is_found() {
    let metrics = Metrics::of_tests();
    let mut scene = Scene::new(vec2(360.0, 40.0));
    let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, scene.size));
    layer.add(metrics.text(
        pos2(10.0, 26.0),
        "Renault 5, To the Avon",
        Size::Body,
        Weight::Regular,
        Role::Text,
    ));
    layer.add(metrics.text(pos2(10.0, 36.0), "Škoda 東京", Size::Body, Weight::Regular, Role::Text));
    let document = svg(&Picture::new(&scene, Theme::Light));
    assert!(document.contains(">Renault 5, To the Avon</text>"), "{document}");
    assert!(document.contains("aria-label=\"Škoda 東京\""), "{document}");
}
