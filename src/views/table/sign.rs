//! Small signs in cells: how exact a date is, whose an item is, that sources disagree.
//!
//! It must never have a sign that means something else in another view: a date's is the timeline's own bar.

use super::widths::{SIGN, SWATCH};
use crate::date::{Moment, Part, Precision, When};
use crate::plan::{NOT_STATED, Plan, Record};
use crate::scene::{Layer, Role, Shape, StandsFor, Stroke};
use crate::views::palette::{OTHER, Palette};
use crate::views::timeline::{BAR, BarRow, LANE, Scale, draw_bar};
use emath::{Pos2, Rect, pos2, vec2};

/// Height of a date's sign in points.
const HEIGHT: f32 = 12.0;
/// No more values than these have a band of their own.
const BANDS: usize = 4;

/// The bar of a record's date as a timeline draws it, in the room of a sign whose left end and middle are given.
pub fn date(layer: &mut Layer, (record, when): (&Record, When), stands_for: StandsFor, left: Pos2) {
    let (first, last) = when.days();
    let days = f64::from(last.0.saturating_sub(first.0)) + 1.0;
    let share = match when {
        When::At(Moment::On(Part::Day(..))) => 1.0 / f64::from(SIGN.0),
        When::At(Moment::On(part) | Moment::About(part)) if part.precision() < Precision::Year => 0.55,
        When::At(Moment::Within(..)) => 0.8,
        _ => 1.0,
    };
    let around = days * (1.0 / share - 1.0) / 2.0;
    let ends = (f64::from(first.0) - around, f64::from(last.0) + 1.0 + around);
    let scale = Scale::new(ends.0, ends.1, left.x, left.x + SIGN.0);
    let height = LANE * HEIGHT / BAR;
    let row = BarRow { top: left.y - height / 2.0, height };
    draw_bar(layer, (record, when), stands_for, OTHER, &scale, row);
}

/// The colours of an item's values side by side; true where it has any.
pub fn colours(
    layer: &mut Layer,
    plan: &Plan,
    palette: &Palette,
    item: usize,
    stands_for: StandsFor,
    left: Pos2,
) -> bool {
    let values = plan.items().column(palette.facet()).of(item);
    let categories: Vec<u32> =
        values.iter().filter(|value| **value != NOT_STATED).map(|value| palette.of_value(*value)).collect();
    let shown = match categories.len() {
        0 => return false,
        1..=BANDS => categories,
        _ => vec![palette.of_item(plan, item)],
    };
    let square = Rect::from_min_size(left - vec2(0.0, SWATCH.0 / 2.0), vec2(SWATCH.0, SWATCH.0));
    let height = square.height() / shown.len() as f32;
    for (n, category) in shown.into_iter().enumerate() {
        let band =
            Rect::from_min_size(square.min + vec2(0.0, n as f32 * height), vec2(square.width(), height));
        layer.add_for(stands_for, Shape::filled(band, Role::Category(category)));
    }
    true
}

/// The arrow behind the name of the column that is sorted by: up from the first to the last.
pub fn arrow(at: Pos2, descending: bool) -> Shape {
    let way = if descending { 1.0 } else { -1.0 };
    let (tip, foot) = (at + vec2(0.0, 3.5 * way), at - vec2(0.0, 3.5 * way));
    let wing = |x: f32| tip + vec2(x, -3.0 * way);
    let points = vec![foot, tip, wing(-3.0), tip, wing(3.0)];
    Shape::Line { points, stroke: Stroke::new(Role::Accent, 1.4) }
}

/// The colour of a facet's values in a legend.
pub fn swatch(category: u32) -> Shape {
    let rect = Rect::from_center_size(pos2(9.0, 5.0), vec2(SWATCH.0, SWATCH.0));
    Shape::filled(rect, Role::Category(category))
}
