//! The bundled font cut down to the characters of one picture.
//!
//! It must never shape: a picture's text stands exactly as wide as the scene measured it, letter beside
//! letter, so the cut font has no tables for kerning and ligatures.

use crate::scene::{REGULAR, SEMIBOLD, Scene, Shape, Text, Weight};
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

/// Both weights of the bundled font.
pub(super) const WEIGHTS: [Weight; 2] = [Weight::Regular, Weight::Semibold];

/// The bundled font of a weight.
pub(super) fn data(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => REGULAR,
        Weight::Semibold => SEMIBOLD,
    }
}

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

/// The characters of a scene in a weight: those that the bundled font has, and those that it lacks.
pub(super) fn characters(scene: &Scene, weight: Weight) -> (BTreeSet<char>, BTreeSet<char>) {
    let all: BTreeSet<char> = texts(scene)
        .filter(|t| t.weight == weight)
        .flat_map(|t| super::xml::clean(&t.text).chars().collect::<Vec<_>>())
        .collect();
    match FontRef::new(data(weight)) {
        Ok(font) => {
            let map = font.charmap();
            all.into_iter().partition(|c| map.map(*c).is_some())
        }
        Err(_) => (BTreeSet::new(), all),
    }
}

/// The bundled font with these characters only, as an OpenType file; `None` where there are none.
pub(super) fn subset(weight: Weight, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    if characters.is_empty() {
        return None;
    }
    let source = FontRef::new(data(weight)).ok()?;
    let map = source.charmap();
    let mut remapper = GlyphRemapper::new();
    let mut mappings = BTreeMap::new();
    for &c in characters {
        let glyph = u16::try_from(map.map(c)?.to_u32()).ok()?;
        mappings.insert(c, GlyphId::new(u32::from(remapper.remap(glyph))));
    }
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
    use skrifa::raw::TableProvider;

    #[test]
    fn a_cut_font_draws_the_same_widths() {
        let characters: BTreeSet<char> =
            "Škoda & Citroën 28.4 % → “日".chars().filter(|c| *c != '日').collect();
        for weight in WEIGHTS {
            let cut = subset(weight, &characters).unwrap();
            assert!(cut.len() < 20_000, "{}", cut.len());
            let (cut, whole) = (FontRef::new(&cut).unwrap(), FontRef::new(data(weight)).unwrap());
            for c in &characters {
                let width = |f: &FontRef<'_>| f.hmtx().unwrap().advance(f.charmap().map(*c).unwrap());
                assert_eq!(width(&cut), width(&whole), "{c}");
            }
        }
    }
}
