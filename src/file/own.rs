//! Forms of what a plan says of itself beyond its title: its stages of a life, its own words, its own views.
//!
//! They must never be judged here.

use super::text::{Pairs, Text};
use serde::Deserialize;

/// The kinds of milestones that mean each stage of a life; what is left out stays as it is without a table.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Life<'a> {
    #[serde(default)]
    pub start: Option<Box<[Text<'a>]>>,
    #[serde(default)]
    pub sale: Option<Box<[Text<'a>]>>,
    #[serde(default)]
    pub change: Option<Box<[Text<'a>]>>,
    #[serde(default)]
    pub end: Option<Box<[Text<'a>]>>,
}

/// Declares what a plan may have words of its own for.
macro_rules! word_table {
    ($($key:ident),*) => {
        /// What the plan calls its kinds of records and facets: each for one and for several.
        #[derive(Debug, Default, Clone, Deserialize)]
        #[serde(rename = "table of words", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
        #[allow(missing_docs)]
        pub struct WordTable<'a> {
            $(#[serde(default)] pub $key: Option<(Text<'a>, Text<'a>)>,)*
        }

        impl<'a> WordTable<'a> {
            /// The words that are there, each with what it stands for.
            pub fn entries(self) -> impl Iterator<Item = (&'static str, (Text<'a>, Text<'a>))> {
                let all = [$((stringify!($key), self.$key)),*];
                all.into_iter().filter_map(|(key, words)| Some((key, words?)))
            }
        }
    };
}
word_table!(
    company, brand, region, plant, platform, model, initiative, target, stake, person, milestone, segment,
    body, energy, theme
);

/// A way to look at the plan.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct View<'a> {
    #[serde(default)]
    pub name: Text<'a>,
    #[serde(default)]
    pub query: Text<'a>,
    #[serde(default)]
    pub view: Option<Text<'a>>,
    #[serde(default)]
    pub group: Option<Text<'a>>,
    /// Other options of the view, by name.
    #[serde(default)]
    pub options: Pairs<'a>,
    #[serde(default)]
    pub note: Option<Text<'a>>,
}
