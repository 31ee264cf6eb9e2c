//! A scene as PDF: one short match over its marks, text as text. It must never write the time it was made.

use super::paint::{drawable, fade_stops};
use super::{Error, Picture};
use crate::scene::{Face, HATCH_WIDTH, Ink, Layer, Mark, Paint, Role, Run, Shape, Stroke, Text, Theme};
use emath::{Pos2, Rect};
use krilla::color::rgb;
use krilla::geom::{self, Path, PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{self, Fill, FillRule, LinearGradient, SpreadMethod, Stop, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use krilla::{Data, Document};
use std::collections::HashMap;
use std::sync::Arc;

/// The longest side of a page in points, as the format sets it.
const MAX_SIDE: f32 = 14_400.0;
/// How far the handles of a quarter of a circle reach, in radii.
const ROUND: f32 = 0.552_284_8;

/// The picture as a PDF of a page for each scene, as large in points as the first one.
///
/// # Errors
/// Where the page is empty or longer than `MAX_SIDE`.
pub fn pdf(picture: &Picture<'_>) -> Result<Vec<u8>, Error> {
    let size = picture.size();
    let settings = PageSettings::from_wh(size.x, size.y).filter(|_| size.max_elem() <= MAX_SIDE);
    let settings = settings.ok_or_else(|| {
        Error::new(format!(
            "a page of {} x {} points cannot be: a PDF's sides are 1 to {MAX_SIDE} points",
            size.x, size.y
        ))
    })?;
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(picture.title.to_owned())
        .description(picture.about.to_owned())
        .creator("Roadscope".to_owned())
        .language("en".to_owned());
    document.set_metadata(metadata);
    let mut fonts = Fonts::default();
    for scene in picture.pages() {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        surface.push_transform(&geom::Transform::from_scale(picture.zoom, picture.zoom));
        let all = Rect::from_min_size(Pos2::ZERO, scene.size);
        let mut drawing = Drawing { surface: &mut surface, theme: picture.theme, fonts: &mut fonts };
        if !picture.bare {
            drawing.shape(&Shape::filled(all, Role::Panel));
        }
        for layer in &scene.layers {
            drawing.layer(picture, layer, all);
        }
        surface.pop();
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|e| Error::new(format!("the PDF could not be made: {e:?}")))
}

struct Drawing<'a, 'b> {
    surface: &'a mut Surface<'b>,
    theme: Theme,
    fonts: &'a mut Fonts,
}

impl Drawing<'_, '_> {
    fn layer(&mut self, picture: &Picture<'_>, layer: &Layer, page: Rect) {
        let clip = layer.clip.intersect(page);
        let seen = |m: &&Mark| m.shape.is_seen_in(clip) && !picture.is_hidden(&m.shape);
        if !clip.is_positive() || !layer.marks.iter().any(|m| seen(&m)) {
            return;
        }
        let Some(edge) = polygon(&corners(clip)) else { return };
        self.surface.push_clip_path(&edge, &FillRule::NonZero);
        for mark in layer.marks.iter().filter(seen) {
            if let Some(ink) = mark.shape.hatched() {
                self.hatch(&mark.shape, ink, clip);
            }
            self.shape(&mark.shape);
        }
        self.surface.pop();
    }

    fn shape(&mut self, shape: &Shape) {
        let bounds = shape.bounds();
        match shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                self.path(rounded(*rect, *radius), bounds, fill.as_ref(), stroke.as_ref());
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let rect = Rect::from_center_size(*center, emath::Vec2::splat(radius * 2.0));
                let fill = fill.map(Paint::Solid);
                self.path(rounded(rect, *radius), bounds, fill.as_ref(), stroke.as_ref());
            }
            Shape::Polygon { points, fill, stroke } => {
                self.path(polygon(points), bounds, fill.as_ref(), stroke.as_ref());
            }
            Shape::Line { points, stroke } => self.path(open(points), bounds, None, Some(stroke)),
            Shape::Area { area, scale, origin, fill, stroke } => {
                let mut builder = PathBuilder::new();
                for ring in area.rings() {
                    trace(&mut builder, ring.iter().map(|p| *origin + p.to_vec2() * *scale));
                    builder.close();
                }
                self.path(builder.finish(), bounds, Some(fill), stroke.as_ref());
            }
            Shape::Text(text) => self.text(text),
        }
    }

    fn path(&mut self, path: Option<Path>, bounds: Rect, fill: Option<&Paint>, stroke: Option<&Stroke>) {
        let Some(path) = path else { return };
        let solid = match fill {
            None => None,
            Some(Paint::Solid(ink)) => Some(self.solid(*ink)),
            Some(Paint::Fade { ink, left, right }) => Some(self.fade(*ink, bounds, *left, *right)),
            Some(Paint::Hatch(_)) => None,
        };
        let stroke = drawable(stroke).map(|stroke| self.stroke(&stroke));
        if solid.is_some() || stroke.is_some() {
            self.surface.set_fill(solid);
            self.surface.set_stroke(stroke);
            self.surface.draw_path(&path);
        }
    }

    fn solid(&self, ink: Ink) -> Fill {
        let (color, opacity) = color(self.theme, ink);
        Fill { paint: color.into(), opacity, rule: FillRule::EvenOdd }
    }

    fn fade(&self, ink: Ink, bounds: Rect, left: f32, right: f32) -> Fill {
        let (color, _) = color(self.theme, ink);
        let stops = fade_stops(bounds.width(), left, right, ink.alpha)
            .into_iter()
            .map(|(at, opacity)| Stop { offset: part(at), color: color.into(), opacity: part(opacity) })
            .collect();
        let gradient = LinearGradient {
            x1: bounds.left(),
            y1: bounds.top(),
            x2: bounds.right(),
            y2: bounds.top(),
            transform: geom::Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops,
            anti_alias: false,
        };
        Fill { paint: gradient.into(), opacity: NormalizedF32::ONE, rule: FillRule::EvenOdd }
    }

    /// The lines of a hatching, beneath the form's own edge.
    fn hatch(&mut self, shape: &Shape, ink: Ink, clip: Rect) {
        let mut lines = PathBuilder::new();
        for [a, b] in shape.hatching(clip) {
            lines.move_to(a.x, a.y);
            lines.line_to(b.x, b.y);
        }
        let Some(lines) = lines.finish() else { return };
        let stroke = self.stroke(&Stroke::new(ink, HATCH_WIDTH));
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        self.surface.draw_path(&lines);
    }

    fn stroke(&self, stroke: &Stroke) -> paint::Stroke {
        let (color, opacity) = color(self.theme, stroke.ink);
        let dash = (stroke.dash > 0.0).then(|| StrokeDash { array: vec![stroke.dash; 2], offset: 0.0 });
        paint::Stroke { paint: color.into(), width: stroke.width, opacity, dash, ..Default::default() }
    }

    fn text(&mut self, text: &Text) {
        let fill = self.solid(text.ink);
        self.surface.set_fill(Some(fill));
        self.surface.set_stroke(None);
        let (line, size) = (text.line(), text.size.points());
        // In the order in which they are read, for who copies or reads aloud.
        let mut runs: Vec<&Run> = line.runs.iter().collect();
        runs.sort_by_key(|run| run.range.start);
        for run in runs {
            let Some(font) = self.fonts.of(&run.face) else { continue };
            let start = Point::from_xy(text.at.x + run.x * size, text.at.y);
            self.surface.draw_glyphs(start, &glyphs(run), font, &line.text, size, false);
        }
    }
}

/// The glyphs of a run as they are written: each beside the one before it.
fn glyphs(run: &Run) -> Vec<KrillaGlyph> {
    let mut pen = run.x;
    let glyphs = run.glyphs.iter().map(|glyph| {
        let offset = glyph.x - pen;
        pen += glyph.advance;
        let (id, range) = (GlyphId::new(glyph.id), glyph.range.clone());
        KrillaGlyph::new(id, glyph.advance, offset, -glyph.y, 0.0, range, None)
    });
    glyphs.collect()
}

/// The fonts that a document draws with.
#[derive(Default)]
struct Fonts(HashMap<Face, Option<Font>>);

impl Fonts {
    fn of(&mut self, face: &Face) -> Option<Font> {
        let load = || {
            let (data, index) = face.data();
            let file: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(data.clone());
            let settings: Vec<_> = face.variations().iter().map(|(tag, at)| (Tag::new(tag), *at)).collect();
            Font::new_variable(Data::from(file), index, &settings)
        };
        self.0.entry(face.clone()).or_insert_with(load).clone()
    }
}

fn color(theme: Theme, ink: Ink) -> (rgb::Color, NormalizedF32) {
    let c = theme.color(ink);
    (rgb::Color::new(c.r, c.g, c.b), part(f32::from(c.a) / 255.0))
}

/// A number from 0 to 1.
fn part(n: f32) -> NormalizedF32 {
    NormalizedF32::new(n.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

fn corners(rect: Rect) -> [Pos2; 4] {
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()]
}

fn trace(builder: &mut PathBuilder, points: impl Iterator<Item = Pos2>) {
    for (n, p) in points.enumerate() {
        if n == 0 { builder.move_to(p.x, p.y) } else { builder.line_to(p.x, p.y) }
    }
}

fn open(points: &[Pos2]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    trace(&mut builder, points.iter().copied());
    builder.finish()
}

fn polygon(points: &[Pos2]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    trace(&mut builder, points.iter().copied());
    builder.close();
    builder.finish()
}

/// A box whose corners are quarters of circles.
fn rounded(rect: Rect, radius: f32) -> Option<Path> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    if radius.is_nan() || radius <= 0.0 {
        return polygon(&corners(rect));
    }
    let mut builder = PathBuilder::new();
    let around = corners(rect);
    for (n, corner) in around.iter().enumerate() {
        let toward =
            |other: Option<&Pos2>| other.map_or(emath::Vec2::ZERO, |o| (*o - *corner).normalized() * radius);
        let (back, ahead) = (toward(around.get((n + 3) % 4)), toward(around.get((n + 1) % 4)));
        let (from, to) = (*corner + back, *corner + ahead);
        let (a, b) = (*corner + back * (1.0 - ROUND), *corner + ahead * (1.0 - ROUND));
        if n == 0 {
            builder.move_to(from.x, from.y)
        } else {
            builder.line_to(from.x, from.y)
        }
        builder.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y);
    }
    builder.close();
    builder.finish()
}
