//! What stands in a pane where nothing matches: each condition with what taking it away brings, then what else helps.
//!
//! It must never change the filter by itself: each row is a command.

use super::command::{self, Command};
use super::shown::Shown;
use super::style;
use crate::explore::{WayOut, Wider, ways_out, wider};
use crate::scene::{Role, Size, Weight};
use crate::session;
use egui::{CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

/// A pane must be so large for this to be read in it, in points.
const LEAST: egui::Vec2 = vec2(280.0, 150.0);
/// The list is no wider than this.
const WIDE: f32 = 560.0;
/// Height of a condition, and of one that has nothing to tell beneath.
const ROW: (f32, f32) = (58.0, 40.0);

/// The ways out of a filter, found once for each.
#[derive(Default)]
pub struct WaysOut {
    of: Option<(u64, Vec<WayOut>, Option<Wider>)>,
}

impl WaysOut {
    /// Shows them over a pane's view where nothing matches and the pane is large enough.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, pane: Rect, commands: &mut Vec<Command>) {
        // What is left out but drawn pale is a view of its own.
        let pale = shown.lit.is_some();
        if pale || shown.answer.total() > 0 || shown.filter.is_empty() || shown.plan.items().is_empty() {
            self.of = None;
            return;
        }
        if pane.width() < LEAST.x || pane.height() < LEAST.y {
            return;
        }
        let kept = self.of.take().filter(|(version, ..)| *version == shown.version);
        let (version, ways, wide) = kept.unwrap_or_else(|| {
            let (filter, plan, index) = (shown.filter, shown.plan, shown.index);
            (shown.version, ways_out(filter, plan, index), wider(filter, plan, index))
        });
        let id = ui.scope_id().with("ways out");
        let mut over = ui.new_child(
            UiBuilder::new().scope_id(id).max_rect(pane).layout(egui::Layout::top_down(egui::Align::Min)),
        );
        over.set_clip_rect(pane.intersect(ui.clip_rect()));
        over.painter().rect_filled(pane, 0, style::color(style::theme(ui), Role::Panel));
        // What lies behind takes no clicks.
        over.interact(pane, id.with("behind"), Sense::click_and_drag());
        egui::ScrollArea::vertical().auto_shrink(false).show(&mut over, |ui| {
            let high = 120.0 + ways.iter().map(high).sum::<f32>();
            ui.add_space(((pane.height() - high) / 3.0).clamp(12.0, 90.0));
            let left = ((pane.width() - WIDE) / 2.0).max(20.0);
            let room = Rect::from_min_size(
                pos2(pane.left() + left, ui.cursor().top()),
                vec2(pane.width() - 2.0 * left, 0.0),
            );
            let builder = UiBuilder::new().max_rect(room).layout(egui::Layout::top_down(egui::Align::Min));
            ui.scope_builder(builder, |ui| list(ui, shown, &ways, wide.as_ref(), commands));
            ui.add_space(16.0);
        });
        self.of = Some((version, ways, wide));
    }
}

fn list(ui: &mut Ui, shown: &Shown<'_>, ways: &[WayOut], wide: Option<&Wider>, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let title = match ways.len() {
        0 | 1 => "Nothing matches".to_owned(),
        2 => "Nothing matches both conditions".to_owned(),
        n => format!("Nothing matches all {} conditions", number(n)),
    };
    ui.label(style::text(ui, title, Size::Head, Weight::Semibold, Role::Text));
    ui.add_space(6.0);
    let lead = match (ways.len(), ways.iter().all(|way| way.alone > 0)) {
        (0 | 1, _) => "Take the condition away:",
        (_, true) => "Each alone has items. Take one away:",
        (_, false) => "Take one away:",
    };
    ui.label(style::text(ui, lead, Size::Body, Weight::Regular, Role::Muted));
    ui.add_space(8.0);
    for way in ways {
        if condition(ui, way) {
            commands.push(session::Command::SetQuery(way.query.clone()).into());
        }
    }
    if let Some(wide) = wide {
        ui.add_space(10.0);
        ui.label(style::text(ui, "Or ask for more", Size::Body, Weight::Regular, Role::Muted));
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
        let of = |role| style::color(style::theme(ui), role);
        let font = style::font(Size::Body, Weight::Regular);
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            &wide.condition,
            font,
            of(Role::Accent),
        );
        count(ui, rect, wide.count, Role::Text);
        ring(ui, &response, rect);
        let name = format!("Ask for {}", wide.condition);
        super::facets::name_it(&response, egui::Role::Button, false, &name);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            commands.push(session::Command::SetQuery(wide.query.clone()).into());
        }
    }
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
        let undo = Command::Do(session::Command::Undo);
        let keys = command::action_of(&undo).map(command::Action::first_keys).unwrap_or_default();
        let words = format!("Undo the last change  {keys}");
        if ui.add(egui::Button::new(words).min_size(vec2(0.0, 30.0))).clicked() {
            commands.push(undo);
        }
        let all = shown.plan.items().len();
        let clear = egui::Button::new(format!("Clear the filter, {all} items"));
        if ui.add(clear.frame(false).min_size(vec2(0.0, 30.0))).clicked() {
            commands.push(session::Command::ClearFilter.into());
        }
    });
}

/// One condition; whether it is to be taken away.
fn condition(ui: &mut Ui, way: &WayOut) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), high(way)), Sense::click());
    let of = |role| style::color(style::theme(ui), role);
    let helps = way.count > 0;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, of(Role::Line)));
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 2.0)), 4, of(Role::App));
    }
    let (ink, ground) = if helps { (Role::Accent, Role::Chosen) } else { (Role::Muted, Role::App) };
    let font = style::font(Size::Body, Weight::Regular);
    let mut words = egui::text::LayoutJob::simple_singleline(way.condition.clone(), font, of(ink));
    words.wrap = egui::text::TextWrapping::truncate_at_width((rect.width() - 140.0).max(60.0));
    let words = ui.painter().layout_job(words);
    let middle = rect.top() + 21.0;
    let chip = Rect::from_min_size(pos2(rect.left(), middle - 11.0), vec2(words.size().x + 34.0, 22.0));
    ui.painter().rect_filled(chip, 3, of(ground));
    let at = pos2(chip.left() + 8.0, middle - words.size().y / 2.0);
    ui.painter().galley(at, words, of(ink));
    super::icon::draw(ui.painter(), pos2(chip.right() - 13.0, middle), super::icon::Icon::Cross, of(ink));
    if helps {
        count(ui, rect.with_max_y(rect.top() + 42.0), way.count, Role::Text);
    } else {
        let font = style::font(Size::Body, Weight::Regular);
        let at = pos2(rect.right(), middle);
        ui.painter().text(at, egui::Align2::RIGHT_CENTER, "still nothing", font, of(Role::Muted));
    }
    let note = beneath(way);
    if !note.is_empty() {
        let font = style::font(Size::Note, Weight::Regular);
        let mut job = egui::text::LayoutJob::simple_singleline(note, font, of(Role::Muted));
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(rect.left(), rect.top() + 36.0), galley, of(Role::Muted));
    }
    ring(ui, &response, rect);
    let then = if helps { items(way.count) } else { "still nothing".to_owned() };
    let name = format!("Take away {}: {then}", way.condition);
    super::facets::name_it(&response, egui::Role::Button, false, &name);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn high(way: &WayOut) -> f32 {
    if beneath(way).is_empty() { ROW.1 } else { ROW.0 }
}

fn beneath(way: &WayOut) -> String {
    if way.count == 0 { format!("{} alone", items(way.alone)) } else { way.brings.clone() }
}

fn count(ui: &Ui, rect: Rect, count: usize, role: Role) {
    let color = style::color(style::theme(ui), role);
    let font = style::font(Size::Body, Weight::Semibold);
    ui.painter().text(rect.right_center(), egui::Align2::RIGHT_CENTER, items(count), font, color);
}

fn ring(ui: &Ui, response: &egui::Response, rect: Rect) {
    if response.has_focus() {
        let line = Stroke::new(2.0, style::color(style::theme(ui), Role::Accent));
        ui.painter().rect_stroke(rect, 4, line, StrokeKind::Inside);
    }
}

fn items(count: usize) -> String {
    super::import_parts::several(count, "item", "items")
}

/// Small numbers as words.
fn number(n: usize) -> String {
    let words = ["three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    n.checked_sub(3).and_then(|n| words.get(n)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
