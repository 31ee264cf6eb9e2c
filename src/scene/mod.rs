//! A picture as data: layers of marks with fixed places, each mark knowing what it stands for.
//!
//! It must never know a view, a window or a file format. Units are points (1/72 inch in print, a logical
//! pixel on screen), y grows downwards, colours are roles that a theme turns into paint.

mod area;
mod golden;
mod hatch;
mod hit;
mod ink;
mod outline;
#[cfg(test)]
mod palette_tests;
mod text;
mod theme;

pub use area::Area;
pub use hatch::HATCH_WIDTH;
pub use ink::{Ink, Role};
pub use outline::Outline;
pub use text::{
    FAMILY, Face, Glyph, Letter, Line, Metrics, REGULAR, Run, SEMIBOLD, Size, Weight, clean, ellipsis,
    middle_cut, wrap, wrap_to,
};
pub use theme::{CATEGORIES, Rgba, SEVERAL, Theme, is_own, own_category};

use crate::plan::{Facet, Thing};
use emath::{Pos2, Rect, Vec2};
use std::sync::Arc;

/// A picture: layers from back to front.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// Width and height in points.
    pub size: Vec2,
    /// Back to front.
    pub layers: Vec<Layer>,
}

/// Marks that are cut off at one rectangle.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Nothing of the layer shows outside it.
    pub clip: Rect,
    /// Back to front.
    pub marks: Vec<Mark>,
}

/// A shape or text, and what it stands for.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What is drawn.
    pub shape: Shape,
    /// What it stands for.
    pub stands_for: StandsFor,
}

/// What a person points at when pointing at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum StandsFor {
    /// Furniture: axis, grid, title.
    #[default]
    Nothing,
    /// An entity or milestone.
    Thing(Thing),
    /// A value of a facet: clicking filters by it.
    Value(Facet, u32),
    /// A group of a view, by its place among the view's groups.
    Group(u32),
    /// The rows of a group, by its place: clicking shows all of them, or as many as the zoom has room for.
    Rows(u32),
    /// A counted place: so many items of a group in a bucket.
    Count {
        /// The group's place among the view's groups.
        group: u32,
        /// How many items.
        count: u32,
        /// First day of the bucket, days since 1970.
        from: i32,
        /// Last day of the bucket.
        to: i32,
    },
    /// A cell of a matrix: row and column by their places.
    Cell(u32, u32),
    /// A year, or no date at all: clicking filters by it.
    Year(Option<i16>),
    /// The heading of a table's column, by its place: clicking sorts by it.
    Column(u32),
    /// A way to somewhere else, by its place among the view's links.
    Link(u32),
}

/// A filled form's paint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Ink),
    /// A colour that fades out at the left or right over so many points.
    Fade {
        /// The colour where it is full.
        ink: Ink,
        /// Width of the fade at the left edge, in points.
        left: f32,
        /// Width of the fade at the right edge, in points.
        right: f32,
    },
    /// Slanted lines of a colour on nothing.
    Hatch(Ink),
}

/// A line's paint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub ink: Ink,
    /// In points.
    pub width: f32,
    /// Length of dashes and gaps in points; 0 for an unbroken line.
    pub dash: f32,
}

impl Stroke {
    /// An unbroken line.
    pub fn new(ink: impl Into<Ink>, width: f32) -> Self {
        Self { ink: ink.into(), width, dash: 0.0 }
    }

    /// A dashed line.
    pub fn dashed(ink: impl Into<Ink>, width: f32, dash: f32) -> Self {
        Self { ink: ink.into(), width, dash }
    }
}

/// What is drawn.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A box, perhaps with round corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners in points.
        radius: f32,
        /// Inside.
        fill: Option<Paint>,
        /// Around, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A disc or ring.
    Circle {
        /// Its middle.
        center: Pos2,
        /// In points.
        radius: f32,
        /// Inside.
        fill: Option<Ink>,
        /// Around.
        stroke: Option<Stroke>,
    },
    /// A closed convex form such as a diamond or an arrow's head.
    Polygon {
        /// Its corners.
        points: Vec<Pos2>,
        /// Inside.
        fill: Option<Paint>,
        /// Around.
        stroke: Option<Stroke>,
    },
    /// A line through points.
    Line {
        /// Two or more.
        points: Vec<Pos2>,
        /// Its paint.
        stroke: Stroke,
    },
    /// A form with holes that is drawn at different scales: a country.
    Area {
        /// The form in its own units.
        area: Arc<Area>,
        /// Points per unit.
        scale: f32,
        /// Where the form's origin lies, in points.
        origin: Pos2,
        /// Inside.
        fill: Paint,
        /// Around.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text(Text),
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The left end of the baseline.
    pub at: Pos2,
    /// The characters: never markup.
    pub text: Box<str>,
    /// How large.
    pub size: Size,
    /// How bold.
    pub weight: Weight,
    /// The colour.
    pub ink: Ink,
    /// Its width in points, that of its glyphs.
    pub width: f32,
    is_plain: bool,
    /// What lays it out.
    metrics: Metrics,
}

impl Scene {
    /// An empty picture.
    pub fn new(size: Vec2) -> Self {
        Self { size, layers: Vec::new() }
    }

    /// Starts a layer in front; marks are added to it until the next one starts.
    pub fn layer(&mut self, clip: Rect) -> &mut Layer {
        self.layers.push(Layer { clip, marks: Vec::new() });
        let last = self.layers.len() - 1;
        &mut self.layers[last]
    }

    /// Every mark, back to front, with the rectangle that cuts it off.
    pub fn marks(&self) -> impl DoubleEndedIterator<Item = (&Rect, &Mark)> {
        self.layers.iter().flat_map(|l| l.marks.iter().map(move |m| (&l.clip, m)))
    }

    /// Every text of it, back to front.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.marks().filter_map(|(_, mark)| match &mark.shape {
            Shape::Text(text) => Some(&*text.text),
            _ => None,
        })
    }

    /// Puts another picture into this one, its origin at `at`.
    pub fn place(&mut self, other: Scene, at: Vec2) {
        for mut layer in other.layers {
            layer.clip = layer.clip.translate(at);
            layer.marks.iter_mut().for_each(|m| m.shape.translate(at));
            self.layers.push(layer);
        }
    }
}

impl Layer {
    /// Adds furniture.
    pub fn add(&mut self, shape: Shape) {
        self.add_for(StandsFor::Nothing, shape);
    }

    /// Leaves so much of the opacity of all marks from one on, from 0 to 1.
    pub fn thin(&mut self, from: usize, share: f32) {
        if share < 1.0 {
            self.marks.iter_mut().skip(from).for_each(|mark| mark.shape.thin(share));
        }
    }

    /// Adds a shape that stands for something.
    pub fn add_for(&mut self, stands_for: StandsFor, shape: Shape) {
        self.marks.push(Mark { shape, stands_for });
    }
}

impl Shape {
    /// A box of one colour.
    pub fn filled(rect: Rect, ink: impl Into<Ink>) -> Self {
        Self::Rect { rect, radius: 0.0, fill: Some(Paint::Solid(ink.into())), stroke: None }
    }

    /// A straight line.
    pub fn line(from: Pos2, to: Pos2, stroke: Stroke) -> Self {
        Self::Line { points: vec![from, to], stroke }
    }

    /// A square standing on its corner; `half` is half its diagonal in points.
    pub fn diamond(center: Pos2, half: f32, fill: Option<Paint>, stroke: Option<Stroke>) -> Self {
        let d = |x: f32, y: f32| center + emath::vec2(x * half, y * half);
        Self::Polygon { points: vec![d(0.0, -1.0), d(1.0, 0.0), d(0.0, 1.0), d(-1.0, 0.0)], fill, stroke }
    }

    /// Leaves so much of its opacity, from 0 to 1.
    pub fn thin(&mut self, share: f32) {
        let thin = |ink: &mut Ink| ink.alpha = (f32::from(ink.alpha) * share).round() as u8;
        let thin_paint = |paint: &mut Paint| match paint {
            Paint::Solid(ink) | Paint::Fade { ink, .. } | Paint::Hatch(ink) => thin(ink),
        };
        let thin_stroke = |stroke: &mut Stroke| thin(&mut stroke.ink);
        match self {
            Self::Rect { fill, stroke, .. } | Self::Polygon { fill, stroke, .. } => {
                fill.as_mut().map(thin_paint);
                stroke.as_mut().map(thin_stroke);
            }
            Self::Circle { fill, stroke, .. } => {
                fill.as_mut().map(thin);
                stroke.as_mut().map(thin_stroke);
            }
            Self::Area { fill, stroke, .. } => {
                thin_paint(fill);
                stroke.as_mut().map(thin_stroke);
            }
            Self::Line { stroke, .. } => thin_stroke(stroke),
            Self::Text(text) => thin(&mut text.ink),
        }
    }

    /// Moves it.
    pub fn translate(&mut self, by: Vec2) {
        match self {
            Self::Rect { rect, .. } => *rect = rect.translate(by),
            Self::Circle { center, .. } => *center += by,
            Self::Polygon { points, .. } | Self::Line { points, .. } => {
                points.iter_mut().for_each(|p| *p += by);
            }
            Self::Area { origin, .. } => *origin += by,
            Self::Text(text) => text.at += by,
        }
    }

    /// Whether it is nothing but a stretch of the page's own ground.
    pub fn is_ground(&self) -> bool {
        matches!(self, Self::Rect { fill: Some(Paint::Solid(ink)), stroke: None, .. } if ink.role == Role::Panel)
    }

    /// The rectangle around it, strokes aside.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Circle { center, radius, .. } => Rect::from_center_size(*center, Vec2::splat(radius * 2.0)),
            Self::Polygon { points, .. } | Self::Line { points, .. } => Rect::from_points(points),
            Self::Area { area, scale, origin, .. } => {
                let b = area.bounds();
                Rect::from_min_max(*origin + b.min.to_vec2() * *scale, *origin + b.max.to_vec2() * *scale)
            }
            Self::Text(text) => text.bounds(),
        }
    }
}

impl Text {
    /// From the top of capitals' room to the foot of descenders' room.
    pub fn bounds(&self) -> Rect {
        let (up, down) = (self.size.ascent(), self.size.descent());
        Rect::from_min_size(self.at - emath::vec2(0.0, up), emath::vec2(self.width, up + down))
    }
}
