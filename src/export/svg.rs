//! A scene as SVG: one short match over its marks. It must never draw what the scene does not hold.

use super::defs::Defs;
use super::font::{Cuts, family, number};
use super::letters::{Part, Written, parts};
use super::paint::{drawable, hex};
use super::xml::{Num, Tag, Tenth, put};
use super::{MILLIMETRE, Picture};
use crate::scene::{
    FAMILY, HATCH_WIDTH, Ink, Layer, Mark, Paint, Role, Shape, Stroke, Text, Theme, Weight, clean,
};
use emath::{Pos2, Rect};
use quick_xml::escape::escape;
use std::fmt::{Display, Write};

/// Further out than this, in points, programs that draw lose their footing.
const FAR: f32 = 1e7;

/// The picture as a whole SVG document.
pub fn svg(picture: &Picture<'_>) -> String {
    let size = picture.scene.size;
    let page = Rect::from_min_size(Pos2::ZERO, size);
    let mut drawing = Drawing { picture, cuts: Cuts::default(), defs: Defs::default(), out: String::new() };
    for layer in &picture.scene.layers {
        drawing.layer(layer, page);
    }
    let Drawing { defs, cuts, out: body, .. } = drawing;

    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let own = |name: &str| format!("{OWN}{name}");
    let (side, unit) = match picture.paper {
        true => (picture.size() / MILLIMETRE, "mm"),
        false => (picture.size(), ""),
    };
    let told =
        [("title", picture.title), ("desc", picture.about)].into_iter().filter(|(_, text)| !text.is_empty());
    let labels: Vec<String> = told.clone().map(|(name, _)| own(name)).collect();
    let tag = Tag::new(&mut out, "svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("id", own("picture"))
        .attr("width", format_args!("{}{unit}", Num(side.x)))
        .attr("height", format_args!("{}{unit}", Num(side.y)))
        .attr("viewBox", format_args!("0 0 {} {}", Num(size.x), Num(size.y)))
        .attr("font-family", format_args!("{OWN}{FAMILY}, {FAMILY}, sans-serif"))
        .attr("font-kerning", "none")
        .attr("lang", "en")
        .attr("xml:lang", "en")
        .attr("role", "graphics-document document");
    let tag = if labels.is_empty() { tag } else { tag.attr("aria-labelledby", labels.join(" ")) };
    tag.open();
    for (name, text) in told {
        Tag::new(&mut out, name).attr("id", own(name)).text(None, text);
    }
    if !picture.source.is_empty() {
        let source = escape(clean(picture.source)).into_owned();
        put(
            &mut out,
            format_args!(
                "<metadata><source xmlns=\"http://purl.org/dc/elements/1.1/\">{source}</source></metadata>\n"
            ),
        );
    }
    out.push_str("<style>\n");
    cuts.write(&mut out);
    // Letter beside letter, as the text says, should another copy of the font be used.
    put(
        &mut out,
        format_args!("#{} text{{font-kerning:none;font-variant-ligatures:none}}\n</style>\n", own("picture")),
    );
    put(&mut out, format_args!("<defs>\n{}</defs>\n", defs.finish()));
    if !picture.bare {
        Tag::new(&mut out, "rect")
            .attr("width", Num(size.x))
            .attr("height", Num(size.y))
            .attr("fill", hex(picture.theme, Role::Panel).0)
            .empty();
    }
    out.push_str(&body);
    out.push_str("</svg>\n");
    let name = named_by(&out);
    out.replace(OWN, &name)
}

/// What a document's own names begin with: its letters in the place of this mark, which no text can hold.
pub(super) const OWN: &str = "\u{1}";

/// A beginning for the names of a document that another document on the same page does not have: from its content, so
/// that the same picture has the same bytes.
fn named_by(content: &str) -> String {
    let hash = content.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("r{:08x}-", hash >> 32)
}

struct Drawing<'a> {
    picture: &'a Picture<'a>,
    /// The fonts that the document carries.
    cuts: Cuts,
    defs: Defs,
    out: String,
}

impl Drawing<'_> {
    fn layer(&mut self, layer: &Layer, page: Rect) {
        let clip = layer.clip.intersect(page);
        let seen = |m: &&Mark| m.shape.is_seen_in(clip) && !self.picture.is_hidden(&m.shape);
        if !clip.is_positive() || !layer.marks.iter().any(|m| seen(&m)) {
            return;
        }
        let tag = Tag::new(&mut self.out, "g");
        match clip == page {
            true => tag.open(),
            false => tag.attr("clip-path", self.defs.clip(clip)).open(),
        }
        for mark in layer.marks.iter().filter(seen) {
            self.mark(mark);
            if let Some(ink) = mark.shape.hatched() {
                self.hatch(&mark.shape, ink, clip);
            }
        }
        self.out.push_str("</g>\n");
    }

    fn mark(&mut self, mark: &Mark) {
        let name = self.picture.naming.and_then(|naming| naming(mark.stands_for));
        let (theme, defs) = (self.picture.theme, &mut self.defs);
        let out = &mut self.out;
        let tag = match &mark.shape {
            Shape::Text(text) => return self.text(text, name.as_deref()),
            Shape::Rect { rect, radius, fill, stroke } => {
                let tag = Tag::new(out, "rect")
                    .attr("x", Num(rect.min.x))
                    .attr("y", Num(rect.min.y))
                    .attr("width", Num(rect.width()))
                    .attr("height", Num(rect.height()));
                let tag =
                    if *radius > 0.0 { tag.attr("rx", Num(radius.min(rect.width() / 2.0))) } else { tag };
                stroked(filled(tag, theme, defs, fill.as_ref(), rect.width()), theme, stroke.as_ref())
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let tag = Tag::new(out, "circle")
                    .attr("cx", Num(center.x))
                    .attr("cy", Num(center.y))
                    .attr("r", Num(*radius));
                let fill = fill.map(Paint::Solid);
                stroked(filled(tag, theme, defs, fill.as_ref(), radius * 2.0), theme, stroke.as_ref())
            }
            Shape::Polygon { points, fill, stroke } => {
                let width = Rect::from_points(points).width();
                let tag = Tag::new(out, "path").attr("d", format_args!("{}Z", path(points)));
                stroked(filled(tag, theme, defs, fill.as_ref(), width), theme, stroke.as_ref())
            }
            Shape::Line { points, stroke } => {
                let tag = Tag::new(out, "path").attr("d", path(points)).attr("fill", "none");
                stroked(tag, theme, Some(stroke))
            }
            Shape::Area { area, scale, origin, fill, stroke } => {
                let mut d = String::new();
                area.rings().for_each(|ring| write_ring(&mut d, ring, *scale, *origin));
                let tag = Tag::new(out, "path").attr("d", d).attr("fill-rule", "evenodd");
                let width = mark.shape.bounds().width();
                stroked(filled(tag, theme, defs, Some(fill), width), theme, stroke.as_ref())
            }
        };
        let tag = if name.is_some() { tag.attr("role", "graphics-symbol") } else { tag };
        tag.titled(name.as_deref());
    }

    /// The lines of a hatching: paths, since programs draw patterns in tiles whose seams show.
    fn hatch(&mut self, shape: &Shape, ink: Ink, clip: Rect) {
        let mut d = String::new();
        for [a, b] in shape.hatching(clip) {
            put(&mut d, format_args!("M{} {}L{} {}", Tenth(a.x), Tenth(a.y), Tenth(b.x), Tenth(b.y)));
        }
        if !d.is_empty() {
            let tag = Tag::new(&mut self.out, "path").attr("d", d).attr("fill", "none");
            stroked(tag, self.picture.theme, Some(&Stroke::new(ink, HATCH_WIDTH)))
                .attr("pointer-events", "none")
                .empty();
        }
    }

    fn text(&mut self, text: &Text, name: Option<&str>) {
        let parts = parts(text, self.picture.outlines, &mut self.cuts);
        let theme = self.picture.theme;
        match parts.as_slice() {
            [] => {}
            [Part::Written(part)] => write(&mut self.out, theme, text, part, name),
            parts => {
                // What is drawn can still be read to somebody.
                let label = escape(clean(&text.text)).into_owned();
                Tag::new(&mut self.out, "g").attr("role", "img").attr("aria-label", label).holding(
                    name,
                    |out| {
                        parts.iter().for_each(|part| match part {
                            Part::Written(part) => write(out, theme, text, part, None),
                            Part::Drawn(path) => {
                                let tag = Tag::new(out, "path").attr("d", path);
                                inked(tag, theme, text.ink, "fill", "fill-opacity").empty();
                            }
                            Part::Left { x, text: words } => {
                                inked(begun(out, text, Num(*x)), theme, text.ink, "fill", "fill-opacity")
                                    .text(None, words);
                            }
                        });
                    },
                );
            }
        }
    }
}

/// A text element up to its places and font.
fn begun<'a>(out: &'a mut String, text: &Text, x: impl Display) -> Tag<'a> {
    let tag = Tag::new(out, "text").attr("x", x).attr("y", Num(text.at.y));
    let tag = tag.attr("font-size", Num(text.size.points()));
    match text.weight {
        Weight::Regular => tag,
        Weight::Semibold => tag.attr("font-weight", number(text.weight)),
    }
}

/// Letters as text, each where it stands in the scene.
fn write(out: &mut String, theme: Theme, text: &Text, part: &Written, name: Option<&str>) {
    let words = part.text();
    if words.trim().is_empty() {
        return;
    }
    let tag = match part.places() {
        Some(places) => begun(out, text, &places),
        // Should another font be used, the text is still as wide.
        None => begun(out, text, Num(part.x))
            .attr("textLength", Num(part.width))
            .attr("lengthAdjust", "spacingAndGlyphs"),
    };
    // XML readers fold spaces unless told otherwise.
    let folds = words.starts_with(' ') || words.ends_with(' ') || words.contains("  ");
    let tag = if folds { tag.attr("xml:space", "preserve") } else { tag };
    inked(tag, theme, text.ink, "fill", "fill-opacity").holding(name, |out| {
        for letters in part.letters.chunk_by(|a, b| a.1 == b.1) {
            let words: String = letters.iter().map(|(c, _)| *c).collect();
            match letters.first() {
                Some((_, 0)) | None => put(out, format_args!("{}", escape(clean(&words)))),
                Some((_, cut)) => put(
                    out,
                    format_args!(
                        "<tspan font-family=\"{}, {FAMILY}, sans-serif\">{}</tspan>",
                        family(*cut),
                        escape(clean(&words))
                    ),
                ),
            }
        }
    });
}

impl Shape {
    /// Whether any of it can show in a rectangle; what has no place, or one beyond all reason, cannot.
    pub(super) fn is_seen_in(&self, clip: Rect) -> bool {
        // Strokes reach beyond a form, and fallback fonts beyond a measured text.
        let bounds = self.bounds();
        let reach = bounds.expand(4.0);
        let points = match self {
            Self::Polygon { points, .. } | Self::Line { points, .. } => points.as_slice(),
            _ => &[],
        };
        let near = |p: &Pos2| p.x.abs() < FAR && p.y.abs() < FAR;
        !bounds.is_negative()
            && [bounds.min, bounds.max].iter().chain(points).all(near)
            && reach.intersects(clip)
    }
}

fn filled<'a>(tag: Tag<'a>, theme: Theme, defs: &mut Defs, fill: Option<&Paint>, width: f32) -> Tag<'a> {
    match fill {
        None => tag.attr("fill", "none"),
        Some(Paint::Solid(ink)) => inked(tag, theme, *ink, "fill", "fill-opacity"),
        Some(Paint::Fade { ink, left, right }) => {
            tag.attr("fill", defs.fade(theme, *ink, width, *left, *right))
        }
        // The lines come on top; beneath them the form can still be pointed at.
        Some(Paint::Hatch(ink)) => inked(tag, theme, Ink { alpha: 0, ..*ink }, "fill", "fill-opacity"),
    }
}

fn stroked<'a>(tag: Tag<'a>, theme: Theme, stroke: Option<&Stroke>) -> Tag<'a> {
    let Some(stroke) = drawable(stroke) else { return tag };
    let tag =
        inked(tag, theme, stroke.ink, "stroke", "stroke-opacity").attr("stroke-width", Num(stroke.width));
    if stroke.dash > 0.0 { tag.attr("stroke-dasharray", Num(stroke.dash)) } else { tag }
}

fn inked<'a>(tag: Tag<'a>, theme: Theme, ink: Ink, color: &str, opacity: &str) -> Tag<'a> {
    let (value, alpha) = hex(theme, ink);
    let tag = tag.attr(color, value);
    if alpha == 255 { tag } else { tag.attr(opacity, Num(f32::from(alpha) / 255.0)) }
}

fn path(points: &[Pos2]) -> String {
    let mut d = String::with_capacity(points.len() * 12);
    for (n, p) in points.iter().enumerate() {
        let _ = write!(d, "{}{} {}", if n == 0 { 'M' } else { 'L' }, Num(p.x), Num(p.y));
    }
    d
}

/// One ring to a tenth of a point; corners that fall together are dropped.
fn write_ring(d: &mut String, ring: &[Pos2], scale: f32, origin: Pos2) {
    let tenths = |p: &Pos2| {
        let p = origin + p.to_vec2() * scale;
        ((p.x * 10.0).round() as i32, (p.y * 10.0).round() as i32)
    };
    let mut corners: Vec<(i32, i32)> = ring.iter().map(tenths).collect();
    corners.dedup();
    if corners.first() == corners.last() {
        corners.pop();
    }
    if corners.len() < 3 {
        return;
    }
    for (n, (x, y)) in corners.iter().enumerate() {
        let letter = if n == 0 { 'M' } else { 'L' };
        let _ = write!(d, "{letter}{} {}", Tenth(*x as f32 / 10.0), Tenth(*y as f32 / 10.0));
    }
    d.push('Z');
}
