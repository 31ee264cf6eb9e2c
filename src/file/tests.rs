//! What the records of a file become in the plan.

use super::{Loaded, Problem, parse};
use crate::date::When;
use crate::plan::{Country, Fact, Field, Kind, Plan};

fn load(lists: &str) -> Loaded {
    parse("t.ron", format!("(version: 1, name: \"T\", {lists})").as_bytes())
}

fn sound(lists: &str) -> Plan {
    let loaded = load(lists);
    let told: Vec<String> = loaded.problems.iter().map(Problem::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    loaded.plan.expect("a plan")
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.records().iter().map(|r| &*r.id).collect()
}

#[test]
fn every_field_of_a_record_arrives() {
    let plan = sound(
        r#"sources: [(id: "s", title: "S", url: "http://a.b/", date: "2025-02")],
        milestones: [(id: "m", what: "Starts", kind: "launch", theme: "cars", of: ["c"], when: "2026/..",
            where: ["r", "FR", "p"], leads_to: ["m2"], status: announced, aka: ["Go"], note: "N",
            evidence: [(source: "s", place: "p. 1", said: implied, quote: "q", note: "n", claims: {"when": "2027"})]),
            (id: "m2", what: "Ends")],
        regions: [(id: "r", name: "R", countries: ["NO", "SE"], excluded: true)],
        plants: [(id: "p", name: "P", at: (61, 5.5), country: "NO")],
        companies: [(id: "c", name: "C")],
        stakes: [(id: "st", holder: "c", of: "c2", percent: 12.5, voting: false, from: "2020", until: "2025-Q1")],
        brands: [(id: "c2", name: "Brand two", company: "c")]"#,
    );
    assert_eq!(ids(&plan), ["c", "c2", "r", "p", "st", "m", "m2"], "by kind, then as in the file");
    let get = |id| plan.record(plan.find(id).expect("there"));
    let to = |id| plan.find(id).expect("there");
    let country = |code| Country::from_alpha2(code).expect("a country");

    let m = get("m");
    assert_eq!(
        (m.kind, &*m.name, m.status.map(|s| s.word())),
        (Kind::Milestone, "Starts", Some("announced"))
    );
    assert_eq!(m.when.map(|w| w.to_string()).as_deref(), Some("2026/.."));
    assert_eq!(
        *m.links,
        [(Field::Of, to("c")), (Field::Where, to("r")), (Field::Where, to("p")), (Field::LeadsTo, to("m2"))]
    );
    let text = |text: &str| Fact::Text(text.into());
    let place = (Field::Where, Fact::Country(country("FR")));
    assert_eq!(*m.facts, [(Field::Kind, text("launch")), (Field::Theme, text("cars")), place]);
    assert_eq!((&*m.aka, m.note.as_deref()), (&["Go".into()][..], Some("N")));
    let evidence = &m.evidence[0];
    assert_eq!(plan.source(evidence.source).title, "S".into());
    assert_eq!((evidence.said.word(), evidence.place.as_deref()), ("implied", Some("p. 1")));
    assert_eq!(*evidence.claims, [(Field::When, "2027".into())]);

    assert_eq!(get("p").coordinates(), Some((61.0, 5.5)));
    assert_eq!(get("r").countries(Field::Countries).collect::<Vec<_>>(), [country("NO"), country("SE")]);
    assert!(get("r").facts(Field::Excluded).eq([&Fact::Flag(true)]));
    let stake = get("st");
    assert_eq!(&*stake.name, "C in Brand two, 12.5 %");
    assert_eq!(stake.when, When::parse("2020/2025-Q1").ok());
    assert_eq!(*stake.facts, [(Field::Percent, Fact::Number(12.5)), (Field::Voting, Fact::Flag(false))]);
}

#[test]
fn a_record_with_an_error_is_left_out_and_what_leads_to_it_is_not_told_again() {
    let loaded = load(
        r#"brands: [(id: "a", nome: "A"), (id: "b", name: "B"), (id: "b", name: "C"), (id: "d", name: "D")],
        models: [(id: "m", name: "M", brands: ["a", "b", "d", "x"]), (id: "n", name: "N", platform: "late")],
        targets: [(id: "late", name: "Late", deadline: "soon")],
        milestones: [(id: "e", what: "E", of: ["late", "m"], evidence: [(source: "none"), (source: "", note: "x")])]"#,
    );
    let plan = loaded.plan.expect("a plan");
    assert_eq!(ids(&plan), ["b", "d", "m", "n", "e"]);
    let names = |id| {
        let record = plan.record(plan.find(id).expect("there"));
        record.links.iter().map(|(_, to)| &*plan.record(*to).name).collect::<Vec<_>>()
    };
    assert_eq!(names("m"), ["B", "D"]);
    assert_eq!(names("e"), ["M"]);
    assert!(names("n").is_empty());
    let told: Vec<&str> = loaded.problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "a brand has no field \"nome\"",
            "the id \"b\" is used twice",
            "there is no brand \"x\"",
            "\"late\" is a target, not a platform",
            "\"soon\" is not a date",
            "there is no source \"none\"",
            "there is no source \"\"",
        ]
    );
}

#[test]
fn both_ways_of_reading_make_the_same_plan() {
    let text = super::BUNDLED[0].text;
    let slow = text.replacen("    name:", "    nonsense: 1,\n    name:", 1);
    let (fast, slow) = (parse("a", text.as_bytes()), parse("a", slow.as_bytes()));
    assert_eq!((fast.problems.len(), slow.problems.len()), (0, 1));
    let (fast, slow) = (fast.plan.expect("a plan"), slow.plan.expect("a plan"));
    assert_eq!(fast.records(), slow.records());
    assert_eq!((fast.sources(), fast.about()), (slow.sources(), slow.about()));
}

#[test]
fn a_stake_is_named_by_its_ends_wherever_they_stand_and_by_their_ids_where_they_are_left_out() {
    let loaded = load(
        r#"companies: [(id: "c", name: "C"), (id: "d", name: "D", country: "XX")], people: [(id: "p", name: "P")],
        stakes: [(id: "s", holder: "p", of: "c", percent: 5), (id: "t", holder: "q", of: "d"), (id: "u", holder: "", of: "c")]"#,
    );
    let plan = loaded.plan.expect("a plan");
    let names: Vec<&str> = plan.of_kind(Kind::Stake).map(|(_, record)| &*record.name).collect();
    assert_eq!(names, ["P in C, 5 %", "q in D", "unknown in C"]);
}

#[test]
fn a_list_that_is_there_twice_is_read_twice() {
    let loaded = load(
        r#"brands: [(id: "a", name: "A")], models: [(id: "m", name: "M", brands: ["a", "b"])],
        brands: [(id: "b", name: "B"), (id: "c", name: "C", company: "none")]"#,
    );
    let told: Vec<String> = loaded.problems.iter().map(|p| p.to_string()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with("t.ron:2:70: error: there is no company \"none\""), "{}", told[1]);
    let plan = loaded.plan.expect("a plan");
    assert_eq!(ids(&plan), ["a", "b", "c", "m"]);
    assert_eq!(plan.records()[3].links.len(), 2);
}

#[test]
fn more_entries_of_a_list_than_a_record_may_have_are_told_and_left_out() {
    let brands: String = (0..1500).map(|n| format!("(id: \"b{n}\", name: \"B\"),")).collect();
    let of: String = (0..1500).map(|n| format!("\"b{n}\",")).collect();
    let loaded = load(&format!("brands: [{brands}], milestones: [(id: \"m\", what: \"M\", of: [{of}])]"));
    let told: Vec<&str> = loaded.problems.iter().map(|p| &*p.message).collect();
    assert_eq!(told, ["the list \"of\" has more than 1000 entries"]);
    let plan = loaded.plan.expect("a plan");
    assert_eq!(plan.records()[1500].links.len(), 1000);
}

#[test]
fn more_records_than_can_be_shown_are_told() {
    let count = super::check::RECORDS + 1;
    let loaded = load(&format!("brands: [{}]", "(),".repeat(count)));
    let told: Vec<&str> = loaded.problems.iter().map(|p| &*p.message).collect();
    assert_eq!(told, [format!("the plan has {count} records, more than the 2000000 that can be shown")]);
    assert!(loaded.plan.is_none());
}

#[test]
fn a_warning_leaves_nothing_out() {
    let loaded =
        load(r#"regions: [(id: "r", name: "R\nS")], sources: [(id: "s", title: "S", url: "file:///etc")]"#);
    assert!(!loaded.has_errors());
    assert_eq!(loaded.problems.len(), 3);
    let plan = loaded.plan.expect("a plan");
    assert_eq!((&*plan.records()[0].name, &plan.sources()[0].url), ("R S", &None));
}

#[test]
fn reading_is_told_and_ends_when_nobody_waits() {
    let brands: String = (0..5000).map(|n| format!("(id: \"b-{n}\", name: \"B\"),")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.ron");
    std::fs::write(&path, format!("(version: 1, name: \"T\", brands: [{brands}])")).expect("written");
    let progress = std::sync::Arc::new(super::Progress::default());
    let loaded = super::read_judged(&path, &progress, |_| Vec::new());
    assert_eq!(loaded.plan.map(|plan| plan.records().len()), Some(5000));
    assert_eq!(progress.stage(), super::Stage::Checking);
    assert!(progress.share() > 0.75, "{}", progress.share());
    progress.give_up();
    let loaded = super::read_judged(&path, &progress, |_| Vec::new());
    assert!(loaded.plan.is_none() && loaded.problems.is_empty());
    assert_eq!(progress.stage(), super::Stage::Understanding, "the first records were enough to notice");
}
