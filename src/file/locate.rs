//! Problems with their places: what was found by name becomes a line and a column of the file.
//!
//! It must never be asked for where nothing is wrong: it reads the file's text again.

use super::findings::{At, Finding, Findings, Step};
use super::outline::Outline;
use super::problem::{Place, Problem, Start, guarded};
use super::recover::Mended;
use super::tree::Node;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Problems in the order of the file, with lines and columns, and how many more there are.
pub fn problems(
    findings: Findings,
    file: &Arc<str>,
    text: &str,
    outline: Option<&Outline>,
    mended: &[Mended],
) -> (Vec<Problem>, usize) {
    let (kept, more) = findings.into_parts();
    let mut finder = RecordFinder { text, outline, mended, last: None };
    let mut placed: Vec<Placed> = kept.into_iter().map(|finding| finder.place(finding)).collect();
    placed.sort_by_key(|placed| placed.at.as_ref().map(|at| (at.start, at.end)));
    let seen = lines_of(text, placed.iter().filter_map(|placed| placed.see));
    let mut lines = Lines::default();
    let mut problems: Vec<Problem> =
        placed.into_iter().map(|placed| placed.told(file, text, &mut lines, &seen)).collect();
    // The same told twice of one place is one problem.
    problems.dedup();
    (problems, more)
}

/// The line of each byte, counted in one go.
fn lines_of(text: &str, bytes: impl Iterator<Item = usize>) -> HashMap<usize, usize> {
    let mut bytes: Vec<usize> = bytes.collect();
    bytes.sort_unstable();
    let mut lines = Lines::default();
    bytes.into_iter().map(|at| (at, lines.of(text, at).line)).collect()
}

/// A finding, and the bytes that it means.
struct Placed {
    at: Option<Range<usize>>,
    /// Where the other place begins that the message speaks of.
    see: Option<usize>,
    finding: Finding,
}

impl Placed {
    /// The problem, with lines and columns. Problems must come in the order of the file.
    fn told(self, file: &Arc<str>, text: &str, lines: &mut Lines, seen: &HashMap<usize, usize>) -> Problem {
        let place = self.at.map(|at| {
            let start = lines.of(text, at.start);
            Place::new(text, at, start)
        });
        let Finding { severity, message, hint, see, .. } = self.finding;
        let see = see.and_then(|see| Some(format!("{} in line {}", see.0, seen.get(&self.see?)?)));
        let hint = match (hint, see) {
            (Some(hint), Some(see)) => Some(format!("{see}; {hint}")),
            (hint, see) => hint.or(see),
        };
        let (message, hint) = (guarded(&message), hint.map(|hint| guarded(&hint)));
        Problem { severity, file: Arc::clone(file), place, message, hint }
    }
}

/// Looks for values in records. The last record is kept, for most often the next value is in it too, and a
/// record may be as long as the file.
struct RecordFinder<'t> {
    text: &'t str,
    outline: Option<&'t Outline>,
    mended: &'t [Mended],
    last: Option<(&'static str, usize, RecordTree<'t>)>,
}

/// The parts of a record: of one that was read with its slips taken out, or as it stands in the file.
enum RecordTree<'t> {
    Mended(&'t Mended, Node),
    Whole(Node),
}

impl RecordFinder<'_> {
    /// A finding with the bytes that it means.
    fn place(&mut self, finding: Finding) -> Placed {
        let at = self.bytes(&finding.at);
        let see = finding.see.as_ref().and_then(|see| Some(self.bytes(&see.1)?.start));
        Placed { at, see, finding }
    }

    fn bytes(&mut self, at: &At) -> Option<Range<usize>> {
        match at {
            At::File => None,
            At::Bytes(bytes) => Some(bytes.clone()),
            At::Top(field) => self.outline.and_then(|outline| outline.top(self.text, field)),
            At::Record(list, n, steps) => self.find(list, *n, steps),
        }
    }

    /// The bytes of a value.
    fn find(&mut self, list: &'static str, n: usize, steps: &[Step]) -> Option<Range<usize>> {
        let known = self.last.as_ref().is_some_and(|(l, m, _)| (*l, *m) == (list, n));
        if !known {
            let mended = self.mended.iter().find(|mended| mended.is_of(list, n));
            let parts = match mended {
                Some(mended) => RecordTree::Mended(mended, mended.tree()),
                None => RecordTree::Whole(self.outline?.record(self.text, list, n)?),
            };
            self.last = Some((list, n, parts));
        }
        Some(match &self.last.as_ref()?.2 {
            RecordTree::Mended(mended, node) => mended.find(node, steps),
            RecordTree::Whole(node) => node.find(self.text, steps),
        })
    }
}

/// Counts lines and columns forward through a text, each byte once.
#[derive(Debug, Default)]
struct Lines {
    at: usize,
    line: usize,
    column: usize,
}

impl Lines {
    /// The line and column of a byte. Bytes must not go back.
    fn of(&mut self, text: &str, byte: usize) -> Start {
        let between = text.as_bytes().get(self.at..byte.min(text.len())).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count();
        let last_line = match memchr::memrchr(b'\n', between) {
            Some(end) => {
                self.column = 0;
                between.get(end + 1..).unwrap_or_default()
            }
            None => between,
        };
        // Each character has one byte that does not continue another.
        self.column += last_line.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        self.at = self.at.max(byte.min(text.len()));
        Start { line: self.line + 1, column: self.column + 1 }
    }
}
