//! The shape of a plan file, schema 1: one struct a kind of record, as RON spells it.
//!
//! It must never check meaning (that is `check`) nor hold anything that a plan file does not.
//! Optional fields are left out of a file; references are ids; dates are text as in `date`.

use crate::plan::{Said, Status};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The newest schema that this program reads.
pub const VERSION: u32 = 1;

/// Declares one kind of record: its required fields first, `id` and `evidence` common to all.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Default, Clone, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[allow(missing_docs)]
            pub struct $name {
                /// Unique in the whole file: lower-case letters, digits and hyphens.
                pub id: String,
                $($(#[$field_doc])* #[serde(default)] pub $field: $ty,)*
                #[serde(default)]
                pub aka: Vec<String>,
                #[serde(default)]
                pub note: Option<String>,
                #[serde(default)]
                pub evidence: Vec<Evidence>,
            }
        )*
    };
}

/// Who says so, and how exactly.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Evidence {
    /// The id of a source.
    pub source: String,
    /// Where in the source: section and paragraph, page, or minute.
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    pub said: Said,
    #[serde(default)]
    pub quote: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// What this source says differently: a field's name and the value that it gives.
    #[serde(default)]
    pub claims: BTreeMap<String, String>,
}

/// Where a source stands in the list of sources.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Source {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub publisher: Option<String>,
    /// A moment.
    #[serde(default)]
    pub date: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

records! {
    /// A company or a partnership of companies.
    Company {
        name: String,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// The brand that the company goes by: what happens to it counts under that brand.
        brand: Option<String>,
        /// The company that owns it.
        parent: Option<String>,
    }
    /// A name that products are sold under.
    Brand {
        name: String,
        company: Option<String>,
    }
    /// A part of the world that the plan speaks of.
    Region {
        name: String,
        /// ISO 3166-1 alpha-2 codes.
        countries: Vec<String>,
        /// The plan says that it leaves this region out.
        excluded: bool,
    }
    /// A place where something is made.
    Plant {
        name: String,
        country: Option<String>,
        /// Latitude and longitude in degrees.
        at: Option<(f64, f64)>,
        company: Option<String>,
    }
    /// What several models stand on.
    Platform {
        name: String,
        owner: Option<String>,
        segment: Option<String>,
        energy: Vec<String>,
    }
    /// A product.
    Model {
        name: String,
        brands: Vec<String>,
        segment: Option<String>,
        body: Option<String>,
        energy: Vec<String>,
        platform: Option<String>,
        plants: Vec<String>,
        regions: Vec<String>,
        /// Companies or brands.
        developed_by: Vec<String>,
        /// Models.
        derived_from: Vec<String>,
        technology: Vec<String>,
        status: Option<Status>,
    }
    /// Something that is pursued without a single moment of its own.
    Initiative {
        name: String,
        theme: Option<String>,
        /// Companies or brands.
        by: Vec<String>,
        /// Anything that it concerns.
        of: Vec<String>,
        regions: Vec<String>,
        when: Option<String>,
        /// The initiative that it belongs to.
        part_of: Option<String>,
        leads_to: Vec<String>,
        status: Option<Status>,
    }
    /// A measure that is to reach a value by a deadline.
    Target {
        name: String,
        theme: Option<String>,
        /// What is measured, in words.
        measure: Option<String>,
        value: Option<f64>,
        unit: Option<String>,
        /// Anything that it concerns.
        of: Vec<String>,
        regions: Vec<String>,
        deadline: Option<String>,
        /// Where it starts from, in words.
        baseline: Option<String>,
        status: Option<Status>,
    }
    /// A holding of one company in another.
    Stake {
        name: String,
        holder: Option<String>,
        of: Option<String>,
        /// 0 to 100.
        percent: Option<f64>,
        voting: Option<bool>,
        /// Through whom it is held.
        via: Option<String>,
        from: Option<String>,
        until: Option<String>,
        status: Option<Status>,
    }
    /// Somebody with a role.
    Person {
        name: String,
        role: Option<String>,
        company: Option<String>,
        from: Option<String>,
        until: Option<String>,
    }
    /// Something that happens to an entity at a moment or over a span.
    Milestone {
        /// What happens, as a short headline.
        what: String,
        /// One word: launch, production, reveal, agreement, investment, …
        kind: Option<String>,
        theme: Option<String>,
        /// To which entities.
        of: Vec<String>,
        when: Option<String>,
        /// Regions, plants, or ISO 3166-1 alpha-2 codes.
        r#where: Vec<String>,
        leads_to: Vec<String>,
        status: Option<Status>,
    }
}
