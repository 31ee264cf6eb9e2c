//! How wide columns are: what they need, what a person chose, what a page has. It must never measure more items
//! than it takes to know what most of them need.

use super::cell::{Amount, Cell};
use super::options::tidied_width;
use super::{Column, TableOptions};
use crate::plan::Facet;
use crate::scene::{Size, Weight};
use crate::views::{self, Look};

/// Room at the left of a cell in points.
pub const PAD: f32 = 12.0;
/// Room for the sign of a date, and between it and the words.
pub const SIGN: (f32, f32) = (20.0, 8.0);
/// Room for the colour of a value, and between it and its name.
pub const SWATCH: (f32, f32) = (9.0, 7.0);
/// Between a figure and its unit.
pub const UNIT: f32 = 6.0;
/// Room for the arrow behind the name of the column that is sorted by.
pub const ARROW: f32 = 12.0;
/// So many items are measured.
const MEASURED: usize = 240;
/// Of ten cells this many show all of their words.
const OF_TEN: usize = 9;
/// The narrowest and widest that columns are by themselves: names, others.
const USUAL: [(f32, f32); 2] = [(140.0, 300.0), (52.0, 190.0)];
/// The widest that the column of what changed is by itself.
const WIDEST_CHANGE: f32 = 280.0;
/// A page makes columns so much narrower or wider than they need.
const SQUEEZE: (f32, f32) = (0.85, 1.6);
/// The most of a window that names take.
const MOST_NAMES: f32 = 0.6;

/// A column with what it needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Which.
    pub column: Column,
    /// Its width in points: what it needs, or as a person chose.
    pub width: f32,
    /// Of figures, the room of the numbers, which end where their units begin.
    pub numbers: f32,
}

impl Measured {
    /// The names, then the columns that options show; `coloured` is the facet whose values have colours.
    pub fn all(look: &Look<'_>, options: &TableOptions, coloured: Facet) -> Vec<Self> {
        let items: Vec<usize> = sample(look);
        let names = (Column::Name, options.name_width);
        let others = options.shown().into_iter().map(|choice| (choice.column, choice.width));
        std::iter::once(names)
            .chain(others)
            .map(|(column, width)| Self::new(look, &items, column, (width, coloured)))
            .collect()
    }

    fn new(
        look: &Look<'_>,
        items: &[usize],
        column: Column,
        (chosen, coloured): (Option<f32>, Facet),
    ) -> Self {
        let width = |words: &str| look.metrics.width(cut(words), Size::Body, Weight::Regular);
        let most = |widths: Vec<f32>| {
            let mut widths = widths;
            widths.sort_by(f32::total_cmp);
            widths.get(widths.len() * OF_TEN / 10).or(widths.last()).copied().unwrap_or(0.0)
        };
        let plan = look.plan;
        let cells = || items.iter().map(|item| Cell::of(plan, *item, column));
        let heading = look.metrics.width(&column.heading(plan.words()), Size::Note, Weight::Semibold) + ARROW;
        let (mut numbers, mut words) = (0.0, most(cells().map(|cell| width(&cell.words)).collect()));
        match column {
            Column::When => words += SIGN.0 + SIGN.1,
            Column::Became => words += views::SWATCH.x + SIGN.1,
            Column::Figure => {
                let all = items.iter().filter_map(|item| Amount::of(plan.record(plan.items().thing(*item))));
                let (all, units): (Vec<f32>, Vec<f32>) =
                    all.map(|a| (width(a.number()), width(&a.unit))).unzip();
                numbers = most(all).max(heading - ARROW);
                words = numbers + UNIT + most(units);
            }
            Column::Facet(facet) if facet == coloured => words += SWATCH.0 + SWATCH.1,
            _ => {}
        }
        let (least, most) = USUAL[usize::from(column != Column::Name)];
        let most = if column == Column::Became { WIDEST_CHANGE } else { most };
        let needs = (words.max(heading) + PAD * 1.5).ceil().clamp(least, most);
        let width = tidied_width(chosen).unwrap_or(needs);
        Self { column, width, numbers: numbers.min(width) }
    }
}

/// No more letters than these are measured: more have no room.
fn cut(words: &str) -> &str {
    words.char_indices().nth(48).map_or(words, |(end, _)| words.get(..end).unwrap_or(words))
}

/// Some of the matching items, evenly from all of them.
fn sample(look: &Look<'_>) -> Vec<usize> {
    let all = look.matching.len();
    let step = all / (MEASURED * 8) + 1;
    let some: Vec<usize> = (0..all).step_by(step).filter(|item| look.matching.contains(*item)).collect();
    let every = some.len() / MEASURED + 1;
    some.into_iter().step_by(every).collect()
}

/// The columns of a table of some width.
#[derive(Debug, Clone, PartialEq)]
pub struct Widths {
    names: f32,
    /// The left edge of each column beside the names, and the right edge of the last, where nothing is scrolled.
    edges: Vec<f32>,
    /// The room of figures' numbers, wider or narrower than needed as all columns are.
    pub factor: f32,
}

impl Widths {
    /// In a window as wide as needed or chosen; on a page they share its width.
    pub fn new(columns: &[Measured], width: f32, live: bool) -> Self {
        let all: f32 = columns.iter().map(|column| column.width).sum();
        let factor = if live { 1.0 } else { (width / all.max(1.0)).clamp(SQUEEZE.0, SQUEEZE.1) };
        let names = columns.first().map_or(0.0, |names| names.width * factor);
        let names = if live { names.min((width * MOST_NAMES).max(USUAL[0].0)) } else { names };
        let mut edges = vec![names];
        for column in columns.iter().skip(1) {
            edges.push(edges.last().copied().unwrap_or(0.0) + column.width * factor);
        }
        Self { names, edges, factor }
    }

    /// The right edge of the names.
    pub fn names(&self) -> f32 {
        self.names
    }

    /// The right edge of the last column, where nothing is scrolled.
    pub fn all(&self) -> f32 {
        self.edges.last().copied().unwrap_or(0.0)
    }

    /// Left and right of a column in the scene; the names, at the first place, stay.
    pub fn column(&self, place: usize, across: f32) -> (f32, f32) {
        let Some(before) = place.checked_sub(1) else { return (0.0, self.names) };
        let edge = |n: usize| self.edges.get(n).copied().unwrap_or_else(|| self.all()) - across;
        (edge(before), edge(before + 1))
    }

    /// The right edge of the last column that ends within a width, where nothing is scrolled, at least one column
    /// right of `from`.
    pub fn whole(&self, from: f32, width: f32) -> f32 {
        let ends = || self.edges.iter().skip(1).copied().filter(|edge| *edge > from + self.names + 0.5);
        ends().rfind(|edge| *edge - from <= width + 0.5).or_else(|| ends().next()).unwrap_or(self.all())
    }
}
