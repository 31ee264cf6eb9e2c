//! What a person can ask the window to do: plain data, applied in order in one place.
//!
//! Menu, palette, shortcuts and tooltips come from [`ACTIONS`]; none of them may list actions of its own.

use crate::date::Day;
use crate::plan::{Facet, Thing};
use crate::views::picture::View;
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;

/// Something to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Ask for a file to open.
    AskOpen,
    /// Open a file.
    Open(PathBuf),
    /// Open a plan that comes with the program.
    OpenBundled(usize),
    /// Read the open file again.
    Reload,
    /// Stop opening a file.
    CancelOpening,
    /// Ask where to export a view to.
    AskExport,
    /// Put the cursor into the query field.
    Find,
    /// Replace the query.
    SetQuery(String),
    /// Add a value to the filter, or take it out.
    Toggle(Facet, u32),
    /// Filter by this value of the facet alone; releases it where it is the only one.
    Only(Facet, u32),
    /// Filter by a year alone, or by what has no date; releases it where it is the only one.
    OnlyYear(Option<i16>),
    /// Forget a facet's choice.
    Clear(Facet),
    /// Forget the whole filter.
    ClearFilter,
    /// Pick a record, or none.
    Select(Option<Thing>),
    /// The pointer rests on a record: holds for one frame.
    Point(Thing),
    /// Look at the plan as it is at a date, or at all of it.
    Focus(Option<Day>),
    /// Pick a record and bring it into view.
    Reveal(Thing),
    /// Show one view alone, or all again.
    Maximise(View),
    /// Show all of the plan in every view.
    Fit,
    /// Show all of the plan in the view that was last pointed at.
    FitActive,
    /// To the view before.
    Back,
    /// Undo going back.
    Forward,
    /// Nearer to the view that was last pointed at, or farther from it.
    Zoom(bool),
    /// Open what the matrix's marked cell holds.
    OpenMarked,
    /// Open the list of a cell of the matrix, by row and column.
    OpenCell(u32, u32),
    /// Filter by the matrix's marked cell.
    FilterMarked,
    /// Filter by a row and a column of the matrix, by their places.
    Narrow(Option<u32>, Option<u32>),
    /// The next mark or cell, in a direction, of the view that was last pointed at.
    Step(Direction),
    /// Light or dark.
    SwitchTheme,
    /// Show or hide the list of a file's problems.
    ShowProblems,
    /// Show or hide the list of shortcuts.
    ShowHelp,
    /// Close what is in front: a dialog, then the selection.
    Escape,
}

/// Where the next mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// A command with a name and perhaps a shortcut.
pub struct Action {
    /// What it does.
    pub command: Command,
    /// As menus call it.
    pub label: &'static str,
    /// The keys for it.
    pub keys: Option<KeyboardShortcut>,
    /// Other keys that some would try first.
    pub or: Option<KeyboardShortcut>,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

const fn action(command: Command, label: &'static str, modifiers: Modifiers, key: Key) -> Action {
    Action { command, label, keys: Some(KeyboardShortcut::new(modifiers, key)), or: None }
}

impl Action {
    const fn or(mut self, key: Key) -> Self {
        self.or = Some(KeyboardShortcut::new(NONE, key));
        self
    }

    /// All its keys as a person reads them: "F or Home".
    pub fn keys_text(&self) -> String {
        self.shortcuts().map(|keys| keys_text(&keys)).collect::<Vec<_>>().join(" or ")
    }

    fn shortcuts(&self) -> impl Iterator<Item = KeyboardShortcut> {
        [self.keys, self.or].into_iter().flatten()
    }
}

/// Everything that has a name, in the order of the menu.
pub const ACTIONS: &[Action] = &[
    action(Command::AskOpen, "Open a plan…", CTRL, Key::O),
    action(Command::Reload, "Read the file again", CTRL, Key::R),
    action(Command::AskExport, "Export a picture…", CTRL, Key::E),
    action(Command::Find, "Find and filter", CTRL, Key::K),
    action(Command::ClearFilter, "Clear the filter", CTRL, Key::Backspace),
    action(Command::Fit, "Show the whole plan", NONE, Key::F),
    action(Command::FitActive, "Show the whole plan in this view", NONE, Key::Home),
    action(Command::Back, "Back to the view before", ALT, Key::ArrowLeft),
    action(Command::Forward, "Forward again", ALT, Key::ArrowRight),
    action(Command::Maximise(View::Timeline), "Timeline alone, or all views", CTRL, Key::Num1),
    action(Command::Maximise(View::Map), "Map alone, or all views", CTRL, Key::Num2),
    action(Command::Maximise(View::Matrix), "Matrix alone, or all views", CTRL, Key::Num3),
    action(Command::Step(Direction::Left), "To the mark at the left", NONE, Key::ArrowLeft),
    action(Command::Step(Direction::Right), "To the mark at the right", NONE, Key::ArrowRight),
    action(Command::Step(Direction::Up), "To the mark above", NONE, Key::ArrowUp),
    action(Command::Step(Direction::Down), "To the mark below", NONE, Key::ArrowDown),
    action(Command::Zoom(true), "Zoom in", NONE, Key::Plus).or(Key::Equals),
    action(Command::Zoom(false), "Zoom out", NONE, Key::Minus),
    action(Command::OpenMarked, "Open the marked cell", NONE, Key::Enter),
    action(Command::FilterMarked, "Filter by the marked cell", NONE, Key::Space),
    action(Command::SwitchTheme, "Light or dark", CTRL, Key::D),
    action(Command::ShowProblems, "Problems of the file", CTRL, Key::P),
    action(Command::ShowHelp, "Shortcuts", NONE, Key::F1),
    action(Command::Escape, "Close, select nothing, or end the focus date", NONE, Key::Escape),
];

/// The action of a command, where it has a name.
pub fn action_of(command: &Command) -> Option<&'static Action> {
    ACTIONS.iter().find(|a| a.command == *command)
}

/// The commands whose keys were pressed. Keys without a modifier are left to what has the keyboard, such as
/// a text field, unless that is the picture of a view; except for Escape, which closes an open menu first.
pub fn pressed(ctx: &egui::Context, on_view: bool) -> Vec<Command> {
    let typing = ctx.egui_wants_keyboard_input() && !on_view;
    let menu = egui::Popup::is_any_open(ctx);
    let is_pressed = |keys: KeyboardShortcut| {
        let escape = keys.logical_key == Key::Escape;
        let plain = keys.modifiers == NONE && !escape;
        let taken = (typing && plain) || (menu && escape);
        !taken && ctx.input_mut(|i| i.consume_shortcut(&keys))
    };
    ACTIONS.iter().filter(|a| a.shortcuts().any(is_pressed)).map(|a| a.command.clone()).collect()
}

/// A shortcut as a person reads it.
pub fn keys_text(keys: &KeyboardShortcut) -> String {
    let command = if keys.modifiers.command { "Ctrl+" } else { "" };
    let alt = if keys.modifiers.alt { "Alt+" } else { "" };
    let key = match keys.logical_key {
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        Key::Escape => "Esc",
        other => other.name(),
    };
    format!("{command}{alt}{key}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_shortcut_or_a_label() {
        for (n, a) in ACTIONS.iter().enumerate() {
            for b in &ACTIONS[n + 1..] {
                assert!(!a.shortcuts().any(|k| b.shortcuts().any(|l| k == l)), "{} and {}", a.label, b.label);
                assert_ne!(a.label, b.label);
            }
        }
    }

    #[test]
    fn the_readme_lists_every_shortcut() {
        let readme = include_str!("../../README.md");
        for action in ACTIONS {
            for keys in action.shortcuts().map(|keys| keys_text(&keys)) {
                assert!(readme.contains(&keys), "README.md does not mention {keys} ({})", action.label);
            }
        }
    }
}
