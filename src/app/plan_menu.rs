//! The menu of the plan in front: its editions by date, recent plans, what becomes of it.
//!
//! It must never list an action of its own: what it does is in the list of commands.

use super::command::{self, Command};
use super::compare_menu::Others;
use super::icon::{self, Icon};
use super::style;
use crate::file;
use crate::scene::{Role, Size, Weight};
use crate::session::{Known, Place, Recent};
use egui::containers::menu::SubMenuButton;
use egui::{Align, Layout, Sense, Ui, pos2, vec2};

/// What the strip and the menu know besides the tabs.
pub struct Around<'a> {
    /// Where the plan in front is.
    pub place: &'a Place,
    /// Every edition of it that is at hand, the latest first.
    pub editions: &'a [Known],
    /// The latest of them, where it is newer.
    pub newer: Option<&'a Known>,
    /// Plans that were opened.
    pub recent: &'a [Recent],
    /// Whether it is remembered how the plan is looked at; `None` where nothing is.
    pub remembered: Option<bool>,
    /// Whether a closed tab can be opened again.
    pub can_reopen: bool,
    /// Whether more than one tab is open.
    pub can_close: bool,
    /// What the plan can be compared with.
    pub others: &'a Others,
}

/// Recent plans that the menu names.
const RECENT: usize = 8;
/// Editions that the menu names.
const EDITIONS: usize = 12;
/// Height of a row in points.
const ROW: f32 = 26.0;
/// Width of the menu in points.
const WIDTH: f32 = 360.0;

/// Shows the menu.
pub fn ui(ui: &mut Ui, around: &Around<'_>, commands: &mut Vec<Command>) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    if !around.editions.is_empty() {
        heading(ui, "Editions");
    }
    for known in around.editions.iter().take(EDITIONS) {
        let here = known.place == *around.place;
        let words = Some(known.edition.words()).filter(|words| !words.is_empty());
        let words = words.unwrap_or_else(|| known.edition.name.clone());
        let right = if here { "open".to_owned() } else { home(&known.place) };
        if row(ui, here.then_some(Icon::Tick), &words, &right, true) && !here {
            commands.push(Command::OpenHere(known.place.clone()));
        }
    }
    let is_edition = |place: &Place| around.editions.iter().any(|known| known.place == *place);
    let recent: Vec<&Recent> = around.recent.iter().filter(|recent| !is_edition(&recent.place)).collect();
    if !recent.is_empty() {
        heading(ui, "Recent plans");
    }
    for recent in recent.into_iter().take(RECENT) {
        let named = |name: &str| if name.is_empty() { home(&recent.place) } else { name.to_owned() };
        if row(ui, None, &named(&recent.edition.name), &recent.edition.words(), true) {
            commands.push(open(&recent.place));
        }
    }
    let others: Vec<_> = file::BUNDLED
        .iter()
        .enumerate()
        .filter(|(_, bundled)| !is_edition(&Place::Bundled(bundled.name.to_owned())))
        .collect();
    if !others.is_empty() {
        heading(ui, "Plans of the program");
    }
    for (number, bundled) in others {
        if row(ui, None, bundled.title, "", true) {
            commands.push(Command::OpenBundled(number));
        }
    }
    ui.add_space(4.0);
    ui.separator();
    act(ui, Command::AskOpen, true, commands);
    compare(ui, around.others, commands);
    let mut action = |ui: &mut Ui, command: Command, enabled: bool| act(ui, command, enabled, commands);
    action(ui, Command::ReopenTab, around.can_reopen);
    action(ui, Command::CloseTab(None), around.can_close);
    if let Some(remembered) = around.remembered {
        ui.separator();
        let words = "Don’t remember this plan";
        let tip = "Nothing of how you look at it is kept when the window closes, nor that you opened it";
        if row_with_tip(ui, (!remembered).then_some(Icon::Tick), words, "", true, tip) {
            commands.push(Command::Remember(!remembered));
        }
    }
}

/// A row that does what the list of commands says.
fn act(ui: &mut Ui, command: Command, enabled: bool, commands: &mut Vec<Command>) {
    let Some(action) = command::action_of(&command) else { return };
    if row(ui, None, &action.label, &action.first_keys(), enabled) {
        commands.push(command);
    }
}

/// The row that leads to what the plan can be compared with.
fn compare(ui: &mut Ui, others: &Others, commands: &mut Vec<Command>) {
    let words = style::text(ui, "Compare with", Size::Body, Weight::Regular, Role::Text);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(26.0, 4.0);
        ui.spacing_mut().interact_size.y = ROW;
        let (response, _) = SubMenuButton::new(words).ui(ui, |ui| others.ui(ui, commands));
        super::facets::name_it(&response, egui::Role::MenuItem, false, "Compare with");
    });
}

/// The command that opens a place in a tab of its own.
pub fn open(place: &Place) -> Command {
    match place {
        Place::File(path) => Command::Open(path.clone()),
        Place::Bundled(name) => {
            let number = file::BUNDLED.iter().position(|bundled| bundled.name == name);
            Command::OpenBundled(number.unwrap_or_default())
        }
    }
}

/// Where a plan is, in a few words.
pub fn home(place: &Place) -> String {
    match place {
        Place::Bundled(_) => "comes with the program".to_owned(),
        Place::File(path) => path
            .file_name()
            .map_or_else(String::new, |name| crate::printable::word(&name.to_string_lossy()).into_owned()),
    }
}

/// A line above the rows that belong together.
pub fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(style::text(ui, words, Size::Note, Weight::Semibold, Role::Muted));
    });
    ui.add_space(2.0);
}

/// A row of a menu: a sign, words, and at the right what belongs to them; true when it was clicked.
pub fn row(ui: &mut Ui, icon: Option<Icon>, words: &str, right: &str, enabled: bool) -> bool {
    row_with_tip(ui, icon, words, right, enabled, "")
}

fn row_with_tip(ui: &mut Ui, sign: Option<Icon>, words: &str, right: &str, enabled: bool, tip: &str) -> bool {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, 4, of(Role::App));
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, of(Role::Accent));
        ui.painter().rect_stroke(rect, 4, ring, egui::StrokeKind::Inside);
    }
    if let Some(sign) = sign {
        icon::draw(ui.painter(), pos2(rect.left() + 14.0, rect.center().y), sign, of(Role::Accent));
    }
    let inner = rect.shrink2(vec2(8.0, 0.0)).with_min_x(rect.left() + 26.0);
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
    let role = if enabled { Role::Text } else { Role::Muted };
    let right = style::text(&child, right, Size::Note, Weight::Regular, Role::Muted);
    child.add(egui::Label::new(right).selectable(false));
    child.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let words = style::text(ui, words, Size::Body, Weight::Regular, role);
        ui.add(egui::Label::new(words).truncate().selectable(false));
    });
    super::facets::name_it(&response, egui::Role::MenuItem, sign.is_some(), words);
    let response = if tip.is_empty() { response } else { response.on_hover_text(tip) };
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}
