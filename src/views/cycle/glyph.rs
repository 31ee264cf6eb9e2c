//! The signs of a life's facts. No two of them may be told apart by colour alone.

use crate::explore::life::LifeEvent;
use crate::scene::{Ink, Paint, Role, Shape, Stroke};
use emath::{Pos2, Rect, vec2};

/// Half the size of a sign in points.
pub const HALF: f32 = 4.5;

/// The sign of an event about a place, in a colour. The end is dark whatever the colour.
pub fn shape(event: LifeEvent, at: Pos2, ink: Ink) -> Shape {
    let edge = Some(Stroke::new(Role::Panel, 1.0));
    match event {
        LifeEvent::Reveal => Shape::Circle {
            center: at,
            radius: HALF - 0.8,
            fill: Some(Role::Panel.into()),
            stroke: Some(Stroke::new(ink, 1.5)),
        },
        LifeEvent::Start => Shape::Rect {
            rect: Rect::from_center_size(at, vec2(HALF, HALF) * 1.8),
            radius: 0.0,
            fill: Some(Paint::Solid(ink)),
            stroke: edge,
        },
        LifeEvent::Sale => Shape::Circle { center: at, radius: HALF, fill: Some(ink), stroke: edge },
        LifeEvent::Change => Shape::Polygon {
            points: vec![
                at + vec2(0.0, -HALF),
                at + vec2(HALF + 0.5, HALF - 0.5),
                at + vec2(-HALF - 0.5, HALF - 0.5),
            ],
            fill: Some(Paint::Solid(ink)),
            stroke: edge,
        },
        LifeEvent::End => Shape::filled(Rect::from_center_size(at, vec2(2.5, 14.0)), Role::Text),
    }
}
