//! The menu that begins a comparison: editions of the same plan first, then open and recent plans, then any file.
//!
//! It must never read a plan: what is clicked is a command.

use super::command::{self, Command};
use super::icon::Icon;
use super::plan_menu::{heading, home, row};
use super::tabs::Tabs;
use crate::session::{self, Compared, Edition, Known, Place, Recent};
use egui::Ui;

/// Plans that the menu names of a kind.
const MOST: usize = 8;
/// Width of the menu in points.
const WIDTH: f32 = 360.0;

/// What a plan can be compared with.
pub struct Others {
    editions: Vec<(Place, Edition)>,
    plans: Vec<(Place, Edition)>,
    compared: Option<Compared>,
}

impl Others {
    /// Of the plan in front.
    pub fn of(tabs: &Tabs, recent: &[Recent]) -> Self {
        let now = &*tabs.now;
        let editions: Vec<(Place, Edition)> = now
            .editions
            .iter()
            .map(|known: &Known| (known.place.clone(), known.edition.clone()))
            .filter(|(place, _)| *place != now.place)
            .take(MOST)
            .collect();
        let open = tabs.list().iter().map(|tab| (&tab.place, &tab.title));
        let mut plans: Vec<(Place, Edition)> = Vec::new();
        for (place, edition) in open.chain(recent.iter().map(|recent| (&recent.place, &recent.edition))) {
            let is_known = *place == now.place
                || editions.iter().chain(&plans).any(|(known, _)| known == place)
                || plans.len() >= MOST;
            if !is_known {
                plans.push((place.clone(), edition.clone()));
            }
        }
        Self { editions, plans, compared: now.session.arrangement().compared.clone() }
    }

    /// Shows the menu.
    pub fn ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        if !self.editions.is_empty() {
            heading(ui, "Editions of this plan");
        }
        for (place, edition) in &self.editions {
            let words = if edition.words().is_empty() { edition.name.clone() } else { edition.words() };
            self.offer(ui, place, &words, &home(place), commands);
        }
        if !self.plans.is_empty() {
            heading(ui, "Open and recent plans");
        }
        for (place, edition) in &self.plans {
            let words = if edition.name.is_empty() { home(place) } else { edition.name.clone() };
            self.offer(ui, place, &words, &edition.words(), commands);
        }
        ui.add_space(4.0);
        ui.separator();
        let keys = command::action_of(&Command::AskCompare).map(|action| action.first_keys());
        if row(ui, None, "Another file…", &keys.unwrap_or_default(), true) {
            commands.push(Command::AskCompare);
        }
    }

    fn offer(&self, ui: &mut Ui, place: &Place, words: &str, right: &str, commands: &mut Vec<Command>) {
        let asked = compared(place);
        let sign = (self.compared.as_ref() == Some(&asked)).then_some(Icon::Tick);
        if row(ui, sign, words, right, true) {
            commands.push(session::Command::Compare(Some(asked)).into());
        }
    }
}

fn compared(place: &Place) -> Compared {
    match place {
        Place::Bundled(name) => Compared::Bundled(name.clone()),
        Place::File(path) => Compared::File(path.clone()),
    }
}
