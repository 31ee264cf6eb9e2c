//! Views: a plan, what matches, and a viewport become a scene.
//!
//! They must never do I/O, fail on a checked plan, or know a window. Each view offers its scene for a
//! rectangle of any size (the window asks for its tile, a picture for its page), its legend, and the
//! height that it would like for a width.

pub mod change;
pub mod cites;
mod count;
pub mod coverage;
pub mod cycle;
pub mod days;
#[cfg(test)]
pub(crate) mod fixture;
pub mod focus;
pub mod furniture;
mod link;
pub mod map;
pub mod matrix;
mod nothing;
pub mod overview;
pub mod ownership;
mod pale;
pub mod palette;
pub mod pen;
pub mod picture;
mod prepared;
mod registry;
pub mod roll;
pub mod table;
pub mod targets;
#[cfg(test)]
mod tests;
pub mod timeline;
mod view;
pub mod words;
pub mod world;

pub use count::{Count, Dates, Noun};
pub use link::Link;
pub use prepared::{PagePart, Prepared};
pub use registry::{Arranged, ViewKind, ViewOptions, ViewPort, prepare};
pub use view::{FrameError, Looked, Side, SideError, View};

use crate::date::Day;
use crate::explore::Filter;
use crate::plan::{BitSet, Facet, Plan, Thing};
use crate::scene::{CATEGORIES, Metrics, Shape, own_category};

/// What every view is shown with.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The filter, as it was understood.
    pub filter: &'a Filter,
    /// The items that it keeps.
    pub matching: &'a BitSet,
    /// Those of them that are not pale, where others are to stay; none where all that are kept are alike.
    pub lit: Option<&'a BitSet>,
    /// How wide texts are.
    pub metrics: &'a Metrics,
    /// What the person picked; marks of it and of what belongs to it stand out.
    pub selection: Option<Thing>,
    /// Today, where it is to be drawn.
    pub today: Option<Day>,
    /// The date at which the plan is looked at, where there is one.
    pub focus: Option<Day>,
    /// Names keep room for the number of a source behind them.
    pub numbered: bool,
}

impl<'a> Look<'a> {
    /// A plan looked at through a filter: nothing is picked, no date is drawn.
    pub fn new(plan: &'a Plan, filter: &'a Filter, matching: &'a BitSet, metrics: &'a Metrics) -> Self {
        Self {
            plan,
            filter,
            matching,
            lit: None,
            metrics,
            selection: None,
            today: None,
            focus: None,
            numbered: false,
        }
    }

    /// The values of a facet that the filter asks for; none where others stay beside them.
    pub fn chosen(&self, facet: Facet) -> Vec<u32> {
        if self.lit.is_some() {
            return Vec::new();
        }
        let of_facet = self.filter.choices().filter(|(of, _)| *of == facet);
        of_facet.flat_map(|(_, choice)| choice.any().to_vec()).collect()
    }
}

/// One line of a legend.
#[derive(Debug, Clone)]
pub struct LegendEntry {
    /// Drawn within 18 by 10 points from the origin.
    pub swatch: Shape,
    /// What it means.
    pub label: String,
}

/// Width and height of a legend's swatch in points.
pub const SWATCH: emath::Vec2 = emath::vec2(18.0, 10.0);

/// The colour of a brand wherever it is drawn: its own, where the plan gives it one, or that of its place among
/// the plan's brands; those past the palette share one.
pub fn brand_category(plan: &Plan, value: u32) -> u32 {
    let thing = plan.items().column(Facet::Brand).values().get(value as usize).and_then(|value| value.thing);
    let place = value.saturating_sub(1);
    match thing.and_then(|thing| plan.record(thing).color()) {
        Some(color) => own_category(color),
        None if place < CATEGORIES => place,
        None => palette::OTHER,
    }
}

/// With a capital at its beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    // A name such as "iX" begins with a small letter on purpose.
    let second_is_large = words.chars().nth(1).is_some_and(char::is_uppercase);
    match letters.next() {
        Some(first) if !second_is_large => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}
