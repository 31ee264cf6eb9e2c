//! Comparing editions, tried on made-up plans. It must never read a file of the user's.

use super::*;
use crate::date::{Moment, When};
use crate::explore::{Filter, Index};
use crate::plan::{
    About, Change, Evidence, Fact, Field, Kind, Record, Said, Source, SourceIndex, Status, Thing,
};
use proptest::prelude::*;

/// A record of a made-up plan: id, name, date, status, platform, share.
type Line = (u8, u8, Option<String>, Option<Status>, u8, u8);

fn line() -> impl Strategy<Value = Line> {
    let when = prop_oneof![
        Just(None),
        (2024u16..2030).prop_map(|y| Some(y.to_string())),
        (2024u16..2030).prop_map(|y| Some(format!("[..{y}]"))),
        (2024u16..2030).prop_map(|y| Some(format!("{y}/.."))),
        (2024u16..2030, 1u8..13).prop_map(|(y, m)| Some(format!("{y}-{m:02}"))),
    ];
    let status = prop_oneof![Just(None), (0..Status::ALL.len()).prop_map(|n| Some(Status::ALL[n]))];
    (0u8..12, 0u8..6, when, status, 0u8..3, 0u8..3)
}

fn plan(edition: &str, lines: &[Line]) -> Plan {
    let mut records = vec![];
    for n in 0..3 {
        records.push(Record::new(Kind::Platform, &format!("platform-{n}"), &format!("Platform {n}")));
    }
    let evidence = || Evidence {
        source: SourceIndex(0),
        place: None,
        said: Said::Stated,
        quote: None,
        note: None,
        claims: Box::default(),
    };
    let mut known = std::collections::HashSet::new();
    for (id, name, when, status, platform, share) in lines.iter().filter(|line| known.insert(line.0)) {
        let mut record = Record::new(Kind::Milestone, &format!("item-{id}"), &format!("Name {name}"));
        record.when = when.as_ref().and_then(|when| When::parse(when).ok());
        record.status = *status;
        record.links = [(Field::Of, Thing::nth(u32::from(*platform)))].into();
        record.facts = [(Field::Value, Fact::Number(f64::from(*share)))].into();
        record.evidence = [evidence()].into();
        records.push(record);
    }
    let about = About {
        id: "made-up".into(),
        edition: edition.into(),
        as_of: Moment::parse(edition).ok(),
        ..About::default()
    };
    Plan::new(about, vec![Source { id: "a".into(), title: "A".into(), ..Source::default() }], records)
}

/// Every item's id with what became of it; a silent one's id as the older edition has it.
fn became(plan: &Plan) -> Vec<(String, Vec<Change>)> {
    let items = (0..plan.items().len()).map(|item| plan.items().thing(item));
    let mut all: Vec<_> = items
        .map(|thing| {
            let became = plan.became(thing).expect("compared");
            (plan.record(thing).id.to_string(), became.all().collect())
        })
        .collect();
    all.sort();
    all
}

fn mirrored(change: Change) -> Change {
    match change {
        Change::Later => Change::Earlier,
        Change::Earlier => Change::Later,
        Change::PerhapsLater => Change::PerhapsEarlier,
        Change::PerhapsEarlier => Change::PerhapsLater,
        Change::Firmer => Change::Vaguer,
        Change::Vaguer => Change::Firmer,
        Change::Silent => Change::New,
        Change::New => Change::Silent,
        other => other,
    }
}

/// What tells only one way: where a status went.
fn is_one_way(change: &Change) -> bool {
    matches!(change, Change::Cancelled | Change::Ended | Change::PutOff)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_against_itself_is_as_it_was(lines in prop::collection::vec(line(), 0..12)) {
        let one = plan("2025", &lines);
        let both = compare(&one, &one, &[]).expect("the same");
        prop_assert_eq!(both.items().len(), one.items().len());
        prop_assert!(became(&both).iter().all(|(_, all)| all == &[Change::Same]));
        prop_assert_eq!(tally(&both, &crate::plan::BitSet::all(both.items().len())).words(), "nothing changed");
    }

    #[test]
    fn the_way_back_mirrors_the_way(
        old in prop::collection::vec(line(), 0..12),
        new in prop::collection::vec(line(), 0..12),
    ) {
        let (old, new) = (plan("2025", &old), plan("2026", &new));
        let (there, back) = (compare(&old, &new, &[]), compare(&new, &old, &[]));
        prop_assert_eq!(there.is_err(), back.is_err());
        let (Ok(there), Ok(back)) = (there, back) else { return Ok(()) };
        prop_assert_eq!(there.items().len(), back.items().len());
        let count = |plan: &Plan, change: Change| {
            became(plan).iter().filter(|(_, all)| all.contains(&change)).count()
        };
        for change in Change::ALL.iter().filter(|change| !is_one_way(change)) {
            prop_assert_eq!(count(&there, *change), count(&back, mirrored(*change)), "{:?}", change);
        }
    }

    #[test]
    fn every_item_is_counted_in_exactly_the_classes_that_hold(
        old in prop::collection::vec(line(), 1..12),
        new in prop::collection::vec(line(), 1..12),
    ) {
        let (older, newer) = (plan("2025", &old), plan("2026", &new));
        let Ok(both) = compare(&older, &newer, &[]) else { return Ok(()) };
        for item in 0..both.items().len() {
            let thing = both.items().thing(item);
            let (now, became) = (both.record(thing), both.became(thing).expect("compared"));
            let before = match &became.before {
                Some(before) => before.record.clone(),
                None => now.clone(),
            };
            let alone = became.is(Change::New) || became.is(Change::Silent);
            prop_assert_eq!(became.is(Change::New), newer.find(&now.id).is_some() && !became.is(Change::Silent)
                && became.before.is_none() && older.find(&now.id).is_none());
            if alone {
                prop_assert_eq!(became.all().count(), 1);
                continue;
            }
            let turned = |status| now.status == Some(status) && before.status != now.status;
            for (change, holds) in [
                (Change::Cancelled, turned(Status::Cancelled)),
                (Change::Ended, turned(Status::Ended)),
                (Change::PutOff, turned(Status::Slipped)),
                (Change::Status, now.status != before.status),
                (Change::Figure, now.facts != before.facts),
                (Change::Renamed, now.name != before.name),
                (Change::Moved, false),
            ] {
                prop_assert_eq!(became.is(change), holds, "{:?} {:?}", change, now);
            }
            let days = |record: &Record| record.when.map(When::begin_reach);
            let later = days(&before).zip(days(now)).is_some_and(|(old, new)| new.0 > old.1);
            prop_assert_eq!(became.is(Change::Later), later);
            prop_assert!(became.is(Change::Same) == (became.all().count() == 1 && became.before.as_ref()
                .is_none_or(|before| before.by_name)) || !became.is(Change::Same));
        }
    }
}

/// Two editions of a plan of few records.
fn two(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)]) -> (Plan, Plan) {
    let make = |edition: &str, lines: &[(&str, &str, &str)]| {
        let record = |(id, name, when): &(&str, &str, &str)| {
            let mut record = Record::new(Kind::Milestone, id, name);
            record.when = When::parse(when).ok();
            record
        };
        let about =
            About { id: "p".into(), name: "Plan".into(), edition: edition.into(), ..About::default() };
        Plan::new(about, Vec::new(), lines.iter().map(record).collect())
    };
    (make("one", old), make("two", new))
}

#[test]
fn plans_with_nothing_in_common_are_not_compared() {
    let (old, new) = two(&[("a", "Alpha", "2025")], &[("b", "Beta", "2025")]);
    assert_eq!(compare(&old, &new, &[]).err(), Some(NothingInCommon));
    let (nothing, _) = two(&[], &[]);
    assert!(compare(&nothing, &nothing, &[]).is_ok());
}

#[test]
fn a_thing_of_another_id_is_found_by_its_name_unless_it_is_kept_apart() {
    let (old, new) =
        two(&[("a", "Alpha", "2025"), ("x", "X", "")], &[("b", "ALPHA", "2026"), ("x", "X", "")]);
    let both = compare(&old, &new, &[]).expect("x is in both");
    let alpha = both.find("b").expect("the newer id");
    let became_alpha = both.became(alpha).expect("compared");
    assert!(
        became_alpha.is(Change::Later) && became_alpha.before.as_ref().is_some_and(|before| before.by_name)
    );
    let apart = compare(&old, &new, &["a".into()]).expect("x is in both");
    assert_eq!(tally(&apart, &crate::plan::BitSet::all(3)).words(), "1 not mentioned any more, 1 new");
}

#[test]
fn a_name_that_several_have_finds_nothing() {
    let (old, new) = two(
        &[("a", "Alpha", "2025"), ("x", "X", "")],
        &[("b", "Alpha", "2026"), ("c", "Alpha", "2027"), ("x", "X", "")],
    );
    let both = compare(&old, &new, &[]).expect("x is in both");
    assert_eq!(tally(&both, &crate::plan::BitSet::all(4)).words(), "1 not mentioned any more, 2 new");
}

#[test]
fn an_id_that_means_something_else_now_is_another_thing() {
    let (old, _) = two(&[("a", "Alpha", "2025"), ("x", "X", "")], &[]);
    let mut records = vec![Record::new(Kind::Target, "a", "Alpha"), Record::new(Kind::Milestone, "x", "X")];
    records.sort_by_key(|record| record.kind);
    let new = Plan::new(About::default(), Vec::new(), records);
    let both = compare(&old, &new, &[]).expect("x is in both");
    assert_eq!(both.items().len(), 3);
    let ids: std::collections::HashSet<&str> = both.records().iter().map(|record| &*record.id).collect();
    assert_eq!(ids.len(), 3, "every id is one record's");
    assert!(both.became(both.find("a").expect("the newer one")).is_some_and(|b| b.is(Change::New)));
}

#[test]
fn what_is_not_mentioned_any_more_says_nothing_of_what_is() {
    let model = || Record::new(Kind::Model, "car", "Car");
    let launch = |id: &str, when: &str| {
        let mut record = Record::new(Kind::Milestone, id, id);
        record.when = When::parse(when).ok();
        record.links = [(Field::Of, Thing::nth(0))].into();
        record.facts = [(Field::Kind, Fact::Text("launch".into()))].into();
        record
    };
    let about = About { arrivals: ["launch".into()].into(), ..About::default() };
    let make = |milestone| Plan::new(about.clone(), Vec::new(), vec![model(), milestone]);
    let both =
        compare(&make(launch("first", "2024")), &make(launch("second", "2026")), &[]).expect("the car");
    let car = both.find("car").expect("the car");
    assert_eq!(both.coming(car).map(|coming| coming.moment.to_string()).as_deref(), Some("2026"));
    let before = both.became(car).and_then(|became| became.before.as_ref()).and_then(|before| before.coming);
    assert_eq!(before.map(|moment| moment.to_string()).as_deref(), Some("2024"));
}

#[test]
fn questions_ask_what_changed_and_how_far_it_moved() {
    let (old, new) = two(
        &[("a", "Alpha", "2025"), ("b", "Beta", "2025-12-31"), ("c", "Gone", "2025"), ("d", "Same", "2026")],
        &[("a", "Alpha", "2027"), ("b", "Beta", "2026-02"), ("e", "Come", "2025"), ("d", "Same", "2026")],
    );
    let both = compare(&old, &new, &[]).expect("editions");
    let index = Index::new(&both);
    for (query, count) in [
        ("change:later", 2),
        ("slip:>6m", 1),
        ("slip:<6m", 1),
        ("-slip:>6m", 4),
        ("slip:1m..3m", 1),
        ("change:new,silent", 2),
        ("-change:new,silent", 3),
        ("change:\"not mentioned\"", 1),
        ("change:same", 1),
    ] {
        let parsed = Filter::parse(query, &both);
        assert!(parsed.problems.is_empty(), "{query}: {:?}", parsed.problems);
        assert_eq!(parsed.filter.matching(&both, &index).count(), count, "{query}");
        let again = Filter::parse(&parsed.filter.to_text(&both), &both).filter;
        assert_eq!(again, parsed.filter, "{query}");
    }
    for (query, words) in [
        ("-change:silent,new", "in both editions"),
        ("-change:silent,new,same", "what changed"),
        ("change:later -change:silent,new", "later"),
        ("-change:silent", "without what is not mentioned"),
        ("-change:new,later,silent", "in both editions, without what is later"),
        ("slip:>6m", "moved perhaps more than 6 months later"),
    ] {
        assert_eq!(Filter::parse(query, &both).filter.words(&both), words, "{query}");
    }
    let alone = Filter::parse("change:later slip:>6m", &new);
    assert_eq!(alone.problems.len(), 2);
    assert!(alone.problems.iter().all(|problem| problem.message.contains("no other edition")));
}

#[test]
fn what_moved_on_from_one_side_was_set_back_from_the_other_but_for_what_only_one_mentions() {
    let (old, new) = two(
        &[("a", "Alpha", "2025"), ("b", "Beta", "2027"), ("c", "Gone", "2025"), ("d", "Same", "2026")],
        &[("a", "Alpha", "2027"), ("b", "Beta", "2026"), ("e", "Come", "2025"), ("d", "Same", "2026")],
    );
    let courses = |older: &Plan, newer: &Plan| {
        let both = compare(older, newer, &[]).expect("editions");
        ["a", "b", "c", "d", "e"].map(|id| course(&both, both.find(id).expect("in one of them")))
    };
    let (on, back, neither) = (Course::On, Course::Back, Course::Neither);
    assert_eq!(courses(&old, &new), [back, on, neither, neither, on]);
    assert_eq!(courses(&new, &old), [on, back, on, neither, neither]);
}
