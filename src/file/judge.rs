//! Form of what other rooms find wrong in a plan: what a query of it asks is known to them alone.
//!
//! It must never hold a line or a column: where a record stands in its file is this room's to know.

use super::findings::{At, Finding, Findings};
use super::ids::Ids;
use crate::plan::{Plan, Thing};

/// Looks at a plan that was just read; what is wrong with it is told with its file's other problems, as warnings.
pub type Judge = fn(&Plan) -> Vec<Judgement>;

/// Something that is probably not as meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Where.
    pub at: Judged,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// A field of a record, as files call it.
    Record(Thing, &'static str),
    /// A field of the plan itself.
    Top(&'static str),
}

/// Notes what a judge found in a plan. `left_out` says of each record of the file whether the plan is without it.
pub fn note(judge: Judge, plan: &Plan, ids: &Ids, left_out: &[bool], findings: &mut Findings) {
    let judgements = judge(plan);
    if judgements.is_empty() {
        return;
    }
    let kept: Vec<usize> = (0..left_out.len()).filter(|n| left_out.get(*n) == Some(&false)).collect();
    for Judgement { at, message, hint } in judgements {
        let at = match at {
            Judged::Top(field) => At::Top(field),
            Judged::Record(thing, field) => {
                let Some(place) = kept.get(thing.index()) else { continue };
                let (kind, n) = ids.place(Thing::nth(*place));
                At::field(kind, n, field, None)
            }
        };
        findings.warning(|| Finding::warning(at, message, hint));
    }
}
