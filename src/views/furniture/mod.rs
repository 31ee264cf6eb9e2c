//! The furniture of a picture: what makes it explain itself where there is no window around it.
//!
//! It must never cover the view or leave something out without saying so.

mod sources;
#[cfg(test)]
mod tests;
mod writer;

pub use sources::Cited;

use super::LegendEntry;
use crate::changes::edition_and_date;
use crate::plan::Plan;
use crate::scene::{Layer, Metrics, Role, Scene, Shape, Stroke};
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use writer::Writer;

/// What stands around a view.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What is shown, as a headline.
    pub title: String,
    /// The view and its count, whose plan it is and of which date.
    pub subtitle: String,
    /// By which rule it shows only some, and how many it leaves out; may be empty.
    pub choice: String,
    /// What is wrong with the picture itself, such as that not everything fits; may be empty.
    pub warning: String,
    /// What would follow on the view if there were room; may be empty.
    pub more: String,
    /// What colours and forms mean.
    pub legend: Vec<LegendEntry>,
    /// What the view leaves out or cannot place, as sentences.
    pub notes: Vec<String>,
    /// Who says so: those whose numbers stand on marks first, in the order of their numbers.
    pub sources: Vec<Cited>,
    /// Who says so in words of the person's own, instead of the list; may be empty.
    pub source: String,
    /// Where the sources are that have no room: "in alliance-2026.ron".
    pub elsewhere: String,
    /// Who made the picture; may be empty.
    pub credit: String,
    /// How many of the sources have their number on a mark.
    pub numbered: usize,
    /// How many sources stand on pages before.
    pub first_source: usize,
    /// All sources, however many lines they take.
    pub all_sources: bool,
    /// The plan's edition and date.
    pub edition: Edition,
    /// The height that is enough for the view in points: what it does not need, sources take.
    pub view_height: f32,
    /// The view can do with less height: it does not take that of sources.
    pub yields: bool,
    /// Leaves all but the view away.
    pub plain: bool,
}

/// Which state of a plan a picture shows, in words; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// "Edition 2025"; shortened where there is no room for it.
    pub name: String,
    /// "as of December 2025".
    pub as_of: String,
}

impl Edition {
    /// Of a plan.
    pub fn of(plan: &Plan) -> Self {
        let about = plan.about();
        let name =
            if about.edition.is_empty() { String::new() } else { format!("Edition {}", about.edition) };
        let as_of = about.as_of.map(|moment| format!("as of {}", moment.words()));
        let older = plan.against().map(|older| format!("compared with {}", edition_and_date(&older.about)));
        let as_of = [as_of, older].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self { name, as_of }
    }
}

/// Margin of a page in points.
const MARGIN: f32 = 24.0;
/// Height of a line of the legend, of notes and of sources.
const LINE: f32 = 16.0;
/// Space between the parts of a page.
const GAP: f32 = 12.0;
/// Space between columns of sources.
const GUTTER: f32 = 24.0;
/// Lines of sources: where the view lacks room, usually, and where it leaves room.
const SOURCE_LINES: (usize, usize, usize) = (2, 4, 40);
/// The most lines that sources take for the sake of the numbers on marks.
const MOST_NUMBERED: usize = 10;
/// How much of the room beside the least of a view that may be.
const SHARE_NUMBERED: f32 = 0.25;
/// The most lines of the legend and of the notes.
const MOST_LINES: usize = 6;
/// The least height that a view is given, unless less is enough; parts beneath it give way first.
const LEAST: f32 = 160.0;

/// Where everything of a page stands.
pub struct PageLayout {
    size: Vec2,
    view: Rect,
    parts: Vec<Vec<Shape>>,
    dropped: Vec<&'static str>,
    /// Height of the list of sources; 0 where there is none.
    sources_height: f32,
}

impl PageLayout {
    /// A page of a width and height in points. Without a height it is as high as the view asks.
    pub fn new(page: &Page, width: f32, height: Option<f32>, metrics: &Metrics) -> Self {
        let wish = page.view_height.ceil().max(1.0);
        if page.plain {
            let size = vec2(width, height.unwrap_or(wish));
            let view = Rect::from_min_size(Pos2::ZERO, vec2(width, wish.min(size.y)));
            return Self { size, view, parts: Vec::new(), dropped: Vec::new(), sources_height: 0.0 };
        }
        let margin = margin(width);
        let writer = Writer { metrics, left: margin, width: width - 2.0 * margin };
        let (head, top) = writer.head(page, margin);
        let top = top + GAP;
        let (foot, foot_height) = writer.foot(&page.edition, &page.credit);
        // What the view and the parts beneath it share.
        let shared = height.map_or(f32::INFINITY, |h| h - top - GAP - foot_height - margin / 2.0);
        let mut below = Below { room: shared - wish.min(LEAST), parts: Vec::new(), dropped: Vec::new() };
        below.add("", writer.more(&page.more));
        below.add("legend", writer.legend(&page.legend));
        below.add("notes", writer.notes(&page.notes));
        let mut sources_height = 0.0;
        below.add("source", writer.notes(std::slice::from_ref(&page.source)));
        if !page.sources.is_empty() {
            // What is spare is known before sources take some of it: the view's height is never theirs.
            let spare = below.room - (wish - wish.min(LEAST));
            let sources = sources_in(&writer, page, below.room, spare);
            sources_height = if sources.1.is_finite() { sources.1 } else { 0.0 };
            below.add("sources", sources);
        }
        let taken: f32 = below.parts.iter().map(|(_, height)| height + GAP).sum();
        let bottom = top + wish.min((shared - taken).floor()).max(1.0);
        let view = Rect::from_min_max(pos2(margin, top), pos2(width - margin, bottom));
        let mut parts = vec![head];
        let mut y = bottom + GAP;
        for (shapes, height) in below.parts {
            parts.push(lowered(shapes, y));
            y += height + GAP;
        }
        let size = vec2(width, height.unwrap_or((y + foot_height + margin / 2.0).ceil()));
        parts.push(lowered(foot, size.y - margin / 2.0 - foot_height));
        Self { size, view, parts, dropped: below.dropped, sources_height }
    }

    /// Width and height of the page in points.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// Where the view stands.
    pub fn view(&self) -> Rect {
        self.view
    }

    /// Parts that there is no room for, as a person calls them.
    pub fn dropped(&self) -> &[&'static str] {
        &self.dropped
    }

    /// The page with the view's scene, which is as large as [`PageLayout::view`].
    pub fn around(self, scene: Scene) -> Scene {
        let Self { size, view, parts, .. } = self;
        let mut page = Scene::new(size);
        page.place(scene, view.min.to_vec2());
        // A view that draws past its room is cut off at it, not at the page's edge.
        page.layers.iter_mut().for_each(|layer| layer.clip = layer.clip.intersect(view));
        if !parts.is_empty() {
            let layer = page.layer(Rect::from_min_size(Pos2::ZERO, size));
            parts.into_iter().flatten().for_each(|shape| layer.add(shape));
            rule(layer, view.top() - GAP / 2.0, size.x);
            rule(layer, view.bottom() + GAP / 2.0, size.x);
        }
        page
    }
}

/// Parts beneath a view: what matters most is placed first and takes its room.
struct Below {
    room: f32,
    parts: Vec<(Vec<Shape>, f32)>,
    dropped: Vec<&'static str>,
}

impl Below {
    fn add(&mut self, name: &'static str, part: (Vec<Shape>, f32)) {
        if part.1 <= 0.0 {
            return;
        }
        if part.1 + GAP > self.room {
            // What has no name of its own is told by the count of what is left out.
            return self.dropped.extend((!name.is_empty()).then_some(name));
        }
        self.room -= part.1 + GAP;
        self.parts.push(part);
    }
}

/// More lines of sources where the view leaves room, fewer where it would lack it: but rather one than none.
fn sources_in(writer: &Writer<'_>, page: &Page, room: f32, spare: f32) -> (Vec<Shape>, f32) {
    let (fewest, usual, most) = SOURCE_LINES;
    let fewest = if page.yields { usual } else { fewest };
    // A number on a mark should lead somewhere, as far as the view can spare the room.
    let share =
        if room.is_finite() { (room * SHARE_NUMBERED / LINE).max(0.0) as usize } else { MOST_NUMBERED };
    let named = writer.lines_of(page, page.numbered).min(MOST_NUMBERED).min(share);
    let (least, fewest, usual) = (fewest, fewest.max(named), usual.max(named));
    let part = |lines: usize| writer.sources(page, lines);
    let lines = |height: f32| ((height - GAP) / LINE - 1.0).max(0.0) as usize;
    if page.all_sources {
        return part(if room.is_finite() { lines(room) } else { usize::MAX });
    }
    if !spare.is_finite() {
        return part(most);
    }
    if lines(spare) > usual {
        return part(lines(spare).min(most));
    }
    // Where fewer lines stand beside all of the view, none are taken from it.
    let beside = (least..=usual).rev().map(part).find(|part| part.1 + GAP <= spare);
    let instead = || (1..=fewest).rev().map(part).find(|part| part.1 + GAP <= room);
    beside.or_else(instead).unwrap_or((Vec::new(), f32::INFINITY))
}

/// How many of a page's sources stand on it where it is so large.
pub fn sources_on(page: &Page, width: f32, height: Option<f32>, metrics: &Metrics) -> usize {
    let margin = margin(width);
    let writer = Writer { metrics, left: margin, width: width - 2.0 * margin };
    let layout = PageLayout::new(page, width, height, metrics);
    let lines = (layout.sources_height / LINE).round() as usize;
    if lines < 2 { 0 } else { writer.sources_within(page, lines - 1) }
}

/// A legend of a width by itself, from the origin down, and its height: for a view that has room for it.
pub fn legend(metrics: &Metrics, entries: &[LegendEntry], width: f32) -> (Vec<Shape>, f32) {
    Writer { metrics, left: 0.0, width }.legend(entries)
}

fn lowered(mut shapes: Vec<Shape>, by: f32) -> Vec<Shape> {
    shapes.iter_mut().for_each(|shape| shape.translate(vec2(0.0, by)));
    shapes
}

fn rule(layer: &mut Layer, y: f32, width: f32) {
    let y = y.round() + 0.5;
    let margin = margin(width);
    layer.add(Shape::line(pos2(margin, y), pos2(width - margin, y), Stroke::new(Role::Line, 1.0)));
}

/// Left, right and upper margin of a page of a width.
fn margin(width: f32) -> f32 {
    if width < 480.0 { MARGIN / 2.0 } else { MARGIN }
}

/// The width that a page of a width leaves to its view.
pub fn view_width(page_width: f32, plain: bool) -> f32 {
    if plain { page_width } else { page_width - 2.0 * margin(page_width) }
}
