//! The lines of an overview, each with the record that it is about and where it leads.
//!
//! It must never count an announcement as a deadline, nor "not before" as a date.

use crate::date::Day;
use crate::explore::counting::{Due, lateness};
use crate::explore::holdings::{State, holdings};
use crate::explore::life::{Life, months_words};
use crate::explore::{disagreements, figure};
use crate::plan::{Facet, Field, Kind, Plan, Record, Status, Thing};
use crate::views::ownership::Ownership;
use crate::views::targets::{Bullet, Targets, count_words};
use crate::views::{Link, Look, ViewKind, focus};

/// A line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What it is about.
    pub thing: Option<Thing>,
    /// What it says first.
    pub text: String,
    /// What it adds.
    pub note: String,
    /// What stands at its end.
    pub end: String,
    /// From when until when, for what has a time.
    pub days: Option<(Day, Day)>,
    /// A count beside a target.
    pub bullet: Option<Bullet>,
    /// Where it leads.
    pub link: Link,
}

impl Line {
    /// A line that leads somewhere, and says nothing yet.
    fn of(link: Link) -> Self {
        Self { link, ..Self::default() }
    }

    /// For those who hear it.
    pub fn words(&self) -> String {
        let parts = [&self.text, &self.note, &self.end].into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// A figure at the top.
#[derive(Debug, Clone)]
pub struct Stat {
    /// The figure.
    pub figure: String,
    /// What it is.
    pub label: String,
    /// Where it leads.
    pub link: Link,
}

fn to(plan: &Plan, view: ViewKind, thing: Thing) -> Link {
    Link { select: Some(plan.record(thing).id.clone()), ..Link::view(view) }
}

fn matching<'a>(look: &Look<'a>, kind: Kind) -> impl Iterator<Item = (Thing, &'a Record)> {
    let (plan, matching) = (look.plan, look.matching);
    plan.of_kind(kind).filter(move |(thing, _)| {
        plan.items().item_of(*thing).is_some_and(|item| matching.contains(item.0 as usize))
    })
}

/// "As of April 2026, edition 2026, looking to 2030. 246 sources."
pub(super) fn about(look: &Look<'_>) -> String {
    let about = look.plan.about();
    let as_of = about.as_of.map(|moment| format!("As of {}", moment.words()));
    let edition = (!about.edition.is_empty()).then(|| format!("edition {}", about.edition));
    let horizon = about.horizon.map(|moment| format!("looking to {}", moment.words()));
    let mut words: Vec<String> = [as_of, edition, horizon].into_iter().flatten().collect();
    if let Some(day) = look.focus {
        words.push(format!("looked at on {}", focus::words(day)));
    }
    let sources = look.plan.sources().len();
    let sources = format!("{} {}", figure(sources as f64), if sources == 1 { "source" } else { "sources" });
    let words = if words.is_empty() { sources } else { format!("{}. {sources}", words.join(", ")) };
    format!("{words}.")
}

/// Models that are to come, by the last day that their dates allow.
pub(super) fn arrivals(look: &Look<'_>, now: (Day, Day)) -> Vec<Line> {
    let plan = look.plan;
    let mut lines: Vec<Line> = Vec::new();
    for (thing, record) in matching(look, Kind::Model) {
        let Some(coming) = plan.coming(thing).filter(|_| record.status != Some(Status::Cancelled)) else {
            continue;
        };
        let (first, last) = coming.moment.reach();
        let begin = Some((coming.moment, coming.by));
        let said_done =
            plan.record(coming.by).status.is_some() && Life { begin, ..Life::default() }.has_come(plan);
        if last.stated().is_none() || last < now.0 || (said_done && first <= now.1) {
            continue;
        }
        let kind = plan.record(coming.by).texts(Field::Kind).next().unwrap_or_default();
        lines.push(Line {
            thing: Some(thing),
            text: record.name.to_string(),
            note: kind.to_owned(),
            end: coming.moment.words(),
            days: Some((first.stated().unwrap_or(now.0).max(now.0), last)),
            link: to(plan, ViewKind::Cycle, thing),
            ..Line::default()
        });
    }
    lines.sort_by(|a, b| (a.days.map(|d| (d.1, d.0)), &a.text).cmp(&(b.days.map(|d| (d.1, d.0)), &b.text)));
    lines
}

/// What was to happen by now, and is still only said to come; the longest overdue first.
pub(super) fn overdue(look: &Look<'_>, now: (Day, Day)) -> Vec<Line> {
    let plan = look.plan;
    let is_promise = |record: &Record| {
        matches!(record.status, Some(Status::Announced | Status::Confirmed | Status::Slipped))
    };
    let mut found: Vec<(Thing, Day, ViewKind)> = Vec::new();
    for (thing, record) in matching(look, Kind::Milestone) {
        // To announce something is no promise.
        let announces = record.texts(Field::Kind).any(|kind| kind.eq_ignore_ascii_case("announcement"));
        let last = record.when.map(|when| when.reach().1).filter(|last| *last < now.0);
        if let Some(last) = last.filter(|_| is_promise(record) && !announces) {
            found.push((thing, last, ViewKind::Timeline));
        }
    }
    for (thing, record) in matching(look, Kind::Target) {
        if let Some(when) = record.when.filter(|_| Due::of(record, now) == Due::Overdue) {
            found.push((thing, when.reach().1, ViewKind::Targets));
        }
    }
    found.sort_by_key(|(thing, last, _)| (*last, *thing));
    let line = |(thing, _, view): (Thing, Day, ViewKind)| {
        let record = plan.record(thing);
        let late = record.when.and_then(|when| lateness(when, now)).filter(|_| now.0.stated().is_some());
        Line {
            thing: Some(thing),
            text: record.name.to_string(),
            note: record.when.map(|when| when.words()).unwrap_or_default(),
            end: late.map(|(least, most)| months_words(least, Some(most))).unwrap_or_default(),
            // From its last day on it is late.
            days: record.when.map(|when| (when.reach().1, now.0)).filter(|days| days.1.stated().is_some()),
            link: to(plan, view, thing),
            ..Line::default()
        }
    };
    found.into_iter().map(line).collect()
}

/// What most claims say otherwise of, and how many items are disputed at all.
pub(super) fn disputed(look: &Look<'_>) -> (Vec<Line>, usize) {
    let plan = look.plan;
    let yes = plan.items().column(Facet::Disputed).value_of_key("yes");
    let mut found: Vec<(usize, Thing)> = Vec::new();
    for item in look.matching.iter() {
        let column = plan.items().column(Facet::Disputed);
        if !yes.is_some_and(|yes| column.of(item).contains(&yes)) {
            continue;
        }
        let thing = plan.items().thing(item);
        let claims = plan.record(thing).evidence.iter().map(|evidence| evidence.claims.len()).sum::<usize>();
        found.push((claims, thing));
    }
    found.sort_by_key(|(claims, thing)| (std::cmp::Reverse(*claims), *thing));
    let line = |(claims, thing): (usize, Thing)| {
        let first = disagreements(plan, thing).into_iter().next();
        let note = first.map(|other| match other.record.is_empty() {
            true => format!("{}: {}", other.field.label(), other.other),
            false => format!("{}: {}; another: {}", other.field.label(), other.record, other.other),
        });
        let yes = format!("{} {}", claims, if claims == 1 { "claim" } else { "claims" });
        Line {
            thing: Some(thing),
            text: plan.record(thing).name.to_string(),
            note: note.unwrap_or_default(),
            end: yes,
            ..Line::of(Link { select: Some(plan.record(thing).id.clone()), ..Link::default() })
        }
    };
    let all = found.len();
    (found.into_iter().take(MOST).map(line).collect(), all)
}

/// No part has more lines than these.
const MOST: usize = 20;

/// Who owns what most is held of.
pub(super) fn owners(look: &Look<'_>, ownership: &Ownership) -> Vec<Line> {
    let plan = look.plan;
    let line = |of: &Thing| {
        let (said, beyond) = ownership.owners_words(plan, *of);
        Line {
            text: plan.record(*of).name.to_string(),
            note: said,
            end: beyond.unwrap_or_default(),
            ..Line::of(to(plan, ViewKind::Ownership, *of))
        }
    };
    ownership.held().iter().map(line).collect()
}

/// How many targets stand where, and the first that can be counted.
pub(super) fn targets(look: &Look<'_>, targets: &Targets) -> Vec<Line> {
    if targets.rows().is_empty() {
        return Vec::new();
    }
    let (tally, countable) = targets.tally();
    let counts = Due::ALL.into_iter().zip(tally).filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(due, count)| format!("{count} {}", due.words())).collect();
    let all = Line {
        text: counts.join("; "),
        note: format!("{countable} countable"),
        ..Line::of(Link::view(ViewKind::Targets))
    };
    let first = targets.rows().iter().find(|row| Bullet::of(look.plan, row).is_some());
    let counted = first.map(|row| Line {
        thing: Some(row.thing),
        text: look.plan.record(row.thing).name.to_string(),
        end: count_words(look.plan, row),
        bullet: Bullet::of(look.plan, row),
        ..Line::of(to(look.plan, ViewKind::Targets, row.thing))
    });
    std::iter::once(all).chain(counted).collect()
}

/// The figures at the top; of what there is none of, none.
pub(super) fn stats(
    look: &Look<'_>,
    arrivals: &[Line],
    overdue: &[Line],
    disputed: usize,
    targets: &Targets,
    new: Option<Stat>,
) -> Vec<Stat> {
    let plan = look.plan;
    let stat = |figure: String, label: &str, link: Link| Stat { figure, label: label.to_owned(), link };
    let mut stats = Vec::new();
    if let Some(first) = arrivals.first() {
        stats.push(Stat { figure: first.end.clone(), label: first.text.clone(), link: first.link.clone() });
    }
    if !overdue.is_empty() {
        stats.push(stat(overdue.len().to_string(), "overdue", Link::view(ViewKind::Timeline)));
    }
    if disputed > 0 {
        let mut filter = look.filter.clone();
        if let Some(yes) = plan.items().column(Facet::Disputed).value_of_key("yes") {
            filter.only(Facet::Disputed, yes);
        }
        let link = Link::query(filter.to_text(plan));
        stats.push(stat(disputed.to_string(), "items disputed", link));
    }
    stats.extend(new);
    let all = holdings(plan);
    let held = all.iter().filter(|holding| {
        let day = look.focus.or(plan.about().as_of.map(|moment| moment.days().1));
        day.is_none_or(|day| matches!(holding.state(day), State::Held | State::Perhaps))
    });
    let held = held.count();
    if held > 0 {
        stats.push(stat(held.to_string(), "holdings", Link::view(ViewKind::Ownership)));
    }
    let all = targets.rows().len();
    if all > 0 {
        let done = targets.rows().iter().filter(|row| row.due == Due::Done).count();
        stats.push(stat(format!("{done} of {all}"), "targets done", Link::view(ViewKind::Targets)));
    }
    stats
}

/// Whether a plan says where anything is.
pub(super) fn has_places(plan: &Plan) -> bool {
    plan.items().column(Facet::Region).is_stated() || plan.items().column(Facet::Country).is_stated()
}
