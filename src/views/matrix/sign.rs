//! Small signs for kinds of energy. They must never be the only way to learn it: the legend names them.

use crate::plan::fold;
use crate::plan::{BitSet, Facet, NOT_STATED, Plan};
use crate::scene::{Ink, Paint, Role, Shape, Stroke};
use emath::{Pos2, Vec2, pos2, vec2};

/// Width and height of a sign in points.
pub(super) const SIZE: f32 = 8.0;

/// The form of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Bolt,
    Half,
    HalfLying,
    Drop,
    Ring,
    Diamond,
}

/// A sign and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    form: Form,
    /// The values of the energy facet that it stands for, in words.
    pub label: String,
}

/// The forms of an item's energies, each once, at most three.
pub(super) fn forms(plan: &Plan, item: usize) -> impl Iterator<Item = Shape> {
    let column = plan.items().column(Facet::Energy);
    let mut forms: Vec<Form> = column
        .of(item)
        .iter()
        .filter(|value| **value != NOT_STATED)
        .filter_map(|value| column.values().get(*value as usize))
        .map(|value| Form::of(&value.name))
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms.truncate(3);
    forms.into_iter().map(|form| form.shape(pos2(0.0, 0.0)))
}

/// The signs that items use, in the order of the plan.
pub(super) fn used(plan: &Plan, items: &BitSet) -> Vec<Sign> {
    let column = plan.items().column(Facet::Energy);
    let mut signs: Vec<Sign> = Vec::new();
    for (number, value) in (0u32..).zip(column.values()).skip(1) {
        if column.members(number).count_in(items) == 0 {
            continue;
        }
        let form = Form::of(&value.name);
        match signs.iter_mut().find(|sign| sign.form == form) {
            Some(sign) => sign.label += &format!(", {}", value.name),
            None => signs.push(Sign { form, label: value.name.to_string() }),
        }
    }
    signs.sort_by_key(|sign| sign.form);
    signs
}

impl Sign {
    /// The sign, drawn around the middle of a swatch.
    pub fn swatch(&self, size: Vec2) -> Shape {
        self.form.shape((size / 2.0 - Vec2::splat(SIZE / 2.0)).to_pos2())
    }
}

impl Form {
    fn of(name: &str) -> Self {
        let name = fold(name);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["plug"]) {
            Self::HalfLying
        } else if has(&["hybrid"]) {
            Self::Half
        } else if has(&["hydrogen", "fuel cell"]) {
            Self::Ring
        } else if has(&["electric", "battery"]) {
            Self::Bolt
        } else if has(&["combustion", "petrol", "diesel", "gasoline", "gas", "fuel", "oil"]) {
            Self::Drop
        } else {
            Self::Diamond
        }
    }

    /// The form with its top left at a point.
    fn shape(self, at: Pos2) -> Shape {
        let ink: Ink = Role::Muted.into();
        let p = |x: f32, y: f32| at + vec2(x, y) * SIZE;
        let arc = |from: f32, to: f32| {
            let turn = move |n: i32| (from + (to - from) * n as f32 / 10.0).to_radians();
            (0..=10).map(move |n| p(0.5 + 0.42 * turn(n).cos(), 0.5 + 0.42 * turn(n).sin()))
        };
        let filled =
            |points: Vec<Pos2>| Shape::Polygon { points, fill: Some(Paint::Solid(ink)), stroke: None };
        match self {
            Self::Bolt => Shape::Line {
                points: vec![p(0.66, 0.04), p(0.28, 0.55), p(0.72, 0.47), p(0.34, 0.98)],
                stroke: Stroke::new(ink, 1.4),
            },
            Self::Half => filled(arc(90.0, 270.0).collect()),
            Self::HalfLying => filled(arc(0.0, 180.0).collect()),
            Self::Drop => filled(std::iter::once(p(0.5, 0.02)).chain(round_foot(at)).collect()),
            Self::Ring => Shape::Circle {
                center: p(0.5, 0.5),
                radius: SIZE * 0.38,
                fill: None,
                stroke: Some(Stroke::new(ink, 1.2)),
            },
            Self::Diamond => Shape::diamond(p(0.5, 0.5), SIZE * 0.42, None, Some(Stroke::new(ink, 1.0))),
        }
    }
}

/// The round part of a drop, from right to left.
fn round_foot(at: Pos2) -> impl Iterator<Item = Pos2> {
    (0..=12).map(move |n| {
        let turn = (-25.0 + 230.0 * n as f32 / 12.0).to_radians();
        at + vec2(0.5 + 0.32 * turn.cos(), 0.62 + 0.32 * turn.sin()) * SIZE
    })
}
