//! The inspector at the right: what is selected, its facts, who says so, who says otherwise, what is near.
//!
//! It must never shorten evidence: every source, place and other claim is there to read.

use super::command::Command;
use super::history::History;
use super::shown::Shown;
use super::{facets, hover, style};
use crate::explore::{self, Disagreement, FactPiece};
use crate::plan::{Evidence, Facet, Kind, Plan, Record, Thing};
use crate::scene::{Role, Size, Weight};
use crate::session;
use egui::{Frame, Margin, Ui, vec2};
use std::sync::Arc;

/// Width of the column of names in points.
const NAMES: f32 = 84.0;
/// Records that a list of related ones names before it counts the rest.
const FEW: usize = 12;
/// The most that such a list names.
const MOST: usize = 300;

/// The inspector, and what was found out for it.
#[derive(Default)]
pub struct Inspector {
    about: Option<About>,
    history: History,
}

/// What was found out about a selection, kept until it, the plan or the filter changes.
struct About {
    version: u64,
    selection: Option<Thing>,
    facts: Vec<(&'static str, Vec<FactPiece>)>,
    others: Vec<Disagreement>,
    related: Vec<(&'static str, Vec<Thing>)>,
    /// The first of the matching items that sources disagree on, and how many there are.
    disputed: (Vec<Thing>, usize),
    /// The conditions that leave it out, as queries, and the filter without each of them.
    left_out: Vec<(String, String)>,
}

impl Inspector {
    /// Takes over which plans are open in other tabs.
    pub fn know(&mut self, open: Vec<Arc<Plan>>) {
        self.history.know(open);
    }

    /// Shows what is selected, or what the whole plan holds where nothing is.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let fresh = |about: &About| (about.version, about.selection) == (shown.version, shown.selection);
        let about = self.about.take().filter(fresh).unwrap_or_else(|| About::new(shown));
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(14, 14)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                match shown.selection {
                    Some(thing) => selected(ui, shown, thing, (&about, &mut self.history), commands),
                    None => overview(ui, shown, &about, commands),
                }
            });
        });
        self.about = Some(about);
    }
}

impl About {
    fn new(shown: &Shown<'_>) -> Self {
        let (plan, selection) = (shown.plan, shown.selection);
        let about = |thing| {
            let others = explore::disagreements(plan, thing);
            (explore::facts(plan, thing), others, explore::related(plan, thing))
        };
        let (facts, others, related) = selection.map(about).unwrap_or_default();
        let items = plan.items();
        let mut disputed = crate::plan::BitSet::none(items.len());
        if let Some(yes) = items.column(Facet::Disputed).value_of_key("yes") {
            items.column(Facet::Disputed).members(yes).add_to(&mut disputed);
        }
        disputed.and(&shown.answer.matching);
        // Where the filter asks for them already, all are listed: nothing more would come of asking.
        let asked = items.column(Facet::Disputed).value_of_key("yes");
        let asked = asked.is_some_and(|yes| shown.filter.is_chosen(Facet::Disputed, yes));
        let most = if asked { MOST } else { FEW };
        let first = disputed.iter().take(most).map(|item| items.thing(item)).collect();
        Self {
            version: shown.version,
            selection,
            facts,
            others,
            related,
            disputed: (first, disputed.count()),
            left_out: selection.map_or_else(Vec::new, |thing| left_out(shown, thing)),
        }
    }
}

/// The conditions of the filter that leave an item out.
fn left_out(shown: &Shown<'_>, thing: Thing) -> Vec<(String, String)> {
    let (plan, index) = (shown.plan, shown.index);
    let Some(item) = plan.items().item_of(thing).map(|item| item.0 as usize) else { return Vec::new() };
    if shown.answer.matching.contains(item) {
        return Vec::new();
    }
    let conditions = shown.filter.conditions().into_iter();
    let keeps = |condition: &explore::Condition| condition.alone.matching(plan, index).contains(item);
    let told =
        |condition: explore::Condition| (condition.alone.to_text(plan), condition.without.to_text(plan));
    conditions.filter(|condition| !keeps(condition)).map(told).collect()
}

/// Says that no view shows what is selected, and by which conditions; a click takes one of them away.
fn outside(ui: &mut Ui, pale: bool, left_out: &[(String, String)], commands: &mut Vec<Command>) {
    if left_out.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let how = if pale { "views show it pale" } else { "no view shows it" };
    label(ui, &format!("Outside the filter: {how}. Left out by"), Size::Note, Weight::Semibold, Role::Text);
    for (condition, without) in left_out {
        let words = style::text(ui, format!("{condition}  ×"), Size::Note, Weight::Regular, Role::Accent);
        let link = ui.add(egui::Link::new(words)).on_hover_text("Take this condition away");
        facets::name_it(&link, egui::Role::Link, false, &format!("Take away {condition}"));
        if link.clicked() {
            commands.push(session::Command::SetQuery(without.clone()).into());
        }
    }
}

fn selected(
    ui: &mut Ui,
    shown: &Shown<'_>,
    thing: Thing,
    (about, history): (&About, &mut History),
    commands: &mut Vec<Command>,
) {
    let record = shown.plan.record(thing);
    label(ui, &hover::kind_line(shown, record).to_uppercase(), Size::Tick, Weight::Semibold, Role::Muted);
    let name = style::text(ui, &*record.name, Size::Head, Weight::Semibold, Role::Text);
    let name = ui.add(egui::Label::new(name).wrap().sense(egui::Sense::click()));
    let target = session::Target::Record(record.id.clone());
    hover::menu(&name, Some(&target), None, commands);
    outside(ui, shown.lit.is_some(), &about.left_out, commands);
    ui.add_space(6.0);
    for (name, pieces) in &about.facts {
        fact(ui, shown, name, pieces, commands);
    }
    if let Some(note) = &record.note {
        ui.add_space(6.0);
        label(ui, note, Size::Note, Weight::Regular, Role::Muted);
    }
    History::changes(ui, shown, thing, commands);
    // What is compared is looked at for what became of it.
    let is_compared = shown.plan.against().is_some();
    if is_compared {
        history.ui(ui, shown, thing);
    }
    disagreements(ui, shown, record, &about.others);
    evidence(ui, shown, record);
    if !is_compared {
        history.ui(ui, shown, thing);
    }
    related(ui, shown, &about.related, commands);
    filter_by(ui, shown, thing, commands);
}

fn fact(ui: &mut Ui, shown: &Shown<'_>, name: &str, pieces: &[FactPiece], commands: &mut Vec<Command>) {
    row(ui, name, |ui| {
        // Words stand in one line, each record that can be gone to has its own.
        let words: Vec<&str> = pieces
            .iter()
            .filter_map(|piece| match piece {
                FactPiece::Text(words) => Some(words.as_str()),
                FactPiece::Link(_) => None,
            })
            .collect();
        if !words.is_empty() {
            label(ui, &words.join(", "), Size::Body, Weight::Regular, Role::Text);
        }
        for piece in pieces {
            if let FactPiece::Link(thing) = piece {
                link(ui, shown, *thing, commands);
            }
        }
    });
}

/// A name at the left, and what belongs to it.
pub(super) fn row(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.allocate_ui_with_layout(vec2(NAMES, 18.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(NAMES);
            label(ui, name, Size::Body, Weight::Regular, Role::Muted);
        });
        ui.vertical(|ui| contents(ui));
    });
}

/// What others say, each value once with all who say it.
fn disagreements(ui: &mut Ui, shown: &Shown<'_>, record: &Record, list: &[Disagreement]) {
    if list.is_empty() {
        return;
    }
    let same = |a: &Disagreement, b: &Disagreement| (a.field, &a.other) == (b.field, &b.other);
    ui.add_space(12.0);
    let red = style::color(style::theme(ui), Role::Disagreement);
    Frame::new().stroke(egui::Stroke::new(1.0, red)).corner_radius(4).inner_margin(Margin::same(10)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            label(ui, "Others say otherwise", Size::Body, Weight::Semibold, Role::Disagreement);
            for (n, other) in list.iter().enumerate() {
                if list.iter().take(n).any(|earlier| same(earlier, other)) {
                    continue;
                }
                row(ui, other.field.label(), |ui| {
                    label(ui, &other.other, Size::Body, Weight::Regular, Role::Text);
                    for sayer in list.iter().filter(|later| same(later, other)) {
                        let source = record.evidence.get(sayer.evidence).map(|e| shown.plan.source(e.source));
                        let by = source.map_or_else(String::new, crate::plan::Source::line);
                        label(ui, &by, Size::Note, Weight::Regular, Role::Muted);
                    }
                });
            }
        },
    );
}

fn evidence(ui: &mut Ui, shown: &Shown<'_>, record: &Record) {
    section(ui, "Who says so");
    if record.evidence.is_empty() {
        label(ui, "The plan gives no source.", Size::Body, Weight::Regular, Role::Muted);
    }
    for evidence in &record.evidence {
        one_evidence(ui, shown, evidence);
    }
}

fn one_evidence(ui: &mut Ui, shown: &Shown<'_>, evidence: &Evidence) {
    let source = shown.plan.source(evidence.source);
    let said = evidence.said.label();
    match &source.url {
        Some(url) => {
            let words = style::text(ui, &*source.title, Size::Body, Weight::Semibold, Role::Accent);
            ui.hyperlink_to(words, &**url);
        }
        None => label(ui, &source.title, Size::Body, Weight::Semibold, Role::Text),
    }
    let mut line = said.to_owned();
    if let Some(publisher) = &source.publisher {
        line = format!("{line} · {publisher}");
    }
    if let Some(date) = source.date {
        line = format!("{line} · {}", date.words());
    }
    label(ui, &line, Size::Note, Weight::Regular, Role::Muted);
    for words in [&evidence.place, &evidence.note].into_iter().flatten() {
        label(ui, words, Size::Note, Weight::Regular, Role::Muted);
    }
    if let Some(quote) = &evidence.quote {
        label(ui, &format!("“{quote}”"), Size::Note, Weight::Regular, Role::Text);
    }
    ui.add_space(6.0);
}

fn related(
    ui: &mut Ui,
    shown: &Shown<'_>,
    groups: &[(&'static str, Vec<Thing>)],
    commands: &mut Vec<Command>,
) {
    if groups.is_empty() {
        return;
    }
    section(ui, "Related");
    for (name, things) in groups {
        row(ui, name, |ui| {
            for thing in things.iter().take(FEW) {
                link(ui, shown, *thing, commands);
            }
            if things.len() > FEW {
                let more = format!("and {} more", things.len() - FEW);
                label(ui, &more, Size::Note, Weight::Regular, Role::Muted);
            }
        });
    }
}

/// An entity that is a value of a facet can be filtered by.
fn filter_by(ui: &mut Ui, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
    let Some(facet) = Facet::of_kind(shown.plan.record(thing).kind) else { return };
    let Some(value) = shown.plan.items().column(facet).value_of_thing(thing) else { return };
    ui.add_space(8.0);
    let words =
        if shown.filter.is_chosen(facet, value) { "No longer filter by this" } else { "Filter by this" };
    if ui.button(style::text(ui, words, Size::Body, Weight::Regular, Role::Accent)).clicked() {
        commands.extend(shown.value(facet, value).map(|value| session::Command::Toggle(value).into()));
    }
}

fn overview(ui: &mut Ui, shown: &Shown<'_>, found: &About, commands: &mut Vec<Command>) {
    let about = shown.plan.about();
    label(ui, "THE PLAN", Size::Tick, Weight::Semibold, Role::Muted);
    label(ui, &about.name, Size::Head, Weight::Semibold, Role::Text);
    ui.add_space(6.0);
    let mut line = |name: &str, words: &str| {
        row(ui, name, |ui| label(ui, words, Size::Body, Weight::Regular, Role::Text));
    };
    if !about.edition.is_empty() {
        line("edition", &about.edition);
    }
    if let Some(as_of) = about.as_of {
        line("as of", &as_of.words());
    }
    if let Some(horizon) = about.horizon {
        line("looks to", &horizon.words());
    }
    let counted = [Kind::Milestone, Kind::Model, Kind::Target, Kind::Stake, Kind::Initiative, Kind::Plant];
    for kind in counted {
        let n = shown.plan.count_of(kind);
        if n > 0 {
            line(&shown.plan.words().kinds(kind), &n.to_string());
        }
    }
    line("sources", &shown.plan.sources().len().to_string());
    if let Some(note) = &about.note {
        ui.add_space(6.0);
        label(ui, note, Size::Note, Weight::Regular, Role::Muted);
    }
    section(ui, "Shown");
    label(ui, &shown.filter.words(shown.plan), Size::Body, Weight::Regular, Role::Text);
    let (count, dates) = shown.counted();
    for words in [count, dates].iter().filter(|words| !words.is_empty()) {
        label(ui, words, Size::Note, Weight::Regular, Role::Muted);
    }
    disputed(ui, shown, &found.disputed, commands);
    ui.add_space(12.0);
    label(
        ui,
        "Click a mark in any view to see its facts and who says so.",
        Size::Note,
        Weight::Regular,
        Role::Muted,
    );
}

/// The matching items that sources disagree on: what a careful reader wants to see first.
fn disputed(
    ui: &mut Ui,
    shown: &Shown<'_>,
    (first, count): &(Vec<Thing>, usize),
    commands: &mut Vec<Command>,
) {
    if *count == 0 {
        return;
    }
    section(ui, &format!("Sources disagree on {count}"));
    for thing in first {
        link(ui, shown, *thing, commands);
    }
    let yes = shown.plan.items().column(Facet::Disputed).value_of_key("yes");
    let asked = yes.is_some_and(|yes| shown.filter.is_chosen(Facet::Disputed, yes));
    if let Some(yes) = yes.filter(|_| *count > first.len() && !asked) {
        let words = style::text(ui, format!("Show all {count}"), Size::Note, Weight::Regular, Role::Accent);
        if ui.add(egui::Button::new(words).frame(false)).clicked() {
            commands.extend(shown.value(Facet::Disputed, yes).map(|yes| session::Command::Only(yes).into()));
        }
    }
}

pub(super) fn section(ui: &mut Ui, words: &str) {
    ui.add_space(14.0);
    label(ui, &words.to_uppercase(), Size::Tick, Weight::Semibold, Role::Muted);
    ui.add_space(2.0);
}

pub(super) fn label(ui: &mut Ui, words: &str, size: Size, weight: Weight, role: Role) {
    let words = style::text(ui, words, size, weight, role);
    ui.add(egui::Label::new(words).wrap());
}

fn link(ui: &mut Ui, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
    let name = &*shown.plan.record(thing).name;
    let words = style::text(ui, name, Size::Body, Weight::Regular, Role::Accent);
    let link = ui.add(egui::Link::new(words));
    let target = session::Target::Record(shown.id(thing));
    hover::menu(&link, Some(&target), None, commands);
    if link.clicked() {
        commands.push(Command::Reveal(shown.id(thing)));
    }
}
