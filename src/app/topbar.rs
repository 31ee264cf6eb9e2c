//! The bar at the top: the plan's name, the query field with its count, and the main actions.
//!
//! It must never interpret a query: it hands the text on.

use super::command::{self, Command};
use super::icon::{self, Icon};
use super::shown::Shown;
use super::style;
use super::views_menu::ViewsMenu;
use crate::plan::Facet;
use crate::scene::{Role, Size, Weight};
use crate::session::{self, SavedView};
use egui::{Align, Layout, Ui, vec2};

/// What is typed.
#[derive(Default)]
pub struct Query {
    /// The text as typed; that of the arrangement once it was applied.
    pub text: String,
    /// The text of the arrangement that it was last.
    said: String,
    /// The field is to take the cursor.
    pub focus: bool,
}

impl Query {
    /// Takes over the text of the arrangement, where that is another one than before: what is typed stays.
    pub fn follow(&mut self, says: &str) {
        if self.said != says {
            says.clone_into(&mut self.said);
            says.clone_into(&mut self.text);
        }
    }
}

/// Height of the bar in points.
pub const HEIGHT: f32 = 44.0;
/// The field's height in points, and that of other controls.
const FIELD: f32 = 32.0;
const CONTROL: f32 = 28.0;
/// Narrower windows show the signs of actions alone, in points.
const WORDS: f32 = 1100.0;

/// What the bar works with besides the plan.
pub struct Bar<'a> {
    /// What is typed.
    pub query: &'a mut Query,
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
        let mut left = ui.available_rect_before_wrap();
        let actions = ui.scope_builder(
            egui::UiBuilder::new().max_rect(left).layout(Layout::right_to_left(Align::Center)),
            |ui| {
                ui.add_space(10.0);
                sign_alone_of(ui, Command::ShowHelp, None, commands);
                let dark = ui.visuals().dark_mode;
                let theme = if dark { Icon::Sun } else { Icon::Moon };
                sign_alone(ui, Command::SwitchTheme, theme, commands);
                action(ui, Command::FindAnything, Icon::Lens, "Find", wide, commands);
                action(ui, Command::AskExport, Icon::Export, "Export", wide, commands);
                ui.min_rect().left()
            },
        );
        left.set_right((actions.inner - 10.0).max(left.left() + 120.0));
        let mut place =
            ui.new_child(egui::UiBuilder::new().max_rect(left).layout(Layout::left_to_right(Align::Center)));
        field(&mut place, shown, bar.query, left.width(), commands);
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

/// On the button that writes a query as it was meant.
const MEND: &str = "put right";

fn field(ui: &mut Ui, shown: &Shown<'_>, query: &mut Query, width: f32, commands: &mut Vec<Command>) {
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let wrong = !shown.query_problems.is_empty();
    let stroke = egui::Stroke::new(1.0, of(if wrong { Role::Disagreement } else { Role::Line }));
    let frame =
        egui::Frame::new().fill(of(Role::App)).stroke(stroke).corner_radius(4).inner_margin(vec2(8.0, 4.0));
    ui.allocate_ui_with_layout(vec2(width, FIELD), Layout::left_to_right(Align::Center), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(width - 18.0);
            let total = shown.plan.items().len();
            let count = format!("{} of {total}", shown.answer.total());
            let count_width = shown.metrics.width(&count, Size::Note, Weight::Regular) + 12.0;
            let clear = if query.text.is_empty() { 0.0 } else { 26.0 };
            let fix = shown.query_problems.iter().find_map(|problem| problem.fix.clone());
            let mend = if fix.is_some() {
                shown.metrics.width(MEND, Size::Note, Weight::Regular) + 12.0
            } else {
                0.0
            };
            let edit = egui::TextEdit::singleline(&mut query.text)
                .hint_text(example(shown))
                .font(style::font(Size::Body, Weight::Regular))
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .min_size(vec2(0.0, 22.0))
                .desired_width(ui.available_width() - count_width - clear - mend - 8.0);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter"));
            if std::mem::take(&mut query.focus) {
                response.request_focus();
            }
            if response.changed() {
                commands.push(session::Command::SetQuery(query.text.clone()).into());
            }
            if wrong {
                let words: Vec<String> =
                    shown.query_problems.iter().map(|p| format!("{}. {}", p.message, p.hint)).collect();
                response.show_tooltip_text(words.join("\n"));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !query.text.is_empty() {
                    let cross = style::text(ui, "×", Size::Title, Weight::Regular, Role::Muted);
                    let button = ui.add(egui::Button::new(cross).frame(false));
                    super::facets::name_it(&button, egui::Role::Button, false, "Clear the filter");
                    if button.on_hover_text("Clear the filter (Ctrl+Backspace)").clicked() {
                        commands.push(session::Command::ClearFilter.into());
                    }
                }
                if let Some(fix) = fix {
                    let words = style::text(ui, MEND, Size::Note, Weight::Regular, Role::Accent);
                    let button = ui.add(egui::Button::new(words).frame(false));
                    let name = format!("Put the filter right: {fix}");
                    super::facets::name_it(&button, egui::Role::Button, false, &name);
                    if button.on_hover_text(&name).clicked() {
                        query.text.clone_from(&fix);
                        commands.push(session::Command::SetQuery(fix).into());
                    }
                }
                ui.label(style::text(ui, count, Size::Note, Weight::Regular, Role::Muted))
                    .on_hover_text("matching items of all in the plan");
            });
        });
    });
}

/// What may be typed, with values of this plan.
fn example(shown: &Shown<'_>) -> String {
    let items = shown.plan.items();
    let first = |facet: Facet| {
        let key = &items.column(facet).values().get(1)?.key;
        Some(format!("{}:{key}", facet.word()))
    };
    let known = [Facet::Brand, Facet::Region, Facet::Kind].into_iter().filter_map(first).take(2);
    let parts: Vec<String> = known.chain(["when:2026..2028".to_owned()]).collect();
    format!("Filter: type a word, or {}", parts.join(" "))
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
