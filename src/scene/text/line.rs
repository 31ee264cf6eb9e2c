//! A line of text as positioned glyphs: what every picture and the window draw. It must never be measured
//! anew by who draws it.

use super::Face;
use std::ops::Range;

/// One line of text, laid out. Lengths are in ems: times the size in points they are points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The text that was laid out: as it was given, control characters replaced.
    pub text: Box<str>,
    /// From its left to its right end.
    pub width: f32,
    /// Whether it is read from right to left, as its first letter tells.
    pub backwards: bool,
    /// Its parts from left to right, whatever the order in which they are read.
    pub runs: Vec<Run>,
    /// What a reader takes for letters, in the order in which they are read.
    pub letters: Vec<Letter>,
}

/// A part of a line in one face and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face that has its glyphs.
    pub face: Face,
    /// Its bytes in the line's text.
    pub range: Range<usize>,
    /// Whether it is written from right to left.
    pub backwards: bool,
    /// Its left end, from the line's.
    pub x: f32,
    /// From its left to its right end.
    pub width: f32,
    /// From left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its number in the face; 0 where no face has the character.
    pub id: u32,
    /// Its origin, from the line's left end.
    pub x: f32,
    /// Its origin, from the baseline downwards.
    pub y: f32,
    /// How far it moves what follows.
    pub advance: f32,
    /// The bytes of the line's text that it draws, alone or with its neighbours of the same bytes.
    pub range: Range<usize>,
}

/// What a reader takes for one letter: a base with its marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letter {
    /// Where it begins in the line's text, in bytes.
    pub at: usize,
    /// How wide it is.
    pub width: f32,
    /// Whether a line may be broken before it, by Unicode's rules.
    pub may_break: bool,
}

impl Line {
    /// The characters for which no font has a glyph, in the order of the text.
    pub fn unwritable(&self) -> impl Iterator<Item = char> + '_ {
        let lacking = self.runs.iter().flat_map(|run| run.glyphs.iter().filter(|g| g.id == 0));
        lacking.flat_map(|glyph| self.text.get(glyph.range.clone()).unwrap_or_default().chars())
    }
}

impl Run {
    /// Its glyphs in groups that draw the same bytes of the text, from left to right.
    pub fn clusters(&self) -> impl Iterator<Item = &[Glyph]> {
        self.glyphs.chunk_by(|a, b| a.range == b.range)
    }
}
