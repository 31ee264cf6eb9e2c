//! Changes in words: what was, what is, and by how much it moved.
//!
//! It must never say more than both records do.

use super::classes::differences;
use crate::date::{Day, Slip, Way, When};
use crate::explore::field_words;
use crate::plan::{About, Before, Change, Field, Plan, Record, Status, Thing};

/// One change of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Which.
    pub change: Change,
    /// Of what, where the change does not say: "platform".
    pub of: &'static str,
    /// How it was: "announced", "by June 2028"; empty where nothing was said.
    pub old: String,
    /// How it is; empty where nothing is said.
    pub new: String,
    /// By how much, or what else there is to say: "up to 13 months later".
    pub by: String,
}

impl Words {
    /// "announced → cancelled", "platform: CMF-B → CMF-EV"; what is not stated is called so.
    pub fn from_to(&self) -> String {
        let said = |text: &str| if text.is_empty() { "not stated".to_owned() } else { text.to_owned() };
        let of = if self.of.is_empty() { String::new() } else { format!("{}: ", self.of) };
        match (self.old.is_empty(), self.new.is_empty()) {
            (true, true) => self.of.to_owned(),
            _ => format!("{of}{} → {}", said(&self.old), said(&self.new)),
        }
    }

    /// All of it, to stand among other changes: "status announced → done".
    pub fn among_others(&self) -> String {
        match self.change {
            Change::Status => format!("status {}", self.from_to()),
            Change::Renamed => format!("was called “{}”", self.old),
            _ => self.whole(),
        }
    }

    /// All of it: "2025 → 26 January 2026, up to 13 months later".
    pub fn whole(&self) -> String {
        let parts = [self.from_to(), self.by.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Everything that became of a thing, the weightiest first; nothing where it is unchanged, or nobody compares.
pub fn words(plan: &Plan, thing: Thing) -> Vec<Words> {
    let Some(became) = plan.became(thing) else { return Vec::new() };
    let now = plan.record(thing);
    if became.is(Change::New) || became.is(Change::Silent) {
        return vec![alone(now, became.weightiest())];
    }
    let Some(before) = &became.before else { return Vec::new() };
    let mut all = Vec::new();
    for change in became.all() {
        match change {
            Change::Cancelled | Change::Ended | Change::PutOff => all.push(status(before, now, change)),
            // It is said already.
            Change::Status if all.iter().any(|words: &Words| is_of_status(words.change)) => {}
            Change::Status => all.push(status(before, now, change)),
            Change::Figure | Change::Moved => all.extend(fields(plan, before, now, change)),
            Change::Renamed => {
                let (old, new) = (before.record.name.to_string(), now.name.to_string());
                all.push(Words { change, of: "", old, new, by: String::new() });
            }
            Change::Text => all.extend(fields(plan, before, now, change).chain(others(before, now))),
            Change::Same | Change::Silent | Change::New => {}
            moved => all.push(date(before, now, moved)),
        }
    }
    all
}

fn is_of_status(change: Change) -> bool {
    matches!(change, Change::Cancelled | Change::Ended | Change::PutOff)
}

/// What only one edition has, with its date and status.
fn alone(record: &Record, change: Change) -> Words {
    let status = record.status.map(|status| status.label().to_owned());
    let said = [Some(when_words(record.when)), status].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let (old, new) = if change == Change::New { (String::new(), said) } else { (said, String::new()) };
    Words { change, of: "", old, new, by: String::new() }
}

fn when_words(when: Option<When>) -> String {
    when.map_or_else(|| "no date".to_owned(), When::words)
}

fn status(before: &Before, now: &Record, change: Change) -> Words {
    let label = |record: &Record| record.status.map(|status| status.label().to_owned()).unwrap_or_default();
    let by = match change {
        Change::PutOff if now.when.is_none() => "no new date".to_owned(),
        Change::Ended => {
            now.when.and_then(When::end_day).map(|end| format!("until {end}")).unwrap_or_default()
        }
        Change::Cancelled => now.when.map(|when| format!("was to be {}", when.words())).unwrap_or_default(),
        _ => match step(before.record.status, now.status) {
            Some(Step::Forward) => "forward".to_owned(),
            Some(Step::Back) => "back".to_owned(),
            None => String::new(),
        },
    };
    Words { change, of: "", old: label(&before.record), new: label(now), by }
}

/// Which way a status went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Forward,
    Back,
}

/// Which way a status went, where both are steps of one way.
pub(super) fn step(old: Option<Status>, new: Option<Status>) -> Option<Step> {
    let step = |status: Option<Status>| status.filter(|status| *status <= Status::Done);
    match step(old).zip(step(new)) {
        Some((old, new)) if new > old => Some(Step::Forward),
        Some((old, new)) if new < old => Some(Step::Back),
        _ => None,
    }
}

impl When {
    /// The end that is stated of what is a span, in words.
    fn end_day(self) -> Option<String> {
        match self {
            Self::Span(_, Some(end)) => Some(end.words()),
            _ => None,
        }
    }
}

fn date(before: &Before, now: &Record, change: Change) -> Words {
    let by = before.slip.map(|slip| slip_words(slip, before.record.when, now.when)).unwrap_or_default();
    let (old, new) = (when_words(before.record.when), when_words(now.when));
    Words { change, of: "", old, new, by }
}

/// How a date moved from one edition to another, in words; nothing where it stands.
pub(super) fn slip_between(old: Option<When>, new: Option<When>) -> Option<String> {
    let slip = Slip::between(old, new)?;
    let by = slip_words(slip, old, new);
    let way = match slip.way() {
        Way::Firmer => "firmer: ",
        Way::Vaguer => "vaguer: ",
        _ => "",
    };
    Some(format!("{way}{by}"))
}

/// By how much a date moved: "2 to 13 months later", "in time, or up to 9 months late", "within 2025".
fn slip_words(slip: Slip, old: Option<When>, new: Option<When>) -> String {
    let Some(before) = old else { return "dated now".to_owned() };
    if new.is_none() {
        return "no date now".to_owned();
    }
    let measured = slip.from_limit();
    let length = measured.length().to_string();
    let what = if slip.is_of_end() { "ends " } else { "" };
    let limited = slip.before().0 == Day::OPEN_START && slip.before().1 != Day::OPEN_END;
    let from_earliest = slip.before().1 == Day::OPEN_END && slip.before().0 != Day::OPEN_START;
    let moved = |way: &str| match length.is_empty() {
        true => format!("{what}{way}, by how long is open"),
        false => format!("{what}{length} {way}"),
    };
    match slip.way() {
        Way::Later if limited && !length.is_empty() => format!("{what}{length} past the limit"),
        Way::Later => moved("later"),
        Way::Earlier => moved("earlier"),
        Way::PerhapsLater if limited && slip.now().0 == Day::OPEN_START => {
            format!("the limit {length} later")
        }
        Way::PerhapsEarlier if limited && slip.now().0 == Day::OPEN_START => {
            format!("the limit {length} earlier")
        }
        Way::PerhapsLater if limited => late(measured, what),
        Way::PerhapsLater | Way::PerhapsEarlier if from_earliest && slip.now().1 == Day::OPEN_END => {
            let way = if slip.way() == Way::PerhapsLater { "later" } else { "earlier" };
            format!("the earliest day {length} {way}")
        }
        Way::PerhapsLater | Way::PerhapsEarlier => both_ways(measured, what),
        Way::Firmer if limited && !length.is_empty() => format!("{what}{length} before the limit"),
        Way::Firmer if from_earliest && !length.is_empty() => {
            format!("{what}{length} after the earliest day")
        }
        Way::Firmer if slip.before() == slip.now() => "no longer only about or unsure".to_owned(),
        Way::Firmer if slip.is_of_end() => "its end is stated more exactly".to_owned(),
        Way::Firmer if matches!(before, When::Span(None, Some(_))) => "its start is given now".to_owned(),
        Way::Firmer => format!("within {}", before.words()),
        Way::Vaguer if slip.before() == slip.now() => "only about or unsure now".to_owned(),
        Way::Vaguer if slip.is_of_end() => "its end is stated less exactly".to_owned(),
        Way::Vaguer if matches!(new, Some(When::Span(None, Some(_)))) => {
            "its start is given no more".to_owned()
        }
        Way::Vaguer => "less exact".to_owned(),
    }
}

/// Of what was to come by a limit and may pass it.
fn late(measured: Slip, what: &str) -> String {
    match measured.months().1 {
        Some(most) => format!("{what}in time, or up to {} late", months(most)),
        None => format!("{what}in time or later, by how long is open"),
    }
}

/// Of what may have moved either way.
fn both_ways(measured: Slip, what: &str) -> String {
    match measured.months() {
        (Some(least), Some(most)) => {
            format!("{what}between {} earlier and {} later", months(-least), months(most))
        }
        (Some(least), None) => format!("{what}at most {} earlier, or later", months(-least)),
        (None, Some(most)) => format!("{what}at most {} later, or earlier", months(most)),
        (None, None) => format!("{what}by how long is open"),
    }
}

fn months(count: i32) -> String {
    format!("{count} month{}", if count == 1 { "" } else { "s" })
}

/// The fields of a kind of change in which a thing is another.
fn fields(plan: &Plan, before: &Before, now: &Record, change: Change) -> impl Iterator<Item = Words> {
    let mut differing = differences(&before.record, now);
    // A unit goes with its value.
    if differing.iter().any(|(field, _)| *field == Field::Value) {
        differing.retain(|(field, _)| *field != Field::Unit);
    }
    let of_change = differing.into_iter().filter(move |(_, kind)| *kind == change);
    of_change.map(move |(field, _)| {
        let (old, new) = (field_words(plan, &before.record, field), field_words(plan, now, field));
        // Of most figures there is one, and what it measures is plain.
        let of = if matches!(field, Field::Value | Field::Percent) { "" } else { field.label() };
        Words { change, of, old, new, by: String::new() }
    })
}

/// What else a record says in other words.
fn others(before: &Before, now: &Record) -> impl Iterator<Item = Words> {
    let old = &before.record;
    let plain = |of: &'static str, holds: bool| {
        holds.then(|| Words {
            change: Change::Text,
            of,
            old: String::new(),
            new: String::new(),
            by: String::new(),
        })
    };
    let dates = before.slip.is_none() && old.when != now.when;
    let dates = dates.then(|| Words {
        change: Change::Text,
        of: "",
        old: when_words(old.when),
        new: when_words(now.when),
        by: String::new(),
    });
    let name = old.name != now.name && !was_renamed(before, now);
    let all = [
        dates,
        plain("name spelled otherwise", name),
        plain("also called otherwise", old.aka != now.aka),
        plain("another note", old.note != now.note),
        plain("sources disagree now", now.is_disputed() && !before.disputed),
        plain("sources no longer disagree", before.disputed && !now.is_disputed()),
    ];
    all.into_iter().flatten()
}

fn was_renamed(before: &Before, now: &Record) -> bool {
    crate::plan::fold(&before.record.name) != crate::plan::fold(&now.name)
}

/// What a reader calls an edition: by its own word, else by its date.
pub fn edition(about: &About) -> String {
    match (&*about.edition, about.as_of) {
        ("", Some(as_of)) => as_of.words(),
        ("", None) => about.name.to_string(),
        (edition, _) => edition.to_owned(),
    }
}

/// The same with its date: "edition 2026 (April 2026)".
pub fn edition_and_date(about: &About) -> String {
    match (&*about.edition, about.as_of.map(|as_of| as_of.words())) {
        ("", Some(as_of)) => format!("as of {as_of}"),
        ("", None) => about.name.to_string(),
        (edition, Some(as_of)) if *as_of != *edition => format!("edition {edition} ({as_of})"),
        (edition, _) => format!("edition {edition}"),
    }
}
