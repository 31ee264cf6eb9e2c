//! The dialog that makes a picture of a view: what it shows, its page, its file, and the picture before it is written.
//!
//! It must never draw a picture itself: that is `publish`, as on the command line, and beside the window.

use super::export_choices::Choices;
use super::export_file::{FileRow, Landing};
use super::export_parts::apart;
use super::export_preview::{Asked as Picture, PreviewPane, image, to_paste};
use super::icon::{self, Icon};
use super::shown::Shown;
use super::{copied, modal, style};
use crate::export::{Format, Pixels};
use crate::printable;
use crate::publish::Remedy;
use crate::scene::{Role, Size, Weight};
use crate::session::{PictureChoices, Place};
use crate::views::ViewKind;
use egui::{Context, Key, Rect, Stroke, Ui, Vec2, pos2, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// The dialog and what came of it.
pub struct ExportDialog {
    choices: Choices,
    file: FileRow,
    preview: PreviewPane,
    /// The kind of file that the name asked for last, while it asks for none.
    format: Format,
    outcome: Option<Result<String, String>>,
    running: Option<Running>,
    /// The plan that its words are of.
    place: Place,
}

/// What the dialog asks of whoever shows it.
pub enum Asked {
    /// The system's own dialog for a file.
    Browse,
    /// To be closed.
    Close,
}

/// What came of a job.
enum Done {
    Written(PathBuf, String),
    ToPaste(Pixels),
}

/// A picture that is being made beside the window.
struct Running {
    since: Instant,
    cancelled: Arc<AtomicBool>,
    outcome: Receiver<Result<Done, String>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// How often the seconds of drawing are told anew.
const TICK: Duration = Duration::from_millis(200);
/// The largest the dialog becomes, in points, and the room that it leaves around.
const LARGEST: Vec2 = vec2(1312.0, 780.0);
const AROUND: Vec2 = vec2(32.0, 24.0);
/// Heights of its parts, and the width of its choices.
const HEAD: f32 = 44.0;
const LINE: f32 = 38.0;
const CHOICES: f32 = 376.0;
/// Narrower than this the buttons have a line of their own.
const NARROW: f32 = 980.0;

impl ExportDialog {
    /// The dialog for a view of a plan, as the last picture was made.
    pub fn new(view: ViewKind, place: Place, kept: PictureChoices) -> Self {
        let file = FileRow::new(kept.folder.as_deref(), kept.format());
        Self {
            format: kept.format(),
            choices: Choices::new(view, kept),
            file,
            preview: PreviewPane::default(),
            outcome: None,
            running: None,
            place,
        }
    }

    /// The same with the words of an earlier picture, where that was one of the same view.
    #[must_use]
    pub fn after(mut self, earlier: Option<Self>) -> Self {
        let is_same = |other: &Self| other.place == self.place && other.choices.view == self.choices.view;
        if let Some(earlier) = earlier.filter(is_same) {
            self.choices.words = earlier.choices.words;
        }
        self
    }

    /// What stays of it once it is closed: what was chosen, and no work for nobody.
    #[must_use]
    pub fn closed(self) -> Self {
        Self { running: None, preview: PreviewPane::default(), outcome: None, ..self }
    }

    /// What is remembered for the next picture.
    pub fn kept(&self) -> &PictureChoices {
        &self.choices.kept
    }

    /// The picture is to be written to another file.
    pub fn write_to(&mut self, path: &Path) {
        self.file.choose(path);
    }

    /// There is something to tell.
    pub fn tell(&mut self, words: &str) {
        self.outcome = Some(Err(words.to_owned()));
    }

    /// Shows the dialog.
    pub fn ui(&mut self, ctx: &Context, shown: &Shown<'_>) -> Option<Asked> {
        self.take_outcome(ctx);
        self.file.follow(shown, self.choices.view);
        if let Ok(format) = self.file.format() {
            self.format = format;
            format.extension().clone_into(&mut self.choices.kept.format);
        }
        let screen = ctx.content_rect();
        let around = if screen.width() < NARROW { AROUND / 4.0 } else { AROUND };
        let size = (screen.size() - 2.0 * around).min(LARGEST);
        modal::show(ctx, "Export a picture", size.floor(), |ui| self.parts(ui, shown))
    }

    fn parts(&mut self, ui: &mut Ui, shown: &Shown<'_>) -> Option<Asked> {
        let all = ui.max_rect();
        let line = Stroke::new(1.0, style::color(style::theme(ui), Role::Line));
        let head = Rect::from_min_size(all.min, vec2(all.width(), HEAD));
        let mut asked = None;
        apart(ui, head.shrink2(vec2(22.0, 0.0)), "head", |ui| {
            ui.label(style::text(ui, "Export", Size::Title, Weight::Semibold, Role::Text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let tip = "Close (Esc)";
                if icon::button(ui, Icon::Cross, "Close the dialog", tip, Vec2::splat(28.0)).clicked() {
                    asked = Some(Asked::Close);
                }
            });
        });
        let lines = if all.width() < NARROW { 4.0 } else { 3.0 };
        let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - LINE * lines - 8.0), all.max);
        let body = Rect::from_min_max(head.left_bottom(), foot.right_top());
        let choices =
            Rect::from_min_max(pos2(body.right() - CHOICES.min(body.width() * 0.56), body.top()), body.max);
        let left = Rect::from_min_max(body.min, choices.left_bottom());
        let picture = self.picture(shown);
        if let Some(remedy) = self.preview.ui(ui, left, picture) {
            self.help(remedy);
        }
        self.choices_ui(ui, choices, shown);
        let painter = ui.painter();
        painter.hline(all.x_range(), head.bottom(), line);
        painter.vline(choices.left(), choices.y_range(), line);
        painter.hline(all.x_range(), foot.top(), line);
        self.foot_ui(ui, foot, shown).or(asked)
    }

    fn choices_ui(&mut self, ui: &mut Ui, room: Rect, shown: &Shown<'_>) {
        let inner = room.shrink2(vec2(1.0, 0.0));
        let id = ui.scope_id().with("choices");
        let builder = egui::UiBuilder::new()
            .scope_id(id)
            .max_rect(inner)
            .layout(egui::Layout::top_down(egui::Align::Min));
        let other = ui.scope_builder(builder, |ui| {
            ui.set_clip_rect(inner.intersect(ui.clip_rect()));
            let scrolled =
                egui::ScrollArea::vertical().id_salt("choices").auto_shrink(false).show(ui, |ui| {
                    let margin = egui::Margin { left: 18, right: 22, top: 14, bottom: 8 };
                    let framed = egui::Frame::new()
                        .inner_margin(margin)
                        .show(ui, |ui| self.choices.ui(ui, shown, self.format, self.preview.preview()));
                    framed.inner
                });
            scrolled.inner
        });
        if let Some(format) = other.inner {
            self.set_format(format);
        }
    }

    fn set_format(&mut self, format: Format) {
        self.file.set_format(format);
        self.format = format;
    }

    /// Gives room to everything.
    fn help(&mut self, remedy: Remedy) {
        match remedy {
            Remedy::Size(size) => self.choices.set_page(size),
            Remedy::Pdf => self.set_format(Format::Pdf),
        }
    }

    fn foot_ui(&mut self, ui: &mut Ui, foot: Rect, shown: &Shown<'_>) -> Option<Asked> {
        let inner = foot.shrink2(vec2(22.0, 4.0));
        let row =
            |n: usize| Rect::from_min_size(inner.min + vec2(0.0, LINE * n as f32), vec2(inner.width(), LINE));
        let narrow = foot.width() < NARROW;
        let buttons = if narrow { row(2) } else { row(0).with_min_x(inner.right() - 400.0) };
        let field = if narrow { row(0) } else { row(0).with_max_x(buttons.left()) };
        let mut asked = None;
        let mut write = apart(ui, field, "file", |ui| {
            let file = self.file.ui(ui, field.width());
            asked = file.browse.then_some(Asked::Browse);
            file.enter
        });
        apart(ui, row(1), "existing", |ui| {
            ui.add_space(40.0);
            self.file.existing_ui(ui);
        });
        apart(ui, buttons, "buttons", |ui| write |= self.buttons(ui, shown));
        apart(ui, row(if narrow { 3 } else { 2 }), "outcome", |ui| {
            ui.add_space(40.0);
            self.outcome_ui(ui);
        });
        // Return writes wherever it means nothing else.
        let idle = ui.ctx().memory(|memory| memory.focused().is_none());
        write |= idle && ui.input(|input| input.key_pressed(Key::Enter));
        if write && self.running.is_none() {
            self.begin(ui.ctx(), shown);
        }
        asked
    }

    /// The buttons from the right; whether the picture is to be written.
    fn buttons(&mut self, ui: &mut Ui, shown: &Shown<'_>) -> bool {
        let mut write = false;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let theme = style::theme(ui);
            let of = |role| style::color(theme, role);
            let font = style::font(Size::Body, Weight::Semibold);
            let words = egui::RichText::new("Export").font(font).color(of(Role::Panel));
            let button = egui::Button::new(words).fill(of(Role::Accent)).min_size(vec2(96.0, 32.0));
            let idle = self.running.is_none();
            write = ui.add_enabled(idle, button).on_hover_text("Write the file (Return)").clicked();
            let plain = |words: &'static str| egui::Button::new(words).min_size(vec2(0.0, 32.0));
            let copy = ui.add_enabled(idle, plain("Copy picture"));
            if copy.on_hover_text("To paste it elsewhere, as pixels").clicked() {
                self.copy_picture(ui.ctx(), shown);
            }
            if ui.add(plain("Copy as command")).on_hover_text("The command line for this picture").clicked() {
                self.outcome = Some(self.copy_command(ui.ctx(), shown));
            }
        });
        write
    }

    fn outcome_ui(&mut self, ui: &mut Ui) {
        if let Some(running) = &self.running {
            let words = format!("Drawing, {} s", running.since.elapsed().as_secs());
            ui.ctx().request_repaint_after(TICK);
            super::dialogs::note(ui, &words);
            if ui.small_button("Cancel").clicked() {
                self.running = None;
                self.outcome = Some(Ok("Cancelled: no file was written".to_owned()));
            }
            return;
        }
        let (words, role) = match &self.outcome {
            Some(Ok(words)) => (words, Role::Text),
            Some(Err(words)) => (words, Role::Disagreement),
            None => return,
        };
        let words = style::text(ui, words.as_str(), Size::Note, Weight::Regular, role);
        ui.add(egui::Label::new(words).truncate());
    }

    /// All that decides the picture.
    fn picture(&self, shown: &Shown<'_>) -> Result<Picture, String> {
        let (plan, index) = (Arc::clone(shown.plan), Arc::clone(shown.index));
        let (arrangement, page) = (self.choices.arrangement(shown)?, self.choices.page(self.format)?);
        Ok(Picture { plan, index, arrangement, view: self.choices.view, page })
    }

    /// Begins to draw and write the picture; the window goes on meanwhile.
    fn begin(&mut self, ctx: &Context, shown: &Shown<'_>) {
        let picture = self.file.format().map_err(|error| error.to_string()).and_then(|_| self.picture(shown));
        self.file.look_again_unless_replaced();
        let (landing, input) = (self.file.landing(), shown.document.path.clone());
        self.run(ctx, picture, move |picture, cancelled| {
            written(picture, &landing, input.as_deref(), cancelled)
        });
    }

    fn copy_picture(&mut self, ctx: &Context, shown: &Shown<'_>) {
        let picture = self
            .picture(shown)
            .and_then(|picture| Ok(Picture { page: self.choices.page(Format::Png)?, ..picture }));
        self.run(ctx, picture, |picture, _| {
            to_paste(picture).map(Done::ToPaste).map_err(|error| error.to_string())
        });
    }

    /// Runs a job beside the window.
    fn run(
        &mut self,
        ctx: &Context,
        picture: Result<Picture, String>,
        work: impl FnOnce(&Picture, &AtomicBool) -> Result<Done, String> + Send + 'static,
    ) {
        let picture = match picture {
            Ok(picture) => picture,
            Err(why) => return self.outcome = Some(Err(why)),
        };
        let cancelled = Arc::new(AtomicBool::new(false));
        let (sender, outcome) = channel();
        let (ctx, asked) = (ctx.clone(), Arc::clone(&cancelled));
        std::thread::spawn(move || {
            // Nobody listens any more where the person cancelled.
            let _ = sender.send(work(&picture, &asked));
            ctx.request_repaint();
        });
        self.outcome = None;
        self.running = Some(Running { since: Instant::now(), cancelled, outcome });
    }

    fn take_outcome(&mut self, ctx: &Context) {
        let Some(running) = &self.running else { return };
        let outcome = match running.outcome.try_recv() {
            Ok(outcome) => outcome,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err(format!(
                "drawing stopped at a fault of the program; no file was written: {}",
                super::crash::hint()
            )),
        };
        self.running = None;
        self.outcome = Some(outcome.map(|done| match done {
            Done::Written(path, words) => {
                self.choices.kept.folder = path.parent().map(Path::to_owned);
                self.file.look_again();
                words
            }
            Done::ToPaste(pixels) => {
                ctx.copy_image(image(&pixels));
                format!("Copied, {} × {} pixels: paste it into a document", pixels.width, pixels.height)
            }
        }));
    }

    fn copy_command(&self, ctx: &Context, shown: &Shown<'_>) -> Result<String, String> {
        let format = self.file.format().map_err(|error| error.to_string())?;
        let page = self.choices.page(format)?;
        let arrangement = self.choices.arrangement(shown)?;
        let size = &self.choices.kept.page;
        let line = copied::line(shown, &arrangement, (&page, size), Path::new(self.file.path.trim()))?;
        ctx.copy_text(line);
        Ok("Copied: paste it into a terminal".to_owned())
    }
}

/// Draws and writes a picture, unless nobody waits for it any more; says what came of it.
fn written(
    picture: &Picture,
    landing: &Landing,
    input: Option<&Path>,
    cancelled: &AtomicBool,
) -> Result<Done, String> {
    let published = picture.job().publish().map_err(|e| e.to_string())?;
    if cancelled.load(Ordering::Relaxed) {
        return Err("cancelled: no file was written".to_owned());
    }
    let inputs: Vec<&Path> = input.into_iter().collect();
    let (path, landed) = landing.write(&published.bytes, &inputs).map_err(|e| e.to_string())?;
    let mut words = format!("Written to {} ({})", printable::path(&path), published.count);
    for more in published.left_out.iter().chain(&published.lacking).chain(&landed.notes) {
        words += &format!("; {more}");
    }
    Ok(Done::Written(path, words))
}
