//! When a thing comes: what its plan names as arrivals, and nothing else.

use super::{CHIPS, TRAINS, WIND, plan};
use roadscope::plan::Plan;

fn comes(plan: &Plan, id: &str) -> Option<String> {
    plan.coming(plan.find(id).expect(id)).map(|coming| coming.moment.to_string())
}

#[test]
fn a_farm_comes_when_it_runs_and_neither_when_money_is_decided_nor_when_it_is_stopped() {
    let wind = plan(WIND);
    assert_eq!(comes(&wind, "amber-bank").as_deref(), Some("2028-Q3"));
    assert_eq!(comes(&wind, "grey-sands"), None);
    assert_eq!(comes(&wind, "far-shoal"), None);
    let chips = plan(CHIPS);
    assert_eq!(comes(&chips, "swift").as_deref(), Some("2027-Q2"));
    assert_eq!(comes(&chips, "heron"), None, "a tape-out is no arrival");
}

#[test]
fn a_plan_that_names_no_arrivals_claims_no_year() {
    let trains = plan(TRAINS);
    assert_eq!(comes(&trains, "athens-line"), None, "it moves depots, it does not come");
    assert!(!trains.tells_coming());
    assert_eq!(comes(&trains, "stop").as_deref(), Some("2026"), "a milestone has its own date");
    let loud = plan(&TRAINS.replace("version: 2,", "version: 2, arrivals: [\"Relocation\"],"));
    assert_eq!(comes(&loud, "athens-line").as_deref(), Some("2026"));
}
