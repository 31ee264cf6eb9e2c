//! Text metrics: how wide a text is in the bundled font, before anything is drawn.
//!
//! It must never be asked for a font other than the bundled one: characters that it lacks come from the
//! system when drawn, and are measured here by their cell width (a wide one is an em, a narrow one half).

use super::{Ink, Shape, Text};
use emath::Pos2;
use skrifa::instance::{LocationRef, Size as FontSize};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;
use unicode_width::UnicodeWidthChar;

/// The bundled font, regular.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// The bundled font, semibold.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// The name that the bundled font goes by in pictures.
pub const FAMILY: &str = "Inter";

/// How large a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Axis ticks and counts: 10 points.
    Tick,
    /// Notes and legends: 11 points.
    Note,
    /// Text: 12 points.
    Body,
    /// Titles of views: 13 points.
    Title,
    /// What is selected, and titles of pictures: 18 points.
    Head,
}

impl Size {
    /// In points.
    pub fn points(self) -> f32 {
        match self {
            Self::Tick => 10.0,
            Self::Note => 11.0,
            Self::Body => 12.0,
            Self::Title => 13.0,
            Self::Head => 18.0,
        }
    }

    /// Height above the baseline, in points.
    pub fn ascent(self) -> f32 {
        self.points() * 0.97
    }

    /// Depth below the baseline, in points.
    pub fn descent(self) -> f32 {
        self.points() * 0.24
    }

    /// From the middle of capitals down to the baseline: add it to a row's middle to place text in it.
    pub fn middle(self) -> f32 {
        self.points() * 0.364
    }
}

/// How bold a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// As running text.
    #[default]
    Regular,
    /// As titles.
    Semibold,
}

/// Measures text.
#[derive(Debug, Clone)]
pub struct Metrics {
    regular: Face,
    semibold: Face,
}

#[derive(Debug, Clone)]
struct Face {
    /// Widths of the first characters of Unicode in ems, asked most.
    low: Vec<f32>,
    rest: HashMap<char, f32>,
}

impl Metrics {
    /// Reads the widths off the bundled font.
    pub fn new() -> Self {
        Self { regular: Face::new(REGULAR), semibold: Face::new(SEMIBOLD) }
    }

    /// The width of a text in points.
    pub fn width(&self, text: &str, size: Size, weight: Weight) -> f32 {
        let face = self.face(weight);
        text.chars().map(|c| face.advance(c)).sum::<f32>() * size.points()
    }

    /// One line of text whose baseline begins at a point.
    pub fn text(&self, at: Pos2, text: &str, size: Size, weight: Weight, ink: impl Into<Ink>) -> Shape {
        let width = self.width(text, size, weight);
        Shape::Text(Text { at, text: text.into(), size, weight, ink: ink.into(), width })
    }

    /// One line of text whose baseline ends at a point.
    pub fn text_ending(
        &self,
        at: Pos2,
        text: &str,
        size: Size,
        weight: Weight,
        ink: impl Into<Ink>,
    ) -> Shape {
        let left = at - emath::vec2(self.width(text, size, weight), 0.0);
        self.text(left, text, size, weight, ink)
    }

    /// One line of text whose baseline has its middle at a point.
    pub fn text_around(
        &self,
        at: Pos2,
        text: &str,
        size: Size,
        weight: Weight,
        ink: impl Into<Ink>,
    ) -> Shape {
        let left = at - emath::vec2(self.width(text, size, weight) / 2.0, 0.0);
        self.text(left, text, size, weight, ink)
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Semibold => &self.semibold,
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// The longest beginning of a text that fits a width with an ellipsis; all of it where that fits, and
/// `None` where not even two letters would.
pub fn ellipsis(metrics: &Metrics, text: &str, size: Size, weight: Weight, width: f32) -> Option<String> {
    let face = metrics.face(weight);
    let room = width / size.points();
    let dots = face.advance('…');
    let (mut used, mut cut, mut letters) = (0.0, 0, 0);
    for (at, c) in text.char_indices() {
        used += face.advance(c);
        if used + dots <= room {
            cut = at + c.len_utf8();
            letters += 1;
        }
        if used > room {
            let kept = text[..cut].trim_end();
            return (letters >= 2 && !kept.is_empty()).then(|| format!("{kept}…"));
        }
    }
    Some(text.to_owned())
}

impl Face {
    fn new(data: &[u8]) -> Self {
        let mut face = Self { low: vec![0.5; 0x250], rest: HashMap::new() };
        let Ok(font) = FontRef::new(data) else { return face };
        let widths = font.glyph_metrics(FontSize::unscaled(), LocationRef::default());
        let em = f32::from(font.metrics(FontSize::unscaled(), LocationRef::default()).units_per_em.max(1));
        for (code, glyph) in font.charmap().mappings() {
            let (Some(c), Some(advance)) = (char::from_u32(code), widths.advance_width(glyph)) else {
                continue;
            };
            match face.low.get_mut(code as usize) {
                Some(slot) => *slot = advance / em,
                None => {
                    face.rest.insert(c, advance / em);
                }
            }
        }
        face
    }

    fn advance(&self, c: char) -> f32 {
        if let Some(width) = self.low.get(c as usize) {
            return *width;
        }
        match self.rest.get(&c) {
            Some(width) => *width,
            None => c.width().unwrap_or(0) as f32 * 0.5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_only_where_it_does_not_fit() {
        let m = Metrics::new();
        let cut = |t: &str, w: f32| ellipsis(&m, t, Size::Body, Weight::Regular, w);
        let full = m.width("Compact electric SUV", Size::Body, Weight::Regular);
        assert_eq!(cut("Compact electric SUV", full + 0.1).as_deref(), Some("Compact electric SUV"));
        let short = cut("Compact electric SUV", full * 0.6).unwrap();
        assert!(short.ends_with('…'), "{short}");
        assert!(m.width(&short, Size::Body, Weight::Regular) <= full * 0.6);
        assert_eq!(cut("Compact electric SUV", 12.0), None);
    }

    #[test]
    fn wide_scripts_are_measured_as_wide() {
        let m = Metrics::new();
        assert!((m.width("日本", Size::Body, Weight::Regular) - 24.0).abs() < 0.5);
    }
}
