//! References that come back to where they began, which no family of models or tree of owners may.
//!
//! It must never recurse: a chain of references may be as long as the plan.

use super::findings::{At, Finding, Findings, Step};
use super::headings::list_word;
use super::ids::Ids;
use super::problem::quoted;
use super::refer::WITHOUT_CIRCLES;
use crate::plan::{Field, Record, Thing};

/// Tells of each reference that closes a circle, and takes it out.
pub fn cut(records: &mut [Record], ids: &Ids<'_>, findings: &mut Findings) {
    for field in WITHOUT_CIRCLES {
        for (from, to) in closing(records, field) {
            let (kind, n) = ids.place(from);
            let id = ids.id(to);
            let chain = if from == to {
                format!("{} {} itself", quoted(id), verb(field))
            } else {
                format!("{} {} {}, which comes back to it", quoted(ids.id(from)), verb(field), quoted(id))
            };
            let at = At::Record(list_word(kind), n, vec![Step::Field(field.word()), Step::Text(id.into())]);
            let hint = "take out the reference that is wrong".to_owned();
            findings.error(|| Finding::error(at, chain, hint));
            if let Some(record) = records.get_mut(from.index()) {
                record.links = record.links.iter().copied().filter(|link| *link != (field, to)).collect();
            }
        }
    }
}

fn verb(field: Field) -> &'static str {
    match field {
        Field::Parent => "belongs to",
        Field::DerivedFrom => "is derived from",
        Field::Replaces => "replaces",
        Field::PartOf => "is part of",
        _ => "leads to",
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Not,
    /// It is on the way that is being walked.
    Open,
    Done,
}

/// The references of a field that close a circle, when records are walked in their order.
fn closing(records: &[Record], field: Field) -> Vec<(Thing, Thing)> {
    let mut found = Vec::new();
    let mut seen = vec![Seen::Not; records.len()];
    let mut way: Vec<(Thing, usize)> = Vec::new();
    let is_open = |seen: &[Seen], thing: Thing| seen.get(thing.index()).copied().unwrap_or(Seen::Done);
    for (n, record) in records.iter().enumerate() {
        let start = Thing::nth(n);
        if is_open(&seen, start) != Seen::Not || record.links(field).next().is_none() {
            continue;
        }
        way.push((start, 0));
        while let Some((thing, at)) = way.last_mut() {
            let thing = *thing;
            if let Some(state) = seen.get_mut(thing.index()) {
                *state = Seen::Open;
            }
            let links = records.get(thing.index()).map(|r| &*r.links).unwrap_or_default();
            // `at` counts through all links, so that a record with many is walked once.
            let next = links.iter().enumerate().skip(*at).find(|(_, (f, _))| *f == field);
            match next {
                Some((m, (_, to))) => {
                    *at = m + 1;
                    match is_open(&seen, *to) {
                        Seen::Not => way.push((*to, 0)),
                        Seen::Open => found.push((thing, *to)),
                        Seen::Done => {}
                    }
                }
                None => {
                    if let Some(state) = seen.get_mut(thing.index()) {
                        *state = Seen::Done;
                    }
                    way.pop();
                }
            }
        }
    }
    found
}
