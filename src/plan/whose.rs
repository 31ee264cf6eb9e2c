//! Whose an item is: the one rule by which it stands under brands and companies.
//!
//! It must never let a thing count under a brand that no record ties it to.
//!
//! An item stands under the brands and companies of what it is about, and those are
//!
//! | of a | brands and companies |
//! |---|---|
//! | brand | itself, and its company; its owners where it names no company |
//! | company | itself, and the brand that it says it goes by |
//! | model | its brands with their companies; the companies that develop it, but not their brands |
//! | platform | its owner, with the only brand of one that says of no brand that it goes by it |
//! | plant | its company and its owners, likewise |
//! | stake | its holder, and what it is a part of |
//! | target | what it is of |
//! | initiative | who pursues it, and what it is of |
//! | person | the person's company |
//! | milestone | what it is of, wherever it happens |
//! | region | nobody's |
//!
//! What a model is built on or at says nothing of whose it is, nor does what comes after a thing, what it was
//! derived from, what it replaces or is a part of. A brand's company owns other brands too: they are not on
//! its things.

use super::{BackLinks, Field, Kind, Record, Thing};

/// What the way from an item to an entity says of whose the item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The entity's brands and companies are the item's.
    Badge,
    /// Its companies are.
    Company,
    /// Neither.
    Beside,
}

/// The way from an item by one of its own fields; `None` where it leads to nothing that the item has.
pub(super) fn way_of_item(item: &Record, field: Field) -> Option<Way> {
    match field {
        Field::LeadsTo | Field::DerivedFrom | Field::Replaces | Field::PartOf => None,
        // A milestone tells here where it happens, a model on and at what it is built.
        Field::Where | Field::Platform | Field::Plants | Field::Regions => Some(Way::Beside),
        _ => way(item, field, Way::Badge).or(Some(Way::Beside)),
    }
}

/// The way on from a record that was reached by a way; `None` where its field does not say whose it is.
pub(super) fn way(record: &Record, field: Field, reached: Way) -> Option<Way> {
    if reached == Way::Beside {
        return None;
    }
    let badge = match (record.kind, field) {
        (Kind::Model, Field::Brands)
        | (Kind::Company, Field::Brand)
        | (Kind::Platform, Field::Owner)
        | (Kind::Plant, Field::Company | Field::Owners)
        | (Kind::Stake, Field::Holder | Field::Of)
        | (Kind::Target | Kind::Milestone, Field::Of)
        | (Kind::Initiative, Field::By | Field::Of)
        | (Kind::Person, Field::Company) => true,
        // A company may own several brands: its own one is not on the things of the others.
        (Kind::Model, Field::DevelopedBy) | (Kind::Brand, Field::Company) => false,
        (Kind::Brand, Field::Owners) if record.links(Field::Company).next().is_none() => false,
        _ => return None,
    };
    Some(if badge { reached } else { Way::Company })
}

/// The brand under which a platform or plant of a company stands that names no brand of its own, but has one.
pub(super) fn only_brand(of: &Record, owner: Thing, records: &[Record], back: &BackLinks) -> Option<Thing> {
    let company = records.get(owner.index()).filter(|owner| owner.kind == Kind::Company)?;
    if !matches!(of.kind, Kind::Platform | Kind::Plant) || company.links(Field::Brand).next().is_some() {
        return None;
    }
    let is_brand = |from: &Thing| records.get(from.index()).is_some_and(|record| record.kind == Kind::Brand);
    let brands = back.of(owner).iter().filter(|(field, _)| *field == Field::Company);
    let mut brands = brands.map(|(_, from)| *from).filter(is_brand);
    brands.next().filter(|_| brands.next().is_none())
}
