//! Small signs for kinds of energy, one form for each kind. They must never be the only way to learn it: the
//! legend names them.

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
    Square,
    Triangle,
    Cross,
    Star,
    Gable,
    Bars,
    Frame,
    Disc,
    Wedge,
    /// A kind for which no form is left: those beyond the others share it.
    Dash,
}

/// Forms for kinds of energy of which the words tell nothing, or whose own form is another kind's.
const SPARE: [Form; 10] = [
    Form::Diamond,
    Form::Square,
    Form::Triangle,
    Form::Cross,
    Form::Star,
    Form::Gable,
    Form::Bars,
    Form::Frame,
    Form::Disc,
    Form::Wedge,
];

/// A sign and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    form: Form,
    /// The values of the energy facet that it stands for, in words.
    pub label: String,
}

/// The form of each kind of energy of a plan.
#[derive(Debug, Clone, Default)]
pub(super) struct Signs {
    /// By the facet's value.
    forms: Vec<Form>,
}

impl Signs {
    /// For a plan: each kind its own form, the one that its words ask for where that is free.
    pub fn new(plan: &Plan) -> Self {
        let values = plan.items().column(Facet::Energy).values();
        let mut forms: Vec<Form> = Vec::with_capacity(values.len());
        let known: Vec<Option<Form>> = values.iter().skip(1).map(|value| Form::of(&value.name)).collect();
        for (n, own) in known.iter().enumerate() {
            let is_first =
                own.is_some_and(|own| known.iter().position(|other| *other == Some(own)) == Some(n));
            let spare = || SPARE.into_iter().find(|form| !forms.contains(form)).unwrap_or(Form::Dash);
            let form = own.filter(|_| is_first).unwrap_or_else(spare);
            forms.push(form);
        }
        forms.insert(0, Form::Dash);
        Self { forms }
    }

    fn form(&self, value: u32) -> Form {
        self.forms.get(value as usize).copied().unwrap_or(Form::Dash)
    }

    /// The forms of an item's energies, each once, none where none is stated.
    pub fn of_item(&self, plan: &Plan, item: usize) -> impl Iterator<Item = Shape> + use<> {
        let values = plan.items().column(Facet::Energy).of(item);
        let mut forms: Vec<Form> =
            values.iter().filter(|value| **value != NOT_STATED).map(|value| self.form(*value)).collect();
        forms.sort_unstable();
        forms.dedup();
        forms.into_iter().map(|form| form.shape(pos2(0.0, 0.0)))
    }

    /// The signs that items use, in the order of their forms.
    pub fn used(&self, plan: &Plan, items: &BitSet) -> Vec<Sign> {
        let column = plan.items().column(Facet::Energy);
        let mut signs: Vec<Sign> = Vec::new();
        for (number, value) in (0u32..).zip(column.values()).skip(1) {
            if column.members(number).count_in(items) == 0 {
                continue;
            }
            let form = self.form(number);
            match signs.iter_mut().find(|sign| sign.form == form) {
                Some(sign) => sign.label += &format!(", {}", value.name),
                None => signs.push(Sign { form, label: value.name.to_string() }),
            }
        }
        signs.sort_by_key(|sign| sign.form);
        signs
    }
}

impl Sign {
    /// The sign, drawn around the middle of a swatch.
    pub fn swatch(&self, size: Vec2) -> Shape {
        self.form.shape((size / 2.0 - Vec2::splat(SIZE / 2.0)).to_pos2())
    }
}

impl Form {
    /// The form that words ask for.
    fn of(name: &str) -> Option<Self> {
        let name = fold(name);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        Some(if has(&["plug"]) {
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
            return None;
        })
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
        let line = |points: Vec<Pos2>| Shape::Line { points, stroke: Stroke::new(ink, 1.2) };
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
            Self::Square => filled(vec![p(0.16, 0.16), p(0.84, 0.16), p(0.84, 0.84), p(0.16, 0.84)]),
            Self::Triangle => filled(vec![p(0.5, 0.08), p(0.94, 0.86), p(0.06, 0.86)]),
            Self::Cross => line(vec![p(0.1, 0.5), p(0.9, 0.5), p(0.5, 0.5), p(0.5, 0.1), p(0.5, 0.9)]),
            Self::Star => line(vec![p(0.14, 0.14), p(0.86, 0.86), p(0.5, 0.5), p(0.86, 0.14), p(0.14, 0.86)]),
            Self::Gable => line(vec![p(0.06, 0.8), p(0.5, 0.2), p(0.94, 0.8)]),
            Self::Bars => {
                line(vec![p(0.2, 0.1), p(0.2, 0.9), p(0.2, 0.5), p(0.8, 0.5), p(0.8, 0.1), p(0.8, 0.9)])
            }
            Self::Frame => {
                line(vec![p(0.14, 0.14), p(0.86, 0.14), p(0.86, 0.86), p(0.14, 0.86), p(0.14, 0.14)])
            }
            Self::Disc => {
                Shape::Circle { center: p(0.5, 0.5), radius: SIZE * 0.38, fill: Some(ink), stroke: None }
            }
            Self::Wedge => filled(vec![p(0.1, 0.1), p(0.9, 0.1), p(0.1, 0.9)]),
            Self::Dash => line(vec![p(0.15, 0.5), p(0.85, 0.5)]),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{About, Fact, Field, Kind, Record};

    fn signs(kinds: &[String]) -> Vec<Sign> {
        let model = |kind: &String| Record {
            facts: [(Field::Energy, Fact::Text(kind.as_str().into()))].into(),
            ..Record::new(Kind::Model, &format!("m-{kind}"), kind)
        };
        let plan = Plan::new(About::default(), Vec::new(), kinds.iter().map(model).collect());
        Signs::new(&plan).used(&plan, &BitSet::all(plan.items().len()))
    }

    #[test]
    fn each_kind_of_energy_has_a_form_of_its_own() {
        let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        for kinds in [
            words(&["methanol", "ammonia", "wind", "steam", "nuclear"]),
            words(&[
                "hybrid",
                "mild hybrid",
                "full hybrid",
                "diesel",
                "petrol",
                "CNG",
                "battery",
                "electric",
            ]),
            words(&["electric", "hybrid", "plug-in hybrid", "combustion", "hydrogen", "unknown"]),
        ] {
            let found = signs(&kinds);
            assert_eq!(found.len(), kinds.len(), "{found:?}");
            assert!(found.iter().all(|sign| !sign.label.contains(", ")), "{found:?}");
        }
        // The words that are understood keep their forms.
        let usual = signs(&words(&["combustion", "electric"]));
        assert_eq!(usual.iter().map(|sign| sign.form).collect::<Vec<_>>(), [Form::Bolt, Form::Drop]);
        // So many kinds nobody tells apart by signs: the legend still names each of them.
        let many: Vec<String> = (0..20).map(|n| format!("kind {n}")).collect();
        let named: Vec<String> = signs(&many).iter().map(|sign| sign.label.clone()).collect();
        assert!(many.iter().all(|kind| named.iter().any(|label| label.split(", ").any(|l| l == kind))));
    }
}
