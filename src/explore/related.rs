//! What else a person may want to look at beside a record. It must never list the record itself.

use crate::plan::{Field, Kind, Plan, Thing};
use std::collections::BTreeMap;

/// Records related to one, under the words for how; nearest relations first, each list in order of time,
/// then name. Empty lists are left out.
pub fn related(plan: &Plan, thing: Thing) -> Vec<(&'static str, Vec<Thing>)> {
    let mut groups: BTreeMap<(u8, &'static str), Vec<Thing>> = BTreeMap::new();
    let mut add = |rank: u8, label: &'static str, other: Thing| {
        if other != thing {
            groups.entry((rank, label)).or_default().push(other);
        }
    };
    let record = plan.record(thing);
    for (field, from) in plan.referring(thing) {
        if let Some((rank, label)) = refers(*field, plan.record(*from).kind) {
            add(rank, label, *from);
        }
    }
    for (field, to) in &record.links {
        if let Some((rank, label)) = leads(*field) {
            add(rank, label, *to);
        }
        // Most of what refers to a brand or region has nothing more to do with the record: it is not gone through.
        let Some((rank, label)) = siblings(*field, plan.record(*to).kind, record.kind) else { continue };
        for (sibling_field, sibling) in plan.referring(*to) {
            if sibling_field == field && plan.record(*sibling).kind == record.kind {
                add(rank, label, *sibling);
            }
        }
    }
    let day = |t: &Thing| {
        let days = plan.items().item_of(*t).and_then(|item| plan.items().days(item.0 as usize));
        days.map_or(i32::MAX, |(first, _)| first.0)
    };
    groups
        .into_iter()
        .map(|((_, label), mut things)| {
            things.sort_by(|a, b| {
                let name = |t: &Thing| &plan.record(*t).name;
                (day(a), name(a), a).cmp(&(day(b), name(b), b))
            });
            things.dedup();
            (label, things)
        })
        .collect()
}

/// What a record is led on to by its own links, where that is more than a fact.
fn leads(field: Field) -> Option<(u8, &'static str)> {
    match field {
        Field::LeadsTo => Some((1, "leads to")),
        Field::DerivedFrom => Some((2, "derived from")),
        Field::PartOf => Some((3, "part of")),
        _ => None,
    }
}

/// What refers to a record, by the field that does and the kind of who refers.
fn refers(field: Field, from: Kind) -> Option<(u8, &'static str)> {
    Some(match (field, from) {
        (Field::Of, Kind::Milestone) => (0, "milestones"),
        (Field::LeadsTo, _) => (1, "comes from"),
        (Field::DerivedFrom, _) => (2, "derivatives"),
        (Field::Replaces, _) => (2, "replaced by"),
        (Field::PartOf, _) => (3, "parts of it"),
        (Field::Platform, Kind::Model) => (4, "models on it"),
        (Field::Plants, Kind::Model) => (4, "models built here"),
        (Field::Brands, Kind::Model) => (4, "models"),
        (Field::Regions, Kind::Model) => (4, "models sold here"),
        (Field::DevelopedBy, _) => (5, "developed by it"),
        (Field::Where, _) => (5, "what happens here"),
        (Field::Of, Kind::Target) => (6, "targets"),
        (Field::Of, Kind::Initiative) => (6, "initiatives"),
        (Field::By, Kind::Initiative) => (6, "pursued by it"),
        (Field::Regions, _) => (7, "planned for here"),
        (Field::Holder, Kind::Stake) => (7, "stakes that it holds"),
        (Field::Of, Kind::Stake) => (7, "stakes in it"),
        (Field::Company, Kind::Brand) => (8, "brands"),
        (Field::Company, Kind::Plant) => (8, "plants"),
        (Field::Company, Kind::Person) => (8, "people"),
        (Field::Parent, _) => (8, "companies that it owns"),
        (Field::Owners, _) => (8, "owned by it in part or whole"),
        (Field::Owner, _) => (8, "platforms that it owns"),
        (Field::Brand, Kind::Company) => (8, "companies of that name"),
        _ => return None,
    })
}

/// What two records of a kind have in common when both refer to one; what all of a company or brand have
/// in common says too little.
fn siblings(field: Field, to: Kind, kind: Kind) -> Option<(u8, &'static str)> {
    Some(match (field, to, kind) {
        (Field::Platform, _, Kind::Model) => (4, "same platform"),
        (Field::Plants, _, Kind::Model) => (4, "same plant"),
        (Field::Of, Kind::Model | Kind::Initiative | Kind::Stake, Kind::Milestone) => {
            (4, "what else happens to it")
        }
        (Field::PartOf, _, Kind::Initiative) => (5, "beside it"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{random, small};
    use super::*;
    use proptest::prelude::*;

    fn list(id: &str) -> String {
        let plan = small();
        let line = |(label, things): &(&str, Vec<Thing>)| {
            let names: Vec<&str> = things.iter().map(|t| &*plan.record(*t).name).collect();
            format!("{label}: {}", names.join(", "))
        };
        related(&plan, plan.find(id).unwrap()).iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn relations_are_named() {
        assert_eq!(
            list("micra"),
            "milestones: Micra launched; derivatives: 5; same plant: 5; same platform: 5"
        );
        assert_eq!(
            list("five"),
            "milestones: 5 launched; derived from: Micra; same plant: Micra; same platform: Micra"
        );
        assert_eq!(list("douai"), "models built here: Micra, 5; what happens here: Micra launched");
        assert_eq!(list("micra-launch"), "leads to: 5 launched");
        assert_eq!(list("five-launch"), "comes from: Micra launched");
        assert_eq!(list("small"), "models on it: Micra, 5; targets: 80 % shared");
        assert_eq!(list("orphan"), "");
    }

    proptest! {
        #[test]
        fn nothing_is_related_to_itself_or_listed_twice(plan in random()) {
            for n in 0..plan.records().len() as u32 {
                for (label, things) in related(&plan, Thing::nth(n)) {
                    let mut once = things.clone();
                    once.sort_unstable();
                    once.dedup();
                    prop_assert_eq!(once.len(), things.len(), "{}", label);
                    prop_assert!(!things.is_empty() && !things.contains(&Thing::nth(n)));
                }
            }
        }
    }
}
