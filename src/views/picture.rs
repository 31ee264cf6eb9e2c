//! A view as a picture that explains itself: laid out afresh for its page, furniture around it.
//!
//! It must never look at the window: what is shown is said by the order alone.

use super::furniture::{self, Page};
use super::map::{self, Camera, MapOptions};
use super::matrix::{self, Matrix, MatrixOptions};
use super::timeline::{self, Options, Timeline};
use super::Look;
use crate::explore::Filter;
use crate::plan::Facet;
use crate::scene::Scene;
use emath::{Vec2, vec2};

/// One of the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Items along time.
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
    /// Without title, legend and sources.
    pub plain: bool,
}

/// Draws a picture of a width and height in points. Without a height it is as high as everything needs.
pub fn draw(look: &Look<'_>, order: &Order<'_>, width: f32, height: Option<f32>) -> Scene {
    let page = |legend, notes, what: &str| page(look, order, legend, notes, what);
    match order.view {
        View::Timeline => {
            // A picture shows all of the undated tray: nothing in it can be opened.
            let mut options = order.timeline.clone();
            options.toggled.insert(timeline::TRAY_GROUP);
            let timeline = Timeline::new(look, options);
            let what = match order.timeline.group {
                Some(facet) => format!("Timeline by {}", facet.label().to_lowercase()),
                None => "Timeline".to_owned(),
            };
            let (from, to) = order.span.unwrap_or_else(|| timeline::home(look.plan));
            let page = page(timeline.legend(look), Vec::new(), &what);
            let size = size(&page, look, width, height, |w| timeline.full_height(w) + 8.0);
            furniture::page(&page, size, look.metrics, |size| {
                timeline.scene(look, &timeline::Viewport { from, to, scroll: 0.0, size })
            })
        }
        View::Map => {
            let chosen: Vec<u32> = chosen(order.filter, Facet::Region);
            let options = MapOptions { chosen: &chosen, ..MapOptions::default() };
            let page = page(map::legend(look, &options), map::notes(look, &options), "Map of regions and plants");
            let size = size(&page, look, width, height, |w| w * 0.5);
            furniture::page(&page, size, look.metrics, |size| {
                let camera = order.camera.unwrap_or_else(|| Camera::plan(look, size));
                map::scene(look, &options, &camera, size)
            })
        }
        View::Matrix => {
            let matrix = Matrix::new(look, order.matrix);
            let (rows, columns) = (order.matrix.rows.label(), order.matrix.columns.label().to_lowercase());
            let page = page(matrix.legend(width), Vec::new(), &format!("{rows} by {columns}"));
            let size = size(&page, look, width, height, |w| matrix.content_size(w).y);
            furniture::page(&page, size, look.metrics, |size| {
                matrix.scene(look, matrix::Viewport { scroll: Vec2::ZERO, size })
            })
        }
    }
}

/// The values of a facet that a filter asks for.
pub fn chosen(filter: &Filter, facet: Facet) -> Vec<u32> {
    filter.choices().filter(|(of, _)| *of == facet).flat_map(|(_, choice)| choice.any().to_vec()).collect()
}

fn size(page: &Page, look: &Look<'_>, width: f32, height: Option<f32>, view_height: impl FnOnce(f32) -> f32) -> Vec2 {
    let height = height.unwrap_or_else(|| furniture::height(page, width, look.metrics, view_height));
    vec2(width, height)
}

fn page(look: &Look<'_>, order: &Order<'_>, legend: Vec<super::LegendEntry>, notes: Vec<String>, what: &str) -> Page {
    let (matching, all) = (look.matching.count(), look.plan.items().len());
    Page {
        title: look.plan.about().name.to_string(),
        filter: order.filter.words(look.plan),
        about: format!("{what}, {matching} of {all} items"),
        legend,
        notes,
        sources: furniture::sources(look.plan, look.matching),
        edition: furniture::edition(look.plan),
        plain: order.plain,
    }
}
