//! Targets of references: the kinds of records that each field of a record may lead to.
//!
//! It must never know more than kinds and fields: whether an id exists is not asked here.

use crate::plan::{Field, Kind};

const ANY: &[Kind] = Kind::ALL;
const MAKERS: &[Kind] = &[Kind::Company, Kind::Brand];

/// The kinds that a field of a kind of record may lead to.
pub fn kinds(of: Kind, field: Field) -> &'static [Kind] {
    match (of, field) {
        (Kind::Stake, Field::Holder) => &[Kind::Company, Kind::Brand, Kind::Person],
        (Kind::Stake, Field::Of) => MAKERS,
        (_, Field::Brand | Field::Brands) => &[Kind::Brand],
        (_, Field::Company | Field::Parent) => &[Kind::Company],
        (_, Field::Owner | Field::By | Field::DevelopedBy) => MAKERS,
        (_, Field::Platform) => &[Kind::Platform],
        (_, Field::Plants) => &[Kind::Plant],
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
pub const WITHOUT_CIRCLES: [Field; 4] = [Field::Parent, Field::DerivedFrom, Field::PartOf, Field::LeadsTo];
