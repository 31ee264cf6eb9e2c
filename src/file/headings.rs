//! Names of the lists of a plan file, each with the kind of record that it holds: said here and nowhere else.
//!
//! It must never know what a record holds.

use crate::plan::Kind;

/// Runs a macro with what is given to it in braces, and behind that every list of records with its kind, in the
/// order of kinds.
macro_rules! lists {
    ($then:ident $($given:tt)*) => {
        $then! {
            { $($given)* }
            companies Company, brands Brand, regions Region, plants Plant, platforms Platform, models Model,
            initiatives Initiative, targets Target, stakes Stake, people Person, milestones Milestone
        }
    };
}
pub(super) use lists;

macro_rules! list_words {
    ({} $($list:ident $kind:ident),*) => {
        /// The list that holds a kind of record.
        pub const fn list_word(kind: Kind) -> &'static str {
            match kind { $(Kind::$kind => stringify!($list),)* }
        }
    };
}
lists!(list_words);

/// Whether a field of the file is a list of records or sources.
pub fn is_list(name: &str) -> bool {
    name == "sources" || Kind::ALL.iter().any(|kind| list_word(*kind) == name)
}
