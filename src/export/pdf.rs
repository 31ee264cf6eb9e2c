//! A scene as PDF: one short match over its marks, text as text. It must never write the time it was made.

use super::fallback::Fallback;
use super::font::{WEIGHTS, data};
use super::glyphs::{plain, runs, shaped};
use super::paint::{drawable, fade_stops};
use super::xml::clean;
use super::{Error, Picture};
use crate::scene::{HATCH_WIDTH, Ink, Layer, Mark, Paint, Role, Shape, Stroke, Text, Theme, Weight};
use emath::{Pos2, Rect};
use fontdb::ID;
use krilla::color::rgb;
use krilla::geom::{self, Path, PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{self, Fill, FillRule, LinearGradient, SpreadMethod, Stop, StrokeDash};
use krilla::surface::Surface;
use krilla::text::Font;
use krilla::{Data, Document};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;

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
    let mut fonts = Fonts::new(picture);
    for scene in picture.pages() {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        surface.push_transform(&geom::Transform::from_scale(picture.zoom, picture.zoom));
        let all = Rect::from_min_size(Pos2::ZERO, scene.size);
        let mut drawing = Drawing { surface: &mut surface, theme: picture.theme, fonts: &mut fonts };
        drawing.shape(&Shape::filled(all, Role::Panel));
        for layer in &scene.layers {
            drawing.layer(layer, all);
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
    fn layer(&mut self, layer: &Layer, page: Rect) {
        let clip = layer.clip.intersect(page);
        let seen = |m: &&Mark| m.shape.is_seen_in(clip);
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
        let words = clean(&text.text);
        let fill = self.solid(text.ink);
        self.surface.set_fill(Some(fill));
        self.surface.set_stroke(None);
        let size = text.size.points();
        let mut x = text.at.x;
        for (part, font, glyphs) in self.fonts.glyphs(&words, text.weight) {
            self.surface.draw_glyphs(Point::from_xy(x, text.at.y), &glyphs, font, &part, size, false);
            x += glyphs.iter().map(|g| g.x_advance).sum::<f32>() * size;
        }
    }
}

/// The fonts that a document draws with.
struct Fonts {
    bundled: [Option<Font>; 2],
    fallback: Fallback,
    system: HashMap<ID, Option<(Font, Vec<u8>, u32)>>,
}

impl Fonts {
    fn new(picture: &Picture<'_>) -> Self {
        let bundled = WEIGHTS.map(|w| Font::new(Data::from(data(w)), 0));
        Self { bundled, fallback: Fallback::new(picture.pages()), system: HashMap::new() }
    }

    /// The parts of a text from left to right, each with its font and glyphs.
    fn glyphs(&mut self, text: &str, weight: Weight) -> Vec<(String, Font, Vec<krilla::text::KrillaGlyph>)> {
        let Ok(bundled) = FontRef::new(data(weight)) else { return Vec::new() };
        let mut out = Vec::new();
        for run in runs(text, weight, &bundled.charmap(), &self.fallback) {
            let words = text.get(run.range).unwrap_or("");
            let drawn = match run.face {
                None => {
                    let own = self.bundled[usize::from(weight == Weight::Semibold)].clone();
                    // Signs among words from right to left are turned round and mirrored, as shaping does it.
                    let glyphs = || match run.backwards {
                        true => shaped(words, data(weight), 0, true),
                        false => plain(words, &bundled),
                    };
                    own.map(|font| (font, glyphs()))
                }
                Some(face) => self
                    .face(face)
                    .map(|(font, data, index)| (font.clone(), shaped(words, data, *index, run.backwards))),
            };
            out.extend(drawn.map(|(font, glyphs)| (words.to_owned(), font, glyphs)));
        }
        out
    }

    fn face(&mut self, face: ID) -> Option<&(Font, Vec<u8>, u32)> {
        let fallback = &self.fallback;
        let load = || {
            let (bytes, index) = fallback.data(face)?;
            let font = Font::new(Data::from(bytes.clone()), index)?;
            Some((font, bytes, index))
        };
        self.system.entry(face).or_insert_with(load).as_ref()
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
