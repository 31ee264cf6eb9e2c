//! The bar at the top: the plan's name, the query field with its count, and the main actions.
//!
//! It must never interpret a query: it hands the text on.

use super::command::{self, Command};
use super::icon::{self, Icon};
use super::known_names::KnownNames;
use super::query_field::{Query, field};
use super::shown::Shown;
use super::style;
use super::views_menu::ViewsMenu;
use crate::scene::{Role, Size, Weight};
use crate::session::{self, SavedView};
use egui::{Align, Layout, Ui, vec2};

/// Height of the bar in points.
pub const HEIGHT: f32 = 44.0;
/// The height of its controls in points.
const CONTROL: f32 = 28.0;
/// About how wide the actions are with their words, in points.
const WIDE: f32 = 240.0;
/// Narrower windows show the signs of actions alone, in points.
const WORDS: f32 = 1100.0;

/// What the bar works with besides the plan.
pub struct Bar<'a> {
    /// What is typed.
    pub query: &'a mut Query,
    /// The names of the plan.
    pub names: &'a mut KnownNames,
    /// The menu of saved views.
    pub menu: &'a mut ViewsMenu,
    /// The saved views, and why they cannot be read.
    pub views: &'a Result<Vec<SavedView>, String>,
    /// Whether there is a state to go back to, and one to go forward to.
    pub ways: (bool, bool),
}

/// Shows the bar; true where the menu of saved views was opened just now.
pub fn ui(ui: &mut Ui, shown: &Shown<'_>, bar: Bar<'_>, commands: &mut Vec<Command>) -> bool {
    let wide = ui.available_width() >= WORDS;
    let mut opened = false;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_space(10.0);
        for (command, sign, can) in [
            (session::Command::Back, Icon::Left, bar.ways.0),
            (session::Command::Forward, Icon::Right, bar.ways.1),
        ] {
            ui.add_enabled_ui(can, |ui| sign_alone(ui, command.into(), sign, commands));
        }
        opened = bar.menu.ui(ui, bar.views, commands);
        ui.add_space(4.0);
        // In the order in which they are read and reached by Tab: the field takes the room that the actions, which
        // stand behind it, took in the last frame.
        let all = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("actions");
        let long = ui.data(|data| data.get_temp(id)).unwrap_or(if wide { WIDE } else { 0.0 });
        let row = || egui::UiBuilder::new().layout(Layout::left_to_right(Align::Center));
        let left = all.with_max_x((all.right() - long - 20.0).max(all.left() + 120.0));
        let mut place = ui.new_child(row().id_salt("field").max_rect(left));
        field(&mut place, shown, bar.query, bar.names, left.width(), commands);
        let mut actions =
            ui.new_child(row().id_salt("actions").max_rect(all.with_min_x(left.right() + 10.0)));
        action(&mut actions, Command::AskExport, Icon::Export, "Export", wide, commands);
        action(&mut actions, Command::FindAnything, Icon::Lens, "Find", wide, commands);
        let theme = if actions.visuals().dark_mode { Icon::Sun } else { Icon::Moon };
        sign_alone(&mut actions, Command::SwitchTheme, theme, commands);
        sign_alone_of(&mut actions, Command::ShowHelp, None, commands);
        let took = actions.min_rect().width();
        if (took - long).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, took));
            ui.ctx().request_repaint();
        }
    });
    opened
}

/// A button with a line around it and a chevron, which opens a menu.
pub fn menu_button(ui: &mut Ui, words: egui::RichText, name: &str, tip: &str) -> egui::Response {
    let button = egui::Button::new(words).min_size(vec2(0.0, CONTROL)).right_text("    ");
    let response = ui.add(button);
    let color = style::color(style::theme(ui), Role::Muted);
    let at = egui::pos2(response.rect.right() - 14.0, response.rect.center().y);
    icon::draw(ui.painter(), at, Icon::Chevron, color);
    super::facets::name_it(&response, egui::Role::Button, false, name);
    response.on_hover_text(tip).on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A button of an action: its sign, its word where there is room, and the keys of the one that finds anything.
fn action(ui: &mut Ui, command: Command, sign: Icon, words: &str, wide: bool, commands: &mut Vec<Command>) {
    let Some(action) = command::action_of(&command) else { return };
    let keys =
        if command == Command::FindAnything { format!("  {}", action.first_keys()) } else { String::new() };
    let (theme, mut job) = (style::theme(ui), egui::text::LayoutJob::default());
    let mut put = |words: &str, size: Size, role: Role| {
        let format = egui::TextFormat {
            font_id: style::font(size, Weight::Regular),
            color: style::color(theme, role),
            valign: Align::Center,
            ..egui::TextFormat::default()
        };
        job.append(words, 0.0, format);
    };
    // Room for the sign.
    put(if wide { "      " } else { "   " }, Size::Body, Role::Text);
    if wide {
        put(words, Size::Body, Role::Text);
        put(&keys, Size::Note, Role::Muted);
    }
    let response = ui.add(egui::Button::new(job).min_size(vec2(34.0, CONTROL)));
    let left = if wide { response.rect.left() + 17.0 } else { response.rect.center().x };
    let color = style::color(theme, Role::Text);
    icon::draw(ui.painter(), egui::pos2(left.round(), response.rect.center().y), sign, color);
    told(response, action, command, commands);
}

/// A button of a sign and nothing else.
fn sign_alone(ui: &mut Ui, command: Command, sign: Icon, commands: &mut Vec<Command>) {
    sign_alone_of(ui, command, Some(sign), commands);
}

/// The same; without a sign it is a question mark.
fn sign_alone_of(ui: &mut Ui, command: Command, sign: Option<Icon>, commands: &mut Vec<Command>) {
    let Some(action) = command::action_of(&command) else { return };
    let words = if sign.is_some() { "" } else { "?" };
    let response =
        ui.add(egui::Button::new(words).min_size(vec2(CONTROL, CONTROL)).frame(sign.is_none_or(is_framed)));
    if let Some(sign) = sign {
        let theme = style::theme(ui);
        let color = style::color(theme, if ui.is_enabled() { Role::Text } else { Role::Line });
        icon::draw(ui.painter(), response.rect.center().round(), sign, color);
    }
    told(response, action, command, commands);
}

/// Whether a sign has a line around it: those of the way back and forward have none.
fn is_framed(sign: Icon) -> bool {
    !matches!(sign, Icon::Left | Icon::Right)
}

fn told(response: egui::Response, action: &command::Action, command: Command, commands: &mut Vec<Command>) {
    super::facets::name_it(&response, egui::Role::Button, false, &action.label);
    let response = response.on_hover_text(command::tip_of(&command));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(command);
    }
}
