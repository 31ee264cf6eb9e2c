//! When a model comes: the date of the first of the arrivals that its plan names, not of the talk about it.
//!
//! It must never guess which kinds of milestones are arrivals, nor make a date finer than it was written.

use super::{BackLinks, Field, Kind, Record, Status, Thing, fold};
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
    /// `arrivals` are the kinds of milestones at which a thing comes, as the plan names them.
    pub fn new(records: &[Record], back: &BackLinks, arrivals: &[Box<str>]) -> Self {
        if arrivals.is_empty() {
            return Self::default();
        }
        let arrivals: Vec<String> = arrivals.iter().map(|kind| fold(kind)).collect();
        // Kinds are few and milestones may be many.
        let mut kinds: HashMap<&str, bool> = HashMap::new();
        let mut arrives = |kind| *kinds.entry(kind).or_insert_with(|| arrivals.contains(&fold(kind)));
        let counts: Vec<bool> = records
            .iter()
            .map(|record| {
                let is_arrival =
                    record.kind == Kind::Milestone && record.texts(Field::Kind).any(&mut arrives);
                is_arrival && record.status != Some(Status::Cancelled)
            })
            .collect();
        let first = |model: Thing| {
            let own = back.of(model).iter().filter(|(field, _)| *field == Field::Of);
            own.filter(|(_, by)| counts.get(by.index()).copied().unwrap_or_default())
                .filter_map(|(_, by)| Some((*by, records.get(by.index())?.when?)))
                .filter_map(|(by, when)| Some(Coming { moment: first_moment(when)?, by }))
                .min_by_key(|coming| (coming.day(), coming.by))
        };
        let models = (0u32..).zip(records).filter(|(_, record)| record.kind == Kind::Model);
        let dated = models.filter_map(|(n, _)| Some((Thing(n), first(Thing(n))?)));
        Self { of_models: dated.collect(), told: counts.contains(&true) }
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
    fn comes(arrivals: &[&str], milestones: &[(&str, &str)]) -> Option<String> {
        let mut records = vec![record(Kind::Model, "m", &[], &[])];
        for (n, (kind, when)) in milestones.iter().enumerate() {
            let (kind, cancelled) = kind.strip_prefix('-').map_or((*kind, false), |kind| (kind, true));
            let kind = [(Field::Kind, Fact::Text(kind.into()))];
            let mut milestone = record(Kind::Milestone, &format!("s{n}"), &[(Field::Of, Thing(0))], &kind);
            milestone.status = cancelled.then_some(Status::Cancelled);
            milestone.when = When::parse(when).ok();
            records.push(milestone);
        }
        let arrivals = arrivals.iter().map(|kind| Box::from(*kind)).collect();
        let plan = Plan::new(About { arrivals, ..About::default() }, Vec::new(), records);
        plan.coming(Thing(0)).map(|coming| coming.moment.to_string())
    }

    #[test]
    fn the_first_of_the_arrivals_that_a_plan_names_is_when_a_thing_comes() {
        let cars = &["launch", "production", "start of sales"][..];
        for (arrivals, milestones, date) in [
            (
                cars,
                &[("announcement", "2023-12"), ("reveal", "2025-06"), ("launch", "2026")][..],
                Some("2026"),
            ),
            (cars, &[("announcement", "2023-12"), ("start of sales", "2026-Q3")], Some("2026-Q3")),
            (cars, &[("Production", "[2026..]"), ("launch", "[..2025]")], Some("[..2025]")),
            (cars, &[("launch", "2027"), ("production", "2026-11/..")], Some("2026-11")),
            (cars, &[("launch", "../2027")], Some("[..2027]")),
            (cars, &[("launch", "../2027?")], Some("[..2027]")),
            (cars, &[("launch", ""), ("announcement", "2024")], None),
            (cars, &[("-launch", "2024"), ("announcement", "2024")], None),
            (cars, &[("end of production", "2025"), ("relocation", "2026"), ("launch", "")], None),
            (&["cod"], &[("investment decision", "2024"), ("COD", "2028")], Some("2028")),
            (&["cod"], &[("stop order", "2026")], None),
            (&["maiden voyage"], &[("keel", "2026"), ("maiden-voyage", "2027")], Some("2027")),
            // Without arrivals no year is claimed, whatever the kinds are called.
            (&[], &[("launch", "2026"), ("production", "2027")], None),
            (&[], &[], None),
        ] {
            assert_eq!(comes(arrivals, milestones).as_deref(), date, "{milestones:?}");
        }
    }
}
