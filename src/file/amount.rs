//! Form of a figure in a file: a text such as "10..12 GW", a number, or its parts in brackets.
//!
//! It must never judge what a text says.

use super::text::Text;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// A number, or a text that holds one or a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount<'a> {
    /// As a number.
    Number(f64),
    /// As a text.
    Text(Text<'a>),
}

impl Default for Amount<'_> {
    fn default() -> Self {
        Self::Text(Text::default())
    }
}

/// A figure and its unit.
#[derive(Debug, Default, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Figure<'a> {
    /// What it measures.
    pub what: Option<Text<'a>>,
    pub value: Amount<'a>,
    pub unit: Option<Text<'a>>,
}

/// The same, where a file gives it in parts.
#[derive(Deserialize)]
#[serde(rename = "Figure", deny_unknown_fields, bound(deserialize = "'de: 'a"))]
struct Parts<'a> {
    #[serde(default)]
    what: Option<Text<'a>>,
    value: Amount<'a>,
    #[serde(default)]
    unit: Option<Text<'a>>,
}

/// Reads what may stand for a figure; the parts only where `PARTS`.
struct Reader<const PARTS: bool>;

impl<'de, const PARTS: bool> Visitor<'de> for Reader<PARTS> {
    type Value = Figure<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_f64(number as f64)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Figure { value: Amount::Number(number), ..Figure::default() })
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Figure { value: Amount::Text(Text(text.into())), ..Figure::default() })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Figure { value: Amount::Text(Text(text.to_owned().into())), ..Figure::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        if !PARTS {
            return Err(A::Error::custom(EXPECTED));
        }
        let Parts { what, value, unit } = Parts::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Figure { what, value, unit })
    }
}

/// The parts of a figure, as RON names them where one is unknown.
pub const PARTS: &[&str] = &["what", "value", "unit"];

/// What a figure may be, for problems.
pub const EXPECTED: &str =
    "a figure such as 240, \"240 GWh\", \"10..12 GW\" or (value: \"10..12\", unit: \"GW\")";

impl<'de: 'a, 'a> Deserialize<'de> for Figure<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader::<true>)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Amount<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader::<false>).map(|figure| figure.value)
    }
}
