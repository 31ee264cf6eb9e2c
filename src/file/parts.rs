//! Fields of a record, as a file spells them: each type says what its text means.
//!
//! It must never judge what a text says: that is done where the record is checked.

use super::text::{Pairs, Text};
use crate::plan::{Said, Status};
use serde::Deserialize;

/// What a field of a record says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// The id of another record.
    Link(Text<'a>),
    /// The id of another record, or a country's two letters.
    Where(Text<'a>),
    /// A country's two letters.
    Country(Text<'a>),
    /// Words.
    Text(Text<'a>),
    /// A moment or span.
    Date(Text<'a>),
    /// How far a thing has come.
    Status(Status),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Latitude and longitude.
    At(f64, f64),
}

impl<'a> Value<'a> {
    /// The text that stands in the file, where it is one.
    pub fn text(&self) -> Option<&Text<'a>> {
        match self {
            Self::Link(text) | Self::Where(text) | Self::Country(text) | Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether an error in it leaves only the value out, not the whole record: what leads nowhere is dropped.
    pub fn may_be_dropped(&self) -> bool {
        matches!(self, Self::Link(_) | Self::Where(_) | Self::Country(_))
    }
}

/// Declares texts by what they mean.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident => $value:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Default, Clone, PartialEq, Deserialize)]
            #[serde(transparent, bound(deserialize = "'de: 'a"))]
            pub struct $name<'a>(pub Text<'a>);

            impl<'a> From<$name<'a>> for Value<'a> {
                fn from(text: $name<'a>) -> Self {
                    Self::$value(text.0)
                }
            }
        )*
    };
}

texts! {
    /// The id of another record.
    Id => Link;
    /// The id of another record, or the two letters of a country.
    Whereabouts => Where;
    /// The two letters of a country, ISO 3166-1 alpha-2.
    Code => Country;
    /// Words.
    Words => Text;
    /// A moment or a span, as in `date`.
    Date => Date;
}

impl From<Status> for Value<'_> {
    fn from(status: Status) -> Self {
        Self::Status(status)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<(f64, f64)> for Value<'_> {
    fn from((lat, lon): (f64, f64)) -> Self {
        Self::At(lat, lon)
    }
}

/// The name or headline of a record.
#[derive(Debug, Default, Clone, PartialEq, Deserialize)]
#[serde(transparent, bound(deserialize = "'de: 'a"))]
pub struct Title<'a>(pub Text<'a>);

/// Who says so, and how exactly.
#[derive(Debug, Default, Clone, PartialEq, Deserialize)]
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
