//! A scene as egui shapes. It must never decide what is drawn: only how egui draws it.

use super::{land, letters, style};
use crate::scene::{Area, HATCH_WIDTH, Ink, Layer, Paint, Scene, Shape as Form, Stroke as Line, Text, Theme};
use egui::epaint::{Mesh, PathShape, RectShape, Shape, StrokeKind};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Stroke, Vec2, pos2};
use std::sync::Arc;

/// Paints a scene with its origin at a place, no layer outside `frame`.
pub fn scene(painter: &Painter, scene: &Scene, origin: Vec2, theme: Theme, frame: Rect) {
    for part in &scene.layers {
        layer(painter, part, origin, theme, frame);
    }
}

/// Paints one layer.
pub fn layer(painter: &Painter, layer: &Layer, origin: Vec2, theme: Theme, frame: Rect) {
    let clip = layer.clip.translate(origin).intersect(frame).intersect(painter.clip_rect());
    let painter = painter.with_clip_rect(clip);
    painter.extend(shapes(&painter, layer, origin, theme));
}

/// Paints one form with its origin at a place.
pub fn shape(painter: &Painter, form: &Form, origin: Vec2, theme: Theme) {
    let mut brush = Brush { painter, origin, theme, mesh: None, out: Vec::new() };
    brush.form(form);
    painter.extend(brush.out);
}

/// The shapes of one layer, not cut off.
pub fn shapes(painter: &Painter, layer: &Layer, origin: Vec2, theme: Theme) -> Vec<Shape> {
    shapes_again(painter, layer, origin, theme, Vec::new())
}

/// The shapes of one layer in place of older ones: whose room is used again, since a map's is large.
pub fn shapes_again(
    painter: &Painter,
    layer: &Layer,
    origin: Vec2,
    theme: Theme,
    mut old: Vec<Shape>,
) -> Vec<Shape> {
    let mesh = old.drain(..).find_map(|shape| match shape {
        Shape::Mesh(mesh) => Some(mesh),
        _ => None,
    });
    old.reserve(layer.marks.len() + 8);
    let mut brush = Brush { painter, origin, theme, mesh, out: old };
    for mark in &layer.marks {
        brush.form(&mark.shape);
    }
    brush.out
}

struct Brush<'a> {
    painter: &'a Painter,
    origin: Vec2,
    theme: Theme,
    /// Room for the next mesh.
    mesh: Option<Arc<Mesh>>,
    out: Vec<Shape>,
}

impl Brush<'_> {
    fn form(&mut self, form: &Form) {
        if let Some(ink) = form.hatched() {
            self.hatch(form, ink);
        }
        match form {
            Form::Rect { rect, radius, fill, stroke } => self.rect(*rect, *radius, *fill, *stroke),
            Form::Circle { center, radius, fill, stroke } => {
                self.circle(*center + self.origin, *radius, *fill, *stroke);
            }
            Form::Polygon { points, fill, stroke } => {
                let points: Vec<Pos2> = points.iter().map(|p| *p + self.origin).collect();
                let solid = match fill {
                    Some(Paint::Solid(ink) | Paint::Fade { ink, .. }) => style::color(self.theme, *ink),
                    Some(Paint::Hatch(_)) | None => Color32::TRANSPARENT,
                };
                let stroke = self.stroke(*stroke);
                self.out.push(PathShape::convex_polygon(points, solid, stroke).into());
            }
            Form::Line { points, stroke } => {
                let points: Vec<Pos2> = points.iter().map(|p| *p + self.origin).collect();
                self.line(points, *stroke);
            }
            Form::Area { area, scale, origin, fill, stroke } => {
                self.area(area, *scale, *origin + self.origin, *fill, *stroke);
            }
            Form::Text(text) => self.text(text),
        }
    }

    /// A disc with a rim is two discs, one on the other: discs are ready in egui's texture, rings are not.
    fn circle(&mut self, center: Pos2, radius: f32, fill: Option<Ink>, stroke: Option<Line>) {
        let rim = self.stroke(stroke);
        match fill.map(|ink| style::color(self.theme, ink)) {
            Some(fill) if rim.color.is_opaque() && rim.width > 0.0 => {
                self.out.push(Shape::circle_filled(center, radius + rim.width / 2.0, rim.color));
                self.out.push(Shape::circle_filled(center, (radius - rim.width / 2.0).max(0.0), fill));
            }
            fill => {
                let fill = fill.unwrap_or(Color32::TRANSPARENT);
                self.out.push(egui::epaint::CircleShape { center, radius, fill, stroke: rim }.into());
            }
        }
    }

    fn stroke(&self, stroke: Option<Line>) -> Stroke {
        stroke.map_or(Stroke::NONE, |s| Stroke::new(s.width, style::color(self.theme, s.ink)))
    }

    fn line(&mut self, points: Vec<Pos2>, stroke: Line) {
        let pen = self.stroke(Some(stroke));
        if stroke.dash > 0.0 {
            self.out.extend(Shape::dashed_line(&points, pen, stroke.dash, stroke.dash));
        } else {
            self.out.push(PathShape::line(points, pen).into());
        }
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Paint>, stroke: Option<Line>) {
        let rect = rect.translate(self.origin);
        let corners = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
        match fill {
            Some(Paint::Solid(ink)) => {
                let fill = style::color(self.theme, ink);
                self.out.push(RectShape::filled(rect, corners, fill).into());
            }
            Some(Paint::Fade { ink, left, right }) => {
                self.out.push(fade(rect, style::color(self.theme, ink), left, right).into());
            }
            Some(Paint::Hatch(_)) | None => {}
        }
        match stroke {
            Some(line) if line.dash > 0.0 => {
                let [a, b] = [rect.min, rect.max];
                let around = [a, pos2(b.x, a.y), b, pos2(a.x, b.y), a];
                self.line_raw(&around, line);
            }
            Some(line) => {
                let pen = self.stroke(Some(line));
                self.out.push(RectShape::stroke(rect, corners, pen, StrokeKind::Middle).into());
            }
            None => {}
        }
    }

    fn line_raw(&mut self, points: &[Pos2], stroke: Line) {
        let pen = self.stroke(Some(stroke));
        self.out.extend(Shape::dashed_line(points, pen, stroke.dash, stroke.dash));
    }

    /// A country: one mesh with those before it, so that a map is a few shapes.
    fn area(&mut self, area: &Area, scale: f32, origin: Pos2, fill: Paint, stroke: Option<Line>) {
        if !matches!(self.out.last(), Some(Shape::Mesh(_))) {
            let mut mesh = self.mesh.take().unwrap_or_default();
            match Arc::get_mut(&mut mesh) {
                Some(old) => old.clear(),
                None => mesh = Arc::default(),
            }
            self.out.push(Shape::Mesh(mesh));
        }
        let Some(Shape::Mesh(mesh)) = self.out.last_mut() else { return };
        let feather = 1.0 / self.painter.pixels_per_point();
        // Nobody else holds it yet.
        let Some(mesh) = Arc::get_mut(mesh) else { return };
        match fill {
            Paint::Solid(ink) | Paint::Fade { ink, .. } => {
                let color = style::color(self.theme, ink);
                land::fill(mesh, area, (scale, origin), color);
                land::soften(mesh, area.outline(scale), (scale, origin), color, feather);
            }
            Paint::Hatch(_) => {}
        }
        if let Some(line) = stroke {
            let color = style::color(self.theme, line.ink);
            land::edge(mesh, area.outline(scale), (scale, origin), line.width, color, feather);
        }
    }

    /// The lines of a hatching, as far as they can be seen.
    fn hatch(&mut self, form: &Form, ink: Ink) {
        let stroke = Stroke::new(HATCH_WIDTH, style::color(self.theme, ink));
        let seen = self.painter.clip_rect().translate(-self.origin);
        let lines = form.hatching(seen).into_iter().map(|ends| ends.map(|end| end + self.origin));
        self.out.extend(lines.map(|points| Shape::LineSegment { points, stroke }));
    }

    fn text(&mut self, text: &Text) {
        let color = style::color(self.theme, text.ink);
        letters::shapes(self.painter, text, text.at + self.origin, color, &mut self.out);
    }
}

/// A box whose colour fades out to the left or right.
fn fade(rect: Rect, color: Color32, left: f32, right: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let clear = Color32::TRANSPARENT;
    let left_color = if left > 0.0 { clear } else { color };
    let right_color = if right > 0.0 { clear } else { color };
    let columns = [
        (rect.left(), left_color),
        (rect.left() + left, color),
        ((rect.right() - right).max(rect.left() + left), color),
        (rect.right(), right_color),
    ];
    for (x, color) in columns {
        mesh.colored_vertex(pos2(x, rect.top()), color);
        mesh.colored_vertex(pos2(x, rect.bottom()), color);
    }
    for n in [0, 2, 4] {
        mesh.add_triangle(n, n + 1, n + 2);
        mesh.add_triangle(n + 1, n + 2, n + 3);
    }
    mesh
}
