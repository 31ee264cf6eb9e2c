//! A scene as pixels: one short match over its marks. It must never place a glyph by itself.

use super::Picture;
use super::paint::{drawable, fade_stops};
use crate::scene::{HATCH_WIDTH, Ink, Layer, Line, Paint, Role, Shape, Stroke, Text, Theme};
use emath::{Pos2, Rect, Vec2};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{self, Affine, BezPath, Shape as _};
use vello_cpu::peniko::{ColorStop, ColorStops, Fill, Gradient};
use vello_cpu::{Glyph, Level, Pixmap, RenderContext, RenderSettings, Resources};

/// How far a curve may be from its corners, in points.
const TOLERANCE: f64 = 0.02;
/// The most dashes of a line: more would be finer than a pixel.
const MAX_DASHES: f32 = 20_000.0;

/// The picture's pixels from the top left on, three bytes each: red, green and blue; on a bare picture four, the last
/// one its opacity.
pub(super) fn paint(picture: &Picture<'_>, scale: f32, width: u16, height: u16) -> Vec<u8> {
    // The same instructions on every machine: the same input gives the same bytes.
    let settings = RenderSettings { level: Level::baseline(), num_threads: 0 };
    let mut canvas = Canvas {
        pen: RenderContext::new_with(width, height, settings),
        fonts: Resources::new(),
        theme: picture.theme,
    };
    // Where the size is no whole number of pixels, the last row and column are covered too.
    if !picture.bare {
        canvas.ink(Role::Panel.into());
        canvas.pen.fill_rect(&kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height)));
    }
    canvas.pen.set_transform(Affine::scale(f64::from(scale * picture.zoom)));
    let page = Rect::from_min_size(Pos2::ZERO, picture.scene.size);
    for layer in &picture.scene.layers {
        canvas.layer(picture, layer, page);
    }
    let mut pixels = Pixmap::new(width, height);
    canvas.pen.render(&mut pixels, &mut canvas.fonts);
    if picture.bare {
        let full = |part: u8, of: u8| (u32::from(part) * 255 / u32::from(of).max(1)).min(255) as u8;
        return pixels
            .data()
            .iter()
            .flat_map(|p| [full(p.r, p.a), full(p.g, p.a), full(p.b, p.a), p.a])
            .collect();
    }
    pixels.data().iter().flat_map(|p| [p.r, p.g, p.b]).collect()
}

struct Canvas {
    pen: RenderContext,
    fonts: Resources,
    theme: Theme,
}

impl Canvas {
    fn layer(&mut self, picture: &Picture<'_>, layer: &Layer, page: Rect) {
        let clip = layer.clip.intersect(page);
        if !clip.is_positive() {
            return;
        }
        let cut = clip != page;
        if cut {
            self.pen.push_clip_path(&closed(&corners(clip)));
        }
        for mark in layer.marks.iter().filter(|mark| mark.shape.is_seen_in(clip)) {
            if picture.is_hidden(&mark.shape) {
                continue;
            }
            self.shape(&mark.shape);
            if let Some(ink) = mark.shape.hatched() {
                self.hatch(&mark.shape, ink, clip);
            }
        }
        if cut {
            self.pen.pop_clip_path();
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let bounds = shape.bounds();
        match shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
                let path = match radius > 0.0 {
                    true => boxed(*rect).to_rounded_rect(f64::from(radius)).to_path(TOLERANCE),
                    false => closed(&corners(*rect)),
                };
                self.path(&path, bounds, fill.as_ref(), stroke.as_ref());
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let circle = kurbo::Circle::new(point(*center), f64::from(*radius));
                self.path(
                    &circle.to_path(TOLERANCE),
                    bounds,
                    fill.map(Paint::Solid).as_ref(),
                    stroke.as_ref(),
                );
            }
            Shape::Polygon { points, fill, stroke } => {
                self.path(&closed(points), bounds, fill.as_ref(), stroke.as_ref());
            }
            Shape::Line { points, stroke } => self.path(&open(points), bounds, None, Some(stroke)),
            Shape::Area { area, scale, origin, fill, stroke } => {
                let mut path = BezPath::new();
                for ring in area.rings() {
                    let ring: Vec<Pos2> = ring.iter().map(|p| *origin + p.to_vec2() * *scale).collect();
                    path.extend(closed(&ring));
                }
                self.path(&path, bounds, Some(fill), stroke.as_ref());
            }
            Shape::Text(text) => self.text(text),
        }
    }

    fn path(&mut self, path: &BezPath, bounds: Rect, fill: Option<&Paint>, stroke: Option<&Stroke>) {
        match fill {
            Some(Paint::Solid(ink)) => {
                self.ink(*ink);
                self.fill(path);
            }
            Some(Paint::Fade { ink, left, right }) => {
                self.pen.set_paint(self.fade(*ink, bounds, *left, *right));
                self.fill(path);
            }
            Some(Paint::Hatch(_)) | None => {}
        }
        if let Some(stroke) = drawable(stroke) {
            self.stroke(path, &stroke, bounds);
        }
    }

    fn fill(&mut self, path: &BezPath) {
        self.pen.set_fill_rule(Fill::EvenOdd);
        self.pen.fill_path(path);
        self.pen.set_fill_rule(Fill::NonZero);
    }

    fn stroke(&mut self, path: &BezPath, stroke: &Stroke, bounds: Rect) {
        self.ink(stroke.ink);
        let mut pen = kurbo::Stroke::new(f64::from(stroke.width));
        pen.join = kurbo::Join::Miter;
        pen.start_cap = kurbo::Cap::Butt;
        pen.end_cap = kurbo::Cap::Butt;
        let around = 2.0 * (bounds.width() + bounds.height());
        if stroke.dash > 0.0 && around / stroke.dash < MAX_DASHES {
            pen = pen.with_dashes(0.0, [f64::from(stroke.dash); 2]);
        }
        self.pen.set_stroke(pen);
        self.pen.stroke_path(path);
    }

    /// The lines of a hatching, on top of what they fill.
    fn hatch(&mut self, shape: &Shape, ink: Ink, clip: Rect) {
        let mut lines = BezPath::new();
        for [a, b] in shape.hatching(clip) {
            lines.move_to(point(a));
            lines.line_to(point(b));
        }
        self.stroke(&lines, &Stroke::new(ink, HATCH_WIDTH), Rect::ZERO);
    }

    fn text(&mut self, text: &Text) {
        self.ink(text.ink);
        let line: &Line = &text.line();
        let size = text.size.points();
        for run in &line.runs {
            let coords = run.face.location();
            let coords: Vec<_> = coords.coords().iter().map(|c| c.to_bits()).collect();
            let glyphs = run.glyphs.iter().map(|glyph| {
                let at = text.at + Vec2::new(glyph.x, glyph.y) * size;
                Glyph { id: glyph.id, x: at.x, y: at.y }
            });
            self.pen
                .glyph_run(&mut self.fonts, run.face.resource())
                .font_size(size)
                .hint(false)
                .normalized_coords(&coords)
                .fill_glyphs(glyphs);
        }
    }

    fn ink(&mut self, ink: Ink) {
        self.pen.set_paint(color(self.theme, ink, 1.0));
    }

    fn fade(&self, ink: Ink, bounds: Rect, left: f32, right: f32) -> Gradient {
        let stops = fade_stops(bounds.width(), left, right, u8::MAX).into_iter();
        let stops: Vec<ColorStop> =
            stops.map(|(at, part)| ColorStop::from((at, color(self.theme, ink, part)))).collect();
        let ends = (f64::from(bounds.left()), f64::from(bounds.right()));
        Gradient::new_linear((ends.0, 0.0), (ends.1, 0.0)).with_stops(ColorStops::from(stops.as_slice()))
    }
}

/// A colour with a part of its opacity, 0 to 1.
fn color(theme: Theme, ink: Ink, part: f32) -> AlphaColor<Srgb> {
    let c = theme.color(ink);
    AlphaColor::from_rgba8(c.r, c.g, c.b, (f32::from(c.a) * part).round() as u8)
}

fn point(p: Pos2) -> kurbo::Point {
    kurbo::Point::new(f64::from(p.x), f64::from(p.y))
}

fn boxed(rect: Rect) -> kurbo::Rect {
    kurbo::Rect::from_points(point(rect.min), point(rect.max))
}

fn corners(rect: Rect) -> [Pos2; 4] {
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()]
}

fn open(points: &[Pos2]) -> BezPath {
    let mut path = BezPath::new();
    for (n, p) in points.iter().enumerate() {
        if n == 0 { path.move_to(point(*p)) } else { path.line_to(point(*p)) }
    }
    path
}

fn closed(points: &[Pos2]) -> BezPath {
    let mut path = open(points);
    if !points.is_empty() {
        path.close_path();
    }
    path
}
