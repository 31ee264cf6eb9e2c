//! The choices in the headings of the views that only scroll.
//!
//! It must never arrange anything: the part that shows a view tells what was chosen.

use super::hover;
use super::scroll_part::Scrolled;
use super::shown::Shown;
use crate::plan::Facet;
use crate::views::cycle::{CycleOptions, CycleOrder, CycleView};
use crate::views::roll::RollPort;
use crate::views::{Arranged, Looked};
use egui::Ui;

impl Scrolled for CycleView {
    fn looked(views: &Arranged) -> &Looked<CycleOptions, RollPort<Self>> {
        &views.cycle
    }

    fn menus(ui: &mut Ui, shown: &Shown<'_>, options: &mut CycleOptions) {
        let named = |f: Option<Facet>| f.map_or("nothing".to_owned(), |f| shown.plan.words().inner(f));
        hover::choice(ui, "group", &named(options.group), |ui| {
            for facet in CycleOptions::groups(shown.plan).map(Some).chain([None]) {
                ui.selectable_value(&mut options.group, facet, named(facet));
            }
        });
        hover::choice(ui, "colour", &shown.plan.words().inner(options.color), |ui| {
            for facet in CycleOptions::groups(shown.plan).filter(|facet| facet.traits().colourable) {
                ui.selectable_value(&mut options.color, facet, shown.plan.words().inner(facet));
            }
        });
        hover::choice(ui, "order", options.order.label(), |ui| {
            for order in CycleOrder::ALL {
                ui.selectable_value(&mut options.order, order, order.label());
            }
        });
        hover::choice(ui, "years", if options.fiscal { "fiscal" } else { "calendar" }, |ui| {
            ui.selectable_value(&mut options.fiscal, false, "calendar");
            ui.selectable_value(&mut options.fiscal, true, "fiscal");
        });
    }
}
