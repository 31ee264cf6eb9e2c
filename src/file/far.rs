//! Places far outside the country that their record names: which of the usual slips of the keyboard explains one.
//!
//! It must never tell of a place near a border: outlines are known roughly.

use crate::plan::Country;

/// How many degrees outside of a country's boxes are too far.
const FAR: f64 = 3.0;

/// What is wrong with a place and what to do; `None` where it may be right.
pub fn slip(country: Country, lat: f64, lon: f64) -> Option<(String, String)> {
    if country.distance(lat, lon) <= FAR {
        return None;
    }
    let fits = |lat: f64, lon: f64| lat.abs() <= 90.0 && country.distance(lat, lon) == 0.0;
    let whole = lat.fract() == 0.0 && lon.fract() == 0.0 && lat.abs() >= 1.0 && lon >= 0.0;
    let joined = format!("{lat}.{lon}").parse().unwrap_or(f64::NAN);
    let mirrored = [(-lat, lon), (lat, -lon), (-lat, -lon)].into_iter().find(|(lat, lon)| fits(*lat, *lon));
    let hint = if (lat, lon) == (0.0, 0.0) {
        "0, 0 lies in the sea off Africa: leave `at` out where the place is not known".to_owned()
    } else if fits(lon, lat) {
        format!("the latitude comes first: ({lon}, {lat})")
    } else if let Some((lat, lon)) = mirrored {
        format!("look at the minus signs, south and west have one: ({lat}, {lon})")
    } else if whole
        && country.extents().iter().any(|(south, _, north, _)| (*south..=*north).contains(&joined))
    {
        format!("if {lat},{lon} is one number, write {joined} and the longitude behind it")
    } else {
        "look at `at` and `country`: one of them is another place's".to_owned()
    };
    Some((format!("({lat}, {lon}) lies far outside {}", country.name()), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_far_away_says_which_slip_explains_it() {
        for (code, lat, lon, hint) in [
            ("FR", 2.35, 48.86, "the latitude comes first: (48.86, 2.35)"),
            ("US", 34.0, 84.4, "look at the minus signs, south and west have one: (34, -84.4)"),
            ("AR", 34.6, -58.4, "look at the minus signs, south and west have one: (-34.6, -58.4)"),
            ("BR", 25.4, 49.3, "look at the minus signs, south and west have one: (-25.4, -49.3)"),
            ("JP", 0.0, 0.0, "0, 0 lies in the sea off Africa"),
            ("FR", 48.0, 86.0, "if 48,86 is one number, write 48.86"),
            ("DE", 35.4, 139.6, "look at `at` and `country`"),
        ] {
            let country = Country::from_alpha2(code).expect("a country");
            let told = slip(country, lat, lon).map(|(_, hint)| hint).unwrap_or_default();
            assert!(told.starts_with(hint), "{code} ({lat}, {lon}): {told}");
        }
        for (code, lat, lon) in [("FR", 48.86, 2.35), ("NL", 50.5, 7.5), ("RE", 12.0, 40.0)] {
            let country = Country::from_alpha2(code).expect("a country");
            assert_eq!(slip(country, lat, lon), None, "{code}");
        }
    }
}
