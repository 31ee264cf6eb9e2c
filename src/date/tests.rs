//! What may be relied on of dates.

use super::*;
use proptest::prelude::*;

fn part() -> BoxedStrategy<Part> {
    let year = || 1900i16..=2199;
    prop_oneof![
        (year(), 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Part::Day(y, m, d)),
        (year(), 1u8..=12).prop_map(|(y, m)| Part::Month(y, m)),
        (year(), 1u8..=4).prop_map(|(y, q)| Part::Quarter(y, q)),
        (year(), 1u8..=2).prop_map(|(y, h)| Part::Half(y, h)),
        year().prop_map(Part::Year),
        (190i16..=219).prop_map(Part::Decade),
    ]
    .boxed()
}

fn moment() -> BoxedStrategy<Moment> {
    prop_oneof![
        part().prop_map(Moment::On),
        part().prop_map(Moment::About),
        part().prop_map(Moment::By),
        part().prop_map(Moment::From),
        (part(), part())
            .prop_filter("in order", |(a, b)| a.days().0 <= b.days().1)
            .prop_map(|(a, b)| Moment::Within(a, b)),
    ]
    .boxed()
}

fn when() -> BoxedStrategy<When> {
    prop_oneof![
        moment().prop_map(When::At),
        (moment(), moment())
            .prop_filter("in order", |(a, b)| a.may_precede(*b))
            .prop_map(|(a, b)| When::Span(Some(a), Some(b))),
        moment().prop_map(|m| When::Span(Some(m), None)),
        moment().prop_map(|m| When::Span(None, Some(m))),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn parse_of_print_is_identity(when in when()) {
        prop_assert_eq!(When::parse(&when.to_string()), Ok(when));
    }

    #[test]
    fn earliest_is_never_after_latest(when in when()) {
        let (first, last) = when.days();
        prop_assert!(first <= last);
    }

    #[test]
    fn one_that_is_open_to_a_side_counts_as_a_year_there(part in part()) {
        let length = |when: When| { let (first, last) = when.days(); last.0 - first.0 + 1 };
        let own = length(When::At(Moment::On(part)));
        for open in [Moment::By(part), Moment::From(part)] {
            prop_assert!(own > 366 || (365..=366).contains(&length(When::At(open))), "{}", open);
        }
        let (by, from) = (Moment::By(part), Moment::From(part));
        prop_assert_eq!(When::Span(Some(from), None).days(), from.days());
        prop_assert_eq!(When::Span(None, Some(by)).days(), by.days());
        for span in [When::Span(Some(Moment::On(part)), None), When::Span(None, Some(Moment::On(part)))] {
            prop_assert!((364..=365).contains(&(length(span) - own)), "{}", span);
        }
    }

    #[test]
    fn any_text_is_a_date_or_an_error(text in ".{0,24}") {
        let _ = When::parse(&text);
    }

    #[test]
    fn days_and_calendar_agree(n in -25_567i32..=84_370) {
        let (y, m, d) = Day(n).ymd();
        prop_assert_eq!(Day::new(y, m, d), Some(Day(n)));
        prop_assert_eq!(Day::of_month(Day(n).month_count()).ymd(), (y, m, 1));
    }
}

#[test]
fn a_date_is_as_wide_as_it_was_written() {
    let days = |t: &str| {
        let (a, b) = When::parse(t).unwrap().days();
        (a.to_string(), b.to_string())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(days("2026"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("2026-Q3"), pair("2026-07-01", "2026-09-30"));
    assert_eq!(days("2024-02"), pair("2024-02-01", "2024-02-29"));
    assert_eq!(days("202X"), pair("2020-01-01", "2029-12-31"));
    assert_eq!(days("[2026..2030]"), pair("2026-01-01", "2030-12-31"));
    assert_eq!(days("[..2026-12-31]"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("[..2026]"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("[2026..]"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("[..2024]"), pair("2024-01-01", "2024-12-31"));
    assert_eq!(days("[2024-02..]"), pair("2024-02-01", "2025-01-31"));
    assert_eq!(days("[2024-02-29..]"), pair("2024-02-29", "2025-02-27"));
    assert_eq!(days("[..2024-02-28]"), pair("2023-03-01", "2024-02-28"));
    assert_eq!(days("[..202X]"), pair("2020-01-01", "2029-12-31"));
    assert_eq!(days("2026-03-01/.."), pair("2026-03-01", "2027-02-28"));
    assert_eq!(days("../2026-02-28"), pair("2025-03-01", "2026-02-28"));
    assert_eq!(days("../[..2026]"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("[2026..]/.."), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("2026/[2020..]"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("[..2030]/2027"), pair("2027-01-01", "2027-12-31"));
    assert_eq!(days("2026-H2/2028-07"), pair("2026-07-01", "2028-07-31"));
}

#[test]
fn what_is_no_date_is_refused_with_a_hint() {
    for text in ["", "26", "2026-13", "2026-02-30", "2026-Q5", "[..]", "../..", "2030/2026", "1800", "219X~~"]
    {
        assert!(When::parse(text).is_err(), "{text}");
    }
    let long = When::parse(&format!("1800-{}", "1".repeat(9999))).unwrap_err();
    assert!(long.message.len() < 100, "{}", long.message);
}

#[test]
fn spans_read_as_a_sentence_would() {
    for (text, words) in [
        ("2026/2030", "2026 to 2030"),
        ("2026~/..", "from about 2026, end open"),
        ("[..2026]/..", "starts by 2026, end open"),
        ("../[2030..]", "ends not before 2030, start open"),
        ("2026-H1/[..2030]", "starts in the first half of 2026, ends by 2030"),
        ("[2026..2027]/2030-07-01", "starts some time in 2026 to 2027, ends on 1 July 2030"),
    ] {
        assert_eq!(When::parse(text).unwrap().words(), words);
    }
}

#[test]
fn a_day_beyond_the_calendar_is_its_first_or_last() {
    assert_eq!(Day(i32::MAX).ymd(), (9999, 12, 31));
    assert_eq!(Day(i32::MIN).ymd().0, -9999);
}
