//! Saved views in the window: their menu, and the dialog that asks for a name.
//!
//! It must never write by itself: saving is `session`'s, and what is in the way is told.

use super::command::{Action, Command, action_of};
use super::icon::{self, Icon};
use super::plan_menu::heading;
use super::style;
use super::window::Window;
use crate::printable;
use crate::scene::{Role, Size, Weight};
use crate::session::{NotSaved, Place, Preset, SavedView, saved};
use egui::{Context, Id, Key, Modal, Ui, vec2};

/// Views that the menu shows without scrolling, in points.
const HIGH: f32 = 360.0;
/// With more views than this the menu has a field to search them.
const MANY: usize = 12;

/// The menu of saved views, and the dialog.
#[derive(Default)]
pub struct ViewsMenu {
    /// What is typed to find a view.
    search: String,
    asking: Option<Asking>,
    was_open: bool,
}

/// The dialog that asks for a name.
#[derive(Default)]
struct Asking {
    name: String,
    /// There is a view of this name: it is replaced only when asked for.
    exists: Option<String>,
    problem: Option<String>,
    focused: bool,
}

/// What the dialog asks for.
enum Answer {
    Save { replace: bool },
    KeepBoth,
    Close,
}

impl ViewsMenu {
    /// Opens the dialog that asks for a name.
    pub fn ask(&mut self, suggested: String) {
        self.asking = Some(Asking { name: suggested, ..Asking::default() });
    }

    /// Whether the dialog is open: keys are its own then.
    pub fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// Closes the dialog; false where it is not open.
    pub fn close(&mut self) -> bool {
        self.asking.take().is_some()
    }

    /// The button and its menu; true where it was opened just now.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        views: &Result<Vec<SavedView>, String>,
        commands: &mut Vec<Command>,
    ) -> bool {
        let words = style::text(ui, "Saved views", Size::Body, Weight::Regular, Role::Text);
        let button = super::topbar::menu_button(
            ui,
            words,
            "Saved views",
            "Views that were saved, and how the middle is divided",
        );
        let popup = egui::Popup::menu(&button);
        let shown = popup.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            self.menu(ui, views, commands);
        });
        let open = shown.is_some();
        let opened = open && !self.was_open;
        self.was_open = open;
        opened
    }

    fn menu(&mut self, ui: &mut Ui, views: &Result<Vec<SavedView>, String>, commands: &mut Vec<Command>) {
        ui.set_width(300.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let keys = action_of(&Command::AskSave).map(Action::first_keys).unwrap_or_default();
        if super::plan_menu::row(ui, Some(Icon::Plus), "Save this view…", &keys, true) {
            commands.push(Command::AskSave);
            ui.close();
        }
        match views {
            Err(why) => {
                ui.add_space(6.0);
                let words = style::text(ui, why, Size::Note, Weight::Regular, Role::Disagreement);
                ui.add(egui::Label::new(words).wrap());
            }
            Ok(views) if views.is_empty() => {
                ui.add_space(6.0);
                super::dialogs::note(
                    ui,
                    "None yet. A saved view keeps filter, groups, panes and what is in sight, beside the plan, for everyone who opens it.",
                );
            }
            Ok(views) => self.list(ui, views, commands),
        }
        heading(ui, "How the views stand");
        for preset in Preset::ALL {
            let label = preset.label().rsplit(": ").next().unwrap_or_default();
            if super::plan_menu::row(ui, None, &capital(label), "", true) {
                commands.push(Command::Preset(preset));
                ui.close();
            }
        }
    }

    fn list(&mut self, ui: &mut Ui, views: &[SavedView], commands: &mut Vec<Command>) {
        heading(ui, "Saved views");
        if views.len() > MANY {
            let hint = format!("Search {} views", views.len());
            let field =
                egui::TextEdit::singleline(&mut self.search).hint_text(hint.as_str()).desired_width(280.0);
            let field = ui.add(field);
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Search the saved views")
            });
            ui.add_space(4.0);
        } else {
            self.search.clear();
        }
        let wanted = crate::plan::fold(&self.search);
        let found = views.iter().filter(|view| crate::plan::fold(&view.name).contains(&wanted));
        let found: Vec<&SavedView> = found.collect();
        let area = egui::ScrollArea::vertical().max_height(HIGH).auto_shrink([false, true]);
        area.show_rows(ui, 26.0, found.len(), |ui, rows| {
            for view in found.get(rows).into_iter().flatten() {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    let name = printable::word(&view.name);
                    let clicked = ui
                        .allocate_ui(vec2(ui.available_width() - 28.0, 26.0), |ui| {
                            super::plan_menu::row(ui, Some(Icon::Bookmark), &name, "", true)
                        })
                        .inner;
                    if clicked {
                        commands.push(Command::OpenSaved(view.name.clone()));
                        ui.close();
                    }
                    let label = format!("Remove the saved view {name}");
                    if icon::button(ui, Icon::Cross, &label, &label, vec2(26.0, 26.0)).clicked() {
                        commands.push(Command::RemoveSaved(view.name.clone()));
                    }
                });
            }
        });
    }

    /// The dialog; what it asks for is done at once.
    fn dialog(&mut self, ctx: &Context, home: &str) -> Option<(Answer, String)> {
        let asking = self.asking.as_mut()?;
        let mut answer = None;
        let shown = Modal::new(Id::unique("save view")).show(ctx, |ui| {
            ui.set_width(380.0);
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.label(style::text(ui, "Save this view", Size::Title, Weight::Semibold, Role::Text));
            super::dialogs::note(ui, home);
            let field =
                ui.add(egui::TextEdit::singleline(&mut asking.name).desired_width(360.0).hint_text("Name"));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the view"));
            if !std::mem::replace(&mut asking.focused, true) {
                field.request_focus();
            }
            if field.changed() {
                (asking.exists, asking.problem) = (None, None);
            }
            if let Some(name) = &asking.exists {
                super::dialogs::note(ui, &format!("There is a view “{name}” already."));
            }
            if let Some(problem) = &asking.problem {
                let words = style::text(ui, problem, Size::Note, Weight::Regular, Role::Disagreement);
                ui.add(egui::Label::new(words).wrap());
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                if asking.exists.is_some() {
                    // Return keeps both, so that it never destroys.
                    if ui.button("Keep both").clicked() || entered {
                        answer = Some(Answer::KeepBoth);
                    }
                    if ui.button("Replace").clicked() {
                        answer = Some(Answer::Save { replace: true });
                    }
                } else if ui.button("Save").clicked() || entered {
                    answer = Some(Answer::Save { replace: false });
                }
                if ui.button("Cancel").clicked() {
                    answer = Some(Answer::Close);
                }
            });
        });
        if shown.should_close() {
            answer = Some(Answer::Close);
        }
        answer.map(|answer| (answer, asking.name.clone()))
    }
}

impl Window {
    /// Opens the dialog that saves the arrangement; it suggests what the filter says.
    pub(super) fn ask_save(&mut self) {
        let session = &self.tabs.now.session;
        let words = if session.arrangement().query.trim().is_empty() {
            String::new()
        } else {
            session.filter().words(session.plan())
        };
        self.views_menu.ask(saved::name(&words).unwrap_or_default());
    }

    /// Shows the dialog and does what it asks for.
    pub(super) fn save_dialog(&mut self, ctx: &Context) {
        if !self.views_menu.is_asking() {
            return;
        }
        let home = match &self.tabs.now.place {
            Place::File(path) => {
                let file = saved::beside(path);
                let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                format!(
                    "Kept beside the plan, in {}: whoever opens the plan finds it.",
                    printable::word(&name)
                )
            }
            Place::Bundled(_) => {
                "Kept in your own folder, since this plan comes with the program.".to_owned()
            }
        };
        let Some((answer, typed)) = self.views_menu.dialog(ctx, &home) else { return };
        match answer {
            Answer::Close => drop(self.views_menu.close()),
            Answer::Save { replace } => self.save_view(&typed, replace),
            Answer::KeepBoth => {
                self.look_up_views();
                let views = self.tabs.now.views.as_deref().unwrap_or_default();
                let taken = |name: &str| views.iter().any(|view| view.name == name);
                let free = (2..).map(|n| format!("{} ({n})", typed.trim())).find(|name| !taken(name));
                self.save_view(&free.unwrap_or(typed), false);
            }
        }
        ctx.request_repaint();
    }

    fn save_view(&mut self, typed: &str, replace: bool) {
        let outcome = saved::name(typed).map_err(NotSaved::Because).and_then(|name| {
            let session = &self.tabs.now.session;
            let view = SavedView::new(&name, session.arrangement());
            saved::save_first(&self.views_files(), session.plan().about(), &view, replace)
                .map(|file| (name, file))
        });
        self.look_up_views();
        match outcome {
            Ok((name, file)) => {
                self.views_menu.close();
                self.tabs.now.notice = Some(format!("Saved as “{name}” in {}", printable::path(&file)));
            }
            Err(not) => {
                let Some(asking) = &mut self.views_menu.asking else { return };
                (asking.exists, asking.problem) = match not {
                    NotSaved::Exists => (Some(typed.trim().to_owned()), None),
                    NotSaved::Unreadable(why) | NotSaved::Because(why) => (None, Some(why)),
                };
            }
        }
    }

    /// Looks at the plan as a saved view says.
    pub(super) fn open_saved(&mut self, name: &str, time: f64) {
        self.look_up_views();
        let found = match &self.tabs.now.views {
            Ok(views) => saved::find(views, name).and_then(SavedView::arrangement),
            Err(why) => Err(why.clone()),
        };
        match found {
            Ok(arrangement) => {
                self.tabs.now.notice = None;
                self.tabs.now.session.look_as(arrangement, time);
                self.tabs.now.notice = self.tabs.now.session.take_notice();
            }
            Err(why) => self.tabs.now.notice = Some(why),
        }
    }

    /// Removes a saved view from wherever it is kept.
    pub(super) fn remove_saved(&mut self, name: &str) {
        let about = self.tabs.now.session.plan().about();
        let mut removed = false;
        let mut notice = None;
        for file in self.views_files() {
            let has = saved::read(&file).is_ok_and(|views| views.iter().any(|view| view.name == name));
            match has.then(|| saved::remove(&file, about, name)) {
                Some(Ok(())) => removed = true,
                Some(Err(not)) => notice = Some(not.words()),
                None => {}
            }
        }
        let kept = "comes with the plan’s own file: remove it there";
        let gone = if removed { "is removed" } else { kept };
        self.tabs.now.notice = notice.or_else(|| Some(format!("The saved view “{name}” {gone}")));
        self.look_up_views();
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
