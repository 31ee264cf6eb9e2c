//! What opens in front of the window: opening and exporting files, problems, shortcuts.
//!
//! It must never fail in silence: what went wrong is said where the person looks.

use super::command::{self, Command};
use super::export_dialog::{Asked, ExportDialog};
use super::import_dialog::{self, ImportDialog};
use super::shown::Shown;
use super::{modal, problems, style};
use crate::file;
use crate::scene::{Role, Size, Weight};
use crate::session::{self, Compared, Document, PictureChoices, Place};
use crate::views::ViewKind;
use egui::{Align2, Context, Ui, vec2};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// The dialogs and whether they are open.
#[derive(Default)]
pub struct Dialogs {
    open: Option<OpenDialog>,
    export: Option<ExportDialog>,
    import: Option<ImportDialog>,
    problems: bool,
    help: bool,
    /// The report of a fault that ended the last window.
    fault: Option<PathBuf>,
    chosen: Option<Choosing>,
    /// The dialog of the last picture: its words are there again.
    last: Option<ExportDialog>,
    /// No dialog of the system could be had.
    unaided: bool,
}

/// A file that is being chosen in a dialog of the system.
struct Choosing {
    purpose: Purpose,
    since: Instant,
    /// No other window took the keyboard meanwhile.
    alone: bool,
    path: Receiver<Option<PathBuf>>,
}

/// A dialog of the system that is gone again within this was never there.
const BRIEF: Duration = Duration::from_millis(300);

/// What is said where the system has no dialog for files.
const UNAIDED: &str = "This system offers no dialog for files: type the path here.";

/// What a chosen path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Open,
    Compare,
    Export,
    Import,
}

#[derive(Default)]
struct OpenDialog {
    /// The file is to be compared with, rather than opened.
    compares: bool,
    path: String,
    /// The path field has had the cursor.
    focused: bool,
    /// The file that is being opened from here.
    asked: Option<PathBuf>,
    /// That file holds no plan.
    failed: bool,
}

/// What the dialog that asks for an older edition is called.
const COMPARE: &str = "Compare with an older edition";

/// Compares with a file, or with a plan of the program by its name.
fn compare_with(path: PathBuf) -> Command {
    let compared = match file::bundled_by_name(&path) {
        Some(_) => Compared::Bundled(path.display().to_string()),
        None => Compared::File(path),
    };
    session::Command::Compare(Some(compared)).into()
}

/// Under the bar at the top, in points.
const BAR: f32 = 56.0;

impl Dialogs {
    /// Opens the dialog that asks for a file.
    pub fn ask_open(&mut self, ctx: &Context) {
        self.open = Some(OpenDialog::default());
        self.browse(Purpose::Open, ctx);
    }

    /// Opens the dialog that asks for a file to compare with.
    pub fn ask_compare(&mut self, ctx: &Context) {
        self.open = Some(OpenDialog { compares: true, ..OpenDialog::default() });
        self.browse(Purpose::Compare, ctx);
    }

    /// Opens the dialog that asks where to export to.
    pub fn ask_export(&mut self, view: ViewKind, place: Place, kept: PictureChoices) {
        let earlier = self.export.take().or_else(|| self.last.take());
        self.export = Some(ExportDialog::new(view, place, kept).after(earlier));
    }

    /// How pictures are made, where that was chosen since the window opened.
    pub fn pictures(&self) -> Option<&PictureChoices> {
        self.export.as_ref().or(self.last.as_ref()).map(ExportDialog::kept)
    }

    /// Opens the dialog that makes a plan of a sheet.
    pub fn ask_import(&mut self, path: &Path, ctx: &Context) {
        self.open = None;
        self.import = Some(ImportDialog::new(path, ctx));
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
            || self.import.is_some()
            || self.problems
            || self.help
            || self.fault.is_some();
        let last = self.export.take().map(ExportDialog::closed).or_else(|| self.last.take());
        *self = Self { last, ..Self::default() };
        open
    }

    /// Whether one is open that keeps the keyboard for itself.
    pub fn keep_keys(&self) -> bool {
        self.open.is_some()
            || self.export.is_some()
            || self.import.is_some()
            || self.help
            || self.shows_problems()
    }

    /// Whether the list of problems is a dialog: beneath a notice it is none.
    fn shows_problems(&self) -> bool {
        self.problems && self.fault.is_none()
    }

    /// Shows what is open.
    pub fn ui(&mut self, ctx: &Context, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        self.take_chosen(ctx, commands);
        self.import_ui(ctx, commands);
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
                Purpose::Compare => dialog.add_filter("Plan", &["ron"]).set_title(COMPARE).pick_file(),
                Purpose::Open => {
                    let dialog =
                        dialog.add_filter("Plan or sheet", &["ron", "xlsx", "xlsm", "ods", "csv", "tsv"]);
                    dialog.set_title("Open a plan").pick_file()
                }
                Purpose::Import => {
                    let dialog = dialog.add_filter("Sheet", &["xlsx", "xlsm", "ods", "csv", "tsv"]);
                    dialog.set_title("Import a sheet").pick_file()
                }
                Purpose::Export => {
                    let dialog = dialog.set_title("Export a picture").set_file_name("picture.svg");
                    dialog.add_filter("Picture", &["svg", "png", "pdf"]).save_file()
                }
            };
            // Nobody listens any more where the dialog was closed meanwhile.
            let _ = sender.send(path);
            ctx.request_repaint();
        });
        self.unaided = false;
        self.chosen = Some(Choosing { purpose, since: Instant::now(), alone: true, path: receiver });
    }

    fn take_chosen(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let Some(choosing) = &mut self.chosen else { return };
        choosing.alone &= ctx.input(|input| input.focused);
        let Ok(path) = choosing.path.try_recv() else { return };
        let (purpose, unaided) = (choosing.purpose, was_unaided(choosing.since.elapsed(), choosing.alone));
        self.chosen = None;
        let Some(path) = path else {
            self.unaided = unaided;
            if let Some(export) = self.export.as_mut().filter(|_| unaided && purpose == Purpose::Export) {
                export.tell(UNAIDED);
            }
            return;
        };
        match (purpose, &mut self.export) {
            (Purpose::Open, _) => {
                if let Some(dialog) = &mut self.open {
                    dialog.path = path.display().to_string();
                    (dialog.asked, dialog.failed) = (Some(path.clone()), false);
                }
                commands.push(Command::Open(path));
            }
            (Purpose::Compare, _) => {
                self.open = None;
                commands.push(compare_with(path));
            }
            (Purpose::Import, _) => {
                if let Some(import) = &mut self.import {
                    import.look_at(&path, ctx);
                }
            }
            (Purpose::Export, Some(export)) => export.write_to(&path),
            (Purpose::Export, None) => {}
        }
    }

    fn open_ui(&mut self, ctx: &Context, document: &Document, commands: &mut Vec<Command>) {
        let Some(dialog) = &mut self.open else { return };
        let (mut open, mut browse, mut close) = (false, false, false);
        let compares = dialog.compares;
        let title = if dialog.compares { COMPARE } else { "Open a plan" };
        let verb = if dialog.compares { "Compare" } else { "Open" };
        frame(ctx, title, |ui| {
            note(
                ui,
                match dialog.compares {
                    true => {
                        "The path of an older edition of the plan (.ron). A file dropped with Ctrl is compared with too."
                    }
                    false => {
                        "The path of a plan (.ron) or a sheet (.xlsx, .ods, .csv, .tsv). A file dropped on the window opens too."
                    }
                },
            );
            open = path_field(ui, &mut dialog.path, "Plan file", &mut dialog.focused, &mut browse);
            if self.unaided {
                note(ui, UNAIDED);
            }
            ui.horizontal(|ui| {
                open |= ui.button(verb).clicked();
                close = ui.button("Close").clicked();
            });
            if dialog.failed {
                problems::list(ui, document, 240.0);
            }
        });
        if browse {
            self.browse(if compares { Purpose::Compare } else { Purpose::Open }, ctx);
        } else if open && compares && !dialog.path.trim().is_empty() {
            commands.push(compare_with(PathBuf::from(dialog.path.trim())));
            self.open = None;
        } else if open && !dialog.path.trim().is_empty() {
            let path = PathBuf::from(dialog.path.trim());
            (dialog.asked, dialog.failed) = (Some(path.clone()), false);
            commands.push(Command::Open(path));
        } else if close {
            self.open = None;
        }
    }

    fn import_ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let Some(dialog) = &mut self.import else { return };
        match dialog.ui(ctx, commands) {
            Some(import_dialog::Asked::Browse) => self.browse(Purpose::Import, ctx),
            Some(import_dialog::Asked::Close) => self.import = None,
            None => {}
        }
    }

    fn export_ui(&mut self, ctx: &Context, shown: &Shown<'_>) {
        let Some(dialog) = &mut self.export else { return };
        match dialog.ui(ctx, shown) {
            Some(Asked::Browse) => self.browse(Purpose::Export, ctx),
            Some(Asked::Close) => self.last = self.export.take().map(ExportDialog::closed),
            None => {}
        }
    }

    fn problems_ui(&mut self, ctx: &Context, document: &Document, notice: Option<f32>) {
        if !self.problems {
            return;
        }
        let mut close = false;
        let title = format!("Problems in {}", document.name());
        let mut height = 420.0_f32.min(ctx.content_rect().height() - 180.0).max(60.0);
        if let Some(end) = notice {
            height = height.min(ctx.content_rect().bottom() - end - 140.0).max(60.0);
        }
        let contents = |ui: &mut Ui| {
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
        };
        match notice {
            Some(end) => {
                let window = dialog(&title).anchor(Align2::CENTER_TOP, vec2(0.0, end + 8.0));
                show(window, ctx, contents);
            }
            None => frame(ctx, &title, contents),
        }
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

/// Whether a dialog of the system that brought nothing was never seen: nobody closes one so soon, and one that is there
/// takes the keyboard.
fn was_unaided(after: Duration, alone: bool) -> bool {
    after < BRIEF || alone
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

/// A field for a path that takes the cursor when it first appears; true when Enter was pressed in it.
pub(super) fn path_field(
    ui: &mut Ui,
    path: &mut String,
    name: &str,
    focused: &mut bool,
    browse: &mut bool,
) -> bool {
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

/// A dialog that keeps the keyboard, with a line for its title.
pub(super) fn frame(ctx: &Context, title: &str, contents: impl FnOnce(&mut Ui)) {
    modal::as_needed(ctx, title, WIDE, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.label(style::text(ui, title, Size::Title, Weight::Semibold, Role::Text));
        contents(ui);
    });
}

/// How wide a dialog is, where there is room, in points.
const WIDE: f32 = 560.0;

fn dialog(title: &str) -> egui::Window<'static> {
    egui::Window::new(title.to_owned())
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .collapsible(false)
        .resizable(false)
        .default_width(520.0)
}

/// Shows a notice that keeps nothing for itself; where it lies.
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
