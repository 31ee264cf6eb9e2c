//! Widths of plain words in the bundled font without laying them out: advances and kerning of pairs, as the
//! shaper gives them.
//!
//! It must never answer for a text whose glyphs depend on more than one neighbour: signs among capitals or
//! digits, accents that are not part of their letter, any other script.

use super::{Letter, REGULAR, SEMIBOLD, Weight};
use harfrust::{Direction, FontRef, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::sync::atomic::{AtomicI16, Ordering};

/// The characters below this one have a place of their own in the tables, the ellipsis the one after them.
const LOW: usize = 0x180;
const PLACES: usize = LOW + 1;
/// The kerning of a pair that nobody has asked for.
const UNKNOWN: i16 = i16::MIN;

/// The bundled font of one weight.
pub(super) struct Quick {
    data: &'static [u8],
    shaper: Option<(ShaperData, ShapePlan)>,
    em: f32,
    /// In units of the font; less than nothing where a character is not plain.
    advances: Vec<i16>,
    /// Of each pair, in units of the font.
    kerning: Vec<AtomicI16>,
}

impl Quick {
    pub(super) fn new(weight: Weight) -> Self {
        let data = match weight {
            Weight::Regular => REGULAR,
            Weight::Semibold => SEMIBOLD,
        };
        let kerning = std::iter::repeat_with(|| AtomicI16::new(UNKNOWN)).take(PLACES * PLACES).collect();
        let mut quick = Self { data, shaper: None, em: 1.0, advances: vec![-1; PLACES], kerning };
        let Ok(font) = FontRef::new(data) else { return quick };
        let (widths, map) = (font.glyph_metrics(Size::unscaled(), LocationRef::default()), font.charmap());
        for c in (0..LOW as u32).filter_map(char::from_u32).chain(['…']) {
            let advance = map.map(c).and_then(|glyph| widths.advance_width(glyph));
            if let (Some(at), Some(advance)) = (place(c), advance)
                && let Some(slot) = quick.advances.get_mut(at)
            {
                *slot = advance as i16;
            }
        }
        quick.em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1));
        let shaper = ShaperData::new(&font);
        let latin = Some(harfrust::script::LATIN);
        let plan = ShapePlan::new(&shaper.shaper(&font).build(), Direction::LeftToRight, latin, None, &[]);
        quick.shaper = Some((shaper, plan));
        quick
    }

    /// The width of a text in ems, where it is plain.
    pub(super) fn width(&self, text: &str) -> Option<f32> {
        let mut units = 0;
        self.each(text, |_, advance| units += advance)?;
        Some(units as f32 / self.em)
    }

    /// The letters of a text, where it is plain; without the places where lines may be broken.
    pub(super) fn letters(&self, text: &str) -> Option<Vec<Letter>> {
        let mut letters = Vec::with_capacity(text.len());
        self.each(text, |at, advance| {
            letters.push(Letter { at, width: advance as f32 / self.em, may_break: false });
        })?;
        Some(letters)
    }

    /// Tells of each character where it begins and how far it moves the next one.
    fn each(&self, text: &str, mut tell: impl FnMut(usize, i32)) -> Option<()> {
        let mut last: Option<(usize, usize, i32)> = None;
        let (mut digits, mut times) = (false, false);
        for (at, c) in text.char_indices() {
            let place = place(c)?;
            let advance = *self.advances.get(place).filter(|advance| **advance >= 0)?;
            digits |= c.is_ascii_digit();
            times |= c == 'x';
            if let Some((before, began, wide)) = last {
                tell(began, wide + i32::from(self.kern(before, place)?));
            }
            last = Some((place, at, i32::from(advance)));
        }
        // Between digits an x is a sign of multiplication.
        if digits && times {
            return None;
        }
        if let Some((_, began, wide)) = last {
            tell(began, wide);
        }
        Some(())
    }

    fn kern(&self, a: usize, b: usize) -> Option<i16> {
        let slot = self.kerning.get(a * PLACES + b)?;
        match slot.load(Ordering::Relaxed) {
            UNKNOWN => {
                let kern = self.shape(a, b)?;
                slot.store(kern, Ordering::Relaxed);
                Some(kern)
            }
            known => Some(known),
        }
    }

    /// How much nearer a pair stands than its letters alone.
    fn shape(&self, a: usize, b: usize) -> Option<i16> {
        let (shaper, plan) = self.shaper.as_ref()?;
        let font = FontRef::new(self.data).ok()?;
        let mut buffer = UnicodeBuffer::new();
        for (n, at) in [a, b].into_iter().enumerate() {
            buffer.add(character(at)?, n as u32);
        }
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(harfrust::script::LATIN);
        let shaper = shaper.shaper(&font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(plan)));
        let wide: i32 = shaped.glyph_positions().iter().map(|at| at.x_advance).sum();
        let alone = i32::from(*self.advances.get(a)?) + i32::from(*self.advances.get(b)?);
        i16::try_from(wide - alone).ok()
    }
}

/// The place of a character in the tables, where its glyph does not depend on what stands around it.
fn place(c: char) -> Option<usize> {
    match c {
        '…' => Some(LOW),
        ' ' | '.' | ',' | '\'' | '"' | '!' | '?' | '&' | '%' | ';' | '_' | '#' | '$' => Some(c as usize),
        c if c.is_ascii_alphanumeric() => Some(c as usize),
        // Letters with accents. The sign of the Dutch "ij" and its like are shaped as two.
        c if (0xC0..LOW as u32).contains(&u32::from(c)) && c.is_alphabetic() => Some(c as usize),
        _ => None,
    }
}

fn character(place: usize) -> Option<char> {
    if place == LOW { Some('…') } else { char::from_u32(place as u32) }
}

#[cfg(test)]
mod tests {
    use super::super::{Metrics, Size};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn widths_are_those_of_the_shaper(text in "[ -~À-ſ…]{0,24}", semibold in any::<bool>()) {
            let weight = if semibold { Weight::Semibold } else { Weight::Regular };
            let metrics = Metrics::new();
            let line = metrics.line(&text, weight);
            if let Some(quick) = Quick::new(weight).width(&text) {
                prop_assert!((quick - line.width).abs() < 1e-4, "{text:?}: {quick}, not {}", line.width);
            }
        }

        #[test]
        fn plain_words_are_measured_quickly(text in "[A-Za-wyz0-9 .,&é]{0,24}") {
            let metrics = Metrics::new();
            let quick = Quick::new(Weight::Regular).letters(&text).unwrap();
            let line = metrics.line(&text, Weight::Regular);
            prop_assert_eq!(quick.len(), line.letters.len());
            for (a, b) in quick.iter().zip(&line.letters) {
                prop_assert!(a.at == b.at && (a.width - b.width).abs() < 1e-4, "{text:?}: {a:?}, not {b:?}");
            }
        }
    }

    #[test]
    fn kerning_is_counted() {
        let metrics = Metrics::new();
        let wide = |text: &str| metrics.width(text, Size::Body, Weight::Regular);
        assert!(wide("To AV") < wide("T") + wide("o") + wide(" ") + wide("A") + wide("V") - 0.5);
        // As two hyphens and a bracket it would be another sign.
        assert!(Quick::new(Weight::Regular).width("a->b").is_none());
    }
}
