//! Writes the parts of a page. It must never write beyond the page's width, nor cut a date.

use super::{Cited, Edition, GUTTER, LINE, MOST_LINES, Page};
use crate::scene::{Metrics, Role, Shape, Size, Weight, ellipsis, middle_cut, wrap, wrap_to};
use crate::views::{LegendEntry, SWATCH};
use emath::{pos2, vec2};

/// Height of a line of the title.
const HEAD: f32 = 28.0;
/// How this program calls itself on pictures.
const MADE_WITH: &str = "Made with Roadscope";

/// Writes parts of a page at its left margin, each from y = 0 downwards, and tells their height.
pub(super) struct Writer<'a> {
    pub metrics: &'a Metrics,
    pub left: f32,
    pub width: f32,
}

impl Writer<'_> {
    /// Title, subtitle and warning; at its true place, with its lower edge.
    pub fn head(&self, page: &Page, top: f32) -> (Vec<Shape>, f32) {
        let mut shapes = Vec::new();
        let mut y = top;
        let lines = [
            (page.title.as_str(), Size::Head, Weight::Semibold, Role::Text, HEAD, 2),
            (&page.subtitle, Size::Body, Weight::Regular, Role::Muted, 18.0, 3),
            (&page.choice, Size::Body, Weight::Regular, Role::Text, 18.0, 2),
            (&page.warning, Size::Body, Weight::Semibold, Role::Text, 18.0, 2),
        ];
        for (text, size, weight, role, height, most) in lines {
            for line in wrap_to(self.metrics, text, size, weight, self.width, most) {
                let at = pos2(self.left, y + size.ascent() * 0.8);
                shapes.push(self.metrics.text(at, &line, size, weight, role));
                y += height;
            }
        }
        (shapes, y)
    }

    /// Edition and date at the left, the program's name at the right; the edition's name gives way.
    pub fn foot(&self, edition: &Edition, credit: &str) -> (Vec<Shape>, f32) {
        let (size, weight) = (Size::Tick, Weight::Regular);
        let baseline = size.ascent();
        let right = pos2(self.left + self.width, baseline);
        let credit = if credit.is_empty() { String::new() } else { format!("{credit}  ·  ") };
        let most = (self.width * 0.6).max(self.metrics.width(MADE_WITH, size, weight));
        let made = middle_cut(self.metrics, &format!("{credit}{MADE_WITH}"), size, weight, most);
        let mut shapes = vec![self.metrics.text_ending(right, &made, size, weight, Role::Muted)];
        let made = self.metrics.width(&made, size, weight);
        let room = self.width - made - GUTTER;
        let date = match (&*edition.name, &*edition.as_of) {
            ("", date) => date.to_owned(),
            (_, "") => String::new(),
            (_, date) => format!(", {date}"),
        };
        let name_room = room - self.metrics.width(&date, size, weight);
        let name = ellipsis(self.metrics, &edition.name, size, weight, name_room);
        let text = match name {
            Some(name) => Some(name + &date),
            None => ellipsis(self.metrics, &edition.as_of, size, weight, room),
        };
        if let Some(text) = text {
            shapes.push(self.metrics.text(pos2(self.left, baseline), &text, size, weight, Role::Muted));
        }
        (shapes, LINE)
    }

    /// What does not fit on the view.
    pub fn more(&self, text: &str) -> (Vec<Shape>, f32) {
        let (size, weight) = (Size::Note, Weight::Semibold);
        let lines = wrap_to(self.metrics, text, size, weight, self.width, 2);
        let at = |n: usize| pos2(self.left, n as f32 * LINE + LINE / 2.0 + size.middle());
        let text = |(n, line): (usize, &String)| self.metrics.text(at(n), line, size, weight, Role::Text);
        (lines.iter().enumerate().map(text).collect(), lines.len() as f32 * LINE)
    }

    /// Swatches with their meaning, side by side; what does not fit is counted.
    pub fn legend(&self, entries: &[LegendEntry]) -> (Vec<Shape>, f32) {
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

    pub fn notes(&self, notes: &[String]) -> (Vec<Shape>, f32) {
        let text = notes.join(" ");
        let lines = wrap_to(self.metrics, &text, Size::Note, Weight::Regular, self.width, MOST_LINES);
        let shapes = lines.iter().enumerate().map(|(n, line)| self.small(0.0, n, line)).collect();
        (shapes, lines.len() as f32 * LINE)
    }

    /// Numbered, one after another in lines that run across the page, at most so many; whole where that has room,
    /// else in few words; what does not fit is counted. Endlessly high where not even one fits.
    pub fn sources(&self, page: &Page, most: usize) -> (Vec<Shape>, f32) {
        let (sources, elsewhere) = (&*page.sources, &*page.elsewhere);
        if sources.is_empty() {
            return (Vec::new(), 0.0);
        }
        let flow = self.flow(page, most);
        if flow.placed == 0 {
            // A count alone names nobody.
            return (Vec::new(), f32::INFINITY);
        }
        let heading = match sources.len() {
            1 => "Source".to_owned(),
            n if page.numbered == 0 => format!("Sources ({n})"),
            n => format!("Sources ({n}); small numbers name one for each mark"),
        };
        let heading = match self.metrics.width(&heading, SOURCE, Weight::Semibold) > self.width {
            true => format!("Sources ({})", sources.len()),
            false => heading,
        };
        let mut shapes = vec![self.source_text(0.0, 0, &heading, Weight::Semibold)];
        for word in &flow.words {
            shapes.push(self.source_text(word.x, word.line + 1, &word.text, word.weight));
        }
        if flow.placed < sources.len() {
            let rest = rest(sources.len() - flow.placed, elsewhere);
            shapes.push(self.source_text(flow.end.0, flow.end.1 + 1, &rest, Weight::Regular));
        }
        (shapes, (flow.lines + 1) as f32 * LINE)
    }

    /// How many of some sources stand in so many lines.
    pub fn sources_within(&self, page: &Page, most: usize) -> usize {
        self.flow(page, most).placed
    }

    /// How many lines the first sources need, in few words, with what stands for the others.
    pub fn lines_of(&self, page: &Page, first: usize) -> usize {
        let few = Page {
            sources: page.sources.iter().take(first).cloned().collect(),
            elsewhere: page.elsewhere.clone(),
            ..Page::default()
        };
        let keep = self.metrics.width(&rest(page.sources.len(), &page.elsewhere), SOURCE, Weight::Regular);
        let flow = Flow::new(self, &few, (usize::MAX, keep), |source| &source.short);
        // Where others follow, their number may need a line of its own.
        let more = page.sources.len() > first && flow.end.0 + keep > self.width;
        flow.lines + usize::from(more)
    }

    fn source_text(&self, x: f32, line: usize, text: &str, weight: Weight) -> Shape {
        let at = pos2(self.left + x, line as f32 * LINE + SOURCE.ascent());
        self.metrics.text(at, text, SOURCE, weight, Role::Muted)
    }

    /// The first form in which all have room, or as many as have in the shorter one.
    fn flow(&self, page: &Page, most: usize) -> Flow {
        let sources = &*page.sources;
        let keep = self.metrics.width(&rest(sources.len(), &page.elsewhere), SOURCE, Weight::Regular);
        let whole = Flow::new(self, page, (most, keep), |source| &source.whole);
        if whole.placed == sources.len() {
            return whole;
        }
        Flow::new(self, page, (most, keep), |source| &source.short)
    }

    fn small(&self, x: f32, line: usize, text: &str) -> Shape {
        let at = pos2(self.left + x, line as f32 * LINE + LINE / 2.0 + Size::Note.middle());
        self.metrics.text(at, text, Size::Note, Weight::Regular, Role::Muted)
    }
}

/// How sources are written.
const SOURCE: Size = Size::Tick;
/// From a number to its source, and from a source to the next number, in points.
const SPACES: (f32, f32) = (4.0, 14.0);

/// What stands for the sources that have no room.
fn rest(count: usize, elsewhere: &str) -> String {
    format!("and {count} more{}{elsewhere}", if elsewhere.is_empty() { "" } else { " " })
}

/// Sources one after another in lines.
#[derive(Default)]
struct Flow {
    words: Vec<Word>,
    /// How many sources are there.
    placed: usize,
    lines: usize,
    /// Where what follows would begin.
    end: (f32, usize),
}

struct Word {
    x: f32,
    line: usize,
    text: String,
    weight: Weight,
}

impl Flow {
    /// As many as have room in so many lines, in a form; where not all have, the last line keeps room for the
    /// number of the others.
    fn new(
        writer: &Writer<'_>,
        page: &Page,
        (most, keep): (usize, f32),
        form: impl Fn(&Cited) -> &str,
    ) -> Self {
        let mut flow = Self::fill(writer, page, most, 0.0, &form);
        if flow.placed < page.sources.len() {
            flow = Self::fill(writer, page, most, keep, &form);
        }
        flow
    }

    fn fill(
        writer: &Writer<'_>,
        page: &Page,
        most: usize,
        keep: f32,
        form: &impl Fn(&Cited) -> &str,
    ) -> Self {
        let width = |text: &str, weight| writer.metrics.width(text, SOURCE, weight);
        let mut flow = Self::default();
        let (mut x, mut line) = (0.0, 0);
        for (n, source) in page.sources.iter().enumerate() {
            let number = (page.first_source + n + 1).to_string();
            let head = width(&number, Weight::Semibold) + SPACES.0;
            let text = form(source);
            let keep = |line: usize| if line + 1 == most && keep > 0.0 { keep + SPACES.1 } else { 0.0 };
            let whole = head + width(text, Weight::Regular);
            if x > 0.0 && x + whole + keep(line) > writer.width {
                (x, line) = (0.0, line + 1);
            }
            // Only what is longer than a line is broken.
            let room = writer.width - head - keep(line);
            let lines = match whole + keep(line) <= writer.width {
                true => vec![text.to_owned()],
                false => wrap(writer.metrics, text, SOURCE, Weight::Regular, room.max(60.0)),
            };
            if line + lines.len() > most
                || (line + lines.len() == most && keep(most - 1) > 0.0 && lines.len() > 1)
            {
                break;
            }
            flow.words.push(Word { x, line, text: number, weight: Weight::Semibold });
            let last = lines.len().saturating_sub(1);
            let mut end = 0.0;
            for (more, text) in lines.into_iter().enumerate() {
                end = x + head + width(&text, Weight::Regular);
                flow.words.push(Word { x: x + head, line: line + more, text, weight: Weight::Regular });
            }
            line += last;
            x = end + SPACES.1;
            flow.placed += 1;
            flow.lines = line + 1;
            flow.end = (x, line);
        }
        if flow.placed < page.sources.len() && flow.end.0 + keep > writer.width {
            flow.end = (0.0, flow.end.1 + 1);
            flow.lines = flow.end.1 + 1;
        }
        flow
    }
}
