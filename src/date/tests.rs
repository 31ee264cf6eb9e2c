//! What may be relied on of dates.

use super::*;
use proptest::prelude::*;

/// The month in which the books of these tests begin.
const START: u8 = 4;

fn part() -> BoxedStrategy<Part> {
    let year = || 1800i16..=2199;
    let fiscal = || {
        prop_oneof![
            (1u8..=4).prop_map(FiscalPart::Quarter),
            (1u8..=2).prop_map(FiscalPart::Half),
            Just(FiscalPart::Year),
        ]
    };
    prop_oneof![
        (year(), 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Part::Day(y, m, d)),
        (year(), 1u8..=12).prop_map(|(y, m)| Part::Month(y, m)),
        (year(), 1u8..=4).prop_map(|(y, q)| Part::Quarter(y, q)),
        (year(), 1u8..=2).prop_map(|(y, h)| Part::Half(y, h)),
        year().prop_map(Part::Year),
        (180i16..=219).prop_map(Part::Decade),
        (year(), 1u8..=52).prop_map(|(y, w)| Part::Week(y, w)),
        (year(), fiscal()).prop_map(|(y, part)| Part::Fiscal(y, part, START)),
    ]
    .boxed()
}

fn moment() -> BoxedStrategy<Moment> {
    prop_oneof![
        part().prop_map(Moment::On),
        part().prop_map(Moment::About),
        part().prop_map(Moment::Unsure),
        part().prop_map(Moment::UnsureAbout),
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
        prop_assert_eq!(Calendar::new(START).when(&when.to_string()), Ok(when));
    }

    #[test]
    fn earliest_is_never_after_latest(when in when()) {
        let (first, last) = when.days();
        prop_assert!(first <= last);
    }

    #[test]
    fn an_open_end_has_no_day_and_any_other_the_day_of_its_drawing(when in when()) {
        let ((first, last), (from, to)) = (when.days(), when.reach());
        let (open_start, open_end) = match when {
            When::At(moment) => (matches!(moment, Moment::By(_)), matches!(moment, Moment::From(_))),
            When::Span(a, b) => (matches!(a, Some(Moment::By(_)) | None), matches!(b, Some(Moment::From(_)) | None)),
        };
        prop_assert_eq!(from.stated(), (!open_start).then_some(first), "{}", when);
        prop_assert_eq!(to.stated().is_none(), open_end, "{}", when);
        prop_assert!(to >= last && from <= first);
    }

    #[test]
    fn parts_before_and_after_touch_and_are_as_fine(part in part()) {
        let (before, after) = (part.previous(), part.next());
        prop_assert_eq!(before.days().1.0 + 1, part.days().0.0);
        prop_assert_eq!(after.days().0.0 - 1, part.days().1.0);
        prop_assert_eq!((before.precision(), after.precision()), (part.precision(), part.precision()));
        prop_assert_eq!(before.next(), part);
    }

    #[test]
    fn one_that_is_open_to_a_side_is_drawn_a_year_long_there(part in part()) {
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
    assert_eq!(days("2026-W15"), pair("2026-04-06", "2026-04-12"));
    assert_eq!(days("2026-W01"), pair("2025-12-29", "2026-01-04"));
    assert_eq!(days("2026-w15-3"), pair("2026-04-08", "2026-04-08"));
    assert_eq!(days("2026?"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("2026-07%"), pair("2026-07-01", "2026-07-31"));
    assert_eq!(days("2026-XX"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("2026-xx-XX"), pair("2026-01-01", "2026-12-31"));
    assert_eq!(days("2026-07-XX"), pair("2026-07-01", "2026-07-31"));
    assert_eq!(days("1899-02-25"), pair("1899-02-25", "1899-02-25"));
    assert_eq!(days("180X"), pair("1800-01-01", "1809-12-31"));
    assert_eq!(days("FY2026"), pair("2026-01-01", "2026-12-31"));
}

#[test]
fn what_is_no_date_is_refused_with_a_hint() {
    for text in [
        "",
        "26",
        "2026-13",
        "2026-02-30",
        "2026-Q5",
        "[..]",
        "../..",
        "2030/2026",
        "1799",
        "219X~~",
        "2026-W54",
        "2025-W53",
        "2026-W1",
        "2026-W15-8",
        "2026-XX-07",
        "XXXX",
        "20XX",
        "2026-XX-XX-XX",
        "FY",
        "FY26",
        "FY2026-Q5",
        "FY2026-07",
        "FY1799",
        "2026??",
        "?",
    ] {
        assert!(When::parse(text).is_err(), "{text}");
    }
    let long = When::parse(&format!("1799-{}", "1".repeat(9999))).unwrap_err();
    assert!(long.message.len() < 100, "{}", long.message);
}

#[test]
fn spans_read_as_a_sentence_would() {
    for (text, words) in [
        ("2026-W15", "week 15 of 2026"),
        ("2026?", "perhaps 2026"),
        ("2026-07%", "perhaps about July 2026"),
        ("2026?/..", "from perhaps 2026, end open"),
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

#[test]
fn fiscal_years_begin_when_the_plan_says_and_say_so_in_words() {
    for (start, text, first, last, words) in [
        (4, "FY2026", "2026-04-01", "2027-03-31", "fiscal 2026 (April 2026 to March 2027)"),
        (4, "FY2026-Q1", "2026-04-01", "2026-06-30", "Q1 of fiscal 2026 (April to June 2026)"),
        (4, "fy2026-q4", "2027-01-01", "2027-03-31", "Q4 of fiscal 2026 (January to March 2027)"),
        (
            10,
            "FY2026-H1",
            "2026-10-01",
            "2027-03-31",
            "first half of fiscal 2026 (October 2026 to March 2027)",
        ),
        (1, "FY2026-Q2", "2026-04-01", "2026-06-30", "Q2 of fiscal 2026"),
        (4, "[..FY2025]", "2025-04-01", "2026-03-31", "by fiscal 2025 (April 2025 to March 2026)"),
    ] {
        let when = Calendar::new(start).when(text).unwrap();
        let (a, b) = when.days();
        assert_eq!((a.to_string(), b.to_string(), when.words()), (first.into(), last.into(), words.into()));
    }
    let calendar = Calendar::new(4);
    assert!(calendar.when("2026-01/FY2025-Q4").is_ok(), "the last quarter ends in March");
    assert_eq!(Moment::parse("FY2026").unwrap().years(), 2026..=2026);
    assert_eq!(calendar.moment("FY2026").unwrap().years(), 2026..=2027);
}

#[test]
fn a_later_month_may_be_shorter() {
    let day = |text: &str| Part::parse(text).unwrap().days().0;
    assert_eq!(day("2026-08-31").months_later(6), day("2027-02-28"));
    assert_eq!(day("2024-02-29").months_later(12), day("2025-02-28"));
    assert_eq!(day("2026-01-15").months_later(-1), day("2025-12-15"));
}
