//! The shape of a plan file: what it says of itself, its sources, and its lists of records.
//!
//! It must never check meaning, nor hold anything that a plan file does not.

use super::headings::lists;
use super::kinds::{
    Brand, Company, Initiative, Milestone, Model, Person, Piece, Plant, Platform, Region, Stake, Target,
};
use super::list::List;
use super::own::{Life, View, WordTable};
use super::text::Text;
use ron::Options;
use ron::error::SpannedError;
use serde::Deserialize;

/// The newest schema that this program reads. Each only adds fields to the one before, so older files load as they
/// are, and a file that says an older version may use the newer fields: the number only tells an older program that
/// there may be fields which it does not know, and that program names the field where it meets one.
pub const VERSION: u32 = 2;

/// Reads the value of a field of the file itself; `None` where it cannot be read.
pub trait Single<'a> {
    /// Reads it as what the field holds.
    fn value<T: Deserialize<'a>>(&mut self) -> Option<T>;
}

/// Declares the file by the fields that are no lists of records; its lists come with [`lists`].
macro_rules! file {
    ({ $a:lifetime $($(#[$doc:meta])* $field:ident : $ty:ty,)* } $($list:ident $kind:ident),*) => {
        /// The whole file.
        #[derive(Debug, Default, Deserialize)]
        #[serde(rename = "Plan", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
        #[allow(missing_docs)]
        pub struct File<$a> {
            /// The schema's version; always the first field, so that a reader can tell before it reads on.
            pub version: u32,
            $($(#[$doc])* #[serde(default)] pub $field: $ty,)*
            #[serde(default)]
            pub sources: List<Source<$a>>,
            $(#[serde(default)] pub $list: List<$kind<$a>>,)*
        }

        /// The fields of the file itself, in the order that a file best keeps.
        pub const TOP_FIELDS: &[&str] =
            &["version", $(stringify!($field),)* "sources", $(stringify!($list)),*];

        /// Whether a field of the file is known and no list of records or sources.
        pub fn is_single(name: &str) -> bool {
            ["version", $(stringify!($field)),*].contains(&name)
        }

        impl<$a> File<$a> {
            /// Reads the field of a name, if it is one that is no list of records; tells whether it is.
            pub fn take_single(&mut self, name: &str, value: &mut impl Single<$a>) -> bool {
                match name {
                    $(stringify!($field) => self.$field = value.value().unwrap_or_default(),)*
                    _ => return false,
                }
                true
            }
        }
    };
}
lists!(file 'a
    id: Text<'a>,
    name: Text<'a>,
    edition: Text<'a>,
    /// The moment that the edition speaks of.
    as_of: Option<Text<'a>>,
    /// The moment that the plan looks to.
    horizon: Option<Text<'a>>,
    /// The month, 1 to 12.
    fiscal_year_start: Option<i64>,
    /// The kinds of milestones at which a thing comes.
    arrivals: Box<[Text<'a>]>,
    /// The kinds of milestones that mean each stage of a life.
    life: Life<'a>,
    /// What the plan calls its kinds of records and facets.
    words: WordTable<'a>,
    /// Ways to look at the plan.
    views: Box<[View<'a>]>,
    note: Option<Text<'a>>,
);

/// Runs an expression for each list of records of a file, in the order of kinds.
macro_rules! each_list {
    ({ $file:ident, $list:ident => $body:expr } $($field:ident $kind:ident),*) => {
        {$({ let $list = &mut $file.$field; $body; })*}
    };
    ($file:ident, $list:ident => $body:expr) => {
        $crate::file::headings::lists!(each_list $file, $list => $body)
    };
}
pub(super) use each_list;

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
    /// A moment: when it was last seen at its address.
    #[serde(default)]
    pub accessed: Option<Text<'a>>,
    #[serde(default)]
    pub url: Option<Text<'a>>,
    /// A link to a lasting copy.
    #[serde(default)]
    pub archive: Option<Text<'a>>,
    #[serde(default)]
    pub note: Option<Text<'a>>,
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
