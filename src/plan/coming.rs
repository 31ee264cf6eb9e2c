//! When a model comes: the date of its launch, production or the like, not of the talk about it.
//!
//! It must never take an announcement for an arrival, nor make a date finer than it was written.

use super::words::is_coming;
use super::{BackLinks, BitSet, Field, Kind, Record, Status, Thing};
use crate::date::{Day, Moment, When};
use std::collections::HashMap;

/// The date at which a thing comes, and the milestone that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// With its precision.
    pub moment: Moment,
    /// The milestone; for what is no model, the thing itself.
    pub by: Thing,
}

impl Coming {
    /// The day that it is surest of: the end for "by", the begin otherwise.
    pub fn day(self) -> Day {
        match self.moment {
            Moment::By(part) => part.days().1,
            other => other.days().0,
        }
    }
}

/// When the models of a plan come.
#[derive(Debug, Clone, Default)]
pub(super) struct Comings {
    of_models: HashMap<Thing, Coming>,
    /// Whether some milestone of the plan is of a kind at which a thing comes.
    pub told: bool,
}

impl Comings {
    pub fn new<'r>(records: &'r [Record], back: &BackLinks) -> Self {
        // Kinds are few and milestones may be many.
        let mut kinds: HashMap<&str, bool> = HashMap::new();
        let mut comes = |record: &'r Record| {
            record.texts(Field::Kind).any(|k| *kinds.entry(k).or_insert_with(|| is_coming(k)))
        };
        let coming = BitSet::of(records.len(), |n| {
            records.get(n).is_some_and(|record| record.kind == Kind::Milestone && comes(record))
        });
        let told = coming.count() > 0;
        // A plan that uses none of these words has dates all the same: then any of them tells.
        let counts = |thing: Thing, record: &Record| {
            record.kind == Kind::Milestone
                && record.status != Some(Status::Cancelled)
                && (!told || coming.contains(thing.index()))
        };
        let first = |model: Thing| {
            let own = back.of(model).iter().filter(|(field, _)| *field == Field::Of);
            own.map(|(_, from)| (*from, &records[from.index()]))
                .filter(|(by, record)| counts(*by, record))
                .filter_map(|(by, record)| Some(Coming { moment: first_moment(record.when?)?, by }))
                .min_by_key(|coming| (coming.day(), coming.by))
        };
        let models = (0u32..).zip(records).filter(|(_, record)| record.kind == Kind::Model);
        let dated = models.filter_map(|(n, _)| Some((Thing(n), first(Thing(n))?)));
        Self { of_models: dated.collect(), told }
    }

    /// When a thing comes; for what is no model its own date.
    pub fn of(&self, thing: Thing, record: &Record) -> Option<Coming> {
        if record.kind == Kind::Model {
            return self.of_models.get(&thing).copied();
        }
        Some(Coming { moment: first_moment(record.when?)?, by: thing })
    }
}

/// The moment at which something begins. Of a span without a begin only the end is known.
fn first_moment(when: When) -> Option<Moment> {
    match when {
        When::At(moment) | When::Span(Some(moment), _) => Some(moment),
        When::Span(
            None,
            Some(Moment::On(part) | Moment::About(part) | Moment::Unsure(part) | Moment::UnsureAbout(part)),
        ) => Some(Moment::By(part)),
        When::Span(None, end) => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, Fact, Plan};

    fn record(kind: Kind, id: &str, links: &[(Field, Thing)], facts: &[(Field, Fact)]) -> Record {
        Record { links: links.into(), facts: facts.into(), ..Record::new(kind, id, id) }
    }

    /// When a model of these milestones comes: kind and date of each.
    fn comes(milestones: &[(&str, &str)]) -> Option<String> {
        let mut records = vec![record(Kind::Model, "m", &[], &[])];
        for (n, (kind, when)) in milestones.iter().enumerate() {
            let (kind, cancelled) = kind.strip_prefix('-').map_or((*kind, false), |kind| (kind, true));
            let kind = [(Field::Kind, Fact::Text(kind.into()))];
            let mut milestone = record(Kind::Milestone, &format!("s{n}"), &[(Field::Of, Thing(0))], &kind);
            milestone.status = cancelled.then_some(Status::Cancelled);
            milestone.when = When::parse(when).ok();
            records.push(milestone);
        }
        let plan = Plan::new(About::default(), Vec::new(), records);
        plan.coming(Thing(0)).map(|coming| coming.moment.to_string())
    }

    #[test]
    fn a_launch_wins_over_the_talk_before_it() {
        for (milestones, date) in [
            (&[("announcement", "2023-12"), ("reveal", "2025-06"), ("launch", "2026")][..], Some("2026")),
            (&[("announcement", "2023-12"), ("start of sales", "2026-Q3")], Some("2026-Q3")),
            (&[("Production", "[2026..]"), ("launch", "[..2025]")], Some("[..2025]")),
            (&[("launch", "2027"), ("production", "2026-11/..")], Some("2026-11")),
            (&[("launch", "../2027")], Some("[..2027]")),
            (&[("launch", ""), ("announcement", "2024")], None),
            (&[("-launch", "2024"), ("announcement", "2024")], None),
            (&[("end of production", "2025"), ("end", "2026"), ("launch", "")], None),
            // A plan with words of its own: the first date of any kind.
            (&[("keel", "2026"), ("maiden voyage", "2027")], Some("2026")),
            (&[("-keel", "2026"), ("maiden voyage", "2027")], Some("2027")),
            (&[], None),
        ] {
            assert_eq!(comes(milestones).as_deref(), date, "{milestones:?}");
        }
    }
}
