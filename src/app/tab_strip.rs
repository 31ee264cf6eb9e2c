//! The strip of tabs at the top: an open plan a tab, the name of the one in front a menu.
//!
//! It must never read a plan: what is clicked is a command.

use super::command::{Command, tip_of};
use super::icon::{self, Icon};
use super::plan_menu::{self, Around};
use super::style;
use super::tabs::{Tab, Tabs};
use crate::scene::{Metrics, Role, Size, Weight, ellipsis};
use crate::session::Place;
use egui::{Align, Layout, Popup, Rect, Sense, Stroke, Ui, pos2, vec2};

/// Height of the strip in points.
pub const HEIGHT: f32 = 32.0;
/// Widths of a tab in points.
const NARROWEST: f32 = 120.0;
const WIDEST: f32 = 440.0;
/// Between the parts of a tab.
const GAP: f32 = 6.0;
/// The room of a sign that can be clicked.
const SIGN: f32 = 20.0;

/// Shows the strip; `moved` says that another tab came to the front.
pub fn ui(
    ui: &mut Ui,
    tabs: &Tabs,
    around: &Around<'_>,
    metrics: &Metrics,
    moved: bool,
    commands: &mut Vec<Command>,
) {
    let theme = style::theme(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0, style::color(theme, Role::App));
    let line = Stroke::new(1.0, style::color(theme, Role::Line));
    ui.painter().hline(all.x_range(), all.bottom() - 0.5, line);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(8.0);
        let news = newer_words(around, ui.available_width() < 900.0);
        let wide =
            news.as_ref().map_or(0.0, |words| metrics.width(words, Size::Note, Weight::Semibold) + 44.0);
        let room = (ui.available_width() - wide - 48.0).max(NARROWEST);
        strip(ui, tabs, around, metrics, room, moved, commands);
        if icon::button(ui, Icon::Plus, "Open a plan", &tip_of(&Command::AskOpen), vec2(28.0, 28.0)).clicked()
        {
            commands.push(Command::AskOpen);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            if let (Some(words), Some(newer)) = (news, around.newer) {
                let words = style::text(ui, words, Size::Note, Weight::Semibold, Role::Accent);
                let tip = format!("Open {}, {}", newer.edition.name, newer.edition.words());
                let button = ui.add(egui::Button::new(words).frame(false));
                super::facets::name_it(&button, egui::Role::Button, false, "Open the newer edition");
                let button = button.on_hover_text(tip).on_hover_cursor(egui::CursorIcon::PointingHand);
                if button.clicked() {
                    commands.push(Command::OpenHere(newer.place.clone()));
                }
            }
        });
    });
}

fn newer_words(around: &Around<'_>, narrow: bool) -> Option<String> {
    let newer = around.newer?;
    let date =
        if newer.edition.as_of.is_empty() { newer.edition.words() } else { newer.edition.as_of.clone() };
    Some(if narrow { format!("Newer: {date}") } else { format!("A newer edition exists: {date}. Open it") })
}

fn strip(
    ui: &mut Ui,
    tabs: &Tabs,
    around: &Around<'_>,
    metrics: &Metrics,
    room: f32,
    moved: bool,
    commands: &mut Vec<Command>,
) {
    let count = tabs.list().len();
    let natural: Vec<f32> = tabs.list().iter().map(|tab| natural(tab, metrics)).collect();
    let share = (room / count as f32).max(NARROWEST);
    let fits = natural.iter().sum::<f32>() <= room;
    let width = |n: usize| if fits { natural[n] } else { natural[n].min(share) };
    let whole: f32 = (0..count).map(width).sum();
    let area = egui::ScrollArea::horizontal().id_salt("tabs").max_width(room).auto_shrink([true, false]);
    area.scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden).show(ui, |ui| {
        ui.set_width(whole);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (n, tab) in tabs.list().iter().enumerate() {
                let in_front = n == tabs.front();
                let rect = one(ui, tab, n, in_front, width(n), count > 1, around, metrics, commands);
                if in_front && moved {
                    ui.scroll_to_rect(rect, None);
                }
            }
        });
    });
}

/// How wide a tab would like to be.
fn natural(tab: &Tab, metrics: &Metrics) -> f32 {
    let name = metrics.width(&tab.name(), Size::Body, Weight::Semibold);
    let edition = metrics.width(&tab.title.words(), Size::Note, Weight::Regular);
    (name + edition + 2.0 * SIGN + 4.0 * GAP + 12.0).clamp(NARROWEST, WIDEST)
}

#[allow(clippy::too_many_arguments, reason = "a tab is drawn at one place, from what the strip knows")]
fn one(
    ui: &mut Ui,
    tab: &Tab,
    number: usize,
    in_front: bool,
    width: f32,
    closes: bool,
    around: &Around<'_>,
    metrics: &Metrics,
    commands: &mut Vec<Command>,
) -> Rect {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT - 4.0), Sense::click());
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    if in_front || response.hovered() {
        let ground = if in_front { of(Role::Panel) } else { of(Role::Grid) };
        let corners = egui::CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
        ui.painter().rect_filled(rect.with_max_y(rect.bottom() + 4.0), corners, ground);
    }
    let cross = if closes { SIGN + GAP } else { GAP };
    let mut left = rect.left() + 12.0;
    let end = rect.right() - cross;
    let chevron = if in_front { SIGN } else { 0.0 };
    let role = if in_front { Role::Text } else { Role::Muted };
    let weight = if in_front { Weight::Semibold } else { Weight::Regular };
    let middle = rect.center().y + 2.0;
    let mut put = |words: &str, size: Size, weight: Weight, role: Role, room: f32| -> f32 {
        let Some(words) = ellipsis(metrics, words, size, weight, room) else { return 0.0 };
        let wide = metrics.width(&words, size, weight);
        let at = pos2(left, middle);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, words.as_str(), style::font(size, weight), of(role));
        left += wide + GAP;
        wide
    };
    let name_room = end - rect.left() - 12.0 - chevron;
    put(&tab.name(), Size::Body, weight, role, name_room.max(0.0));
    let name_end = left;
    if in_front {
        left += chevron;
        icon::draw(ui.painter(), pos2(name_end + 4.0, middle), Icon::Chevron, of(Role::Muted));
    }
    let room = end - left;
    if room > 40.0 {
        let words = tab.title.words();
        if let Some(words) = ellipsis(metrics, &words, Size::Note, Weight::Regular, room) {
            let font = style::font(Size::Note, Weight::Regular);
            ui.painter().text(
                pos2(left, middle),
                egui::Align2::LEFT_CENTER,
                words.as_str(),
                font,
                of(Role::Muted),
            );
        }
    }
    let whole = [tab.name(), tab.title.words()].into_iter().filter(|words| !words.is_empty());
    let whole = whole.collect::<Vec<_>>().join(", ");
    let label = if in_front { format!("Plan: {whole}") } else { whole.clone() };
    super::facets::name_it(&response, egui::Role::Tab, in_front, &label);
    let tip = match &tab.place {
        Place::File(path) => format!("{whole}\n{}", crate::printable::path(path)),
        Place::Bundled(_) => format!("{whole}\ncomes with the program"),
    };
    if in_front {
        Popup::menu(&response)
            .id(egui::Id::unique("plan menu"))
            .show(|ui| plan_menu::ui(ui, around, commands));
        response.clone().on_hover_text(format!("{tip}\nClick for editions and recent plans"));
    } else {
        response.clone().on_hover_text(tip);
        if response.clicked() {
            commands.push(Command::GoToTab(number));
        }
    }
    if response.middle_clicked() {
        commands.push(Command::CloseTab(Some(number)));
    }
    if closes {
        let place = Rect::from_center_size(pos2(rect.right() - GAP - SIGN / 2.0, middle), vec2(SIGN, SIGN));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).id_salt(("close", number)));
        let label = format!("Close {whole}");
        if icon::button(&mut child, Icon::Cross, &label, &tip_of(&Command::CloseTab(None)), place.size())
            .clicked()
        {
            commands.push(Command::CloseTab(Some(number)));
        }
    }
    rect
}
