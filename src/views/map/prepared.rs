//! The map as one of the views: on pages, and in words.
//!
//! It must never count a region itself: the tally does.

use super::tally::Tally;
use super::{Camera, MapChoices, MapPort, PinLayout, draw, legend, notes};
use crate::plan::{BitSet, Plan, Thing};
use crate::scene::{Scene, StandsFor};
use crate::views::{LegendEntry, Look, Looked, PagePart, Prepared, View, focus, words};
use std::borrow::Cow;

/// Regions and plants.
#[derive(Debug, Clone, Copy)]
pub struct MapView;

impl View for MapView {
    type Options = MapChoices;
    type Port = MapPort;

    const WORD: &'static str = "map";
    const NAME: &'static str = "Map";

    fn tidied(port: MapPort) -> MapPort {
        port.tidied()
    }

    fn prepare<'a>(look: &Look<'a>, looked: &Looked<MapChoices, MapPort>, _live: bool) -> impl Prepared + 'a {
        ReadyMap {
            look: *look,
            tally: Cow::Owned(Tally::new(look, looked.options)),
            camera: looked.port.camera,
        }
    }
}

/// A map that is counted; without a camera it shows the whole plan.
struct ReadyMap<'a> {
    look: Look<'a>,
    tally: Cow<'a, Tally>,
    camera: Option<Camera>,
}

impl Tally {
    /// This map as one of the views, where a camera looks; without one it shows the whole plan.
    pub fn ready<'a>(&'a self, look: &Look<'a>, camera: Option<Camera>) -> impl Prepared + 'a {
        ReadyMap { look: *look, tally: Cow::Borrowed(self), camera }
    }
}

impl Prepared for ReadyMap<'_> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn scene(&self, part: PagePart) -> Scene {
        let camera = self.camera.unwrap_or_else(|| Camera::plan(&self.look, part.size));
        draw(&self.look, &self.tally, &mut PinLayout::default(), &camera, part.size)
    }

    /// The items that its regions are coloured by, wherever it looks.
    fn shown(&self, _part: PagePart) -> BitSet {
        self.look.there().into_owned()
    }

    fn legend(&self, _width: f32, _shown: Option<&BitSet>) -> Vec<LegendEntry> {
        legend(&self.look, &self.tally)
    }

    fn headline(&self) -> String {
        "Map of regions and plants".to_owned()
    }

    /// What a map counts has begun.
    fn details(&self, _shown: &BitSet) -> String {
        self.look.focus.map_or(String::new(), |day| format!(", begun by {}", focus::words(day)))
    }

    fn words(&self, what: StandsFor) -> Option<String> {
        match what {
            // Pins that stand too close to be told apart, under the most important of their plants.
            StandsFor::Count { group, count, .. } => {
                let plant = &self.look.plan.record(Thing::nth(group)).name;
                Some(format!("{count} plants: {plant} and {} more", count.saturating_sub(1)))
            }
            _ => words::of(self.look.plan, what),
        }
    }

    fn notes(&self, _shown: &BitSet) -> Vec<String> {
        notes(&self.look)
    }
}
