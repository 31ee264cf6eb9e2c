//! Fields of a record, as a file spells them: each type says what its text means.
//!
//! It must never judge what a text says: that is done where the record is checked.

use super::text::{Pairs, Text};
use crate::plan::Said;
use serde::Deserialize;

/// Declares texts by what they mean.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Default, Clone, PartialEq, Deserialize)]
            #[serde(transparent, bound(deserialize = "'de: 'a"))]
            pub struct $name<'a>(pub Text<'a>);
        )*
    };
}

texts! {
    /// The name or headline of a record.
    Title;
    /// The id of another record.
    Id;
    /// The id of another record, or the two letters of a country.
    Whereabouts;
    /// The two letters of a country, ISO 3166-1 alpha-2.
    Code;
    /// Words.
    Words;
    /// A moment or a span, as in `date`.
    Date;
    /// A colour, as web pages write it: #c3002f.
    Color;
}

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

/// Two opposite corners of a region, each as latitude and longitude in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Corners(pub (f64, f64), pub (f64, f64));
