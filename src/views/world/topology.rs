//! The outline files read: TopoJSON with quantised arcs becomes rings of longitude and latitude.
//!
//! It must never touch the disk or fail: the files are part of the program, and a test reads them whole.

use crate::plan::Country;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use std::fmt;

/// A closed line: longitude and latitude in degrees, the first point not repeated at the end.
pub(super) type Ring = Vec<(f64, f64)>;

/// One feature of an outline file.
pub(super) struct Feature {
    /// ISO 3166-1 numeric; a few features have none.
    pub id: Option<u16>,
    /// The country of its code, or of its name.
    pub country: Option<Country>,
    /// The name that the file gives.
    pub name: String,
    /// Each an outer ring and its holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// Every feature of a file; none where the text is no such file.
pub(super) fn read(text: &str) -> Vec<Feature> {
    let Ok(file) = serde_json::from_str::<File>(text) else { return Vec::new() };
    let arcs: Vec<Ring> = file.arcs.iter().map(|arc| file.transform.unpack(arc)).collect();
    let geometries = file.objects.countries.geometries.into_iter();
    geometries
        .map(|g| {
            let id = g.id.and_then(|id| id.parse().ok());
            let name = g.properties.name;
            let country = id.and_then(Country::from_numeric).or_else(|| Country::of_outline(&name));
            let polygon = |rings: &[Nest]| rings.iter().map(|r| stitch(r, &arcs)).collect();
            Feature { id, country, name, polygons: g.arcs.polygons().map(polygon).collect() }
        })
        .collect()
}

/// Joins arcs end to end; a number below zero is an arc walked backwards.
fn stitch(ring: &Nest, arcs: &[Ring]) -> Ring {
    let mut points: Ring = Vec::new();
    for number in ring.list().iter().filter_map(Nest::number) {
        let backwards = number < 0;
        let index = if backwards { !number } else { number };
        let Some(arc) = usize::try_from(index).ok().and_then(|i| arcs.get(i)) else { continue };
        points.pop();
        if backwards {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc);
        }
    }
    if points.first() == points.last() {
        points.pop();
    }
    points
}

#[derive(Deserialize)]
struct File {
    transform: Transform,
    arcs: Vec<Vec<(i32, i32)>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

impl Transform {
    /// Each point of an arc is written as its distance from the one before, in steps of the scale.
    fn unpack(&self, arc: &[(i32, i32)]) -> Ring {
        let (mut x, mut y) = (0, 0);
        arc.iter()
            .map(|(dx, dy)| {
                x += dx;
                y += dy;
                (
                    f64::from(x) * self.scale.0 + self.translate.0,
                    f64::from(y) * self.scale.1 + self.translate.1,
                )
            })
            .collect()
    }
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: Option<String>,
    properties: Properties,
    #[serde(default)]
    arcs: Nest,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

/// Lists in lists of arc numbers: three deep for many polygons, two deep for one.
enum Nest {
    Number(i32),
    List(Vec<Nest>),
}

impl Default for Nest {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Nest {
    fn list(&self) -> &[Nest] {
        match self {
            Self::Number(_) => &[],
            Self::List(list) => list,
        }
    }

    fn number(&self) -> Option<i32> {
        match self {
            Self::Number(n) => Some(*n),
            Self::List(_) => None,
        }
    }

    /// The polygons, each a list of rings.
    fn polygons(&self) -> impl Iterator<Item = &[Nest]> {
        let deep = self.list().iter().flat_map(Nest::list).any(|inner| inner.number().is_none());
        let (one, many) = if deep { (None, self.list()) } else { (Some(self.list()), &[][..]) };
        one.into_iter().chain(many.iter().map(Nest::list))
    }
}

impl<'de> Deserialize<'de> for Nest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Nest;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("arc numbers in lists")
            }

            fn visit_i64<E>(self, n: i64) -> Result<Nest, E> {
                Ok(Nest::Number(i32::try_from(n).unwrap_or(i32::MAX)))
            }

            fn visit_u64<E>(self, n: u64) -> Result<Nest, E> {
                Ok(Nest::Number(i32::try_from(n).unwrap_or(i32::MAX)))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Nest, S::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Nest::List(list))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_are_unpacked_turned_and_joined() {
        let text = r#"{"type":"Topology","transform":{"scale":[2,1],"translate":[-10,5]},
            "arcs":[[[0,0],[1,0],[0,1]],[[0,0],[0,1],[1,0]],[[5,5],[1,0],[0,1],[-1,-1]]],
            "objects":{"countries":{"type":"GeometryCollection","geometries":[
                {"type":"Polygon","arcs":[[0,-2]],"id":"032","properties":{"name":"One"}},
                {"type":"MultiPolygon","arcs":[[[0,-2],[2]],[[2]]],"properties":{"name":"Two"}}]}}}"#;
        let features = read(text);
        assert_eq!(features[0].id, Some(32));
        assert_eq!(features[0].polygons, [[[(-10.0, 5.0), (-8.0, 5.0), (-8.0, 6.0), (-10.0, 6.0)]]]);
        assert_eq!((features[1].id, features[1].name.as_str()), (None, "Two"));
        assert_eq!(features[1].polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(features[1].polygons[1][0], [(0.0, 10.0), (2.0, 10.0), (2.0, 11.0)]);
    }

    #[test]
    fn what_is_no_outline_file_has_no_features() {
        assert!(read("{}").is_empty() && read("").is_empty());
    }
}
