//! Where plants stand on the screen: pins moved apart where they would hide one another, or counted
//! together where there are too many.
//!
//! It must never depend on chance or on what was shown before: the same view gives the same pins.

use super::Camera;
use super::tally::Plant;
use emath::{Pos2, Rect, Vec2, pos2};

/// One or more plants as a disc on the screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pin {
    /// Places among the tally's plants; the most important first.
    pub plants: Vec<usize>,
    /// Where its disc is drawn.
    pub at: Pos2,
    /// Where it really is.
    pub place: Pos2,
    pub radius: f32,
}

/// So many pins in one heap are moved apart; more are counted together.
const HEAP: usize = 12;
/// Pins that are counted together lie within this distance of the first, in points.
const REACH: f32 = 24.0;
/// Bare room between discs.
const GAP: f32 = 1.5;
/// How often heaps are laid out at most.
const ROUNDS: u8 = 12;
/// More pins than these in view are a crowd.
const CROWD: usize = 300;

/// Where the pins of a part of the map stand, for a step of the zoom: kept while the camera stays in it.
#[derive(Debug, Clone, Default)]
pub struct PinLayout {
    of: Option<Cutout>,
    /// In points from the projection's origin, at the step's scale.
    pins: Vec<Pin>,
}

/// A step of the zoom, and the squares of the map around what is in view there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cutout {
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
        Self { step, min: square(view.min), max: square(view.max) }
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
    /// The pins of the plants that are in view or close to it, the most important last. Those of other
    /// plants must be asked of another layout.
    pub(super) fn pins(&mut self, plants: &[Plant], camera: &Camera, size: Vec2) -> Vec<Pin> {
        let part = Cutout::new(camera, size);
        if self.of != Some(part) {
            let scale = Cutout::scale_of(part.step);
            self.pins = laid_out(plants, scale, part.rect(), |p| (p.to_vec2() * scale).to_pos2());
            self.of = Some(part);
        }
        let near = Rect::from_min_size(Pos2::ZERO, size).expand(2.0 * REACH);
        let place = |pin: &Pin| {
            let plant = pin.plants.first().and_then(|n| plants.get(*n))?;
            let place = camera.to_screen(plant.at, size);
            let at = place + (pin.at - pin.place);
            near.contains(at).then(|| Pin { at, place, ..pin.clone() })
        };
        self.pins.iter().filter_map(place).collect()
    }
}

/// The pins of the plants within a rectangle.
fn laid_out(plants: &[Plant], scale: f32, within: Rect, to_screen: impl Fn(Pos2) -> Pos2) -> Vec<Pin> {
    let mut pins: Vec<Pin> = plants
        .iter()
        .enumerate()
        .map(|(n, plant)| (n, plant, to_screen(plant.at)))
        .filter(|(_, _, at)| within.contains(*at))
        .map(|(n, plant, at)| Pin { plants: vec![n], at, place: at, radius: radius(plant, scale) })
        .collect();
    // Stable: plants with as many models keep the order of the file.
    let first = |pin: &Pin| pin.plants.first().and_then(|n| plants.get(*n));
    pins.sort_by_key(|pin| first(pin).map(|p| (!p.selected, u32::MAX - p.models)));
    // Heaps that were moved apart may have come upon each other, so it is done again.
    // A crowd is counted together sooner: its layout must not hold up a frame.
    let (most, heap) = if pins.len() > CROWD { (ROUNDS / 4, HEAP / 3) } else { (ROUNDS, HEAP) };
    let mut rounds = 0;
    while rounds < most && round(&mut pins, heap) {
        rounds += 1;
    }
    // The most important are drawn last, in front.
    pins.sort_by_key(|pin| std::cmp::Reverse(first(pin).map(|p| (!p.selected, u32::MAX - p.models))));
    pins
}

/// Lays out each heap by itself, those larger than `largest` counted together; false where no pin touches
/// another.
fn round(pins: &mut Vec<Pin>, largest: usize) -> bool {
    let heaps = heaps(pins);
    if heaps.iter().all(|(first, n)| first == n) {
        return false;
    }
    let mut old: Vec<Option<Pin>> = pins.drain(..).map(Some).collect();
    let mut take = |n: usize| old.get_mut(n).and_then(Option::take);
    for heap in heaps.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, alone)] = heap {
            pins.extend(take(*alone));
            continue;
        }
        let heap: Vec<Pin> = heap.iter().filter_map(|(_, n)| take(*n)).collect();
        match heap.len() {
            n if n <= largest => pins.extend(apart(heap)),
            _ => pins.extend(together(&heap)),
        }
    }
    true
}

/// Larger for more models, and a little smaller where the map is small.
fn radius(plant: &Plant, scale: f32) -> f32 {
    let size = (scale / 300.0).clamp(0.75, 1.15);
    if plant.models == 0 { 2.4 * size } else { (2.6 + 1.6 * (plant.models as f32).sqrt().min(4.0)) * size }
}

/// Pins by the square of the screen that they lie in: one flat list, and where each square's part begins.
struct Squares {
    around: Rect,
    columns: usize,
    starts: Vec<u32>,
    flat: Vec<u32>,
}

impl Squares {
    fn new(pins: &[Pin]) -> Self {
        let around = pins.iter().fold(Rect::NOTHING, |all, pin| all.union(Rect::from_pos(pin.at)));
        // A rim of empty squares spares asking whether there are neighbours.
        let around = if around.is_finite() { around.expand(REACH) } else { Rect::ZERO };
        let columns = (around.width() / REACH) as usize + 2;
        let rows = (around.height() / REACH) as usize + 2;
        let mut squares =
            Self { around, columns, starts: vec![0; columns * rows + 1], flat: vec![0; pins.len()] };
        let places: Vec<usize> = pins.iter().map(|pin| squares.of(pin.at)).collect();
        for place in &places {
            squares.starts.iter_mut().skip(place + 1).take(1).for_each(|n| *n += 1);
        }
        let mut sum = 0;
        squares.starts.iter_mut().for_each(|n| {
            sum += *n;
            *n = sum;
        });
        let mut next = squares.starts.clone();
        for (place, n) in places.into_iter().zip(0..) {
            if let Some(at) = next.get_mut(place) {
                squares.flat.iter_mut().skip(*at as usize).take(1).for_each(|slot| *slot = n);
                *at += 1;
            }
        }
        squares
    }

    fn of(&self, at: Pos2) -> usize {
        let cell = ((at - self.around.min) / REACH).max(Vec2::ZERO);
        cell.y as usize * self.columns + cell.x as usize
    }

    /// The pins of a point's square and of the eight around it, square by square.
    fn around(&self, at: Pos2) -> impl Iterator<Item = &[u32]> {
        let middle = self.of(at);
        let rows = [middle.saturating_sub(self.columns), middle, middle + self.columns];
        let places = rows.into_iter().flat_map(|row| [row.saturating_sub(1), row, row + 1]);
        places.filter_map(|place| {
            let (start, end) = (self.starts.get(place)?, self.starts.get(place + 1)?);
            self.flat.get(*start as usize..*end as usize)
        })
    }
}

/// Each pin after the first of its heap: pins that touch one another, directly or through others.
fn heaps(pins: &[Pin]) -> Vec<(usize, usize)> {
    let squares = Squares::new(pins);
    let mut leader: Vec<usize> = (0..pins.len()).collect();
    for (n, pin) in pins.iter().enumerate() {
        for others in squares.around(pin.at) {
            // A crowded square is one heap anyway: its first pin speaks for all.
            let crowded = others.len() > 4 * HEAP;
            let asked = if crowded { others.get(..1).unwrap_or_default() } else { others };
            for other in asked.iter().map(|n| *n as usize) {
                let touches = pins.get(other).is_some_and(|o| {
                    let apart = o.radius + pin.radius + GAP / 2.0;
                    crowded || o.at.distance_sq(pin.at) < apart * apart
                });
                if touches && other != n {
                    join(&mut leader, n, other);
                }
            }
        }
    }
    let mut heaps: Vec<(usize, usize)> = (0..pins.len()).map(|n| (find(&mut leader, n), n)).collect();
    heaps.sort_unstable();
    heaps
}

fn find(leader: &mut [usize], n: usize) -> usize {
    let mut top = n;
    while let Some(&next) = leader.get(top).filter(|next| **next != top) {
        top = next;
    }
    if let Some(slot) = leader.get_mut(n) {
        *slot = top;
    }
    top
}

fn join(leader: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(leader, a), find(leader, b));
    if let Some(slot) = leader.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

/// Pushes the pins of a heap apart until none touches another.
fn apart(mut heap: Vec<Pin>) -> Vec<Pin> {
    for _ in 0..200 {
        let mut moved = false;
        for a in 1..heap.len() {
            let (front, back) = heap.split_at_mut(a);
            let Some(second) = back.first_mut() else { continue };
            for (b, first) in front.iter_mut().enumerate() {
                let between = second.at - first.at;
                let missing = first.radius + second.radius + GAP - between.length();
                if missing > 0.05 {
                    // Pins on one spot part in directions that their places decide.
                    let angle = 2.4 * (a * HEAP + b) as f32;
                    let way =
                        if between.length() > 0.01 { between.normalized() } else { Vec2::angled(angle) };
                    first.at -= way * (missing * 0.4);
                    second.at += way * (missing * 0.6);
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    heap
}

/// Counts the pins of a heap together: each of the most important takes those within reach.
fn together(heap: &[Pin]) -> Vec<Pin> {
    let squares = Squares::new(heap);
    let mut taken = vec![false; heap.len()];
    let mut groups = Vec::new();
    for (n, seed) in heap.iter().enumerate() {
        if taken.get(n).copied().unwrap_or(true) {
            continue;
        }
        let mut group = seed.clone();
        let mut members: Vec<usize> = squares
            .around(seed.at)
            .flatten()
            .map(|n| *n as usize)
            .filter(|other| {
                let free = !taken.get(*other).copied().unwrap_or(true);
                free && heap.get(*other).is_some_and(|o| o.at.distance(seed.at) < REACH)
            })
            .collect();
        members.sort_unstable();
        for &member in &members {
            if let Some(slot) = taken.get_mut(member) {
                *slot = true;
            }
        }
        let plants = members.iter().filter_map(|m| heap.get(*m)).flat_map(|pin| pin.plants.iter().copied());
        group.plants = plants.collect();
        if group.plants.len() > 1 {
            // The disc widens with its figure.
            let figures = group.plants.len().ilog10() as f32;
            group.radius = 6.5 + 2.8 * figures.max(0.5);
        }
        groups.push(group);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Thing;
    use emath::vec2;
    use proptest::prelude::*;

    fn plant(n: u32, at: Pos2, models: u32) -> Plant {
        Plant { thing: Thing::nth(n), at, models, brand: None, selected: false, home: Vec::new() }
    }

    fn frame() -> Rect {
        Rect::from_min_max(Pos2::ZERO, pos2(800.0, 500.0))
    }

    fn touching(pins: &[Pin]) -> usize {
        let pairs = pins.iter().enumerate().flat_map(|(n, a)| pins.iter().skip(n + 1).map(move |b| (a, b)));
        pairs.filter(|(a, b)| a.at.distance(b.at) < a.radius + b.radius - 0.1).count()
    }

    #[test]
    fn neighbours_part_and_know_their_place() {
        let spots = [(100.0, 100.0), (103.0, 100.0), (101.0, 102.0), (300.0, 300.0)];
        let plants: Vec<_> = (0..4).zip(spots).map(|(n, (x, y))| plant(n, pos2(x, y), 4)).collect();
        let pins = laid_out(&plants, 300.0, frame(), |p| p);
        assert_eq!((pins.len(), touching(&pins)), (4, 0));
        assert!(pins.iter().all(|pin| pin.at.distance(pin.place) < 25.0));
        let alone = pins.iter().find(|pin| pin.plants == [3]).unwrap();
        assert_eq!(alone.at, alone.place);
    }

    #[test]
    fn two_thousand_in_one_city_are_one_count() {
        let plants: Vec<_> = (0..2000).map(|n| plant(n, pos2(200.0, 200.0), n % 5)).collect();
        let pins = laid_out(&plants, 300.0, frame(), |p| p);
        assert_eq!(pins.len(), 1);
        assert_eq!(pins[0].plants.len(), 2000);
    }

    #[test]
    fn those_out_of_view_are_not_laid_out() {
        let plants = [plant(0, pos2(-500.0, 0.0), 1), plant(1, pos2(f32::NAN, 5.0), 1)];
        assert!(laid_out(&plants, 300.0, frame(), |p| p).is_empty());
    }

    #[test]
    fn panning_moves_pins_together_and_zooming_keeps_them_apart() {
        let plants: Vec<_> = (0..8).map(|n| plant(n, pos2(n as f32 * 0.002, 0.0), 9)).collect();
        let (size, mut layout) = (vec2(800.0, 500.0), PinLayout::default());
        let camera = Camera { center: pos2(0.0, 0.0), scale: 1000.0 };
        let before = layout.pins(&plants, &camera, size);
        let by = vec2(7.0, -3.0);
        let panned = layout.pins(&plants, &camera.panned(by, size), size);
        assert_eq!(before.len(), 8);
        for (a, b) in before.iter().zip(&panned) {
            assert!((a.at + by).distance(b.at) < 0.01 && a.plants == b.plants);
        }
        for n in 0..60 {
            let camera = Camera { scale: 900.0 * 1.01f32.powi(n), ..camera };
            assert_eq!(touching(&layout.pins(&plants, &camera, size)), 0, "at {}", camera.scale);
            let again = PinLayout::default().pins(&plants, &camera, size);
            assert_eq!(layout.pins(&plants, &camera, size), again, "the same view gives the same pins");
        }
    }

    proptest! {
        #[test]
        fn every_plant_is_in_one_pin(spots in proptest::collection::vec((0.0f32..800.0, 0.0f32..500.0, 0u32..30), 0..300)) {
            let plants: Vec<_> =
                (0..).zip(&spots).map(|(n, (x, y, models))| plant(n, pos2(*x, *y), *models)).collect();
            let pins = laid_out(&plants, 300.0, frame(), |p| p);
            let mut all: Vec<_> = pins.iter().flat_map(|pin| pin.plants.iter().copied()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..plants.len()).collect::<Vec<_>>());
        }

        #[test]
        fn a_heap_of_few_is_moved_apart(spots in proptest::collection::vec((390.0f32..410.0, 240.0f32..260.0, 0u32..9), 2..=HEAP)) {
            let plants: Vec<_> =
                (0..).zip(&spots).map(|(n, (x, y, models))| plant(n, pos2(*x, *y), *models)).collect();
            prop_assert_eq!(touching(&laid_out(&plants, 300.0, frame(), |p| p)), 0);
        }
    }
}
