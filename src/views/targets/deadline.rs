//! A target's deadline along time: as exact as it is known, how late it is, what other sources say.
//!
//! It must never draw a date beside its axis.

use super::columns::Columns;
use super::{Row, Targets, words};
use crate::date::{Day, When};
use crate::explore::counting::Due;
use crate::explore::disagreements;
use crate::plan::Field;
use crate::scene::{Role, Shape, Size, StandsFor, Stroke, Weight};
use crate::views::palette::OTHER;
use crate::views::pen::{Pen, Type, disputed};
use crate::views::timeline::{BarRow, draw_bar, draw_with_older};
use emath::{Rect, pos2, vec2};

impl Targets {
    pub(super) fn draw_deadline(&self, pen: &mut Pen<'_, '_>, row: &Row, columns: Columns, middle: f32) {
        let plan = pen.look.plan;
        let record = plan.record(row.thing);
        let (scale, ..) = self.axis(columns);
        pen.stands_for = StandsFor::Thing(row.thing);
        let Some(when) = record.when else {
            pen.text(pos2(scale.left, middle), "no deadline", Type::NOTE, scale.right - scale.left);
            return;
        };
        let own = words::deadline_words(when);
        let mut forms = vec![own.clone()];
        let mut of = Type::NOTE.ink(Role::Text);
        if row.due == Due::Overdue {
            of = of.size(Size::Note);
            of.weight = Weight::Semibold;
            // Where there is no room for all of it, how late it is says more than when it was due.
            if let Some(late) = words::late_words(when, self.now) {
                forms = vec![format!("{own}, {late} ago"), format!("{late} late"), own.clone()];
            }
        }
        let x = |day: Day| scale.x(f64::from(day.0));
        let (first, last) = when.days();
        let (from, mut to) = (x(first), scale.x(f64::from(last.0) + 1.0));
        if from < scale.left - 0.5 || to > scale.right + 0.5 {
            return self.draw_beyond(pen, &own, of, (from, to), (scale.left, scale.right, middle));
        }
        let bar = BarRow { top: middle - 9.0, height: 18.0 };
        if plan.became(row.thing).is_some_and(|became| became.slip().is_some()) {
            let bar = BarRow { top: middle - 12.0, height: 24.0 };
            draw_with_older(pen.layer, plan, row.thing, OTHER, &scale, bar);
        } else {
            draw_bar(pen.layer, (record, when), StandsFor::Thing(row.thing), OTHER, &scale, bar);
        }
        if let Some(now) = self.now_x(&scale).filter(|now| row.due == Due::Overdue && *now > to) {
            pen.hline(to, now, middle, Stroke::new(Role::Text, 2.5));
            to = now;
        }
        let (mut corner, mut from) = (false, from);
        for other in disagreements(plan, row.thing).iter().filter(|other| other.field == Field::Deadline) {
            corner = true;
            let text = record.evidence.get(other.evidence);
            let claim = text.and_then(|evidence| evidence.claims.iter().find(|(f, _)| *f == Field::Deadline));
            let when = claim.and_then(|(_, text)| plan.about().calendar().when(text).ok());
            if let Some(at) = when.map(|when: When| scale.x(f64::from(when.days().1.0) + 1.0))
                && at >= scale.left
                && at <= scale.right
            {
                (from, to) = (from.min(at - 2.0), to.max(at + 2.0));
                let rect = Rect::from_center_size(pos2(at, middle), vec2(4.0, 13.0));
                let stroke = Some(Stroke::new(Role::Disagreement, 1.2));
                pen.add(Shape::Rect { rect, radius: 0.0, fill: None, stroke });
            }
        }
        if corner {
            pen.add(disputed(pos2(scale.x(f64::from(last.0) + 1.0), middle - 8.0)));
        }
        // Words stand on the ground alone: no line runs through them.
        let ground = |pen: &mut Pen<'_, '_>, left: f32, width: f32| {
            if self.now_x(&scale).is_some_and(|now| now >= left - 2.0 && now <= left + width + 2.0) {
                let rect = Rect::from_min_size(pos2(left - 3.0, middle - 8.0), vec2(width + 6.0, 16.0));
                pen.fill(rect, ground_of(pen, row));
            }
        };
        for words in &forms {
            let width = pen.width(words, of);
            if to + 14.0 + width <= columns.axis.1 {
                ground(pen, to + 7.0, width);
                pen.text(pos2(to + 7.0, middle), words, of, width + 1.0);
                return;
            }
            if from - 7.0 - width >= columns.axis.0 {
                ground(pen, from - 7.0 - width, width);
                pen.text_ending(pos2(from - 7.0, middle), words, of, width + 1.0);
                return;
            }
        }
        pen.text(pos2(to + 7.0, middle), &own, of, columns.axis.1 - to - 14.0);
    }

    /// A deadline before or after the axis: its words, and an arrow to where it lies.
    fn draw_beyond(
        &self,
        pen: &mut Pen<'_, '_>,
        words: &str,
        of: Type,
        (from, _): (f32, f32),
        (left, right, middle): (f32, f32, f32),
    ) {
        let is_before = from < left;
        let (start, tip) = if is_before { (left + 18.0, left) } else { (right - 18.0, right) };
        let stroke = Stroke::new(Role::Muted, 1.5);
        pen.hline(start.min(tip), start.max(tip), middle, stroke);
        let back = if is_before { 4.0 } else { -4.0 };
        let points = vec![pos2(tip + back, middle - 3.5), pos2(tip, middle), pos2(tip + back, middle + 3.5)];
        pen.add(Shape::Line { points, stroke });
        if is_before {
            pen.text(pos2(start + 6.0, middle), words, of, right - start - 6.0);
        } else {
            pen.text_ending(pos2(start - 6.0, middle), words, of, start - left - 6.0);
        }
    }
}

/// What a row's words stand on.
fn ground_of(pen: &Pen<'_, '_>, row: &Row) -> Role {
    if pen.look.selection == Some(row.thing) { Role::Chosen } else { Role::Panel }
}
