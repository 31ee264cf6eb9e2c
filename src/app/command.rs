//! What a person can ask the window to do: plain data, applied in order in one place.
//!
//! Menu, palette, shortcuts and tooltips come from [`actions`]; none of them may list actions of its own.

use crate::session::{self, Place, Preset};
use crate::views::ViewKind;
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;
use std::sync::OnceLock;

/// Something to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Change how the plan is looked at.
    Do(session::Command),
    /// Ask for a file to open.
    AskOpen,
    /// Open a file.
    Open(PathBuf),
    /// Open a plan that comes with the program.
    OpenBundled(usize),
    /// Ask for a file to compare with.
    AskCompare,
    /// Look at the older edition, compared with the one that was looked at.
    SwapEditions,
    /// Open another edition in the place of the one in front.
    OpenHere(Place),
    /// Bring a tab to the front.
    GoToTab(usize),
    /// Bring the tab so many places further to the front.
    StepTab(isize),
    /// Close a tab: the one in front where none is named.
    CloseTab(Option<usize>),
    /// Open again what was closed last.
    ReopenTab,
    /// Remember how the plan in front is looked at, or nothing of it.
    Remember(bool),
    /// Ask for a name to save the arrangement under.
    AskSave,
    /// Look at the plan as a saved view says.
    OpenSaved(String),
    /// Remove a saved view.
    RemoveSaved(String),
    /// Find anything by its name.
    FindAnything,
    /// Fold a side panel, or show it again.
    Fold(Panel),
    /// Everything in the window larger, smaller, or of its usual size.
    Scale(Scale),
    /// Divide the middle as a preset says.
    Preset(Preset),
    /// End the window.
    Quit,
    /// Read the open file again.
    Reload,
    /// Stop opening a file.
    CancelOpening,
    /// Ask where to export a view to.
    AskExport,
    /// Put the cursor into the query field.
    Find,
    /// The pointer rests on a record, by its id: holds for one frame.
    Point(Box<str>),
    /// Pick a record by its id and bring it into view.
    Reveal(Box<str>),
    /// Show all of the plan in the view that was last pointed at.
    FitActive,
    /// Nearer to the view that was last pointed at, or farther from it.
    Zoom(bool),
    /// Open what the keyboard has marked in the view that was last pointed at.
    OpenMarked,
    /// Filter by what the keyboard has marked.
    FilterMarked,
    /// The next mark or cell, in a direction, of the view that was last pointed at.
    Step(Direction),
    /// The next mark as well, in a direction.
    Extend(Direction),
    /// Far on at once in the view that was last pointed at.
    Leap(Leap),
    /// Choose everything in the view that was last pointed at.
    ChooseAll,
    /// Copy what is chosen in the view that was last pointed at, or the name of what is selected.
    Copy,
    /// Copy who says so of what is selected.
    CopyCitation,
    /// Put a text where it can be pasted from.
    CopyText(String),
    /// Open the menu on a target, at a place of the window, in a view.
    OpenMenu(session::Target, egui::Pos2, Option<ViewKind>),
    /// Open the menu on what the keyboard is at in the view that was last pointed at.
    MenuHere,
    /// Ask where to export one view to.
    AskExportOf(ViewKind),
    /// Open the line of a record in the person's own editor, by its id.
    EditRecord(Box<str>),
    /// Light or dark.
    SwitchTheme,
    /// Keep what does not match, pale; or leave it out again.
    TurnOthers,
    /// Show or hide the list of a file's problems.
    ShowProblems,
    /// Show or hide the list of shortcuts.
    ShowHelp,
    /// Close what is in front: a dialog, then the selection.
    Escape,
}

impl Command {
    /// Whether its keys mean the same while a dialog is open.
    fn is_for_dialogs(&self) -> bool {
        matches!(
            self,
            Self::Escape
                | Self::Quit
                | Self::Reload
                | Self::Scale(_)
                | Self::ShowHelp
                | Self::ShowProblems
                | Self::SwitchTheme
        )
    }
}

impl From<session::Command> for Command {
    fn from(command: session::Command) -> Self {
        Self::Do(command)
    }
}

/// A panel at a side of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The facets.
    Facets,
    /// The inspector.
    Inspector,
}

/// What becomes of the size of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Scale {
    Larger,
    Smaller,
    Usual,
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

/// How far a key goes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Leap {
    PageUp,
    PageDown,
    End,
}

/// A command with a name and perhaps shortcuts.
pub struct Action {
    /// What it does.
    pub command: Command,
    /// As menus call it.
    pub label: String,
    /// The keys for it, the usual ones first.
    pub keys: Vec<KeyboardShortcut>,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

impl Action {
    fn new(command: impl Into<Command>, label: impl Into<String>, modifiers: Modifiers, key: Key) -> Self {
        let keys = vec![KeyboardShortcut::new(modifiers, key)];
        Self { command: command.into(), label: label.into(), keys }
    }

    /// Other keys that some would try first.
    fn or(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.keys.push(KeyboardShortcut::new(modifiers, key));
        self
    }

    /// Without keys: it is found in menus and by its name.
    fn keyless(command: impl Into<Command>, label: impl Into<String>) -> Self {
        Self { command: command.into(), label: label.into(), keys: Vec::new() }
    }

    /// The keys that menus tell; empty where there are none.
    pub fn first_keys(&self) -> String {
        self.keys.first().map(keys_text).unwrap_or_default()
    }

    /// All its keys as a person reads them: "F or Home".
    pub fn keys_text(&self) -> String {
        self.keys.iter().map(keys_text).collect::<Vec<_>>().join(" or ")
    }
}

/// Everything that has a name, in the order of the menu.
pub fn actions() -> &'static [Action] {
    static ACTIONS: OnceLock<Vec<Action>> = OnceLock::new();
    ACTIONS.get_or_init(|| {
        let mut all = of_files();
        all.extend(of_the_arrangement());
        all.extend(ViewKind::ALL.iter().zip(NUMBERS).map(|(kind, key)| {
            let label = format!("{} alone, or all views", kind.name());
            Action::new(session::Command::Enlarge(*kind), label, CTRL, key)
        }));
        let presets =
            Preset::ALL.iter().map(|preset| Action::keyless(Command::Preset(*preset), preset.label()));
        all.extend(presets);
        all.extend(of_the_view());
        all.extend(of_rows());
        all.extend(of_the_window());
        all
    })
}

const NUMBERS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

fn of_files() -> Vec<Action> {
    vec![
        Action::new(Command::AskOpen, "Open a plan…", CTRL, Key::O),
        Action::new(Command::AskCompare, "Compare with an older edition…", CTRL, Key::G),
        Action::new(Command::CloseTab(None), "Close this plan", CTRL, Key::W),
        Action::new(Command::ReopenTab, "Open the plan closed last", CTRL | SHIFT, Key::T),
        Action::new(Command::StepTab(1), "To the next plan", CTRL, Key::PageDown),
        Action::new(Command::StepTab(-1), "To the plan before", CTRL, Key::PageUp),
        Action::new(Command::Reload, "Read the file again", CTRL, Key::R),
        Action::new(Command::AskExport, "Export a picture…", CTRL, Key::E),
    ]
}

fn of_the_arrangement() -> Vec<Action> {
    use session::Command::{Back, ClearFilter, FitAll, Forward, Redo, Undo};
    vec![
        Action::new(Command::FindAnything, "Find anything", CTRL, Key::K),
        Action::new(Command::Find, "Filter", CTRL, Key::F),
        Action::new(Command::AskSave, "Save this view…", CTRL, Key::S),
        Action::new(ClearFilter, "Clear the filter", CTRL, Key::Backspace),
        Action::new(
            Command::TurnOthers,
            "Keep what does not match, pale, or leave it out",
            CTRL | SHIFT,
            Key::P,
        ),
        Action::new(FitAll, "Show the whole plan", NONE, Key::F),
        Action::new(Command::FitActive, "Show the whole plan in this view", NONE, Key::Home),
        Action::new(Back, "Back to the view before", ALT, Key::ArrowLeft),
        Action::new(Forward, "Forward again", ALT, Key::ArrowRight),
        Action::new(Undo, "Undo", CTRL, Key::Z),
        Action::new(Redo, "Redo", CTRL | SHIFT, Key::Z).or(CTRL, Key::Y),
    ]
}

fn of_the_view() -> Vec<Action> {
    let step = |direction, label: &str, key| Action::new(Command::Step(direction), label, NONE, key);
    vec![
        step(Direction::Left, "To the mark at the left", Key::ArrowLeft),
        step(Direction::Right, "To the mark at the right", Key::ArrowRight),
        step(Direction::Up, "To the mark above", Key::ArrowUp),
        step(Direction::Down, "To the mark below", Key::ArrowDown),
        Action::new(Command::Zoom(true), "Zoom in", NONE, Key::Plus).or(NONE, Key::Equals),
        Action::new(Command::Zoom(false), "Zoom out", NONE, Key::Minus),
        Action::new(Command::OpenMarked, "Open the marked cell", NONE, Key::Enter),
        Action::new(Command::FilterMarked, "Filter by the marked cell", NONE, Key::Space),
    ]
}

fn of_rows() -> Vec<Action> {
    vec![
        Action::new(Command::Extend(Direction::Up), "Choose the row above too", SHIFT, Key::ArrowUp),
        Action::new(Command::Extend(Direction::Down), "Choose the row below too", SHIFT, Key::ArrowDown),
        Action::new(Command::Leap(Leap::PageUp), "To the row a page above", NONE, Key::PageUp),
        Action::new(Command::Leap(Leap::PageDown), "To the row a page below", NONE, Key::PageDown),
        Action::new(Command::Leap(Leap::End), "To the last row", NONE, Key::End),
        Action::new(Command::ChooseAll, "Choose every row", CTRL, Key::A),
        Action::new(Command::Copy, "Copy the chosen rows, or the name of what is selected", CTRL, Key::C),
        Action::new(Command::MenuHere, "Menu of what is selected", NONE, Key::Menu).or(SHIFT, Key::F10),
        Action::new(Command::CopyCitation, "Copy who says so of what is selected", CTRL | SHIFT, Key::C),
    ]
}

fn of_the_window() -> Vec<Action> {
    vec![
        Action::new(Command::SwitchTheme, "Light or dark", CTRL, Key::D),
        Action::new(Command::Fold(Panel::Facets), "Fold the filter panel", CTRL, Key::B),
        Action::new(Command::Fold(Panel::Inspector), "Fold the inspector", CTRL | ALT, Key::B),
        Action::new(Command::Scale(Scale::Larger), "Everything larger", CTRL, Key::Plus)
            .or(CTRL, Key::Equals),
        Action::new(Command::Scale(Scale::Smaller), "Everything smaller", CTRL, Key::Minus),
        Action::new(Command::Scale(Scale::Usual), "Everything of its usual size", CTRL, Key::Num0),
        Action::new(Command::ShowProblems, "Problems of the file", CTRL, Key::P),
        Action::new(Command::Quit, "Close the window", CTRL, Key::Q),
        Action::new(Command::ShowHelp, "Shortcuts", NONE, Key::F1),
        Action::new(Command::Escape, "Close, select nothing, or end the focus date", NONE, Key::Escape),
    ]
}

/// The action of a command, where it has a name.
pub fn action_of(command: &Command) -> Option<&'static Action> {
    actions().iter().find(|action| action.command == *command)
}

/// What a control says of a command when the pointer rests on it: its name and its keys.
pub fn tip_of(command: &Command) -> String {
    let Some(action) = action_of(command) else { return String::new() };
    let keys = action.first_keys();
    if keys.is_empty() { action.label.clone() } else { format!("{} ({keys})", action.label) }
}

/// The commands whose keys were pressed. Keys without a modifier are left to what has the keyboard, such as
/// a text field, unless that is the picture of a view; except for Escape, which closes an open menu first. In a dialog
/// only those are asked for that are the dialog's or the whole window's: what lies behind it gets none.
pub fn pressed(ctx: &egui::Context, on_view: bool, dialog: bool) -> Vec<Command> {
    let typing = ctx.egui_wants_keyboard_input() && !on_view;
    let menu = egui::Popup::is_any_open(ctx);
    let is_pressed = |keys: &KeyboardShortcut| {
        let escape = keys.logical_key == Key::Escape;
        let plain = keys.modifiers == NONE && !escape;
        // Undo, copying and choosing all within a text are the text field's.
        let edits =
            typing && keys.modifiers.command && matches!(keys.logical_key, Key::Z | Key::Y | Key::A | Key::C);
        let taken = (typing && plain) || (menu && (escape || plain)) || edits;
        !taken && ctx.input_mut(|i| i.consume_shortcut(keys))
    };
    // The system's Ctrl+C comes as an event of its own.
    let copies = !typing && !dialog && ctx.input(|i| i.events.contains(&egui::Event::Copy));
    // A shortcut with more modifiers is asked for first: Ctrl+Z would take Ctrl+Shift+Z for its own.
    let mut order: Vec<&Action> =
        actions().iter().filter(|action| !dialog || action.command.is_for_dialogs()).collect();
    order.sort_by_key(|action| !action.keys.iter().any(|keys| keys.modifiers.shift || keys.modifiers.alt));
    let is_asked =
        |action: &&Action| action.keys.iter().any(is_pressed) || (copies && action.command == Command::Copy);
    order.into_iter().filter(is_asked).map(|a| a.command.clone()).collect()
}

/// A shortcut as a person reads it.
pub fn keys_text(keys: &KeyboardShortcut) -> String {
    let command = if keys.modifiers.command { "Ctrl+" } else { "" };
    let shift = if keys.modifiers.shift { "Shift+" } else { "" };
    let alt = if keys.modifiers.alt { "Alt+" } else { "" };
    let key = match keys.logical_key {
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        Key::Escape => "Esc",
        other => other.name(),
    };
    format!("{command}{shift}{alt}{key}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_shortcut_or_a_label() {
        for (n, a) in actions().iter().enumerate() {
            for b in &actions()[n + 1..] {
                assert!(!a.keys.iter().any(|k| b.keys.contains(k)), "{} and {}", a.label, b.label);
                assert_ne!(a.label, b.label);
            }
        }
    }

    #[test]
    fn the_readme_lists_every_shortcut() {
        let readme = include_str!("../../README.md");
        for action in actions() {
            for keys in action.keys.iter().map(keys_text) {
                assert!(readme.contains(&keys), "README.md does not mention {keys} ({})", action.label);
            }
        }
    }
}
