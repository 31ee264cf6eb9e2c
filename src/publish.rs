//! One job: what an arrangement says of a plan becomes a picture, for the dialog and the command line alike.
//!
//! It must never decide how a view is laid out, nor where a file lands: it only joins the rooms that do.

mod preview;

pub use preview::{Preview, Remedy};

use crate::date::Day;
use crate::explore::{Filter, Index};
use crate::export::{self, Format, PageSize, Picture};
use crate::plan::{BitSet, Plan};
use crate::scene::{Metrics, Size, StandsFor, Theme};
use crate::session::{Arrangement, Others};
use crate::views::picture::{self, Drawn, Order, Words};
use crate::views::{Count, Look, Prepared, ViewKind, words};
use emath::vec2;
use std::rc::Rc;

/// The width of a picture whose size is not told, in points.
const WIDTH: f32 = 1600.0;
/// The highest a picture becomes that is as high as it needs, in points; beyond, it says what is left out.
const HIGHEST: f32 = 8000.0;
/// The most pixels that a side of a PNG gets where its scale is not told.
const PIXELS: f32 = 16_000.0;
/// The pixels a point of a PNG where neither size nor scale is told.
const SCALE: f32 = 2.0;
/// Characters that are told one by one.
const TOLD: usize = 8;

/// What is to be drawn of a plan.
#[derive(Clone)]
pub struct Job<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its words.
    pub index: &'a Index,
    /// How it is looked at: the query, the focus date, how the view is arranged and which part is shown. No
    /// selection goes into a picture, and no flow of one.
    pub arrangement: &'a Arrangement,
    /// Which of its views.
    pub view: ViewKind,
    /// The page and its file.
    pub page: Page,
}

/// A page and its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its size; without one it has the usual width.
    pub size: Option<PageSize>,
    /// As high as everything needs, whatever the size says. Without a size it always is.
    pub as_high: bool,
    /// Pixels a point of a PNG; as suits the size where it is not told.
    pub scale: Option<f32>,
    /// Light or dark.
    pub theme: Theme,
    /// Without title, legend and sources.
    pub plain: bool,
    /// Words of the person's own, in the place of the usual ones.
    pub words: Words,
    /// Nothing behind the marks: what lies under the picture shows through.
    pub bare: bool,
    /// The texts of an SVG as outlines rather than as letters.
    pub outlines: bool,
    /// A line for today.
    pub today: Option<Day>,
    /// The kind of file.
    pub format: Format,
}

/// A picture as the bytes of a file, and what there is to tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How much of the plan is shown.
    pub count: Count,
    /// How many pages there are.
    pub pages: usize,
    /// What has no room, and what to do about it; nothing where everything is there.
    pub left_out: Option<String>,
    /// Which characters are drawn as boxes, because no font of this machine has them; nothing where none is.
    pub lacking: Option<String>,
}

/// A picture that is laid out, and what it was made of.
struct Laid<'l> {
    picture: &'l Picture<'l>,
    drawn: &'l Drawn,
    view: &'l Rc<dyn Prepared + 'l>,
    look: &'l Look<'l>,
    order: &'l Order,
    /// Pixels a point of a PNG.
    scale: f32,
    /// It would have been higher than any picture becomes.
    too_high: bool,
}

impl Job<'_> {
    /// Draws the picture and makes the bytes of its file. The same job gives the same bytes.
    ///
    /// # Errors
    /// Where nothing that matches is to be seen, and as [`Format::write`].
    pub fn publish(&self) -> Result<Published, export::Error> {
        self.laid(|laid| {
            let Laid { picture, drawn, .. } = laid;
            let lacking =
                if self.page.format == Format::Svg { Vec::new() } else { export::unwritable(picture) };
            Ok(Published {
                bytes: self.page.format.write(picture, laid.scale)?,
                count: drawn.count.clone(),
                pages: 1 + drawn.further.len(),
                left_out: self.left_out(drawn, laid.too_high),
                lacking: lacking_words(&lacking),
            })
        })?
    }

    /// Lays the picture out, and hands it to whoever writes or shows it.
    fn laid<R>(&self, act: impl FnOnce(&Laid<'_>) -> R) -> Result<R, export::Error> {
        let page = &self.page;
        let filter = Filter::parse(&self.arrangement.query, self.plan).filter;
        let (matching, metrics) = (filter.matching(self.plan, self.index), Metrics::new());
        if matching.count() == 0 {
            return Err(self.nothing(&filter));
        }
        // No selection, hence no flows of one.
        let pale = self.arrangement.others == Others::Dimmed && !filter.is_empty();
        let all = BitSet::all(if pale { self.plan.items().len() } else { 0 });
        let drawn = if pale { &all } else { &matching };
        let look = Look {
            lit: pale.then_some(&matching),
            numbered: !page.plain && page.words.source.is_empty(),
            today: page.today,
            focus: self.arrangement.focus,
            ..Look::new(self.plan, &filter, drawn, &metrics)
        };
        let (views, further) = (self.arrangement.views.clone(), page.format == Format::Pdf);
        let order = Order {
            views,
            plain: page.plain,
            further,
            words: page.words.clone(),
            elsewhere: if further { "on the next page" } else { "in the plan file" }.to_owned(),
            free: page.size.is_none(),
            smallest: page.smallest(),
            ..Order::new(self.view)
        };
        let view = picture::prepared(&look, &order);
        let draw = |height| picture::draw_prepared(&view, &look, &order, self.width(), height);
        let height = self.height();
        // What alone is too high is not drawn whole only to learn that: a table may have a million rows.
        let alone = view.wish(vec2(self.width(), f32::INFINITY)).y;
        let whole = (height.is_some() || alone <= HIGHEST).then(|| draw(height));
        let fits = |drawn: &Drawn| height.is_some() || drawn.scene.size.y <= HIGHEST;
        let whole = whole.filter(fits);
        let too_high = whole.is_none();
        let drawn = whole.unwrap_or_else(|| draw(Some(HIGHEST)));
        if drawn.count.shown == 0 && drawn.left.items == 0 {
            return Err(self.nothing(&filter));
        }
        let title = picture::title(&look, &drawn, &order.words);
        let naming = |stands_for| {
            let told = view.words(stands_for)?;
            match stands_for {
                StandsFor::Thing(thing) if words::of(self.plan, stands_for).as_ref() == Some(&told) => {
                    Some(words::in_full(self.plan, thing))
                }
                _ => Some(told),
            }
        };
        let about = match page.words.alt.as_str() {
            "" => picture::description(&*view, &look, &drawn),
            alt => alt.to_owned(),
        };
        let source = match page.words.source.as_str() {
            "" => self.plan.about().name.to_string(),
            own => own.to_owned(),
        };
        // What needs more width than the usual gets it rather than smaller print.
        let least = drawn.scene.size.x * page.smallest() / Size::Tick.points();
        let width = if order.free { self.width().max(least) } else { self.width() };
        let picture = Picture {
            title: &title,
            about: &about,
            naming: Some(&naming),
            further: &drawn.further,
            outlines: page.outlines,
            bare: page.bare,
            source: &source,
            paper: page.size.is_some_and(|size| size.paper),
            ..Picture::new(&drawn.scene, page.theme).as_wide_as(width)
        };
        let usual = match page.size {
            Some(size) => size.scale,
            None => (PIXELS / picture.size().max_elem()).min(SCALE),
        };
        let scale = page.scale.unwrap_or(usual);
        Ok(act(&Laid {
            picture: &picture,
            drawn: &drawn,
            view: &view,
            look: &look,
            order: &order,
            scale,
            too_high,
        }))
    }

    /// Why there is no picture.
    fn nothing(&self, filter: &Filter) -> export::Error {
        export::Error::new(format!(
            "nothing of the plan matches and is shown on a {}: {}. Ask for less, or for another view; no file was \
             written",
            self.view.word(),
            filter.words(self.plan)
        ))
    }

    fn width(&self) -> f32 {
        self.page.size.map_or(WIDTH, |size| size.points.x)
    }

    fn height(&self) -> Option<f32> {
        self.page.size.filter(|_| !self.page.as_high).map(|size| size.points.y)
    }

    fn left_out(&self, drawn: &Drawn, too_high: bool) -> Option<String> {
        if drawn.left.is_nothing() {
            return None;
        }
        let (width, left) = (self.width(), &drawn.left);
        Some(match (self.height(), too_high) {
            (Some(height), _) => format!(
                "not everything fits on {width} x {height} points; left out: {left}. Make the size larger, leave it \
                 out, or narrow the filter"
            ),
            (None, true) => format!(
                "not everything fits on {HIGHEST} points of height; left out: {left}. Give a size, or narrow the \
                 filter"
            ),
            (None, false) => format!(
                "not everything fits on {width} points of width; left out: {left}. Give a size, or narrow the filter"
            ),
        })
    }
}

impl Page {
    /// Nothing is printed smaller than so many points.
    fn smallest(&self) -> f32 {
        match self.size {
            Some(size) if size.paper => picture::ON_PAPER,
            // Fewer pixels than points make letters smaller.
            _ => picture::ON_SCREEN / self.scale.unwrap_or(1.0).min(1.0),
        }
    }
}

/// Says which characters are drawn as boxes, the first few of them.
fn lacking_words(lacking: &[char]) -> Option<String> {
    if lacking.is_empty() {
        return None;
    }
    let first: Vec<String> =
        lacking.iter().take(TOLD).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    let more = match lacking.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("no font on this machine has: {}{more}", first.join(", ")))
}
