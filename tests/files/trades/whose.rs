//! Whose an item is: the rule of `plan/whose.rs`, line by line.

use super::{CHIPS, TRAINS, WIND, ask, plan};
use roadscope::plan::{Facet, NOT_STATED, Plan};
use roadscope::views::Arranged;

fn names(plan: &Plan, id: &str, facet: Facet) -> String {
    let item = plan.items().item_of(plan.find(id).expect(id)).expect("an item").0 as usize;
    let column = plan.items().column(facet);
    let stated = column.of(item).iter().filter(|value| **value != NOT_STATED);
    stated.map(|value| &*column.values()[*value as usize].key).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_kind_of_thing_says_whose_its_milestones_are() {
    let (wind, chips, trains) = (plan(WIND), plan(CHIPS), plan(TRAINS));
    for (plan, id, brands, companies) in [
        // Of a model: its brands and their companies, and who develops it without a badge.
        (&chips, "swift-volume", "elm-logic", "elm"),
        (&chips, "heron-tapeout", "pine-foundry", "pine elm"),
        (&wind, "amber-cod", "", "north-wind"),
        (&chips, "heron", "pine-foundry", "pine elm"),
        // Of a platform: its owner, with the brand that a company goes by or the only one that it has.
        (&chips, "o2-volume", "oak-foundry", "oak"),
        (&chips, "p2-volume", "pine-foundry", "pine"),
        (&chips, "e18-volume", "", "elm"),
        (&chips, "m1-volume", "oak-memory", "oak"),
        (&wind, "turbine-type", "", "rotor-works"),
        // Of a plant: its company, or its owners.
        (&chips, "fab-20-tools", "oak-foundry", "oak"),
        (&chips, "p3-tools", "pine-foundry", "pine"),
        (&wind, "esbjerg-quay", "", "north-wind"),
        (&wind, "vlissingen-quay", "", "north-wind tide-energy"),
        // Of a company with no other brand than the one that it says it goes by, a stake, a target, an initiative, a person.
        (&chips, "elm-founded", "", "elm"),
        (&wind, "tide-in-amber", "", "north-wind tide-energy"),
        (&wind, "tide-pays", "", "north-wind tide-energy"),
        (&wind, "five-gigawatts", "", "north-wind"),
        (&wind, "half-way", "", "north-wind"),
        (&wind, "floating", "", "tide-energy rotor-works"),
        (&wind, "first-float", "", "tide-energy rotor-works"),
        (&wind, "holm-comes", "", "north-wind"),
        (&trains, "chair", "", "sleeper"),
        (&trains, "pension-part", "", "sleeper"),
        // Of a region: nobody's.
        (&wind, "survey", "", ""),
    ] {
        assert_eq!(
            (&*names(plan, id, Facet::Brand), &*names(plan, id, Facet::Company)),
            (brands, companies),
            "{id}"
        );
    }
    assert_eq!(ask(&chips, "kind:volume brand:oak-foundry"), "o2-volume");
    assert_eq!(
        ask(&chips, "company:oak kind:model"),
        "",
        "what a model is built on says nothing of whose it is"
    );
    assert_eq!(ask(&chips, "brand:none"), "e18-volume elm-founded");
}

#[test]
fn a_plan_without_brands_groups_by_company_and_speaks_of_no_brand() {
    let wind = plan(WIND);
    assert_eq!((wind.main_grouping(), plan(CHIPS).main_grouping()), (Facet::Company, Facet::Brand));
    let timeline = Arranged::of(&wind).timeline.options;
    assert_eq!((timeline.group, timeline.color), (Some(Facet::Company), Facet::Company));
    let matrix = Arranged::of(&wind).matrix.options;
    assert!(!format!("{matrix:?}").contains("Brand"), "{matrix:?}");
}

#[test]
fn the_words_of_a_plan_are_keys_beside_the_usual_ones() {
    let wind = plan(WIND);
    assert_eq!(ask(&wind, "farm:amber-bank kind:cod"), "amber-cod");
    assert_eq!(ask(&wind, "turbines:rw-15 kind:model"), "amber-bank grey-sands");
    assert_eq!(ask(&wind, "platform:rw-15 kind:model"), ask(&wind, "turbine:rw-15 kind:model"));
}
