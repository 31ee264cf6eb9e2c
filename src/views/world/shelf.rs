//! Worlds that are kept: the outline files are decoded once, each map of them is made once.
//!
//! It must never keep all maps that were ever asked for: of those about a place only the last ones.

use super::topology::{self, Feature};
use super::{Detail, Projection, World};
use emath::Pos2;
use std::sync::{Arc, Mutex, OnceLock};

const FAR: &str = include_str!("../../../assets/world/countries-110m.json");
const NEAR: &str = include_str!("../../../assets/world/countries-50m.json");

/// ISO 3166-1 numeric of Antarctica, which is left out.
const ANTARCTICA: u16 = 10;
/// So many maps about a place are kept.
const KEPT: usize = 12;

/// The squares across of the grids of both details, and of maps about a place.
const SQUARES: [usize; 3] = [960, 2400, 1600];

/// A map of the world at a detail, made when it is first asked for. About a place there is only the finer one.
pub fn world(projection: Projection, detail: Detail) -> Arc<World> {
    static WHOLE: [OnceLock<Arc<World>>; 2] = [OnceLock::new(), OnceLock::new()];
    static ABOUT: Mutex<Vec<(Projection, Arc<World>)>> = Mutex::new(Vec::new());
    if projection == Projection::World {
        let (slot, squares) = match detail {
            Detail::Far => (&WHOLE[0], SQUARES[0]),
            Detail::Near => (&WHOLE[1], SQUARES[1]),
        };
        return Arc::clone(slot.get_or_init(|| Arc::new(World::new(features(detail), projection, squares))));
    }
    // Held while a map is made: who asks for the same one waits for it rather than makes it again.
    let mut kept = ABOUT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(n) = kept.iter().position(|(of, _)| *of == projection) {
        // Used last, it stays longest.
        let found = kept.remove(n);
        kept.push(found);
    } else {
        let made = Arc::new(World::new(features(Detail::Near), projection, SQUARES[2]));
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((projection, made));
    }
    kept.last().map_or_else(|| world(Projection::World, detail), |(_, world)| Arc::clone(world))
}

/// Decodes everything that a first look closer would have to wait for: to be called beside the window's
/// thread.
pub fn prepare() {
    for detail in [Detail::Far, Detail::Near] {
        let _ = world(Projection::World, detail).about(Pos2::ZERO);
    }
}

/// What an outline file holds.
pub(super) fn features(detail: Detail) -> &'static [Feature] {
    static FILES: [OnceLock<Vec<Feature>>; 2] = [OnceLock::new(), OnceLock::new()];
    let (slot, text) = match detail {
        Detail::Far => (&FILES[0], FAR),
        Detail::Near => (&FILES[1], NEAR),
    };
    slot.get_or_init(|| {
        topology::read(text).into_iter().filter(|feature| feature.id != Some(ANTARCTICA)).collect()
    })
}
