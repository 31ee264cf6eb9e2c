//! The kinds of records as RON spells them: every field once, with what it holds and what the plan calls it.
//!
//! It must never check meaning, nor hold anything that a plan file does not.
//! Optional fields are left out of a file.

use super::amount::Figure;
use super::draft::{Draft, Fill};
use super::headings::{list_word, lists};
use super::parts::{Code, Color, Corners, Date, Evidence, Id, Title, Whereabouts, Words};
use super::text::Text;
use super::tie::{OwnerTie, PlantTie, PlatformTie};
use crate::plan::{Field, Kind, Status};
use ron::Options;
use ron::error::SpannedError;
use serde::Deserialize;

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

/// What all kinds of records have in common.
pub trait Entry<'a>: Piece<'a> {
    /// The kind of record.
    const KIND: Kind;
    /// Every field as a file spells it.
    const FIELDS: &'static [&'static str];

    /// Its id; `None` where the file gives none.
    fn id_mut(&mut self) -> &mut Option<Text<'a>>;

    /// Moves everything but the id into a draft, which must be empty.
    fn draft(self, draft: &mut Draft<'a>);
}

macro_rules! all_fields {
    ({} $($list:ident $kind:ident),*) => {
        /// The fields that a kind of record has, as a file spells them.
        pub fn fields_of(kind: Kind) -> &'static [&'static str] {
            match kind { $(Kind::$kind => $kind::FIELDS,)* }
        }
    };
}
lists!(all_fields);

/// A field's name as files spell it: Rust marks its own words with `r#`.
const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Declares each kind of record by the fields that only it has: `name: what it holds => what the plan calls it`.
/// The fields `id`, `aka`, `note` and `evidence` are common to all.
macro_rules! records {
    ($a:lifetime $($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident : $ty:ty => $plan:ident),* $(,)?
    })*) => {
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

                fn draft(self, draft: &mut Draft<$a>) {
                    draft.aka = self.aka;
                    draft.note = self.note;
                    draft.evidence = self.evidence;
                    $(self.$field.fill(Field::$plan, draft);)*
                }
            }
        )*
    };
}

records! { 'a
    /// A company or a partnership of companies.
    Company {
        name: Title<'a> => Name,
        country: Option<Code<'a>> => Country,
        /// The brand that the company goes by: what happens to it counts under that brand.
        brand: Option<Id<'a>> => Brand,
        /// The company that owns it.
        parent: Option<Id<'a>> => Parent,
        /// Several owners, each with its part.
        owners: Box<[OwnerTie<'a>]> => Owners,
        figures: Box<[Figure<'a>]> => Figures,
    }
    /// A name that products are sold under.
    Brand {
        name: Title<'a> => Name,
        company: Option<Id<'a>> => Company,
        /// Several owners, each with its part.
        owners: Box<[OwnerTie<'a>]> => Owners,
        color: Option<Color<'a>> => Color,
        figures: Box<[Figure<'a>]> => Figures,
    }
    /// A part of the world that the plan speaks of.
    Region {
        name: Title<'a> => Name,
        countries: Box<[Code<'a>]> => Countries,
        /// Countries that the plan leaves out of it.
        without: Box<[Code<'a>]> => Without,
        /// The corners of its outline, where it is smaller than a country.
        points: Box<[(f64, f64)]> => Points,
        /// Two opposite corners, in place of an outline.
        r#box: Option<Corners> => Box,
        /// The plan says that it leaves this region out.
        excluded: bool => Excluded,
    }
    /// A place where something is made.
    Plant {
        name: Title<'a> => Name,
        country: Option<Code<'a>> => Country,
        /// Latitude and longitude in degrees.
        at: Option<(f64, f64)> => At,
        company: Option<Id<'a>> => Company,
        /// Several owners, each with its part.
        owners: Box<[OwnerTie<'a>]> => Owners,
        /// What it makes in a year, or can make.
        capacity: Option<Figure<'a>> => Capacity,
        volume: Option<Figure<'a>> => Volume,
        cost: Option<Figure<'a>> => Cost,
        figures: Box<[Figure<'a>]> => Figures,
    }
    /// What several models stand on.
    Platform {
        name: Title<'a> => Name,
        owner: Option<Id<'a>> => Owner,
        segment: Option<Words<'a>> => Segment,
        energy: Box<[Words<'a>]> => Energy,
        /// What a programme calls it.
        code: Option<Words<'a>> => Code,
        /// Platforms.
        replaces: Box<[Id<'a>]> => Replaces,
        capacity: Option<Figure<'a>> => Capacity,
        volume: Option<Figure<'a>> => Volume,
        cost: Option<Figure<'a>> => Cost,
        figures: Box<[Figure<'a>]> => Figures,
    }
    /// A product.
    Model {
        name: Title<'a> => Name,
        brands: Box<[Id<'a>]> => Brands,
        segment: Option<Words<'a>> => Segment,
        body: Option<Words<'a>> => Body,
        energy: Box<[Words<'a>]> => Energy,
        platform: Option<Id<'a>> => Platform,
        /// Platforms, each with its time.
        built_on: Box<[PlatformTie<'a>]> => BuiltOn,
        plants: Box<[Id<'a>]> => Plants,
        /// Plants, each with its time.
        built_at: Box<[PlantTie<'a>]> => BuiltAt,
        /// Where it stands, for what has a place of its own.
        at: Option<(f64, f64)> => At,
        regions: Box<[Id<'a>]> => Regions,
        /// Companies or brands.
        developed_by: Box<[Id<'a>]> => DevelopedBy,
        /// Models.
        derived_from: Box<[Id<'a>]> => DerivedFrom,
        /// Models.
        replaces: Box<[Id<'a>]> => Replaces,
        /// What a programme calls it.
        code: Option<Words<'a>> => Code,
        capacity: Option<Figure<'a>> => Capacity,
        volume: Option<Figure<'a>> => Volume,
        cost: Option<Figure<'a>> => Cost,
        figures: Box<[Figure<'a>]> => Figures,
        technology: Box<[Words<'a>]> => Technology,
        status: Option<Status> => Status,
    }
    /// Something that is pursued without a single moment of its own.
    Initiative {
        name: Title<'a> => Name,
        theme: Option<Words<'a>> => Theme,
        /// Companies or brands.
        by: Box<[Id<'a>]> => By,
        /// Anything that it concerns.
        of: Box<[Id<'a>]> => Of,
        regions: Box<[Id<'a>]> => Regions,
        when: Option<Date<'a>> => When,
        /// The initiative that it belongs to.
        part_of: Option<Id<'a>> => PartOf,
        leads_to: Box<[Id<'a>]> => LeadsTo,
        capacity: Option<Figure<'a>> => Capacity,
        volume: Option<Figure<'a>> => Volume,
        cost: Option<Figure<'a>> => Cost,
        figures: Box<[Figure<'a>]> => Figures,
        status: Option<Status> => Status,
    }
    /// A measure that is to reach a value by a deadline.
    Target {
        name: Title<'a> => Name,
        theme: Option<Words<'a>> => Theme,
        /// What is measured, in words.
        measure: Option<Words<'a>> => Measure,
        value: Option<f64> => Value,
        unit: Option<Words<'a>> => Unit,
        /// A query: what counts towards it.
        counts: Option<Words<'a>> => Counts,
        figures: Box<[Figure<'a>]> => Figures,
        /// Anything that it concerns.
        of: Box<[Id<'a>]> => Of,
        regions: Box<[Id<'a>]> => Regions,
        deadline: Option<Date<'a>> => Deadline,
        /// Where it starts from, in words.
        baseline: Option<Words<'a>> => Baseline,
        status: Option<Status> => Status,
    }
    /// A holding in a company, a brand, a plant, or a project.
    Stake {
        name: Title<'a> => Name,
        holder: Option<Id<'a>> => Holder,
        of: Option<Id<'a>> => Of,
        /// 0 to 100.
        percent: Option<f64> => Percent,
        voting: Option<bool> => Voting,
        /// The part of the votes, 0 to 100, where it is another than that of the shares.
        votes: Option<f64> => Votes,
        cost: Option<Figure<'a>> => Cost,
        /// Through whom it is held.
        via: Option<Words<'a>> => Via,
        from: Option<Date<'a>> => From,
        until: Option<Date<'a>> => Until,
        status: Option<Status> => Status,
    }
    /// Somebody with a role.
    Person {
        name: Title<'a> => Name,
        role: Option<Words<'a>> => Role,
        company: Option<Id<'a>> => Company,
        from: Option<Date<'a>> => From,
        until: Option<Date<'a>> => Until,
    }
    /// Something that happens to an entity at a moment or over a span.
    Milestone {
        /// What happens, as a short headline.
        what: Title<'a> => What,
        /// One word: launch, production, reveal, agreement, investment, …
        kind: Option<Words<'a>> => Kind,
        theme: Option<Words<'a>> => Theme,
        /// To which entities.
        of: Box<[Id<'a>]> => Of,
        when: Option<Date<'a>> => When,
        /// Regions, plants, or ISO 3166-1 alpha-2 codes.
        r#where: Box<[Whereabouts<'a>]> => Where,
        /// Latitude and longitude in degrees.
        at: Option<(f64, f64)> => At,
        leads_to: Box<[Id<'a>]> => LeadsTo,
        capacity: Option<Figure<'a>> => Capacity,
        volume: Option<Figure<'a>> => Volume,
        cost: Option<Figure<'a>> => Cost,
        figures: Box<[Figure<'a>]> => Figures,
        status: Option<Status> => Status,
    }
}
