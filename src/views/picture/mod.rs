//! A view as a picture that explains itself: laid out afresh for its page, furniture around it.
//!
//! It must never look at the window: what is shown is said by the order alone.

mod no_room;
mod pages;
mod sheet;
mod words;

pub use no_room::NoRoom;
pub use words::Words;

use super::furniture::Cited;
use super::{Arranged, Count, Look, Prepared, ViewKind, prepare};
use crate::plan::BitSet;
use crate::scene::{Scene, Size};
use emath::vec2;
use sheet::Sheet;
use std::rc::Rc;

/// A view drawn on its page or pages.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The page, or the first one.
    pub scene: Scene,
    /// The pages after it, each of the same size.
    pub further: Vec<Scene>,
    /// What is shown, counted.
    pub count: Count,
    /// What is shown.
    pub shown: BitSet,
    /// What there is no room for.
    pub left: NoRoom,
    /// All sources, where its page does not list them all.
    unlisted: Vec<Cited>,
}

/// What is to be drawn.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which view.
    pub view: ViewKind,
    /// How the view is arranged, and the part of it to be drawn.
    pub views: Arranged,
    /// Without title, legend and sources.
    pub plain: bool,
    /// What has no room on the page follows on further pages.
    pub further: bool,
    /// Words of the person's own.
    pub words: Words,
    /// Where the sources are that have no room: "in the plan file".
    pub elsewhere: String,
    /// A picture without a height may become wider than ordered rather than leave out columns.
    pub free: bool,
    /// Nothing is printed smaller than this, in the picture's points.
    pub smallest: f32,
}

/// A picture that is free in its width is so many times as wide at most.
const WIDEST: f32 = 1.6;
/// The least that is printed on paper, in points.
pub const ON_PAPER: f32 = 7.0;
/// The least that is printed on a screen, in pixels.
pub const ON_SCREEN: f32 = 12.0;

impl Order {
    /// A picture of a whole view as usual.
    pub fn new(view: ViewKind) -> Self {
        Self {
            view,
            views: Arranged::default(),
            plain: false,
            further: false,
            words: Words::default(),
            elsewhere: "in the plan file".to_owned(),
            free: true,
            smallest: ON_SCREEN,
        }
    }

    /// How much larger than ordered a scene may be drawn that is then drawn as wide as ordered.
    fn most_small(&self) -> f32 {
        (Size::Tick.points() / self.smallest).clamp(0.1, 2.0)
    }
}

/// Draws a picture of a width and height in points. Without a height it is as high as everything needs.
///
/// The scene of a page is larger or smaller than ordered in the same proportion, to be drawn as wide as
/// ordered: a page that is too small for everything gets smaller print, within limits, and one that is
/// much too large for its view larger print. What even so has no room is left out by whole rows and told.
pub fn draw(look: &Look<'_>, order: &Order, width: f32, height: Option<f32>) -> Drawn {
    draw_prepared(&prepared(look, order), look, order, width, height)
}

/// The view of an order, made ready: for a picture of it, and for the words of its marks.
pub fn prepared<'a>(look: &Look<'a>, order: &Order) -> Rc<dyn Prepared + 'a> {
    Rc::from(prepare(order.view, look, &order.views, false))
}

/// The same as [`draw`], of a view that is ready.
pub fn draw_prepared(
    view: &Rc<dyn Prepared + '_>,
    look: &Look<'_>,
    order: &Order,
    width: f32,
    height: Option<f32>,
) -> Drawn {
    let sheet = Sheet::new(Rc::clone(view), look, order);
    match height {
        None => {
            let least = order.most_small();
            let widest = if order.free { least.max(WIDEST) } else { least };
            let widths = pages::factors(least.min(1.0), widest).map(|factor| width * factor);
            let mut drawn = sheet.of_its_height(widths);
            if order.further {
                sheet.add_sources(&mut drawn);
            }
            drawn
        }
        Some(height) => pages::draw(&sheet, order, vec2(width, height)),
    }
}

/// The headline of a picture: the person's own, or the usual one.
pub fn title(look: &Look<'_>, drawn: &Drawn, words: &Words) -> String {
    match words.title.as_str() {
        "" => words::headline(look, &drawn.count, &drawn.shown),
        own => own.to_owned(),
    }
}

/// What usually stands beneath the headline of a picture.
pub fn subtitle(view: &dyn Prepared, look: &Look<'_>, drawn: &Drawn) -> String {
    words::subtitle(look, &view.summary(&drawn.shown))
}

/// What a picture with room for everything shows.
pub fn everything(view: &dyn Prepared) -> BitSet {
    // Wide enough for everything: what the page's width changes is only where it stands.
    view.shown(view.all(vec2(100_000.0, f32::MAX)))
}

/// What is to be seen on a picture, for those who cannot see it.
pub fn description(view: &dyn Prepared, look: &Look<'_>, drawn: &Drawn) -> String {
    words::description(look, view, &drawn.shown)
}

#[cfg(test)]
mod tests;
