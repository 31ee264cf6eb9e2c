//! What the window asks of every view, and the one list of the window parts of views.
//!
//! It must never hold how a view is looked at: that is the arrangement's; a part keeps only what it prepared.

use super::command::{Command, Direction, Leap};
use super::map_tile::MapTile;
use super::matrix_tile::MatrixTile;
use super::scroll_part::ScrollPart;
use super::shown::Shown;
use super::table_tile::TableTile;
use super::timeline_tile::TimelineTile;
use crate::plan::Thing;
use crate::session::Target;
use crate::views::ViewKind;
use crate::views::coverage::CoverageView;
use crate::views::cycle::CycleView;
use crate::views::overview::OverviewView;
use crate::views::ownership::OwnershipView;
use crate::views::targets::TargetsView;
use egui::{Pos2, Ui};

/// A view in the window: how it is dragged, scrolled, pointed at and worked by keys. Whatever changes the
/// arrangement is told as a command.
pub trait ViewPart {
    /// The choices that stand in the pane's heading.
    fn menus(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>);

    /// Shows the view; true where it has the keyboard.
    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool;

    /// The next mark in a direction.
    fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>);

    /// The next mark in a direction as well as those that are chosen.
    fn extend(&mut self, _shown: &Shown<'_>, _direction: Direction, _commands: &mut Vec<Command>) {}

    /// Far on at once.
    fn leap(&mut self, _shown: &Shown<'_>, _leap: Leap, _commands: &mut Vec<Command>) {}

    /// Chooses everything.
    fn choose_all(&mut self, _shown: &Shown<'_>) {}

    /// What is chosen, as text for other programs; `None` where nothing is that this view could tell.
    fn copied(&mut self, _shown: &Shown<'_>) -> Option<String> {
        None
    }

    /// Nearer about the middle, or farther.
    fn zoom(&mut self, _shown: &Shown<'_>, _inwards: bool, _commands: &mut Vec<Command>) {}

    /// Brings a record into view.
    fn reveal(&mut self, _shown: &Shown<'_>, _thing: Thing, _commands: &mut Vec<Command>) {}

    /// Opens what the keyboard has marked.
    fn open_marked(&mut self, _shown: &Shown<'_>, _commands: &mut Vec<Command>) {}

    /// Filters by what the keyboard has marked.
    fn filter_marked(&mut self, _shown: &Shown<'_>, _commands: &mut Vec<Command>) {}

    /// What the keyboard is at, and where that is in the window; `None` where it is at nothing that is in view.
    fn here(&mut self, _shown: &Shown<'_>) -> Option<(Target, Pos2)> {
        None
    }

    /// Closes what is open in front of the view; false where nothing is.
    fn close(&mut self) -> bool {
        false
    }
}

/// The window part of a view.
pub fn part_of(kind: ViewKind) -> Box<dyn ViewPart> {
    match kind {
        ViewKind::Timeline => Box::<TimelineTile>::default(),
        ViewKind::Map => Box::<MapTile>::default(),
        ViewKind::Matrix => Box::<MatrixTile>::default(),
        ViewKind::Table => Box::<TableTile>::default(),
        ViewKind::Cycle => Box::<ScrollPart<CycleView>>::default(),
        ViewKind::Targets => Box::<ScrollPart<TargetsView>>::default(),
        ViewKind::Ownership => Box::<ScrollPart<OwnershipView>>::default(),
        ViewKind::Coverage => Box::<ScrollPart<CoverageView>>::default(),
        ViewKind::Overview => Box::<ScrollPart<OverviewView>>::default(),
    }
}
