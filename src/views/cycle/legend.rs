//! What the signs of a cycle plan mean. It must never explain what is not drawn.

use super::bar::{AHEAD, LIVED};
use super::{Cycle, glyph, roll};
use crate::explore::life::LifeEvent;
use crate::plan::{Plan, Status};
use crate::scene::{Ink, Paint, Role, Shape, Stroke};
use crate::views::pen::disputed;
use crate::views::{LegendEntry, Look, SWATCH};
use emath::{Pos2, Rect, pos2};

/// The colours of the rows, each with what it means.
pub fn colours(cycle: &Cycle, plan: &Plan) -> Vec<(u32, String)> {
    roll::used(&cycle.palette, plan, cycle.rows.list.iter().map(|row| row.thing))
}

/// Every sign that some row has.
pub fn entries(cycle: &Cycle, look: &Look<'_>) -> Vec<LegendEntry> {
    let plan = look.plan;
    let entry = |swatch: Shape, label: &str| LegendEntry { swatch, label: label.to_owned() };
    let all = Rect::from_min_size(Pos2::ZERO, SWATCH);
    let bar = all.shrink2(emath::vec2(0.0, 1.0));
    let mut entries: Vec<LegendEntry> = colours(cycle, plan)
        .into_iter()
        .map(|(category, name)| entry(Shape::filled(bar, Role::Category(category)), &name))
        .collect();
    let lived = Ink::thin(Role::Muted, LIVED);
    entries.push(entry(Shape::filled(bar, lived), "made or sold so far"));
    let fade = Some(Paint::Fade { ink: lived, left: SWATCH.x, right: 0.0 });
    let rect = Shape::Rect { rect: bar, radius: 0.0, fill: fade, stroke: None };
    entries.push(entry(rect, "begins some time in it"));
    let band = Rect::from_min_max(pos2(0.0, 3.0), pos2(SWATCH.x, 7.0));
    entries.push(entry(Shape::filled(band, Ink::thin(Role::Muted, AHEAD + 30)), "goes on, or is promised"));
    let facts = || cycle.rows.list.iter().flat_map(|row| &row.life.facts);
    let middle = (SWATCH / 2.0).to_pos2();
    for event in LifeEvent::ALL {
        if facts().any(|fact| fact.event == event) {
            entries.push(entry(glyph::shape(event, middle, Role::Muted.into()), event.words()));
        }
    }
    let line = Shape::line(pos2(0.0, 5.0), pos2(SWATCH.x, 5.0), Stroke::new(Role::Muted, 1.2));
    entries.push(entry(line, "some time along the line"));
    if cycle.rows.list.iter().any(|row| row.after.is_some_and(|after| after.is_above)) {
        let points = vec![pos2(3.0, 0.0), pos2(3.0, 6.0), pos2(14.0, 6.0)];
        let line = Shape::Line { points, stroke: Stroke::new(Role::Muted, 1.0) };
        entries.push(entry(line, "replaces, or is derived from, the one above"));
    }
    if cycle.rows.list.iter().any(|row| plan.record(row.thing).status == Some(Status::Cancelled)) {
        let fill = Some(Paint::Hatch(Ink::thin(Role::Muted, 150)));
        entries.push(entry(Shape::Rect { rect: bar, radius: 0.0, fill, stroke: None }, "given up"));
    }
    if facts().any(|fact| plan.is_contradicted(plan.record(fact.by))) {
        entries.push(entry(disputed(pos2(12.0, 2.0)), "sources disagree"));
    }
    entries
}
