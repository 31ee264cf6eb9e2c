//! Days in files of the program's own state: as ISO dates, never as numbers.

use super::{Day, Part};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let part = Part::parse(&text).map_err(D::Error::custom)?;
        let (first, last) = part.days();
        if first == last { Ok(first) } else { Err(D::Error::custom(format!("\"{text}\" is not a day"))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_dates_and_read_back() {
        for day in [Day(0), Day(-20_000), Day(20_000)] {
            let text = ron::to_string(&day).expect("written");
            assert_eq!(text, format!("\"{day}\""));
            assert_eq!(ron::from_str::<Day>(&text), Ok(day));
        }
        assert!(ron::from_str::<Day>("\"2026-03\"").is_err());
        assert!(ron::from_str::<Day>("\"soon\"").is_err());
    }
}
