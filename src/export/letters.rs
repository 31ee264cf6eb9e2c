//! A line of text in an SVG: as text wherever the font in the document can draw it, as outlines where it cannot.
//!
//! It must never leave to a reader's program where a letter stands.

use super::font::Cuts;
use super::xml::{Num, is_bare, put};
use crate::scene::{Glyph, Line, Run, Text, Weight};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{GlyphId, MetadataProvider};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// A part of a line.
pub(super) enum Part {
    /// Letters that the document's fonts have.
    Written(Written),
    /// The outlines of letters, as the data of a path.
    Drawn(String),
    /// Letters that are pictures in their font: a reader's program draws them with a font of its own.
    Left {
        /// The left end of the baseline.
        x: f32,
        /// The letters.
        text: String,
    },
}

/// Letters that stand beside each other.
#[derive(Default)]
pub(super) struct Written {
    /// The left end of the baseline, in points.
    pub(super) x: f32,
    /// From there to the right end, in points.
    pub(super) width: f32,
    /// Each letter with the number of the cut that has it.
    pub(super) letters: Vec<(char, usize)>,
    /// How much nearer or further than its own width each letter moves the next one, in points.
    moves: Vec<f32>,
    /// How far each letter moves the next one, in points.
    advances: Vec<f32>,
}

impl Written {
    /// Leaves off the spaces at its end.
    fn trim(&mut self) {
        while self.letters.last().is_some_and(|(c, _)| *c == ' ') {
            self.letters.pop();
            self.width -= self.advances.pop().unwrap_or_default();
            self.moves.pop();
        }
    }

    /// The letters.
    pub(super) fn text(&self) -> String {
        self.letters.iter().map(|(c, _)| *c).collect()
    }

    /// Where each letter begins up to the last one that kerning moves, as an attribute's value; nothing where
    /// it moves none, and letters stand where their widths put them.
    pub(super) fn places(&self) -> Option<String> {
        // What moves a letter is known of the one before it.
        let followed = self.letters.len().saturating_sub(1);
        let moved = self.moves.iter().take(followed).rposition(|by| is_seen(*by));
        // Programs do not agree on how long a text of several fonts is.
        let changed = self.letters.windows(2).rposition(|pair| pair[0].1 != pair[1].1);
        let last = moved.max(changed)?;
        let mut out = Num(self.x).to_string();
        let mut x = self.x;
        for advance in self.advances.iter().take(last + 1) {
            x += advance;
            put(&mut out, format_args!(" {}", Num(x)));
        }
        Some(out)
    }
}

fn is_seen(by: f32) -> bool {
    by.abs() >= 0.005
}

/// The parts of a text from left to right; all of them outlines where that is asked.
pub(super) fn parts(text: &Text, outlines: bool, cuts: &mut Cuts) -> Vec<Part> {
    let line = text.line();
    let mut writer = Writer { text, line: &line, cuts, parts: Vec::new() };
    for run in &line.runs {
        writer.run(run, outlines);
    }
    for part in &mut writer.parts {
        if let Part::Written(part) = part {
            part.trim();
        }
    }
    writer.parts
}

struct Writer<'a> {
    text: &'a Text,
    line: &'a Line,
    cuts: &'a mut Cuts,
    parts: Vec<Part>,
}

impl Writer<'_> {
    fn run(&mut self, run: &Run, outlines: bool) {
        let weight = run.face.weight().filter(|_| !outlines && !run.backwards);
        let Some(font) = run.face.font() else { return };
        let widths = font.hmtx().ok();
        let em = font.head().map_or(1.0, |head| f32::from(head.units_per_em().max(1)));
        let own =
            |id: u32| widths.as_ref().and_then(|w| w.advance(GlyphId::new(id))).map(|w| f32::from(w) / em);
        let mut pen = run.x;
        for cluster in run.clusters() {
            let advance: f32 = cluster.iter().map(|glyph| glyph.advance).sum();
            match weight.and_then(|weight| self.letter(cluster, pen, weight)) {
                Some(letter) => {
                    let wide = cluster.first().and_then(|glyph| own(glyph.id)).unwrap_or(advance);
                    self.write(letter, pen, advance, advance - wide);
                }
                None => self.draw(run, cluster, pen),
            }
            pen += advance;
        }
    }

    /// The character and cut that draw a cluster, where one glyph in its place does.
    fn letter(&mut self, cluster: &[Glyph], pen: f32, weight: Weight) -> Option<(char, usize)> {
        let [glyph] = cluster else { return None };
        let words = self.line.text.get(glyph.range.clone())?;
        let mut composed = words.nfc();
        let (c, None) = (composed.next()?, composed.next()) else { return None };
        let stands = glyph.id != 0 && (glyph.x - pen).abs() < 1e-4 && glyph.y == 0.0;
        // Readers count characters beyond the first plane as one or as two.
        let plain = u32::from(c) < 0x1_0000 && (glyph.advance > 0.0 || !is_bare(c));
        let id = u16::try_from(glyph.id).ok().filter(|_| stands && plain)?;
        Some((c, self.cuts.number(weight, c, id)))
    }

    fn write(&mut self, letter: (char, usize), pen: f32, advance: f32, by: f32) {
        let size = self.text.size.points();
        if !matches!(self.parts.last(), Some(Part::Written(_))) {
            if letter.0 == ' ' {
                return;
            }
            let x = self.text.at.x + pen * size;
            self.parts.push(Part::Written(Written { x, ..Written::default() }));
        }
        if let Some(Part::Written(part)) = self.parts.last_mut() {
            part.letters.push(letter);
            part.moves.push(by * size);
            part.advances.push(advance * size);
            part.width += advance * size;
        }
    }

    fn draw(&mut self, run: &Run, cluster: &[Glyph], pen: f32) {
        let size = self.text.size.points();
        let words =
            cluster.first().and_then(|glyph| self.line.text.get(glyph.range.clone())).unwrap_or_default();
        let Some(font) = run.face.font() else { return };
        let (outlines, location) = (font.outline_glyphs(), run.face.location());
        let mut pen_of = Outline::default();
        for glyph in cluster {
            let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else { continue };
            pen_of.origin = (self.text.at.x + glyph.x * size, self.text.at.y + glyph.y * size);
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::from(&location));
            // An outline that cannot be read is as one that is empty.
            let _ = outline.draw(settings, &mut pen_of);
        }
        let wide = cluster.iter().any(|glyph| glyph.advance > 0.0);
        let empty = pen_of.path.is_empty();
        match self.parts.last_mut() {
            _ if empty && wide && !words.trim().is_empty() => {
                let x = self.text.at.x + pen * size;
                self.parts.push(Part::Left { x, text: words.to_owned() });
            }
            Some(Part::Drawn(path)) => path.push_str(&pen_of.path),
            _ if empty => {}
            _ => self.parts.push(Part::Drawn(pen_of.path)),
        }
    }
}

/// Writes an outline as the data of a path.
#[derive(Default)]
struct Outline {
    path: String,
    origin: (f32, f32),
}

impl Outline {
    fn add(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        for (n, (x, y)) in points.iter().enumerate() {
            let (x, y) = (Num(self.origin.0 + x), Num(self.origin.1 - y));
            let _ = write!(self.path, "{}{x} {y}", if n == 0 { "" } else { " " });
        }
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.add('Q', &[(a, b), (x, y)]);
    }

    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.add('C', &[(a, b), (c, d), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
