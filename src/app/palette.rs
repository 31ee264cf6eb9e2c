//! The palette: anything found by a few letters of its name and done at once, by keys alone.
//!
//! It must never do anything itself: a row is a command. While it is open no key reaches what lies behind.

use super::command::Command;
use super::icon::{self, Icon};
use super::known_names::KnownNames;
use super::modal::DIM;
use super::palette_rows::{Group, Row, Sources, rows};
use super::shown::Shown;
use super::style;
use crate::plan::Plan;
use crate::scene::{Role, Size, Weight};
use crate::session::{Recent, SavedView};
use egui::text::LayoutJob;
use egui::{Align2, Color32, Context, Frame, Id, Key, Modal, Modifiers, Rect, Sense, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// Width of the palette, its distance from the top, and the heights of its parts, in points.
const WIDTH: f32 = 680.0;
const TOP: f32 = 72.0;
const FIELD: f32 = 56.0;
const ROW: f32 = 28.0;
const HEADING: f32 = 26.0;
const FOOT: f32 = 34.0;

/// The palette.
#[derive(Default)]
pub struct Palette {
    open: bool,
    text: String,
    /// The text that the groups answer; another one is asked anew.
    asked: Option<String>,
    groups: Vec<Group>,
    /// The row that the keyboard is at, over all groups.
    chosen: usize,
    /// The keyboard moved: its row comes into view.
    moved: bool,
    /// What had the keyboard before.
    before: Option<Id>,
    /// The plan that they are of.
    plan: Option<Arc<Plan>>,
}

/// What the keyboard asks for in a frame.
enum Asked {
    Open,
    Filter,
    Close,
}

impl Palette {
    /// Opens it, or closes it again.
    pub fn flip(&mut self, ctx: &Context) {
        if self.open {
            self.close(ctx);
            return;
        }
        self.before = ctx.memory(|memory| memory.focused());
        (self.open, self.asked, self.chosen, self.moved) = (true, None, 0, true);
        self.text.clear();
    }

    /// Whether it is open: keys are its own then.
    pub fn is_open(&self) -> bool {
        self.open
    }

    fn close(&mut self, ctx: &Context) {
        self.open = false;
        // What it found is of a moment that has passed.
        self.groups.clear();
        self.plan = None;
        ctx.request_repaint();
    }

    /// Shows it.
    pub fn ui(
        &mut self,
        ctx: &Context,
        shown: &Shown<'_>,
        names: &mut KnownNames,
        views: &[SavedView],
        recent: &[Recent],
        commands: &mut Vec<Command>,
    ) {
        if !self.open {
            // Only now nothing lies in front any more that would keep the keyboard.
            if let Some(before) = self.before.take() {
                ctx.memory_mut(|memory| memory.request_focus(before));
            }
            return;
        }
        let asked = self.keys(ctx);
        self.look_up(shown, names, views, recent);
        let mut clicked = None;
        let theme = if ctx.theme() == egui::Theme::Dark {
            crate::scene::Theme::Dark
        } else {
            crate::scene::Theme::Light
        };
        let of = |role| style::color(theme, role);
        let id = Id::unique("palette");
        let top = TOP.min(ctx.content_rect().height() * 0.1);
        let frame =
            Frame::new().fill(of(Role::Panel)).stroke(Stroke::new(1.0, of(Role::Line))).corner_radius(6);
        let modal = Modal::new(id)
            .area(Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top)))
            .backdrop_color(Color32::from_black_alpha(DIM))
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(WIDTH.min(ctx.content_rect().width() - 32.0));
                ui.spacing_mut().item_spacing.y = 0.0;
                self.field(ui);
                ui.painter().hline(
                    ui.max_rect().x_range(),
                    ui.cursor().top(),
                    Stroke::new(1.0, of(Role::Line)),
                );
                let room = (ctx.content_rect().height() - top - FIELD - FOOT - 24.0).max(2.0 * ROW);
                egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                    clicked = self.list(ui);
                });
                ui.painter().hline(
                    ui.max_rect().x_range(),
                    ui.cursor().top(),
                    Stroke::new(1.0, of(Role::Line)),
                );
                foot(ui);
            });
        let outside = modal.backdrop_response.clicked();
        if let Some(row) = clicked {
            commands.push(row);
            self.close(ctx);
            return;
        }
        match asked {
            Some(Asked::Close) => self.close(ctx),
            Some(asked) => {
                let row = self.row();
                let command = match asked {
                    Asked::Filter => row.and_then(|row| row.filters.clone()),
                    _ => row.map(|row| row.opens.clone()),
                };
                if let Some(command) = command {
                    commands.push(command);
                    self.close(ctx);
                }
            }
            None if outside => self.close(ctx),
            None => {}
        }
    }

    /// The row that the keyboard is at.
    fn row(&self) -> Option<&Row> {
        self.groups.iter().flat_map(|group| &group.rows).nth(self.chosen)
    }

    /// Takes its keys before anybody else sees them.
    fn keys(&mut self, ctx: &Context) -> Option<Asked> {
        let count: usize = self.groups.iter().map(|group| group.rows.len()).sum();
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let mut by = 0_isize;
        by += isize::from(pressed(Modifiers::NONE, Key::ArrowDown));
        by -= isize::from(pressed(Modifiers::NONE, Key::ArrowUp));
        if by != 0 && count > 0 {
            self.chosen = (self.chosen as isize + by).rem_euclid(count as isize) as usize;
            self.moved = true;
        }
        let back = pressed(Modifiers::SHIFT, Key::Tab);
        if pressed(Modifiers::NONE, Key::Tab) || back {
            self.chosen = self.next_group(back);
            self.moved = true;
        }
        let close = pressed(Modifiers::NONE, Key::Escape) || pressed(Modifiers::COMMAND, Key::K);
        let filter = pressed(Modifiers::COMMAND, Key::Enter);
        let open = pressed(Modifiers::NONE, Key::Enter);
        match (close, filter, open) {
            (true, ..) => Some(Asked::Close),
            (_, true, _) => Some(Asked::Filter),
            (_, _, true) => Some(Asked::Open),
            _ => None,
        }
    }

    /// The first row of the group after that of the keyboard, or before it, round the end.
    fn next_group(&self, back: bool) -> usize {
        let mut starts = Vec::new();
        let mut at = 0;
        for group in self.groups.iter().filter(|group| !group.rows.is_empty()) {
            starts.push(at);
            at += group.rows.len();
        }
        let here = starts.iter().rposition(|start| *start <= self.chosen).unwrap_or(0);
        let count = starts.len().max(1);
        let next = if back { here + count - 1 } else { here + 1 } % count;
        starts.get(next).copied().unwrap_or(0)
    }

    /// Finds what answers the text, where that is another one than before.
    fn look_up(&mut self, shown: &Shown<'_>, names: &mut KnownNames, views: &[SavedView], recent: &[Recent]) {
        let plan = &shown.document.plan;
        let same = self.plan.as_ref().is_some_and(|known| Arc::ptr_eq(known, plan));
        if same && self.asked.as_deref() == Some(&self.text) {
            return;
        }
        self.plan = Some(Arc::clone(plan));
        let prepared = names.of(plan);
        self.groups = rows(&self.text, &Sources { shown, prepared, views, recent });
        (self.chosen, self.moved) = (0, true);
        self.asked = Some(self.text.clone());
    }

    fn field(&mut self, ui: &mut Ui) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FIELD), Sense::hover());
        let theme = style::theme(ui);
        icon::draw(
            ui.painter(),
            pos2(rect.left() + 24.0, rect.center().y),
            Icon::Lens,
            style::color(theme, Role::Muted),
        );
        let place = Rect::from_min_max(pos2(rect.left() + 42.0, rect.top()), rect.max - vec2(96.0, 0.0));
        let field = egui::TextEdit::singleline(&mut self.text)
            .hint_text("Find a record, a value, a command, a saved view or a plan")
            .font(style::font(Size::Title, Weight::Regular))
            .frame(Frame::NONE)
            .align(Align2::LEFT_CENTER)
            .lock_focus(true)
            .desired_width(place.width());
        let response = ui.put(place, field);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find anything"));
        if !response.has_focus() {
            response.request_focus();
        }
        let at = pos2(rect.right() - 16.0, rect.center().y);
        let font = style::font(Size::Note, Weight::Regular);
        ui.painter().text(at, Align2::RIGHT_CENTER, "best first", font, style::color(theme, Role::Muted));
    }

    /// Shows the groups; what was clicked.
    fn list(&mut self, ui: &mut Ui) -> Option<Command> {
        let mut clicked = None;
        let mut number = 0;
        let moved = std::mem::take(&mut self.moved);
        ui.add_space(4.0);
        for group in self.groups.iter().filter(|group| !group.rows.is_empty()) {
            heading(ui, group);
            for row in &group.rows {
                let here = number == self.chosen;
                let response = show(ui, row, here);
                if here && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    let filter = ui.input(|input| input.modifiers.command);
                    clicked = if filter { row.filters.clone() } else { Some(row.opens.clone()) };
                }
                number += 1;
            }
        }
        ui.add_space(8.0);
        clicked
    }
}

fn heading(ui: &mut Ui, group: &Group) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEADING), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, group.name));
    let color = style::color(style::theme(ui), Role::Muted);
    let middle = rect.center().y + 2.0;
    let (bold, plain) = (style::font(Size::Note, Weight::Semibold), style::font(Size::Note, Weight::Regular));
    ui.painter().text(pos2(rect.left() + 18.0, middle), Align2::LEFT_CENTER, group.name, bold, color);
    let count = match group.count {
        count if count > group.rows.len() => format!("{} of {count}", group.rows.len()),
        0 => String::new(),
        count => count.to_string(),
    };
    ui.painter().text(pos2(rect.right() - 18.0, middle), Align2::RIGHT_CENTER, count, plain, color);
}

fn show(ui: &mut Ui, row: &Row, here: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let inner = rect.shrink2(vec2(8.0, 0.0));
    if here {
        ui.painter().rect_filled(inner, 4, of(Role::Chosen));
        let bar = Rect::from_min_size(inner.min, vec2(2.0, inner.height()));
        ui.painter().rect_filled(bar, 0, of(Role::Accent));
    } else if response.hovered() {
        ui.painter().rect_filled(inner, 4, of(Role::App));
    }
    icon::draw(ui.painter(), pos2(rect.left() + 24.0, rect.center().y), row.icon, of(Role::Muted));
    let right = ui.painter().layout_no_wrap(
        row.right.clone(),
        style::font(Size::Note, Weight::Regular),
        of(Role::Muted),
    );
    let right_at = rect.right() - 18.0 - right.size().x;
    ui.painter().galley(pos2(right_at, rect.center().y - right.size().y / 2.0), right, of(Role::Muted));
    let mut job = LayoutJob::default();
    let mut at = 0;
    let mut put = |text: Option<&str>, hit: bool| {
        let (weight, role) =
            if hit { (Weight::Semibold, Role::Accent) } else { (Weight::Regular, Role::Text) };
        let format = egui::TextFormat::simple(style::font(Size::Body, weight), of(role));
        job.append(text.unwrap_or_default(), 0.0, format);
    };
    for part in &row.parts {
        put(row.name.get(at..part.start), false);
        put(row.name.get(part.clone()), true);
        at = part.end;
    }
    put(row.name.get(at..), false);
    job.wrap = egui::text::TextWrapping::truncate_at_width((right_at - rect.left() - 58.0).max(40.0));
    let words = ui.painter().layout_job(job);
    ui.painter().galley(
        pos2(rect.left() + 42.0, rect.center().y - words.size().y / 2.0),
        words,
        of(Role::Text),
    );
    super::facets::name_it(&response, egui::Role::ListBoxOption, here, &row.name);
    response
}

/// What the keys do.
fn foot(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(18.0, 0.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 6.0;
    for (keys, words) in [
        ("Up, Down", "choose"),
        ("Enter", "open"),
        ("Tab", "next group"),
        ("Ctrl+Enter", "filter by it"),
        ("Esc", "close"),
    ] {
        for (text, role) in [(keys, Role::Text), (words, Role::Muted)] {
            let text = style::text(&child, text, Size::Note, Weight::Regular, role);
            child.add(egui::Label::new(text).selectable(false));
        }
        child.add_space(10.0);
    }
}
