//! What may be relied on of dates that people write.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> String {
    let reading = People::default().read(text);
    let mut out = reading.when.map_or_else(|| "none".to_owned(), |when| when.to_string());
    if let Some(claim) = reading.claim {
        out += &format!(" claim {claim}");
    }
    if let Some(before) = reading.before {
        out += &format!(" before {before}");
    }
    match reading.stand {
        Some(Stand::Undated) => out += " undated",
        Some(Stand::Cancelled) => out += " cancelled",
        Some(Stand::Slipped) if reading.before.is_none() => out += " slipped",
        _ => {}
    }
    if reading.words {
        out += " words";
    }
    out
}

#[test]
fn dates_are_read_as_people_write_them() {
    let wrong: Vec<String> = [
        ("Q4/26", "2026-Q4"),
        ("Q4 2026", "2026-Q4"),
        ("Q4'26", "2026-Q4"),
        ("4Q26", "2026-Q4"),
        ("4Q 2026", "2026-Q4"),
        ("2026 Q4", "2026-Q4"),
        ("2026-Q4", "2026-Q4"),
        ("2026/4Q", "2026-Q4"),
        ("T4 2026", "2026-Q4"),
        ("4. Quartal 2026", "2026-Q4"),
        ("IV. Quartal 2026", "2026-Q4"),
        ("IV/2026", "2026-Q4"),
        ("1er trimestre 2027", "2027-Q1"),
        ("primer trimestre de 2027", "2027-Q1"),
        ("2026年第4四半期", "2026-Q4"),
        ("26年4月", "2026-04"),
        ("2026年4月1日", "2026-04-01"),
        ("令和8年4月", "2026-04"),
        ("2026年度", "FY2026"),
        ("2026年末", "2026-Q4"),
        ("2027年上期", "2027-H1"),
        ("2027年以降", "[2027..]"),
        ("未定", "none undated"),
        ("中止", "none cancelled"),
        ("H1 24", "2024-H1"),
        ("1H24", "2024-H1"),
        ("2H 2025", "2025-H2"),
        ("S2 2025", "2025-H2"),
        ("1. Halbjahr 2026", "2026-H1"),
        ("second half of 2026", "2026-H2"),
        ("KW 45/19", "2019-W45"),
        ("KW45/2019", "2019-W45"),
        ("W45 2019", "2019-W45"),
        ("CW 07 2026", "2026-W07"),
        ("2019-W45", "2019-W45"),
        ("2019-W45-3", "2019-11-06"),
        ("45. KW 2019", "2019-W45"),
        ("S45 2019", "2019-W45"),
        ("07/26", "2026-07"),
        ("07.2026", "2026-07"),
        ("2026/07", "2026-07"),
        ("Aug 20", "2020-08"),
        ("Aug-20", "2020-08"),
        ("Sept. 2024", "2024-09"),
        ("Mär 26", "2026-03"),
        ("août 2026", "2026-08"),
        ("enero de 2027", "2027-01"),
        ("mid 26", "2026-06~"),
        ("mid-2026", "2026-06~"),
        ("Mitte 2026", "2026-06~"),
        ("mi-2026", "2026-06~"),
        ("mediados de 2026", "2026-06~"),
        ("end 2026", "2026-Q4"),
        ("Ende 2026", "2026-Q4"),
        ("end of Q3 2026", "2026-Q3"),
        ("early 2027", "2027-H1"),
        ("Anfang 2027", "2027-H1"),
        ("late 2027", "2027-H2"),
        ("summer 2026", "[2026-06..2026-08]"),
        ("Herbst 2026", "[2026-09..2026-11]"),
        ("winter 2026/27", "[2026-12..2027-02]"),
        ("2026/27?", "[2026..2027]"),
        ("2026/27", "[2026..2027]"),
        ("2026-28", "[2026..2028]"),
        ("2026-2028", "[2026..2028]"),
        ("Q1-Q2 2026", "[2026-Q1..2026-Q2]"),
        ("Q4 26 / Q1 27", "[2026-Q4..2027-Q1]"),
        ("Jan-Mar 2026", "[2026-01..2026-03]"),
        ("28 or 29", "[2028..2029]"),
        ("FY26", "FY2026"),
        ("FY2026/27", "FY2026"),
        ("Q1 FY26", "FY2026-Q1"),
        ("2030", "2030"),
        ("202607", "2026-07"),
        ("20260714", "2026-07-14"),
        ("tbd", "none undated"),
        ("TBD", "none undated"),
        ("n/a", "none undated"),
        ("offen", "none undated"),
        ("-", "none undated"),
        ("cancelled", "none cancelled"),
        ("entfällt", "none cancelled"),
        ("2027 (2028?)", "2027 claim 2028?"),
        ("28 (prev. 27)", "2028 before 2027"),
        ("Q3 2028 (was Q1 2027)", "2028-Q3 before 2027-Q1"),
        ("2027 -> 2028", "2028 before 2027"),
        ("2027 → Q2 2028", "2028-Q2 before 2027"),
        ("slipped to 2028", "2028 slipped"),
        ("delayed from Q1 2026 to Q3 2026", "2026-Q3 before 2026-Q1"),
        ("NA ends Apr 26", "2026-04 words"),
        ("MY27", "[2026..2027]"),
        ("~2027", "2027~"),
        ("ca. 2027", "2027~"),
        ("2027?", "2027?"),
        ("2027 (tbc)", "2027?"),
        ("2027+", "[2027..]"),
        ("ab 2027", "[2027..]"),
        ("nicht vor 2027", "[2027..]"),
        ("not before Q2 2027", "[2027-Q2..]"),
        ("2027 or later", "[2027..]"),
        ("by 2027", "[..2027]"),
        ("no later than 2027", "[..2027]"),
        ("bis Ende 2026", "[..2026-Q4]"),
        ("14.07.2026", "2026-07-14"),
        ("14.7.26", "2026-07-14"),
        ("2026-07-14T00:00:00", "2026-07-14"),
        ("2026-07-14 08:00", "2026-07-14"),
        ("Mon 13/07/26", "2026-07-13"),
        ("Tue 14/07/26 8:00 AM", "2026-07-14"),
        ("Di 14.07.26", "2026-07-14"),
        ("Mon 05/01/26", "2026-01-05"),
        ("Thu 05/02/26", "2026-02-05"),
        ("14 juillet 2026", "2026-07-14"),
        ("14. Juli 2026", "2026-07-14"),
        ("July 14, 2026", "2026-07-14"),
        ("14-Jul-26", "2026-07-14"),
        ("03/04/2026", "[2026-03..2026-04]"),
        ("20-Aug", "none words"),
        ("whenever", "none words"),
        ("EU Q4/26, US Q2/27", "none words"),
        ("31.02.2026", "none words"),
        ("95k", "none words"),
    ]
    .into_iter()
    .filter_map(|(text, wanted)| {
        let got = read(text);
        (got != wanted).then(|| format!("{text}: {got}, wanted {wanted}"))
    })
    .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_order_of_day_and_month_is_asked_for_and_followed() {
    let reading = People::default().read("03/04/2026");
    assert!(reading.order_open);
    let in_order = |order| People { order: Some(order), ..People::default() }.read("03/04/2026").when;
    assert_eq!(in_order(DayOrder::DayFirst), When::parse("2026-04-03").ok());
    assert_eq!(in_order(DayOrder::MonthFirst), When::parse("2026-03-04").ok());
    assert_eq!(People::order_shown("14/03/2026"), Some(DayOrder::DayFirst));
    assert_eq!(People::order_shown("3/14/26"), Some(DayOrder::MonthFirst));
    assert_eq!(People::order_shown("3/4/26"), None);
    assert_eq!(People::order_shown("2026-03-14"), None);
}

#[test]
fn a_cell_that_shows_less_than_its_day_is_no_finer() {
    let part = |text: &str| shown_part(text, (2026, 3, 1)).map(|part| part.to_string());
    assert_eq!(part("Mar-26").as_deref(), Some("2026-03"));
    assert_eq!(part("2026").as_deref(), Some("2026"));
    assert_eq!(part("01.03.2026").as_deref(), Some("2026-03-01"));
    assert_eq!(part("Apr-26"), None);
}

/// A part and ways in which people write it.
fn written() -> impl Strategy<Value = (Part, String)> {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    (2013i16..2069, 1u8..=12, 1u8..=28, 1u8..=52, 0usize..12).prop_map(move |(y, m, d, w, form)| {
        let (short, q, h) = (y % 100, (m - 1) / 3 + 1, (m - 1) / 6 + 1);
        let name = months[usize::from(m) - 1];
        match form {
            0 => (Part::Quarter(y, q), format!("Q{q}/{short:02}")),
            1 => (Part::Quarter(y, q), format!("{q}Q {y}")),
            2 => (Part::Half(y, h), format!("H{h} {short:02}")),
            3 => (Part::Week(y, w), format!("KW {w}/{short:02}")),
            4 => (Part::Week(y, w), format!("W{w:02} {y}")),
            5 => (Part::Month(y, m), format!("{m:02}/{short:02}")),
            6 => (Part::Month(y, m), format!("{name}-{short:02}")),
            7 => (Part::Month(y, m), format!("{name} {y}")),
            8 => (Part::Day(y, m, d), format!("{d:02}.{m:02}.{y}")),
            9 => (Part::Day(y, m, d), format!("{d} {name} {y}")),
            10 => (Part::Year(y), format!("{y}")),
            _ => (Part::Day(y, m, d), format!("{y}-{m:02}-{d:02} 00:00:00")),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,40}") {
        let _ = People::default().read(&text);
    }

    #[test]
    fn a_part_is_read_as_just_that((part, text) in written()) {
        let reading = People::default().read(&text);
        prop_assert_eq!(reading.when, Some(When::At(super::super::Moment::On(part))), "{}", text);
        prop_assert!(!reading.words);
    }

    #[test]
    fn words_around_a_date_never_make_it_finer((part, text) in written(), word in "[a-z]{4,8}") {
        let reading = People::default().read(&format!("{word} {text}"));
        if let Some(when) = reading.when {
            let (first, last) = when.days();
            prop_assert!(first <= part.days().0 && last >= part.days().1, "{} {}", word, text);
        }
    }

    #[test]
    fn what_is_in_question_is_a_claim((part, text) in written(), (other, again) in written()) {
        let reading = People::default().read(&format!("{text} ({again}?)"));
        prop_assert_eq!(reading.when, Some(When::At(super::super::Moment::On(part))));
        prop_assert_eq!(reading.claim, Some(When::At(super::super::Moment::Unsure(other))));
    }
}
