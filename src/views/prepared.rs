//! A view made ready for a plan and a filter, as pictures and panes meet it: neither knows which view it is.
//!
//! It must never say what stands around a view: title, filter, sources.

use super::count::Count;
use super::{LegendEntry, words};
use crate::plan::{BitSet, Plan};
use crate::scene::{Scene, StandsFor};
use emath::{Vec2, vec2};

/// The height of what has no rows in its widths: the lands that people live in are so wide.
const FREE: f32 = 0.5;

/// The part of a view that one page shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PagePart {
    /// How far the view is scrolled to it, in points.
    pub scroll: Vec2,
    /// Its width and height in points.
    pub size: Vec2,
    /// How far the next page is scrolled, where there is more.
    pub next: Option<Vec2>,
}

impl PagePart {
    /// The size of what has no rows, for a width.
    pub fn free(room: Vec2) -> Vec2 {
        vec2(room.x, room.x * FREE)
    }
}

/// A view with what depends on plan, filter and options made once. Sizes are in points.
pub trait Prepared {
    /// The plan that it shows.
    fn plan(&self) -> &Plan;

    /// Whether it has rows, which need their height and can go on from page to page. What says that nothing
    /// matches has none.
    fn has_rows(&self) -> bool {
        false
    }

    /// The size at which it shows everything, where it is offered a room.
    fn wish(&self, room: Vec2) -> Vec2 {
        PagePart::free(room)
    }

    /// Whether all of it is shown on a room.
    fn fits(&self, room: Vec2) -> bool {
        let wish = self.wish(room);
        !self.has_rows() || (wish.x <= room.x + 0.5 && wish.y <= room.y + 0.5)
    }

    /// The view looked at as closely as a room allows, where that shows more of it: a picture cannot be zoomed.
    fn closer(&self, _room: Vec2) -> Option<Box<dyn Prepared + '_>> {
        None
    }

    /// The view as a room that is too small for all of it shows the best of it; `None` where it cannot choose.
    fn condensed(&self, _room: Vec2) -> Option<Box<dyn Prepared + '_>> {
        None
    }

    /// By which rule it chose what it shows at a width; `None` where it shows everything.
    fn rule(&self, _width: f32) -> Option<&'static str> {
        None
    }

    /// Whether its names keep room for the numbers of sources at a width.
    fn is_numbered(&self, _width: f32) -> bool {
        false
    }

    /// All of it in a room.
    fn all(&self, room: Vec2) -> PagePart {
        // No higher than it needs: what room is left is not the view's.
        let height = if self.has_rows() { self.wish(room).y.min(room.y) } else { room.y };
        PagePart { scroll: Vec2::ZERO, size: vec2(room.x, height), next: None }
    }

    /// The whole rows that a room holds, from a scroll on.
    fn part(&self, _scroll: Vec2, room: Vec2) -> PagePart {
        self.all(room)
    }

    /// A part drawn.
    fn scene(&self, part: PagePart) -> Scene;

    /// The items that a part shows.
    fn shown(&self, part: PagePart) -> BitSet;

    /// What follows on a part, as a person calls it.
    fn not_shown(&self, _part: PagePart) -> Vec<String> {
        Vec::new()
    }

    /// How many items of a shown set a reader meets.
    fn count(&self, shown: &BitSet) -> Count {
        Count::of_items(self.plan(), shown.count())
    }

    /// What its marks mean at a width: those of some items, or of all that match.
    fn legend(&self, width: f32, shown: Option<&BitSet>) -> Vec<LegendEntry>;

    /// What it is, in a few words: "Timeline by brand".
    fn headline(&self) -> String;

    /// What the count of a shown set is made of, to follow on it: ", 12 begun by 30 June 2027". Empty where
    /// there is nothing to add.
    fn details(&self, shown: &BitSet) -> String;

    /// What it leaves out or cannot place, as sentences.
    fn notes(&self, _shown: &BitSet) -> Vec<String> {
        Vec::new()
    }

    /// One line that says what is shown of some items, for captions and for those who hear it: "Timeline by
    /// brand: 60 of 139 items".
    fn summary(&self, shown: &BitSet) -> String {
        format!("{}: {}{}", self.headline(), self.count(shown), self.details(shown))
    }

    /// What one of its marks stands for, in a few words, for those who point at it and for those who hear it;
    /// `None` for what is nothing to point at.
    fn words(&self, what: StandsFor) -> Option<String> {
        words::of(self.plan(), what)
    }
}
