//! Writes the parts of a page. It must never write beyond the page's width, nor cut a date.

use super::{Cited, Edition, GUTTER, LINE, MOST_LINES, Page};
use crate::scene::{Metrics, Role, Shape, Size, Weight, ellipsis, wrap_to};
use crate::views::{LegendEntry, SWATCH};
use emath::{pos2, vec2};

/// Height of a line of the title.
const HEAD: f32 = 28.0;
/// The least width of a column of sources.
const COLUMN: f32 = 440.0;
/// From so many lines of sources on, one source may take two of them.
const BROKEN: usize = 4;
/// How this program calls itself on pictures.
const MADE_WITH: &str = "Made with Roadscope";

/// Writes parts of a page at its left margin, each from y = 0 downwards, and tells their height.
pub(super) struct Writer<'a> {
    pub metrics: &'a Metrics,
    pub left: f32,
    pub width: f32,
}

impl Writer<'_> {
    /// Title, filter and count; at its true place, with its lower edge.
    pub fn head(&self, page: &Page, top: f32) -> (Vec<Shape>, f32) {
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

    /// Edition and date at the left, the program's name at the right; the edition's name gives way.
    pub fn foot(&self, edition: &Edition) -> (Vec<Shape>, f32) {
        let (size, weight) = (Size::Tick, Weight::Regular);
        let baseline = size.ascent();
        let made = self.metrics.width(MADE_WITH, size, weight);
        let right = pos2(self.left + self.width, baseline);
        let mut shapes = vec![self.metrics.text_ending(right, MADE_WITH, size, weight, Role::Muted)];
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

    /// Numbered, in columns of at most so many lines; what does not fit is counted. Endlessly high where not
    /// even one fits.
    pub fn sources(&self, sources: &[Cited], most: usize) -> (Vec<Shape>, f32) {
        if sources.is_empty() {
            return (Vec::new(), 0.0);
        }
        let (size, weight) = (Size::Tick, Weight::Regular);
        let columns = ((self.width + GUTTER) / (COLUMN + GUTTER)).floor().max(1.0);
        let column = (self.width + GUTTER) / columns - GUTTER;
        let columns = columns as usize;
        let indent = self.metrics.width(&format!("{}  ", sources.len().min(most * columns)), size, weight);
        // A few whole lines name more sources than a few broken ones.
        let each = if most < BROKEN { 1 } else { 2 };
        let texts: Vec<Vec<String>> =
            sources.iter().take(most * columns).map(|s| self.cited(s, column - indent, each)).collect();
        // Even columns: as few lines as hold all, or all that there are.
        let full = Columns { lines: most, columns, all: sources.len() };
        let places = (1..most).find_map(|lines| Columns { lines, ..full }.places(&texts));
        let places = places.unwrap_or_else(|| full.first_places(&texts));
        if places.is_empty() {
            // A count alone names nobody.
            return (Vec::new(), f32::INFINITY);
        }
        let heading = format!("Sources, most cited first ({})", sources.len());
        let write = |x: f32, line: usize, text: &str, weight| {
            let at = pos2(self.left + x, line as f32 * LINE + size.ascent());
            self.metrics.text(at, text, size, weight, Role::Muted)
        };
        let mut shapes = vec![write(0.0, 0, &heading, Weight::Semibold)];
        let mut used = 0;
        let left = |at: usize| at as f32 * (column + GUTTER);
        for (n, (text, (at, line))) in texts.iter().zip(&places).enumerate() {
            shapes.push(write(left(*at), line + 1, &(n + 1).to_string(), weight));
            for (more, words) in text.iter().enumerate() {
                shapes.push(write(left(*at) + indent, line + more + 1, words, weight));
            }
            used = used.max(line + text.len());
        }
        if places.len() < sources.len() {
            let rest = format!("and {} more", sources.len() - places.len());
            let (at, line) = full.after(&texts, &places);
            shapes.push(write(left(at), line + 1, &rest, weight));
            used = used.max(line + 1);
        }
        (shapes, (used + 1) as f32 * LINE)
    }

    /// Title, publisher and date in at most so many lines; the title gives way first.
    fn cited(&self, source: &Cited, room: f32, most: usize) -> Vec<String> {
        let (size, weight) = (Size::Tick, Weight::Regular);
        let lines = |text: &str| wrap_to(self.metrics, text, size, weight, room, usize::MAX);
        let rest = match source.publisher.as_str() {
            "" => String::new(),
            publisher => format!(", {publisher}"),
        };
        let whole = format!("{}{rest}", source.title);
        let taken = self.metrics.width(&rest, size, weight);
        if lines(&whole).len() <= most || taken > room * 0.6 {
            return wrap_to(self.metrics, &whole, size, weight, room, most);
        }
        // The last line ends with who says so.
        let mut title = lines(&source.title);
        let end = title.split_off((most.max(1) - 1).min(title.len())).join(" ");
        title.push(ellipsis(self.metrics, &end, size, weight, room - taken).unwrap_or_default() + &rest);
        title
    }

    fn small(&self, x: f32, line: usize, text: &str) -> Shape {
        let at = pos2(self.left + x, line as f32 * LINE + LINE / 2.0 + Size::Note.middle());
        self.metrics.text(at, text, Size::Note, Weight::Regular, Role::Muted)
    }
}

/// Room for sources of one or two lines each; none is broken between two columns.
#[derive(Clone, Copy)]
struct Columns {
    lines: usize,
    columns: usize,
    /// How many sources there are, told or not.
    all: usize,
}

impl Columns {
    /// Column and line of every source, where there is room for all.
    fn places(self, texts: &[Vec<String>]) -> Option<Vec<(usize, usize)>> {
        let places = self.fill(texts, 0);
        (places.len() == self.all).then_some(places)
    }

    /// Column and line of the first ones; where not all have room, the last line of all stays free.
    fn first_places(self, texts: &[Vec<String>]) -> Vec<(usize, usize)> {
        self.places(texts).unwrap_or_else(|| self.fill(texts, 1))
    }

    /// Column and line of what follows on the first ones.
    fn after(self, texts: &[Vec<String>], places: &[(usize, usize)]) -> (usize, usize) {
        let last = places.last().zip(texts.get(places.len().saturating_sub(1)));
        match last.map(|((column, line), text)| (*column, line + text.len())) {
            Some((column, line)) if line < self.lines => (column, line),
            Some((column, _)) => (column + 1, 0),
            None => (0, 0),
        }
    }

    fn fill(self, texts: &[Vec<String>], keep: usize) -> Vec<(usize, usize)> {
        let (mut column, mut line) = (0, 0);
        let mut places = Vec::new();
        for text in texts {
            let room = |column| if column + 1 == self.columns { self.lines - keep } else { self.lines };
            if line + text.len() > room(column) {
                (column, line) = (column + 1, 0);
            }
            if column >= self.columns || text.len() > room(column) {
                break;
            }
            places.push((column, line));
            line += text.len();
        }
        places
    }
}
