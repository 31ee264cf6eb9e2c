//! What views that write lines of text draw with: a layer, what is looked at, and the usual ways to place words.
//!
//! It must never let a text run beyond the room that it was given.

use super::Look;
use crate::plan::Thing;
use crate::scene::{Ink, Layer, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use emath::{Pos2, Rect, pos2, vec2};

/// Draws on one layer.
pub struct Pen<'l, 'a> {
    /// What is looked at.
    pub look: Look<'a>,
    /// Where it is drawn.
    pub layer: &'l mut Layer,
    /// What marks stand for from now on.
    pub stands_for: StandsFor,
}

/// How words look.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// How large.
    pub size: Size,
    /// How bold.
    pub weight: Weight,
    /// Their colour.
    pub ink: Role,
}

impl Type {
    /// Running text.
    pub const BODY: Self = Self { size: Size::Body, weight: Weight::Regular, ink: Role::Text };
    /// Names of groups and what is to be seen first.
    pub const BOLD: Self = Self { size: Size::Body, weight: Weight::Semibold, ink: Role::Text };
    /// Words of second rank.
    pub const NOTE: Self = Self { size: Size::Note, weight: Weight::Regular, ink: Role::Muted };
    /// Titles of parts.
    pub const TITLE: Self = Self { size: Size::Title, weight: Weight::Semibold, ink: Role::Text };
    /// Figures to be read across a room.
    pub const HEAD: Self = Self { size: Size::Head, weight: Weight::Semibold, ink: Role::Text };

    /// The same in another colour.
    #[must_use]
    pub const fn ink(self, ink: Role) -> Self {
        Self { ink, ..self }
    }

    /// The same in another size.
    #[must_use]
    pub const fn size(self, size: Size) -> Self {
        Self { size, ..self }
    }
}

impl Pen<'_, '_> {
    /// The width of words.
    pub fn width(&self, text: &str, of: Type) -> f32 {
        self.look.metrics.width(text, of.size, of.weight)
    }

    /// Words from a place to the right, with the middle of their letters at its height, cut at the end of their
    /// room; where they end.
    pub fn text(&mut self, at: Pos2, text: &str, of: Type, room: f32) -> f32 {
        let Some(text) = ellipsis(self.look.metrics, text, of.size, of.weight, room) else { return at.x };
        let at = at + vec2(0.0, of.size.middle());
        if text.is_empty() {
            return at.x;
        }
        let mark = self.look.metrics.mark(at, &text, of.size, of.weight, of.ink);
        let end = at.x + mark.width;
        self.add(Shape::Text(mark));
        end
    }

    /// The same, ending at a place; where they begin.
    pub fn text_ending(&mut self, at: Pos2, text: &str, of: Type, room: f32) -> f32 {
        let Some(text) = ellipsis(self.look.metrics, text, of.size, of.weight, room) else { return at.x };
        let width = self.width(&text, of);
        self.text(at - vec2(width, 0.0), &text, of, width + 1.0);
        at.x - width
    }

    /// The same, about a place.
    pub fn text_around(&mut self, at: Pos2, text: &str, of: Type, room: f32) {
        let Some(text) = ellipsis(self.look.metrics, text, of.size, of.weight, room) else { return };
        let width = self.width(&text, of);
        self.text(at - vec2(width / 2.0, 0.0), &text, of, width + 1.0);
    }

    /// A shape.
    pub fn add(&mut self, shape: Shape) {
        self.layer.add_for(self.stands_for, shape);
    }

    /// A box of one colour.
    pub fn fill(&mut self, rect: Rect, ink: impl Into<Ink>) {
        self.add(Shape::filled(rect, ink));
    }

    /// A line across.
    pub fn hline(&mut self, left: f32, right: f32, y: f32, stroke: Stroke) {
        self.add(Shape::line(pos2(left, y), pos2(right, y), stroke));
    }

    /// A line down.
    pub fn vline(&mut self, x: f32, top: f32, bottom: f32, stroke: Stroke) {
        self.add(Shape::line(pos2(x, top), pos2(x, bottom), stroke));
    }

    /// The ground of a row, where its record is picked.
    pub fn chosen(&mut self, rect: Rect, thing: Thing) {
        if self.look.selection == Some(thing) {
            let fill = Some(Paint::Solid(Role::Chosen.into()));
            let stroke = Some(Stroke::new(Role::Accent, 1.0));
            self.add(Shape::Rect { rect: rect.shrink(0.5), radius: 3.0, fill, stroke });
        }
    }
}

/// The corner of what is disputed, its outer tip at a place, with an edge that keeps it apart from colours.
pub fn disputed(at: Pos2) -> Shape {
    let points = vec![at + vec2(-6.0, 0.0), at + vec2(1.0, 0.0), at + vec2(1.0, 7.0)];
    let fill = Some(Paint::Solid(Role::Disagreement.into()));
    Shape::Polygon { points, fill, stroke: Some(Stroke::new(Role::Panel, 1.0)) }
}
