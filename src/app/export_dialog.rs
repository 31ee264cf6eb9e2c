//! The dialog that makes a picture of a view: what it shows, its page, its file.
//!
//! It must never draw a picture itself: that is `publish`, as on the command line, and beside the window.

use super::dialogs::{frame, note, path_field};
use super::shown::Shown;
use super::{copied, style};
use crate::export;
use crate::printable;
use crate::publish::{Job, Page};
use crate::scene::{Role, Size, Theme, Weight};
use crate::session::Arrangement;
use crate::views::picture::Words;
use crate::views::{ViewKind, focus};
use egui::{Context, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// The dialog and what came of it.
pub struct ExportDialog {
    view: ViewKind,
    path: String,
    size: &'static str,
    theme: Theme,
    /// As high as everything needs, rather than the page's height.
    as_high: bool,
    as_in_view: bool,
    /// At the window's focus date.
    at_focus: bool,
    plain: bool,
    /// Nothing behind the marks.
    bare: bool,
    words: Words,
    /// The path field has had the cursor.
    focused: bool,
    outcome: Option<Result<String, String>>,
    running: Option<Running>,
}

/// What the dialog asks of whoever shows it.
pub enum Asked {
    /// The system's own dialog for a file.
    Browse,
    /// To be closed.
    Close,
}

/// A picture that is being made beside the window.
struct Running {
    since: Instant,
    cancelled: Arc<AtomicBool>,
    outcome: Receiver<Result<String, String>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Page sizes that the dialog offers, as the command line names them.
const SIZES: [&str; 6] = ["1920x1080", "1280x720", "slide", "square", "a4", "a3"];

/// How often the seconds of drawing are told anew.
const TICK: Duration = Duration::from_millis(200);

impl ExportDialog {
    /// The dialog for a view.
    pub fn new(view: ViewKind) -> Self {
        let folder = std::env::current_dir().unwrap_or_default();
        Self {
            view,
            path: folder.join(format!("{}.svg", view.word())).display().to_string(),
            size: SIZES[0],
            theme: Theme::Light,
            as_high: true,
            as_in_view: false,
            at_focus: false,
            plain: false,
            bare: false,
            words: Words::default(),
            focused: false,
            outcome: None,
            running: None,
        }
    }

    /// The picture is to be written to another file.
    pub fn write_to(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    /// Shows the dialog.
    pub fn ui(&mut self, ctx: &Context, shown: &Shown<'_>) -> Option<Asked> {
        self.take_outcome();
        let mut asked = None;
        let mut write = false;
        frame(ctx, "Export a picture", |ui| {
            ui.horizontal(|ui| {
                for view in ViewKind::ALL.iter().copied() {
                    if ui.selectable_label(self.view == view, view.name()).clicked() {
                        rename(&mut self.path, self.view, view);
                        self.view = view;
                    }
                }
            });
            let mut browse = false;
            write = path_field(ui, &mut self.path, "Picture file", &mut self.focused, &mut browse);
            note(ui, "The ending chooses the kind: .svg, .png or .pdf.");
            self.page_ui(ui, shown);
            ui.horizontal(|ui| {
                let idle = self.running.is_none();
                write |= ui.add_enabled(idle, egui::Button::new("Export")).clicked();
                if ui.button("Copy as command").on_hover_text("The command line for this picture").clicked() {
                    self.outcome = Some(self.copy_command(ui.ctx(), shown));
                }
                if ui.button("Close").clicked() {
                    asked = Some(Asked::Close);
                }
            });
            self.outcome_ui(ui);
            if browse {
                asked = Some(Asked::Browse);
            }
        });
        if write && self.running.is_none() {
            self.begin(ctx, shown);
        }
        asked
    }

    fn page_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>) {
        ui.horizontal(|ui| {
            let label = ui.label(style::text(ui, "Size", Size::Body, Weight::Regular, Role::Muted));
            let sizes = egui::ComboBox::from_id_salt("size").selected_text(self.size);
            let sizes = sizes.show_ui(ui, |ui| {
                for size in SIZES {
                    ui.selectable_value(&mut self.size, size, size);
                }
            });
            sizes.response.labelled_by(label.id);
            ui.selectable_value(&mut self.theme, Theme::Light, "light");
            ui.selectable_value(&mut self.theme, Theme::Dark, "dark");
        });
        ui.checkbox(&mut self.as_high, "as high as everything needs");
        if self.view.can_show_part() {
            ui.checkbox(&mut self.as_in_view, "only the part in view");
        }
        if let Some(day) = shown.focus {
            ui.checkbox(&mut self.at_focus, format!("at the focus date, {}", focus::words(day)));
        }
        ui.checkbox(&mut self.plain, "without title, legend and sources");
        ui.checkbox(&mut self.bare, "nothing behind the marks");
        self.words_ui(ui);
    }

    /// Words of one's own; an empty field leaves the usual ones.
    fn words_ui(&mut self, ui: &mut Ui) {
        let words = &mut self.words;
        let fields = [
            ("Title", &mut words.title, "what is shown"),
            ("Subtitle", &mut words.subtitle, "view, count and edition"),
            ("Note", &mut words.note, "none"),
            ("Source", &mut words.source, "the numbered list"),
            ("Credit", &mut words.credit, "none"),
            ("Description", &mut words.alt, "what is to be seen, for those who cannot see it"),
        ];
        egui::CollapsingHeader::new("Words of the picture").show(ui, |ui| {
            egui::Grid::new("words").num_columns(2).show(ui, |ui| {
                for (name, text, usual) in fields {
                    let label = ui.label(style::text(ui, name, Size::Body, Weight::Regular, Role::Muted));
                    let field = egui::TextEdit::singleline(text).hint_text(usual).desired_width(320.0);
                    ui.add(field).labelled_by(label.id);
                    ui.end_row();
                }
            });
        });
    }

    fn outcome_ui(&mut self, ui: &mut Ui) {
        if let Some(running) = &self.running {
            let words = format!("Drawing, {} s", running.since.elapsed().as_secs());
            let mut cancel = false;
            ui.ctx().request_repaint_after(TICK);
            ui.horizontal(|ui| {
                note(ui, &words);
                cancel = ui.small_button("Cancel").clicked();
            });
            if cancel {
                self.running = None;
                self.outcome = Some(Ok("Cancelled: no file was written".to_owned()));
            }
            return;
        }
        match &self.outcome {
            Some(Ok(words)) => note(ui, words),
            Some(Err(words)) => {
                let words = style::text(ui, words.as_str(), Size::Body, Weight::Regular, Role::Disagreement);
                ui.add(egui::Label::new(words).wrap());
            }
            None => {}
        }
    }

    /// How the plan is looked at in the picture.
    fn arrangement(&self, shown: &Shown<'_>) -> Arrangement {
        let seen = shown.arrangement;
        let views = if self.as_in_view { seen.views.clone() } else { seen.views.whole() };
        let focus = seen.focus.filter(|_| self.at_focus);
        let picture = Arrangement { views, focus, selection: None, ..seen.clone() };
        picture.showing(self.view)
    }

    fn page(&self) -> Result<Page, export::Error> {
        Ok(Page {
            size: Some(self.size.parse()?),
            as_high: self.as_high,
            scale: None,
            theme: self.theme,
            plain: self.plain,
            words: self.words.clone(),
            bare: self.bare,
            outlines: false,
            today: None,
            format: export::Format::of(Path::new(self.path.trim()))?,
        })
    }

    /// Begins to draw and write the picture; the window goes on meanwhile.
    fn begin(&mut self, ctx: &Context, shown: &Shown<'_>) {
        let page = match self.page() {
            Ok(page) => page,
            Err(error) => return self.outcome = Some(Err(error.to_string())),
        };
        let (plan, index) = (Arc::clone(shown.plan), Arc::clone(shown.index));
        let (arrangement, view) = (self.arrangement(shown), self.view);
        let (path, input) = (PathBuf::from(self.path.trim()), shown.document.path.clone());
        let cancelled = Arc::new(AtomicBool::new(false));
        let (sender, outcome) = channel();
        let (ctx, asked) = (ctx.clone(), Arc::clone(&cancelled));
        std::thread::spawn(move || {
            let told = {
                let job = Job { plan: &plan, index: &index, arrangement: &arrangement, view, page };
                written(&job, &path, input.as_deref(), &asked)
            };
            // Nobody listens any more where the person cancelled.
            let _ = sender.send(told);
            ctx.request_repaint();
        });
        self.outcome = None;
        self.running = Some(Running { since: Instant::now(), cancelled, outcome });
    }

    fn take_outcome(&mut self) {
        let Some(running) = &self.running else { return };
        self.outcome = match running.outcome.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Some(Err(format!(
                "drawing stopped at a fault of the program; no file was written: {}",
                super::crash::hint()
            ))),
        };
        self.running = None;
    }

    fn copy_command(&self, ctx: &Context, shown: &Shown<'_>) -> Result<String, String> {
        let page = self.page().map_err(|e| e.to_string())?;
        let line =
            copied::line(shown, &self.arrangement(shown), (&page, self.size), Path::new(self.path.trim()))?;
        ctx.copy_text(line);
        Ok("Copied: paste it into a terminal".to_owned())
    }
}

/// Draws and writes a picture, unless nobody waits for it any more; says what came of it.
fn written(
    job: &Job<'_>,
    path: &Path,
    input: Option<&Path>,
    cancelled: &AtomicBool,
) -> Result<String, String> {
    let published = job.publish().map_err(|e| e.to_string())?;
    if cancelled.load(Ordering::Relaxed) {
        return Err("cancelled: no file was written".to_owned());
    }
    let inputs: Vec<&Path> = input.into_iter().collect();
    let landed = export::write(path, &published.bytes, &inputs).map_err(|e| e.to_string())?;
    let mut words = format!("Written to {} ({})", printable::path(path), published.count);
    for more in published.left_out.iter().chain(&published.lacking).chain(&landed.notes) {
        words += &format!("; {more}");
    }
    Ok(words)
}

/// A file named after one view is renamed with it; any other name stays.
fn rename(path: &mut String, from: ViewKind, to: ViewKind) {
    let old = PathBuf::from(&*path);
    if old.file_stem().is_some_and(|s| s.to_string_lossy() == from.word()) {
        let ending = old.extension().map_or_else(|| "svg".to_owned(), |e| e.to_string_lossy().into_owned());
        *path = old.with_file_name(format!("{}.{ending}", to.word())).display().to_string();
    }
}
