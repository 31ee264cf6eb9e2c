//! What the fields of schema 2 become in the plan, read in either way.

use super::kinds::fields_of;
use super::scan::{Scanner, TokenKind};
use super::schema::TOP_FIELDS;
use super::{Loaded, Problem, parse};
use crate::date::{Moment, When};
use crate::plan::{Country, Fact, Field, Kind, LifeStage, Plan, PlanView, Record};

/// A plan with every field that schema 1 does not have.
const ALL: &str = r##"(
    version: 2,
    name: "T",
    fiscal_year_start: 4,
    arrivals: ["cod", "volume"],
    life: (start: ["keel"]),
    words: (model: ("farm", "farms"), plant: ("port", "ports")),
    views: [
        (name: "All", query: "kind:cod", view: "timeline", group: "brand", options: {"rows": "all"}, note: "N"),
        (name: "Bare"),
    ],
    sources: [(id: "s", title: "S", url: "https://a.b/c", accessed: "2026-04-02", archive: "https://c.d/e")],
    companies: [
        (id: "c", name: "C"),
        (id: "d", name: "D", owners: [
            (owner: "c", percent: 60, votes: 50.5, from: "2020", evidence: [(source: "s", claims: {"percent": "61"})]),
            (owner: "p"),
        ]),
    ],
    brands: [(id: "b", name: "B", color: "#C03", owners: [(owner: "c", percent: 50)])],
    regions: [
        (id: "r", name: "R", box: ((56, 8), (54.0, 3.0))),
        (id: "q", name: "Q", points: [(0, 0), (0, 4), (4, 4), (0, 0)], countries: ["NO"], without: ["SE"]),
    ],
    plants: [
        (id: "h", name: "H", capacity: (value: "10..12", unit: "GW"), figures: [(what: "quay", value: 400.5, unit: "m")]),
        (id: "i", name: "I"),
    ],
    platforms: [(id: "x", name: "X", code: "BJA"), (id: "y", name: "Y", replaces: ["x"])],
    models: [
        (
            id: "m", name: "M", code: "M1", plants: ["h"], platform: "x", volume: 240000, cost: "..3 bn €", at: (55, 4.5),
            built_at: [
                (plant: "h", from: "2019-11", until: "2027", evidence: [(source: "s", place: "p. 1")]),
                (plant: "i", from: "2027"),
            ],
            built_on: [(platform: "y", from: "2024")],
        ),
        (id: "n", name: "N", replaces: ["m"]),
    ],
    targets: [(id: "t", name: "T", counts: "kind:model energy:electric")],
    stakes: [(id: "st", holder: "c", of: "m", percent: 12, votes: 20, cost: "200 m€")],
    people: [(id: "p", name: "P")],
    milestones: [(id: "ms", what: "W", at: (1, 2), capacity: "2.. GW")],
)"##;

fn told(loaded: &Loaded) -> String {
    loaded.problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

fn plan() -> Plan {
    let loaded = parse("t.ron", ALL.as_bytes());
    assert!(loaded.problems.is_empty(), "{}", told(&loaded));
    loaded.plan.expect("a plan")
}

fn get<'p>(plan: &'p Plan, id: &str) -> &'p Record {
    plan.record(plan.find(id).expect("there"))
}

fn figures(record: &Record) -> Vec<String> {
    record.figures().map(|(field, figure)| format!("{} {figure}", field.word())).collect()
}

#[test]
fn what_a_plan_says_of_itself_arrives() {
    let plan = plan();
    let about = plan.about();
    assert_eq!(*about.arrivals, ["cod".into(), "volume".into()]);
    assert_eq!((about.life.stage("keel"), about.life.stage("sop")), (Some(LifeStage::Start), None));
    assert_eq!(about.life.stage("launch"), Some(LifeStage::Sale), "a stage that is left out stays as it was");
    assert_eq!((about.words.of("model"), about.words.of("brand")), (Some(("farm", "farms")), None));
    let all = PlanView {
        name: "All".into(),
        query: "kind:cod".into(),
        view: Some("timeline".into()),
        group: Some("brand".into()),
        options: Box::new([("rows".into(), "all".into())]),
        note: Some("N".into()),
    };
    assert_eq!(*about.views, [all, PlanView { name: "Bare".into(), ..PlanView::default() }]);
    let source = &plan.sources()[0];
    assert_eq!(source.accessed, Moment::parse("2026-04-02").ok());
    assert_eq!(source.archive.as_deref(), Some("https://c.d/e"));
}

#[test]
fn ties_keep_their_time_their_part_and_their_evidence_and_link_plainly_too() {
    let plan = plan();
    let to = |id| plan.find(id).expect("there");
    let m = get(&plan, "m");
    let ties: Vec<_> = m.ties(Field::BuiltAt).map(|tie| (tie.to, tie.when, tie.evidence.len())).collect();
    let when = |text| When::parse(text).ok();
    assert_eq!(ties, [(to("h"), when("2019-11/2027"), 1), (to("i"), when("2027/.."), 0)]);
    assert!(m.links(Field::Plants).eq([to("h"), to("i")]), "each plant once, the plain ones first");
    assert!(m.links(Field::Platform).eq([to("x"), to("y")]));
    assert_eq!(m.ties(Field::BuiltOn).map(|tie| tie.when).collect::<Vec<_>>(), [when("2024/..")]);
    let d = get(&plan, "d");
    let owners: Vec<_> = d.ties(Field::Owners).map(|tie| (tie.to, tie.percent, tie.votes)).collect();
    assert_eq!(owners, [(to("c"), Some(60.0), Some(50.5)), (to("p"), None, None)]);
    assert!(d.links(Field::Owners).eq([to("c"), to("p")]));
    let claims: Vec<_> = d.all_evidence().flat_map(|evidence| evidence.claims.iter().cloned()).collect();
    assert_eq!(claims, [(Field::Percent, "61".into())]);
    assert!(!d.is_disputed(), "what a tie's evidence claims is not about the company");
}

#[test]
fn figures_places_and_colours_arrive() {
    let plan = plan();
    assert_eq!(figures(get(&plan, "h")), ["capacity 10..12 GW", "figures 400.5 m"]);
    let quay = get(&plan, "h").figures().find_map(|(_, figure)| figure.what.clone());
    assert_eq!(quay.as_deref(), Some("quay"));
    assert_eq!(figures(get(&plan, "m")), ["volume 240000", "cost ..3 bn €"]);
    assert_eq!(
        (figures(get(&plan, "ms")), figures(get(&plan, "st"))),
        (vec!["capacity 2.. GW".into()], vec!["cost 200 m€".into()])
    );
    assert_eq!(get(&plan, "b").color(), Some([0xcc, 0, 0x33]));
    assert_eq!(
        (get(&plan, "m").coordinates(), get(&plan, "ms").coordinates()),
        (Some((55.0, 4.5)), Some((1.0, 2.0)))
    );
    let r = get(&plan, "r");
    assert!(r.holds(55.0, 4.5) && !r.holds(53.0, 4.5));
    assert_eq!(r.corners()[0], (54.0, 3.0), "from the south-west on, whichever corners are given");
    let q = get(&plan, "q");
    assert_eq!(q.corners().len(), 4, "a closed outline is taken as it stands");
    assert!(q.countries(Field::Without).eq(Country::from_alpha2("SE")));
}

#[test]
fn codes_predecessors_counts_and_votes_arrive() {
    let plan = plan();
    let to = |id| plan.find(id).expect("there");
    assert_eq!(get(&plan, "m").texts(Field::Code).collect::<Vec<_>>(), ["M1"]);
    assert!(get(&plan, "n").links(Field::Replaces).eq([to("m")]));
    assert!(get(&plan, "y").links(Field::Replaces).eq([to("x")]));
    assert_eq!(get(&plan, "t").texts(Field::Counts).collect::<Vec<_>>(), ["kind:model energy:electric"]);
    let stake = get(&plan, "st");
    assert!(stake.links(Field::Of).eq([to("m")]) && stake.facts(Field::Votes).eq([&Fact::Number(20.0)]));
    assert_eq!(&*stake.name, "C in M, 12 %");
}

#[test]
fn the_slow_way_reads_the_same() {
    let slow = ALL.replacen("    name:", "    nonsense: 1,\n    name:", 1);
    let loaded = parse("t.ron", slow.as_bytes());
    assert_eq!(loaded.problems.len(), 1, "{}", told(&loaded));
    let (fast, slow) = (plan(), loaded.plan.expect("a plan"));
    assert_eq!((fast.records(), fast.sources()), (slow.records(), slow.sources()));
    assert_eq!(fast.about(), slow.about());
}

#[test]
fn a_file_of_an_older_schema_may_use_the_fields_of_a_newer_one() {
    let old = parse("t.ron", ALL.replacen("version: 2", "version: 1", 1).as_bytes());
    assert!(old.problems.is_empty(), "{}", told(&old));
    assert_eq!(old.plan.map(|plan| plan.records().to_vec()), Some(plan().records().to_vec()));
}

#[test]
fn the_template_shows_every_field() {
    let text = super::BUNDLED.iter().find(|plan| plan.name == "template.ron").map_or("", |plan| plan.text);
    let shown: Vec<&str> = Scanner::new(text)
        .zip(Scanner::new(text).skip(1))
        .filter(|(_, next)| next.kind == TokenKind::Colon)
        .map(|(name, _)| &text[name.span])
        .collect();
    let fields = Kind::ALL.iter().flat_map(|kind| fields_of(*kind)).chain(TOP_FIELDS);
    let missing: Vec<&&str> = fields.filter(|field| !shown.contains(field)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_tie_to_what_is_left_out_goes_with_it() {
    let text = ALL.replacen("(id: \"i\", name: \"I\")", "(id: \"i\", name: \"I\", at: (99, 0))", 1);
    let loaded = parse("t.ron", text.as_bytes());
    assert_eq!(loaded.problems.len(), 1, "{}", told(&loaded));
    let plan = loaded.plan.expect("a plan");
    let m = get(&plan, "m");
    assert_eq!((m.ties(Field::BuiltAt).count(), m.links(Field::Plants).count()), (1, 1));
    assert_eq!(
        m.ties(Field::BuiltAt).map(|tie| &*plan.record(tie.to).name).next(),
        Some("H"),
        "at its new place"
    );
}
