//! The furniture of a picture: what makes it explain itself where there is no window around it.
//!
//! It must never cover the view or leave something out without saying so.

use super::{LegendEntry, SWATCH};
use crate::plan::{BitSet, Plan, SourceIndex};
use crate::scene::{Layer, Metrics, Role, Scene, Shape, Size, Stroke, Weight, ellipsis, wrap_to};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// What stands around a view.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The plan's name.
    pub title: String,
    /// The filter in words.
    pub filter: String,
    /// The view and its count: "Timeline by brand, 11 of 96 items".
    pub about: String,
    /// What is wrong with the picture itself, such as that not everything fits; may be empty.
    pub warning: String,
    /// What colours and forms mean.
    pub legend: Vec<LegendEntry>,
    /// What the view leaves out or cannot place, as sentences.
    pub notes: Vec<String>,
    /// Who says so, most cited first.
    pub sources: Vec<Cited>,
    /// The plan's edition and date.
    pub edition: String,
    /// The height that the view needs in points, where it is known: what it does not need, sources take.
    pub view_height: Option<f32>,
    /// Leaves all but the view away.
    pub plain: bool,
}

/// A source as a picture names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its title; shortened first where room is scarce.
    pub title: String,
    /// Who published it and when.
    pub publisher: String,
}

/// Margin of a page in points.
const MARGIN: f32 = 24.0;
/// Height of a line of the legend, of notes and of sources.
const LINE: f32 = 16.0;
/// Height of a line of the title.
const HEAD: f32 = 28.0;
/// Space between the parts of a page.
const GAP: f32 = 12.0;
/// The least width of a column of sources.
const COLUMN: f32 = 440.0;
/// Space between columns of sources.
const GUTTER: f32 = 24.0;
/// The most lines of sources, and where the view leaves room.
const SOURCE_LINES: (usize, usize) = (4, 16);
/// The most lines of the legend and of the notes.
const MOST_LINES: usize = 6;
/// The least height that a view is given; parts beneath it give way first.
const LEAST: f32 = 160.0;
/// How this program calls itself on pictures.
const MADE_WITH: &str = "Made with Roadscope";

/// A picture of a view with its furniture; `draw` makes the view's scene for the room that is left.
pub fn page(page: &Page, size: Vec2, metrics: &Metrics, draw: impl FnOnce(Vec2) -> Scene) -> Scene {
    let layout = Layout::new(page, size, metrics);
    let mut scene = Scene::new(size);
    let view = layout.view;
    scene.place(draw(view.size()), view.min.to_vec2());
    // A view that draws past its room is cut off at it, not at the page's edge.
    scene.layers.iter_mut().for_each(|layer| layer.clip = layer.clip.intersect(view));
    if !page.plain {
        let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, size));
        for part in layout.parts {
            part.into_iter().for_each(|shape| layer.add(shape));
        }
        rule(layer, view.top() - GAP / 2.0, size.x);
        rule(layer, view.bottom() + GAP / 2.0, size.x);
    }
    scene
}

/// The height of a page on which a view of a width gets a height; `view_height` tells it for a width.
pub fn height(page: &Page, width: f32, metrics: &Metrics, view_height: impl FnOnce(f32) -> f32) -> f32 {
    // In a tall page nothing gives way, and sources take no more than elsewhere.
    let tall = vec2(width, 100_000.0);
    let layout = Layout::new(&Page { view_height: None, ..page.clone() }, tall, metrics);
    (tall.y - layout.view.height() + view_height(layout.view.width()).max(LEAST)).ceil()
}

/// The room that a page of a size leaves to the view.
pub fn room(page: &Page, size: Vec2, metrics: &Metrics) -> Vec2 {
    Layout::new(page, size, metrics).view.size()
}

/// The sources that matching items cite, most cited first.
pub fn sources(plan: &Plan, matching: &BitSet) -> Vec<Cited> {
    let mut cited = vec![0u32; plan.sources().len()];
    for item in matching.iter() {
        for evidence in &plan.record(plan.items().thing(item)).evidence {
            if let Some(count) = cited.get_mut(evidence.source.index()) {
                *count += 1;
            }
        }
    }
    let mut order: Vec<u32> = (0..cited.len() as u32).filter(|n| cited[*n as usize] > 0).collect();
    order.sort_by_key(|n| (u32::MAX - cited[*n as usize], *n));
    order.into_iter().map(|n| source(plan, SourceIndex(n))).collect()
}

fn source(plan: &Plan, index: SourceIndex) -> Cited {
    let source = plan.source(index);
    let publisher = source.publisher.as_deref().filter(|p| !source.title.contains(*p)).map(str::to_owned);
    let parts = [publisher, source.date.map(|d| d.words())];
    let publisher = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Cited { title: source.title.to_string(), publisher }
}

/// A legend of a width by itself, from the origin down, and its height: for a view that has room for it.
pub fn legend(metrics: &Metrics, entries: &[LegendEntry], width: f32) -> (Vec<Shape>, f32) {
    Writer { metrics, left: 0.0, width }.legend(entries)
}

/// The edition and date of a plan in words.
pub fn edition(plan: &Plan) -> String {
    let about = plan.about();
    let edition = (!about.edition.is_empty()).then(|| format!("Edition {}", about.edition));
    let as_of = about.as_of.map(|moment| format!("as of {}", moment.words()));
    edition.into_iter().chain(as_of).collect::<Vec<_>>().join(", ")
}

/// Where everything stands.
struct Layout {
    view: Rect,
    parts: Vec<Vec<Shape>>,
}

impl Layout {
    fn new(page: &Page, size: Vec2, metrics: &Metrics) -> Self {
        if page.plain {
            return Self { view: Rect::from_min_size(Pos2::ZERO, size), parts: Vec::new() };
        }
        let margin = margin(size.x);
        let writer = Writer { metrics, left: margin, width: size.x - 2.0 * margin };
        let (head, top) = writer.head(page, margin);
        let top = top + GAP;
        let (foot, foot_height) = writer.foot(page);
        let mut room = size.y - top - GAP / 2.0 - foot_height - margin / 2.0 - LEAST;
        // Beneath the view: what matters most is placed first and takes its room.
        let mut below: Vec<(Vec<Shape>, f32)> = Vec::new();
        let mut add = |part: (Vec<Shape>, f32)| {
            if part.1 > 0.0 && part.1 + GAP <= room {
                room -= part.1 + GAP;
                below.push(part);
            }
            room
        };
        add(writer.legend(&page.legend));
        let room = add(writer.notes(&page.notes));
        let spare = page.view_height.map_or(0.0, |height| room - (height - LEAST).max(0.0) - GAP);
        let lines = ((spare / LINE).floor() as usize).clamp(SOURCE_LINES.0 + 1, SOURCE_LINES.1 + 1) - 1;
        add(writer.sources(&page.sources, lines));
        below.push((foot, foot_height));
        let total: f32 = below.iter().map(|(_, h)| h + GAP).sum();
        let bottom = (size.y - margin / 2.0 - total).max(top + 1.0);
        let mut parts = vec![head];
        let mut y = bottom + GAP;
        for (mut shapes, height) in below {
            shapes.iter_mut().for_each(|s| s.translate(vec2(0.0, y)));
            parts.push(shapes);
            y += height + GAP;
        }
        let view = Rect::from_min_max(pos2(margin, top), pos2(size.x - margin, bottom.floor()));
        Self { view, parts }
    }
}

/// Writes parts of a page at its left margin, each from y = 0 downwards.
struct Writer<'a> {
    metrics: &'a Metrics,
    left: f32,
    width: f32,
}

impl Writer<'_> {
    /// Title, filter and count; at its true place, with its lower edge.
    fn head(&self, page: &Page, top: f32) -> (Vec<Shape>, f32) {
        let mut shapes = Vec::new();
        let mut y = top;
        let lines = [
            (page.title.as_str(), Size::Head, Weight::Semibold, Role::Text, HEAD),
            (&page.filter, Size::Title, Weight::Semibold, Role::Text, 20.0),
            (&page.about, Size::Body, Weight::Regular, Role::Muted, 18.0),
            (&page.warning, Size::Body, Weight::Semibold, Role::Text, 18.0),
        ];
        for (text, size, weight, role, height) in lines {
            for line in wrap_to(self.metrics, text, size, weight, self.width, 2) {
                let at = pos2(self.left, y + size.ascent() * 0.8);
                shapes.push(self.metrics.text(at, &line, size, weight, role));
                y += height;
            }
        }
        (shapes, y)
    }

    /// Edition and date at the left, the program's name at the right; above each other where it is narrow.
    fn foot(&self, page: &Page) -> (Vec<Shape>, f32) {
        let (size, weight) = (Size::Tick, Weight::Regular);
        let baseline = size.ascent();
        let made = self.metrics.width(MADE_WITH, size, weight);
        let right = pos2(self.left + self.width, baseline);
        let mut shapes = vec![self.metrics.text_ending(right, MADE_WITH, size, weight, Role::Muted)];
        let room = self.width - made - GUTTER;
        if let Some(text) = ellipsis(self.metrics, &page.edition, size, weight, room) {
            shapes.push(self.metrics.text(pos2(self.left, baseline), &text, size, weight, Role::Muted));
        }
        (shapes, LINE)
    }

    /// Swatches with their meaning, side by side; what does not fit is counted.
    fn legend(&self, entries: &[LegendEntry]) -> (Vec<Shape>, f32) {
        let (size, weight) = (Size::Note, Weight::Regular);
        let mut shapes = Vec::new();
        let (mut x, mut line) = (0.0, 0);
        for (n, entry) in entries.iter().enumerate() {
            let rest = format!("and {} more", entries.len() - n);
            let keep = GUTTER + self.metrics.width(&rest, size, weight);
            let keep = |line| if line + 1 == MOST_LINES && n + 1 < entries.len() { keep } else { 0.0 };
            let head = SWATCH.x + 8.0;
            let fit = |room| ellipsis(self.metrics, &entry.label, size, weight, room).unwrap_or_default();
            let full = self.metrics.width(&entry.label, size, weight);
            if x > 0.0 && x + head + full + keep(line) > self.width {
                if line + 1 == MOST_LINES {
                    shapes.push(self.small(x, line, &rest));
                    break;
                }
                (x, line) = (0.0, line + 1);
            }
            let label = fit(self.width - x - head - keep(line));
            let wide = head + self.metrics.width(&label, size, weight);
            let middle = line as f32 * LINE + LINE / 2.0;
            let mut swatch = entry.swatch.clone();
            swatch.translate(vec2(self.left + x, (middle - SWATCH.y / 2.0).round()));
            shapes.push(swatch);
            let at = pos2(self.left + x + head, middle + size.middle());
            shapes.push(self.metrics.text(at, &label, size, weight, Role::Text));
            x += wide + 20.0;
        }
        let lines = if shapes.is_empty() { 0 } else { line + 1 };
        (shapes, lines as f32 * LINE)
    }

    fn notes(&self, notes: &[String]) -> (Vec<Shape>, f32) {
        let text = notes.join(" ");
        let lines = wrap_to(self.metrics, &text, Size::Note, Weight::Regular, self.width, MOST_LINES);
        let shapes = lines.iter().enumerate().map(|(n, line)| self.small(0.0, n, line)).collect();
        (shapes, lines.len() as f32 * LINE)
    }

    /// Numbered, in columns; what does not fit is counted.
    fn sources(&self, sources: &[Cited], most: usize) -> (Vec<Shape>, f32) {
        if sources.is_empty() {
            return (Vec::new(), 0.0);
        }
        let (size, weight) = (Size::Tick, Weight::Regular);
        let columns = ((self.width + GUTTER) / (COLUMN + GUTTER)).floor().max(1.0);
        let column = (self.width + GUTTER) / columns - GUTTER;
        let columns = columns as usize;
        let lines = sources.len().div_ceil(columns).min(most);
        let most = lines * columns;
        let shown = if sources.len() > most { most - 1 } else { sources.len() };
        let mut texts: Vec<String> =
            sources.iter().take(shown).enumerate().map(|(n, s)| self.cited(n + 1, s, column)).collect();
        if sources.len() > shown {
            texts.push(format!("and {} more", sources.len() - shown));
        }
        let heading = format!("Sources, most cited first ({})", sources.len());
        let at = pos2(self.left, size.ascent());
        let mut shapes = vec![self.metrics.text(at, &heading, size, Weight::Semibold, Role::Muted)];
        for (n, text) in texts.iter().enumerate() {
            let x = self.left + (n / lines) as f32 * (column + GUTTER);
            let y = ((n % lines) + 1) as f32 * LINE + size.ascent();
            shapes.push(self.metrics.text(pos2(x, y), text, size, weight, Role::Muted));
        }
        (shapes, (lines + 1) as f32 * LINE)
    }

    /// Number, title, publisher and date on one line; the title gives way first.
    fn cited(&self, number: usize, source: &Cited, room: f32) -> String {
        let (size, weight) = (Size::Tick, Weight::Regular);
        let cut = |text: &str, room| ellipsis(self.metrics, text, size, weight, room);
        let number = format!("{number}  ");
        let rest = match source.publisher.as_str() {
            "" => String::new(),
            publisher => format!(", {publisher}"),
        };
        let taken = self.metrics.width(&number, size, weight) + self.metrics.width(&rest, size, weight);
        let title = cut(&source.title, room - taken).filter(|_| taken < room * 0.6);
        match title {
            Some(title) => number + &title + &rest,
            None => cut(&(number + &source.title + &rest), room).unwrap_or_default(),
        }
    }

    fn small(&self, x: f32, line: usize, text: &str) -> Shape {
        let at = pos2(self.left + x, line as f32 * LINE + LINE / 2.0 + Size::Note.middle());
        self.metrics.text(at, text, Size::Note, Weight::Regular, Role::Muted)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(label: String) -> LegendEntry {
        LegendEntry { swatch: Shape::filled(Rect::from_min_size(Pos2::ZERO, SWATCH), Role::Accent), label }
    }

    fn full(words: usize, many: usize) -> Page {
        let long = |n: usize| vec!["Mitsubishi"; n].join(" ");
        Page {
            title: long(words),
            filter: long(words * 2),
            about: "Timeline by brand, 11 of 96 items".to_owned(),
            warning: long(words / 3),
            legend: (0..many).map(|n| entry(format!("Brand {n} {}", long(n % 4)))).collect(),
            notes: (0..many / 4).map(|n| format!("{n} items name no region.")).collect(),
            sources: (0..many)
                .map(|n| Cited { title: format!("Source {n} {}", long(words)), publisher: long(n % 5) })
                .collect(),
            edition: "Edition 2025, as of December 2025".to_owned(),
            view_height: None,
            plain: false,
        }
    }

    /// The furniture's shapes and the room of the view.
    fn drawn(page_: &Page, size: Vec2) -> (Vec<Shape>, Vec2) {
        let m = Metrics::new();
        let mut room = Vec2::ZERO;
        let scene = page(page_, size, &m, |size| {
            room = size;
            Scene::new(size)
        });
        (scene.marks().map(|(_, mark)| mark.shape.clone()).collect(), room)
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_page(
            words in 0usize..60, many in 0usize..80, w in 240f32..2400.0, h in 320f32..1600.0,
            view_height in proptest::option::of(0f32..2000.0),
        ) {
            let page_ = Page { view_height, ..full(words, many) };
            let (shapes, room) = drawn(&page_, vec2(w, h));
            prop_assert!(room.x > 0.0 && room.y > 0.0);
            let texts: Vec<Rect> = shapes.iter().filter(|s| matches!(s, Shape::Text(_))).map(Shape::bounds).collect();
            for (n, one) in texts.iter().enumerate() {
                prop_assert!(one.left() >= 0.0 && one.right() <= w + 0.5 && one.bottom() <= h + 0.5, "{one:?}");
                for other in &texts[n + 1..] {
                    // Ascent and descent keep more room than letters take.
                    prop_assert!(!one.shrink2(vec2(0.0, 3.0)).intersects(other.shrink2(vec2(0.0, 3.0))), "{one:?} {other:?}");
                }
            }
        }

        #[test]
        fn a_page_of_the_told_height_gives_the_view_what_it_asked(
            words in 0usize..20, many in 0usize..40, w in 300f32..2400.0, wish in 200f32..4000.0,
        ) {
            let (page_, m) = (full(words, many), Metrics::new());
            let h = height(&page_, w, &m, |_| wish);
            let given = room(&page_, vec2(w, h), &m).y;
            prop_assert!(given >= wish - 1.0 && given <= wish + 2.0, "{given} for {wish}");
        }
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let (shapes, _) = drawn(&full(3, 70), vec2(900.0, 900.0));
        let texts: Vec<String> = shapes.iter().map(ToString::to_string).collect();
        assert_eq!(texts.iter().filter(|t| t.contains(" more")).count(), 2, "{texts:#?}");
        assert!(texts.iter().any(|t| t.contains("most cited first (70)")));
    }

    #[test]
    fn plain_leaves_the_view_alone() {
        let page_ = Page { plain: true, ..full(3, 8) };
        let (shapes, room) = drawn(&page_, vec2(400.0, 300.0));
        assert!(shapes.is_empty());
        assert_eq!(room, vec2(400.0, 300.0));
    }
}
