//! Open means open: in questions, in lists, on the axis.

use super::{CHIPS, WIND, ask, plan};

#[test]
fn what_goes_on_is_found_in_every_later_year_and_what_is_not_before_may_be_any_time_later() {
    let wind = plan(WIND);
    for (query, found) in [
        ("kind:initiative when:2026", "floating"),
        ("kind:initiative when:2021", ""),
        ("kind:stake when:2026", "tide-in-amber"),
        ("kind:stake when:2199", "tide-in-amber"),
        ("kind:stake when:2022-08", ""),
        ("kind:certificate when:2028", "turbine-type"),
        ("kind:certificate when:2026", ""),
        ("kind:opening when:2020", "vlissingen-quay"),
        ("kind:survey when:1990", "survey"),
        ("kind:survey when:2027", ""),
        ("kind:opening before:2028 after:2026", "esbjerg-quay vlissingen-quay"),
        ("kind:cod,decision,trial,payment next:12m", "tide-pays first-float"),
    ] {
        let mut wanted: Vec<&str> = found.split_whitespace().collect();
        wanted.sort_unstable();
        let query = query.replace("decision", "\"investment decision\"");
        assert_eq!(ask(&wind, &query), wanted.join(" "), "{query}");
    }
}

#[test]
fn weeks_fiscal_quarters_and_doubtful_years_are_dates() {
    let chips = plan(CHIPS);
    for (query, found) in [
        ("kind:volume when:2026-10", "o2-volume"),
        ("kind:volume when:FY2026-Q1", "o2-volume"),
        ("when:2026-04-08", "p2-volume"),
        ("when:2026-W15", "p2-volume"),
        ("kind:volume when:2027", "e18-volume m1-volume swift-volume"),
        ("when:2025", "fab-20-tools"),
        ("when:1899", "elm-founded"),
        ("before:1900", "elm-founded"),
    ] {
        let models = "-kind:model";
        assert_eq!(ask(&chips, &format!("{query} {models}")), found, "{query}");
    }
}
