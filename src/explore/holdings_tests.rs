//! Tests of holdings: as they stand at a day, added up, and through chains.

use super::*;
use crate::plan::About;
use proptest::prelude::*;

fn holding(holder: u32, of: u32, percent: Option<f64>) -> Holding {
    Holding { holder: Thing::nth(holder), percent, ..empty(Thing::nth(of)) }
}

fn day(text: &str) -> Day {
    Moment::parse(text).unwrap().days().0
}

#[test]
fn a_holding_is_what_its_dates_and_its_status_say() {
    use State::{GivenUp, Held, Not, Perhaps, Promised};
    for (when, status, at, state) in [
        (None, Some(Status::Done), "2026-01-01", Held),
        (Some("2023-11-08/.."), Some(Status::Done), "2023-11-07", Not),
        (Some("2023-11-08/.."), Some(Status::Done), "2023-11-08", Held),
        (Some("2023/.."), None, "2023-06-01", Perhaps),
        (Some("2023/2025-08-01"), Some(Status::Ended), "2024-06-01", Held),
        (Some("2023/2025-08-01"), Some(Status::Ended), "2025-08-01", Not),
        (Some("../2023"), Some(Status::Done), "2023-06-01", Perhaps),
        (Some("../2023"), Some(Status::Done), "2024-01-01", Not),
        (Some("2026/.."), Some(Status::Announced), "2025-01-01", Promised),
        (None, Some(Status::Considered), "2025-01-01", Promised),
        (None, Some(Status::Cancelled), "2025-01-01", GivenUp),
        (None, Some(Status::Ended), "2025-01-01", Not),
        (None, Some(Status::Reported), "2025-01-01", Held),
    ] {
        let when = when.map(|when| When::parse(when).unwrap());
        let holding = Holding { when, status, ..holding(0, 1, None) };
        assert_eq!(holding.state(day(at)), state, "{when:?} {status:?} at {at}");
    }
}

#[test]
fn chains_multiply_and_add_up_and_circles_end() {
    // 0 holds 50 % of 1, 1 holds 40 % of 2, 0 holds 10 % of 2, 2 holds 20 % of 0.
    let all = [
        holding(0, 1, Some(50.0)),
        holding(1, 2, Some(40.0)),
        holding(0, 2, Some(10.0)),
        holding(2, 0, Some(20.0)),
    ];
    let found = effective(&all, Thing::nth(0), Day(0)).unwrap();
    let round = |thing: u32| (found[&Thing::nth(thing)] * 1000.0).round() / 1000.0;
    assert_eq!((round(1), round(2), found.len()), (50.0, 30.0, 2));
    // What holds itself and what nobody states add nothing.
    let own = [holding(0, 0, Some(5.0)), holding(0, 1, None)];
    assert_eq!(effective(&own, Thing::nth(0), Day(0)), Some(BTreeMap::new()));
}

#[test]
fn a_web_without_end_is_not_followed_to_its_end() {
    let all: Vec<Holding> = (0..40)
        .flat_map(|a| (0..40).filter(move |b| *b != a).map(move |b| holding(a, b, Some(1.0))))
        .collect();
    assert_eq!(effective(&all, Thing::nth(0), Day(0)), None);
}

#[test]
fn a_parent_is_a_holding_only_where_nothing_tells_more() {
    let mut records: Vec<Record> =
        (0..3).map(|n| Record::new(Kind::Company, &format!("c{n}"), "C")).collect();
    records[1].links = [(Field::Parent, Thing::nth(0))].into();
    records[2].links = [(Field::Parent, Thing::nth(0))].into();
    let mut stake = Record::new(Kind::Stake, "s", "S");
    stake.links = [(Field::Holder, Thing::nth(0)), (Field::Of, Thing::nth(2))].into();
    stake.facts = [(Field::Percent, Fact::Number(60.0))].into();
    records.push(stake);
    let plan = Plan::new(About::default(), Vec::new(), records);
    let all: Vec<(Thing, Option<f64>)> = holdings(&plan).iter().map(|h| (h.of, h.percent)).collect();
    assert_eq!(all, [(Thing::nth(2), Some(60.0)), (Thing::nth(1), None)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn owners_are_never_summed_beyond_a_whole_without_a_word(
        parts in proptest::collection::vec(proptest::option::of(-10.0f64..300.0), 0..8),
    ) {
        let all: Vec<Holding> = parts.iter().zip(1..).map(|(part, n)| holding(n, 0, *part)).collect();
        let owners = Owners::of(&all, Thing::nth(0), Day(0));
        let sum: f64 = parts.iter().flatten().filter(|part| **part >= 0.0).sum();
        prop_assert!((owners.sum - sum).abs() < 1e-6);
        prop_assert_eq!(owners.beyond().is_some(), sum > 100.1);
        prop_assert!(owners.rest() >= 0.0 && (owners.beyond().is_none() || owners.rest() == 0.0));
        prop_assert!(owners.shares.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        prop_assert_eq!(owners.shares.len() + owners.unstated.len(), all.len());
    }

    #[test]
    fn effective_holdings_are_at_least_the_direct_ones(
        ties in proptest::collection::vec((0u32..8, 0u32..8, 0.0f64..100.0), 0..20),
    ) {
        let all: Vec<Holding> = ties.iter().map(|(a, b, part)| holding(*a, *b, Some(*part))).collect();
        if let Some(found) = effective(&all, Thing::nth(0), Day(0)) {
            prop_assert!(!found.contains_key(&Thing::nth(0)));
            for of in 1..8 {
                let direct: f64 = all.iter().filter(|h| h.holder == Thing::nth(0) && h.of == Thing::nth(of)).filter_map(|h| h.percent).sum();
                let all_told = found.get(&Thing::nth(of)).copied().unwrap_or(0.0);
                prop_assert!(all_told + 1e-6 >= direct);
            }
        }
    }
}
