//! Small things that several parts of the window use: tips over marks, and choices in headings.

use super::command::Command;
use super::shown::Shown;
use super::style;
use crate::plan::{Facet, Field, Kind, Plan, Record, Thing};
use crate::scene::{Role, Size, StandsFor, Weight};
use crate::session;
use crate::views::{ViewKind, change};
use egui::{PopupCloseBehavior, Response, Ui};

/// What the caller knows of a counted mark, by its group.
#[derive(Default)]
pub struct Counted {
    /// The group's name.
    pub name: Box<str>,
    /// What it is made of, line by line.
    pub of_what: Vec<String>,
}

/// The record that a mark stands for, where it is one.
pub fn thing_of(shown: &Shown<'_>, what: StandsFor) -> Option<Thing> {
    match what {
        StandsFor::Thing(thing) => Some(thing),
        StandsFor::Value(facet, value) => {
            shown.plan.items().column(facet).values().get(value as usize).and_then(|v| v.thing)
        }
        _ => None,
    }
}

/// Tells what lies under the pointer, and the other views that it is pointed at.
pub fn tip(
    response: &Response,
    shown: &Shown<'_>,
    what: StandsFor,
    group: impl Fn(u32) -> Option<Counted>,
    commands: &mut Vec<Command>,
) {
    commands.extend(thing_of(shown, what).map(|thing| Command::Point(shown.id(thing))));
    if response.is_pointer_button_down_on() {
        return;
    }
    match what {
        StandsFor::Thing(thing) => {
            response.clone().on_hover_ui_at_pointer(|ui| thing_tip(ui, shown, thing));
        }
        StandsFor::Count { group: n, count, from, to } => {
            response.clone().on_hover_ui_at_pointer(|ui| {
                let Counted { name, of_what } = group(n).unwrap_or_default();
                title(ui, &format!("{count} in {name}"));
                let days = (crate::date::Day(from), crate::date::Day(to));
                of_what.iter().for_each(|line| body(ui, line));
                note(ui, &format!("beginning {} to {}; click to look closer", days.0, days.1));
            });
        }
        StandsFor::Value(facet, value) => {
            response.clone().on_hover_ui_at_pointer(|ui| value_tip(ui, shown, facet, value));
        }
        StandsFor::Group(_) => {
            response.clone().on_hover_text_at_pointer("Click to open or close");
        }
        StandsFor::Rows(_) => {
            response.clone().on_hover_text_at_pointer(
                "Every row at full height, or counts that turn into rows as you zoom in",
            );
        }
        StandsFor::Cell(..)
        | StandsFor::Year(_)
        | StandsFor::Column(_)
        | StandsFor::Link(_)
        | StandsFor::Nothing => {}
    }
}

/// Opens the menu on what was clicked with the other button.
pub fn menu(
    response: &Response,
    target: Option<&session::Target>,
    view: Option<ViewKind>,
    commands: &mut Vec<Command>,
) {
    let at = response.interact_pointer_pos().filter(|_| response.secondary_clicked());
    commands.extend(target.zip(at).map(|(target, at)| Command::OpenMenu(target.clone(), at, view)));
}

/// Keeps the arrows for a view that has the keyboard, and shows that it has it; true where it has.
pub fn keep_arrows(ui: &Ui, response: &Response) -> bool {
    if !response.has_focus() {
        return false;
    }
    let arrows = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let line = egui::Stroke::new(1.5, style::color(style::theme(ui), Role::Accent));
    ui.painter().rect_stroke(response.rect, 2, line, egui::StrokeKind::Inside);
    true
}

/// A record's headline, date, status and firmest source.
fn thing_tip(ui: &mut Ui, shown: &Shown<'_>, thing: Thing) {
    let record = shown.plan.record(thing);
    ui.set_max_width(320.0);
    note(ui, &kind_line(shown, record));
    title(ui, &clip(&record.name));
    let when = date_words(shown.plan, thing);
    let status = record.status.map(|s| format!(", {}", s.label())).unwrap_or_default();
    if record.kind.is_item() {
        body(ui, &format!("{when}{status}"));
    }
    if let Some(words) = change::words(shown.plan, thing) {
        body(ui, &words);
    }
    if let Some(evidence) = record.evidence.iter().min_by_key(|e| e.said) {
        let source = shown.plan.source(evidence.source);
        let more = record.evidence.len() - 1;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        note(ui, &format!("{} by {}{more}", evidence.said.label(), clip(&source.title)));
    }
    if record.is_disputed() {
        let words = style::text(
            ui,
            "Sources disagree: click to see",
            Size::Note,
            Weight::Regular,
            Role::Disagreement,
        );
        ui.label(words);
    }
}

/// Tells a heading, and what a click does.
pub fn words_tip(response: &Response, words: &str, then: &str) {
    if !response.is_pointer_button_down_on() {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.label(style::text(ui, clip(words), Size::Body, Weight::Regular, Role::Text));
            note(ui, then);
        });
    }
}

/// Tells the first of some records with their dates, and what a click does.
pub fn list_tip(response: &Response, shown: &Shown<'_>, words: &str, things: &[Thing], then: &str) {
    if response.is_pointer_button_down_on() {
        return;
    }
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.label(style::text(ui, clip(words), Size::Body, Weight::Semibold, Role::Text));
        for thing in things.iter().take(LISTED) {
            let name = clip(&shown.plan.record(*thing).name);
            let line = format!("{name}: {}", short_date(shown.plan, *thing));
            ui.label(style::text(ui, line, Size::Body, Weight::Regular, Role::Text));
        }
        if things.len() > LISTED {
            note(ui, &format!("and {} more", things.len() - LISTED));
        }
        note(ui, then);
    });
}

/// More records than these are counted in a tip.
const LISTED: usize = 12;

/// When a thing is, or comes: its date and nothing else.
pub fn short_date(plan: &Plan, thing: Thing) -> String {
    let own = plan.record(thing).when.map(|when| when.words());
    let words = own.or_else(|| plan.coming(thing).map(|coming| coming.moment.words()));
    words.unwrap_or_else(|| "undated".to_owned())
}

/// When a record is; for a model the milestone by which it comes, or that none tells.
fn date_words(plan: &Plan, thing: Thing) -> String {
    let record = plan.record(thing);
    if let Some(when) = record.when {
        return when.words();
    }
    if record.kind != Kind::Model {
        return "no date given".to_owned();
    }
    let told = |by: Thing| {
        let milestone = plan.record(by);
        let kind = milestone.texts(Field::Kind).next().unwrap_or(plan.words().kind(milestone.kind));
        Some(format!("{kind} {}", milestone.when?.words()))
    };
    if let Some(coming) = plan.coming(thing) {
        return told(coming.by).unwrap_or_else(|| coming.moment.words());
    }
    let own = plan.referring(thing).iter().filter(|(field, _)| *field == Field::Of).map(|(_, by)| *by);
    let first = own.filter_map(|by| Some((plan.record(by).when?.days().0, by))).min();
    match first.and_then(|(_, by)| told(by)) {
        Some(other) => format!("no date at which it comes; {other}"),
        None => "no date given".to_owned(),
    }
}

/// "model · Nissan · electric": what a record is, whose, and what drives it.
pub fn kind_line(shown: &Shown<'_>, record: &Record) -> String {
    let kind = record.texts(Field::Kind).next().unwrap_or(shown.plan.words().kind(record.kind));
    let mut words = vec![kind.to_owned()];
    if let Some(thing) = shown.plan.find(&record.id)
        && let Some(item) = shown.plan.items().item_of(thing)
    {
        let column = shown.plan.items().column(Facet::Brand);
        let brands = column.of(item.0 as usize).iter().filter(|v| **v != crate::plan::NOT_STATED);
        let brands: Vec<&str> =
            brands.filter_map(|v| column.values().get(*v as usize)).map(|v| &*v.name).collect();
        if !brands.is_empty() && brands.len() <= 4 {
            words.push(brands.join(", "));
        }
        let energies: Vec<&str> = record.texts(Field::Energy).collect();
        if record.kind == Kind::Model && !energies.is_empty() {
            words.push(energies.join(", "));
        }
    }
    words.join(" · ")
}

fn value_tip(ui: &mut Ui, shown: &Shown<'_>, facet: Facet, value: u32) {
    let column = shown.plan.items().column(facet);
    let Some(of) = column.values().get(value as usize) else { return };
    let matching = column.members(value).count_in(&shown.answer.matching);
    title(ui, &clip(&of.name));
    note(ui, &format!("{}: {matching} matching items; click to filter", shown.plan.words().heading(facet)));
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(style::text(ui, words, Size::Title, Weight::Semibold, Role::Text));
}

fn body(ui: &mut Ui, words: &str) {
    ui.label(style::text(ui, words, Size::Body, Weight::Regular, Role::Text));
}

fn note(ui: &mut Ui, words: &str) {
    ui.label(style::text(ui, words, Size::Note, Weight::Regular, Role::Muted));
}

/// A text short enough for a tip.
fn clip(text: &str) -> String {
    match text.char_indices().nth(140) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Beside the words of a choice: its margins and the chevron, in points.
const BESIDE: f32 = 26.0;

/// A word in a heading that does something: a ground under the pointer says so.
pub fn word_button(ui: &mut Ui, words: &str) -> Response {
    let words = style::text(ui, words, Size::Note, Weight::Regular, Role::Muted);
    ui.spacing_mut().button_padding.x = 5.0;
    let button = egui::Button::new(words).frame_when_inactive(false).min_size(egui::vec2(0.0, 24.0));
    ui.add(button).on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// How wide such a word is, in points.
pub fn word_width(ui: &Ui, words: &str) -> f32 {
    let font = style::font(Size::Note, Weight::Regular);
    ui.painter().layout_no_wrap(words.to_owned(), font, egui::Color32::TRANSPARENT).size().x + 10.0
}

/// A choice in a heading: "group: brand", opening a menu.
pub fn choice(ui: &mut Ui, name: &str, value: &str, menu: impl FnOnce(&mut Ui)) {
    opener(ui, name, value, PopupCloseBehavior::CloseOnClick, menu);
}

/// Several choices in a heading, in a menu that stays open while they are made.
pub fn choices(ui: &mut Ui, name: &str, value: &str, menu: impl FnOnce(&mut Ui)) {
    opener(ui, name, value, PopupCloseBehavior::CloseOnClickOutside, menu);
}

fn opener(ui: &mut Ui, name: &str, value: &str, closes: PopupCloseBehavior, menu: impl FnOnce(&mut Ui)) {
    let theme = style::theme(ui);
    let label = format!("{name}: {value}");
    let worded = |parts: &[(&str, Role)]| {
        let mut words = egui::text::LayoutJob::default();
        for (text, role) in parts {
            let font = style::font(Size::Note, Weight::Regular);
            words.append(text, 0.0, egui::TextFormat::simple(font, style::color(theme, *role)));
        }
        words
    };
    let long = |words: &egui::text::LayoutJob| ui.painter().layout_job(words.clone()).size().x + BESIDE;
    let whole = worded(&[(&format!("{name}: "), Role::Muted), (value, Role::Text)]);
    // Where there is no room for what is chosen, the name alone opens the menu; where there is none for that either,
    // the choice stands in a wider pane.
    let room = ui.available_width();
    let words = [whole, worded(&[(name, Role::Muted)])].into_iter().find(|words| long(words) <= room);
    let Some(words) = words else { return };
    let long = long(&words);
    ui.spacing_mut().button_padding.x = 5.0;
    let button = egui::Button::new(words).frame_when_inactive(false).min_size(egui::vec2(long, 24.0));
    let config = egui::containers::menu::MenuConfig::new().close_behavior(closes);
    let button = egui::containers::menu::MenuButton::from_button(button.right_text("")).config(config);
    let (response, _) = button.ui(ui, |ui| {
        ui.set_min_width(120.0);
        menu(ui);
    });
    let at = egui::pos2(response.rect.right() - 11.0, response.rect.center().y);
    super::icon::draw(ui.painter(), at, super::icon::Icon::Chevron, style::color(theme, Role::Muted));
    super::facets::name_it(&response, egui::Role::Button, false, &label);
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}
