//! What lies under the timeline's rows: the chart on the same axis, and the strip that shows where one is.
//!
//! It must never count: that is `views::timeline`.

use super::shown::Shown;
use super::{plot_item, style};
use crate::date::Day;
use crate::scene::{Role, Size, Weight};
use crate::views::timeline::{self, Bucket, Chart, GUTTER, Unit};
use egui::{Rect, Sense, Ui, pos2, vec2};
use egui_plot::{Bar, BarChart, PlotBounds};

/// Height of the chart under the rows in points.
pub const CHART: f32 = 56.0;
/// Height of the strip that shows where one is.
pub const OVERVIEW: f32 = 14.0;
/// Rows keep so much height before what lies under them gives way.
const ROWS: f32 = 80.0;

/// The heights of chart and legend in a frame of a height, where the legend would have one: in a low pane the legend
/// gives way first, which its word opens too, then the chart.
pub fn heights(frame: f32, legend: f32) -> (f32, f32) {
    let room = frame - timeline::HEADER - OVERVIEW - ROWS;
    match room {
        room if room >= CHART + legend => (CHART, legend),
        room if room >= CHART => (CHART, 0.0),
        _ => (0.0, 0.0),
    }
}

/// Items that begin in each stretch of time, stacked by colour, on the timeline's own axis.
/// `name` is what a category's colour means.
pub fn chart(
    ui: &mut Ui,
    (unit, chart): (Unit, &Chart),
    (from, to): (f64, f64),
    frame: Rect,
    name: impl Fn(u32) -> String,
) {
    let theme = style::theme(ui);
    let plot = Rect::from_min_max(frame.min + vec2(GUTTER, 0.0), frame.max);
    let words = match unit {
        Unit::Year | Unit::Decade => "Starts a year",
        Unit::Half => "Starts a half",
        Unit::Quarter => "Starts a quarter",
        _ => "Starts a month",
    };
    let painter = ui.painter();
    let line = egui::Stroke::new(1.0, style::color(theme, Role::Line));
    painter.hline(frame.x_range(), frame.top() + 0.5, line);
    let font = style::font(Size::Note, Weight::Regular);
    let muted = style::color(theme, Role::Muted);
    let at = frame.min + vec2(26.0, 10.0);
    painter.text(at, egui::Align2::LEFT_TOP, words, font.clone(), muted);
    let most = format!("most: {}", chart.most);
    painter.text(at + vec2(0.0, 15.0), egui::Align2::LEFT_TOP, most, font, muted);
    let mut bars = Vec::new();
    for bucket in &chart.buckets {
        let (a, b) = (f64::from(bucket.from.0), f64::from(bucket.to.0));
        let mut base = 0.0;
        for (category, count) in &bucket.counts {
            let height = f64::from(*count);
            let fill = style::color(theme, Role::Category(*category));
            let bar = Bar::new(f64::midpoint(a, b), height)
                .width((b - a) * 0.86)
                .base_offset(base)
                .fill(fill)
                .stroke(egui::Stroke::NONE);
            bars.push(bar);
            base += height;
        }
    }
    let top = f64::from(chart.most.max(1)) * 1.15;
    let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(plot).id_salt("chart"));
    let response = plot_item::bare("chart", plot.size()).allow_boxed_zoom(false).show(&mut plot_ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([from, 0.0], [to, top]));
        plot.bar_chart(BarChart::new("starts", bars).allow_hover(false));
    });
    let Some(at) = response.response.hover_pos() else { return };
    let day = response.transform.value_from_position(at).x;
    let is_here = |bucket: &&Bucket| (f64::from(bucket.from.0)..f64::from(bucket.to.0)).contains(&day);
    let Some(bucket) = chart.buckets.iter().find(is_here) else { return };
    response.response.on_hover_ui_at_pointer(|ui| {
        let count: u32 = bucket.counts.iter().map(|c| c.1).sum();
        ui.label(style::text(ui, format!("{count} begin"), Size::Title, Weight::Semibold, Role::Text));
        let days = format!("{} to {}", bucket.from, Day(bucket.to.0 - 1));
        ui.label(style::text(ui, days, Size::Note, Weight::Regular, Role::Muted));
        for (category, count) in bucket.counts.iter().rev() {
            let words = format!("{}: {count}", name(*category));
            ui.label(style::text(ui, words, Size::Body, Weight::Regular, Role::Text));
        }
    });
}

/// The whole plan as a strip, with the part in view as a box; the days that it was dragged to, if it was.
pub fn overview(ui: &mut Ui, shown: &Shown<'_>, (from, to): (f64, f64), frame: Rect) -> Option<(f64, f64)> {
    let theme = style::theme(ui);
    let (first, last) = timeline::limits(shown.plan);
    let x = |day: f64| frame.left() + ((day - first) / (last - first)) as f32 * frame.width();
    let painter = ui.painter_at(frame);
    let middle = frame.center().y;
    painter.hline(frame.x_range(), middle, egui::Stroke::new(2.0, style::color(theme, Role::Grid)));
    let handle = Rect::from_min_max(pos2(x(from), frame.top() + 2.0), pos2(x(to), frame.bottom() - 2.0));
    let response = ui.interact(frame, ui.scope_id().with("overview"), Sense::click_and_drag());
    let role = if response.hovered() || response.dragged() { Role::Accent } else { Role::Line };
    painter.rect_filled(
        Rect::from_center_size(handle.center(), vec2(handle.width().max(6.0), 4.0)),
        2,
        style::color(theme, role),
    );
    let per_point = (last - first) / f64::from(frame.width().max(1.0));
    let mut moved = None;
    if response.dragged() {
        let days = f64::from(response.drag_delta().x) * per_point;
        moved = Some((from + days, to + days));
    } else if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let day = first + f64::from(at.x - frame.left()) * per_point;
        moved = Some((day - (to - from) / 2.0, day + (to - from) / 2.0));
    }
    response.on_hover_text("Where you are in the whole plan: drag to move");
    moved
}
