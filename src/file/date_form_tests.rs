//! Dates as people write them, and what is told of each.

use super::parse;

const BOTH: &str = "[2026..2028]\" (some time in) or \"2026/2028\" (from, to)";

/// What is written, and what the hint says to write; of those without a plain meaning what it begins with.
const FORMS: &[(&str, &str)] = &[
    ("Q3 2029", "2029-Q3"),
    ("Q3/2029", "2029-Q3"),
    ("2029 Q3", "2029-Q3"),
    ("2029Q3", "2029-Q3"),
    ("Q3-2029", ""),
    ("3Q 2029", "2029-Q3"),
    ("third quarter of 2029", "2029-Q3"),
    ("H2 2028", "2028-H2"),
    ("2H2028", "2028-H2"),
    ("second half of 2028", "2028-H2"),
    ("the first half of 2028", "2028-H1"),
    ("late 2028", "2028-H2"),
    ("early 2028", "2028-H1"),
    ("end of 2028", "2028-Q4"),
    ("mid 2028", ""),
    ("by 2026-06", "[..2026-06]"),
    ("by Q3 2026", "[..2026-Q3]"),
    ("by the end of 2026", "[..2026-Q4]"),
    ("no later than 2026", "[..2026]"),
    ("2026 at the latest", "[..2026]"),
    ("not before 2026", "[2026..]"),
    ("2026 or later", "[2026..]"),
    ("2026+", "[2026..]"),
    (">=2026", "[2026..]"),
    ("<=2026", "[..2026]"),
    ("2026..", "[2026..]"),
    ("..2026", "[..2026]"),
    ("2026..2028", "[2026..2028]"),
    ("[2026/2028]", BOTH),
    ("since 2026", "2026/.."),
    ("from 2026", "2026/.."),
    ("2026/", "2026/.."),
    ("/2026", "../2026"),
    ("until 2026", "../2026"),
    ("2026 or 2027", "[2026..2027]"),
    ("2026 to 2028", "[2026..2028]"),
    ("between 2026 and 2028", "[2026..2028]"),
    ("from 2026 to 2028", "[2026..2028]"),
    ("2026-2028", BOTH),
    ("2026–2028", BOTH),
    ("07/2027", "2027-07"),
    ("2027/07", "2027-07"),
    ("2027-7", "2027-07"),
    ("2027.07", "2027-07"),
    ("7.2027", "2027-07"),
    ("July 2027", "2027-07"),
    ("Sept. 2027", "2027-09"),
    ("14 July 2027", "2027-07-14"),
    ("July 14th, 2027", "2027-07-14"),
    ("14.07.2027", "2027-07-14"),
    ("07/14/2027", "2027-07-14"),
    ("07/08/2027", ""),
    ("2027-7-4", "2027-07-04"),
    ("20270714", "2027-07-14"),
    ("2027-07-14T10:00", "2027-07-14"),
    ("about 2027", "2027~"),
    ("~2027", "2027~"),
    ("c. 2027", "2027~"),
    ("2020s", "202X"),
    ("soon", ""),
    ("Q3", ""),
    ("2027-13", ""),
];

#[test]
fn sixty_ways_to_write_a_date_are_answered_by_the_right_one() {
    assert!(FORMS.len() >= 60, "{}", FORMS.len());
    let mut wrong = Vec::new();
    for (written, meant) in FORMS {
        let text =
            format!("(version: 2, name: \"T\", milestones: [(id: \"m\", what: \"M\", when: \"{written}\")])");
        let loaded = parse("t.ron", text.as_bytes());
        let [problem] = &loaded.problems[..] else { panic!("{written}: {:?}", loaded.problems) };
        let hint = problem.hint.clone().unwrap_or_default();
        let right = match *meant {
            "" => hint.starts_with("write 2026, "),
            BOTH => hint == format!("write \"{BOTH}"),
            meant => hint == format!("write \"{meant}\""),
        };
        if !right || problem.message != format!("\"{written}\" is not a date") {
            wrong.push(format!("{}: {hint}, not {meant}", problem.message));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_says_that_nothing_is_known_is_left_out() {
    for written in ["TBD", "n/a", "unknown", "", "?"] {
        let text =
            format!("(version: 2, name: \"T\", milestones: [(id: \"m\", what: \"M\", when: \"{written}\")])");
        let told = parse("t.ron", text.as_bytes()).problems;
        assert!(
            told[0].hint.as_deref().is_some_and(|hint| hint.starts_with("leave the field out")),
            "{written}"
        );
    }
}
