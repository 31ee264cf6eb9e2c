//! The shape of a plan file, schema 1: one struct a kind of record, as RON spells it.
//!
//! It must never check meaning (that is `check`) nor hold anything that a plan file does not.
//! Optional fields are left out of a file; references are ids; dates are text as in `date`.

use super::draft::{Draft, Drafted};
use super::list::List;
use super::text::{Pairs, Text};
use crate::plan::{Kind, Said, Status};
use ron::Options;
use ron::error::SpannedError;
use serde::Deserialize;

/// The newest schema that this program reads.
pub const VERSION: u32 = 1;

/// A piece of the file that can be read by itself.
pub trait Piece<'a>: Default + Deserialize<'a> {
    /// The list of the file that holds it.
    const LIST: &'static str;
    /// What one is called.
    const WORD: &'static str;

    /// Its id, where there is one.
    fn id(&self) -> Option<&Text<'a>>;

    /// Gives it an id.
    fn set_id(&mut self, id: Text<'a>);

    /// What RON finds wrong with a text of any life time, if anything.
    fn slip(options: &Options, text: &str) -> Option<SpannedError>;
}

impl<'a> Piece<'a> for Source<'a> {
    const LIST: &'static str = "sources";
    const WORD: &'static str = "source";

    fn id(&self) -> Option<&Text<'a>> {
        self.id.as_ref()
    }

    fn set_id(&mut self, id: Text<'a>) {
        self.id = Some(id);
    }

    fn slip(options: &Options, text: &str) -> Option<SpannedError> {
        options.from_str::<Source<'_>>(text).err()
    }
}

/// What all kinds of records have in common.
pub trait Entry<'a>: Drafted<'a> + Piece<'a> {
    /// The kind of record.
    const KIND: Kind;
    /// Every field as a file spells it.
    const FIELDS: &'static [&'static str];

    /// Its id; `None` where the file gives none.
    fn id_mut(&mut self) -> &mut Option<Text<'a>>;

    /// Moves everything but the id into a draft, which must be empty.
    fn draft(self, draft: &mut Draft<'a>);
}

/// The list that holds a kind of record.
pub const fn list_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "companies",
        Kind::Brand => "brands",
        Kind::Region => "regions",
        Kind::Plant => "plants",
        Kind::Platform => "platforms",
        Kind::Model => "models",
        Kind::Initiative => "initiatives",
        Kind::Target => "targets",
        Kind::Stake => "stakes",
        Kind::Person => "people",
        Kind::Milestone => "milestones",
    }
}

/// Whether a field of the file is a list of records or sources.
pub fn is_list(name: &str) -> bool {
    name == "sources" || Kind::ALL.iter().any(|kind| list_word(*kind) == name)
}

/// The fields that a kind of record has, as a file spells them.
pub fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Company => Company::FIELDS,
        Kind::Brand => Brand::FIELDS,
        Kind::Region => Region::FIELDS,
        Kind::Plant => Plant::FIELDS,
        Kind::Platform => Platform::FIELDS,
        Kind::Model => Model::FIELDS,
        Kind::Initiative => Initiative::FIELDS,
        Kind::Target => Target::FIELDS,
        Kind::Stake => Stake::FIELDS,
        Kind::Person => Person::FIELDS,
        Kind::Milestone => Milestone::FIELDS,
    }
}

/// A field's name as files spell it: Rust marks its own words with `r#`.
const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Plan", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct File<'a> {
    /// The schema's version; always the first field, so that a reader can tell before it reads on.
    pub version: u32,
    #[serde(default)]
    pub id: Text<'a>,
    #[serde(default)]
    pub name: Text<'a>,
    #[serde(default)]
    pub edition: Text<'a>,
    /// The moment that the edition speaks of.
    #[serde(default)]
    pub as_of: Option<Text<'a>>,
    /// The moment that the plan looks to.
    #[serde(default)]
    pub horizon: Option<Text<'a>>,
    /// The month, 1 to 12.
    #[serde(default)]
    pub fiscal_year_start: Option<i64>,
    #[serde(default)]
    pub note: Option<Text<'a>>,
    #[serde(default)]
    pub sources: List<Source<'a>>,
    #[serde(default)]
    pub companies: List<Company<'a>>,
    #[serde(default)]
    pub brands: List<Brand<'a>>,
    #[serde(default)]
    pub regions: List<Region<'a>>,
    #[serde(default)]
    pub plants: List<Plant<'a>>,
    #[serde(default)]
    pub platforms: List<Platform<'a>>,
    #[serde(default)]
    pub models: List<Model<'a>>,
    #[serde(default)]
    pub initiatives: List<Initiative<'a>>,
    #[serde(default)]
    pub targets: List<Target<'a>>,
    #[serde(default)]
    pub stakes: List<Stake<'a>>,
    #[serde(default)]
    pub people: List<Person<'a>>,
    #[serde(default)]
    pub milestones: List<Milestone<'a>>,
}

/// The fields of the file itself, in the order that a file best keeps.
pub const TOP_FIELDS: &[&str] = &[
    "version",
    "id",
    "name",
    "edition",
    "as_of",
    "horizon",
    "fiscal_year_start",
    "note",
    "sources",
    "companies",
    "brands",
    "regions",
    "plants",
    "platforms",
    "models",
    "initiatives",
    "targets",
    "stakes",
    "people",
    "milestones",
];

/// Runs an expression for each list of a file, in the order of kinds.
macro_rules! each_list {
    ($file:ident, $list:ident => $body:expr) => {{
        each_list!(@ $list => $body; $file: companies, brands, regions, plants, platforms, models, initiatives,
            targets, stakes, people, milestones);
    }};
    (@ $list:ident => $body:expr; $file:ident: $($field:ident),*) => {
        $({ let $list = &mut $file.$field; $body; })*
    };
}
pub(super) use each_list;

/// The fields of a source.
pub const SOURCE_FIELDS: &[&str] = &["id", "title", "publisher", "date", "url", "note"];

/// The fields of a piece of evidence.
pub const EVIDENCE_FIELDS: &[&str] = &["source", "place", "said", "quote", "note", "claims"];

/// Declares each kind of record by the fields that only it has; `id`, `aka`, `note` and `evidence` are common
/// to all.
macro_rules! records {
    ($a:lifetime $($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Default, Clone, Deserialize)]
            #[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
            #[allow(missing_docs)]
            pub struct $name<$a> {
                /// Unique in the whole file: lower-case letters, digits and hyphens. A record needs one; that it
                /// is missing is told by `check`, so that the rest of the record can be judged as well.
                #[serde(default)]
                pub id: Option<Text<$a>>,
                $($(#[$field_doc])* #[serde(default)] pub $field: $ty,)*
                #[serde(default)]
                pub aka: Box<[Text<$a>]>,
                #[serde(default)]
                pub note: Option<Text<$a>>,
                #[serde(default)]
                pub evidence: Box<[Evidence<$a>]>,
            }

            impl<$a> Piece<$a> for $name<$a> {
                const LIST: &'static str = list_word(Kind::$name);
                const WORD: &'static str = Kind::$name.word();

                fn id(&self) -> Option<&Text<$a>> {
                    self.id.as_ref()
                }

                fn set_id(&mut self, id: Text<$a>) {
                    self.id = Some(id);
                }

                fn slip(options: &Options, text: &str) -> Option<SpannedError> {
                    options.from_str::<$name<'_>>(text).err()
                }
            }

            impl<$a> Entry<$a> for $name<$a> {
                const KIND: Kind = Kind::$name;
                const FIELDS: &'static [&'static str] =
                    &["id", $(bare(stringify!($field)),)* "aka", "note", "evidence"];

                fn id_mut(&mut self) -> &mut Option<Text<$a>> {
                    &mut self.id
                }

                fn draft(mut self, draft: &mut Draft<$a>) {
                    draft.aka = std::mem::take(&mut self.aka);
                    draft.note = self.note.take();
                    draft.evidence = std::mem::take(&mut self.evidence);
                    self.fill(draft);
                }
            }
        )*
    };
}

/// Who says so, and how exactly.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Evidence<'a> {
    /// The id of a source.
    pub source: Text<'a>,
    /// Where in the source: section and paragraph, page, or minute.
    #[serde(default)]
    pub place: Option<Text<'a>>,
    #[serde(default)]
    pub said: Said,
    #[serde(default)]
    pub quote: Option<Text<'a>>,
    #[serde(default)]
    pub note: Option<Text<'a>>,
    /// What this source says differently: a field's name and the value that it gives.
    #[serde(default)]
    pub claims: Pairs<'a>,
}

/// Something that was published or said, which evidence leads to.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Source<'a> {
    #[serde(default)]
    pub id: Option<Text<'a>>,
    #[serde(default)]
    pub title: Text<'a>,
    #[serde(default)]
    pub publisher: Option<Text<'a>>,
    /// A moment.
    #[serde(default)]
    pub date: Option<Text<'a>>,
    #[serde(default)]
    pub url: Option<Text<'a>>,
    #[serde(default)]
    pub note: Option<Text<'a>>,
}

records! { 'a
    /// A company or a partnership of companies.
    Company {
        name: Text<'a>,
        /// ISO 3166-1 alpha-2.
        country: Option<Text<'a>>,
        /// The brand that the company goes by: what happens to it counts under that brand.
        brand: Option<Text<'a>>,
        /// The company that owns it.
        parent: Option<Text<'a>>,
    }
    /// A name that products are sold under.
    Brand {
        name: Text<'a>,
        company: Option<Text<'a>>,
    }
    /// A part of the world that the plan speaks of.
    Region {
        name: Text<'a>,
        /// ISO 3166-1 alpha-2 codes.
        countries: Box<[Text<'a>]>,
        /// The plan says that it leaves this region out.
        excluded: bool,
    }
    /// A place where something is made.
    Plant {
        name: Text<'a>,
        country: Option<Text<'a>>,
        /// Latitude and longitude in degrees.
        at: Option<(f64, f64)>,
        company: Option<Text<'a>>,
    }
    /// What several models stand on.
    Platform {
        name: Text<'a>,
        owner: Option<Text<'a>>,
        segment: Option<Text<'a>>,
        energy: Box<[Text<'a>]>,
    }
    /// A product.
    Model {
        name: Text<'a>,
        brands: Box<[Text<'a>]>,
        segment: Option<Text<'a>>,
        body: Option<Text<'a>>,
        energy: Box<[Text<'a>]>,
        platform: Option<Text<'a>>,
        plants: Box<[Text<'a>]>,
        regions: Box<[Text<'a>]>,
        /// Companies or brands.
        developed_by: Box<[Text<'a>]>,
        /// Models.
        derived_from: Box<[Text<'a>]>,
        technology: Box<[Text<'a>]>,
        status: Option<Status>,
    }
    /// Something that is pursued without a single moment of its own.
    Initiative {
        name: Text<'a>,
        theme: Option<Text<'a>>,
        /// Companies or brands.
        by: Box<[Text<'a>]>,
        /// Anything that it concerns.
        of: Box<[Text<'a>]>,
        regions: Box<[Text<'a>]>,
        when: Option<Text<'a>>,
        /// The initiative that it belongs to.
        part_of: Option<Text<'a>>,
        leads_to: Box<[Text<'a>]>,
        status: Option<Status>,
    }
    /// A measure that is to reach a value by a deadline.
    Target {
        name: Text<'a>,
        theme: Option<Text<'a>>,
        /// What is measured, in words.
        measure: Option<Text<'a>>,
        value: Option<f64>,
        unit: Option<Text<'a>>,
        /// Anything that it concerns.
        of: Box<[Text<'a>]>,
        regions: Box<[Text<'a>]>,
        deadline: Option<Text<'a>>,
        /// Where it starts from, in words.
        baseline: Option<Text<'a>>,
        status: Option<Status>,
    }
    /// A holding of one company in another.
    Stake {
        name: Text<'a>,
        holder: Option<Text<'a>>,
        of: Option<Text<'a>>,
        /// 0 to 100.
        percent: Option<f64>,
        voting: Option<bool>,
        /// Through whom it is held.
        via: Option<Text<'a>>,
        from: Option<Text<'a>>,
        until: Option<Text<'a>>,
        status: Option<Status>,
    }
    /// Somebody with a role.
    Person {
        name: Text<'a>,
        role: Option<Text<'a>>,
        company: Option<Text<'a>>,
        from: Option<Text<'a>>,
        until: Option<Text<'a>>,
    }
    /// Something that happens to an entity at a moment or over a span.
    Milestone {
        /// What happens, as a short headline.
        what: Text<'a>,
        /// One word: launch, production, reveal, agreement, investment, …
        kind: Option<Text<'a>>,
        theme: Option<Text<'a>>,
        /// To which entities.
        of: Box<[Text<'a>]>,
        when: Option<Text<'a>>,
        /// Regions, plants, or ISO 3166-1 alpha-2 codes.
        r#where: Box<[Text<'a>]>,
        leads_to: Box<[Text<'a>]>,
        status: Option<Status>,
    }
}
