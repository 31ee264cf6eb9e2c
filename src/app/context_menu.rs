//! The menu on a mark, row, pin or heading: what `session::menu` offers, and what there is to copy and to open.
//!
//! It must never decide what a target means: an entry is a command.

use super::command::{Command, action_of};
use super::shown::Shown;
use super::style;
use crate::file;
use crate::scene::{Role, Size, Weight};
use crate::session::{self, Around, Entry, Menu, Panes, Target};
use crate::views::{Link, ViewKind};
use egui::containers::menu::menu_style;
use egui::{
    Button, Context, Id, LayerId, Layout, Popup, PopupAnchor, PopupCloseBehavior, PopupKind, Pos2, Ui, vec2,
};

/// Width of the menu in points.
const WIDTH: f32 = 216.0;
/// Height of an entry.
const ROW: f32 = 28.0;
/// In larger files a record's line is looked for only when it is asked for.
const READ: u64 = 8 * 1024 * 1024;

/// The menu, where one is open.
#[derive(Default)]
pub struct ContextMenu {
    open: Option<Open>,
}

struct Open {
    menu: Menu,
    at: Pos2,
    view: Option<ViewKind>,
    /// What had the keyboard, which it is given back.
    focus: Option<Id>,
    /// The line of the record in its file.
    line: Option<usize>,
}

impl ContextMenu {
    /// Opens the menu on a target at a place of the window, where it offers anything.
    pub fn open(
        &mut self,
        ctx: &Context,
        shown: &Shown<'_>,
        target: &Target,
        (at, view): (Pos2, Option<ViewKind>),
    ) {
        let around = Around {
            plan: shown.plan,
            index: &shown.document.index,
            filter: shown.filter,
            views: &shown.arrangement.views,
            view,
        };
        let focus = ctx.memory(|memory| memory.focused());
        self.open = session::menu(&around, target).map(|menu| {
            let path = shown.document.path.as_deref();
            let small = path.filter(|path| path.metadata().is_ok_and(|file| file.len() <= READ));
            let line = small.zip(menu.record.as_deref()).and_then(|(path, id)| file::line_of(path, id));
            Open { menu, at, view, focus, line }
        });
        // Arrows begin at the first entry.
        if let Some(focus) = focus.filter(|_| self.open.is_some()) {
            ctx.memory_mut(|memory| memory.surrender_focus(focus));
        }
    }

    /// Shows the menu.
    pub fn ui(&mut self, ctx: &Context, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let Some(open) = &self.open else { return };
        let mut stays = true;
        let before = commands.len();
        Popup::new(
            Id::unique("context menu"),
            ctx.clone(),
            PopupAnchor::Position(open.at),
            LayerId::background(),
        )
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(egui::Align::Min))
        .style(menu_style)
        .gap(2.0)
        .accessible_name(format!("Menu of {}", open.menu.title))
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .open_bool(&mut stays)
        .show(|ui| open.ui(ui, shown, commands));
        if !stays || commands.len() > before {
            if let Some(focus) = open.focus {
                ctx.memory_mut(|memory| memory.request_focus(focus));
            }
            self.open = None;
        }
    }
}

impl Open {
    fn ui(&self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        ui.set_width(WIDTH);
        ui.spacing_mut().interact_size.y = ROW;
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        let menu = &self.menu;
        ui.add_space(4.0);
        let title = style::text(ui, menu.title.as_str(), Size::Body, Weight::Semibold, Role::Text);
        ui.add(egui::Label::new(title).truncate());
        if !menu.note.is_empty() {
            let note = style::text(ui, menu.note.as_str(), Size::Note, Weight::Regular, Role::Muted);
            ui.add(egui::Label::new(note).truncate());
        }
        ui.separator();
        entries(ui, "Only this", &menu.only, commands);
        entries(ui, "Exclude", &menu.exclude, commands);
        entries(ui, "Group by", &menu.group_by, commands);
        if menu.record.is_some() {
            ui.separator();
            self.places(ui, commands);
        }
        ui.separator();
        let mut copy = |ui: &mut Ui, words: &str, what: Option<String>, key: &Command| {
            if let Some(text) = what.filter(|_| ui.add(row(words, keys(key))).clicked()) {
                commands.push(Command::CopyText(text));
            }
        };
        copy(ui, "Copy name", Some(menu.title.clone()), &Command::Copy);
        if let Some(citation) = &menu.citation {
            copy(ui, "Copy citation", Some(citation.clone()), &Command::CopyCitation);
        }
        if let Some(id) = &menu.record {
            let link = format!("{id} in {}", shown.document.name());
            copy(ui, "Copy link", Some(link), &Command::Escape);
        }
        ui.separator();
        if let Some(address) = &menu.address
            && ui.add(row("Open link", String::new())).on_hover_text(address.as_str()).clicked()
        {
            ui.ctx().open_url(egui::OpenUrl::new_tab(address));
            ui.close();
        }
        if let Some(id) = &menu.record {
            self.editor(ui, shown, id, commands);
        }
        if let Some(view) = self.view
            && ui.add(row("Export this view…", keys(&Command::AskExport))).clicked()
        {
            commands.push(Command::AskExportOf(view));
        }
        ui.add_space(2.0);
    }

    /// The other views that a record can be looked at in.
    fn places(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        for kind in Panes::usual().views() {
            let key = keys(&session::Command::Enlarge(kind).into());
            let words = format!("Show in {}", kind.name().to_lowercase());
            if Some(kind) != self.view && ui.add(row(&words, key)).clicked() {
                let link = Link { view: Some(kind), select: self.menu.record.clone(), query: None };
                commands.push(session::Command::Go(link).into());
                commands.extend(self.menu.record.clone().map(Command::Reveal));
            }
        }
    }

    fn editor(&self, ui: &mut Ui, shown: &Shown<'_>, id: &str, commands: &mut Vec<Command>) {
        let line = self.line.map(|line| format!("line {line}")).unwrap_or_default();
        let has_file = shown.document.path.is_some();
        let button = ui.add_enabled(has_file, row("Open in my editor", line));
        let button = button.on_disabled_hover_text(
            "This plan comes with the program: “roadscope sample” writes it as a file of your own",
        );
        if button.clicked() {
            commands.push(Command::EditRecord(id.into()));
        }
    }
}

/// Entries in a menu of their own; a single one at once.
fn entries(ui: &mut Ui, words: &str, entries: &[Entry], commands: &mut Vec<Command>) {
    match entries {
        [] => {}
        [one] => entry(ui, words, one, commands),
        several => {
            ui.menu_button(words, |ui| {
                ui.set_min_width(WIDTH);
                for one in several {
                    let words = if one.of.is_empty() {
                        one.what.clone()
                    } else {
                        format!("{}: {}", one.of, one.what)
                    };
                    entry(ui, &words, one, commands);
                }
            });
        }
    }
}

/// An entry with what remains; what is so already stays, muted.
fn entry(ui: &mut Ui, words: &str, entry: &Entry, commands: &mut Vec<Command>) {
    let count = entry.count.map(|count| count.to_string());
    let behind =
        count.unwrap_or_else(|| if entry.command.is_none() { "chosen".to_owned() } else { String::new() });
    let clicked = ui.add_enabled(entry.command.is_some(), row(words, behind)).clicked();
    commands.extend(entry.command.clone().filter(|_| clicked).map(Command::from));
}

fn row(words: &str, behind: String) -> Button<'static> {
    Button::new(words.to_owned()).truncate().min_size(vec2(0.0, ROW)).shortcut_text(behind)
}

/// The keys of a command that has some.
fn keys(command: &Command) -> String {
    let action = action_of(command).filter(|_| *command != Command::Escape);
    action.and_then(|action| action.keys.first()).map(super::command::keys_text).unwrap_or_default()
}
