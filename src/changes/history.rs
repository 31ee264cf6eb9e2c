//! The history of one thing: how each edition has it, newest first.
//!
//! It must never pair things of different kinds, nor fill in what an edition does not say.

use super::words::{edition, slip_between};
use crate::date::When;
use crate::plan::{Kind, Plan, Record, Status, Thing, fold};

/// How one edition has a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The edition, as a reader calls it.
    pub edition: String,
    /// What it is called there; `None` where the edition does not mention it.
    pub name: Option<String>,
    /// Its date there; for a model when it comes.
    pub when: Option<When>,
    /// How far it had come.
    pub status: Option<Status>,
    /// What changed since the edition before that mentions it, in words.
    pub since: Vec<String>,
    /// Who says so there, newest first, each with its address.
    pub sources: Vec<(String, Option<String>)>,
}

/// Sources that a stage names.
const NAMED: usize = 2;

/// How editions of a plan have a record, newest first. Editions without a date count as newest.
pub fn history(editions: &[&Plan], record: &Record) -> Vec<Stage> {
    let mut editions: Vec<&Plan> = editions.to_vec();
    editions
        .sort_by_key(|plan| plan.about().as_of.map_or(crate::date::Day::OPEN_END, |as_of| as_of.days().1));
    let mut stages: Vec<Stage> = Vec::new();
    for plan in editions {
        let found = find(plan, record).map(|thing| (thing, plan.record(thing)));
        let mut stage = Stage {
            edition: edition(plan.about()),
            name: None,
            when: None,
            status: None,
            since: Vec::new(),
            sources: Vec::new(),
        };
        if let Some((thing, record)) = found {
            stage.name = Some(record.name.to_string());
            stage.when = match record.kind {
                Kind::Model => plan.coming(thing).map(|coming| When::At(coming.moment)),
                _ => record.when,
            };
            stage.status = record.status;
            stage.sources = sources(plan, record);
            if let Some(before) = stages.iter().rev().find(|before| before.name.is_some()) {
                stage.since = since(before, &stage);
            }
        }
        stages.push(stage);
    }
    stages.reverse();
    stages
}

/// The record of another edition: of the same id, else the only one of its kind and name.
fn find(plan: &Plan, record: &Record) -> Option<Thing> {
    let same = plan.find(&record.id).filter(|thing| plan.record(*thing).kind == record.kind);
    same.or_else(|| {
        let name = fold(&record.name);
        let mut named = plan.of_kind(record.kind).filter(|(_, other)| fold(&other.name) == name);
        named.next().map(|(thing, _)| thing).filter(|_| named.next().is_none())
    })
}

fn since(before: &Stage, now: &Stage) -> Vec<String> {
    let mut all = Vec::new();
    if before.name != now.name {
        all.push(format!("was called “{}”", before.name.as_deref().unwrap_or_default()));
    }
    all.extend(slip_between(before.when, now.when));
    if before.status != now.status {
        let label = |status: Option<Status>| status.map_or("not stated", Status::label);
        all.push(format!("{} → {}", label(before.status), label(now.status)));
    }
    all
}

fn sources(plan: &Plan, record: &Record) -> Vec<(String, Option<String>)> {
    let mut all: Vec<_> = record.all_evidence().map(|evidence| plan.source(evidence.source)).collect();
    all.sort_by_key(|source| std::cmp::Reverse(source.date.map(|date| date.days().0)));
    all.dedup_by(|a, b| a.id == b.id);
    let named = all.into_iter().take(NAMED);
    named.map(|source| (source.line(), source.url.as_ref().map(ToString::to_string))).collect()
}
