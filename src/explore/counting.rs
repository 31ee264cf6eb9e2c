//! What a plan lets one count towards a target: by the target's own rule, by now and by its deadline.
//!
//! It must never count what the rule does not keep, nor something that was given up.

use super::index::Index;
use super::life::Life;
use super::{Filter, figure};
use crate::date::{Day, Moment, When};
use crate::plan::{BitSet, Facet, Fact, Field, Kind, Plan, Record, Status, Thing};
use std::sync::OnceLock;

/// What becomes of a target's rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Count {
    /// The plan states no rule.
    NoRule,
    /// The rule could not be understood: why.
    Unreadable(String),
    /// What it keeps.
    Counted(Counted),
}

/// What a rule keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The rule, as a query.
    pub rule: String,
    /// Everything that it keeps and that was not given up.
    pub named: Vec<Thing>,
    /// Of that, what is said to be there by the day that is asked for.
    pub now: Vec<Thing>,
    /// Of that, what is there or may come by the deadline, as it is dated; all that has a date where there is no
    /// deadline.
    pub in_time: Vec<Thing>,
    /// For a target in percent: what the figures are parts of.
    pub of: Option<Whole>,
}

/// What a share is a part of.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// As a query: the rule without what qualifies, such as a kind of energy.
    pub query: String,
    /// How many that keeps.
    pub count: usize,
    /// Of those, how many are there by now.
    pub now: usize,
}

/// What a share's whole is asked by; the other parts of a rule say which part is meant.
const SCOPE: [Facet; 6] =
    [Facet::Kind, Facet::Brand, Facet::Company, Facet::Region, Facet::Country, Facet::Model];

/// Counts towards targets of one plan.
pub struct Counting<'a> {
    plan: &'a Plan,
    index: OnceLock<Index>,
}

impl<'a> Counting<'a> {
    /// Of a plan.
    pub fn new(plan: &'a Plan) -> Self {
        Self { plan, index: OnceLock::new() }
    }

    /// What the rule of a target keeps, as it stands at a day.
    pub fn count(&self, target: &Record, day: Day) -> Count {
        let Some(rule) = target.texts(Field::Counts).next() else { return Count::NoRule };
        let parsed = Filter::parse(rule, self.plan);
        if let Some(problem) = parsed.problems.first() {
            return Count::Unreadable(problem.message.clone());
        }
        let kept = self.kept(&parsed.filter);
        let named: Vec<Thing> = kept.into_iter().filter(|thing| !self.is_given_up(*thing)).collect();
        let until = target.when.map(|when| when.reach().1);
        let now = named.iter().copied().filter(|thing| self.is_there(*thing, day)).collect();
        let in_time = |thing: &Thing| {
            self.is_there(*thing, day)
                || self.moment(*thing).is_some_and(|moment| {
                    until.is_none_or(|until| moment.reach().0 <= until || moment.reach().0 == Day::OPEN_START)
                })
        };
        let in_time = named.iter().copied().filter(in_time).collect();
        let of = is_percent(target).then(|| self.whole(&parsed.filter, day));
        Count::Counted(Counted { rule: parsed.filter.to_text(self.plan), named, now, in_time, of })
    }

    fn kept(&self, filter: &Filter) -> Vec<Thing> {
        // Only words need what texts hold, and rules seldom have any.
        let index = match filter.words_asked().is_empty() {
            true => &Index::without_words(),
            false => self.index.get_or_init(|| Index::new(self.plan)),
        };
        let kept: BitSet = filter.matching(self.plan, index);
        kept.iter().map(|item| self.plan.items().thing(item)).collect()
    }

    fn whole(&self, rule: &Filter, day: Day) -> Whole {
        let mut scope = Filter::default();
        for (facet, choice) in rule.choices().filter(|(facet, _)| SCOPE.contains(facet)) {
            choice.any().iter().for_each(|value| scope.toggle(facet, *value));
        }
        scope.set_when(rule.dates().iter().copied());
        let kept = self.kept(&scope).into_iter().filter(|thing| !self.is_given_up(*thing));
        let (mut count, mut now) = (0, 0);
        for thing in kept {
            count += 1;
            now += usize::from(self.is_there(thing, day));
        }
        Whole { query: scope.to_text(self.plan), count, now }
    }

    fn is_given_up(&self, thing: Thing) -> bool {
        self.plan.record(thing).status == Some(Status::Cancelled)
    }

    /// When a thing comes, as its plan tells arrivals; else as its life begins.
    fn moment(&self, thing: Thing) -> Option<Moment> {
        let own = self.plan.coming(thing).map(|coming| coming.moment);
        own.or_else(|| Life::of(self.plan, thing).begin.map(|(moment, _)| moment))
    }

    /// Whether a thing is said to be there by a day: its date has passed and is said to have come, or it has none
    /// and is said to be done or under way.
    fn is_there(&self, thing: Thing, day: Day) -> bool {
        let record = self.plan.record(thing);
        let by = self.plan.coming(thing).map(|coming| (coming.moment, coming.by));
        match by.or_else(|| Life::of(self.plan, thing).begin) {
            Some(begin) => {
                begin.0.reach().1 <= day && Life { begin: Some(begin), ..Life::default() }.has_come(self.plan)
            }
            None => matches!(record.status, Some(Status::Done | Status::Underway | Status::Ended)),
        }
    }
}

/// Where a target stands at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// Its deadline has passed, and nothing says that it was reached or given up.
    Overdue,
    /// Its deadline is to come.
    Open,
    /// It has no deadline.
    Undated,
    /// It is said to be reached.
    Done,
    /// It was given up.
    GivenUp,
}

impl Due {
    /// In the order in which they are asked for.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Open, Self::Undated, Self::Done, Self::GivenUp];

    /// Of a target at a day, or within days where the day is known no better.
    pub fn of(target: &Record, (first, _): (Day, Day)) -> Self {
        match (target.status, target.when) {
            (Some(Status::Done | Status::Ended), _) => Self::Done,
            (Some(Status::Cancelled), _) => Self::GivenUp,
            (_, None) => Self::Undated,
            // Whatever day of its deadline is meant, and whatever day it is asked at.
            (_, Some(when)) if when.reach().1 < first => Self::Overdue,
            _ => Self::Open,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open, with a deadline",
            Self::Undated => "open, without a deadline",
            Self::Done => "done",
            Self::GivenUp => "given up",
        }
    }
}

/// How late it is at some days, at least and at most, in days.
pub fn lateness(when: When, (first, last): (Day, Day)) -> Option<(i32, i32)> {
    let end = match when {
        When::At(moment) => moment.reach(),
        When::Span(_, Some(end)) => end.reach(),
        When::Span(_, None) => return None,
    };
    let until = end.1.stated()?;
    // "By 2025" is late from the end of 2025 on; "in 2025" as well: any of its days would have been in time.
    Some(((first.0 - until.0).max(0), (last.0 - until.0).max(0)))
}

/// The figure that a target is to reach.
pub fn value(target: &Record) -> Option<f64> {
    target.facts(Field::Value).find_map(|fact| match fact {
        Fact::Number(number) => Some(*number).filter(|number| number.is_finite()),
        _ => None,
    })
}

/// The same with its unit, in words; a target without a figure says what it measures instead.
pub fn value_words(target: &Record) -> String {
    let unit = target.texts(Field::Unit).next();
    match (value(target), unit) {
        (Some(value), Some(unit)) => format!("{} {unit}", figure(value)),
        (Some(value), None) => figure(value),
        (None, _) => {
            let figures: Vec<String> =
                target.figures().map(|(_, one)| super::facts::figure_words(one)).collect();
            figures.join(", ")
        }
    }
}

/// Whether a target is a share.
pub fn is_percent(target: &Record) -> bool {
    target.texts(Field::Unit).any(|unit| matches!(unit.trim(), "%" | "percent" | "per cent"))
}

/// The number at the begin of where a target starts from, where that is of the target's own unit.
pub fn baseline(target: &Record) -> Option<f64> {
    let text = target.texts(Field::Baseline).next()?.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '−' | ',')))
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let number = number.replace('−', "-").replace(',', "").parse::<f64>().ok().filter(|n| n.is_finite())?;
    let rest = rest.trim();
    let unit = target.texts(Field::Unit).next().unwrap_or("");
    // A bare number may be a year in which one starts from.
    let is_year =
        (1900.0..=2100.0).contains(&number) && value(target).is_none_or(|value| value.abs() < 500.0);
    (rest == unit || (rest.is_empty() && !is_year)).then_some(number)
}

/// What a rule's items are called in a plan: "models", where they are all of a kind.
pub fn what(plan: &Plan, things: &[Thing]) -> String {
    let mut kinds = things.iter().map(|thing| plan.record(*thing).kind);
    let first = kinds.next();
    let one = first.filter(|first| kinds.all(|kind| kind == *first)).unwrap_or(Kind::Milestone);
    let words = plan.words().of(one.word());
    match (first, things.len()) {
        (None, _) => "items".to_owned(),
        (_, 1) => words.map_or(one.label(), |(one, _)| one).to_owned(),
        _ => words.map_or_else(|| format!("{}s", one.label()), |(_, many)| many.to_owned()),
    }
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
