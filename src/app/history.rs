//! The history of what is selected, edition by edition, and what changed since the edition compared with.
//!
//! It must never make the window wait: other editions are read beside it, once.

use super::command::Command;
use super::inspector::{label, row, section};
use super::shown::Shown;
use super::{paint, style};
use crate::changes::{self, Stage, edition};
use crate::file::BUNDLED;
use crate::plan::{Plan, Thing};
use crate::scene::{Role, Scene, Size, Weight};
use crate::session;
use crate::views::timeline::{StripRow, strip};
use egui::{Sense, Ui, vec2};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// The editions that come with the program of the plan that is looked at, and what was found in them.
#[derive(Default)]
pub struct History {
    /// Of which plan they are.
    id: Box<str>,
    editions: Vec<Plan>,
    /// Those that are open in other tabs.
    open: Vec<Arc<Plan>>,
    reading: Option<Receiver<Vec<Plan>>>,
    found: Option<(u64, Thing, Vec<Stage>)>,
}

impl History {
    /// Takes over which plans are open in other tabs.
    pub fn know(&mut self, open: Vec<Arc<Plan>>) {
        let is_same =
            open.len() == self.open.len() && open.iter().zip(&self.open).all(|(a, b)| Arc::ptr_eq(a, b));
        if !is_same {
            (self.open, self.found) = (open, None);
        }
    }

    /// What changed about a thing since the edition that the plan is compared with.
    pub fn changes(ui: &mut Ui, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        let (Some(against), Some(became)) = (shown.plan.against(), shown.plan.became(thing)) else { return };
        let title = format!("{} compared with {}", edition(shown.plan.about()), edition(&against.about));
        section(ui, &title);
        let words = changes::words(shown.plan, thing);
        if words.is_empty() {
            label(ui, "Unchanged.", Size::Body, Weight::Regular, Role::Muted);
        }
        for words in &words {
            row(ui, words.change.label(), |ui| {
                label(ui, &words.whole(), Size::Body, Weight::Regular, Role::Text);
            });
        }
        if became.is(crate::plan::Change::Silent) {
            let words = "Not mentioned, which does not mean cancelled.";
            label(ui, words, Size::Note, Weight::Regular, Role::Muted);
        }
        let by_name = became.before.as_ref().filter(|before| before.by_name);
        if let Some(before) = by_name {
            let words = format!("Matched by name: its id was {}.", before.record.id);
            label(ui, &words, Size::Note, Weight::Regular, Role::Muted);
            if ui.button("Another thing: keep apart").clicked() {
                commands.push(session::Command::KeepApart(before.record.id.clone()).into());
            }
        }
        let apart = &shown.arrangement.apart;
        let was_taken_apart =
            became.is(crate::plan::Change::Silent) && apart.contains(&shown.plan.record(thing).id);
        if was_taken_apart && ui.button("Match by name again").clicked() {
            commands.push(session::Command::KeepApart(shown.id(thing)).into());
        }
        if let Some(why) = changes::why(shown.plan, thing).filter(|_| !words.is_empty()) {
            row(ui, "why", |ui| {
                label(ui, &why.words(shown.plan), Size::Body, Weight::Regular, Role::Text);
            });
        }
    }

    /// How each edition has a thing, newest first.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, thing: Thing) {
        self.read(ui, shown);
        if self.found.as_ref().is_none_or(|(version, of, _)| (*version, *of) != (shown.version, thing)) {
            self.found = Some((shown.version, thing, self.stages(shown, thing)));
        }
        let Some((_, _, stages)) = &self.found else { return };
        if stages.len() < 2 {
            return;
        }
        section(ui, &format!("History, {} editions", stages.len()));
        let rows: Vec<StripRow> = stages.iter().map(strip_row).collect();
        if let Some(scene) = strip(&rows, ui.available_width(), shown.metrics) {
            draw(ui, &scene);
        }
        for stage in stages {
            row(ui, &stage.edition, |ui| {
                let words = match &stage.name {
                    None => "not mentioned".to_owned(),
                    Some(_) => {
                        let when = stage.when.map(|when| when.words());
                        let status = stage.status.map(|status| status.label().to_owned());
                        let said: Vec<String> = [when, status].into_iter().flatten().collect();
                        if said.is_empty() { "mentioned, no date".to_owned() } else { said.join(", ") }
                    }
                };
                let role = if stage.name.is_some() { Role::Text } else { Role::Muted };
                label(ui, &words, Size::Body, Weight::Regular, role);
                for since in &stage.since {
                    label(ui, since, Size::Note, Weight::Semibold, Role::Text);
                }
                for (line, url) in &stage.sources {
                    match url {
                        Some(url) => {
                            let words =
                                style::text(ui, line.as_str(), Size::Note, Weight::Regular, Role::Accent);
                            ui.hyperlink_to(words, url);
                        }
                        None => label(ui, line, Size::Note, Weight::Regular, Role::Muted),
                    }
                }
            });
        }
    }

    /// Begins to read the editions that come with the program, where they are of this plan.
    fn read(&mut self, ui: &Ui, shown: &Shown<'_>) {
        let id = &shown.document.plan.about().id;
        if self.id != *id {
            let open = std::mem::take(&mut self.open);
            *self = Self { id: id.clone(), open, ..Self::default() };
            let of_plan: Vec<usize> = (0..BUNDLED.len())
                .filter(|n| BUNDLED.get(*n).is_some_and(|plan| plan.id() == &**id))
                .collect();
            if !of_plan.is_empty() {
                let (sender, receiver) = channel();
                let ctx = ui.ctx().clone();
                std::thread::spawn(move || {
                    let plans = of_plan.iter().filter_map(|n| BUNDLED.get(*n)?.load().plan);
                    // Nobody listens any more where another plan was opened meanwhile.
                    let _ = sender.send(plans.collect());
                    ctx.request_repaint();
                });
                self.reading = Some(receiver);
            }
        }
        if let Some(plans) = self.reading.as_ref().and_then(|reading| reading.try_recv().ok()) {
            (self.editions, self.reading, self.found) = (plans, None, None);
        }
    }

    fn stages(&self, shown: &Shown<'_>, thing: Thing) -> Vec<Stage> {
        let same =
            |a: &Plan, b: &Plan| a.about().id == b.about().id && a.about().edition == b.about().edition;
        let mut all: Vec<&Plan> = vec![&shown.document.plan];
        let older = shown.against.as_ref().map(|(older, _)| &*older.plan);
        let id = &shown.document.plan.about().id;
        let open =
            self.open.iter().map(|plan| &**plan).filter(|plan| plan.about().id == *id && !id.is_empty());
        for plan in older.into_iter().chain(open).chain(&self.editions) {
            let is_empty = plan.records().is_empty();
            if !is_empty && !all.iter().any(|known| same(known, plan)) {
                all.push(plan);
            }
        }
        changes::history(&all, shown.plan.record(thing))
    }
}

fn strip_row(stage: &Stage) -> StripRow {
    StripRow {
        name: stage.edition.clone(),
        when: stage.when,
        status: stage.status,
        words: if stage.name.is_some() { "no date" } else { "not mentioned" },
    }
}

fn draw(ui: &mut Ui, scene: &Scene) {
    let (rect, _) = ui.allocate_exact_size(vec2(scene.size.x, scene.size.y), Sense::hover());
    paint::scene(ui.painter(), scene, rect.min.to_vec2(), style::theme(ui), rect);
    ui.add_space(6.0);
}
