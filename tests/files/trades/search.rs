//! Words find what a person can read of an item, in any script, as a person types it.

use super::{SPELLED_TWICE, TRAINS, WIND, ask, plan};
use roadscope::file;
use roadscope::plan::Facet;

#[test]
fn scripts_are_found_whatever_their_case_and_marks_that_make_syllables_are_kept() {
    let trains = plan(TRAINS);
    for (query, found) in [
        ("ΠΕΙΡΑΙΑΣ kind:model", "athens-line"),
        ("πειραιας kind:model", "athens-line"),
        ("パンダ", "zoo-line"),
        ("ハンダ", "well"),
        ("ハ kind:model", "well"),
        ("की", ""),
        ("कू", "well"),
        ("क", "well"),
    ] {
        assert_eq!(ask(&trains, query), found, "{query}");
    }
}

#[test]
fn figures_units_measures_percents_and_people_are_found() {
    let (trains, wind) = (plan(TRAINS), plan(WIND));
    for (query, found) in [
        ("\"240 GWh\" kind:model", "athens-line"),
        ("240gwh kind:model", "athens-line"),
        ("\"beds a night\"", "beds"),
        ("12500", "beds"),
        ("12,500", "beds"),
        ("\"12,500 beds\"", "beds"),
        ("43.4%", "pension-part"),
        ("\"43.4 %\"", "pension-part"),
        ("\"28.5 m€\"", "pension-part"),
        ("\"mila orn\"", "chair pension-part"),
        ("\"chair of the fund\"", "chair pension-part"),
        ("\"battery shunting\" kind:model", "athens-line"),
        ("NJ-7 kind:model", "athens-line"),
        ("\"10..12 sets\"", "order"),
        ("\"10 to 12 sets\"", "order"),
        ("coaches", "order"),
    ] {
        assert_eq!(ask(&trains, query), found, "{query}");
    }
    assert_eq!(ask(&wind, "\"15 MW\" kind:model"), "amber-bank grey-sands", "the turbine's figure is theirs");
    assert_eq!(ask(&wind, "\"700 to 760 MW\" kind:model"), "grey-sands");
    assert_eq!(ask(&wind, "\"power at sea\" kind:target"), "five-gigawatts");
    assert_eq!(ask(&wind, "20% kind:stake"), "tide-in-amber");
    assert_eq!(ask(&wind, "holm"), "holm-comes");
}

#[test]
fn texts_are_composed_when_they_are_read() {
    let split = TRAINS.replace("Mila Örn", "Mila O\u{308}rn").replace("パンダ", "ハ\u{309a}ンタ\u{3099}");
    let loaded = file::parse("trains.ron", split.as_bytes()).plan.expect("a plan");
    let name = |id| &*loaded.record(loaded.find(id).expect(id)).name;
    assert_eq!((name("mila-orn"), name("panda")), ("Mila Örn", "パンダ工場"));
    assert_eq!(ask(&loaded, "o\u{308}rn"), "chair pension-part");
}

#[test]
fn one_value_in_two_cases_is_one_value() {
    let problems = file::parse("trains.ron", TRAINS.as_bytes()).problems;
    assert_eq!(problems.iter().map(|problem| &*problem.message).collect::<Vec<_>>(), [SPELLED_TWICE]);
    let trains = plan(TRAINS);
    let values = trains.items().column(Facet::Energy).values();
    let keys: Vec<&str> = values.iter().map(|value| &*value.key).collect();
    assert_eq!(keys, ["none", "Electric", "diesel"]);
    for query in ["energy:electric kind:model", "energy:Electric kind:model", "energy:ELECTRIC kind:model"] {
        assert_eq!(ask(&trains, query), "athens-line well", "{query}");
    }
}
