//! Lists in a record: how long one may be, and what stands in it twice or is empty.
//!
//! It must never take long, however long a list is.

use super::draft::Stated;
use super::findings::{At, Finding, Findings};
use super::problem::quoted;
use super::value::Value;
use crate::plan::Field;
use std::collections::HashSet;

/// The most entries of one list of a record: what refers to it takes over what it refers to.
pub const LONGEST: usize = 1000;

/// Up to so many are compared each with each.
const FEW: usize = 16;

/// Tells once of a list that is too long.
pub fn too_long(field: Field, index: Option<usize>, findings: &mut Findings, at: impl FnOnce() -> At) {
    if index == Some(LONGEST) {
        let message = format!("the list {} has more than {LONGEST} entries", quoted(field.word()));
        let hint = "what comes from here on is left out; split the record".to_owned();
        findings.error(|| Finding::error(at(), message, hint));
    }
}

/// Tells of an entry that is there twice.
pub fn repeated(value: &Value<'_>, findings: &mut Findings, at: impl FnOnce() -> At) {
    findings.warning(|| {
        let message = format!("{} is in this list twice", quoted(value.text().map_or("", |text| text)));
        Finding::warning(at(), message, "leave one of the two out".to_owned())
    });
}

/// Tells of an entry that says nothing.
pub fn empty(findings: &mut Findings, at: impl FnOnce() -> At) {
    findings.warning(|| {
        Finding::warning(
            at(),
            "this entry of the list is empty",
            "write something or leave it out".to_owned(),
        )
    });
}

/// The places of the values that repeat an earlier entry of their list, ascending.
pub fn of(values: &[Stated<'_>]) -> Vec<usize> {
    let mut found = Vec::new();
    // Most records have no list of two.
    if values.iter().all(|stated| stated.index.is_none_or(|n| n == 0)) {
        return found;
    }
    let mut start = 0;
    for list in values.chunk_by(|a, b| a.field == b.field && a.index.is_some() && b.index.is_some()) {
        // Of places and the like each is taken as it stands.
        let (start_of_list, is_text) = (start, list.iter().all(|entry| entry.value.text().is_some()));
        start += list.len();
        if !is_text {
            continue;
        }
        if list.len() > FEW {
            let mut known = HashSet::new();
            let again =
                (start_of_list..).zip(list).filter(|(_, entry)| !known.insert(entry.value.text().cloned()));
            found.extend(again.map(|(n, _)| n));
        } else {
            for (m, entry) in list.iter().enumerate().skip(1) {
                if list.iter().take(m).any(|earlier| earlier.value == entry.value) {
                    found.push(start_of_list + m);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    #[test]
    fn repeats_are_found_in_short_and_long_lists_alike() {
        for count in [3, 100] {
            let entry = |n: usize| {
                let value = Value::Link(Text(format!("b{}", n % count).into()));
                Stated { field: Field::Brands, index: Some(n), value }
            };
            let mut values: Vec<_> = (0..count + 2).map(entry).collect();
            assert_eq!(of(&values), [count, count + 1]);
            values.insert(count, Stated { field: Field::Name, index: None, value: Value::Flag(true) });
            assert_eq!(of(&values), [0; 0]);
        }
    }
}
