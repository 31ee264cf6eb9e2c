//! The map as one of the views: on pages, and in words.
//!
//! It must never count a region itself: the tally does.

use super::legend::{legend, notes};
use super::tally::Tally;
use super::whole::{self, Sight};
use super::{Camera, Fit, Frame, MapChoices, MapPort};
use crate::plan::{BitSet, Facet, Kind, Plan, Record, Thing, fold};
use crate::scene::{Scene, StandsFor};
use crate::views::{FrameError, LegendEntry, Look, Looked, PagePart, Prepared, View, focus, words};
use emath::{Vec2, vec2};
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
        let tally = Tally::new(look, looked.options);
        let sight = match looked.port.camera {
            Some(camera) => Sight::Chosen(camera),
            None => Sight::Fitted(Fit::new(look.plan, &tally, &looked.port.frame)),
        };
        ReadyMap { look: *look, tally: Cow::Owned(tally), sight }
    }

    fn port_of_frame(plan: &Plan, word: &str) -> Result<MapPort, FrameError> {
        let frame = match word {
            "world" => Frame::World,
            "match" => Frame::Match,
            word => {
                let folded = fold(word);
                let regions = || plan.of_kind(Kind::Region).map(|(_, region)| region);
                let is_it = |r: &&Record| {
                    let names = std::iter::once(&r.id).chain([&r.name]).chain(r.aka.iter());
                    names.into_iter().any(|name| fold(name) == folded)
                };
                let Some(region) = regions().find(is_it) else {
                    let ids = regions().map(|r| r.id.to_string()).collect();
                    return Err(FrameError::Unknown(ids));
                };
                Frame::Region(region.id.clone())
            }
        };
        Ok(MapPort::framed(frame))
    }
}

/// A map that is counted.
struct ReadyMap<'a> {
    look: Look<'a>,
    tally: Cow<'a, Tally>,
    sight: Sight,
}

impl Tally {
    /// This map as one of the views, where a camera looks.
    pub fn ready<'a>(&'a self, look: &Look<'a>, camera: Camera) -> impl Prepared + 'a {
        ReadyMap { look: *look, tally: Cow::Borrowed(self), sight: Sight::Chosen(camera) }
    }
}

impl Prepared for ReadyMap<'_> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn wish(&self, room: Vec2) -> Vec2 {
        vec2(room.x, whole::wish(&self.look, &self.tally, &self.sight, room.x))
    }

    fn scene(&self, part: PagePart) -> Scene {
        whole::draw(&self.look, &self.tally, &self.sight, part.size)
    }

    /// The items that its regions are coloured by, wherever it looks.
    fn shown(&self, _part: PagePart) -> BitSet {
        self.look.there().into_owned()
    }

    fn legend(&self, _width: f32, _shown: Option<&BitSet>) -> Vec<LegendEntry> {
        legend(&self.look, &self.tally, &self.sight)
    }

    fn headline(&self) -> String {
        let words = self.look.plan.words();
        format!("Map of {} and {}", words.counted(Facet::Region, 2), words.kinds(Kind::Plant))
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
                let all = self.tally.plants.iter().all(|p| !p.is_site);
                let word = if all { self.look.plan.words().kinds(Kind::Plant) } else { "places".to_owned() };
                Some(format!("{count} {word}: {plant} and {} more", count.saturating_sub(1)))
            }
            _ => words::of(self.look.plan, what),
        }
    }

    fn notes(&self, _shown: &BitSet) -> Vec<String> {
        notes(&self.look, &self.tally, &self.sight)
    }
}
