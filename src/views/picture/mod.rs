//! A view as a picture that explains itself: laid out afresh for its page, furniture around it.
//!
//! It must never look at the window: what is shown is said by the order alone.

mod no_room;
mod pages;
mod sheet;

pub use no_room::NoRoom;

use super::{Arranged, Count, Look, Prepared, ViewKind, prepare};
use crate::scene::Scene;
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
    /// What is shown.
    pub count: Count,
    /// What there is no room for.
    pub left: NoRoom,
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
}

impl Order {
    /// A picture of a whole view as usual.
    pub fn new(view: ViewKind) -> Self {
        Self { view, views: Arranged::default(), plain: false, further: false }
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
    let sheet = Sheet::new(Rc::clone(view), look, order.plain);
    match height {
        None => sheet.of_its_height(width),
        Some(height) => pages::draw(&sheet, order.further, vec2(width, height)),
    }
}

#[cfg(test)]
mod tests;
