//! The one place where commands of the window are applied, in order.
//!
//! It must never draw, nor change how the plan is looked at but through the session.

use super::command::Command;
use super::middle::Middle;
use super::shown::Shown;
use super::waker;
use super::window::Window;
use crate::session;
use egui::Context;
use std::path::Path;

impl Window {
    /// Applies a command.
    pub(super) fn apply(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Do(command) => self.change(command, ctx),
            Command::Open(_) | Command::OpenBundled(_) | Command::Reload | Command::CancelOpening => {
                self.apply_to_files(command, ctx)
            }
            Command::AskOpen => self.dialogs.ask_open(ctx),
            Command::AskCompare => self.dialogs.ask_compare(ctx),
            Command::SwapEditions => {
                self.notice = None;
                self.session.swap_editions(ctx.input(|i| i.time));
            }
            Command::AskExport => self.dialogs.ask_export(self.session.arrangement().panes.leading()),
            Command::Find => self.query.focus = true,
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
        let document = self.session.document_mut();
        match command {
            Command::Open(path) => document.open(&path, &waker(ctx)),
            Command::Reload => {
                if let Some(path) = document.file().map(Path::to_owned) {
                    document.open(&path, &waker(ctx));
                }
            }
            Command::CancelOpening => document.cancel(),
            Command::OpenBundled(number) => {
                self.session.open_bundled(number);
                self.adopted();
            }
            _ => {}
        }
    }

    /// What goes to the view that was last pointed at, or to all of them.
    fn apply_to_view(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::FitActive => self.change(session::Command::Fit(self.middle.active), ctx),
            Command::Step(direction) => self.act(ctx, |m, shown, told| m.step(shown, direction, told)),
            Command::Zoom(inwards) => self.act(ctx, |m, shown, told| m.zoom(shown, inwards, told)),
            Command::Extend(direction) => self.act(ctx, |m, shown, told| m.extend(shown, direction, told)),
            Command::Leap(leap) => self.act(ctx, |m, shown, told| m.leap(shown, leap, told)),
            Command::ChooseAll => self.with_middle(|middle, shown| middle.choose_all(shown)),
            Command::Copy | Command::CopyCitation => self.copy(command == Command::CopyCitation, ctx),
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
        self.notice = None;
        self.session.apply(command, ctx.input(|i| i.time));
        if let Some(notice) = self.session.take_notice() {
            self.notice = Some(notice);
        }
    }

    /// Closes what is in front: a dialog, a list, then the selection, then the focus date.
    fn escape(&mut self, ctx: &Context) {
        if self.dialogs.close() || self.middle.close() {
            return;
        }
        match self.session.arrangement().selection {
            Some(_) => self.change(session::Command::Select(None), ctx),
            None => self.change(session::Command::Focus(None), ctx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::ViewKind;

    #[test]
    fn every_view_has_a_part_that_keys_go_to() {
        let mut window = Window::new(None);
        for kind in ViewKind::ALL {
            window.middle.active = *kind;
            let ctx = Context::default();
            window.apply(Command::Step(super::super::command::Direction::Down), &ctx);
            window.apply(Command::OpenMarked, &ctx);
        }
    }
}
