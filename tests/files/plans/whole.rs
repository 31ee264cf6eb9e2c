//! What every bundled plan promises of all its records and sources.

use super::{assert_none, edition, editions};
use roadscope::date::When;
use roadscope::explore::related;
use roadscope::file::BUNDLED;
use roadscope::plan::{Field, Kind, Plan, Record, Thing};
use std::collections::BTreeSet;

/// The longest headline that still reads as one.
const HEADLINE: usize = 40;

/// The sentences of the source document: section, paragraph, how many.
const SENTENCES: [(&str, usize, usize); 9] = [
    ("Introduction", 1, 5),
    ("Introduction", 2, 4),
    ("European Plan", 1, 4),
    ("European Plan", 2, 4),
    ("India and South America", 1, 3),
    ("India and South America", 2, 2),
    ("Beyond Cars", 1, 4),
    ("Beyond Cars", 2, 2),
    ("Beyond Cars", 3, 1),
];

fn plans() -> Vec<(&'static str, Plan)> {
    BUNDLED.iter().map(|b| (b.name, b.load().plan.expect("a plan"))).collect()
}

/// What is wrong with any record of any bundled plan.
fn faults(wrong: impl Fn(&Plan, Thing, &Record) -> Option<String>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, plan) in plans() {
        for (n, record) in plan.records().iter().enumerate() {
            faults.extend(
                wrong(&plan, Thing::nth(n), record).map(|what| format!("{name}: {}: {what}", record.id)),
            );
        }
    }
    faults
}

#[test]
fn every_record_is_an_item_or_leads_to_one() {
    assert_none(&faults(|plan, thing, record| {
        // A person stands with the company, where the inspector lists people.
        let listed = |company: Thing| related(plan, company).iter().any(|(_, list)| list.contains(&thing));
        let used = record.kind.is_item()
            || !plan.referring(thing).is_empty()
            || record.kind == Kind::Person && record.links(Field::Company).any(listed);
        (!used).then(|| "nothing refers to it".to_owned())
    }));
}

#[test]
fn every_record_says_who_says_so() {
    assert_none(&faults(|_, _, record| record.evidence.is_empty().then(|| "no evidence".to_owned())));
}

#[test]
fn every_source_is_cited() {
    let mut faults = Vec::new();
    for (name, plan) in plans() {
        let cited: BTreeSet<usize> =
            plan.records().iter().flat_map(|r| &r.evidence).map(|e| e.source.index()).collect();
        let idle = plan.sources().iter().enumerate().filter(|(n, _)| !cited.contains(n));
        faults.extend(idle.map(|(_, source)| format!("{name}: {}", source.id)));
    }
    assert_none(&faults);
}

#[test]
fn names_are_short_enough_to_be_read_in_a_view() {
    assert_none(&faults(|_, _, record| {
        let length = record.name.chars().count();
        (record.kind.is_item() && length > HEADLINE).then(|| format!("{length} letters: {}", record.name))
    }));
}

/// A date is kept as it was written, and what others say of a date can be compared with it.
#[test]
fn every_date_is_kept_as_precisely_as_it_is_written() {
    let (mut faults, mut seen) = (Vec::new(), 0);
    for bundled in &BUNDLED {
        for key in ["when", "deadline", "from", "until", "date", "as_of", "horizon"] {
            let marks = [format!(" {key}: \""), format!("\"{key}\": \"")];
            for written in marks.iter().flat_map(|mark| bundled.text.split(mark.as_str()).skip(1)) {
                let written = written.split('"').next().unwrap_or_default();
                seen += 1;
                let kept = When::parse(written).map(|when| when.to_string());
                if kept.as_deref() != Ok(written) {
                    faults.push(format!("{}: {key} \"{written}\" is kept as {kept:?}", bundled.name));
                }
            }
        }
    }
    assert!(seen > 500, "only {seen} dates were looked at");
    assert_none(&faults);
    assert_none(&self::faults(|_, _, record| {
        let dates = [Field::When, Field::Deadline, Field::From, Field::Until];
        let claims = record.evidence.iter().flat_map(|e| &e.claims);
        let unread = |text: &str| When::parse(text).is_err();
        let (field, text) = claims.into_iter().find(|(f, text)| dates.contains(f) && unread(text))?;
        Some(format!("{field:?} \"{text}\" is no date"))
    }));
}

/// Every sentence of the document is cited by the plan that is made of it, and no other sentence.
#[test]
fn every_sentence_of_the_document_is_cited() {
    let plan = edition(2025).plan;
    let mut expected = BTreeSet::from([("seed-materials", "Title".to_owned())]);
    for (section, paragraph, count) in SENTENCES {
        let source = if section == "Introduction" { "seed-materials" } else { "seed-briefing" };
        let place = |n| format!("{section}, paragraph {paragraph}, sentence {n}");
        expected.extend((1..=count).map(|n| (source, place(n))));
    }
    let mut cited = BTreeSet::new();
    for evidence in plan.records().iter().flat_map(|r| &r.evidence) {
        let source = plan.source(evidence.source);
        if let Some(id) = ["seed-materials", "seed-briefing"].into_iter().find(|id| *id == &*source.id) {
            cited.insert((id, evidence.place.as_deref().unwrap_or("nowhere").to_owned()));
        }
    }
    assert_eq!(cited, expected);
}

/// What an edition says of itself is what a picture prints under it.
#[test]
fn editions_are_told_apart() {
    for edition in editions() {
        let about = edition.plan.about();
        assert_eq!(&*about.id, "alliance");
        assert_eq!(&*about.edition, edition.year.to_string());
        let year = about.as_of.map(|moment| moment.days().1.ymd().0);
        assert_eq!(year, i16::try_from(edition.year).ok());
    }
}
