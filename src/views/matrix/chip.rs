//! One model as a chip: its energy, its name, its first date. It must never cut a name to show a date.

use super::axis::first_date;
use super::layout::GAP;
use super::sign;
use crate::date::Moment;
use crate::plan::{Field, Status, Thing};
use crate::scene::{Layer, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use crate::views::Look;
use emath::{Rect, pos2, vec2};

/// Room at a chip's ends.
const ROOM: f32 = 6.0;
/// A name that keeps this width may share its chip with a date.
const NAME: f32 = 60.0;

/// Draws a model into a rectangle.
pub(super) fn draw(look: &Look<'_>, layer: &mut Layer, rect: Rect, item: usize) {
    let thing = look.plan.items().thing(item);
    let record = look.plan.record(thing);
    let given_up = matches!(record.status, Some(Status::Cancelled | Status::Ended));
    let selected = is_selected(look, thing);
    let stands_for = StandsFor::Thing(thing);
    let (fill, stroke) = match (selected, given_up) {
        (true, _) => (Some(Role::Chosen), Some(Stroke::new(Role::Accent, 1.5))),
        (false, true) => (None, Some(Stroke::dashed(Role::Line, 1.0, 3.0))),
        (false, false) => (Some(Role::App), None),
    };
    let fill = fill.map(|role| Paint::Solid(role.into()));
    layer.add_for(stands_for, Shape::Rect { rect, radius: 4.0, fill, stroke });
    let mut left = rect.left() + ROOM;
    for mut shape in sign::forms(look.plan, item) {
        shape.translate(vec2(left, rect.center().y - sign::SIZE / 2.0));
        layer.add_for(stands_for, shape);
        left += sign::SIZE + 2.0;
    }
    if left > rect.left() + ROOM {
        left += 2.0;
    }
    let m = look.metrics;
    let (size, weight) = (Size::Note, Weight::Regular);
    let base = rect.center().y + size.middle();
    let mut room = rect.right() - ROOM - left;
    if let Some(date) = first_date(look.plan, thing).map(year_words) {
        let needed = m.width(&date, Size::Tick, weight) + GAP * 1.5;
        let fits = ellipsis(m, &record.name, size, weight, room - needed).as_deref() == Some(&record.name);
        if fits || room - needed >= NAME {
            room -= needed;
            let at = pos2(rect.right() - ROOM, rect.center().y + Size::Tick.middle());
            layer.add_for(stands_for, m.text_ending(at, &date, Size::Tick, weight, Role::Muted));
        }
    }
    if let Some(name) = ellipsis(m, &record.name, size, weight, room) {
        let ink = if given_up { Role::Muted } else { Role::Text };
        layer.add_for(stands_for, m.text(pos2(left, base), &name, size, weight, ink));
    }
}

/// Whether the person picked this model, or something that happens to it.
pub(super) fn is_selected(look: &Look<'_>, thing: Thing) -> bool {
    look.selection.is_some_and(|picked| {
        picked == thing || look.plan.record(picked).links(Field::Of).any(|of| of == thing)
    })
}

/// The year of a date, no more certain than the date: "2026", "by 2026", "about 2026".
fn year_words(moment: Moment) -> String {
    let of = |part: crate::date::Part| match part {
        crate::date::Part::Decade(decade) => format!("{decade}0s"),
        part => part.days().0.ymd().0.to_string(),
    };
    match moment {
        Moment::On(part) => of(part),
        Moment::About(part) => format!("about {}", of(part)),
        Moment::By(part) => format!("by {}", of(part)),
        Moment::From(part) => format!("from {}", of(part)),
        Moment::Within(from, to) => format!("{}–{}", of(from), of(to)),
    }
}
