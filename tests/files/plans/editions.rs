//! What has the same id in two editions is the same thing, whatever it is called in each.

use super::{assert_none, editions};
use roadscope::plan::Record;
use roadscope::plan::fold;
use std::collections::BTreeSet;

/// Ids whose names differ between editions beyond what each lists as another name, and why.
const RENAMED: &[(&str, &str)] = &[
    ("solid-state", "2022 says who leads"),
    ("autonomous-driving", "2022 says who leads"),
    ("sdv", "2022 speaks of the electronics of the first one, and says who leads"),
    ("mitsubishi-line-up", "2022 announces two cars, later editions know more of them"),
    ("share-80", "models on platforms in the release of 2022, components in the document of 2025"),
    ("solid-state-cost", "65 dollars were promised first, then 75 to begin with"),
    ("minimum-holding", "15 % until March 2025, 10 % since"),
    ("renault-in-nissan", "from 2025 on it is told apart from the part in trust"),
    ("trust-block", "the document turns holder and held round; what is left of it shrinks"),
    ("joint-leadership", "two of the three have changed"),
    ("asx-launch", "announced, then done"),
    ("colt-launch", "had no name yet in January 2022"),
    ("renault-5-production", "announced, then done"),
    ("micra-production", "had neither its site in 2022 nor its name in the document"),
    ("micra-launch", "the document has no name for the car"),
    ("first-sdv", "a full one was promised in 2022"),
    ("solid-state-production", "cells were promised first, then cars that have them"),
    ("flexevan-launch", "the FlexEVan became the Trafic E-Tech"),
    ("c-ev-work", "joint in the document, Renault's alone in 2026"),
    ("mitsubishi-c-suv", "became the Eclipse Cross"),
    ("india-first-model", "the Duster turned out to be the first"),
];

/// Whether two records go by a common name.
fn share_a_name(a: &Record, b: &Record) -> bool {
    let is_called = |record: &Record, name: &str| record.aka.iter().any(|other| fold(other) == fold(name));
    fold(&a.name) == fold(&b.name) || is_called(a, &b.name) || is_called(b, &a.name)
}

#[test]
fn an_id_means_the_same_in_every_edition() {
    let editions = editions();
    let mut faults = Vec::new();
    let mut excused = BTreeSet::new();
    for (n, a) in editions.iter().enumerate() {
        for b in &editions[n + 1..] {
            for record in a.plan.records() {
                let Some(other) = b.plan.find(&record.id).map(|thing| b.plan.record(thing)) else { continue };
                let told = format!("{} ({}, {})", record.id, a.year, b.year);
                if record.kind != other.kind {
                    faults.push(format!("{told}: {:?} and {:?}", record.kind, other.kind));
                }
                if share_a_name(record, other) {
                    continue;
                }
                match RENAMED.iter().find(|(id, _)| *id == &*record.id) {
                    Some((id, _)) => drop(excused.insert(*id)),
                    None => faults.push(format!("{told}: \"{}\" and \"{}\"", record.name, other.name)),
                }
            }
        }
    }
    assert_none(&faults);
    let idle: Vec<_> = RENAMED.iter().filter(|(id, _)| !excused.contains(id)).collect();
    assert!(idle.is_empty(), "no longer needed: {idle:?}");
}

/// A source is one page: editions that cite it cite the same.
#[test]
fn a_source_is_the_same_in_every_edition() {
    let editions = editions();
    let mut faults = Vec::new();
    for (n, a) in editions.iter().enumerate() {
        for b in &editions[n + 1..] {
            for source in a.plan.sources() {
                let other = b.plan.sources().iter().find(|other| other.id == source.id);
                if other.is_some_and(|other| (&other.url, &other.date) != (&source.url, &source.date)) {
                    faults.push(format!("{} ({}, {})", source.id, a.year, b.year));
                }
            }
        }
    }
    assert_none(&faults);
}

/// Editions can only be compared where they speak of the same things.
#[test]
fn what_goes_on_from_2025_is_found_again_in_2026() {
    let [_, old, new] = editions();
    let entity = |r: &&Record| !r.kind.is_item();
    let gone: Vec<String> = old
        .plan
        .records()
        .iter()
        .filter(entity)
        .filter(|r| new.plan.find(&r.id).is_none())
        .map(|r| r.id.to_string())
        .collect();
    assert_none(&gone);
}
