//! The bundled font cut down to the glyphs of one picture, for an SVG to carry.
//!
//! It must never shape: the cut font has no tables for kerning and other forms, so a text says itself where
//! its letters stand, and a letter in another form than its usual one is in a cut of its own.

use super::svg::OWN;
use super::xml::put;
use crate::scene::{FAMILY, REGULAR, SEMIBOLD, Scene, Shape, Text, Weight};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use skrifa::FontRef;
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

/// The weight as a number from 100 to 900.
pub(super) fn number(weight: Weight) -> u16 {
    match weight {
        Weight::Regular => 400,
        Weight::Semibold => 600,
    }
}

/// The texts of a scene.
pub(super) fn texts(scene: &Scene) -> impl Iterator<Item = &Text> {
    scene.marks().filter_map(|(_, mark)| match &mark.shape {
        Shape::Text(text) => Some(text),
        _ => None,
    })
}

/// The cuts that a picture carries: which character stands for which glyph.
#[derive(Default)]
pub(super) struct Cuts {
    regular: Vec<BTreeMap<char, u16>>,
    semibold: Vec<BTreeMap<char, u16>>,
    known: HashMap<(Weight, char, u16), usize>,
}

impl Cuts {
    /// The number of the cut in which a character stands for a glyph of the bundled font.
    pub(super) fn number(&mut self, weight: Weight, c: char, glyph: u16) -> usize {
        if let Some(known) = self.known.get(&(weight, c, glyph)) {
            return *known;
        }
        let number = self.place(weight, c, glyph);
        self.known.insert((weight, c, glyph), number);
        number
    }

    fn place(&mut self, weight: Weight, c: char, glyph: u16) -> usize {
        let cuts = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Semibold => &mut self.semibold,
        };
        // The usual form has the first cut for itself, whatever came before it.
        let usual = usual(weight, c) == Some(glyph);
        let free = |(n, cut): (usize, &BTreeMap<char, u16>)| match n {
            0 => usual,
            _ => !usual && cut.get(&c).is_none_or(|taken| *taken == glyph),
        };
        let number =
            cuts.iter().enumerate().position(free).unwrap_or(if usual { 0 } else { cuts.len().max(1) });
        if cuts.len() <= number {
            cuts.resize(number + 1, BTreeMap::new());
        }
        if let Some(cut) = cuts.get_mut(number) {
            cut.insert(c, glyph);
        }
        number
    }

    /// The fonts as rules of a style sheet.
    pub(super) fn write(&self, out: &mut String) {
        for (weight, cuts) in [(Weight::Regular, &self.regular), (Weight::Semibold, &self.semibold)] {
            for (n, cut) in cuts.iter().enumerate() {
                let Some(font) = subset(weight, cut) else { continue };
                let (family, number, data) = (family(n), number(weight), STANDARD.encode(font));
                put(
                    out,
                    format_args!(
                        "@font-face{{font-family:\"{family}\";font-weight:{number};\
                         src:url(data:font/otf;base64,{data}) format(\"opentype\")}}\n"
                    ),
                );
            }
        }
    }
}

/// The name that a cut goes by.
pub(super) fn family(cut: usize) -> String {
    // Another document on the same page carries other letters of the same font.
    if cut == 0 { format!("{OWN}{FAMILY}") } else { format!("{OWN}{FAMILY}-{cut}") }
}

fn data(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => REGULAR,
        Weight::Semibold => SEMIBOLD,
    }
}

/// The glyph that a character has without neighbours.
fn usual(weight: Weight, c: char) -> Option<u16> {
    use skrifa::MetadataProvider;
    let glyph = FontRef::new(data(weight)).ok()?.charmap().map(c)?;
    u16::try_from(glyph.to_u32()).ok()
}

/// The bundled font with these glyphs only, as an OpenType file; `None` where there are none.
fn subset(weight: Weight, glyphs: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    if glyphs.is_empty() {
        return None;
    }
    let source = FontRef::new(data(weight)).ok()?;
    let mut remapper = GlyphRemapper::new();
    let mappings: BTreeMap<char, GlyphId> =
        glyphs.iter().map(|(c, glyph)| (*c, GlyphId::new(u32::from(remapper.remap(*glyph))))).collect();
    let cut = subsetter::subset(data(weight), 0, &remapper).ok()?;
    let cut = FontRef::new(&cut).ok()?;
    let mut builder = FontBuilder::new();
    for record in cut.table_directory().table_records() {
        let tag = record.tag();
        builder.add_raw(Tag::new(&tag.to_be_bytes()), cut.table_data(tag)?.as_bytes());
    }
    // Other programs than PDF readers need these: names with the licence, sizes, and which glyph is which.
    for tag in [b"OS/2", b"name"] {
        builder.add_raw(Tag::new(tag), source.table_data(skrifa::Tag::new(tag))?.as_bytes());
    }
    builder.add_table(&Cmap::from_mappings(mappings).ok()?).ok()?;
    Some(builder.build())
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::MetadataProvider;
    use skrifa::raw::TableProvider;

    #[test]
    fn a_cut_font_draws_the_same_widths() {
        for weight in [Weight::Regular, Weight::Semibold] {
            let whole = FontRef::new(data(weight)).unwrap();
            let characters = "Škoda & Citroën 28.4 % → “".chars();
            let glyphs: BTreeMap<char, u16> = characters.map(|c| (c, usual(weight, c).unwrap())).collect();
            let cut = subset(weight, &glyphs).unwrap();
            assert!(cut.len() < 20_000, "{}", cut.len());
            let cut = FontRef::new(&cut).unwrap();
            for c in glyphs.keys() {
                let width = |f: &FontRef<'_>| f.hmtx().unwrap().advance(f.charmap().map(*c).unwrap());
                assert_eq!(width(&cut), width(&whole), "{c}");
            }
        }
    }

    #[test]
    fn another_form_has_another_cut() {
        let mut cuts = Cuts::default();
        let usual = |c| usual(Weight::Regular, c).unwrap();
        assert_eq!(cuts.number(Weight::Regular, '-', 9), 1);
        assert_eq!(cuts.number(Weight::Regular, '-', usual('-')), 0);
        assert_eq!(cuts.number(Weight::Regular, '-', 9), 1);
        assert_eq!(cuts.number(Weight::Regular, '-', 10), 2);
        assert_eq!(cuts.number(Weight::Regular, '(', 10), 1);
        assert_eq!(cuts.number(Weight::Semibold, 'a', super::usual(Weight::Semibold, 'a').unwrap()), 0);
    }
}
