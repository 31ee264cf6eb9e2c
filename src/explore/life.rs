//! What a model's dated facts say of its life: shown, made, sold, changed, ended; how old it is at a day.
//!
//! It must never fill a gap between two facts, nor make a date finer than it was written.

use crate::date::{Day, Moment, When};
use crate::plan::{Field, LifeStage, Plan, Status, Thing};

/// The kinds of milestones at which a thing is shown before it comes.
const REVEALS: [&str; 4] = ["reveal", "premiere", "debut", "unveiling"];

/// What a dated fact is in a life, in the order of a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifeEvent {
    /// It is shown.
    Reveal,
    /// It begins to be made.
    Start,
    /// It can be bought or used.
    Sale,
    /// It is changed.
    Change,
    /// It is no longer made.
    End,
}

impl LifeEvent {
    /// In the order of a life.
    pub const ALL: [Self; 5] = [Self::Reveal, Self::Start, Self::Sale, Self::Change, Self::End];

    /// What a kind of milestone means in a plan; `None` where it means nothing in a life.
    pub fn of_kind(plan: &Plan, kind: &str) -> Option<Self> {
        let stage = plan.about().life.stage(kind).map(|stage| match stage {
            LifeStage::Start => Self::Start,
            LifeStage::Sale => Self::Sale,
            LifeStage::Change => Self::Change,
            LifeStage::End => Self::End,
        });
        let shown = || REVEALS.iter().any(|word| word.eq_ignore_ascii_case(kind)).then_some(Self::Reveal);
        stage.or_else(shown)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reveal => "shown",
            Self::Start => "start of production",
            Self::Sale => "on sale",
            Self::Change => "new version",
            Self::End => "end",
        }
    }

    fn begins(self) -> bool {
        matches!(self, Self::Start | Self::Sale)
    }
}

/// A dated fact of a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LifeFact {
    /// What it is.
    pub event: LifeEvent,
    /// When it is.
    pub when: When,
    /// The milestone that says so.
    pub by: Thing,
}

/// The dated facts of one thing. What was cancelled is not among them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Life {
    /// In the order of their dates.
    pub facts: Vec<LifeFact>,
    /// When it begins to be made or sold: the first that says so.
    pub begin: Option<(Moment, Thing)>,
    /// When it ends: the last that says so, since what ends at one place may go on at another.
    pub end: Option<(Moment, Thing)>,
}

/// How long a thing has been there, in days: at least and at most; no upper bound where its begin is open.
pub type Age = (i32, Option<i32>);

/// Where a life stands at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing says when it begins or ends.
    Unknown,
    /// Its begin lies wholly after the day, or is said not to have come.
    NotYet,
    /// The day lies within its begin.
    Begins,
    /// It is there, for so long.
    There(Age),
    /// It is over, after so long; `None` where nothing says when it began.
    Over(Option<Age>),
    /// It was given up.
    Cancelled,
}

impl Life {
    /// What a plan says of a model.
    pub fn of(plan: &Plan, thing: Thing) -> Self {
        let own = plan.referring(thing).iter().filter(|(field, _)| *field == Field::Of).map(|(_, by)| *by);
        let fact = |by: Thing| {
            let record = plan.record(by);
            let event = record.texts(Field::Kind).find_map(|kind| LifeEvent::of_kind(plan, kind))?;
            let when = record.when.filter(|_| record.status != Some(Status::Cancelled))?;
            Some(LifeFact { event, when, by })
        };
        Self::new(own.filter_map(fact).collect())
    }

    /// Of facts in any order.
    pub fn new(mut facts: Vec<LifeFact>) -> Self {
        facts.sort_by_key(|fact| (fact.when.days(), fact.event, fact.by));
        facts.dedup();
        let begins = facts.iter().filter(|fact| fact.event.begins());
        let begin = begins.filter_map(|fact| Some((first(fact.when)?, fact.by)));
        let begin = begin.min_by_key(|(moment, by)| (moment.days(), *by));
        let ends = facts.iter().filter_map(|fact| Some((last(*fact)?, fact.by)));
        let end = ends.max_by_key(|(moment, by)| (moment.days(), *by));
        Self { facts, begin, end }
    }

    /// Whether nothing of it is dated.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Whether it ends, however its dates are read, before it begins.
    pub fn is_backwards(&self) -> bool {
        let ends = self.begin.zip(self.end).map(|((begin, _), (end, _))| (begin.reach().0, end.reach().1));
        ends.is_some_and(|(begin, end)| end < begin)
    }

    /// How many facts are of an event.
    pub fn count(&self, event: LifeEvent) -> usize {
        self.facts.iter().filter(|fact| fact.event == event).count()
    }

    /// Whether what begins it is said to have happened: done, under way, or over again, or nothing is said. A date
    /// that has passed while a plan still says "announced" or "confirmed" is a promise and not a fact.
    pub fn has_come(&self, plan: &Plan) -> bool {
        let status = self.begin.and_then(|(_, by)| plan.record(by).status);
        matches!(status, None | Some(Status::Done | Status::Underway | Status::Ended))
    }

    /// Where it stands at a day; `status` is that of the thing itself.
    pub fn standing(&self, plan: &Plan, status: Option<Status>, day: Day) -> Standing {
        if status == Some(Status::Cancelled) {
            return Standing::Cancelled;
        }
        let over = self.end.filter(|(end, _)| end.reach().1 <= day);
        let Some((begin, _)) = self.begin else {
            return if over.is_some() { Standing::Over(None) } else { Standing::Unknown };
        };
        if self.is_backwards() {
            return Standing::Unknown;
        }
        if let Some((end, _)) = over {
            let (first, last) = end.reach();
            let least = first.stated().map_or(0, |first| first.0 - begin.reach().1.0.min(first.0));
            let most = begin.reach().0.stated().map(|begin| last.0 - begin.0);
            return Standing::Over(Some((least.max(0), most)));
        }
        let (first, last) = begin.reach();
        if first > day || !self.has_come(plan) {
            return Standing::NotYet;
        }
        if last > day {
            return Standing::Begins;
        }
        Standing::There((day.0 - last.0, first.stated().map(|first| day.0 - first.0)))
    }
}

/// The moment at which something begins.
fn first(when: When) -> Option<Moment> {
    match when {
        When::At(moment) | When::Span(Some(moment), _) => Some(moment),
        When::Span(None, _) => None,
    }
}

/// The moment at which a fact says that something ends: the end itself, or that of being made or sold.
fn last(fact: LifeFact) -> Option<Moment> {
    match (fact.event, fact.when) {
        (LifeEvent::End, When::At(moment) | When::Span(Some(moment), None)) => Some(moment),
        (LifeEvent::End | LifeEvent::Start | LifeEvent::Sale, When::Span(_, end)) => end,
        _ => None,
    }
}

/// Between two records of which one replaces the other: how many days lie between the end of the one and the
/// begin of the other, at least and at most. Below 0 they overlap.
pub fn gap(before: &Life, after: &Life) -> Option<(i32, i32)> {
    let ((end, _), (begin, _)) = (before.end?, after.begin?);
    let (end, begin) = (end.reach(), begin.reach());
    let days = |from: Day, to: Day| Some(to.stated()?.0 - from.stated()?.0);
    Some((days(end.1, begin.0)?, days(end.0, begin.1)?))
}

/// A number of days, at least and at most, as months or years in words: "4 to 6 months", "18 months".
pub fn months_words(least: i32, most: Option<i32>) -> String {
    let months = |days: i32| (f64::from(days) / 30.44).round() as i32;
    let low = months(least);
    let one = |n: i32| if n == 1 { "month" } else { "months" };
    match most.map(months) {
        None => format!("at least {low} {}", one(low)),
        Some(high) if high == low => format!("{low} {}", one(low)),
        Some(high) => format!("{low} to {high} {}", one(high)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fact(event: LifeEvent, when: &str) -> LifeFact {
        LifeFact { event, when: When::parse(when).unwrap(), by: Thing::nth(0_u32) }
    }

    fn life(facts: &[(LifeEvent, &str)]) -> Life {
        Life::new(facts.iter().map(|(event, when)| fact(*event, when)).collect())
    }

    #[test]
    fn a_life_begins_with_the_first_and_ends_with_the_last() {
        use LifeEvent::{Change, End, Reveal, Sale, Start};
        for (facts, begin, end) in [
            (&[(Reveal, "2025-05"), (Start, "2025-11"), (Sale, "2026")][..], Some("2025-11"), None),
            (&[(End, "2025-10"), (End, "2026-03"), (Sale, "2020/2025")], Some("2020"), Some("2026-03")),
            (&[(Change, "2026")], None, None),
            (&[(Start, "../2024")], None, Some("2024")),
            (&[(Sale, "[2026..]")], Some("[2026..]"), None),
        ] {
            let life = life(facts);
            let words = |moment: Option<(Moment, Thing)>| moment.map(|(moment, _)| moment.to_string());
            assert_eq!((words(life.begin).as_deref(), words(life.end).as_deref()), (begin, end), "{facts:?}");
        }
    }

    #[test]
    fn what_lies_between_two_lives_is_known_as_well_as_their_dates() {
        let old = life(&[(LifeEvent::Sale, "2020"), (LifeEvent::End, "2025-12")]);
        let new = life(&[(LifeEvent::Sale, "2026-03")]);
        assert_eq!(gap(&old, &new), Some((60, 120)));
        assert_eq!(gap(&old, &life(&[(LifeEvent::Sale, "[2026..]")])), None);
        assert_eq!(months_words(60, Some(120)), "2 to 4 months");
        assert_eq!(months_words(31, Some(31)), "1 month");
    }

    proptest! {
        #[test]
        fn an_age_is_never_negative_nor_upside_down(
            begin in 0i32..4000, long in 0i32..900, end in proptest::option::of(0i32..6000), day in 0i32..6000,
        ) {
            let part = |day: i32| {
                let (year, month, day) = Day(day).ymd();
                crate::date::Part::Day(year, month, day)
            };
            let within = When::At(Moment::Within(part(begin), part(begin + long)));
            let mut facts = vec![LifeFact { event: LifeEvent::Sale, when: within, by: Thing::nth(0_u32) }];
            facts.extend(end.map(|end| LifeFact {
                event: LifeEvent::End, when: When::At(Moment::On(part(end))), by: Thing::nth(1_u32),
            }));
            let plan = Plan::new(Default::default(), Vec::new(), Vec::new());
            let life = Life::new(facts);
            match life.standing(&plan, None, Day(day)) {
                Standing::There((least, Some(most))) => {
                    prop_assert!(0 <= least && least <= most);
                    prop_assert_eq!((least, most), (day - begin - long, day - begin));
                }
                Standing::Over(Some((least, Some(most)))) => prop_assert!(0 <= least && least <= most),
                Standing::NotYet => prop_assert!(day < begin),
                Standing::Begins => prop_assert!(begin <= day && day < begin + long),
                Standing::Unknown => prop_assert!(life.is_backwards()),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
