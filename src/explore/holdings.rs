//! Who holds what of whom: stakes and owners as one list, as they stand at a day, and what comes of chains of them.
//!
//! It must never add shares up to more than a whole without saying so, nor take a promise for a holding.

use crate::date::{Day, Moment, When};
use crate::plan::{Fact, Field, Kind, Plan, Record, Status, Thing};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A holding of one thing in another.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// Who holds.
    pub holder: Thing,
    /// What is held.
    pub of: Thing,
    /// The record that says so: a stake, or what is held.
    pub by: Thing,
    /// Its part of the whole in percent, where that is stated.
    pub percent: Option<f64>,
    /// Whether it votes.
    pub votes: Votes,
    /// Through whom it is held, where not directly.
    pub via: Option<Box<str>>,
    /// From when and until when.
    pub when: Option<When>,
    /// How far it has come.
    pub status: Option<Status>,
    /// What sources say otherwise.
    pub others: Vec<Other>,
}

/// Whether a holding votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Votes {
    /// It does, as far as it holds or in part.
    With,
    /// It does not.
    Without,
    /// Nothing is said.
    NotStated,
}

/// What a source says otherwise of a holding.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Other {
    /// The other way round: held by this one, of that one.
    pub turned: Option<(Thing, Thing)>,
    /// Another percent.
    pub percent: Option<f64>,
    /// When the source says so.
    pub said: Option<Moment>,
    /// Whose words they are.
    pub who: Box<str>,
}

/// What a holding is at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is there.
    Held,
    /// It is there as far as its dates say, which leave it open.
    Perhaps,
    /// It was said to come.
    Promised,
    /// It was promised, and given up.
    GivenUp,
    /// It is over, or has not begun.
    Not,
}

/// All holdings of a plan, in the order of its records.
pub fn holdings(plan: &Plan) -> Vec<Holding> {
    let mut all: Vec<Holding> = Vec::new();
    for (n, record) in plan.records().iter().enumerate() {
        let by = Thing::nth(n);
        match record.kind {
            Kind::Stake => all.extend(stake(plan, by, record)),
            Kind::Company | Kind::Brand | Kind::Plant | Kind::Platform => all.extend(owners(record, by)),
            _ => {}
        }
    }
    // A parent is a holding of its own only where no stake or owner tells more of it.
    for (n, record) in plan.records().iter().enumerate() {
        let of = Thing::nth(n);
        for holder in record.links(Field::Parent) {
            if !all.iter().any(|holding| (holding.holder, holding.of) == (holder, of)) {
                all.push(Holding { holder, of, by: of, ..empty(of) });
            }
        }
    }
    all
}

fn empty(of: Thing) -> Holding {
    Holding {
        holder: of,
        of,
        by: of,
        percent: None,
        votes: Votes::NotStated,
        via: None,
        when: None,
        status: None,
        others: Vec::new(),
    }
}

fn number(record: &Record, field: Field) -> Option<f64> {
    record.facts(field).find_map(|fact| match fact {
        Fact::Number(number) => Some(*number).filter(|number| number.is_finite()),
        _ => None,
    })
}

fn votes(votes: Option<f64>, voting: Option<bool>) -> Votes {
    match (votes, voting) {
        (Some(votes), _) if votes > 0.0 => Votes::With,
        (Some(_), _) | (None, Some(false)) => Votes::Without,
        (None, Some(true)) => Votes::With,
        (None, None) => Votes::NotStated,
    }
}

fn stake(plan: &Plan, by: Thing, record: &Record) -> Option<Holding> {
    let (holder, of) = (record.links(Field::Holder).next()?, record.links(Field::Of).next()?);
    let voting = record.facts(Field::Voting).find_map(|fact| match fact {
        Fact::Flag(yes) => Some(*yes),
        _ => None,
    });
    Some(Holding {
        holder,
        of,
        by,
        percent: number(record, Field::Percent),
        votes: votes(number(record, Field::Votes), voting),
        via: record.texts(Field::Via).next().map(Into::into),
        when: record.when,
        status: record.status,
        others: others(plan, record, (holder, of)),
    })
}

fn owners(record: &Record, of: Thing) -> impl Iterator<Item = Holding> + '_ {
    record.ties(Field::Owners).map(move |tie| Holding {
        holder: tie.to,
        percent: tie.percent,
        votes: votes(tie.votes, None),
        when: tie.when,
        ..empty(of)
    })
}

fn others(plan: &Plan, record: &Record, own: (Thing, Thing)) -> Vec<Other> {
    let claim = |evidence: &crate::plan::Evidence| {
        let of = |field: Field| {
            let claim = evidence.claims.iter().find(|(claimed, _)| *claimed == field);
            claim.map(|(_, text)| &**text)
        };
        let thing = |field| of(field).and_then(|id| plan.find(id));
        let turned = (thing(Field::Holder).unwrap_or(own.0), thing(Field::Of).unwrap_or(own.1));
        let percent = of(Field::Percent).and_then(|text| text.trim_end_matches(['%', ' ']).parse().ok());
        let source = plan.source(evidence.source);
        let other = Other {
            turned: (turned != own).then_some(turned),
            percent: percent.filter(|percent: &f64| percent.is_finite()),
            said: source.date,
            who: source.publisher.clone().unwrap_or_else(|| source.title.clone()),
        };
        (other.turned.is_some() || other.percent.is_some()).then_some(other)
    };
    record.evidence.iter().filter_map(claim).collect()
}

impl Holding {
    /// What it is at a day.
    pub fn state(&self, day: Day) -> State {
        let (from, until) = match self.when {
            None => (None, None),
            Some(When::At(moment)) => (Some(moment), None),
            Some(When::Span(from, until)) => (from, until),
        };
        let begun = from.map_or((Day::OPEN_START, Day::OPEN_START), |from| from.reach());
        let ends = until.map_or((Day::OPEN_END, Day::OPEN_END), |until| until.reach());
        if self.status == Some(Status::Cancelled) {
            return State::GivenUp;
        }
        if begun.0 > day || ends.1 < day || (ends.0 <= day && ends.0 == ends.1) {
            let promised = begun.0 > day && self.is_promise();
            return if promised { State::Promised } else { State::Not };
        }
        if self.is_promise() {
            return State::Promised;
        }
        // Of what is over without a date nobody knows when it was.
        if self.status == Some(Status::Ended) && until.is_none() {
            return State::Not;
        }
        let sure = begun.1 <= day && ends.0 > day;
        if sure { State::Held } else { State::Perhaps }
    }

    /// Whether it was only said to come.
    pub fn is_promise(&self) -> bool {
        matches!(
            self.status,
            Some(Status::Considered | Status::Announced | Status::Confirmed | Status::Slipped)
        )
    }
}

/// Who owns a thing at a day, with what is left over.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Owners {
    /// Each holding of a stated part, by its place in the list of holdings, the largest first.
    pub shares: Vec<(usize, f64)>,
    /// Holdings whose part nobody states.
    pub unstated: Vec<usize>,
    /// The stated parts together.
    pub sum: f64,
}

impl Owners {
    /// Of a thing, by what is held at a day.
    pub fn of(all: &[Holding], thing: Thing, day: Day) -> Self {
        let mut owners = Self::default();
        for (n, holding) in all.iter().enumerate().filter(|(_, holding)| holding.of == thing) {
            if !matches!(holding.state(day), State::Held | State::Perhaps) {
                continue;
            }
            match holding.percent.filter(|percent| *percent >= 0.0) {
                Some(percent) => owners.shares.push((n, percent)),
                None => owners.unstated.push(n),
            }
        }
        owners.shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        owners.sum = owners.shares.iter().map(|(_, percent)| percent).sum();
        owners
    }

    /// What is not stated of the whole; 0 where all of it is, or more.
    pub fn rest(&self) -> f64 {
        (100.0 - self.sum).max(0.0)
    }

    /// By how much the stated parts are more than a whole; rounding of a tenth is none.
    pub fn beyond(&self) -> Option<f64> {
        (self.sum > 100.1).then_some(self.sum - 100.0)
    }
}

/// The longest chain of holdings that is followed.
const LONGEST: usize = 24;
/// More steps than these are not taken, however many chains there are.
const MOST_STEPS: usize = 20_000;

/// What one thing holds of others through chains at a day, in percent: its own holdings times those of what it
/// holds, and so on. A chain never passes a thing twice, so that circles come to an end. Holdings whose part is not
/// stated add nothing. `None` where there are too many chains to follow.
pub fn effective(all: &[Holding], holder: Thing, day: Day) -> Option<BTreeMap<Thing, f64>> {
    let mut of_holder: HashMap<Thing, Vec<(Thing, f64)>> = HashMap::new();
    for holding in all.iter().filter(|holding| matches!(holding.state(day), State::Held | State::Perhaps)) {
        if let Some(percent) = holding.percent.filter(|percent| *percent > 0.0)
            && holding.holder != holding.of
        {
            of_holder.entry(holding.holder).or_default().push((holding.of, percent / 100.0));
        }
    }
    let mut found: BTreeMap<Thing, f64> = BTreeMap::new();
    let mut ahead: Vec<(Thing, f64, BTreeSet<Thing>)> = vec![(holder, 1.0, BTreeSet::from([holder]))];
    let mut steps = 0;
    while let Some((at, share, passed)) = ahead.pop() {
        for (to, part) in of_holder.get(&at).into_iter().flatten() {
            steps += 1;
            if steps > MOST_STEPS {
                return None;
            }
            if passed.contains(to) || passed.len() > LONGEST {
                continue;
            }
            *found.entry(*to).or_default() += share * part * 100.0;
            let mut passed = passed.clone();
            passed.insert(*to);
            ahead.push((*to, share * part, passed));
        }
    }
    Some(found)
}

#[cfg(test)]
#[path = "holdings_tests.rs"]
mod tests;
