//! Where plants stand on the screen: each at its projected place, and those that would hide one another counted
//! together at the place of the most important of them.
//!
//! It must never move a pin, nor depend on chance or on what was shown before: the same view gives the same pins.

use super::Camera;
use super::flows::{self, Way};
use super::tally::{Plant, Tally};
use crate::views::world::Projection;
use emath::{Pos2, Rect, Vec2, pos2};
use std::collections::HashMap;

/// One or more plants as a disc on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pin {
    /// Places among the tally's plants; the most important first.
    pub plants: Vec<usize>,
    /// Where the most important of them stands, and its disc is drawn.
    pub at: Pos2,
    pub radius: f32,
}

/// Side of the squares in which neighbours are looked for, in points: no two discs reach farther together.
const REACH: f32 = 40.0;
/// Bare room between discs.
const GAP: f32 = 1.0;

/// Where the pins of a part of the map stand, for a step of the zoom: kept while the camera stays in it.
#[derive(Debug, Clone, Default)]
pub struct PinLayout {
    of: Option<Cutout>,
    /// In points from the projection's origin, at the step's scale.
    pins: Vec<Pin>,
    /// Where all plants are on a map, in its own units.
    points: Option<(Projection, Vec<Pos2>)>,
    /// The ways of all flows.
    ways: Option<(Projection, Vec<Way>)>,
}

/// A step of the zoom, and the squares of the map around what is in view there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cutout {
    projection: Projection,
    step: i32,
    /// In squares.
    min: (i32, i32),
    max: (i32, i32),
}

/// So many steps double the scale.
const STEPS: f32 = 6.0;
/// Side of the squares in points.
const SQUARE: f32 = 512.0;

impl Cutout {
    fn new(camera: &Camera, size: Vec2) -> Self {
        let step = (camera.scale.log2() * STEPS).floor() as i32;
        let view = camera.view(size).expand(2.0 * REACH / camera.scale);
        let square = |p: Pos2| {
            let at = p.to_vec2() * Self::scale_of(step) / SQUARE;
            (at.x.floor() as i32, at.y.floor() as i32)
        };
        Self { projection: camera.projection, step, min: square(view.min), max: square(view.max) }
    }

    /// No larger than any scale of the step: pins that are apart at it are apart at all of them.
    fn scale_of(step: i32) -> f32 {
        (step as f32 / STEPS).exp2()
    }

    /// In points from the projection's origin.
    fn rect(&self) -> Rect {
        let corner = |(x, y): (i32, i32), by: f32| pos2(x as f32 + by, y as f32 + by);
        Rect::from_min_max(corner(self.min, 0.0), corner(self.max, 1.0)) * SQUARE
    }
}

impl PinLayout {
    /// The ways of the tally's flows on a map.
    pub(super) fn ways(&mut self, tally: &Tally, projection: Projection) -> &[Way] {
        if self.ways.as_ref().is_none_or(|(of, _)| *of != projection) {
            self.ways = Some((projection, flows::ways(tally, &tally.flows, projection)));
        }
        self.ways.as_ref().map_or(&[], |(_, ways)| ways)
    }

    /// The pins of the plants that are in view or close to it, the most important last. Those of other
    /// plants must be asked of another layout.
    pub(super) fn pins(&mut self, plants: &[Plant], camera: &Camera, size: Vec2) -> Vec<Pin> {
        let (part, projection) = (Cutout::new(camera, size), camera.projection);
        if self.points.as_ref().is_none_or(|(of, _)| *of != projection) {
            let points = plants.iter().map(|plant| projection.point(plant.place)).collect();
            self.points = Some((projection, points));
        }
        let points: &[Pos2] = self.points.as_ref().map_or(&[], |(_, points)| points);
        if self.of != Some(part) {
            let scale = Cutout::scale_of(part.step);
            self.pins = laid_out(plants, scale, part.rect(), |n| {
                points.get(n).map_or(Pos2::ZERO, |p| (p.to_vec2() * scale).to_pos2())
            });
            self.of = Some(part);
        }
        let near = Rect::from_min_size(Pos2::ZERO, size).expand(REACH);
        let place = |pin: &Pin| {
            let at = camera.to_screen(*points.get(*pin.plants.first()?)?, size);
            near.contains(at).then(|| Pin { at, ..pin.clone() })
        };
        self.pins.iter().filter_map(place).collect()
    }
}

/// The pins of the plants within a rectangle, the most important last.
fn laid_out(plants: &[Plant], scale: f32, within: Rect, to_screen: impl Fn(usize) -> Pos2) -> Vec<Pin> {
    let mut pins: Vec<Pin> = plants
        .iter()
        .enumerate()
        .map(|(n, plant)| (n, plant, to_screen(n)))
        .filter(|(_, _, at)| within.contains(*at))
        .map(|(n, plant, at)| Pin { plants: vec![n], at, radius: radius(plant, scale) })
        .collect();
    // Stable: plants with as many models keep the order of the file.
    let rank = |pin: &Pin| {
        let plant = pin.plants.first().and_then(|n| plants.get(*n));
        plant.map(|p| (!p.selected, !p.matches, u32::MAX - p.models))
    };
    pins.sort_by_key(rank);
    // What does not match is a dot that hides nothing, and may be hidden.
    let quiet = |pin: &Pin| {
        pin.plants.first().and_then(|n| plants.get(*n)).is_some_and(|p| !p.matches && !p.selected)
    };
    let (mut quiet, mut pins): (Vec<Pin>, Vec<Pin>) = pins.into_iter().partition(quiet);
    // A disc that widens with its count may come upon others: then they are joined as well.
    while join(&mut pins) {}
    hide(&mut quiet, &pins);
    // The most important are drawn last, in front.
    pins.reverse();
    quiet.reverse();
    quiet.extend(pins);
    quiet
}

/// Larger for more models, and a little smaller where the map is small.
fn radius(plant: &Plant, scale: f32) -> f32 {
    let size = (scale / 300.0).clamp(0.75, 1.15);
    match (plant.models, plant.matches) {
        (0, false) => 2.2 * size,
        (0, true) => 3.2 * size,
        (models, _) => (3.0 + 1.4 * (models as f32).sqrt().min(4.5)) * size,
    }
}

/// The radius of a disc with a figure in it.
fn radius_of_count(count: usize) -> f32 {
    6.5 + 2.8 * (count.max(1).ilog10() as f32).max(0.5)
}

/// Joins pins that touch a more important one to it, in one pass; false where none does.
fn join(pins: &mut Vec<Pin>) -> bool {
    let mut squares = Squares::default();
    let mut kept: Vec<Pin> = Vec::with_capacity(pins.len());
    let before = pins.len();
    for pin in pins.drain(..) {
        let touched = squares.near(pin.at).find(|n| kept.get(*n).is_some_and(|other| touch(other, &pin)));
        match touched.and_then(|n| kept.get_mut(n)) {
            Some(other) => {
                other.plants.extend(pin.plants);
                other.radius = radius_of_count(other.plants.len());
            }
            None => {
                squares.add(pin.at, kept.len());
                kept.push(pin);
            }
        }
    }
    *pins = kept;
    pins.len() < before
}

/// Takes away dots that lie under a pin, and all but one of those that lie on one another.
fn hide(dots: &mut Vec<Pin>, pins: &[Pin]) {
    let mut squares = Squares::default();
    let mut seen: Vec<Pin> = Vec::with_capacity(pins.len());
    for pin in pins {
        squares.add(pin.at, seen.len());
        seen.push(pin.clone());
    }
    dots.retain(|dot| {
        let free = !squares.near(dot.at).any(|n| seen.get(n).is_some_and(|other| touch(other, dot)));
        if free {
            squares.add(dot.at, seen.len());
            seen.push(dot.clone());
        }
        free
    });
}

fn touch(a: &Pin, b: &Pin) -> bool {
    let apart = a.radius + b.radius + GAP;
    a.at.distance_sq(b.at) < apart * apart
}

/// Pins by the square of the screen that they lie in.
#[derive(Default)]
struct Squares(HashMap<(i32, i32), Vec<usize>>);

impl Squares {
    fn of(at: Pos2) -> (i32, i32) {
        let at = at.to_vec2() / REACH;
        (at.x.floor() as i32, at.y.floor() as i32)
    }

    fn add(&mut self, at: Pos2, n: usize) {
        self.0.entry(Self::of(at)).or_default().push(n);
    }

    /// Those in a point's square and in the eight around it, the first added first.
    fn near(&self, at: Pos2) -> impl Iterator<Item = usize> + '_ {
        let (x, y) = Self::of(at);
        let squares = (-1..=1).flat_map(move |dy| (-1..=1).map(move |dx| (x + dx, y + dy)));
        squares.filter_map(|square| self.0.get(&square)).flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Thing;
    use crate::views::world::GeoPlace;
    use emath::vec2;
    use proptest::prelude::*;

    fn plant(n: u32, place: GeoPlace, models: u32) -> Plant {
        let (thing, home) = (Thing::nth(n), Vec::new());
        let (is_site, matches, brand, selected) = (false, models > 0, None, false);
        Plant { thing, place, is_site, matches, kept: matches, models, difference: 0, brand, selected, home }
    }

    fn at(lat: f64, lon: f64) -> GeoPlace {
        GeoPlace { lat, lon }
    }

    fn touching(pins: &[Pin]) -> usize {
        let pairs = pins.iter().enumerate().flat_map(|(n, a)| pins.iter().skip(n + 1).map(move |b| (a, b)));
        pairs.filter(|(a, b)| a.at.distance(b.at) < a.radius + b.radius - 0.1).count()
    }

    const SIZE: Vec2 = vec2(800.0, 500.0);

    fn pins(plants: &[Plant], camera: &Camera) -> Vec<Pin> {
        PinLayout::default().pins(plants, camera, SIZE)
    }

    #[test]
    fn two_thousand_in_one_city_are_one_count() {
        let plants: Vec<_> = (0..2000).map(|n| plant(n, at(35.7, 139.7), 1 + n % 5)).collect();
        let pins = pins(&plants, &Camera::world(SIZE));
        assert_eq!(pins.len(), 1);
        assert_eq!(pins[0].plants.len(), 2000);
    }

    #[test]
    fn what_does_not_match_is_never_counted_with_what_does() {
        let plants = [plant(0, at(50.0, 3.0), 2), plant(1, at(50.0, 3.0), 0), plant(2, at(20.0, 3.0), 0)];
        let shown: Vec<_> = pins(&plants, &Camera::world(SIZE)).into_iter().map(|p| p.plants).collect();
        assert_eq!(shown, [vec![2], vec![0]]);
    }

    #[test]
    fn those_out_of_view_are_not_laid_out() {
        let camera = Camera { scale: 3000.0, ..Camera::world(SIZE) };
        assert!(pins(&[plant(0, at(-40.0, -120.0), 1)], &camera).is_empty());
    }

    fn world_or_part() -> impl Strategy<Value = Camera> {
        let part = (-50i16..60, -170i16..170, 900f32..9000.0).prop_map(|(lat, lon, scale)| {
            let projection = Projection::About { lat, lon, reach: 75 };
            Camera { center: Pos2::ZERO, scale, projection }
        });
        prop_oneof![Just(Camera::world(SIZE)), part]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        /// A pin at its own place, to a pixel, on every map and at every scale; nobody lost, nobody twice.
        #[test]
        fn every_pin_stands_at_the_place_of_its_first_plant(
            camera in world_or_part(), zoom in 0.8f32..1.2, by in (-30f32..30.0, -30f32..30.0),
            spots in proptest::collection::vec((-3.0f64..3.0, -3.0f64..3.0, 1u32..30), 0..120),
        ) {
            let middle = camera.projection.middle().unwrap_or(at(48.0, 8.0));
            let plants: Vec<_> = (0..).zip(&spots)
                .map(|(n, (lat, lon, models))| plant(n, at(middle.lat + lat, middle.lon + lon), *models))
                .collect();
            let mut layout = PinLayout::default();
            layout.pins(&plants, &camera, SIZE);
            let moved = Camera { scale: camera.scale * zoom, ..camera }.panned(vec2(by.0, by.1), SIZE);
            let pins = layout.pins(&plants, &moved, SIZE);
            for pin in &pins {
                let true_place = moved.screen_of(plants[pin.plants[0]].place, SIZE);
                prop_assert!(pin.at.distance(true_place) < 1.0);
            }
            prop_assert_eq!(touching(&pins), 0);
            prop_assert_eq!(&pins, &PinLayout::default().pins(&plants, &moved, SIZE));
            let mut all: Vec<_> = pins.iter().flat_map(|pin| pin.plants.iter().copied()).collect();
            all.sort_unstable();
            let seen = Rect::from_min_size(Pos2::ZERO, SIZE);
            let in_view = (0..plants.len()).filter(|n| seen.contains(moved.screen_of(plants[*n].place, SIZE)));
            for n in in_view {
                prop_assert!(all.binary_search(&n).is_ok(), "a plant in view is in a pin");
            }
            all.dedup();
            prop_assert_eq!(all.len(), pins.iter().map(|pin| pin.plants.len()).sum::<usize>());
        }
    }
}
