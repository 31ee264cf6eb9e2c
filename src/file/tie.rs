//! Forms of references that hold for a time or in part: a plant from when until when, an owner with a share.
//!
//! They must never be judged here.

use super::parts::Evidence;
use super::text::Text;
use serde::Deserialize;

/// A reference that holds for a time or in part, whatever its field.
#[derive(Debug, Default, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Tie<'a> {
    /// What the file calls the record that it leads to.
    pub key: &'static str,
    pub to: Option<Text<'a>>,
    pub from: Option<Text<'a>>,
    pub until: Option<Text<'a>>,
    pub percent: Option<f64>,
    pub votes: Option<f64>,
    pub evidence: Box<[Evidence<'a>]>,
}

/// Declares the forms that a file has for ties: the field that leads to a record, and others that only it has.
macro_rules! ties {
    ($($(#[$doc:meta])* $name:ident $rename:literal { $key:ident $(, $part:ident)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Default, Clone, PartialEq, Deserialize)]
            #[serde(rename = $rename, deny_unknown_fields, bound(deserialize = "'de: 'a"))]
            #[allow(missing_docs)]
            pub struct $name<'a> {
                #[serde(default)]
                pub $key: Option<Text<'a>>,
                $(
                    /// 0 to 100.
                    #[serde(default)]
                    pub $part: Option<f64>,
                )*
                #[serde(default)]
                pub from: Option<Text<'a>>,
                #[serde(default)]
                pub until: Option<Text<'a>>,
                #[serde(default)]
                pub evidence: Box<[Evidence<'a>]>,
            }

            impl<'a> From<$name<'a>> for Tie<'a> {
                fn from(tie: $name<'a>) -> Self {
                    let $name { $key, $($part,)* from, until, evidence } = tie;
                    let mut all = Self { key: stringify!($key), to: $key, ..Self::default() };
                    $(all.$part = $part;)*
                    (all.from, all.until, all.evidence) = (from, until, evidence);
                    all
                }
            }
        )*
    };
}

ties! {
    /// A plant in which something is made for a time.
    PlantTie "dated plant" { plant }
    /// A platform on which something stands for a time.
    PlatformTie "dated platform" { platform }
    /// An owner among several.
    OwnerTie "owner" { owner, percent, votes }
}
