//! The dialog that makes a plan of a sheet: what its columns mean, what comes in, and what was not clear.
//!
//! It must never write anything before the person presses Import, nor take a row by itself: that is `import`.

use super::command::Command;
use super::import_choices::{self, Change};
use super::import_parts::{several, within};
use super::{import_columns, import_preview, import_problems, style};
use crate::export;
use crate::import::{
    Fault, Grade, Made, Mapping, Naming, Opened, Reading, Rows, free_plan_path, make, mapping_beside,
    mapping_path,
};
use crate::plan::Kind;
use crate::printable;
use crate::scene::{Role, Size, Weight};
use egui::{Align, Context, Layout, Rect, Sense, Ui, pos2, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Sheets with more rows than this are taken beside the window.
const MANY: usize = 3000;
/// Narrower than this the preview is a tab of its own.
const NARROW: f32 = 1200.0;

/// What the dialog asks of whoever shows it.
pub enum Asked {
    /// The system's own dialog for a file.
    Browse,
    /// To be closed.
    Close,
}

/// A cell that is chosen in all parts of the dialog at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Chosen {
    pub row: Option<u32>,
    pub column: Option<u16>,
}

/// The dialog.
pub struct ImportDialog {
    path: PathBuf,
    state: State,
    /// What is chosen.
    chosen: Chosen,
    /// Which problems are listed; all where it is `None`.
    grade: Option<Grade>,
    /// The preview's tab is in front, where there is no room beside the columns.
    preview: bool,
    outcome: Option<Result<String, String>>,
}

enum State {
    Opening(Receiver<Result<Box<Ready>, Fault>>),
    Failed(Fault),
    Ready(Box<Ready>),
}

/// A sheet that is open, and what comes of it.
pub struct Ready {
    pub opened: Arc<Opened>,
    pub mapping: Mapping,
    pub made: Made,
    /// Rows are being taken beside the window.
    making: Option<Receiver<Result<Made, Fault>>>,
}

impl ImportDialog {
    /// Opens a sheet; what takes long is done beside the window.
    pub fn new(path: &Path, ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        let (own, ctx) = (path.to_owned(), ctx.clone());
        std::thread::spawn(move || {
            // Nobody listens any more where the dialog was closed meanwhile.
            let _ = sender.send(ready(&own, None));
            ctx.request_repaint();
        });
        Self {
            path: path.to_owned(),
            state: State::Opening(receiver),
            chosen: Chosen::default(),
            grade: None,
            preview: false,
            outcome: None,
        }
    }

    /// Shows the dialog over the whole window.
    pub fn ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> Option<Asked> {
        self.arrive();
        let mut asked = None;
        let rect = ctx.content_rect();
        let area =
            egui::Area::new(egui::Id::unique("import")).order(egui::Order::Foreground).fixed_pos(rect.min);
        area.show(ctx, |ui| {
            ui.set_clip_rect(rect);
            ui.painter().rect_filled(rect, 0.0, style::color(style::theme(ui), Role::Panel));
            // What lies behind takes no clicks.
            ui.interact(rect, ui.scope_id().with("behind"), Sense::click_and_drag());
            asked = self.parts(ui, rect, commands);
        });
        asked
    }

    fn arrive(&mut self) {
        if let State::Opening(receiver) = &self.state {
            match receiver.try_recv() {
                Ok(Ok(ready)) => self.state = State::Ready(ready),
                Ok(Err(fault)) => self.state = State::Failed(fault),
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => {
                    let hint = super::crash::hint();
                    self.state = State::Failed(Fault::new("reading stopped at a fault of the program", hint));
                }
            }
        }
        if let State::Ready(ready) = &mut self.state
            && let Some(Ok(made)) = ready.making.as_ref().and_then(|making| making.try_recv().ok())
        {
            (ready.made, ready.making) = (made, None);
        }
    }

    fn parts(&mut self, ui: &mut Ui, rect: Rect, commands: &mut Vec<Command>) -> Option<Asked> {
        let mut asked = None;
        let line = style::color(style::theme(ui), Role::Line);
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), 52.0));
        within(ui, head.shrink2(vec2(16.0, 6.0)), |ui| {
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.label(style::text(
                    ui,
                    "New plan from a spreadsheet",
                    Size::Title,
                    Weight::Semibold,
                    Role::Text,
                ));
                let words = "Nothing is written before you press Import";
                ui.label(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted));
            });
        });
        let close =
            Rect::from_min_max(pos2(rect.right() - 140.0, head.top()), head.max).shrink2(vec2(16.0, 12.0));
        within(ui, close, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(style::text(ui, "Esc", Size::Note, Weight::Regular, Role::Muted));
                if ui.add(egui::Button::new("Cancel").frame(false)).clicked() {
                    asked = Some(Asked::Close);
                }
            });
        });
        ui.painter().hline(rect.x_range(), head.bottom(), (1.0, line));
        let choices = Rect::from_min_size(head.left_bottom(), vec2(rect.width(), 68.0));
        ui.painter().rect_filled(choices, 0.0, style::color(style::theme(ui), Role::App));
        ui.painter().hline(rect.x_range(), choices.bottom(), (1.0, line));
        let mut change = None;
        within(ui, choices.shrink2(vec2(16.0, 8.0)), |ui| {
            let ready = match &self.state {
                State::Ready(ready) => Some(&**ready),
                _ => None,
            };
            if import_choices::ui(ui, &self.path, ready, &mut change) {
                asked = Some(Asked::Browse);
            }
        });
        let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 52.0), rect.max);
        let body = Rect::from_min_max(choices.left_bottom(), foot.right_top());
        match &self.state {
            State::Opening(_) => self.words(ui, body, "Reading the sheet…", None),
            State::Failed(fault) => {
                let hint = fault.hint.clone();
                self.words(ui, body, &fault.message.clone(), Some(&hint));
            }
            State::Ready(_) => self.body(ui, body, &mut change),
        }
        ui.painter().hline(rect.x_range(), foot.top(), (1.0, line));
        within(ui, foot.shrink2(vec2(16.0, 8.0)), |ui| self.foot(ui, commands, &mut asked));
        if let Some(change) = change {
            self.change(change, ui.ctx());
        }
        asked
    }

    /// Words in place of the columns.
    fn words(&self, ui: &mut Ui, body: Rect, words: &str, hint: Option<&str>) {
        within(ui, body.shrink(24.0), |ui| {
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                let role = if hint.is_some() { Role::Disagreement } else { Role::Muted };
                ui.label(style::text(ui, words, Size::Body, Weight::Semibold, role));
                if let Some(hint) = hint {
                    ui.label(style::text(ui, hint, Size::Body, Weight::Regular, Role::Text));
                }
            });
        });
    }

    fn body(&mut self, ui: &mut Ui, body: Rect, change: &mut Option<Change>) {
        let State::Ready(ready) = &self.state else { return };
        let line = style::color(style::theme(ui), Role::Line);
        let low = (body.height() * 0.3).clamp(120.0, 210.0);
        let top = Rect::from_min_max(body.min, pos2(body.right(), body.bottom() - low));
        let problems = Rect::from_min_max(top.left_bottom(), body.max);
        let is_narrow = body.width() < NARROW;
        let split = top.left() + (top.width() * 0.557).round();
        let (left, right) = if is_narrow {
            (top, top)
        } else {
            (
                Rect::from_min_max(top.min, pos2(split, top.bottom())),
                Rect::from_min_max(pos2(split, top.top()), top.max),
            )
        };
        if is_narrow {
            let tabs = Rect::from_min_size(top.min, vec2(top.width(), 32.0)).shrink2(vec2(16.0, 2.0));
            within(ui, tabs, |ui| {
                ui.horizontal(|ui| {
                    ui.selectable_value(&mut self.preview, false, "Columns");
                    ui.selectable_value(&mut self.preview, true, "What comes in");
                });
            });
        }
        let under = |rect: Rect| {
            if is_narrow { Rect::from_min_max(rect.min + vec2(0.0, 32.0), rect.max) } else { rect }
        };
        if !is_narrow || !self.preview {
            within(ui, under(left), |ui| {
                if let Some(changed) = import_columns::ui(ui, ready, &mut self.chosen) {
                    *change = Some(Change::Column(changed));
                }
            });
        }
        if !is_narrow || self.preview {
            within(ui, under(right), |ui| import_preview::ui(ui, ready, &mut self.chosen));
        }
        if !is_narrow {
            ui.painter().vline(split, top.y_range(), (1.0, line));
        }
        ui.painter().hline(body.x_range(), problems.top(), (1.0, line));
        within(ui, problems, |ui| import_problems::ui(ui, ready, &mut self.chosen, &mut self.grade));
    }

    fn foot(&mut self, ui: &mut Ui, commands: &mut Vec<Command>, asked: &mut Option<Asked>) {
        let State::Ready(ready) = &self.state else { return };
        let made = &ready.made;
        let (words, more) = tally(made);
        let what = match ready.mapping.rows {
            Rows::Models => several(made.records(Kind::Model), "model", "models"),
            Rows::Milestones => several(made.records(Kind::Milestone), "milestone", "milestones"),
        };
        let path = self.path.clone();
        let (mut import, mut save, mut copy) = (false, false, false);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let accent = style::color(style::theme(ui), Role::Accent);
            let label = style::text(ui, format!("Import {what}"), Size::Body, Weight::Semibold, Role::Panel);
            let button = egui::Button::new(label).fill(accent).min_size(vec2(0.0, 32.0));
            let is_full = !made.rows.is_empty() && ready.making.is_none();
            import = ui.add_enabled(is_full, button).on_hover_text("Ctrl+Enter").clicked();
            save = ui.add(egui::Button::new("Save mapping").min_size(vec2(0.0, 32.0))).clicked();
            copy = ui.add(egui::Button::new("Copy as command").frame(false)).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.label(style::text(ui, words, Size::Body, Weight::Semibold, Role::Text));
                let (more, role) = match &self.outcome {
                    Some(Ok(words)) => (words.clone(), Role::Accent),
                    Some(Err(words)) => (words.clone(), Role::Disagreement),
                    None if ready.making.is_some() => ("Taking the rows…".to_owned(), Role::Muted),
                    None => (more, Role::Muted),
                };
                ui.add(egui::Label::new(style::text(ui, more, Size::Body, Weight::Regular, role)).truncate());
            });
            import |= is_full && ui.input_mut(|i| i.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        });
        if save {
            let landed = export::write(&mapping_path(&path), ready.mapping.print().as_bytes(), &[]);
            self.outcome = Some(match landed {
                Ok(_) => Ok(format!("Saved as {}", printable::path(&mapping_path(&path)))),
                Err(error) => Err(error.to_string()),
            });
        } else if copy {
            let quoted = |path: &Path| format!("'{}'", printable::path(path).replace('\'', "'\\''"));
            let (sheet, plan) = (quoted(&path), quoted(&path.with_extension("ron")));
            ui.ctx().copy_text(format!("roadscope import {sheet} --output {plan}"));
            self.outcome = Some(Ok("Copied: save the mapping, and paste it into a terminal".to_owned()));
        } else if import {
            self.outcome = match written(&path, ready) {
                Ok(plan) => {
                    commands.push(Command::Open(plan));
                    *asked = Some(Asked::Close);
                    None
                }
                Err(words) => Some(Err(words)),
            };
        }
    }

    /// Takes what the person changed, and the rows anew.
    fn change(&mut self, change: Change, ctx: &Context) {
        self.outcome = None;
        let State::Ready(ready) = &mut self.state else { return };
        let mapping = &mut ready.mapping;
        let again = match change {
            Change::Column(column) => {
                if let Some(slot) = mapping.columns.iter_mut().find(|slot| slot.column == column.column) {
                    *slot = column;
                }
                None
            }
            Change::Order(order) => {
                mapping.date_order = Some(order);
                None
            }
            Change::Rows(rows) => {
                mapping.rows = rows;
                None
            }
            Change::Sheet(name) => Some(Mapping { sheet: Some(name), ..Mapping::default() }),
            Change::Header(row) => {
                Some(Mapping { header_row: Some(row), columns: Vec::new(), ..mapping.clone() })
            }
            Change::Delimiter(delimiter) => Some(Mapping {
                delimiter: Some(delimiter),
                columns: Vec::new(),
                header_row: None,
                ..mapping.clone()
            }),
            Change::Letters(letters) => Some(Mapping {
                encoding: Some(letters),
                columns: Vec::new(),
                header_row: None,
                ..mapping.clone()
            }),
        };
        match again {
            Some(saved) => match ready_by(&self.path, Some(saved)) {
                Ok(ready) => self.state = State::Ready(ready),
                Err(fault) => self.outcome = Some(Err(fault.to_string())),
            },
            None => ready.take_rows(ctx),
        }
    }

    /// Another file is to be imported.
    pub fn look_at(&mut self, path: &Path, ctx: &Context) {
        *self = Self::new(path, ctx);
    }
}

impl Ready {
    /// Takes the rows by the mapping as it is now; many of them beside the window.
    fn take_rows(&mut self, ctx: &Context) {
        let (opened, mapping) = (Arc::clone(&self.opened), self.mapping.clone());
        let take = move || {
            let naming = Naming { file: opened.book.name.clone(), edition: None };
            make(&opened.sheet, &mapping, &opened.places, &naming, &Reading::default())
        };
        if self.opened.sheet.count() <= MANY {
            if let Ok(made) = take() {
                self.made = made;
            }
            return;
        }
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            // Nobody listens any more where the mapping was changed again.
            let _ = sender.send(take());
            ctx.request_repaint();
        });
        self.making = Some(receiver);
    }
}

fn ready(path: &Path, saved: Option<Mapping>) -> Result<Box<Ready>, Fault> {
    let saved = match saved {
        Some(saved) => Some(saved),
        None => mapping_beside(path)?,
    };
    ready_by(path, saved)
}

fn ready_by(path: &Path, saved: Option<Mapping>) -> Result<Box<Ready>, Fault> {
    let opened = Opened::open(path, None, saved.as_ref(), &Reading::default())?;
    let made = opened.make(None, &Reading::default())?;
    let mapping = opened.mapping.clone();
    Ok(Box::new(Ready { opened: Arc::new(opened), mapping, made, making: None }))
}

/// Writes the plan and the mapping beside the sheet; where the plan went.
fn written(sheet: &Path, ready: &Ready) -> Result<PathBuf, String> {
    let head = vec![format!("Made from {} by roadscope import.", ready.opened.book.name)];
    let text = ready.made.text(&head);
    // What is there already stays: the new plan goes beside it.
    let path = free_plan_path(sheet).ok_or("there are too many plans of this name: move some away")?;
    export::write(&path, text.as_bytes(), &[sheet]).map_err(|error| error.to_string())?;
    let map = mapping_path(sheet);
    export::write(&map, ready.mapping.print().as_bytes(), &[sheet]).map_err(|error| error.to_string())?;
    Ok(path)
}

/// What came of the rows: how many were understood, and what of the rest.
fn tally(made: &Made) -> (String, String) {
    let words = format!("{} of {} rows understood", made.rows.len(), made.seen);
    let more = format!(
        "{} left out, {} kept as words, {} read with doubt",
        made.count(Grade::LeftOut),
        several(made.count(Grade::Words), "cell", "cells"),
        made.count(Grade::Doubt)
    );
    (words, more)
}
