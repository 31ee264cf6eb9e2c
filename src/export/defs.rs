//! What an SVG names once and uses often: clips, gradients, hatches. It must never write one twice.

use super::paint::{HATCH_STEP, HATCH_WIDTH, fade_stops, hex};
use super::xml::{Num, Tag, put};
use crate::scene::{Ink, Theme};
use emath::Rect;
use std::collections::HashMap;

/// Definitions by their content.
#[derive(Default)]
pub(super) struct Defs {
    out: String,
    ids: HashMap<String, String>,
}

impl Defs {
    /// The reference to a clip, as the value of an attribute.
    pub(super) fn clip(&mut self, rect: Rect) -> String {
        let mut body = String::new();
        Tag::new(&mut body, "rect")
            .attr("x", Num(rect.min.x))
            .attr("y", Num(rect.min.y))
            .attr("width", Num(rect.width()))
            .attr("height", Num(rect.height()))
            .empty();
        self.define("clipPath", "", &body)
    }

    /// The reference to a gradient of a colour over a form so many points wide.
    pub(super) fn fade(&mut self, theme: Theme, ink: Ink, width: f32, left: f32, right: f32) -> String {
        let (color, alpha) = hex(theme, ink);
        let mut body = String::new();
        for (at, opacity) in fade_stops(width, left, right, alpha) {
            Tag::new(&mut body, "stop")
                .attr("offset", format_args!("{}%", Num(at * 100.0)))
                .attr("stop-color", &color)
                .attr("stop-opacity", Num(opacity))
                .empty();
        }
        self.define("linearGradient", "", &body)
    }

    /// The reference to slanted lines of a colour.
    pub(super) fn hatch(&mut self, theme: Theme, ink: Ink) -> String {
        let (color, alpha) = hex(theme, ink);
        let (step, over) = (Num(HATCH_STEP), Num(HATCH_STEP + 1.0));
        let near = Num(HATCH_STEP - 1.0);
        let mut body = String::new();
        Tag::new(&mut body, "path")
            .attr("d", format_args!("M-1 1L1 -1M0 {step}L{step} 0M{near} {over}L{over} {near}"))
            .attr("stroke", color)
            .attr("stroke-opacity", Num(f32::from(alpha) / 255.0))
            .attr("stroke-width", Num(HATCH_WIDTH))
            .empty();
        let frame = format!(" width=\"{step}\" height=\"{step}\" patternUnits=\"userSpaceOnUse\"");
        self.define("pattern", &frame, &body)
    }

    /// All definitions.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn define(&mut self, element: &str, attributes: &str, body: &str) -> String {
        let content = format!("{element}{attributes}>\n{body}");
        if let Some(id) = self.ids.get(&content) {
            return id.clone();
        }
        let id = format!("d{}", self.ids.len());
        put(&mut self.out, format_args!("<{element} id=\"{id}\"{attributes}>\n{body}</{element}>\n"));
        let reference = format!("url(#{id})");
        self.ids.insert(content, reference.clone());
        reference
    }
}
