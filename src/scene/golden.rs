//! A scene as lines of text, for tests that read what is drawn. It must never round twice.

use super::{Paint, Scene, Shape, StandsFor, Stroke};
use emath::{Pos2, Rect};
use std::fmt;

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "scene {}", pair(self.size.to_pos2()))?;
        for layer in &self.layers {
            writeln!(f, "layer {}", span(layer.clip))?;
            for mark in &layer.marks {
                write!(f, "  {}", mark.shape)?;
                match mark.stands_for {
                    StandsFor::Nothing => writeln!(f)?,
                    other => writeln!(f, " = {other:?}")?,
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rect { rect, fill, stroke, .. } => {
                write!(f, "rect {}{}{}", span(*rect), paint(fill.as_ref()), line(stroke.as_ref()))
            }
            Self::Circle { center, radius, fill, stroke } => {
                let fill = fill.map(Paint::Solid);
                write!(
                    f,
                    "circle {} r{radius:.0}{}{}",
                    pair(*center),
                    paint(fill.as_ref()),
                    line(stroke.as_ref())
                )
            }
            Self::Polygon { points, fill, stroke } => {
                let around = span(Rect::from_points(points));
                let corners = points.len();
                write!(f, "polygon({corners}) {around}{}{}", paint(fill.as_ref()), line(stroke.as_ref()))
            }
            Self::Line { points, stroke } => {
                write!(f, "line {}{}", span(Rect::from_points(points)), line(Some(stroke)))
            }
            Self::Area { fill, stroke, .. } => {
                write!(f, "area {}{}{}", span(self.bounds()), paint(Some(fill)), line(stroke.as_ref()))
            }
            Self::Text(text) => {
                write!(f, "text {} {:?} {:?} {:?}", pair(text.at), text.text, text.size, text.ink.role)
            }
        }
    }
}

fn pair(p: Pos2) -> String {
    format!("{:.0},{:.0}", p.x, p.y)
}

fn span(r: Rect) -> String {
    format!("{} to {}", pair(r.min), pair(r.max))
}

fn paint(paint: Option<&Paint>) -> String {
    match paint {
        None => String::new(),
        Some(Paint::Solid(ink)) => format!(" fill {:?}/{}", ink.role, ink.alpha),
        Some(Paint::Fade { ink, left, right }) => {
            format!(" fade {:?}/{} left {left:.0} right {right:.0}", ink.role, ink.alpha)
        }
        Some(Paint::Hatch(ink)) => format!(" hatch {:?}/{}", ink.role, ink.alpha),
    }
}

fn line(stroke: Option<&Stroke>) -> String {
    stroke.map_or_else(String::new, |s| {
        let dash = if s.dash > 0.0 { " dashed" } else { "" };
        format!(" stroke {:?} {:.1}{dash}", s.ink.role, s.width)
    })
}
