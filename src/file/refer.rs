//! Targets of references: the kinds of records that each field of a record may lead to.
//!
//! It must never know more than kinds and fields: whether an id exists is not asked here.

use crate::plan::{Field, Kind};

const ANY: &[Kind] = Kind::ALL;
/// What somebody may own a part of: besides companies and brands a plant, a product, a project.
const OWNED: &[Kind] =
    &[Kind::Company, Kind::Brand, Kind::Plant, Kind::Platform, Kind::Model, Kind::Initiative];
const OWNERS: &[Kind] = &[Kind::Company, Kind::Brand, Kind::Person];
const MAKERS: &[Kind] = &[Kind::Company, Kind::Brand];

/// The kinds that a field of a kind of record may lead to.
pub fn kinds(of: Kind, field: Field) -> &'static [Kind] {
    match (of, field) {
        (Kind::Stake, Field::Holder) => OWNERS,
        (Kind::Stake, Field::Of) => OWNED,
        (_, Field::Owners) => OWNERS,
        (_, Field::Brand | Field::Brands) => &[Kind::Brand],
        (_, Field::Company | Field::Parent) => &[Kind::Company],
        (_, Field::Owner | Field::By | Field::DevelopedBy) => MAKERS,
        (Kind::Platform, Field::Replaces) => &[Kind::Platform],
        (_, Field::Replaces) => &[Kind::Model],
        (_, Field::Platform | Field::BuiltOn) => &[Kind::Platform],
        (_, Field::Plants | Field::BuiltAt) => &[Kind::Plant],
        (_, Field::Regions) => &[Kind::Region],
        (_, Field::Where) => &[Kind::Region, Kind::Plant],
        (_, Field::DerivedFrom) => &[Kind::Model],
        (_, Field::PartOf) => &[Kind::Initiative],
        (_, Field::LeadsTo) => &[Kind::Milestone, Kind::Initiative, Kind::Target, Kind::Stake, Kind::Model],
        _ => ANY,
    }
}

/// "platform", "region or plant", "record".
pub fn words(kinds: &[Kind]) -> String {
    if kinds.len() == ANY.len() {
        return "record".to_owned();
    }
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Fields in which a record may not come back to itself, however many steps it takes.
pub const WITHOUT_CIRCLES: [Field; 5] =
    [Field::Parent, Field::DerivedFrom, Field::Replaces, Field::PartOf, Field::LeadsTo];
