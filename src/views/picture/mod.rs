//! A view as a picture that explains itself: laid out afresh for its page, furniture around it.
//!
//! It must never look at the window: what is shown is said by the order alone.

mod count;
mod pages;
mod prepared;
mod sheet;

pub use count::{Count, Left};

use super::map::Flows;
use super::{Arranged, LegendEntry, Look, ViewKind};
use crate::date::Day;
use crate::explore::Filter;
use crate::plan::{Facet, Plan};
use crate::scene::{Scene, StandsFor};
use emath::vec2;
use prepared::Prepared;
use sheet::Sheet;

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
    pub left: Left,
}

/// What is to be drawn.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// Which view.
    pub view: ViewKind,
    /// The filter that the look's matching items come from, for its words.
    pub filter: &'a Filter,
    /// How the view is arranged, and the part of it to be drawn.
    pub views: Arranged,
    /// Without title, legend and sources.
    pub plain: bool,
    /// What has no room on the page follows on further pages.
    pub further: bool,
}

impl<'a> Order<'a> {
    /// A picture of a whole view as usual, without flows that only a selection would tell.
    pub fn new(view: ViewKind, filter: &'a Filter) -> Self {
        let mut views = Arranged::default();
        views.map.options.flows = Flows::None;
        Self { view, filter, views, plain: false, further: false }
    }
}

/// Draws a picture of a width and height in points. Without a height it is as high as everything needs.
///
/// The scene of a page is larger or smaller than ordered in the same proportion, to be drawn as wide as
/// ordered: a page that is too small for everything gets smaller print, within limits, and one that is
/// much too large for its view larger print. What even so has no room is left out by whole rows and told.
pub fn draw(look: &Look<'_>, order: &Order<'_>, width: f32, height: Option<f32>) -> Drawn {
    let chosen = chosen(order.filter, Facet::Region);
    match height {
        None => Sheet::new(Prepared::new(look, order, &chosen), look, order).of_its_height(width),
        Some(height) => pages::draw(look, order, &chosen, vec2(width, height)),
    }
}

/// What the marks of a view mean, where it is `width` points wide.
pub fn legend(look: &Look<'_>, order: &Order<'_>, width: f32) -> Vec<LegendEntry> {
    let chosen = chosen(order.filter, Facet::Region);
    let view = Prepared::new(look, order, &chosen);
    view.legend(look, width, None)
}

/// The values of a facet that a filter asks for.
pub fn chosen(filter: &Filter, facet: Facet) -> Vec<u32> {
    filter.choices().filter(|(of, _)| *of == facet).flat_map(|(_, choice)| choice.any().to_vec()).collect()
}

/// What a mark stands for, in a few words, for who points at it in a picture.
pub fn name(plan: &Plan, stands_for: StandsFor) -> Option<String> {
    match stands_for {
        StandsFor::Thing(thing) => {
            let record = plan.record(thing);
            let when = record.when.map(|when| format!(": {}", when.words())).unwrap_or_default();
            Some(format!("{}{when}", record.name))
        }
        StandsFor::Value(facet, value) => {
            let value = plan.items().column(facet).values().get(value as usize)?;
            Some(format!("{}: {}", facet.label(), value.name))
        }
        StandsFor::Year(year) => {
            Some(year.map_or_else(|| "Undated".to_owned(), |year| format!("Year: {year}")))
        }
        StandsFor::Count { count, from, to, .. } if to > from => {
            Some(format!("{count} items, {} to {}", Day(from), Day(to)))
        }
        _ => None,
    }
}
