//! What a column of a sheet means.
//!
//! It must never hold a word of one language: those are in `headings`.

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// How sure a meaning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// The heading says so.
    Certain,
    /// Part of the heading or the cells suggest it.
    Guess,
    /// A person said so.
    Chosen,
}

macro_rules! meanings {
    ($($variant:ident = $word:literal, $label:literal;)*) => {
        /// What a column means.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Meaning {
            $($variant,)*
            /// The date of a milestone of a kind: `milestone: sop`.
            Life(Box<str>),
        }

        impl Meaning {
            /// Those without a word of their own, in the order of menus.
            pub const PLAIN: &'static [Self] = &[$(Self::$variant),*];

            /// As a mapping spells it.
            pub fn word(&self) -> String {
                match self {
                    $(Self::$variant => $word.to_owned(),)*
                    Self::Life(kind) => format!("milestone: {kind}"),
                }
            }

            /// As people read it.
            pub fn label(&self) -> String {
                match self {
                    $(Self::$variant => $label.to_owned(),)*
                    Self::Life(kind) => life_label(kind),
                }
            }

            /// The one of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => return Some(Self::$variant),)*
                    _ => {}
                }
                let kind = word.strip_prefix("milestone:")?.trim();
                (!kind.is_empty()).then(|| Self::Life(kind.into()))
            }
        }
    };
}

meanings! {
    Name = "name", "Name";
    Model = "model", "Model name";
    OtherName = "other name", "Other name";
    Id = "id", "Id";
    Brand = "brand", "Brand";
    Company = "company", "Company";
    Code = "code", "Programme code";
    Predecessor = "predecessor", "Predecessor";
    Platform = "platform", "Platform";
    Plant = "plant", "Plant";
    Country = "country", "Country";
    Region = "region", "Region";
    Segment = "segment", "Segment";
    Body = "body", "Body";
    Energy = "energy", "Energy";
    Technology = "technology", "Technology";
    Theme = "theme", "Theme or group";
    Kind = "kind", "Kind of milestone";
    Status = "status", "Status";
    Volume = "volume", "Volume a year";
    Capacity = "capacity", "Capacity";
    Cost = "cost", "Cost";
    When = "date", "Date";
    Start = "start", "Start";
    End = "end", "End";
    Year = "year", "Year";
    Month = "month", "Month";
    Day = "day", "Day";
    EndYear = "end year", "End year";
    EndMonth = "end month", "End month";
    EndDay = "end day", "End day";
    Latitude = "latitude", "Latitude";
    Longitude = "longitude", "Longitude";
    Source = "source", "Source";
    Url = "url", "Web address";
    Comment = "comment", "Comment";
    Own = "own", "New";
    Nothing = "nothing", "Nothing";
}

/// Kinds of milestones with a name of their own.
const LIFE: &[(&str, &str)] = &[
    ("sop", "Start of production"),
    ("eop", "End of production"),
    ("launch", "Launch"),
    ("reveal", "Reveal"),
    ("facelift", "Facelift"),
    ("cod", "Start of operation"),
    ("fid", "Investment decision"),
    ("tape-out", "Tape-out"),
    ("end-of-sale", "End of sale"),
    ("construction", "Start of construction"),
    ("first-power", "First power"),
    ("consent", "Consent"),
    ("sampling", "Samples"),
    ("announcement", "Announcement"),
];

/// A kind of milestone as people read it.
pub fn life_label(kind: &str) -> String {
    let known = LIFE.iter().find(|(word, _)| *word == kind).map(|(_, label)| (*label).to_owned());
    known.unwrap_or_else(|| {
        let words = kind.replace('-', " ");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    })
}

impl Meaning {
    /// Whether its cells are dates of milestones or parts of dates.
    pub fn is_date(&self) -> bool {
        matches!(self, Self::Life(_) | Self::When | Self::Start | Self::End)
    }

    /// What its cells become in words, for the column “Use as”; `None` where that can be chosen.
    pub fn fixed_use(&self) -> Option<&'static str> {
        match self {
            Self::Own => None,
            Self::Name | Self::Model => Some("name"),
            Self::OtherName | Self::Code => Some("other name"),
            Self::Predecessor => Some("link"),
            Self::Volume | Self::Capacity | Self::Cost => Some("figure"),
            Self::Comment => Some("note"),
            Self::Source | Self::Url => Some("evidence"),
            Self::Latitude | Self::Longitude => Some("place"),
            Self::Nothing => Some("left out"),
            meaning if meaning.is_date() => Some("date"),
            Self::Year | Self::Month | Self::Day | Self::EndYear | Self::EndMonth | Self::EndDay => {
                Some("date")
            }
            Self::Id => Some("id"),
            _ => Some("facet"),
        }
    }
}

impl Serialize for Meaning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.word())
    }
}

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::from_word(&word).ok_or_else(|| {
            let all: Vec<String> = Self::PLAIN.iter().map(Self::word).collect();
            let all = all.join(", ");
            de::Error::custom(format!(
                "there is no meaning \"{word}\": write one of {all}, or milestone: sop"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_is_read_from_its_word() {
        for meaning in Meaning::PLAIN.iter().cloned().chain([Meaning::Life("sop".into())]) {
            assert_eq!(Meaning::from_word(&meaning.word()), Some(meaning));
        }
        assert_eq!(Meaning::Life("job-1".into()).label(), "Job 1");
    }
}
