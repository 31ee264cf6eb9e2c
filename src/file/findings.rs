//! Problems while they are found: what is wrong, and where by name. Lines and columns come at the end.
//!
//! It must never keep more than a person can read, nor read the file's text unless something is wrong.

use super::outline::Outline;
use super::problem::{Place, Problem, Severity, Start, guarded};
use super::recover::Remains;
use super::tree::Node;
use crate::plan::Kind;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How many errors, and how many warnings, are kept of one file.
const KEPT: usize = 200;

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum At {
    /// The whole file.
    File,
    /// Bytes of the file.
    Bytes(Range<usize>),
    /// A field of the file itself.
    Top(&'static str),
    /// A record: its list, its place in it, and the way to a value in it.
    Record(&'static str, usize, Vec<Step>),
}

/// One step into a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// To the value of a field.
    Field(&'static str),
    /// To an element of a list.
    Index(usize),
    /// To the element of a list that is this text.
    Text(Box<str>),
    /// To the key of a pair, by its place.
    Key(usize),
}

impl At {
    /// A field of a record of a kind.
    pub fn field(kind: Kind, n: usize, field: &'static str, index: Option<usize>) -> Self {
        let mut steps = vec![Step::Field(field)];
        steps.extend(index.map(Step::Index));
        Self::Record(super::schema::list_word(kind), n, steps)
    }
}

/// Something that is wrong.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Finding {
    pub severity: Severity,
    pub at: At,
    pub message: String,
    pub hint: Option<String>,
    /// Another place that the message speaks of, and how: "it is first used".
    pub see: Option<Box<(&'static str, At)>>,
}

impl Finding {
    /// An error with a hint.
    pub fn error(at: At, message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        let (message, hint) = (message.into(), hint.into());
        Self { severity: Severity::Error, at, message, hint, see: None }
    }

    /// A warning with a hint.
    pub fn warning(at: At, message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(at, message, hint) }
    }
}

/// All that is wrong in one file.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    errors: usize,
    warnings: usize,
}

impl Findings {
    /// Notes an error; it is only put into words while there is room for it.
    pub fn error(&mut self, make: impl FnOnce() -> Finding) {
        self.errors += 1;
        if self.errors <= KEPT {
            self.kept.push(make());
        }
    }

    /// Notes a warning.
    pub fn warning(&mut self, make: impl FnOnce() -> Finding) {
        self.warnings += 1;
        if self.warnings <= KEPT {
            self.kept.push(make());
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// How many errors there are, kept or not.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Whether more errors would not be kept.
    pub fn is_full(&self) -> bool {
        self.errors >= KEPT
    }

    /// Problems in the order of the file, with lines and columns, and how many more there are.
    pub fn told(
        self,
        file: &Arc<str>,
        text: &str,
        outline: Option<&Outline>,
        remains: &[Remains],
    ) -> (Vec<Problem>, usize) {
        let more = self.errors.saturating_sub(KEPT) + self.warnings.saturating_sub(KEPT);
        let records = RefCell::new(Records { text, outline, remains, last: None });
        let bytes = |at: &At| match at {
            At::File => None,
            At::Bytes(bytes) => Some(bytes.clone()),
            At::Top(field) => outline.and_then(|o| o.top(text, field)),
            At::Record(list, n, steps) => records.borrow_mut().find(list, *n, steps),
        };
        let mut placed: Vec<_> = self.kept.into_iter().map(|f| (bytes(&f.at), f)).collect();
        placed.sort_by_key(|(at, _)| at.as_ref().map(|at| (at.start, at.end)));
        // The lines of other places that are spoken of, counted in one go too.
        let mut others: Vec<usize> =
            placed.iter().filter_map(|(_, f)| Some(bytes(&f.see.as_ref()?.1)?.start)).collect();
        others.sort_unstable();
        let mut lines = Lines::default();
        let others: HashMap<usize, usize> =
            others.into_iter().map(|at| (at, lines.of(text, at).line)).collect();
        let mut lines = Lines::default();
        let mut problems = Vec::with_capacity(placed.len());
        for (at, finding) in placed {
            let place = at.map(|at| {
                let start = lines.of(text, at.start);
                Place::new(text, at, start)
            });
            let see = finding.see.and_then(|see| {
                let (how, at) = *see;
                let line = others.get(&bytes(&at)?.start)?;
                Some(format!("{how} in line {line}"))
            });
            let hint = match (finding.hint, see) {
                (Some(hint), Some(see)) => Some(format!("{see}; {hint}")),
                (hint, see) => hint.or(see),
            };
            let Finding { severity, message, .. } = finding;
            let (message, hint) = (guarded(&message), hint.map(|hint| guarded(&hint)));
            problems.push(Problem { severity, file: Arc::clone(file), place, message, hint });
        }
        // The same told twice of one place is one problem.
        problems.dedup();
        (problems, more)
    }
}

/// Looks for values in records. The last record is kept, for most often the next value is in it too, and a
/// record may be as long as the file.
struct Records<'t> {
    text: &'t str,
    outline: Option<&'t Outline>,
    remains: &'t [Remains],
    last: Option<(&'static str, usize, Parts<'t>)>,
}

/// The parts of a record: of one that was read with its slips taken out, or as it stands in the file.
enum Parts<'t> {
    Left(&'t Remains, Node),
    Whole(Node),
}

impl Records<'_> {
    /// The bytes of a value.
    fn find(&mut self, list: &'static str, n: usize, steps: &[Step]) -> Option<Range<usize>> {
        let known = self.last.as_ref().is_some_and(|(l, m, _)| (*l, *m) == (list, n));
        if !known {
            let left = self.remains.iter().find(|left| left.is_of(list, n));
            let parts = match left {
                Some(left) => Parts::Left(left, left.tree()),
                None => Parts::Whole(self.outline?.record(self.text, list, n)?),
            };
            self.last = Some((list, n, parts));
        }
        Some(match &self.last.as_ref()?.2 {
            Parts::Left(left, node) => left.find(node, steps),
            Parts::Whole(node) => node.find(self.text, steps),
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
