//! What is said of a holding at a date, and how it differs from the date before. It must never round a part away.

use super::{At, Ownership, Which};
use crate::date::Day;
use crate::explore::figure;
use crate::explore::holdings::{Holding, Other, State, Votes};
use crate::plan::{Plan, Status, Thing};
use crate::views::focus;

/// What became of a holding since the date before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// It was not there.
    New,
    /// It was another part.
    From(f64),
}

/// "17.05 %", "about 24 %", or that nobody says.
pub fn part(holding: &Holding) -> String {
    match (holding.percent, holding.status) {
        (Some(percent), Some(Status::Reported)) => format!("≈ {} %", figure(percent)),
        (Some(percent), _) => format!("{} %", figure(percent)),
        (None, _) => "share not stated".to_owned(),
    }
}

/// What stands under the part: how it votes, what it is at the date.
pub fn beneath(holding: &Holding, state: State, change: Option<Change>) -> String {
    let votes = match holding.votes {
        Votes::With => "with votes",
        Votes::Without => "without votes",
        Votes::NotStated => "",
    };
    let state = match state {
        State::Promised => match holding.status {
            Some(Status::Considered) => "considered",
            _ => "promised",
        },
        State::GivenUp => "given up",
        State::Perhaps => "perhaps by then",
        State::Held | State::Not => "",
    };
    let change = match change {
        Some(Change::New) => "new".to_owned(),
        Some(Change::From(before)) => format!("from {} %", figure(before)),
        None => String::new(),
    };
    let all = [state.to_owned(), votes.to_owned(), change];
    all.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What sources say otherwise, in words; the newest first.
pub fn otherwise(plan: &Plan, holding: &Holding) -> Option<String> {
    let differs = |other: &&Other| other.turned.is_some() || other.percent != holding.percent;
    let mut others: Vec<&Other> = holding.others.iter().filter(differs).collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.said.map(|said| said.days().1)));
    let words = |other: &&Other| {
        let percent = other.percent.map(|percent| format!("{} %", figure(percent)));
        let said = other.said.map(|said| format!(", {}", said.words())).unwrap_or_default();
        let turned = other
            .turned
            .map(|(holder, of)| format!("{} in {}", plan.record(holder).name, plan.record(of).name));
        let claim: Vec<String> = turned.into_iter().chain(percent).collect();
        format!("{} by {}{said}", claim.join(" "), other.who)
    };
    let all: Vec<String> = others.iter().map(words).collect();
    (!all.is_empty()).then(|| format!("others say {}", all.join("; ")))
}

/// The other parts that sources state, the newest first: "others 15 and 36 %".
pub fn other_parts(holding: &Holding) -> String {
    let mut others: Vec<&Other> = holding.others.iter().filter(|other| other.turned.is_none()).collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.said.map(|said| said.days().1)));
    let mut parts: Vec<String> = Vec::new();
    for percent in others.into_iter().filter_map(|other| other.percent) {
        let words = figure(percent);
        if Some(percent) != holding.percent && !parts.contains(&words) {
            parts.push(words);
        }
    }
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => format!("others {last} %"),
        Some((last, before)) => format!("others {} and {last} %", before.join(", ")),
    }
}

/// The name of a date.
pub fn moment(at: At) -> String {
    let day = focus::words(at.day);
    match at.which {
        Which::Before => format!("Before {}", focus::words(Day(at.day.0 + 1))),
        Which::After => format!("After {day}"),
        Which::Now => day,
    }
}

impl Ownership {
    /// What became of a holding between two dates.
    pub fn change(&self, n: usize, before: Day, now: Day) -> Option<Change> {
        let holding = self.holdings.get(n)?;
        let is_there = |holding: &Holding, day| matches!(holding.state(day), State::Held | State::Perhaps);
        if !is_there(holding, now) || is_there(holding, before) {
            return None;
        }
        // Another record of the same holding, over by now, tells what it was.
        let same = |other: &&Holding| {
            (other.holder, other.of) == (holding.holder, holding.of)
                && other.via.is_some() == holding.via.is_some()
                && is_there(other, before)
        };
        let was = self.holdings.iter().find(same).and_then(|other| other.percent);
        Some(was.map_or(Change::New, Change::From))
    }

    /// Everything that a thing holds through chains, in words: said to be computed.
    pub fn effective_words(&self, plan: &Plan, holder: Thing, day: Day) -> Option<String> {
        let Some(found) = crate::explore::holdings::effective(&self.holdings, holder, day) else {
            return Some("too many chains of holdings to add up".to_owned());
        };
        let direct = |of: Thing| {
            let own = self.holdings.iter().filter(|h| h.holder == holder && h.of == of);
            let own = own.filter(|h| matches!(h.state(day), State::Held | State::Perhaps));
            own.filter_map(|h| h.percent).sum::<f64>()
        };
        let words: Vec<String> = found
            .into_iter()
            .filter(|(of, share)| (share - direct(*of)).abs() > 0.005)
            .map(|(of, share)| {
                format!("{} % of {}", figure((share * 100.0).round() / 100.0), plan.record(of).name)
            })
            .collect();
        (!words.is_empty()).then(|| format!("through chains, computed: {}", words.join(", ")))
    }
}
