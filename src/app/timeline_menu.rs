//! The choices in the heading of the timeline: groups, colours, order, years.
//!
//! It must never arrange anything: a choice is a command.

use super::command::Command;
use super::hover;
use super::shown::Shown;
use crate::plan::Facet;
use crate::session;
use crate::views::ViewOptions;
use crate::views::timeline::GroupOrder;
use egui::Ui;

/// Shows the choices.
pub fn heading(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let now = &shown.arrangement.views.timeline.options;
    let mut choices = now.clone();
    let named = |f: Option<Facet>| f.map_or("nothing".to_owned(), |f| shown.plan.words().inner(f));
    let mut group = choices.group;
    hover::choice(ui, "group", &named(group), |ui| {
        for facet in Facet::stated(shown.plan).map(Some).chain([None]) {
            ui.selectable_value(&mut group, facet, named(facet));
        }
    });
    choices = choices.grouped(group);
    // By what changed each item stands once.
    if let Some(facet) = choices.group.filter(|facet| *facet != Facet::Change) {
        let many = format!("several {}", shown.plan.words().counted(facet, 2));
        hover::choice(ui, &many, if choices.in_each { "in each group" } else { "once" }, |ui| {
            ui.selectable_value(&mut choices.in_each, false, "once, in a group of their own");
            ui.selectable_value(&mut choices.in_each, true, "in each of their groups");
        });
    }
    hover::choice(ui, "colour", &shown.plan.words().inner(choices.color), |ui| {
        for facet in Facet::stated(shown.plan).filter(|facet| facet.traits().colourable) {
            ui.selectable_value(&mut choices.color, facet, shown.plan.words().inner(facet));
        }
    });
    let order = GroupOrder::ALL.iter().find(|o| o.0 == choices.order).map_or("plan", |o| o.1);
    hover::choice(ui, "order", order, |ui| {
        for (order, name) in GroupOrder::ALL {
            ui.selectable_value(&mut choices.order, order, name);
        }
    });
    hover::choice(ui, "years", if choices.fiscal { "fiscal" } else { "calendar" }, |ui| {
        ui.selectable_value(&mut choices.fiscal, false, "calendar");
        ui.selectable_value(&mut choices.fiscal, true, "fiscal");
    });
    if choices != *now {
        commands.push(session::Command::Arrange(ViewOptions::from(choices)).into());
    }
}
