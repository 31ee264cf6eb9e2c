//! The middle of the window: panes with their headings, and the views in them. It must never apply a command.

use super::command::{self, Command, Direction, Leap};
use super::dividers;
use super::docking::Docking;
use super::legend::Legend;
use super::shown::Shown;
use super::view_part::{ViewPart, part_of};
use super::way_out::WaysOut;
use super::{hover, legend, pane_tabs, style};
use crate::plan::Thing;
use crate::scene::Role;
use crate::session::{self, Pane, Panes, Target};
use crate::views::ViewKind;
use egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// Space between panes in points.
pub const GAP: f32 = 8.0;
/// Height of a pane's heading in points.
const HEADING: f32 = 32.0;

/// The views of the window, and the one that keys go to.
pub struct Middle {
    views: Vec<Member>,
    ways_out: WaysOut,
    /// The view that was last pointed at: keys without a modifier go there.
    pub active: ViewKind,
    /// The keyboard is on a view's picture.
    pub focused: bool,
    docking: Docking,
}

struct Member {
    kind: ViewKind,
    part: Box<dyn ViewPart>,
    legend: Legend,
    /// Where its pane was last.
    place: Rect,
    /// It was shown in the last frame.
    shown: bool,
}

impl Default for Middle {
    fn default() -> Self {
        let member = |kind: &ViewKind| Member {
            kind: *kind,
            part: part_of(*kind),
            legend: Legend::default(),
            place: Rect::ZERO,
            shown: false,
        };
        let views = ViewKind::ALL.iter().map(member).collect();
        let docking = Docking::default();
        Self { views, ways_out: WaysOut::default(), active: ViewKind::default(), focused: false, docking }
    }
}

impl Middle {
    /// The part of the view that was last pointed at.
    fn active_part(&mut self) -> Option<&mut Box<dyn ViewPart>> {
        let active = self.active;
        self.views.iter_mut().find(|member| member.kind == active).map(|member| &mut member.part)
    }

    /// The next mark of the active view.
    pub fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        if let Some(part) = self.active_part() {
            part.step(shown, direction, commands);
        }
    }

    /// The next mark of the active view as well as those that are chosen.
    pub fn extend(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        if let Some(part) = self.active_part() {
            part.extend(shown, direction, commands);
        }
    }

    /// Far on at once in the active view.
    pub fn leap(&mut self, shown: &Shown<'_>, leap: Leap, commands: &mut Vec<Command>) {
        if let Some(part) = self.active_part() {
            part.leap(shown, leap, commands);
        }
    }

    /// Chooses everything in the active view.
    pub fn choose_all(&mut self, shown: &Shown<'_>) {
        if let Some(part) = self.active_part() {
            part.choose_all(shown);
        }
    }

    /// What is chosen in the active view, as text for other programs.
    pub fn copied(&mut self, shown: &Shown<'_>) -> Option<String> {
        self.active_part().and_then(|part| part.copied(shown))
    }

    /// Zooms the active view about its middle.
    pub fn zoom(&mut self, shown: &Shown<'_>, inwards: bool, commands: &mut Vec<Command>) {
        if let Some(part) = self.active_part() {
            part.zoom(shown, inwards, commands);
        }
    }

    /// Opens what the keyboard has marked in the active view.
    pub fn open_marked(&mut self, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        if let Some(part) = self.active_part() {
            part.open_marked(shown, commands);
        }
    }

    /// Opens the menu on what the keyboard is at in the active view; else on what is selected, in its middle.
    pub fn menu_here(&mut self, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let active = self.active;
        let Some(member) = self.views.iter_mut().find(|member| member.kind == active) else { return };
        let selected = shown.selection.map(|thing| Target::Record(shown.id(thing)));
        let here = member.part.here(shown).or_else(|| selected.map(|target| (target, member.place.center())));
        commands.extend(here.map(|(target, at)| Command::OpenMenu(target, at, Some(active))));
    }

    /// Filters by what the keyboard has marked in the active view.
    pub fn filter_marked(&mut self, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        if let Some(part) = self.active_part() {
            part.filter_marked(shown, commands);
        }
    }

    /// Brings a record into view in every view that is shown.
    pub fn reveal(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        self.views.iter_mut().for_each(|member| member.part.reveal(shown, thing, commands));
    }

    /// Brings a record into view in every view that is shown but the active one, where it was picked.
    pub fn reveal_beside(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        let others = self.views.iter_mut().filter(|member| member.shown && member.kind != self.active);
        others.for_each(|member| member.part.reveal(shown, thing, commands));
    }

    /// Closes what is open in front of a view; false where nothing is.
    pub fn close(&mut self) -> bool {
        self.docking.drop() || self.views.iter_mut().any(|member| member.part.close())
    }

    /// Shows the panes.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        self.focused = false;
        let all = ui.available_rect_before_wrap();
        let panes = &shown.arrangement.panes;
        let places = places(panes, all);
        // Keys go to a view that is there.
        if places.iter().all(|(kind, _)| *kind != self.active) {
            self.active = places.first().map_or(self.active, |(kind, _)| *kind);
        }
        self.views.iter_mut().for_each(|member| member.shown = false);
        // The largest pane says what to do where nothing matches.
        let largest = places.iter().map(|(kind, rect)| (rect.area(), *kind));
        let largest = largest.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, kind)| kind);
        for (kind, rect) in &places {
            self.pane(ui, shown, *kind, *rect, commands);
            if Some(*kind) == largest {
                let body = rect.shrink(1.0);
                let body = body.with_min_y(body.top() + HEADING);
                self.ways_out.ui(ui, shown, body, commands);
            }
        }
        dividers::ui(ui, panes, all, commands);
        if panes.enlarged.is_none() {
            self.docking.ui(ui, panes, &places, commands);
        }
    }

    fn pane(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        kind: ViewKind,
        rect: Rect,
        commands: &mut Vec<Command>,
    ) {
        let theme = style::theme(ui);
        let line = egui::Stroke::new(1.0, style::color(theme, Role::Line));
        ui.painter().rect(rect, 4, style::color(theme, Role::Panel), line, egui::StrokeKind::Inside);
        let inner = rect.shrink(1.0);
        if ui.rect_contains_pointer(inner) {
            self.active = kind;
        }
        let Some(member) = self.views.iter_mut().find(|member| member.kind == kind) else { return };
        (member.place, member.shown) = (inner, true);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(kind.name()));
        ui.set_clip_rect(inner.intersect(ui.clip_rect()));
        let head = Rect::from_min_size(inner.min, vec2(inner.width(), HEADING));
        heading(&mut ui, shown, member, &mut self.docking, head, commands);
        let body = Rect::from_min_max(pos2(inner.left(), head.bottom()), inner.max);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(body).id_salt("body"));
        ui.set_clip_rect(body.intersect(ui.clip_rect()));
        if member.part.ui(&mut ui, shown, commands) {
            (self.active, self.focused) = (kind, true);
        }
    }
}

fn heading(
    ui: &mut Ui,
    shown: &Shown<'_>,
    member: &mut Member,
    docking: &mut Docking,
    head: Rect,
    commands: &mut Vec<Command>,
) {
    let kind = member.kind;
    let whole = ui.interact(head, ui.scope_id().with("heading"), egui::Sense::click_and_drag());
    docking.held(&whole, kind);
    if whole.double_clicked() {
        commands.push(session::Command::Enlarge(kind).into());
    }
    let inner = head.shrink2(vec2(14.0, 0.0));
    let row = |rect: Rect, name: &str| {
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        UiBuilder::new().max_rect(rect).layout(layout).id_salt(name)
    };
    let alone = shown.arrangement.panes.enlarged == Some(kind);
    let size = if alone { "all views" } else { "enlarge" };
    // What stands at the right keeps its room: choices that would reach into it are left out.
    let gap = ui.spacing().item_spacing.x;
    let right = hover::word_width(ui, legend::OPENER) + hover::word_width(ui, size) + gap;
    let mut bar = ui.new_child(row(inner.with_max_x(inner.right() - right - gap), "choices"));
    bar.spacing_mut().item_spacing.x = 4.0;
    pane_tabs::show(&mut bar, shown, kind, docking, commands);
    bar.add_space(4.0);
    member.part.menus(&mut bar, shown, commands);
    let mut bar = ui.new_child(row(inner.with_min_x(inner.right() - right), "right"));
    member.legend.opener(&mut bar, shown, kind);
    let enlarge = session::Command::Enlarge(kind).into();
    let button = hover::word_button(&mut bar, size).on_hover_text(command::tip_of(&enlarge));
    let label = format!("Enlarge {}", kind.name().to_lowercase());
    super::facets::name_it(&button, egui::Role::Button, false, &label);
    if button.clicked() {
        commands.push(enlarge);
    }
}

/// Where each view stands in a rectangle: the enlarged one alone, or all as the tree says; of tabs the one in
/// front.
fn places(panes: &Panes, all: Rect) -> Vec<(ViewKind, Rect)> {
    let mut found = Vec::new();
    match panes.enlarged {
        Some(kind) => found.push((kind, all)),
        None => place(&panes.tree, all, &mut found),
    }
    found
}

fn place(pane: &Pane, all: Rect, found: &mut Vec<(ViewKind, Rect)>) {
    match pane {
        Pane::View(kind) => found.push((*kind, all)),
        Pane::Tabs { front, panes } => {
            if let Some(pane) = panes.get(*front).or_else(|| panes.first()) {
                place(pane, all, found);
            }
        }
        Pane::Split { along, parts } => {
            for (part, rect) in parts.iter().zip(dividers::parts(*along, parts, all)) {
                place(&part.pane, rect, found);
            }
        }
    }
}
