//! Whose lands are: codes of their own for what outlines draw with another country, and the country that a land
//! without a code goes with.
//!
//! It must never judge who should have a land: outlines are drawn as they are held, and this follows them.

use super::topology;
use crate::plan::Country;

/// Outline files draw some lands with the country that they belong to; ISO 3166-1 gives them a code of
/// their own. Sorted by what they are drawn with, then by where they lie.
pub(super) fn overseas(country: Country, polygon: &[topology::Ring]) -> Country {
    let Some(&(lon, lat)) = polygon.first().and_then(|ring| ring.first()) else { return country };
    let code = match country.alpha2() {
        "FR" if lon < -50.0 && lat < 8.0 => "GF",
        "FR" if lon < -50.0 && lat < 15.2 => "MQ",
        "FR" if lon < -50.0 => "GP",
        "FR" if lon > 50.0 => "RE",
        "FR" if lon > 40.0 => "YT",
        "NL" if lon < -50.0 => "BQ",
        "NO" if lat > 74.0 || lon < 0.0 => "SJ",
        "NO" if lat < -50.0 => "BV",
        code => code,
    };
    Country::from_alpha2(code).unwrap_or(country)
}

/// The country that a land is counted with as long as a plan does not name it: the one that it lies in or that
/// holds it.
pub(super) fn counted_with(country: Option<Country>, name: &str) -> Option<Country> {
    let code = match (country.as_ref().map(Country::alpha2), name) {
        (Some("XK"), _) => "RS",
        (Some(_), _) => return None,
        (None, "N. Cyprus") => "CY",
        (None, "Somaliland") => "SO",
        (None, "Siachen Glacier") => "IN",
        (None, "Indian Ocean Ter.") => "AU",
        _ => return None,
    };
    Country::from_alpha2(code)
}
