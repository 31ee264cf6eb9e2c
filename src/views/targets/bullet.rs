//! A count as a bar beside its target. It must never be longer than its room: what goes beyond is told by an arrow.

use super::Row;
use crate::explore::counting::{Count, baseline, value};
use crate::plan::{CountedThen, Plan};
use crate::scene::{Paint, Role, Shape, Stroke};
use crate::views::pen::Pen;
use emath::{Rect, pos2, vec2};

/// Height of the bar of what is there, and of what is named.
const THERE: f32 = 9.0;
const NAMED: f32 = 9.0;

/// The colours of what is there, of what is named, and of the rest of the way.
pub(super) const COLOURS: (Role, Role, Role) = (Role::Ramp(3), Role::Ramp(1), Role::Grid);

/// What a bullet bar shows: what is there, what is named, the target, where it started from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bullet {
    /// What is there by now.
    pub there: f64,
    /// What is named altogether.
    pub named: f64,
    /// What is to be reached.
    pub target: f64,
    /// Where it started from.
    pub baseline: Option<f64>,
}

impl Bullet {
    /// Of a target that can be counted, and has a figure above nothing.
    pub fn of(plan: &Plan, row: &Row) -> Option<Self> {
        let Count::Counted(counted) = &row.count else { return None };
        let record = plan.record(row.thing);
        let target = value(record).filter(|value| *value > 0.0 && row.apart.is_none())?;
        let percent = |part: usize, whole: usize| part as f64 * 100.0 / whole.max(1) as f64;
        let (there, named) = match &counted.of {
            Some(whole) => {
                (percent(counted.now.len(), whole.count), percent(counted.named.len(), whole.count))
            }
            None => (counted.now.len() as f64, counted.named.len() as f64),
        };
        Some(Self { there, named, target, baseline: baseline(record) })
    }

    /// Where a number lies in a room, from 0 to 1: the target stands at nine tenths, unless more is there.
    pub fn at(&self, number: f64) -> f32 {
        let most = (self.target / 0.9).max(self.there).max(self.named.min(self.target * 2.0));
        (number / most).clamp(0.0, 1.0) as f32
    }

    /// Draws beneath it what another edition let one count: a thin rail of what was there, and of what was named.
    pub fn draw_then(&self, pen: &mut Pen<'_, '_>, room: Rect, then: CountedThen) {
        let x = |number: usize| room.left() + room.width() * self.at(number as f64);
        let y = room.center().y + NAMED / 2.0 + 2.5;
        for (number, ink) in [(then.named.max(then.there), COLOURS.1), (then.there, COLOURS.0)] {
            if number > 0 {
                pen.hline(room.left(), x(number), y, Stroke::new(ink, 2.0));
            }
        }
    }

    /// Draws it about the middle of a room.
    pub fn draw(&self, pen: &mut Pen<'_, '_>, room: Rect) {
        let middle = room.center().y;
        let x = |number: f64| room.left() + room.width() * self.at(number);
        let bar = |to: f64, height: f32| {
            Rect::from_min_max(pos2(room.left(), middle - height / 2.0), pos2(x(to), middle + height / 2.0))
        };
        let way = Rect::from_center_size(room.center(), vec2(room.width(), 5.0));
        pen.fill(way, COLOURS.2);
        pen.fill(bar(self.named.max(self.there), NAMED), COLOURS.1);
        pen.fill(bar(self.there, THERE), COLOURS.0);
        if let Some(from) = self.baseline.filter(|from| *from > 0.0) {
            pen.vline(x(from), middle - 6.0, middle + 6.0, Stroke::new(Role::Muted, 1.0));
        }
        pen.vline(x(self.target), middle - 7.0, middle + 7.0, Stroke::new(Role::Text, 2.0));
        if self.named > self.target * 2.0 {
            let tip = pos2(room.right() + 4.0, middle);
            let points = vec![tip, tip + vec2(-5.0, -4.0), tip + vec2(-5.0, 4.0)];
            pen.add(Shape::Polygon { points, fill: Some(Paint::Solid(COLOURS.1.into())), stroke: None });
        }
    }
}
