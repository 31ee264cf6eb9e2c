//! A view as a picture that explains itself: laid out afresh for its page, furniture around it.
//!
//! It must never look at the window: what is shown is said by the order alone.

use super::furniture::{self, Page};
use super::map::{self, Camera, Flows, MapOptions};
use super::matrix::{self, Matrix, MatrixOptions};
use super::timeline::{self, Options, Timeline};
use super::{LegendEntry, Look, focus};
use crate::date::Day;
use crate::explore::Filter;
use crate::plan::{Facet, Plan};
use crate::scene::{Scene, StandsFor};
use emath::{Vec2, vec2};

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
}

impl<'a> Order<'a> {
    /// A picture with everything as usual.
    pub fn new(view: View, filter: &'a Filter) -> Self {
        let (timeline, matrix) = Default::default();
        let flows = Flows::None;
        Self { view, filter, span: None, timeline, matrix, camera: None, flows, plain: false }
    }
}

/// How much smaller than on screen a page that is too low may be drawn.
const SMALLEST: f32 = 1.6;
/// The height of a map in its widths, where the page's height is free.
const MAP_RATIO: f32 = 0.5;

/// Draws a picture of a width and height in points. Without a height it is as high as everything needs.
///
/// Where the page is too small for everything, the scene is larger than ordered in the same proportion, to
/// be drawn smaller; where even that is not enough, the picture says so.
pub fn draw(look: &Look<'_>, order: &Order<'_>, width: f32, height: Option<f32>) -> Scene {
    let chosen = chosen(order.filter, Facet::Region);
    let (mut view, mut page) = Prepared::on_page(look, order, &chosen, width, height);
    let size = match height {
        None => vec2(width, furniture::height(&page, width, look.metrics, |width| view.height(width).ceil())),
        Some(height) => {
            let size = vec2(width, height);
            let factor = view.factor(&page, look, size);
            let room = furniture::room(&page, size * factor, look.metrics);
            view.look_closer(room);
            page.view_height = Some(view.height_in(room));
            if !view.fits(&page, look, size * factor) {
                page.warning =
                    "Not everything fits on this page: make it larger, or narrow the filter.".to_owned();
            }
            size * factor
        }
    };
    furniture::page(&page, size, look.metrics, |room| {
        // Room that is not needed stays empty at the end of the page, not in the middle of the view.
        view.scene(look, order, vec2(room.x, view.height_in(room)))
    })
}

/// What the marks of a view mean, where it is `width` points wide.
pub fn legend(look: &Look<'_>, order: &Order<'_>, width: f32) -> Vec<LegendEntry> {
    let chosen = chosen(order.filter, Facet::Region);
    Prepared::new(look, order, &chosen, true).legend(look, width)
}

/// The values of a facet that a filter asks for.
pub fn chosen(filter: &Filter, facet: Facet) -> Vec<u32> {
    filter.choices().filter(|(of, _)| *of == facet).flat_map(|(_, choice)| choice.any().to_vec()).collect()
}

/// Whether a picture of a width and height in points shows everything.
pub fn fits(look: &Look<'_>, order: &Order<'_>, width: f32, height: f32) -> bool {
    let chosen = chosen(order.filter, Facet::Region);
    let (view, page) = Prepared::on_page(look, order, &chosen, width, Some(height));
    let size = vec2(width, height);
    view.fits(&page, look, size * view.factor(&page, look, size))
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

/// A view with what depends on plan and filter made once.
enum Prepared<'a> {
    Timeline(Box<Timeline>, (f64, f64)),
    Map(MapOptions<'a>),
    Matrix(Box<Matrix>),
}

impl<'a> Prepared<'a> {
    /// The view as it suits a page, and the page's texts.
    fn on_page(
        look: &Look<'_>,
        order: &Order<'_>,
        chosen: &'a [u32],
        width: f32,
        height: Option<f32>,
    ) -> (Self, Page) {
        let open = Self::new(look, order, chosen, true);
        let page = open.page(look, order, width);
        match height {
            Some(height) if !open.fits(&page, look, vec2(width, height)) => {
                let closed = Self::new(look, order, chosen, false);
                let page = closed.page(look, order, width);
                (closed, page)
            }
            _ => (open, page),
        }
    }

    fn new(look: &Look<'_>, order: &Order<'_>, chosen: &'a [u32], open: bool) -> Self {
        match order.view {
            View::Timeline => {
                // Nothing can be opened in a picture: it shows all of the undated tray where there is
                // room, and counts what it does not show where there is none.
                let only = order.timeline.group.map(|facet| self::chosen(order.filter, facet));
                let only = only.into_iter().flatten().collect();
                let mut options = Options { live: false, only, ..order.timeline.clone() };
                options.toggled.remove(&timeline::TRAY_GROUP);
                if open {
                    options.toggled.insert(timeline::TRAY_GROUP);
                }
                let span = order.span.unwrap_or_else(|| timeline::home(look.plan));
                let mut timeline = Timeline::new(look, options);
                timeline.fit_rows(span.0, span.1, 0.0);
                Self::Timeline(Box::new(timeline), span)
            }
            View::Map => Self::Map(MapOptions { chosen, flows: order.flows }),
            View::Matrix => Self::Matrix(Box::new(Matrix::new(look, order.matrix))),
        }
    }

    /// How much larger than ordered the scene must be for everything to fit, within limits.
    fn factor(&self, page: &Page, look: &Look<'_>, size: Vec2) -> f32 {
        let mut steps = (0..=12).map(|n| 1.0 + (SMALLEST - 1.0) * n as f32 / 12.0);
        steps.find(|factor| self.fits(page, look, size * *factor)).unwrap_or(SMALLEST)
    }

    fn fits(&self, page: &Page, look: &Look<'_>, size: Vec2) -> bool {
        let room = furniture::room(page, size, look.metrics);
        let wish = self.wish(room);
        wish.x <= room.x + 0.5 && wish.y <= room.y + 0.5
    }

    /// Shows crowds as closely as a room allows: a picture cannot be scrolled.
    fn look_closer(&mut self, room: Vec2) {
        if let Self::Timeline(timeline, span) = self {
            let spare = room.y - (timeline.full_height(room.x, *span) + 8.0);
            let rows = timeline.layout(span.0, span.1).bottom();
            timeline.fit_rows(span.0, span.1, rows + f64::from(spare.max(0.0)));
        }
    }

    /// The height that it takes of a room.
    fn height_in(&self, room: Vec2) -> f32 {
        match self {
            Self::Map(_) => room.y,
            _ => self.wish(room).y.min(room.y),
        }
    }

    /// The height of its own, where that is free.
    fn height(&self, width: f32) -> f32 {
        match self {
            Self::Map(_) => width * MAP_RATIO,
            _ => self.wish(vec2(width, f32::INFINITY)).y,
        }
    }

    /// The size at which it shows everything, where it is offered a room.
    fn wish(&self, room: Vec2) -> Vec2 {
        match self {
            Self::Timeline(timeline, span) => vec2(room.x, timeline.full_height(room.x, *span) + 8.0),
            Self::Map(_) => vec2(room.x, 0.0),
            Self::Matrix(matrix) => matrix.content_size(room),
        }
    }

    fn scene(&self, look: &Look<'_>, order: &Order<'_>, size: Vec2) -> Scene {
        match self {
            Self::Timeline(timeline, (from, to)) => {
                let view = timeline::Viewport { from: *from, to: *to, scroll: 0.0, size };
                timeline.pack(look, &view);
                timeline.scene(look, &view)
            }
            Self::Map(options) => {
                let camera = order.camera.unwrap_or_else(|| Camera::plan(look, size));
                map::scene(look, options, &camera, size)
            }
            Self::Matrix(matrix) => matrix.scene(look, matrix::Viewport { scroll: Vec2::ZERO, size }),
        }
    }

    fn legend(&self, look: &Look<'_>, width: f32) -> Vec<LegendEntry> {
        match self {
            Self::Timeline(timeline, _) => timeline.legend(look),
            Self::Map(options) => map::legend(look, options),
            Self::Matrix(matrix) => {
                let mut entries = matrix.legend(width);
                entries.extend(look.focus.filter(|_| matrix.is_of_models()).map(focus::legend_entry));
                entries
            }
        }
    }

    fn notes(&self, look: &Look<'_>) -> Vec<String> {
        match self {
            Self::Map(_) => map::notes(look),
            Self::Timeline(..) | Self::Matrix(_) => Vec::new(),
        }
    }

    /// What the view is, and its count.
    fn about(&self, look: &Look<'_>) -> String {
        let (matching, all) = (look.matching.count(), look.plan.items().len());
        let (what, models) = match self {
            Self::Timeline(timeline, _) => match timeline.options().group {
                Some(facet) => (format!("Timeline by {}", facet.label().to_lowercase()), None),
                None => ("Timeline".to_owned(), None),
            },
            Self::Map(_) => ("Map of regions and plants".to_owned(), None),
            Self::Matrix(matrix) => {
                let options = matrix.options();
                let columns = options.columns.label().to_lowercase();
                let models = matrix.is_of_models().then(|| matrix.total());
                (format!("{} by {columns}", options.rows.label()), models)
            }
        };
        let count = match models {
            Some(models) => format!("{what}: {models} models among {matching} of {all} items"),
            None => format!("{what}: {matching} of {all} items"),
        };
        match look.focus {
            Some(day) => format!("{count}, {} begun by {}", look.there().count(), focus::words(day)),
            None => count,
        }
    }

    fn page(&self, look: &Look<'_>, order: &Order<'_>, width: f32) -> Page {
        Page {
            title: look.plan.about().name.to_string(),
            filter: sentence(&order.filter.words(look.plan)),
            about: self.about(look),
            warning: String::new(),
            legend: self.legend(look, width),
            notes: self.notes(look),
            sources: furniture::sources(look.plan, look.matching),
            edition: furniture::edition(look.plan),
            view_height: None,
            plain: order.plain,
        }
    }
}

/// With a capital at its beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
