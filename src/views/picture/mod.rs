//! A view as a picture that explains itself: laid out afresh for its page, furniture around it.
//!
//! It must never look at the window: what is shown is said by the order alone.

mod count;
mod pages;
mod prepared;
mod sheet;

pub use count::{Count, Left};

use super::map::{Camera, Flows};
use super::matrix::MatrixOptions;
use super::timeline::Options;
use super::{LegendEntry, Look};
use crate::date::Day;
use crate::explore::Filter;
use crate::plan::{Facet, Plan};
use crate::scene::{Scene, StandsFor};
use emath::vec2;
use prepared::Prepared;
use sheet::Sheet;

/// One of the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// Items along time.
    #[default]
    Timeline,
    /// Regions and plants.
    Map,
    /// One facet against another.
    Matrix,
}

impl View {
    /// All three, in the order of the window.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Map, Self::Matrix];

    /// As the window and pictures call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Map => "Map",
            Self::Matrix => "Matrix",
        }
    }

    /// As the command line and file names spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Map => "map",
            Self::Matrix => "matrix",
        }
    }
}

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
    pub view: View,
    /// The filter that the look's matching items come from, for its words.
    pub filter: &'a Filter,
    /// First and last day of a timeline; `None` for the whole plan.
    pub span: Option<(f64, f64)>,
    /// How a timeline is arranged.
    pub timeline: Options,
    /// How a matrix is arranged.
    pub matrix: MatrixOptions,
    /// Where a map looks; `None` for the whole plan.
    pub camera: Option<Camera>,
    /// Which flows a map draws.
    pub flows: Flows,
    /// Without title, legend and sources.
    pub plain: bool,
    /// What has no room on the page follows on further pages.
    pub further: bool,
}

impl<'a> Order<'a> {
    /// A picture with everything as usual.
    pub fn new(view: View, filter: &'a Filter) -> Self {
        let (timeline, matrix) = Default::default();
        let flows = Flows::None;
        Self { view, filter, span: None, timeline, matrix, camera: None, flows, plain: false, further: false }
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
