//! The text room's faces for egui, and its lines as egui paints them: each run by itself, in its own face.
//!
//! It must never choose a face, nor a place for a run: both are the text room's.

use super::style;
use crate::scene::{Face, Line, Metrics, Run, Text, Weight};
use egui::epaint::text::{
    FallbackRequest, FontData, FontInsert, FontPriority, FontProvider, FontTweak, InsertFontFamily,
    VariationCoords,
};
use egui::epaint::{Shape, TextShape};
use egui::{Color32, FontFamily, FontId, Painter, Pos2, vec2};
use icu_properties::CodePointMapData;
use icu_properties::props::BidiMirroringGlyph;
use std::borrow::Cow;

/// Gives egui the faces that the text room has chosen.
pub(super) struct Faces(pub(super) Metrics);

impl FontProvider for Faces {
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        let face = match family {
            FontFamily::Name(name) => self.0.face_of_name(name),
            FontFamily::Proportional | FontFamily::Monospace => None,
        };
        face.map(|face| insert(&face, family)).into_iter().collect()
    }

    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let weight = if *request.family == style::semibold() { Weight::Semibold } else { Weight::Regular };
        let face = self.0.face(request.cluster, weight).filter(|face| face.weight().is_none())?;
        Some(insert(&face, request.family))
    }
}

fn insert(face: &Face, family: &FontFamily) -> FontInsert {
    let (data, index) = face.data();
    let (data, _) = data.clone().into_raw_parts();
    let coords = VariationCoords::new(face.variations().iter().map(|(tag, at)| (tag, *at)));
    let data = FontData::from_blob(data, index).tweak(FontTweak { coords, ..FontTweak::default() });
    let family = InsertFontFamily { family: family.clone(), priority: FontPriority::Lowest };
    FontInsert::new(&face.name(), data, vec![family])
}

/// The shapes of a text whose baseline begins at a point.
pub(super) fn shapes(painter: &Painter, text: &Text, at: Pos2, color: Color32, out: &mut Vec<Shape>) {
    let font = style::font(text.size, text.weight);
    // egui shapes with the same shaper: in one face and from left to right its line is the text room's.
    if text.is_plain() {
        return out.push(shape(painter, text.text.to_string(), font, at, color));
    }
    let line = text.line();
    for run in &line.runs {
        let words = words(&line, run).into_owned();
        let font = match run.face.weight() {
            Some(_) => font.clone(),
            None => FontId::new(font.size, FontFamily::Name(run.face.name().into())),
        };
        out.push(shape(painter, words, font, at + vec2(run.x * text.size.points(), 0.0), color));
    }
}

fn shape(painter: &Painter, words: String, font: FontId, at: Pos2, color: Color32) -> Shape {
    let galley = painter.layout_no_wrap(words, font, color);
    let baseline = galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |g| g.pos.y);
    TextShape::new(at - vec2(0.0, baseline), galley, color).into()
}

/// The text of a run as egui is to be given it, which takes a direction only from letters: signs alone that
/// stand among words from right to left are turned round here.
fn words<'a>(line: &'a Line, run: &Run) -> Cow<'a, str> {
    let words = line.text.get(run.range.clone()).unwrap_or_default();
    if !run.backwards || words.chars().any(char::is_alphabetic) {
        return Cow::Borrowed(words);
    }
    let mirrors = CodePointMapData::<BidiMirroringGlyph>::new();
    let mirrored = |c: char| mirrors.get(c).mirroring_glyph.unwrap_or(c);
    Cow::Owned(words.chars().rev().map(mirrored).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Role, Size};
    use skrifa::MetadataProvider;

    const TEXTS: [&str; 10] = [
        "To AVAIL Te, Wy.",
        "1920x1080 -> CMF-BEV (E-Tech) 9:30",
        "S\u{30C}koda E\u{301}toile",
        "Škoda 東京, Łódź 工場",
        "計画 Σχέδιο",
        "דגם 5 (חדש) יושק ב-2027!",
        "إطلاق (2027) في السوق",
        "क्षेत्र योजना",
        "ภาษาไทยที่นั่น",
        "Go 🚗🔋",
    ];

    /// Where the text room puts each glyph that shows, in points.
    fn ours(text: &Text) -> Vec<f32> {
        let line = text.line();
        let shows = |face: &Face, id: u32| {
            let glyphs = face.font().map(|font| font.outline_glyphs());
            let bounds = glyphs.and_then(|all| all.get(skrifa::GlyphId::new(id))).map(|outline| {
                let mut pen = skrifa::outline::pen::SvgPen::new();
                let size = skrifa::instance::Size::new(20.0);
                outline.draw(size, &mut pen).is_ok() && !pen.to_string().is_empty()
            });
            bounds.unwrap_or(false)
        };
        let glyphs = line.runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (&run.face, glyph)));
        let seen = glyphs.filter(|(face, glyph)| shows(face, glyph.id));
        let mut places: Vec<f32> = seen.map(|(_, glyph)| text.at.x + glyph.x * text.size.points()).collect();
        places.sort_by(f32::total_cmp);
        places
    }

    /// Where egui puts them.
    fn theirs(shapes: &[Shape]) -> Vec<f32> {
        let mut places = Vec::new();
        for shape in shapes {
            let Shape::Text(shape) = shape else { continue };
            for glyph in shape.galley.rows.iter().flat_map(|row| &row.glyphs) {
                if !glyph.uv_rect.is_nothing() {
                    places.push(shape.pos.x + glyph.pos.x);
                }
            }
        }
        places.sort_by(f32::total_cmp);
        places
    }

    #[test]
    fn the_window_draws_letters_where_pictures_do() {
        let metrics = Metrics::of_tests();
        for scale in [1.0, 1.5, 2.0] {
            let context = egui::Context::default();
            style::install_with(&context, metrics.clone());
            context.set_pixels_per_point(scale);
            context.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                for (text, weight) in TEXTS.iter().flat_map(|t| [(t, Weight::Regular), (t, Weight::Semibold)])
                {
                    let text = metrics.mark(egui::pos2(20.0, 20.0), text, Size::Body, weight, Role::Text);
                    let mut shapes_of = Vec::new();
                    shapes(ui.painter(), &text, text.at, Color32::BLACK, &mut shapes_of);
                    let (ours, theirs) = (ours(&text), theirs(&shapes_of));
                    assert_eq!(ours.len(), theirs.len(), "{}: {ours:?}, not {theirs:?}", text.text);
                    for (a, b) in ours.iter().zip(&theirs) {
                        // Half a point; egui tells places in whole pixels and keeps the rest to itself.
                        assert!((a - b).abs() <= 0.5 + 0.51 / scale, "{}: {a}, not {b}", text.text);
                    }
                    let wide = shapes_of.last().map_or(0.0, |shape| match shape {
                        Shape::Text(shape) => shape.pos.x + shape.galley.intrinsic_size().x - text.at.x,
                        _ => 0.0,
                    });
                    assert!(
                        (wide - text.width).abs() <= 0.5,
                        "{}: {wide} wide, not {}",
                        text.text,
                        text.width
                    );
                }
            });
            output.textures_delta.clear();
        }
    }
}
