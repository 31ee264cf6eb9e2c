//! Signs of plants and sites: a disc in the brand's colour, a ring where no model matches, a square for a site, a
//! count where several stand together.
//!
//! It must never decide where they stand.

use super::Purpose;
use super::canvas::Canvas;
use super::pins::Pin;
use super::tally::Plant;
use crate::scene::{Ink, Layer, Paint, Role, SEVERAL, Shape, Size, StandsFor, Stroke, Weight};
use crate::views::brand_category;
use emath::{Rect, Vec2, vec2};

/// The radius of a plant that is told in an inset.
const QUIET: f32 = 1.6;

/// Makes dots of the pins of plants that are told elsewhere, each by itself again.
pub(super) fn quieten(pins: &mut Vec<Pin>, canvas: &Canvas<'_>, purpose: &Purpose) {
    let mut quiet: Vec<Pin> = Vec::new();
    for pin in pins.iter_mut() {
        let (told, rest): (Vec<usize>, Vec<usize>) = pin.plants.iter().partition(|n| purpose.is_quiet(**n));
        if told.is_empty() {
            continue;
        }
        for n in told {
            let Some(plant) = canvas.tally.plants.get(n) else { continue };
            let at = canvas.camera.screen_of(plant.place, canvas.size);
            quiet.push(Pin { plants: vec![n], at, radius: QUIET });
        }
        pin.plants = rest;
    }
    pins.retain(|pin| !pin.plants.is_empty());
    quiet.append(pins);
    *pins = quiet;
}

/// Draws the pins, the last one in front.
pub(super) fn draw(layer: &mut Layer, canvas: &Canvas<'_>, pins: &[Pin], purpose: &Purpose) {
    for pin in pins {
        let Some((n, plant)) = pin.plants.first().and_then(|n| Some((*n, canvas.tally.plants.get(*n)?)))
        else {
            continue;
        };
        match pin.plants.len() {
            1 if purpose.is_quiet(n) => dot(layer, pin, plant),
            1 => single(layer, canvas, pin, plant),
            _ => counted(layer, canvas, pin, plant),
        }
    }
}

fn disc(pin: &Pin, radius: f32, fill: impl Into<Ink>, stroke: Option<Stroke>) -> Shape {
    Shape::Circle { center: pin.at, radius, fill: Some(fill.into()), stroke }
}

fn dot(layer: &mut Layer, pin: &Pin, plant: &Plant) {
    let rim = Some(Stroke::new(Role::Panel, 0.6));
    layer.add_for(StandsFor::Thing(plant.thing), disc(pin, pin.radius, Role::Text, rim));
}

fn single(layer: &mut Layer, canvas: &Canvas<'_>, pin: &Pin, plant: &Plant) {
    let stands_for = StandsFor::Thing(plant.thing);
    let rim = Some(Stroke::new(Role::Panel, 1.25));
    if plant.selected {
        let ring = Some(Stroke::new(Role::Accent, 2.0));
        layer.add_for(stands_for, disc(pin, pin.radius + 3.0, Role::Panel, ring));
    }
    let ink: Ink = match plant.brand {
        _ if !plant.matches => Ink::thin(Role::Muted, 170),
        Some(brand) => Role::Category(brand_category(canvas.look.plan, brand)).into(),
        None => Role::Category(SEVERAL).into(),
    };
    if plant.is_site {
        let rect = Rect::from_center_size(pin.at, Vec2::splat(1.7 * pin.radius));
        let fill = Some(Paint::Solid(ink));
        layer.add_for(stands_for, Shape::Rect { rect, radius: 0.0, fill, stroke: rim });
    } else if plant.models == 0 && plant.matches {
        // A rim around the ring keeps it apart from what it lies on.
        layer.add_for(stands_for, disc(pin, pin.radius + 1.2, Role::Panel, None));
        layer.add_for(stands_for, disc(pin, pin.radius, Role::Panel, Some(Stroke::new(Role::Text, 1.4))));
    } else {
        layer.add_for(stands_for, disc(pin, pin.radius, ink, rim));
    }
}

fn counted(layer: &mut Layer, canvas: &Canvas<'_>, pin: &Pin, plant: &Plant) {
    let count = u32::try_from(pin.plants.len()).unwrap_or(u32::MAX);
    // The group is the most important of the plants: what a click may fly to.
    let stands_for = StandsFor::Count { group: plant.thing.index() as u32, count, from: 0, to: 0 };
    let ring = if plant.selected { Stroke::new(Role::Accent, 2.0) } else { Stroke::new(Role::Panel, 1.25) };
    layer.add_for(stands_for, disc(pin, pin.radius, Role::Text, Some(ring)));
    let at = pin.at + vec2(0.0, Size::Tick.middle());
    let text = count.to_string();
    let figure = canvas.look.metrics.text_around(at, &text, Size::Tick, Weight::Semibold, Role::Panel);
    layer.add_for(stands_for, figure);
}
