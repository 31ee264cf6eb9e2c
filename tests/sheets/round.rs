//! Out as a workbook and in again: the same items.

use super::{made, plan, problems};
use roadscope::explore::{Filter, Index};
use roadscope::file;
use roadscope::import::workbook;
use roadscope::plan::{Plan, Record, Thing};
use std::path::Path;

/// What a record says, with references by id.
fn said(plan: &Plan, record: &Record) -> String {
    let id = |thing: Thing| plan.record(thing).id.to_string();
    let links: Vec<String> =
        record.links.iter().map(|(field, to)| format!("{field:?} {}", id(*to))).collect();
    let ties: Vec<String> = record
        .ties
        .iter()
        .map(|tie| {
            format!(
                "{:?} {} {:?} {:?} {:?} {}",
                tie.field,
                id(tie.to),
                tie.when,
                tie.percent,
                tie.votes,
                tie.evidence.len()
            )
        })
        .collect();
    let evidence: Vec<String> = record
        .evidence
        .iter()
        .map(|e| {
            format!(
                "{} {:?} {:?} {:?} {:?} {:?}",
                plan.source(e.source).id,
                e.place,
                e.said,
                e.quote,
                e.note,
                e.claims
            )
        })
        .collect();
    format!(
        "{:?} {} {} {:?} {:?} {:?} {links:?} {:?} {ties:?} {:?} {evidence:?}",
        record.kind,
        record.id,
        record.name,
        record.aka,
        record.when,
        record.status,
        record.facts,
        record.note
    )
}

fn all(plan: &Plan) -> Vec<String> {
    let mut all: Vec<String> = plan.records().iter().map(|record| said(plan, record)).collect();
    all.sort();
    all
}

fn out_and_in(plan: &Plan, query: &str) -> Plan {
    let parsed = Filter::parse(query, plan);
    assert!(parsed.problems.is_empty());
    let matching = parsed.filter.matching(plan, &Index::new(plan));
    let made = made("list.xlsx", workbook(plan, &matching).unwrap());
    assert!(query.is_empty() && problems(&made).is_empty() || !query.is_empty(), "{:#?}", made.problems);
    let text = made.text(&[]);
    file::parse("again.ron", text.as_bytes()).plan.unwrap()
}

#[test]
fn every_bundled_plan_comes_back_as_it_went_out() {
    for bundled in file::BUNDLED {
        let before = bundled.load().plan.unwrap();
        let after = out_and_in(&before, "");
        let (before, after) = (all(&before), all(&after));
        let differs = before.iter().zip(&after).find(|(a, b)| a != b);
        assert!(differs.is_none() && before.len() == after.len(), "{differs:#?}");
    }
}

#[test]
fn the_template_with_every_kind_of_field_comes_back() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/template.ron");
    let before = file::read(&path).plan.unwrap();
    let after = out_and_in(&before, "");
    let (one, two) = (all(&before), all(&after));
    let differs = one.iter().zip(&two).find(|(a, b)| a != b);
    assert!(differs.is_none() && one.len() == two.len(), "{differs:#?}");
    assert_eq!(before.about().words, after.about().words);
    assert_eq!(before.about().life, after.about().life);
    assert_eq!(before.about().horizon, after.about().horizon);
}

#[test]
fn a_narrowed_list_holds_what_matches_and_no_other_items() {
    let before = file::bundled().plan.unwrap();
    let query = "brand:nissan kind:launch";
    let parsed = Filter::parse(query, &before);
    let count = parsed.filter.matching(&before, &Index::new(&before)).count();
    let after = out_and_in(&before, query);
    assert!(count > 0);
    assert_eq!(after.items().len(), count);
}

#[test]
fn a_sheet_that_was_imported_goes_out_and_comes_back() {
    let text = "Brand,Model,Code,Segment,Plant,SOP,EOP\nNord,N1,P1,B,Oslo -> Turku (from 28),Q4/26,2033\n\
        Nord,N2,P2,C,Turku,2027 (2028?),tbd\n";
    let before = plan(&made("plan.csv", text.into()));
    assert_eq!(all(&before), all(&out_and_in(&before, "")));
}
