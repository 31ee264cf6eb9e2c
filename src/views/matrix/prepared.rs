//! The matrix as one of the views: on pages, and in words.
//!
//! It must never count a cell itself: it asks the matrix.

use super::{Axis, Matrix, MatrixOptions, MatrixPort, Viewport, line};
use crate::plan::{BitSet, Facet, Kind, Plan};
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

    fn side(options: &MatrixOptions, side: Side) -> Option<Facet> {
        match if side == Side::Rows { options.rows } else { options.columns } {
            Axis::Facet(facet) => Some(facet),
            Axis::Year => None,
        }
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
        live: bool,
    ) -> impl Prepared + 'a {
        let chips = Matrix::new(look, looked.options);
        if live {
            return ReadyMatrix { look: *look, matrix: Cow::Owned(chips), chips: None };
        }
        let matrix = Cow::Owned(Matrix::printed(look, looked.options));
        ReadyMatrix { look: *look, matrix, chips: Some(chips.on_pages()) }
    }
}

struct ReadyMatrix<'a> {
    look: Look<'a>,
    matrix: Cow<'a, Matrix>,
    /// The same with chips, for columns that are too narrow for lines and pages that are too small for them.
    chips: Option<Matrix>,
}

impl ReadyMatrix<'_> {
    /// The matrix that suits a width.
    fn at(&self, width: f32) -> &Matrix {
        self.chips.as_ref().filter(|chips| chips.is_narrow(width)).unwrap_or(&self.matrix)
    }
}

impl Matrix {
    /// This matrix as one of the views.
    pub fn ready<'a>(&'a self, look: &Look<'a>) -> impl Prepared + 'a {
        ReadyMatrix { look: *look, matrix: Cow::Borrowed(self), chips: None }
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
        if self.has_rows() { self.at(room.x).content_size(room) } else { PagePart::free(room) }
    }

    fn part(&self, scroll: Vec2, room: Vec2) -> PagePart {
        let (view, next) = self.at(room.x).page(scroll, room);
        PagePart { scroll, size: view.size, next }
    }

    fn scene(&self, part: PagePart) -> Scene {
        self.at(part.size.x).scene(&self.look, viewport(part))
    }

    fn shown(&self, part: PagePart) -> BitSet {
        self.at(part.size.x).shown(self.look.plan, viewport(part))
    }

    fn condensed(&self, room: Vec2) -> Option<Box<dyn Prepared + '_>> {
        let chips = self.chips.as_ref()?;
        let size = chips.content_size(room);
        let fits = size.x <= room.x + 0.5 && size.y <= room.y + 0.5;
        let matrix = Cow::Borrowed(chips);
        fits.then(|| Box::new(ReadyMatrix { look: self.look, matrix, chips: None }) as Box<dyn Prepared + '_>)
    }

    fn is_numbered(&self, width: f32) -> bool {
        self.at(width).lines.is_some()
    }

    fn not_shown(&self, part: PagePart) -> Vec<String> {
        self.at(part.size.x).not_shown(viewport(part))
    }

    fn count(&self, shown: &BitSet) -> Count {
        let plan = self.look.plan;
        match self.matrix.is_of_models() {
            true => Count::of_models(plan, shown.count(), plan.of_kind(Kind::Model).count()),
            false => Count::of_items(plan, shown.count()),
        }
    }

    fn legend(&self, width: f32, _shown: Option<&BitSet>) -> Vec<LegendEntry> {
        let matrix = self.at(width);
        let mut entries = matrix.legend(width);
        let focus = self.look.focus.filter(|_| self.matrix.is_of_models());
        match &matrix.lines {
            None => entries.extend(focus.into_iter().flat_map(focus::legend_entries)),
            Some(lines) => {
                let items: Vec<usize> = self.matrix.counted.iter().collect();
                entries.extend(line::legend(&self.look, &items, lines));
                entries.extend(focus.map(|day| line::later(lines, day)));
            }
        }
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
