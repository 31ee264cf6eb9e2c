//! The bar at the top: the plan's name, the query field with its count, and the main actions.
//!
//! It must never interpret a query: it hands the text on.

use super::command::{self, Command};
use super::compare_bar;
use super::shown::Shown;
use super::style;
use crate::plan::Facet;
use crate::scene::{Role, Size, Weight};
use crate::session;
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

/// Shows the bar.
pub fn ui(ui: &mut Ui, shown: &Shown<'_>, query: &mut Query, commands: &mut Vec<Command>) {
    let width = ui.available_width();
    ui.horizontal_centered(|ui| {
        ui.add_space(14.0);
        let side = (width * 0.28).clamp(230.0, 420.0);
        ui.allocate_ui_with_layout(
            vec2(side, ui.available_height()),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(side);
                title(ui, shown, commands);
            },
        );
        let actions = 268.0;
        field(ui, shown, query, ui.available_width() - actions, commands);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(14.0);
            let dark = ui.visuals().dark_mode;
            for (command, words) in [
                (Command::ShowHelp, "?"),
                (Command::SwitchTheme, if dark { "Light" } else { "Dark" }),
                (Command::AskExport, "Export…"),
                (Command::AskOpen, "Open…"),
            ] {
                action(ui, command, words, commands);
            }
        });
    });
}

fn title(ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
    let about = shown.plan.about();
    let name = style::text(ui, &*about.name, Size::Title, Weight::Semibold, Role::Text);
    let edition = match (&*about.edition, about.as_of) {
        ("", None) => "plans of the program".to_owned(),
        ("", Some(as_of)) => format!("as of {}", as_of.words()),
        (edition, None) => format!("edition {edition}"),
        (edition, Some(as_of)) => format!("edition {edition}, as of {}", as_of.words()),
    };
    let edition = style::text(ui, edition, Size::Note, Weight::Regular, Role::Muted);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(((ui.available_height() - 34.0) / 2.0).max(0.0));
        ui.add(egui::Label::new(name).truncate());
        let menu = egui::Button::new(edition).frame(false);
        egui::containers::menu::MenuButton::from_button(menu).ui(ui, |ui| {
            ui.set_min_width(220.0);
            for (n, plan) in crate::file::BUNDLED.iter().enumerate() {
                if ui.button(plan.title).clicked() {
                    commands.push(Command::OpenBundled(n));
                }
            }
            ui.separator();
            ui.menu_button("Compare with", |ui| compare_bar::editions(ui, shown, commands));
        });
    });
}

/// On the button that writes a query as it was meant.
const MEND: &str = "put right";

fn field(ui: &mut Ui, shown: &Shown<'_>, query: &mut Query, width: f32, commands: &mut Vec<Command>) {
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let wrong = !shown.query_problems.is_empty();
    let stroke = egui::Stroke::new(1.0, of(if wrong { Role::Disagreement } else { Role::Line }));
    let frame =
        egui::Frame::new().fill(of(Role::App)).stroke(stroke).corner_radius(4).inner_margin(vec2(8.0, 3.0));
    ui.allocate_ui_with_layout(vec2(width, 30.0), Layout::left_to_right(Align::Center), |ui| {
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

fn action(ui: &mut Ui, command: Command, words: &str, commands: &mut Vec<Command>) {
    let text = style::text(ui, words, Size::Body, Weight::Regular, Role::Muted);
    let mut response = ui.add(egui::Button::new(text).frame(false));
    if let Some(action) = command::action_of(&command) {
        let keys = action.keys.first().map(|k| format!(" ({})", command::keys_text(k))).unwrap_or_default();
        super::facets::name_it(&response, egui::Role::Button, false, &action.label);
        response = response.on_hover_text(format!("{}{keys}", action.label));
    }
    if response.clicked() {
        commands.push(command);
    }
}
