//! Where everything of a matrix lies. It must never look at an item: only at how many each cell has.

use super::Matrix;
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use std::ops::Range;

/// The part of a matrix that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// How far the cells are scrolled under their headings, in points.
    pub scroll: Vec2,
    /// Width and height of the whole, headings included, in points.
    pub size: Vec2,
}

/// Height of a chip.
pub(super) const CHIP: f32 = 20.0;
/// Between chips, and around them.
pub(super) const GAP: f32 = 4.0;
/// Room at the left of headings and cells.
pub(super) const PAD: f32 = 8.0;
/// Height of the column headings.
pub(super) const HEADER: f32 = 44.0;
/// Width of the column of totals.
pub(super) const TOTALS: f32 = 40.0;
/// Height of the row of totals.
pub(super) const ALL: f32 = 26.0;
/// Height of a line of the foot.
pub(super) const FOOT_LINE: f32 = 17.0;
/// Height of the band above a group of rows.
pub(super) const BAND: f32 = 24.0;
/// More lines of chips than these become a count.
const MOST_LINES: u32 = 8;
/// The narrowest column of chips where all columns are in view.
const NARROWEST: f32 = 64.0;
/// In columns narrower than this models are chips, in points.
const NARROW_FOR_LINES: f32 = 160.0;
/// The narrowest and the widest column of lines.
const NARROWEST_LINES: f32 = 80.0;
const WIDEST_LINES: f32 = 340.0;
/// The narrowest column of counts, where all are in view and where they are scrolled.
const NARROWEST_COUNTS: (f32, f32) = (48.0, 64.0);
/// The widest column of chips where columns are scrolled.
const WIDEST_SCROLLED: f32 = 140.0;
/// The widest column of chips that are few, and of counts.
const WIDEST: (f32, f32) = (240.0, 180.0);
/// The narrowest chip where several stand side by side.
const TIGHT_CHIP: f32 = 110.0;
/// The widest chip.
pub(super) const WIDEST_CHIP: f32 = 230.0;
/// Heights of a row whose heading has one line, and two.
const ROW: (f32, f32) = (30.0, 42.0);

/// Where a matrix lies in a viewport.
pub(super) struct CellLayout {
    /// Where cells show.
    pub body: Rect,
    /// The scroll, kept within the content.
    pub scroll: Vec2,
    pub column_width: f32,
    /// Chips beside each other in a cell.
    pub per_line: u32,
    /// The most items that a cell shows as chips.
    pub most_chips: u32,
    /// For each row its top below the headings and above its band, and the end of the last one.
    pub tops: Vec<f32>,
    columns: usize,
    bands: Vec<bool>,
    /// Width and height of everything.
    pub content: Vec2,
}

impl CellLayout {
    pub fn new(matrix: &Matrix, viewport: Viewport) -> Self {
        let size = viewport.size.max(Vec2::ZERO);
        let names = (matrix.names_width + PAD * 2.0 + GAP).clamp(92.0, (size.x * 0.28).max(92.0));
        let columns = matrix.columns.len();
        let shared = (size.x - names - TOTALS) / columns.max(1) as f32;
        // Columns that must be scrolled anyway may as well be wide enough to be read.
        let (narrowest, scrolled) = match matrix.models {
            true if matrix.lines.is_some() => {
                (NARROWEST_LINES, matrix.chip_width.clamp(NARROWEST_LINES, 200.0))
            }
            true => (NARROWEST, (matrix.chip_width + GAP * 2.0).clamp(NARROWEST, WIDEST_SCROLLED)),
            false => NARROWEST_COUNTS,
        };
        // Nor does a column need more than its fullest cell in one line.
        let widest = match matrix.models {
            true if matrix.lines.is_some() => WIDEST_LINES,
            true => (matrix.most_chips() as f32 * (matrix.chip_width + GAP) + GAP).max(WIDEST.0),
            false => WIDEST.1,
        };
        let column_width = if shared < narrowest { scrolled } else { shared.min(widest) };
        let per_line = match matrix.lines.is_some() {
            true => 1,
            false => ((column_width - GAP) / (matrix.chip_width + GAP)).floor().max(1.0) as u32,
        };
        let most_chips = match (matrix.models, matrix.lines.is_some()) {
            // Nothing limits the height of a picture, nor may it leave a name to be looked up.
            (true, true) => u32::MAX,
            (true, false) => MOST_LINES * per_line,
            (false, _) => 0,
        };
        let mut bands = vec![false; matrix.rows.len()];
        for group in &matrix.groups {
            if let Some(band) = bands.get_mut(group.first_row as usize) {
                *band = true;
            }
        }
        let foot = ALL + matrix.foot_lines(size.x).len() as f32 * FOOT_LINE + GAP;
        let heights = matrix.lines.as_ref().map(|lines| {
            let head = matrix.heading_lines(lines, names - PAD - GAP);
            (matrix.line_heights(lines, column_width - PAD * 2.0), head)
        });
        let tops = |per_line| match &heights {
            Some((cells, heads)) => line_tops(cells, heads, &bands),
            None => tops(matrix, per_line, most_chips, &bands),
        };
        let height = |tops: &[f32]| HEADER + tops.last().copied().unwrap_or(0.0) + foot;
        // Where that makes the difference between all and not all in view, chips stand closer.
        let tightest = if heights.is_some() {
            per_line
        } else {
            (((column_width - GAP) / (TIGHT_CHIP + GAP)).floor() as u32).max(per_line)
        };
        let closer =
            (per_line..=tightest).map(|n| (n, tops(n))).find(|(_, tops)| height(tops) <= size.y + 0.5);
        let (per_line, tops) = closer.unwrap_or_else(|| (per_line, tops(per_line)));
        let top = tops.last().copied().unwrap_or(0.0);
        let inner = vec2(column_width * columns as f32, top);
        let right = (size.x - TOTALS).min(names + inner.x).max(names);
        // Totals follow the last row: empty space is at the end.
        let bottom = (size.y - foot).min(HEADER + top).max(HEADER);
        let body = Rect::from_min_max(pos2(names, HEADER), pos2(right, bottom));
        // What the body leaves free at its right counts as taken.
        let content = vec2(inner.x.max(body.width()) + names + TOTALS, HEADER + top + foot);
        let scroll = viewport.scroll.min(inner - body.size()).max(Vec2::ZERO);
        Self { body, scroll, column_width, per_line, most_chips, tops, columns, bands, content }
    }

    /// The rows in view.
    pub fn rows(&self) -> Range<usize> {
        let (from, to) = (self.scroll.y, self.scroll.y + self.body.height());
        let count = self.tops.len().saturating_sub(1);
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        first.min(count)..self.tops.partition_point(|top| *top < to).min(count)
    }

    /// The columns in view.
    pub fn columns(&self) -> Range<usize> {
        let first = (self.scroll.x / self.column_width).floor() as usize;
        let last = ((self.scroll.x + self.body.width()) / self.column_width).ceil() as usize;
        first.min(self.columns)..last.min(self.columns)
    }

    /// Top and bottom of a row, its band left out, in the scene.
    pub fn row(&self, row: usize) -> (f32, f32) {
        let top = |n: usize| self.tops.get(n).copied().unwrap_or(0.0) + self.body.top() - self.scroll.y;
        let band = if self.has_band(row) { BAND } else { 0.0 };
        (top(row) + band, top(row + 1))
    }

    /// Whether a row begins a group.
    pub fn has_band(&self, row: usize) -> bool {
        self.bands.get(row).copied().unwrap_or(false)
    }

    /// Left and right of a column in the scene.
    pub fn column(&self, column: usize) -> (f32, f32) {
        let left = self.body.left() + column as f32 * self.column_width - self.scroll.x;
        (left, left + self.column_width)
    }

    /// A cell in the scene, in view or not.
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        let ((top, bottom), (left, right)) = (self.row(row), self.column(column));
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    /// The right end of everything: the totals of rows stand before it.
    pub fn right(&self) -> f32 {
        self.body.right() + TOTALS
    }

    /// The width of a chip.
    pub fn chip_width(&self) -> f32 {
        let each = (self.column_width - GAP) / self.per_line as f32 - GAP;
        each.min(WIDEST_CHIP)
    }

    fn row_at(&self, at: Pos2) -> Option<u32> {
        let within = |row: &usize| {
            let (top, bottom) = self.row(*row);
            (top..bottom).contains(&at.y)
        };
        let shows = (self.body.top()..self.body.bottom()).contains(&at.y);
        self.rows().find(within).filter(|_| shows).map(|row| row as u32)
    }

    fn column_at(&self, at: Pos2) -> Option<u32> {
        let within = |column: &usize| {
            let (left, right) = self.column(*column);
            (left..right).contains(&at.x)
        };
        let shows = (self.body.left()..self.body.right()).contains(&at.x);
        self.columns().find(within).filter(|_| shows).map(|column| column as u32)
    }
}

/// For each row its top, and the end of the last one, where so many chips stand side by side.
fn tops(matrix: &Matrix, per_line: u32, most_chips: u32, bands: &[bool]) -> Vec<f32> {
    let mut tops = Vec::with_capacity(matrix.rows.len() + 1);
    let mut top = 0.0;
    for ((row, fills), band) in matrix.rows.iter().zip(&matrix.fills).zip(bands) {
        tops.push(top);
        let lines = lines(*fills, per_line, most_chips) as f32;
        let heading = if row.brands >= 2 { ROW.1 } else { ROW.0 };
        top += heading.max(lines * (CHIP + GAP) + GAP + 2.0) + if *band { BAND } else { 0.0 };
    }
    tops.push(top);
    tops
}

/// The same where models are lines: as high as the fullest cell and the heading need.
fn line_tops(cells: &[f32], heads: &[f32], bands: &[bool]) -> Vec<f32> {
    let mut tops = Vec::with_capacity(cells.len() + 1);
    let mut top = 0.0;
    for ((cell, head), band) in cells.iter().zip(heads).zip(bands) {
        tops.push(top);
        top += cell.max(*head) + 2.0 * GAP + if *band { BAND } else { 0.0 };
    }
    tops.push(top);
    tops
}

/// How many lines of chips a row needs: its fullest cell that is still shown as chips.
fn lines(fills: u64, per_line: u32, most_chips: u32) -> u32 {
    let shown = if most_chips >= 63 { u64::MAX >> 1 } else { (1 << (most_chips + 1)) - 1 };
    match fills & shown & !1 {
        0 => 0,
        bits => bits.ilog2().div_ceil(per_line.max(1)),
    }
}

impl Matrix {
    /// Whether columns are too narrow for models as lines where everything has a width.
    pub(super) fn is_narrow(&self, width: f32) -> bool {
        let names = (self.names_width + PAD * 2.0 + GAP).clamp(92.0, (width * 0.28).max(92.0));
        (width - names - TOTALS) / (self.columns.len().max(1) as f32) < NARROW_FOR_LINES
    }

    /// How many items the fullest cell has that could be shown as chips.
    fn most_chips(&self) -> u32 {
        let fullest = |fills: &u64| (fills & ((1 << (MOST_LINES + 1)) - 1)).checked_ilog2().unwrap_or(0);
        self.fills.iter().map(fullest).max().unwrap_or(0)
    }

    /// Width and height at which everything would be in view, for a room that is offered: columns fill its
    /// width, and are wider than it together where there are many; chips stand closer where that makes all
    /// fit its height.
    pub fn content_size(&self, room: Vec2) -> Vec2 {
        CellLayout::new(self, Viewport { scroll: Vec2::ZERO, size: room }).content
    }

    /// Where cells show, in the scene.
    pub fn body(&self, viewport: Viewport) -> Rect {
        CellLayout::new(self, viewport).body
    }

    /// The row and column under a point.
    pub fn cell_at(&self, viewport: Viewport, at: Pos2) -> Option<(u32, u32)> {
        let layout = CellLayout::new(self, viewport);
        layout.row_at(at).zip(layout.column_at(at))
    }

    /// The row and column of a point, one of them where it lies beside the cells: on a heading or a total.
    pub fn place_at(&self, viewport: Viewport, at: Pos2) -> Option<(Option<u32>, Option<u32>)> {
        let layout = CellLayout::new(self, viewport);
        let place = (layout.row_at(at), layout.column_at(at));
        (place != (None, None)).then_some(place)
    }

    /// Where a cell lies, in view or not.
    pub fn cell_rect(&self, viewport: Viewport, row: u32, column: u32) -> Rect {
        CellLayout::new(self, viewport).cell(row as usize, column as usize)
    }

    /// Where a cell, or a heading without a row or a column, lies.
    pub fn place_rect(&self, viewport: Viewport, row: Option<u32>, column: Option<u32>) -> Rect {
        let layout = CellLayout::new(self, viewport);
        let (row, column) = (row.map(|n| layout.row(n as usize)), column.map(|n| layout.column(n as usize)));
        let (top, bottom) = row.unwrap_or((0.0, layout.body.top()));
        let (left, right) = column.unwrap_or((0.0, layout.body.left()));
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    /// The least scroll that brings a cell into view.
    pub fn scroll_to(&self, viewport: Viewport, row: u32, column: u32) -> Vec2 {
        let layout = CellLayout::new(self, viewport);
        let cell = layout.cell(row as usize, column as usize);
        let before = (layout.body.min - cell.min).max(Vec2::ZERO);
        let after = (cell.max - layout.body.max).max(Vec2::ZERO);
        layout.scroll - before + after.min((cell.min - layout.body.min).max(Vec2::ZERO))
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_row_is_as_high_as_its_fullest_cell_of_chips() {
        let fills = |counts: &[u32]| counts.iter().fold(0u64, |bits, n| bits | 1 << n);
        assert_eq!(lines(fills(&[0]), 1, 8), 0);
        assert_eq!(lines(fills(&[0, 3, 1]), 1, 8), 3);
        assert_eq!(lines(fills(&[0, 3, 9]), 1, 8), 3);
        assert_eq!(lines(fills(&[5, 40]), 2, 16), 3);
        assert_eq!(lines(fills(&[63]), 9, 72), 0);
        assert_eq!(lines(fills(&[62]), 9, 72), 7);
    }
}
