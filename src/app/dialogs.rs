//! What opens in front of the window: opening and exporting files, problems, shortcuts.
//!
//! It must never fail in silence: what went wrong is said where the person looks.

use super::command::{self, Command};
use super::shown::Shown;
use super::{problems, style};
use crate::export;
use crate::scene::{Role, Size, Theme, Weight};
use crate::session::Document;
use crate::views::focus;
use crate::views::{ViewKind, picture, words};
use egui::{Align2, Context, Ui, vec2};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

/// The dialogs and whether they are open.
#[derive(Default)]
pub struct Dialogs {
    open: Option<OpenDialog>,
    export: Option<ExportDialog>,
    problems: bool,
    help: bool,
    /// The report of a fault that ended the last window.
    fault: Option<PathBuf>,
    chosen: Option<(Purpose, Receiver<Option<PathBuf>>)>,
}

/// What a chosen path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Open,
    Export,
}

#[derive(Default)]
struct OpenDialog {
    path: String,
    /// The path field has had the cursor.
    focused: bool,
    /// The file that is being opened from here.
    asked: Option<PathBuf>,
    /// That file holds no plan.
    failed: bool,
}

struct ExportDialog {
    view: ViewKind,
    path: String,
    size: &'static str,
    theme: Theme,
    /// As high as everything needs, rather than the page's height.
    whole: bool,
    as_in_view: bool,
    /// At the window's focus date.
    at_focus: bool,
    plain: bool,
    /// The path field has had the cursor.
    focused: bool,
    outcome: Option<Result<String, String>>,
}

/// Under the bar at the top, in points.
const BAR: f32 = 56.0;

/// Page sizes that the dialog offers, as the command line names them.
const SIZES: [&str; 6] = ["1920x1080", "1280x720", "slide", "square", "a4", "a3"];

impl Dialogs {
    /// Opens the dialog that asks for a file.
    pub fn ask_open(&mut self, ctx: &Context) {
        self.open = Some(OpenDialog::default());
        self.browse(Purpose::Open, ctx);
    }

    /// Opens the dialog that asks where to export to.
    pub fn ask_export(&mut self, view: ViewKind) {
        let folder = std::env::current_dir().unwrap_or_default();
        let path = folder.join(format!("{}.svg", view.name().to_lowercase())).display().to_string();
        let size = SIZES[0];
        self.export = Some(ExportDialog {
            view,
            path,
            size,
            theme: Theme::Light,
            whole: true,
            as_in_view: false,
            at_focus: false,
            plain: false,
            focused: false,
            outcome: None,
        });
    }

    /// A file holds no plan: says so in the dialog that asked for it, or else in the list of problems.
    pub fn tell_failure(&mut self, path: &Path) {
        match self.open.as_mut().filter(|dialog| dialog.asked.as_deref() == Some(path)) {
            Some(dialog) => (dialog.asked, dialog.failed) = (None, true),
            None => self.problems = true,
        }
    }

    /// A plan was opened: the dialog that asked for it has done its work.
    pub fn opened(&mut self) {
        self.open = self.open.take().filter(|dialog| dialog.asked.is_none() && !dialog.failed);
    }

    /// Shows the list of problems.
    pub fn show_problems(&mut self) {
        self.problems = true;
    }

    /// Shows or hides the list of problems.
    pub fn toggle_problems(&mut self) {
        self.problems = !self.problems;
    }

    /// Says that a fault ended the last window, and where its report is.
    pub fn tell_fault(&mut self, report: PathBuf) {
        self.fault = Some(report);
    }

    /// Shows or hides the list of shortcuts.
    pub fn toggle_help(&mut self) {
        self.help = !self.help;
    }

    /// Closes what is in front; false where nothing is open.
    pub fn close(&mut self) -> bool {
        let open = self.open.is_some()
            || self.export.is_some()
            || self.problems
            || self.help
            || self.fault.is_some();
        *self = Self::default();
        open
    }

    /// Shows what is open.
    pub fn ui(&mut self, ctx: &Context, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        self.take_chosen(commands);
        self.open_ui(ctx, shown.document, commands);
        self.export_ui(ctx, shown);
        let notice = self.fault_ui(ctx);
        self.problems_ui(ctx, shown.document, notice);
        self.help_ui(ctx);
    }

    /// The notice of a fault, and where it ends: what else is told stands under it.
    fn fault_ui(&mut self, ctx: &Context) -> Option<f32> {
        let report = self.fault.as_ref()?;
        let mut close = false;
        let notice = dialog("Roadscope stopped last time").anchor(Align2::CENTER_TOP, vec2(0.0, BAR));
        let rect = show(notice.order(egui::Order::Foreground), ctx, |ui| {
            note(
                ui,
                "A fault of the program ended the last window. You are back where you were; no file was harmed.",
            );
            note(ui, &format!("The report is {}: send it to the makers.", report.display()));
            close = ui.button("Close").clicked();
        });
        if close {
            self.fault = None;
        }
        rect.map(|rect| rect.bottom())
    }

    /// Asks the system's file dialog beside the window; where there is none the path field still works.
    fn browse(&mut self, purpose: Purpose, ctx: &Context) {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let dialog = rfd::FileDialog::new();
            let path = match purpose {
                Purpose::Open => dialog.add_filter("Plan", &["ron"]).set_title("Open a plan").pick_file(),
                Purpose::Export => {
                    let dialog = dialog.set_title("Export a picture").set_file_name("picture.svg");
                    dialog.add_filter("Picture", &["svg", "png", "pdf"]).save_file()
                }
            };
            // Nobody listens any more where the dialog was closed meanwhile.
            let _ = sender.send(path);
            ctx.request_repaint();
        });
        self.chosen = Some((purpose, receiver));
    }

    fn take_chosen(&mut self, commands: &mut Vec<Command>) {
        let Some((purpose, receiver)) = &self.chosen else { return };
        let Ok(path) = receiver.try_recv() else { return };
        let purpose = *purpose;
        self.chosen = None;
        let Some(path) = path else { return };
        match (purpose, &mut self.export) {
            (Purpose::Open, _) => {
                if let Some(dialog) = &mut self.open {
                    dialog.path = path.display().to_string();
                    (dialog.asked, dialog.failed) = (Some(path.clone()), false);
                }
                commands.push(Command::Open(path));
            }
            (Purpose::Export, Some(export)) => export.path = path.display().to_string(),
            (Purpose::Export, None) => {}
        }
    }

    fn open_ui(&mut self, ctx: &Context, document: &Document, commands: &mut Vec<Command>) {
        let Some(dialog) = &mut self.open else { return };
        let (mut open, mut browse, mut close) = (false, false, false);
        frame(ctx, "Open a plan", |ui| {
            note(ui, "The path of a plan file (.ron). A file dropped on the window opens too.");
            open = path_field(ui, &mut dialog.path, "Plan file", &mut dialog.focused, &mut browse);
            ui.horizontal(|ui| {
                open |= ui.button("Open").clicked();
                close = ui.button("Close").clicked();
            });
            if dialog.failed {
                problems::list(ui, document, 240.0);
            }
        });
        if browse {
            self.browse(Purpose::Open, ctx);
        } else if open && !dialog.path.trim().is_empty() {
            let path = PathBuf::from(dialog.path.trim());
            (dialog.asked, dialog.failed) = (Some(path.clone()), false);
            commands.push(Command::Open(path));
        } else if close {
            self.open = None;
        }
    }

    fn export_ui(&mut self, ctx: &Context, shown: &Shown<'_>) {
        let Some(dialog) = &mut self.export else { return };
        let (mut write, mut browse, mut close) = (false, false, false);
        frame(ctx, "Export a picture", |ui| {
            ui.horizontal(|ui| {
                for view in ViewKind::ALL.iter().copied() {
                    if ui.selectable_label(dialog.view == view, view.name()).clicked() {
                        rename(&mut dialog.path, dialog.view, view);
                        dialog.view = view;
                    }
                }
            });
            write = path_field(ui, &mut dialog.path, "Picture file", &mut dialog.focused, &mut browse);
            note(ui, "The ending chooses the kind: .svg, .png or .pdf.");
            ui.horizontal(|ui| {
                let label = ui.label(style::text(ui, "Size", Size::Body, Weight::Regular, Role::Muted));
                let sizes = egui::ComboBox::from_id_salt("size").selected_text(dialog.size);
                let sizes = sizes.show_ui(ui, |ui| {
                    for size in SIZES {
                        ui.selectable_value(&mut dialog.size, size, size);
                    }
                });
                sizes.response.labelled_by(label.id);
                ui.selectable_value(&mut dialog.theme, Theme::Light, "light");
                ui.selectable_value(&mut dialog.theme, Theme::Dark, "dark");
            });
            ui.checkbox(&mut dialog.whole, "as high as everything needs");
            if dialog.view.can_show_part() {
                ui.checkbox(&mut dialog.as_in_view, "only the part in view");
            }
            if let Some(day) = shown.focus {
                ui.checkbox(&mut dialog.at_focus, format!("at the focus date, {}", focus::words(day)));
            }
            ui.checkbox(&mut dialog.plain, "without title, legend and sources");
            ui.horizontal(|ui| {
                write |= ui.button("Export").clicked();
                close = ui.button("Close").clicked();
            });
            match &dialog.outcome {
                Some(Ok(words)) => note(ui, words),
                Some(Err(words)) => {
                    let words =
                        style::text(ui, words.as_str(), Size::Body, Weight::Regular, Role::Disagreement);
                    ui.label(words);
                }
                None => {}
            }
        });
        if write {
            dialog.outcome = Some(dialog.write(shown));
        }
        if browse {
            self.browse(Purpose::Export, ctx);
        } else if close {
            self.export = None;
        }
    }

    fn problems_ui(&mut self, ctx: &Context, document: &Document, notice: Option<f32>) {
        if !self.problems {
            return;
        }
        let mut close = false;
        let mut window = dialog(&format!("Problems in {}", document.name()));
        let mut height = 420.0_f32;
        if let Some(end) = notice {
            window = window.anchor(Align2::CENTER_TOP, vec2(0.0, end + 8.0));
            height = height.min(ctx.content_rect().bottom() - end - 140.0).max(60.0);
        }
        show(window, ctx, |ui| {
            if document.is_gone() {
                note(ui, "The file is no longer there. What you see is what it last held.");
                note(ui, "Put it back, and it is read again.");
            } else if document.problems().is_empty() {
                note(ui, "None: every record could be read and every reference leads somewhere.");
            } else if document.is_stale() {
                note(ui, "The file could not be read as a plan. What you see is the last good one.");
            } else {
                note(ui, "The plan is shown without what is wrong.");
            }
            problems::list(ui, document, height);
            close = ui.button("Close").clicked();
        });
        self.problems &= !close;
    }

    fn help_ui(&mut self, ctx: &Context) {
        if !self.help {
            return;
        }
        let mut close = false;
        frame(ctx, "Shortcuts", |ui| {
            let room = ctx.content_rect().height() - 160.0;
            egui::ScrollArea::vertical().max_height(room).show(ui, shortcuts);
            close = ui.button("Close").clicked();
        });
        self.help &= !close;
    }
}

/// What can be done by key and mouse, in two columns.
fn shortcuts(ui: &mut Ui) {
    let keyed = command::actions().iter().map(|action| (action.label.as_str(), action.keys_text()));
    let all: Vec<_> = keyed.chain(MOVES.iter().map(|(label, keys)| (*label, (*keys).to_owned()))).collect();
    let half = all.len().div_ceil(2);
    egui::Grid::new("shortcuts").num_columns(4).spacing(vec2(20.0, 5.0)).show(ui, |ui| {
        for (n, left) in all.iter().enumerate().take(half) {
            for (label, keys) in [Some(left), all.get(half + n)].into_iter().flatten() {
                ui.label(style::text(ui, *label, Size::Body, Weight::Regular, Role::Text));
                ui.label(style::text(ui, keys.as_str(), Size::Body, Weight::Regular, Role::Muted));
            }
            ui.end_row();
        }
    });
}

/// What the mouse does, for the list of shortcuts.
const MOVES: [(&str, &str); 6] = [
    ("Move the timeline or the map", "drag"),
    ("Scroll the rows; zoom the map", "wheel"),
    ("Zoom the timeline at the pointer", "Ctrl+wheel"),
    ("Move the timeline in time", "Shift+wheel"),
    ("Zoom the timeline to a box", "drag with the right button"),
    ("Fill the view with a mark or region", "double click"),
];

impl ExportDialog {
    fn write(&self, shown: &Shown<'_>) -> Result<String, String> {
        let path = PathBuf::from(self.path.trim());
        let format = export::Format::of(&path).map_err(|e| e.to_string())?;
        let size: export::PageSize = self.size.parse().map_err(|e: export::Error| e.to_string())?;
        let seen = &shown.arrangement.views;
        let views = if self.as_in_view { seen.clone() } else { seen.whole() };
        let further = format == export::Format::Pdf;
        let order = picture::Order { view: self.view, views, plain: self.plain, further };
        let focus = shown.focus.filter(|_| self.at_focus);
        // No selection goes into a picture, and no flow of one.
        let look = crate::views::Look { selection: None, today: None, focus, ..shown.look() };
        let height = (!self.whole).then_some(size.points.y);
        let drawn = picture::draw(&look, &order, size.points.x, height);
        let naming = |what| words::of(shown.plan, what);
        let title = &shown.plan.about().name;
        let picture = export::Picture::new(&drawn.scene, self.theme).as_wide_as(size.points.x);
        let picture = export::Picture { title, naming: Some(&naming), further: &drawn.further, ..picture };
        let bytes = format.write(&picture, size.scale).map_err(|e| e.to_string())?;
        export::write(&path, &bytes).map_err(|e| e.to_string())?;
        let written = format!("Written to {} ({})", path.display(), drawn.count);
        Ok(match drawn.left.is_nothing() {
            true => written,
            false => format!("{written}; the page had no room for {}: make it larger", drawn.left),
        })
    }
}

/// A file named after one view is renamed with it; any other name stays.
fn rename(path: &mut String, from: ViewKind, to: ViewKind) {
    let old = PathBuf::from(&*path);
    if old.file_stem().is_some_and(|s| s.to_string_lossy() == from.name().to_lowercase()) {
        let ending = old.extension().map_or_else(|| "svg".to_owned(), |e| e.to_string_lossy().into_owned());
        *path = old.with_file_name(format!("{}.{ending}", to.name().to_lowercase())).display().to_string();
    }
}

/// A field for a path that takes the cursor when it first appears; true when Enter was pressed in it.
fn path_field(ui: &mut Ui, path: &mut String, name: &str, focused: &mut bool, browse: &mut bool) -> bool {
    ui.horizontal(|ui| {
        let field = ui.add(egui::TextEdit::singleline(path).desired_width(380.0).hint_text(name));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
        if !std::mem::replace(focused, true) {
            field.request_focus();
        }
        *browse = ui.button("Browse…").clicked();
        field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter))
    })
    .inner
}

fn frame(ctx: &Context, title: &str, contents: impl FnOnce(&mut Ui)) {
    show(dialog(title), ctx, contents);
}

fn dialog(title: &str) -> egui::Window<'static> {
    egui::Window::new(title.to_owned())
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .collapsible(false)
        .resizable(false)
        .default_width(520.0)
}

/// Shows a dialog; where it lies.
fn show(dialog: egui::Window<'_>, ctx: &Context, contents: impl FnOnce(&mut Ui)) -> Option<egui::Rect> {
    let shown = dialog.show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        contents(ui);
    });
    shown.map(|shown| shown.response.rect)
}

/// Words beside the matter, small.
pub fn note(ui: &mut Ui, words: &str) {
    let words = style::text(ui, words, Size::Note, Weight::Regular, Role::Muted);
    ui.add(egui::Label::new(words).wrap());
}
