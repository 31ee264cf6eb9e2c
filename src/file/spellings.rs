//! Spellings of values: those that differ only in case are one value, and that is told once for each.
//!
//! It must never change a spelling.

use super::findings::{At, Finding, Findings};
use super::problem::quoted;
use crate::plan::{Field, one_case};
use std::collections::{HashMap, HashSet};

/// The spellings of a file's values so far, by field.
#[derive(Debug, Default)]
pub struct Spellings(HashMap<Field, Known>);

#[derive(Debug, Default)]
struct Known {
    /// As they are written.
    written: HashSet<Box<str>>,
    /// The first spelling of each value.
    first: HashMap<Box<str>, Box<str>>,
}

impl Spellings {
    /// Takes the value of a field; tells where it is another one in another case.
    pub fn take(&mut self, field: Field, text: &str, findings: &mut Findings, at: impl FnOnce() -> At) {
        if !matches!(field, Field::Energy | Field::Kind | Field::Theme | Field::Segment | Field::Body) {
            return;
        }
        let known = self.0.entry(field).or_default();
        if known.written.contains(text) {
            return;
        }
        known.written.insert(text.into());
        match known.first.get(&*one_case(text)) {
            Some(first) => {
                let message = format!("{} and {} are one value", quoted(text), quoted(first));
                let hint = format!("write it in one way everywhere: {} comes first", quoted(first));
                findings.warning(|| Finding::warning(at(), message, hint));
            }
            None => {
                known.first.insert(one_case(text).into(), text.into());
            }
        }
    }
}
