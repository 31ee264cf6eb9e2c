//! Regions that are smaller than countries: their outline, and what lies in it.
//!
//! It must never know how a globe is drawn: degrees are taken as a plane, and an outline stays on one side of the
//! 180th meridian.

use super::{Fact, Field, Record};

impl Record {
    /// The corners of a region with an outline of its own, in order, as latitude and longitude in degrees; of a
    /// box all four. A single one is a place. Empty where the region consists of its countries.
    pub fn corners(&self) -> Vec<(f64, f64)> {
        let places = |field| {
            self.facts(field).filter_map(|fact| match fact {
                Fact::Coordinates(lat, lon) => Some((*lat, *lon)),
                _ => None,
            })
        };
        let mut ends = places(Field::Box);
        match (ends.next(), ends.next()) {
            (Some((south, west)), Some((north, east))) => {
                vec![(south, west), (south, east), (north, east), (north, west)]
            }
            _ => places(Field::Points).collect(),
        }
    }

    /// Whether a region with an outline of its own holds a place, in degrees. What lies on the outline may be
    /// taken either way.
    pub fn holds(&self, lat: f64, lon: f64) -> bool {
        let corners = self.corners();
        let next = corners.iter().cycle().skip(1);
        // A ray to the east leaves an outline once more than it enters it, from a place within.
        let crossed = corners.iter().zip(next).filter(|((lat_a, lon_a), (lat_b, lon_b))| {
            let between = (*lat_a > lat) != (*lat_b > lat);
            between && lon < lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
        });
        crossed.count() % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    fn region(field: Field, corners: &[(f64, f64)]) -> Record {
        let facts = corners.iter().map(|(lat, lon)| (field, Fact::Coordinates(*lat, *lon))).collect();
        Record { facts, ..Record::new(Kind::Region, "r", "R") }
    }

    #[test]
    fn an_outline_holds_what_lies_within() {
        let boxed = region(Field::Box, &[(54.0, 3.0), (56.0, 8.0)]);
        assert_eq!(boxed.corners(), [(54.0, 3.0), (54.0, 8.0), (56.0, 8.0), (56.0, 3.0)]);
        assert!(boxed.holds(55.0, 4.0) && !boxed.holds(57.0, 4.0) && !boxed.holds(55.0, 9.0));
        // An L: its notch is not in it.
        let bent = [(0.0, 0.0), (0.0, 4.0), (2.0, 4.0), (2.0, 2.0), (4.0, 2.0), (4.0, 0.0)];
        let bent = region(Field::Points, &bent);
        assert!(bent.holds(1.0, 3.0) && bent.holds(3.0, 1.0) && !bent.holds(3.0, 3.0));
        let place = region(Field::Points, &[(50.0, 8.0)]);
        assert!(!place.holds(50.0, 8.0) && place.corners().len() == 1);
        assert!(region(Field::At, &[(1.0, 1.0)]).corners().is_empty());
    }
}
