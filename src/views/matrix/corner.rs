//! The corner between the headings: what rows and columns are. It must never know that the window opens
//! menus there.

use super::layout::{CellLayout, HEADER, PAD};
use super::{Axis, Matrix, MatrixOptions, Viewport};
use crate::plan::PlanWords;
use crate::scene::{Metrics, Role, Size, Weight, ellipsis};
use emath::{Rect, pos2, vec2};

/// Room behind each name, for the window's sign that it can be changed.
pub const SIGN: f32 = 12.0;

/// How the names of axes are written.
pub(super) const NAME: (Size, Weight, Role) = (Size::Note, Weight::Semibold, Role::Muted);

impl MatrixOptions {
    /// The axes' names as the corner shows them: of rows, then of columns.
    pub(super) fn axis_names(&self, words: &PlanWords) -> [String; 2] {
        [format!("{} ↓", self.rows.heading(words)), format!("{} →", self.columns.heading(words))]
    }

    /// Both axes: rows, then columns.
    pub fn axes(&self) -> [Axis; 2] {
        [self.rows, self.columns]
    }
}

impl Matrix {
    /// Where the names of rows and of columns stand, in the scene.
    pub fn corner(&self, metrics: &Metrics, viewport: Viewport) -> [Rect; 2] {
        self.corner_of(metrics, &CellLayout::new(self, viewport))
    }

    pub(super) fn corner_of(&self, metrics: &Metrics, layout: &CellLayout) -> [Rect; 2] {
        let right = layout.body.left();
        let room = (right - PAD * 2.0 - SIGN).max(0.0);
        let [rows, columns] = self.options.axis_names(&self.words).map(|name| {
            let cut = ellipsis(metrics, &name, NAME.0, NAME.1, room).unwrap_or_default();
            metrics.width(&cut, NAME.0, NAME.1)
        });
        let line = |left: f32, width: f32, middle: f32| {
            Rect::from_center_size(pos2(left + width / 2.0, middle), vec2(width, 16.0))
        };
        [line(PAD, rows, HEADER - 13.0), line((right - PAD - SIGN - columns).max(PAD), columns, 13.0)]
    }
}
