//! One map on the screen: what is shown, which outlines, where the camera looks, and what lies under a point.
//!
//! It must never draw, nor count.

use super::tally::{Region, Tally};
use super::{Camera, NEAR_FROM};
use crate::scene::Area;
use crate::views::Look;
use crate::views::world::{Detail, Glance, Land, Projection, World, area_of, homeland, world};
use emath::{Pos2, Rect, Vec2};
use std::sync::Arc;

/// What a map is drawn from.
pub(super) struct Canvas<'a> {
    pub look: &'a Look<'a>,
    pub tally: &'a Tally,
    pub world: Arc<World>,
    pub camera: Camera,
    pub size: Vec2,
}

/// What lies under a point of the screen, as far as reading a text there goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Water, or beside the globe.
    Sea,
    /// Land outside every region.
    Land,
    /// A region, by its place, and how it is painted.
    Region(usize, Tone),
}

/// How a region is painted, as far as reading a text on it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// So pale that text is read as on land.
    Pale,
    /// This step of the ramp: text on it has an ink of its own.
    Deep(u8),
    /// Lines that disturb text.
    Hatched,
}

/// A country that is too small to be seen, marked by a dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dot {
    pub at: Pos2,
    /// The place of the region that it is in.
    pub region: usize,
}

impl Dot {
    /// Large enough to be seen and pointed at, in points.
    pub(super) const RADIUS: f32 = 3.0;
    /// What is wider than this is seen without one.
    const NEEDED: f32 = 3.5;
}

impl<'a> Canvas<'a> {
    pub(super) fn new(look: &'a Look<'a>, tally: &'a Tally, camera: Camera, size: Vec2) -> Self {
        let detail = if camera.scale < NEAR_FROM { Detail::Far } else { Detail::Near };
        Self { look, tally, world: world(camera.projection, detail), camera, size }
    }

    pub(super) fn frame(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, self.size)
    }

    pub(super) fn grounds(&self) -> Grounds<'_> {
        let of_land = self.world.lands.iter().map(|land| self.ground_of(land)).collect();
        let origin = self.camera.from_screen(Pos2::ZERO, self.size);
        let unit = 1.0 / self.camera.scale;
        let own = self.tally.regions.iter().enumerate();
        let own =
            own.filter(|(_, region)| region.shown && region.corners.len() > 1).flat_map(|(n, region)| {
                let areas = area_of(&region.corners, self.camera.projection);
                areas.into_iter().map(move |area| (area, Ground::Region(n, region.tone())))
            });
        let view = self.camera.view(self.size);
        let own = own.filter(|(area, _)| area.bounds().intersects(view)).collect();
        Grounds { of_land, glance: self.world.seen_from(origin, unit), own, origin, unit }
    }

    /// The region that a land is filled for.
    pub(super) fn region_of(&self, land: &Land) -> Option<(usize, &Region)> {
        let n = *self.tally.regions_of_land(land).first()?;
        Some((n, self.tally.regions.get(n)?))
    }

    fn ground_of(&self, land: &Land) -> Ground {
        match self.region_of(land).filter(|(_, region)| region.shown) {
            Some((n, region)) => Ground::Region(n, region.tone()),
            None => Ground::Land,
        }
    }

    /// Countries of regions that nobody would see without a dot: those that are small or have no outline, unless
    /// they lie amid lands of their own region.
    pub(super) fn dots(&self, grounds: &Grounds<'_>) -> Vec<Dot> {
        let near = self.frame().expand(Dot::RADIUS);
        let mut dots: Vec<Dot> = Vec::new();
        let mut countries: Vec<_> = self.tally.filled_countries().collect();
        // A region of few countries has nothing else to be seen by.
        countries.sort_by_key(|(_, n)| self.tally.regions.get(*n).map(|region| region.countries.len()));
        for (country, region) in countries {
            let Some(home) = homeland(country) else { continue };
            let across = 2.0 * home.reach.to_radians() as f32 * self.camera.scale;
            let at = self.camera.screen_of(home.place, self.size);
            if across > Dot::NEEDED || !near.contains(at) {
                continue;
            }
            let own = |at: Pos2| matches!(grounds.at(at), Ground::Region(n, _) if n == region);
            let around =
                (0..8u8).map(|n| at + Vec2::angled(f32::from(n) * std::f32::consts::FRAC_PI_4) * 5.0);
            let amid = around.filter(|at| own(*at)).count() >= 5;
            // Those that would lie on one another are one dot.
            let free = dots.iter().all(|dot| dot.at.distance(at) >= 2.0 * Dot::RADIUS);
            if !amid && free {
                dots.push(Dot { at, region });
            }
        }
        dots
    }

    /// Where small islands of deep colour lie on the screen.
    pub(super) fn isles(&self) -> Vec<Rect> {
        let view = self.camera.view(self.size);
        let is_deep = |land: &Land| match self.ground_of(land) {
            Ground::Region(_, tone) => tone != Tone::Pale,
            Ground::Sea | Ground::Land => false,
        };
        let isles = self.world.isles.iter().filter(|isle| isle.bounds.intersects(view));
        let deep = isles.filter(|isle| self.world.lands.get(isle.land).is_some_and(is_deep));
        let to_screen = |p: Pos2| self.camera.to_screen(p, self.size);
        deep.map(|i| Rect::from_min_max(to_screen(i.bounds.min), to_screen(i.bounds.max))).collect()
    }

    /// Whether it shows only a part of the globe, so that a reader may ask which.
    pub(super) fn is_part(&self) -> bool {
        self.camera.projection != Projection::World
            || self.camera.scale > 2.5 * Camera::world(self.size).scale
    }
}

/// What lies under the points of a screen, to a part of a degree.
pub(super) struct Grounds<'a> {
    of_land: Vec<Ground>,
    glance: Glance<'a>,
    /// Regions with an outline of their own, which lies on lands and seas.
    own: Vec<(Arc<Area>, Ground)>,
    /// Where the screen begins on the map, and units of the map a point.
    origin: Pos2,
    unit: f32,
}

impl Grounds<'_> {
    pub(super) fn at(&self, at: Pos2) -> Ground {
        if !self.own.is_empty() {
            let point = self.origin + at.to_vec2() * self.unit;
            // The last one lies on the others.
            if let Some((_, ground)) = self.own.iter().rfind(|(area, _)| area.contains(point)) {
                return *ground;
            }
        }
        self.glance.at(at).and_then(|n| self.of_land.get(n)).copied().unwrap_or(Ground::Sea)
    }
}

impl Region {
    pub(super) fn tone(&self) -> Tone {
        match self.step {
            _ if self.excluded => Tone::Hatched,
            Some(step) if step >= 2 => Tone::Deep(step),
            _ => Tone::Pale,
        }
    }
}
