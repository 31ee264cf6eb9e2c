//! The dates of one thing in several editions, a row each on one axis: small enough for an inspector.
//!
//! It must never draw a date otherwise than the timeline does.

use super::axis::Scale;
use super::bars::{self, Row};
use crate::date::{Day, When};
use crate::plan::{Kind, Record, Status};
use crate::scene::{Layer, Metrics, Role, Scene, Shape, Size, StandsFor, Stroke, Weight};
use crate::views::palette::OTHER;
use emath::{Rect, pos2, vec2};

/// Height of a row in points.
pub const ROW: f32 = 22.0;
/// Height of the axis above the rows.
const AXIS: f32 = 16.0;

/// One edition: what it is called, and how it has the thing; without a date where it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct StripRow {
    /// The edition.
    pub name: String,
    /// Its date there.
    pub when: Option<When>,
    /// How far it had come.
    pub status: Option<Status>,
    /// What stands in place of a bar: "not mentioned", "no date".
    pub words: &'static str,
}

/// The rows drawn in a width; `None` where none has a date.
pub fn strip(rows: &[StripRow], width: f32, metrics: &Metrics) -> Option<Scene> {
    let days = rows.iter().filter_map(|row| row.when).map(When::days);
    let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    // Whole years, one more at either side.
    let year = |year: i16| Day::new(year, 1, 1).unwrap_or(first);
    let (from, to) = (first.ymd().0, last.ymd().0 + 1);
    let names = rows.iter().map(|row| metrics.width(&row.name, Size::Note, Weight::Semibold));
    let left = names.fold(0.0, f32::max).min(width * 0.4) + 8.0;
    let scale = Scale::new(f64::from(year(from).0), f64::from(year(to).0), left, width);
    let mut scene = Scene::new(vec2(width, AXIS + rows.len() as f32 * ROW));
    let layer = scene.layer(Rect::from_min_size(pos2(0.0, 0.0), scene.size));
    axis(layer, &scale, (from, to), rows.len(), metrics);
    for (n, row) in rows.iter().enumerate() {
        let top = AXIS + n as f32 * ROW;
        let baseline = top + ROW / 2.0 + Size::Note.middle();
        let name = metrics.text(pos2(0.0, baseline), &row.name, Size::Note, Weight::Semibold, Role::Text);
        layer.add(name);
        let mut record = Record::new(Kind::Milestone, "", "");
        (record.when, record.status) = (row.when, row.status);
        let place = Row { top: top + 2.0, height: ROW - 4.0 };
        if bars::draw(layer, &record, StandsFor::Nothing, OTHER, &scale, place).is_none() {
            let at = pos2(left, baseline);
            layer.add(metrics.text(at, row.words, Size::Note, Weight::Regular, Role::Muted));
        }
    }
    Some(scene)
}

/// The years, as many as there is room for.
fn axis(layer: &mut Layer, scale: &Scale, (from, to): (i16, i16), rows: usize, metrics: &Metrics) {
    let room = metrics.width("2026", Size::Tick, Weight::Regular) + 8.0;
    let a_year = (scale.right - scale.left) / f32::from((to - from).max(1));
    let step = (room / a_year.max(0.1)).ceil().max(1.0) as usize;
    for year in (from..=to).step_by(step) {
        let Some(day) = Day::new(year, 1, 1) else { continue };
        let x = scale.x(f64::from(day.0));
        let bottom = AXIS + rows as f32 * ROW;
        layer.add(Shape::line(pos2(x, AXIS), pos2(x, bottom), Stroke::new(Role::Grid, 1.0)));
        if x + room - 8.0 <= scale.right {
            let at = pos2(x, AXIS - 5.0);
            layer.add(metrics.text(at, &year.to_string(), Size::Tick, Weight::Regular, Role::Muted));
        }
    }
}
