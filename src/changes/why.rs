//! Why something changed: the newest evidence that the newer edition has for it.
//!
//! It must never give a reason that no evidence gives.

use crate::date::Day;
use crate::plan::{Change, Evidence, Plan, Record, SourceIndex, Thing};

/// What the newer edition's evidence says, and who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// What whoever wrote the newer edition remarks now; no source need say so.
    pub remark: Option<String>,
    /// A quote in quotation marks, or a remark; the source's title where there is neither.
    pub text: String,
    /// Who says so.
    pub source: SourceIndex,
    /// The place in it.
    pub place: Option<Box<str>>,
}

impl Why {
    /// The remark, what the source says, and which it is.
    pub fn words(&self, plan: &Plan) -> String {
        let remark = self.remark.as_ref().map(|remark| format!("{remark} ")).unwrap_or_default();
        format!("{remark}{} ({})", self.text, plan.source(self.source).line())
    }
}

/// The evidence of what is new in a record; what is only in the older edition has no reason to be told.
pub fn why(plan: &Plan, thing: Thing) -> Option<Why> {
    let became = plan.became(thing)?;
    if became.is(Change::Silent) {
        return None;
    }
    let record = plan.record(thing);
    let before = became.before.as_ref();
    let told_by = match before {
        Some(before) => before.told_by,
        None => newest_of(plan, record, |_| true),
    };
    let evidence = record.all_evidence().nth(told_by? as usize)?;
    // Whoever wrote the newer edition says here what is new.
    let remark =
        record.note.as_ref().filter(|_| before.is_some_and(|before| before.record.note != record.note));
    let quote = evidence.quote.as_ref().map(|quote| format!("“{quote}”"));
    let told = quote.or_else(|| evidence.note.as_ref().map(ToString::to_string));
    let text = told.unwrap_or_else(|| format!("“{}”", plan.source(evidence.source).title));
    let remark = remark.map(ToString::to_string).filter(|remark| *remark != text);
    Some(Why { remark, text, source: evidence.source, place: evidence.place.clone() })
}

/// The place of the newest evidence that the older edition does not have; of the newest, where it has all.
pub(super) fn newest((older, old): (&Plan, &Record), (newer, new): (&Plan, &Record)) -> Option<u32> {
    let known: Vec<(&str, Option<&str>)> =
        old.all_evidence().map(|e| (&*older.source(e.source).id, e.place.as_deref())).collect();
    let is_new = |e: &Evidence| !known.contains(&(&*newer.source(e.source).id, e.place.as_deref()));
    newest_of(newer, new, is_new).or_else(|| newest_of(newer, new, |_| true))
}

/// The first of the newest, since a record names its best source first.
fn newest_of(plan: &Plan, record: &Record, counts: impl Fn(&Evidence) -> bool) -> Option<u32> {
    // A source of some year is no newer than one of a day in it.
    let day = |e: &Evidence| plan.source(e.source).date.map_or(Day::OPEN_START, |date| date.days().0);
    let all = (0u32..).zip(record.all_evidence()).filter(|(_, e)| counts(e));
    let newest = all.reduce(|best, next| if day(next.1) > day(best.1) { next } else { best });
    newest.map(|(n, _)| n)
}
