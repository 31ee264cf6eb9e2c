//! What is said of a target and of what is counted towards it. It must never say a share without its two parts.

use super::Row;
use crate::date::{Moment, When};
use crate::explore::counting::{Count, Counted, is_percent, lateness, value, what};
use crate::explore::figure;
use crate::explore::life::months_words;
use crate::plan::{Facet, Field, Plan, Thing};
use crate::views::matrix::Sharing;

/// Why what is counted cannot be set beside a target's figure. A target without a rule cannot either, though the
/// plan may let one count something near it.
pub(super) fn apart(plan: &Plan, thing: Thing, count: &Count, shared: Option<&Sharing>) -> Option<String> {
    let record = plan.record(thing);
    let unit = record.texts(Field::Unit).next();
    match count {
        Count::Unreadable(problem) => Some(format!("its rule is not understood: {problem}")),
        Count::NoRule => {
            let near = shared.filter(|sharing| sharing.target.as_ref().is_some_and(|(of, _)| *of == thing));
            Some(match (near, record.texts(Field::Measure).next()) {
                (Some(sharing), measure) => {
                    let measure = measure.map_or("something else".to_owned(), |words| format!("“{words}”"));
                    let (shared, models) = (sharing.shared, sharing.models);
                    let one = plan.words().counted(Facet::Model, models);
                    let platforms = plan.words().counted(Facet::Platform, 2);
                    format!(
                        "{shared} of {models} {one} on shared {platforms}; not comparable: it speaks of {measure}"
                    )
                }
                (None, Some(measure)) => format!("as stated: {measure}"),
                (None, None) => "as stated".to_owned(),
            })
        }
        Count::Counted(counted) => {
            let counts = what(plan, &counted.named);
            // "Cars a year" are a rate, whatever the rule counts.
            let rate = unit.filter(|unit| [" a ", " per ", "/"].iter().any(|sign| unit.contains(sign)));
            rate.map(|unit| {
                let named = counted.named.len();
                format!("{named} {counts} named; not comparable: the target speaks of {unit}")
            })
        }
    }
}

/// What the plan lets one count: "9 of 35 there, 19 named".
pub(in crate::views) fn count_words(plan: &Plan, row: &Row) -> String {
    let Count::Counted(counted) = &row.count else { return row.apart.clone().unwrap_or_default() };
    if let Some(apart) = &row.apart {
        return apart.clone();
    }
    let record = plan.record(row.thing);
    let (now, named, in_time) = (counted.now.len(), counted.named.len(), counted.in_time.len());
    if let Some(whole) = &counted.of {
        let share = share(named, whole.count);
        return format!("{now} of {} there, {named} of {} named ({share})", whole.now, whole.count);
    }
    let late = if in_time < named { format!(", {in_time} dated in time") } else { String::new() };
    match value(record) {
        Some(value) if !is_percent(record) => {
            format!("{now} of {} there, {named} named{late}", figure(value))
        }
        _ => format!("{now} there, {named} named{late}"),
    }
}

/// A share in percent, of what there is; "none" has no share.
pub(super) fn share(part: usize, whole: usize) -> String {
    match whole {
        0 => "of none".to_owned(),
        whole => format!("{} %", figure((part as f64 * 100.0 / whole as f64).round())),
    }
}

/// When it is due, in words: "by 2026", "in 2026".
pub(super) fn deadline_words(when: When) -> String {
    match when {
        When::At(Moment::On(_)) => format!("in {}", when.words()),
        When::At(Moment::Within(from, to)) => {
            format!("{} to {}", Moment::On(from).words(), Moment::On(to).words())
        }
        _ => when.words(),
    }
}

/// How late it is, in words: "3 to 4 months".
pub(super) fn late_words(when: When, now: (crate::date::Day, crate::date::Day)) -> Option<String> {
    let (least, most) = lateness(when, now)?;
    now.0.stated()?;
    Some(months_words(least, Some(most)))
}

/// The names of some records, and how many more there are.
pub(super) fn names(plan: &Plan, things: &[Thing]) -> String {
    const MOST: usize = 40;
    let names: Vec<&str> = things.iter().take(MOST).map(|thing| &*plan.record(*thing).name).collect();
    let more = things.len().saturating_sub(MOST);
    let names = names.join(", ");
    if more > 0 { format!("{names} and {more} more") } else { names }
}

/// What is counted, and what is not, for who opens a target.
pub(super) fn explained(plan: &Plan, counted: &Counted) -> Vec<String> {
    let rest = |all: &[Thing], without: &[Thing]| {
        all.iter().copied().filter(|thing| !without.contains(thing)).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    let ahead = rest(&counted.named, &counted.now);
    if !counted.now.is_empty() {
        lines.push(format!("There, {}: {}.", counted.now.len(), names(plan, &counted.now)));
    }
    if !ahead.is_empty() {
        lines.push(format!("Named, not there yet, {}: {}.", ahead.len(), names(plan, &ahead)));
    }
    if counted.named.is_empty() {
        lines.push("The plan names nothing that counts.".to_owned());
    }
    lines
}
