//! A text as glyphs in the order that they are drawn, each with its place, for formats that ask for that.
//!
//! It must never move letters of the bundled font from where the scene measured them.

use super::fallback::{Fallback, is_invisible};
use crate::scene::Weight;
use fontdb::ID;
use harfrust::{Direction, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};

/// A part of a text in one face and direction.
#[derive(Debug, PartialEq)]
pub(super) struct Run {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// A face of the system; `None` for the bundled font.
    pub(super) face: Option<ID>,
    /// Whether it is written from right to left.
    pub(super) backwards: bool,
}

/// The parts of a text from left to right.
pub(super) fn runs(text: &str, weight: Weight, bundled: &Charmap<'_>, fallback: &Fallback) -> Vec<Run> {
    let face = |c: char| match bundled.map(c) {
        Some(_) => None,
        None => fallback.face(c, weight),
    };
    let bidi = BidiInfo::new(text, Some(Level::ltr()));
    let Some(paragraph) = bidi.paragraphs.first() else { return Vec::new() };
    let (levels, ordered) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut out = Vec::new();
    for range in ordered {
        let backwards = levels.get(range.start).is_some_and(|l| l.is_rtl());
        let mut parts: Vec<Run> = Vec::new();
        for (at, c) in text.get(range.clone()).unwrap_or("").char_indices() {
            let at = range.start + at;
            let end = at + c.len_utf8();
            let face = face(c);
            match parts.last_mut() {
                // What joins words of another script, or changes the letter before it, stays with them.
                Some(last) if last.face == face || is_invisible(c) || (backwards && !c.is_alphanumeric()) => {
                    last.range.end = end;
                }
                _ => parts.push(Run { range: at..end, face, backwards }),
            }
        }
        if backwards {
            parts.reverse();
        }
        out.extend(parts);
    }
    out
}

/// The glyphs of a part in the bundled font: one a character, each with its own width.
pub(super) fn plain(text: &str, font: &FontRef<'_>) -> Vec<KrillaGlyph> {
    let map = font.charmap();
    let size = skrifa::instance::Size::unscaled();
    let location = skrifa::instance::LocationRef::default();
    let em = f32::from(font.metrics(size, location).units_per_em.max(1));
    let widths = font.glyph_metrics(size, location);
    text.char_indices()
        .filter(|(_, c)| map.map(*c).is_some() || !is_invisible(*c))
        .map(|(at, c)| {
            let glyph = map.map(c).unwrap_or_default();
            let advance = widths.advance_width(glyph).unwrap_or(0.0) / em;
            glyph_at(glyph.to_u32(), advance, (0.0, 0.0), at..at + c.len_utf8())
        })
        .collect()
}

/// The glyphs of a part in another font, shaped as its script asks.
pub(super) fn shaped(text: &str, data: &[u8], index: u32, backwards: bool) -> Vec<KrillaGlyph> {
    let Ok(font) = harfrust::FontRef::from_index(data, index) else { return Vec::new() };
    let shaper_data = ShaperData::new(&font);
    let shaper = shaper_data.shaper(&font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(if backwards { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    let em = shaper.units_per_em().max(1) as f32;
    let shaped = shaper.shape(buffer, ShapeOptions::new());
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|i| i.cluster as usize).collect();
    starts.push(text.len());
    starts.sort_unstable();
    let end = |start: usize| starts.iter().copied().find(|s| *s > start).unwrap_or(text.len());
    shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, at)| {
            let start = info.cluster as usize;
            let offset = (at.x_offset as f32 / em, at.y_offset as f32 / em);
            glyph_at(info.glyph_id, at.x_advance as f32 / em, offset, start..end(start))
        })
        .collect()
}

fn glyph_at(id: u32, advance: f32, offset: (f32, f32), range: Range<usize>) -> KrillaGlyph {
    KrillaGlyph::new(GlyphId::new(id), advance, offset.0, offset.1, 0.0, range, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{REGULAR, Scene};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_hold_the_whole_text_once(text in "[a-z0-9 .\u{627}-\u{64A}\u{5D0}-\u{5EA}日本]{0,40}") {
            let font = FontRef::new(REGULAR).unwrap();
            let fallback = Fallback::new([&Scene::default()]);
            let mut ranges: Vec<_> = runs(&text, Weight::Regular, &font.charmap(), &fallback)
                .into_iter().map(|r| r.range).collect();
            ranges.sort_by_key(|r| r.start);
            let joined: String = ranges.into_iter().map(|r| &text[r]).collect();
            prop_assert_eq!(joined, text);
        }
    }

    #[test]
    fn glyphs_stand_where_the_scene_measured_them() {
        use crate::scene::{Metrics, Size};
        let text = "To AVAIL: Škoda 28.4 %";
        let glyphs = plain(text, &FontRef::new(REGULAR).unwrap());
        let width: f32 = glyphs.iter().map(|g| g.x_advance).sum::<f32>() * 12.0;
        let measured = Metrics::new().width(text, Size::Body, Weight::Regular);
        assert!((width - measured).abs() < 0.01, "{width} {measured}");
    }
}
