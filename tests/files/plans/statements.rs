//! Each statement of the source document, with the question that finds it in the plan of 2025.

use super::rows::{carries, rows};
use super::{Edition, assert_none, edition};
use roadscope::explore::{Filter, Index};
use std::collections::BTreeSet;

/// A question that finds more than this narrows nothing down.
const FEW: usize = 14;

/// Row, place in the document (T the title, P3.2 the third paragraph's second sentence), question, record.
/// A record that is no item is found by its id, and the question finds what refers to it.
#[rustfmt::skip]
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("S1", "T", r#"kind:initiative theme:electrification company:alliance"#, "shared-electrification"),
    ("S2", "P1.1", r#""share deal" when:2023-01"#, "january-announcement"),
    ("S3", "P1.1", r#"kind:initiative accord"#, "global-accord"),
    ("S4", "P1.1", r#"kind:initiative balance"#, "rebalancing"),
    ("S5", "P1.1", r#"company:alliance kind:announcement"#, "alliance"),
    ("S6", "P1.2", "ghosn", "roadmap-2030"),
    ("S7", "P1.2", r#"kind:initiative roadmap"#, "roadmap-2030"),
    ("S7", "P1.2", r#"kind:announcement london"#, "london-presentation"),
    ("S8", "P1.2", r#"kind:initiative when:2030"#, "roadmap-2030"),
    ("S9", "P1.3", r#"region:europe kind:initiative company:alliance theme:"new models""#, "european-plan"),
    ("S10", "P1.3", r#"region:india kind:initiative company:alliance"#, "india-plan"),
    ("S11", "P1.3", r#"region:south-america kind:initiative company:alliance"#, "south-america-plan"),
    ("S11", "P1.3", r#"region:south-america kind:initiative"#, "south-america"),
    ("S12", "P1.4", r#"region:china"#, "china-left-out"),
    ("S12", "P1.4", r#"region:china"#, "china"),
    ("S13", "P1.4", r#"theme:electrification kind:initiative said:conditional"#, "shared-electrification"),
    ("S14", "P1.4", r#"passenger"#, "joint-passenger-models"),
    ("S15", "P1.4", r#"commercial"#, "joint-commercial-models"),
    ("S16", "P1.5", r#"kind:target theme:"platform sharing" when:2026"#, "share-80"),
    ("S18", "P2.1", r#"kind:initiative theme:equity"#, "equity-realignment"),
    ("S19", "P2.2", r#"kind:stake brand:renault said:conditional"#, "renault-in-nissan"),
    ("S20", "P2.2", r#"kind:stake brand:nissan "may vote""#, "nissan-in-renault"),
    ("S21", "P2.2", r#"kind:stake 28.4"#, "trust-block"),
    ("S22", "P2.2", r#"kind:stake trust disputed:yes"#, "trust-block"),
    ("S23", "P2.2", r#"kind:stake trust when:2023"#, "trust-block"),
    ("S23", "P2.2", r#"theme:equity when:2023-11-08 said:conditional"#, "closing"),
    ("S24", "P2.2", r#""without votes""#, "trust-block"),
    ("S25", "P2.2", r#""marketing right""#, "trust-block"),
    ("S26", "P2.3", r#"kind:stake company:ampere brand:nissan"#, "nissan-in-ampere"),
    ("S27", "P2.3", r#"company:ampere"#, "ampere"),
    ("S28", "P2.3", r#"kind:stake company:ampere brand:mitsubishi"#, "mitsubishi-in-ampere"),
    ("S29", "P2.4", r#"kind:agreement said:implied"#, "definitive-agreements"),
    ("S30", "P2.4", r#""de meo" kind:initiative"#, "luca-de-meo"),
    ("S31", "P2.4", r#"kato"#, "takao-kato"),
    ("S32", "P2.4", r#"uchida"#, "makoto-uchida"),
    ("S33", "P2.4", r#"theme:governance leaders"#, "joint-leadership"),
    ("S34", "P3.1", r#"london country:GB"#, "london-presentation"),
    ("S35", "P3.2", r#"platform:cmf-bev brand:nissan kind:model"#, "micra-ev"),
    ("S35", "P3.2", r#"theme:electrification brand:nissan kind:initiative region:europe"#, "nissan-electric-b"),
    ("S36", "P3.2", r#"brand:nissan segment:B body:SUV disputed:yes"#, "micra-ev"),
    ("S37", "P3.2", r#"platform:cmf-bev kind:model"#, "cmf-bev"),
    ("S38", "P3.3", r#"plant:douai brand:nissan kind:model"#, "douai"),
    ("S38", "P3.3", r#"plant:douai kind:production"#, "micra-production"),
    ("S39", "P3.3", r#"plant:maubeuge brand:nissan kind:model"#, "maubeuge"),
    ("S40", "P3.3", r#"plant:ruitz brand:nissan kind:model"#, "ruitz"),
    ("S41", "P3.3", r#"platform:cmf-bev company:renault-group"#, "cmf-bev"),
    ("S42", "P3.4", r#"kind:target region:europe brand:nissan when:2026"#, "nissan-europe"),
    ("S43", "P4.1", r#"kind:launch flexevan when:2026"#, "flexevan-launch"),
    ("S44", "P4.1", r#"body:van region:europe kind:model"#, "flexevan"),
    ("S45", "P4.1", r#"body:van company:nissan-motor"#, "flexevan"),
    ("S46", "P4.2", r#"kind:initiative brand:renault "range renewal""#, "renault-line-up"),
    ("S47", "P4.2", r#"capture"#, "captur"),
    ("S48", "P4.2", r#"clio kind:model"#, "clio"),
    ("S49", "P4.2", r#"brand:mitsubishi kind:launch when:2023"#, "asx-launch"),
    ("S49", "P4.2", r#"brand:mitsubishi kind:launch when:2023"#, "colt-launch"),
    ("S50", "P4.3", r#"platform:cmf-b brand:mitsubishi kind:model"#, "asx"),
    ("S51", "P4.3", r#"plant:valladolid kind:production"#, "asx-production"),
    ("S51", "P4.3", r#"country:ES brand:mitsubishi"#, "valladolid"),
    ("S52", "P4.3", r#"brand:mitsubishi kind:model company:nissan-motor"#, "asx"),
    ("S53", "P4.4", r#"kind:model segment:C energy:electric brand:renault"#, "c-segment-ev"),
    ("S54", "P4.4", r#"kind:model "800-volt""#, "c-segment-ev"),
    ("S55", "P5.1", r#"kind:initiative "india plan""#, "india-plan"),
    ("S55", "P5.1", r#"kind:initiative "south america plan""#, "south-america-plan"),
    ("S56", "P5.2", r#"region:india "joint development""#, "india-joint-models"),
    ("S57", "P5.2", r#"region:india segment:C body:SUV kind:model"#, "duster-india"),
    ("S57", "P5.2", r#"region:india segment:C body:SUV brand:nissan kind:model"#, "tekton"),
    ("S58", "P5.2", r#"region:india tribe"#, "gravite"),
    ("S59", "P5.2", r#"region:india kind:initiative exports"#, "india-exports"),
    ("S60", "P5.3", r#"kind:initiative segment:A region:india"#, "a-segment"),
    ("S61", "P5.3", r#"kind:target region:india "a-segment""#, "a-segment-scale"),
    ("S62", "P6.1", r#"kind:initiative segment:A region:south-america"#, "south-america-a-segment"),
    ("S63", "P6.1", r#"kind:initiative region:south-america pickup"#, "pickup-line"),
    ("S64", "P6.1", r#"kind:model body:pickup brand:nissan frontier"#, "frontier"),
    ("S65", "P6.1", r#"kind:model body:pickup brand:renault alaskan"#, "alaskan"),
    ("S66", "P6.2", r#"kind:initiative region:mexico"#, "mexico-build"),
    ("S67", "P6.2", r#"region:mexico "two decades""#, "mexico-renault"),
    ("S68", "P7.1", r#"kind:initiative "beyond the car""#, "beyond-cars"),
    ("S69", "P7.2", r#"theme:"circular economy" "vehicle life""#, "lifecycle"),
    ("S70", "P7.2", r#"after-sales "vehicle's life""#, "lifecycle-after-sales"),
    ("S71", "P7.2", r#"financing "vehicle's life""#, "lifecycle-financing"),
    ("S72", "P7.2", r#"distribution "vehicle's life""#, "lifecycle-distribution"),
    ("S73", "P7.2", r#"theme:"circular economy" "old vehicles""#, "lifecycle-recycling"),
    ("S74", "P7.3", r#"kind:initiative dealer said:implied"#, "common-dealers"),
    ("S75", "P7.3", r#"kind:target dealers"#, "dealer-profit"),
    ("S76", "P7.3", r#"kind:target cost"#, "distribution-cost"),
    ("S77", "P7.3", r#"kind:initiative "used-car""#, "used-car-channels"),
    ("S78", "P7.3", r#"kind:initiative merged after-sales"#, "merged-after-sales"),
    ("S79", "P7.4", r#"company:mobilize-fs kind:initiative"#, "finance-coordination"),
    ("S79", "P7.4", r#"company:mobilize-fs"#, "mobilize-fs"),
    ("S80", "P8.1", r#"theme:charging kind:initiative infrastructure"#, "ev-charging"),
    ("S81", "P8.1", r#"theme:charging dealer"#, "dealer-charging"),
    ("S82", "P8.2", r#"theme:"circular economy" strategy"#, "circular-economy"),
    ("S83", "P8.2", r#"theme:"circular economy" batteries"#, "battery-reuse"),
    ("S84", "P8.2", r#"theme:"circular economy" partners"#, "recycling-partners"),
    ("S85", "P9.1", r#"kind:initiative "solid-state""#, "solid-state"),
    ("S86", "P9.1", r#"kind:initiative "software-defined""#, "sdv"),
    ("S87", "P9.1", r#"kind:initiative "driver assistance""#, "adas"),
    ("S88", "P9.1", r#"kind:initiative "self-driving""#, "autonomous-driving"),
];

/// The statements about the document itself: what it says it is and of which year.
const SOURCES: [(&str, &str); 2] = [("S17", "seed-materials"), ("S89", "seed-briefing")];

/// Where a place stands, as the plan's evidence says it.
fn place(code: &str) -> (&'static str, String) {
    let Some(numbers) = code.strip_prefix('P') else { return ("seed-materials", "Title".to_owned()) };
    let (paragraph, sentence) = numbers.split_once('.').expect("paragraph and sentence");
    let paragraph: usize = paragraph.parse().expect("a number");
    let sections =
        [("Introduction", 1), ("European Plan", 3), ("India and South America", 5), ("Beyond Cars", 7)];
    let (section, first) = *sections.iter().rev().find(|(_, first)| *first <= paragraph).expect("a section");
    let source = if first == 1 { "seed-materials" } else { "seed-briefing" };
    (source, format!("{section}, paragraph {}, sentence {sentence}", paragraph - first + 1))
}

#[test]
fn every_statement_is_found_by_its_question() {
    let Edition { text, plan, .. } = edition(2025);
    let (rows, index) = (rows(text), Index::new(&plan));
    let mut faults = Vec::new();
    for (row, at, question, id) in TABLE {
        let mut fault = |what: String| faults.push(format!("{row} {question} {id}: {what}"));
        let Some(thing) = plan.find(id) else {
            fault("no such record".to_owned());
            continue;
        };
        if !carries(&rows, row, id) {
            fault("the comment above it does not name the row".to_owned());
        }
        let (source, place) = place(at);
        let cites = plan
            .record(thing)
            .evidence
            .iter()
            .any(|e| &*plan.source(e.source).id == source && e.place.as_deref() == Some(place.as_str()));
        if !cites {
            fault(format!("its evidence does not name {place}"));
        }
        let parsed = Filter::parse(question, &plan);
        if !parsed.problems.is_empty() {
            fault(format!("{:?}", parsed.problems));
        }
        let matching = parsed.filter.matching(&plan, &index);
        let found: Vec<_> = matching.iter().map(|item| plan.items().thing(item)).collect();
        let hit = found.iter().any(|other| {
            let refers = || plan.referring(thing).iter().any(|(_, from)| from == other);
            if plan.record(thing).kind.is_item() { *other == thing } else { refers() }
        });
        if !hit || found.len() > FEW {
            let names: Vec<_> = found.iter().map(|t| &*plan.record(*t).id).collect();
            fault(format!("finds {}: {names:?}", found.len()));
        }
    }
    assert_none(&faults);
}

#[test]
fn the_document_is_a_source_of_its_own_year() {
    let Edition { text, plan, .. } = edition(2025);
    let rows = rows(text);
    for (row, id) in SOURCES {
        assert!(carries(&rows, row, id), "{row}");
        let source = plan.sources().iter().find(|s| &*s.id == id).expect(id);
        assert_eq!(source.date.map(|date| date.to_string()).as_deref(), Some("2025"), "{row}");
    }
}

#[test]
fn no_statement_is_left_out() {
    let listed = TABLE.iter().map(|line| line.0).chain(SOURCES.map(|line| line.0));
    let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
    assert_eq!(listed, (1..=89).map(|n| format!("S{n}")).collect());
}
