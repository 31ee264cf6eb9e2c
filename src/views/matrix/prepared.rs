//! The matrix as one of the views: on pages, and in words.
//!
//! It must never count a cell itself: it asks the matrix.

use super::{Axis, Matrix, MatrixOptions, MatrixPort, Viewport};
use crate::plan::{BitSet, Kind, Plan};
use crate::scene::{Scene, StandsFor};
use crate::views::count::Count;
use crate::views::{LegendEntry, Look, Looked, PagePart, Prepared, Side, SideError, View, focus, words};
use emath::Vec2;
use std::borrow::Cow;

/// One facet against another.
#[derive(Debug, Clone, Copy)]
pub struct MatrixView;

impl View for MatrixView {
    type Options = MatrixOptions;
    type Port = MatrixPort;

    const WORD: &'static str = "matrix";
    const NAME: &'static str = "Matrix";
    const SHOWS_PART: bool = false;

    fn options_for(plan: &Plan) -> MatrixOptions {
        MatrixOptions::of(plan)
    }

    fn with_side(options: &MatrixOptions, side: Side, word: &str) -> Result<MatrixOptions, SideError> {
        let axis = Axis::from_word(word).ok_or(SideError::Unknown(Axis::Year.word()))?;
        Ok(match side {
            Side::Rows => options.with_rows(axis),
            Side::Columns => options.with_columns(axis),
        })
    }

    fn tidied(port: MatrixPort) -> MatrixPort {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<MatrixOptions, MatrixPort>,
        _live: bool,
    ) -> impl Prepared + 'a {
        ReadyMatrix { look: *look, matrix: Cow::Owned(Matrix::new(look, looked.options)) }
    }
}

struct ReadyMatrix<'a> {
    look: Look<'a>,
    matrix: Cow<'a, Matrix>,
}

impl Matrix {
    /// This matrix as one of the views.
    pub fn ready<'a>(&'a self, look: &Look<'a>) -> impl Prepared + 'a {
        ReadyMatrix { look: *look, matrix: Cow::Borrowed(self) }
    }
}

fn viewport(part: PagePart) -> Viewport {
    Viewport { scroll: part.scroll, size: part.size }
}

impl Prepared for ReadyMatrix<'_> {
    fn plan(&self) -> &Plan {
        self.look.plan
    }

    fn has_rows(&self) -> bool {
        self.matrix.total() > 0
    }

    fn wish(&self, room: Vec2) -> Vec2 {
        if self.has_rows() { self.matrix.content_size(room) } else { PagePart::free(room) }
    }

    fn part(&self, scroll: Vec2, room: Vec2) -> PagePart {
        let (view, next) = self.matrix.page(scroll, room);
        PagePart { scroll, size: view.size, next }
    }

    fn scene(&self, part: PagePart) -> Scene {
        self.matrix.scene(&self.look, viewport(part))
    }

    fn shown(&self, part: PagePart) -> BitSet {
        self.matrix.shown(self.look.plan, viewport(part))
    }

    fn not_shown(&self, part: PagePart) -> Vec<String> {
        self.matrix.not_shown(viewport(part))
    }

    fn count(&self, shown: &BitSet) -> Count {
        let (plan, models) = (self.look.plan, self.matrix.is_of_models());
        let of = if models { plan.of_kind(Kind::Model).count() } else { plan.items().len() };
        Count { shown: shown.count(), of, models }
    }

    fn legend(&self, width: f32, _shown: Option<&BitSet>) -> Vec<LegendEntry> {
        let mut entries = self.matrix.legend(width);
        entries.extend(self.look.focus.filter(|_| self.matrix.is_of_models()).map(focus::legend_entry));
        entries
    }

    fn headline(&self) -> String {
        let (options, words) = (self.matrix.options(), self.look.plan.words());
        format!("{} by {}", options.rows.heading(words), options.columns.inner(words))
    }

    fn details(&self, shown: &BitSet) -> String {
        focus::begun(&self.look, shown)
    }

    fn words(&self, what: StandsFor) -> Option<String> {
        self.matrix.words(self.look.plan, what).or_else(|| words::of(self.look.plan, what))
    }
}
