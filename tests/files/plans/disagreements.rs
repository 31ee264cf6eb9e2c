//! Each known disagreement of the sources, and where the program shows it.

use super::rows::{carries, rows};
use super::{assert_none, edition};
use roadscope::explore::{Filter, Index, disagreements};
use roadscope::plan::Field;
use std::collections::BTreeSet;

/// Row, edition, record, field, and what the other source says, as the inspector words it.
const TABLE: &[(&str, u16, &str, Field, &str)] = &[
    ("D1", 2025, "share-80", Field::Measure, "models on common platforms"),
    ("D1", 2025, "share-80", Field::Deadline, "2026"),
    ("D2", 2022, "share-80", Field::Baseline, "60 % of more than 100 models"),
    ("D3", 2025, "trust-block", Field::Holder, "Renault Group"),
    ("D3", 2025, "trust-block", Field::Of, "Nissan Motor"),
    ("D4", 2025, "trust-block", Field::Voting, "neutral for most decisions, with exceptions"),
    ("D5", 2025, "nissan-in-ampere", Field::Percent, "up to 15"),
    ("D5", 2025, "nissan-in-ampere", Field::Percent, "no share given, up to 600 million euros"),
    ("D5", 2025, "nissan-in-ampere", Field::Status, "cancelled"),
    ("D6", 2025, "mitsubishi-in-ampere", Field::Status, "considered"),
    ("D6", 2025, "mitsubishi-in-ampere", Field::Status, "cancelled"),
    ("D7", 2025, "micra-ev", Field::Body, "city car"),
    ("D7", 2025, "micra-ev", Field::Body, "hatchback"),
    ("D7", 2026, "micra-ev", Field::Body, "SUV"),
    ("D8", 2025, "nissan-europe", Field::Deadline, "not before 2026"),
    ("D8", 2025, "micra-production", Field::When, "2025"),
    ("D8", 2025, "micra-launch", Field::When, "2025"),
    ("D8", 2026, "micra-launch", Field::When, "by 2026"),
    ("D9", 2025, "micra-ev", Field::Plants, "Douai"),
    ("D9", 2025, "micra-ev", Field::Plants, "Douai or Maubeuge, not yet chosen"),
    ("D10", 2025, "micra-ev", Field::Platform, "CMF-EV"),
    ("D11", 2025, "flexevan", Field::DevelopedBy, "Renault"),
    ("D11", 2025, "flexevan", Field::DevelopedBy, "Renault, Volvo Group and CMA CGM"),
    ("D12", 2025, "flexevan", Field::Segment, "C"),
    ("D13", 2025, "first-sdv", Field::When, "by 2025"),
    ("D14", 2026, "flexis-start", Field::When, "some time in June 2026 to August 2026"),
    ("D15", 2025, "asx", Field::DevelopedBy, "Renault with Mitsubishi"),
    ("D16", 2025, "asx", Field::Energy, "hybrid, plug-in hybrid"),
    ("D16", 2025, "colt", Field::Energy, "hybrid, plug-in hybrid"),
    ("D17", 2025, "c-segment-ev", Field::Status, "considered"),
    ("D17", 2025, "c-segment-ev", Field::Technology, "800-volt architecture, as a possibility"),
    ("D17", 2026, "c-segment-ev", Field::Technology, "800 volts only in 2030"),
    ("D18", 2025, "gravite", Field::Brands, "Nissan"),
    ("D18", 2025, "gravite", Field::DevelopedBy, "Renault"),
    ("D18", 2025, "gravite", Field::Body, "MPV"),
    ("D19", 2025, "renault-a-ev", Field::Status, "considered"),
    ("D19", 2025, "nissan-a-ev", Field::Status, "considered"),
    ("D20", 2025, "india-first-model", Field::When, "26 January 2026"),
    ("D20", 2026, "india-first-model", Field::When, "2025"),
    ("D21", 2025, "india-investment", Field::Value, "4920 crore rupees"),
    ("D21", 2025, "india-investment", Field::Deadline, "some time in 2026 to 2028"),
    ("D22", 2025, "chennai-carbon", Field::Deadline, "by 2025"),
    ("D23", 2025, "nissan-in-rnaipl", Field::Percent, "0 %"),
    ("D23", 2025, "renault-in-rnaipl", Field::Percent, "100 %"),
    ("D24", 2025, "south-america", Field::Name, "Latin America"),
    ("D25", 2025, "mexico-build", Field::By, "Nissan"),
    ("D26", 2025, "mexico-start", Field::Where, "Aguascalientes"),
    ("D26", 2025, "mexico-plant", Field::What, "Plant and model not disclosed"),
    ("D27", 2025, "nissan-half-ton", Field::Status, "cancelled"),
    ("D28", 2025, "frontier", Field::Status, "ended"),
    ("D28", 2025, "alaskan", Field::Status, "ended"),
    ("D29", 2025, "definitive-agreements", Field::When, "by 31 March 2023"),
    ("D29", 2025, "closing", Field::When, "January 2023"),
    ("D30", 2025, "minimum-holding", Field::Value, "10 %"),
    ("D30", 2025, "minimum-holding", Field::Measure, "the holdings themselves"),
    ("D31", 2025, "solid-state-production", Field::When, "some time in April 2028 to March 2029"),
    ("D32", 2022, "solid-state-cost", Field::Unit, "EUR a kWh"),
    ("D32", 2022, "solid-state-cost", Field::Value, "75 USD a kWh"),
    ("D32", 2025, "solid-state-cost", Field::Unit, "EUR a kWh"),
    ("D33", 2022, "solid-state-charging", Field::Value, "−67 %"),
    ("D34", 2022, "cmf-ev-volume", Field::Measure, "cars sold in all"),
    ("D34", 2022, "cmf-ev-volume", Field::Measure, "cars made until then"),
    ("D35", 2022, "cmf-bev-volume", Field::Of, "Renault, Alpine, Nissan, Dacia"),
    ("D36", 2025, "new-evs", Field::Deadline, "some time in 2022 to 2026"),
    ("D36", 2025, "new-evs", Field::Measure, "electric models in total, from 10"),
    ("D37", 2026, "civac-end", Field::When, "March 2027"),
    ("D38", 2026, "juke-launch", Field::When, "2026"),
    ("D39", 2026, "wave-production", Field::When, "not before 2026"),
    ("D40", 2025, "joint-leadership", Field::Of, "François Provost, Takao Kato, Ivan Espinosa"),
    ("D40", 2025, "luca-de-meo", Field::Role, "former CEO of Renault"),
    ("D40", 2025, "makoto-uchida", Field::Role, "former CEO of Nissan"),
    ("D41", 2025, "ev-charging", Field::Status, "considered"),
    ("D42", 2025, "nissan-in-neutral", Field::Status, "announced"),
    ("D43", 2025, "ampere-staff", Field::Value, "11,000 people"),
    ("D44", 2026, "leaf-production", Field::When, "16 December 2025"),
];

#[test]
fn every_known_disagreement_is_shown() {
    let mut faults = Vec::new();
    for year in [2022, 2025, 2026] {
        let edition = edition(year);
        let (plan, rows) = (&edition.plan, rows(edition.text));
        let index = Index::new(plan);
        let disputed = Filter::parse("disputed:yes", plan).filter.matching(plan, &index);
        for (row, _, id, field, other) in TABLE.iter().filter(|line| line.1 == year) {
            let mut fault = |what: String| faults.push(format!("{row}, {year}, {id}: {what}"));
            let Some(thing) = plan.find(id) else {
                fault("no such record".to_owned());
                continue;
            };
            if !carries(&rows, row, id) {
                fault("the comment above it does not name the row".to_owned());
            }
            let told = disagreements(plan, thing);
            if !told.iter().any(|d| d.field == *field && d.other == *other && d.record != d.other) {
                fault(format!("{field:?} \"{other}\" is not among {told:?}"));
            }
            // The small sign on the mark follows this facet.
            if plan.items().item_of(thing).is_some_and(|item| !disputed.contains(item.0 as usize)) {
                fault("not found by disputed:yes".to_owned());
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn no_known_disagreement_is_left_out() {
    let listed: BTreeSet<String> = TABLE.iter().map(|line| line.0.to_owned()).collect();
    assert_eq!(listed, (1..=44).map(|n| format!("D{n}")).collect());
}
