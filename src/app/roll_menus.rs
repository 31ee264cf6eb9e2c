//! The choices in the headings of the views that only scroll.
//!
//! It must never arrange anything: the part that shows a view tells what was chosen.

use super::hover;
use super::scroll_part::Scrolled;
use super::shown::Shown;
use crate::plan::Facet;
use crate::views::coverage::{CoverageOptions, CoverageView};
use crate::views::cycle::{CycleOptions, CycleOrder, CycleView};
use crate::views::overview::{OverviewOptions, OverviewView};
use crate::views::ownership::{Moments, OwnershipOptions, OwnershipView};
use crate::views::roll::RollPort;
use crate::views::targets::{TargetOptions, TargetOrder, TargetsView};
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

impl Scrolled for TargetsView {
    fn looked(views: &Arranged) -> &Looked<TargetOptions, RollPort<Self>> {
        &views.targets
    }

    fn menus(ui: &mut Ui, _shown: &Shown<'_>, options: &mut TargetOptions) {
        hover::choice(ui, "order", options.order.label(), |ui| {
            for order in TargetOrder::ALL {
                ui.selectable_value(&mut options.order, order, order.label());
            }
        });
        hover::choice(ui, "show", if options.countable { "countable ones" } else { "all" }, |ui| {
            ui.selectable_value(&mut options.countable, false, "all");
            ui.selectable_value(&mut options.countable, true, "countable ones");
        });
    }
}

impl Scrolled for OwnershipView {
    fn looked(views: &Arranged) -> &Looked<OwnershipOptions, RollPort<Self>> {
        &views.ownership
    }

    fn menus(ui: &mut Ui, _shown: &Shown<'_>, options: &mut OwnershipOptions) {
        hover::choice(ui, "compare", options.moments.label(), |ui| {
            for moments in Moments::ALL {
                ui.selectable_value(&mut options.moments, moments, moments.label());
            }
        });
        let boxes = if options.all { "all" } else { "without joint ventures" };
        hover::choice(ui, "boxes", boxes, |ui| {
            ui.selectable_value(&mut options.all, false, "without joint ventures");
            ui.selectable_value(&mut options.all, true, "all");
        });
    }
}

impl Scrolled for CoverageView {
    fn looked(views: &Arranged) -> &Looked<CoverageOptions, RollPort<Self>> {
        &views.coverage
    }

    fn menus(ui: &mut Ui, shown: &Shown<'_>, options: &mut CoverageOptions) {
        let rows = shown.plan.words().inner(options.rows);
        hover::choice(ui, "rows", &rows, |ui| {
            for facet in Facet::stated(shown.plan) {
                ui.selectable_value(&mut options.rows, facet, shown.plan.words().inner(facet));
            }
        });
    }
}

impl Scrolled for OverviewView {
    fn looked(views: &Arranged) -> &Looked<OverviewOptions, RollPort<Self>> {
        &views.overview
    }

    fn menus(ui: &mut Ui, _shown: &Shown<'_>, options: &mut OverviewOptions) {
        hover::choice(ui, "lines", &options.lines.to_string(), |ui| {
            for lines in [3, 5, 8] {
                ui.selectable_value(&mut options.lines, lines, lines.to_string());
            }
        });
    }
}
