//! The text room: strings in, lines of positioned glyphs out, each laid out once.
//!
//! It must never know a size: lines are in ems, since the fonts are drawn without hinting.

use super::faces::Faces;
use super::line::{Glyph, Letter, Line, Run};
use super::{Face, Weight};
use parley_engine::itemize::{Item, Segment};
use parley_engine::shape::CharCluster;
use parley_engine::{
    Analysis, AnalysisDataSources, AnalysisOptions, Analyzer, FontInstanceRef, FontSelector, ShapeOptions,
    ShapedRun, ShapedText, Shaper,
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{BidiInfo, Level};

/// How many lines are kept at least.
const KEPT: usize = 20_000;

/// Lays out text.
pub(super) struct Room {
    pub(super) faces: Faces,
    analyzer: Analyzer,
    analysis: Analysis,
    shaper: Shaper,
    shaped: ShapedText,
    kept: [Kept; 2],
}

/// Lines by their text: those of late, and those before.
#[derive(Default)]
struct Kept {
    new: HashMap<Box<str>, Arc<Line>>,
    old: HashMap<Box<str>, Arc<Line>>,
}

impl Kept {
    fn get(&mut self, text: &str) -> Option<Arc<Line>> {
        if let Some(line) = self.new.get(text) {
            return Some(line.clone());
        }
        let (text, line) = self.old.remove_entry(text)?;
        self.put(text, line.clone());
        Some(line)
    }

    fn put(&mut self, text: Box<str>, line: Arc<Line>) {
        if self.new.len() >= KEPT {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.insert(text, line);
    }
}

impl Room {
    pub(super) fn new(faces: Faces) -> Self {
        Self {
            faces,
            analyzer: Analyzer::new(),
            analysis: Analysis::new(),
            shaper: Shaper::default(),
            shaped: ShapedText::new(),
            kept: Default::default(),
        }
    }

    /// A text on one line, its direction that of its first strong letter.
    pub(super) fn line(&mut self, text: &str, weight: Weight) -> Arc<Line> {
        let kept = usize::from(weight == Weight::Semibold);
        if let Some(line) = self.kept[kept].get(text) {
            return line;
        }
        let line = Arc::new(self.lay(&clean(text), weight));
        self.kept[kept].put(text.into(), line.clone());
        line
    }

    /// The face that draws a letter.
    pub(super) fn face(&mut self, letter: &str, weight: Weight) -> Option<Face> {
        self.line(letter, weight).runs.first().map(|run| run.face.clone())
    }

    fn lay(&mut self, text: &str, weight: Weight) -> Line {
        let mut line = Line { text: text.into(), ..Line::default() };
        if text.is_empty() {
            return line;
        }
        self.analyzer.analyze(text, &AnalysisOptions::default(), &mut self.analysis);
        let characters = self.analysis.char_info().len();
        let options = ShapeOptions { font_size: 1.0, language: None, features: &[], variations: &[] };
        let item = Item { char_end: u32::try_from(characters).unwrap_or(u32::MAX), options };
        self.shaper.shape_text(
            text,
            &self.analysis,
            &vec![0; characters],
            [item],
            Chooser { faces: &mut self.faces, weight },
            &mut self.shaped,
        );
        line.backwards = self.analysis.paragraph_level().is_rtl();
        let levels: Vec<Level> = self.shaped.runs().iter().filter_map(level).collect();
        for at in BidiInfo::reorder_visual(&levels) {
            let run = self.shaped.runs().get(at).and_then(|run| self.run(at, run, line.width));
            if let Some(run) = run {
                line.width += run.width;
                line.runs.push(run);
            }
        }
        line.letters = self.letters();
        line
    }

    /// A shaped run with its left end at a place.
    fn run(&self, number: usize, shaped: &ShapedRun, x: f32) -> Option<Run> {
        let face = self.faces.of(self.shaped.fonts().get(shaped.font_index)?)?.clone();
        let slice = self.shaped.run_slice(u32::try_from(number).ok()?);
        let backwards = shaped.bidi_level.is_rtl();
        // What draws one letter is kept together: a base and its marks are copied and searched as one.
        let mut clusters: Vec<(u32, Range<usize>)> = Vec::new();
        for number in slice.shaped_clusters_range() {
            let Some(cluster) = self.shaped.shaped_clusters().get(number as usize) else { continue };
            let range = slice.text_byte_range(cluster.chars_range());
            if !cluster.is_grapheme_start()
                && let Some(start) = clusters.last().map(|(_, last)| last.start)
            {
                let letter = start..range.end;
                clusters
                    .iter_mut()
                    .rev()
                    .take_while(|(_, r)| r.start == start)
                    .for_each(|(_, r)| *r = letter.clone());
                clusters.push((number, letter));
                continue;
            }
            clusters.push((number, range));
        }
        if backwards {
            clusters.reverse();
        }
        let mut glyphs = Vec::new();
        let mut pen = x;
        for (cluster, range) in clusters {
            for glyph in slice.shaped_cluster_glyphs(cluster) {
                let (x, range) = (pen + glyph.x, range.clone());
                glyphs.push(Glyph { id: glyph.id, x, y: glyph.y, advance: glyph.advance, range });
                pen += glyph.advance;
            }
        }
        Some(Run { face, range: shaped.range.byte_range.clone(), backwards, x, width: pen - x, glyphs })
    }

    fn letters(&self) -> Vec<Letter> {
        let mut letters = Vec::new();
        for run in 0..self.shaped.runs().len() {
            let Ok(run) = u32::try_from(run) else { break };
            let slice = self.shaped.run_slice(run);
            for letter in slice.graphemes_start() {
                let Some(first) = self.shaped.characters().get(letter.char_range().start as usize) else {
                    continue;
                };
                letters.push(Letter {
                    at: first.text_byte_start as usize,
                    width: letter.advance(),
                    may_break: first.flags.is_soft_wrap_opportunity(),
                });
            }
        }
        letters
    }
}

fn level(run: &ShapedRun) -> Option<Level> {
    Level::new(run.bidi_level.to_u8()).ok()
}

/// Chooses the face of each letter.
struct Chooser<'a> {
    faces: &'a mut Faces,
    weight: Weight,
}

impl FontSelector for Chooser<'_> {
    fn select_font(
        &mut self,
        _: &Segment,
        _: &ShapeOptions<'_>,
        letter: &mut CharCluster,
    ) -> Option<FontInstanceRef<'_>> {
        let data = AnalysisDataSources::new();
        let bundled = self.faces.bundled(self.weight).clone();
        let mut covers = |face: &Face| {
            let map = face.characters();
            let has = |c: char| map.as_ref().and_then(|m| m.map(c)).is_some_and(|glyph| glyph.to_u32() != 0);
            letter.calculate_coverage(has, &data)
        };
        let mut best = covers(&bundled);
        let mut chosen = None;
        if !best.is_complete() {
            let emoji = letter.is_emoji();
            let characters: Vec<char> = letter.chars().iter().map(|c| c.ch).collect();
            for c in characters.into_iter().filter(|c| !is_invisible(*c)) {
                let Some(face) = self.faces.other(c, self.weight, emoji).cloned() else { continue };
                let map = face.characters();
                let has = |c: char| map.as_ref().and_then(|m| m.map(c)).is_some_and(|g| g.to_u32() != 0);
                let coverage = letter.calculate_coverage(has, &data);
                if coverage > best {
                    (best, chosen) = (coverage, Some(face.clone()));
                }
            }
        }
        let chosen = chosen.unwrap_or(bundled);
        self.faces.of(chosen.instance()).map(|face| face.instance().as_ref())
    }
}

/// Characters that draw nothing: no font need be looked for.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// A text without the characters that no format takes, on one line.
pub fn clean(text: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mend = |c| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        c if odd(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Cow::Owned(text.chars().map(mend).collect())
}
