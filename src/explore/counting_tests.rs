//! Tests of what is counted towards targets: against a count by hand.

use super::*;
use crate::explore::sample::random;
use crate::plan::About;
use proptest::prelude::*;

fn target(rule: Option<&str>, value: Option<f64>, unit: &str, when: Option<&str>) -> Record {
    let mut facts = vec![(Field::Unit, Fact::Text(unit.into()))];
    facts.extend(rule.map(|rule| (Field::Counts, Fact::Text(rule.into()))));
    facts.extend(value.map(|value| (Field::Value, Fact::Number(value))));
    Record {
        facts: facts.into(),
        when: when.map(|when| When::parse(when).unwrap()),
        ..Record::new(Kind::Target, "t", "T")
    }
}

#[test]
fn what_is_overdue_is_neither_open_nor_done() {
    let days = |text: &str| Moment::parse(text).unwrap().days();
    for (status, deadline, now, due) in [
        (Some(Status::Announced), Some("[..2025]"), "2026-04", Due::Overdue),
        (Some(Status::Announced), Some("2025"), "2025", Due::Open),
        (Some(Status::Announced), Some("[..2025]"), "2025-12-31", Due::Open),
        (Some(Status::Underway), Some("[2025..]"), "2026-04", Due::Open),
        (Some(Status::Done), Some("[..2025]"), "2026-04", Due::Done),
        (Some(Status::Cancelled), Some("[..2025]"), "2026-04", Due::GivenUp),
        (None, None, "2026-04", Due::Undated),
        (None, Some("2024/2025"), "2026-04", Due::Overdue),
    ] {
        let target = Record { status, ..target(None, None, "", deadline) };
        assert_eq!(Due::of(&target, days(now)), due, "{status:?} {deadline:?} at {now}");
    }
    let late = lateness(When::parse("[..2025]").unwrap(), days("2026-04")).unwrap();
    assert_eq!(super::super::life::months_words(late.0, Some(late.1)), "3 to 4 months");
    assert_eq!(lateness(When::parse("[2025..]").unwrap(), days("2026-04")), None);
}

#[test]
fn a_baseline_is_a_number_only_where_it_is_of_the_targets_unit() {
    for (text, number) in [
        ("17", Some(17.0)),
        ("50 %", Some(50.0)),
        ("-3 %", Some(-3.0)),
        ("0", Some(0.0)),
        ("3.5 million", None),
        ("650 by 2028 had been planned", None),
        ("about 450", None),
        ("2024", None),
        ("1,200 %", Some(1200.0)),
        ("", None),
    ] {
        let mut target = target(None, None, "%", None);
        target.facts =
            target.facts.iter().cloned().chain([(Field::Baseline, Fact::Text(text.into()))]).collect();
        assert_eq!(baseline(&target), number, "{text}");
    }
}

#[test]
fn a_rule_that_is_not_understood_is_told_and_none_counts_nothing() {
    let plan = Plan::new(About::default(), Vec::new(), Vec::new());
    let counting = Counting::new(&plan);
    assert_eq!(counting.count(&target(None, Some(3.0), "models", None), Day(0)), Count::NoRule);
    let odd = counting.count(&target(Some("colour:red"), Some(3.0), "models", None), Day(0));
    assert!(matches!(odd, Count::Unreadable(_)), "{odd:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_those_of_a_naive_count(plan in random(), day in 18_000i32..24_000, until in 2024i16..2030, percent: bool) {
        let unit = if percent { "%" } else { "models" };
        let target = target(Some("kind:model energy:none"), Some(5.0), unit, Some(&format!("[..{until}]")));
        let counting = Counting::new(&plan);
        prop_assume!(plan.count_of(Kind::Model) > 0);
        let Count::Counted(counted) = counting.count(&target, Day(day)) else {
            return Err(TestCaseError::fail("the rule was not understood"));
        };
        let given_up = |record: &Record| record.status == Some(Status::Cancelled);
        let models = || plan.of_kind(Kind::Model).filter(|(_, record)| !given_up(record));
        let named: Vec<Thing> =
            models().filter(|(_, record)| record.texts(Field::Energy).next().is_none()).map(|(thing, _)| thing).collect();
        prop_assert_eq!(&counted.named, &named);
        prop_assert!(counted.now.iter().all(|thing| counted.in_time.contains(thing)));
        prop_assert!(counted.in_time.iter().all(|thing| named.contains(thing)));
        let last = Day::new(until, 12, 31).unwrap();
        for thing in &named {
            let life = Life::of(&plan, *thing);
            let begin = plan.coming(*thing).map(|coming| coming.moment).or(life.begin.map(|(moment, _)| moment));
            let is_there = counted.now.contains(thing);
            match begin {
                Some(begin) => {
                    prop_assert!(!is_there || begin.reach().1 <= Day(day));
                    let possible = begin.reach().0 <= last;
                    prop_assert_eq!(counted.in_time.contains(thing), possible || is_there);
                }
                None => {
                    let said = matches!(plan.record(*thing).status, Some(Status::Done | Status::Underway | Status::Ended));
                    prop_assert_eq!(is_there, said);
                }
            }
        }
        prop_assert_eq!(counted.of.map(|whole| whole.count), percent.then(|| models().count()));
    }
}
