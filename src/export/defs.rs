//! What an SVG names once and uses often: clips and gradients. It must never write one twice.

use super::paint::{fade_stops, hex};
use super::svg::OWN;
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
        self.define("clipPath", &body)
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
        self.define("linearGradient", &body)
    }

    /// All definitions.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn define(&mut self, element: &str, body: &str) -> String {
        let content = format!("{element}>\n{body}");
        if let Some(id) = self.ids.get(&content) {
            return id.clone();
        }
        let id = format!("{OWN}d{}", self.ids.len());
        put(&mut self.out, format_args!("<{element} id=\"{id}\">\n{body}</{element}>\n"));
        let reference = format!("url(#{id})");
        self.ids.insert(content, reference.clone());
        reference
    }
}
