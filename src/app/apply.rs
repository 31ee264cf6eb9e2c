//! The one place where commands of the window are applied, in order.
//!
//! It must never draw, nor change how the plan is looked at but through the session.

use super::command::{Command, Scale};
use super::middle::Middle;
use super::plan_menu;
use super::shown::Shown;
use super::window::Window;
use super::{editor, waker};
use crate::import;
use crate::session;
use crate::views::ViewKind;
use egui::Context;
use std::path::Path;

impl Window {
    /// Applies a command.
    pub(super) fn apply(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Do(session::Command::Select(Some(id))) => {
                self.change(session::Command::Select(Some(id.clone())), ctx);
                self.act(ctx, |middle, shown, told| {
                    if let Some(thing) = shown.plan.find(&id) {
                        middle.reveal_beside(shown, thing, told);
                    }
                });
            }
            Command::Do(command) => self.change(command, ctx),
            Command::Open(_)
            | Command::OpenBundled(_)
            | Command::OpenHere(_)
            | Command::GoToTab(_)
            | Command::StepTab(_)
            | Command::CloseTab(_)
            | Command::ReopenTab
            | Command::Reload
            | Command::CancelOpening => self.apply_to_files(command, ctx),
            Command::AskOpen => self.dialogs.ask_open(ctx),
            Command::AskCompare => self.dialogs.ask_compare(ctx),
            Command::SwapEditions => {
                self.tabs.now.notice = None;
                self.tabs.now.session.swap_editions(ctx.input(|i| i.time));
            }
            Command::AskExportOf(kind) => self.ask_export(kind),
            Command::CopyText(text) => ctx.copy_text(text),
            Command::EditRecord(id) => self.edit(&id),
            Command::OpenMenu(target, at, view) => self.open_menu(&target, (at, view), ctx),
            Command::AskExport => self.ask_export(self.session().arrangement().panes.leading()),
            Command::AskSave => self.ask_save(),
            Command::OpenSaved(name) => self.open_saved(&name, ctx.input(|i| i.time)),
            Command::RemoveSaved(name) => self.remove_saved(&name),
            Command::Remember(remembered) => self.set_remembered(remembered),
            Command::Find => self.tabs.now.query.focus = true,
            Command::FindAnything => {
                self.look_up_views();
                self.palette.flip(ctx);
            }
            Command::Fold(panel) => self.sides.of(panel).flip(ctx.content_rect().width()),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Scale(scale) => scale_to(ctx, scale),
            Command::TurnOthers => {
                let others = self.session().arrangement().others.turned();
                self.change(session::Command::ShowOthers(others), ctx);
            }
            Command::Preset(preset) => self.change(session::Command::SetPanes(preset.panes()), ctx),
            // Taken out of the frame that it is of.
            Command::Point(_) => {}
            Command::SwitchTheme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                ctx.set_theme(if dark { egui::Theme::Light } else { egui::Theme::Dark });
            }
            Command::ShowProblems => self.dialogs.toggle_problems(),
            Command::ShowHelp => self.dialogs.toggle_help(),
            Command::Escape => self.escape(ctx),
            command => self.apply_to_view(command, ctx),
        }
    }

    fn apply_to_files(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Open(path) if import::is_sheet(&path) => self.dialogs.ask_import(&path, ctx),
            Command::Open(path) => self.open_file(path, ctx),
            Command::OpenBundled(number) => self.open_bundled(number),
            Command::OpenHere(place) => self.open_here(place, ctx),
            Command::GoToTab(number) => self.go_to_tab(number),
            Command::StepTab(by) => self.go_to_tab(self.tabs.beside(by)),
            Command::CloseTab(number) => self.close_tab(number.unwrap_or(self.tabs.front())),
            Command::ReopenTab => {
                if let Some(place) = self.tabs.reopen() {
                    self.commands.push(plan_menu::open(&place));
                    ctx.request_repaint();
                }
            }
            Command::Reload => {
                let document = self.tabs.now.session.document_mut();
                if let Some(path) = document.file().map(Path::to_owned) {
                    document.open(&path, &waker(ctx));
                }
            }
            Command::CancelOpening => {
                self.queue.clear();
                self.tabs.now.session.document_mut().cancel();
                if self.tabs.stands_in() {
                    self.tabs.stays();
                    self.seated();
                }
            }
            _ => {}
        }
    }

    /// What goes to the view that was last pointed at, or to all of them.
    fn apply_to_view(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::FitActive => self.change(session::Command::Fit(self.tabs.now.middle.active), ctx),
            Command::Step(direction) => self.act(ctx, |m, shown, told| m.step(shown, direction, told)),
            Command::Zoom(inwards) => self.act(ctx, |m, shown, told| m.zoom(shown, inwards, told)),
            Command::Extend(direction) => self.act(ctx, |m, shown, told| m.extend(shown, direction, told)),
            Command::Leap(leap) => self.act(ctx, |m, shown, told| m.leap(shown, leap, told)),
            Command::ChooseAll => self.with_middle(|middle, shown| middle.choose_all(shown)),
            Command::Copy | Command::CopyCitation => self.copy(command == Command::CopyCitation, ctx),
            Command::MenuHere => self.act(ctx, Middle::menu_here),
            Command::OpenMarked => self.act(ctx, Middle::open_marked),
            Command::FilterMarked => self.act(ctx, Middle::filter_marked),
            Command::Reveal(id) => {
                self.change(session::Command::Select(Some(id.clone())), ctx);
                self.act(ctx, |middle, shown, told| {
                    if let Some(thing) = shown.plan.find(&id) {
                        middle.reveal(shown, thing, told);
                    }
                });
            }
            _ => {}
        }
    }

    /// Lets the views act, and applies at once what they ask for.
    fn act(&mut self, ctx: &Context, act: impl FnOnce(&mut Middle, &Shown<'_>, &mut Vec<Command>)) {
        let mut told = Vec::new();
        self.with_middle(|middle, shown| act(middle, shown, &mut told));
        for command in told {
            self.apply(command, ctx);
        }
    }

    /// Asks where to export a view to, on a page as the last one was.
    fn ask_export(&mut self, kind: ViewKind) {
        let pictures = self.memory.settings().pictures.clone();
        self.dialogs.ask_export(kind, self.tabs.now.place.clone(), pictures);
    }

    /// Opens the menu on a target.
    fn open_menu(&mut self, target: &session::Target, at: (egui::Pos2, Option<ViewKind>), ctx: &Context) {
        let mut menu = std::mem::take(&mut self.menu);
        self.with_middle(|_, shown| menu.open(ctx, shown, target, at));
        self.menu = menu;
    }

    /// Opens a record's line in the person's own editor.
    fn edit(&mut self, id: &str) {
        let Some(path) = self.session().document().path.clone() else { return };
        let line = crate::file::line_of(&path, id, crate::file::FILE_SIZE);
        if let Err(why) = editor::open(&path, line) {
            let place = line.map_or_else(String::new, |line| format!(":{line}"));
            self.tabs.now.notice = Some(format!("{}{place}: {why}", path.display()));
        }
    }

    /// Copies who says so of what is selected; else the chosen rows of a view, or the name of what is selected.
    fn copy(&mut self, cited: bool, ctx: &Context) {
        let text = self.with_middle(|middle, shown| {
            let named = |thing| shown.plan.record(thing).name.to_string();
            match cited {
                true => shown.selection.map(|thing| crate::explore::citation(shown.plan, thing)),
                false => middle.copied(shown).or_else(|| shown.selection.map(named)),
            }
        });
        if let Some(text) = text {
            ctx.copy_text(text);
        }
    }

    fn change(&mut self, command: session::Command, ctx: &Context) {
        let now = &mut self.tabs.now;
        now.notice = None;
        now.session.apply(command, ctx.input(|i| i.time));
        if let Some(notice) = now.session.take_notice() {
            now.notice = Some(notice);
        }
    }

    /// Closes what is in front: a dialog, a list, then the selection, then the focus date.
    fn escape(&mut self, ctx: &Context) {
        if self.views_menu.close()
            || self.tabs.now.query.close()
            || self.dialogs.close()
            || self.tabs.now.middle.close()
        {
            return;
        }
        match self.session().arrangement().selection {
            Some(_) => self.change(session::Command::Select(None), ctx),
            None => self.change(session::Command::Focus(None), ctx),
        }
    }
}

/// Makes everything larger or smaller, in steps of a tenth.
fn scale_to(ctx: &Context, scale: Scale) {
    let now = ctx.zoom_factor();
    let next = match scale {
        Scale::Larger => now + 0.1,
        Scale::Smaller => now - 0.1,
        Scale::Usual => 1.0,
    };
    let (least, most) = session::SCALES;
    ctx.set_zoom_factor((next.clamp(least, most) * 10.0).round() / 10.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_has_a_part_that_keys_go_to() {
        let mut window = Window::new(None);
        for kind in ViewKind::ALL {
            window.tabs.now.middle.active = *kind;
            let ctx = Context::default();
            window.apply(Command::Step(super::super::command::Direction::Down), &ctx);
            window.apply(Command::OpenMarked, &ctx);
        }
    }
}
