//! Value of a field of a record, whatever the field: what a file spells in many forms, in one.
//!
//! It must never judge what it holds.

use super::amount::Figure;
use super::parts::{Code, Color, Date, Id, Whereabouts, Words};
use super::text::Text;
use super::tie::{OwnerTie, PlantTie, PlatformTie, Tie};
use crate::plan::Status;

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
    /// A colour.
    Color(Text<'a>),
    /// A figure with its unit.
    Figure(Box<Figure<'a>>),
    /// A reference that holds for a time or in part.
    Tie(Box<Tie<'a>>),
}

impl<'a> Value<'a> {
    /// The text that stands in the file, where it is one.
    pub fn text(&self) -> Option<&Text<'a>> {
        match self {
            Self::Link(text) | Self::Where(text) | Self::Country(text) | Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether an error in it leaves only the value out, not the whole record.
    pub fn may_be_dropped(&self) -> bool {
        matches!(self, Self::Link(_) | Self::Where(_) | Self::Country(_) | Self::Color(_) | Self::Tie(_))
    }
}

/// Says which value a text of a meaning is.
macro_rules! texts {
    ($($name:ident => $value:ident),*) => {
        $(impl<'a> From<$name<'a>> for Value<'a> {
            fn from(text: $name<'a>) -> Self {
                Self::$value(text.0)
            }
        })*
    };
}
texts!(Id => Link, Whereabouts => Where, Code => Country, Words => Text, Date => Date, Color => Color);

macro_rules! ties {
    ($($name:ident),*) => {
        $(impl<'a> From<$name<'a>> for Value<'a> {
            fn from(tie: $name<'a>) -> Self {
                Self::Tie(Box::new(tie.into()))
            }
        })*
    };
}
ties!(PlantTie, PlatformTie, OwnerTie);

impl<'a> From<Figure<'a>> for Value<'a> {
    fn from(figure: Figure<'a>) -> Self {
        Self::Figure(Box::new(figure))
    }
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
