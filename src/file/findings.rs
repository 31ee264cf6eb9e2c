//! Problems while they are found: what is wrong, and where by name. Lines and columns come at the end.
//!
//! It must never keep more than a person can read, nor read the file's text.

use super::headings::list_word;
use super::problem::Severity;
use crate::date::Calendar;
use crate::plan::Kind;
use std::ops::Range;

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
        Self::Record(list_word(kind), n, steps)
    }

    /// The place further in; what is no record has none.
    pub fn then(self, more: impl IntoIterator<Item = Step>) -> Self {
        match self {
            Self::Record(list, n, mut steps) => {
                steps.extend(more);
                Self::Record(list, n, steps)
            }
            other => other,
        }
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
    /// What the dates of the file are read by.
    pub calendar: Calendar,
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

    /// The place of the error that was noted last among those that are kept; `None` where it was only counted.
    pub fn last_error(&self) -> Option<usize> {
        self.kept.len().checked_sub(1).filter(|_| self.errors <= KEPT)
    }

    /// Gives what is kept at a place another hint.
    pub fn set_hint(&mut self, place: usize, hint: String) {
        if let Some(finding) = self.kept.get_mut(place) {
            finding.hint = Some(hint);
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

    /// What was kept, and how much more there was.
    pub fn into_parts(self) -> (Vec<Finding>, usize) {
        let more = self.errors.saturating_sub(KEPT) + self.warnings.saturating_sub(KEPT);
        (self.kept, more)
    }
}
