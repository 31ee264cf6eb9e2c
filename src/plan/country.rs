//! Countries by their ISO 3166-1 codes. It must never know where a country lies.

use std::fmt;

/// Not of ISO 3166-1, but kept free by it for its users, and used by all.
const KOSOVO: &str = "XK";

/// A country, as the two letters of ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The country of a two-letter code, upper case; `None` where there is none.
    pub fn from_alpha2(code: &str) -> Option<Self> {
        if code == KOSOVO {
            return Some(Self(*b"XK"));
        }
        let found = rust_iso3166::from_alpha2(code)?;
        found.alpha2.as_bytes().try_into().ok().map(Self)
    }

    /// The country of the three-digit code that outlines carry.
    pub fn from_numeric(code: u16) -> Option<Self> {
        let found = rust_iso3166::from_numeric(code)?;
        found.alpha2.as_bytes().try_into().ok().map(Self)
    }

    /// Its two letters, living as long as the table of countries.
    pub fn code(self) -> &'static str {
        match self.alpha2() {
            KOSOVO => KOSOVO,
            code => rust_iso3166::from_alpha2(code).map_or("??", |country| country.alpha2),
        }
    }

    /// The country of a name that outlines carry where they have no code.
    pub fn of_outline(name: &str) -> Option<Self> {
        (name == "Kosovo").then_some(Self(*b"XK"))
    }

    /// Its two letters.
    pub fn alpha2(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Its English short name.
    pub fn name(self) -> &'static str {
        match self.alpha2() {
            // The official short forms are written for registers, not for readers.
            "GB" => "United Kingdom",
            "US" => "United States",
            "KR" => "South Korea",
            "KP" => "North Korea",
            "RU" => "Russia",
            "IR" => "Iran",
            "VN" => "Vietnam",
            "BO" => "Bolivia",
            "VE" => "Venezuela",
            "TZ" => "Tanzania",
            "CZ" => "Czechia",
            "MD" => "Moldova",
            "MK" => "North Macedonia",
            "TW" => "Taiwan",
            "LA" => "Laos",
            "SY" => "Syria",
            "NL" => "Netherlands",
            "TR" => "Türkiye",
            "CD" => "DR Congo",
            KOSOVO => "Kosovo",
            code => rust_iso3166::from_alpha2(code).map_or("unknown", |c| c.name),
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alpha2())
    }
}
