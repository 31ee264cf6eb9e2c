//! What a milestone's status speaks of, and what counts as late: announcements are no deadlines, and a
//! promise counts once.

use super::{assert_none, editions};
use roadscope::plan::{Field, Kind, Record, Status};

/// Whether a record is still to come, as far as its plan knows.
fn to_come(record: &Record) -> bool {
    matches!(
        record.status,
        Some(Status::Announced | Status::Confirmed | Status::Considered | Status::Slipped)
    )
}

/// Whether a date as files write it lies wholly before another. What is open to the future never does.
fn is_past(date: &str, now: &str) -> bool {
    let dates = date.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|date| date.len() >= 4);
    let last = dates.max().unwrap_or_default().trim_end_matches('-');
    let finest = last.len().min(now.len());
    !date.is_empty() && !date.contains("..]") && !date.ends_with("..") && last[..finest] < now[..finest]
}

/// The list of what is late holds no false alarms: what lies in the past and is not told as done is late, and
/// says that nothing was seen of it.
#[test]
fn what_is_late_says_that_nothing_was_seen_of_it() {
    let mut faults = Vec::new();
    let mut late = 0;
    for edition in editions() {
        let now = edition.plan.about().as_of.map(|moment| moment.to_string()).expect("an as-of date");
        for record in edition.plan.records().iter().filter(|r| to_come(r)) {
            let date = record.when.map(|when| when.to_string()).unwrap_or_default();
            if record.kind.is_item() && is_past(&date, &now) {
                late += 1;
                let told = record.note.as_deref().unwrap_or_default();
                if !told.contains("seen") {
                    faults.push(format!("{} {}: {date}, {told:?}", edition.year, record.id));
                }
            }
        }
    }
    assert!(late > 3, "only {late} are late");
    assert_none(&faults);
}

#[test]
fn the_past_ends_where_the_present_begins() {
    for date in ["2025", "2026-03", "[..2026-03]", "2025-Q4", "2024-H2", "2025-12~", "2022/2025-06-30"] {
        assert!(is_past(date, "2026-04"), "{date}");
    }
    for date in ["", "2026", "2026-04", "2026-04-01", "[..2026-12]", "[2025..]", "2023/..", "[2025..2028]"] {
        assert!(!is_past(date, "2026-04"), "{date}");
    }
}

/// What happened has happened, also where what happened is an end or a refusal: the status of a milestone is
/// that of the event, and what the event did is the status of the thing that it happened to.
#[test]
fn ends_and_announcements_have_the_status_of_the_event() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for edition in editions() {
        for record in edition.plan.records().iter().filter(|r| r.kind == Kind::Milestone) {
            let kind = record.texts(Field::Kind).next().unwrap_or_default();
            let status = record.status.map(|status| format!("{status:?}").to_lowercase()).unwrap_or_default();
            let wrong = match kind {
                "end" | "agreement" => matches!(&*status, "cancelled" | "ended" | "slipped"),
                "announcement" => matches!(&*status, "cancelled" | "ended" | "slipped" | "underway"),
                _ => continue,
            };
            seen += 1;
            if wrong {
                faults.push(format!("{} {}: {kind} {status}", edition.year, record.id));
            }
        }
    }
    assert!(seen > 50, "only {seen} were looked at");
    assert_none(&faults);
}

/// A promise of money stands once among what was dropped: the day on which it was given is linked to the
/// stake, which alone carries what became of it.
#[test]
fn what_was_promised_to_ampere_counts_once() {
    let [_, old, new] = editions();
    for partner in ["nissan", "mitsubishi"] {
        let stake = format!("{partner}-in-ampere");
        let sum = format!("{partner}-ampere-sum");
        for edition in [&old, &new] {
            let thing = |id: &str| edition.plan.find(id).expect("a record");
            let promised = edition.plan.record(thing(&sum));
            assert!(promised.links(Field::Of).any(|of| of == thing(&stake)), "{} {sum}", edition.year);
            assert_eq!(promised.status, Some(Status::Done), "{} {sum}", edition.year);
        }
        let thing = |id: &str| new.plan.find(id).expect("a record");
        let end = thing(&format!("{partner}-leaves-ampere"));
        assert!(new.plan.record(thing(&sum)).links(Field::LeadsTo).any(|to| to == end), "{sum}");
        assert_eq!(new.plan.record(thing(&stake)).status, Some(Status::Cancelled));
    }
}
