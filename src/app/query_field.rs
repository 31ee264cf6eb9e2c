//! The query field: what is typed, what may stand there, and what was meant.
//!
//! It must never interpret a query: it hands the text on.

use super::command::Command;
use super::known_names::KnownNames;
use super::shown::Shown;
use super::style;
use crate::explore::{Completion, complete, complete_words};
use crate::plan::Facet;
use crate::scene::{Role, Size, Weight};
use crate::session;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Id, Key, Layout, Modifiers, Order, Rect, Sense, Ui, pos2, vec2};

/// What is typed.
#[derive(Default)]
pub struct Query {
    /// The text as typed; that of the arrangement once it was applied.
    pub text: String,
    /// The text of the arrangement that it was last.
    said: String,
    /// The field is to take the cursor.
    pub focus: bool,
    list: List,
}

/// What may stand where the cursor is.
#[derive(Default)]
struct List {
    offered: Vec<Completion>,
    chosen: Option<usize>,
    field: Option<Id>,
    /// To where the cursor goes, in characters.
    cursor: Option<usize>,
}

/// The height of the field and of a row below it in points.
const FIELD: f32 = 32.0;
const ROW: f32 = 26.0;
/// Offered words are looked for once so many others fit.
const FEW: usize = 6;

impl Query {
    /// Takes over the text of the arrangement, where that is another one than before: what is typed stays.
    pub fn follow(&mut self, says: &str) {
        if self.said != says {
            says.clone_into(&mut self.said);
            if self.text != says {
                says.clone_into(&mut self.text);
                self.list.offered.clear();
            }
        }
    }

    /// Closes the list below the field; false where there is none.
    pub fn close(&mut self) -> bool {
        let open = !self.list.offered.is_empty();
        self.list.offered.clear();
        open
    }

    /// Takes the keys of the list before the field sees them: the completion that is to be put in.
    fn keys(&mut self, ui: &Ui) -> Option<Completion> {
        let list = &mut self.list;
        let has_focus = list.field.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)));
        if list.offered.is_empty() || !has_focus {
            return None;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = list.offered.len() - 1;
        if pressed(Key::ArrowDown) {
            list.chosen = Some(list.chosen.map_or(0, |n| if n == last { 0 } else { n + 1 }));
        }
        if pressed(Key::ArrowUp) {
            list.chosen = Some(list.chosen.map_or(last, |n| n.checked_sub(1).unwrap_or(last)));
        }
        let first = pressed(Key::Tab);
        // Return without a choice is no choice.
        let taken = first || list.chosen.is_some() && pressed(Key::Enter);
        taken.then(|| list.offered.get(list.chosen.unwrap_or(0)).cloned()).flatten()
    }

    fn put_in(&mut self, completion: &Completion, commands: &mut Vec<Command>) {
        let Some(before) = self.text.get(..completion.range.start) else { return };
        let after = self.text.get(completion.range.end..).unwrap_or_default();
        // Behind a key its value follows at once.
        let blank = if completion.text.ends_with(':') || after.starts_with([' ', ',']) { "" } else { " " };
        let start = format!("{before}{}{blank}", completion.text);
        self.list.cursor = Some(start.chars().count());
        self.text = start + after;
        self.list.offered.clear();
        commands.push(session::Command::SetQuery(self.text.clone()).into());
    }
}

/// Shows the field.
pub fn field(
    ui: &mut Ui,
    shown: &Shown<'_>,
    query: &mut Query,
    names: &mut KnownNames,
    width: f32,
    commands: &mut Vec<Command>,
) {
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let wrong = !shown.query_problems.is_empty();
    let stroke = egui::Stroke::new(1.0, of(if wrong { Role::Disagreement } else { Role::Line }));
    let frame =
        egui::Frame::new().fill(of(Role::App)).stroke(stroke).corner_radius(4).inner_margin(vec2(8.0, 4.0));
    if let Some(completion) = query.keys(ui) {
        query.put_in(&completion, commands);
    }
    let drawn = ui.allocate_ui_with_layout(vec2(width, FIELD), Layout::left_to_right(Align::Center), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(width - 18.0);
            let total = shown.plan.items().len();
            let count = format!("{} of {total}", shown.answer.total());
            let count_width = shown.metrics.width(&count, Size::Note, Weight::Regular) + 12.0;
            let clear = if query.text.is_empty() { 0.0 } else { 26.0 };
            let room = ui.available_width() - count_width - clear - 8.0;
            let output = egui::TextEdit::singleline(&mut query.text)
                .hint_text(example(shown))
                .font(style::font(Size::Body, Weight::Regular))
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .min_size(vec2(0.0, 22.0))
                .lock_focus(!query.list.offered.is_empty())
                .desired_width(room)
                .show(ui);
            let response = output.response.response;
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter"));
            query.list.field = Some(response.id);
            if std::mem::take(&mut query.focus) {
                response.request_focus();
            }
            if let Some(at) = query.list.cursor.take() {
                let mut state = TextEditState::load(ui, response.id).unwrap_or_default();
                state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
                state.store(ui, response.id);
            }
            if response.changed() {
                commands.push(session::Command::SetQuery(query.text.clone()).into());
                let at = output
                    .cursor_range
                    .map_or(query.text.chars().count(), |range| range.primary.index.into());
                offer(query, shown, names, at);
            } else if !response.has_focus() && !ui.input(|input| input.pointer.any_down()) {
                query.list.offered.clear();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !query.text.is_empty() {
                    let cross = style::text(ui, "×", Size::Title, Weight::Regular, Role::Muted);
                    let button = ui.add(egui::Button::new(cross).frame(false));
                    super::facets::name_it(&button, egui::Role::Button, false, "Clear the filter");
                    if button.on_hover_text("Clear the filter (Ctrl+Backspace)").clicked() {
                        commands.push(session::Command::ClearFilter.into());
                    }
                }
                ui.label(style::text(ui, count, Size::Note, Weight::Regular, Role::Muted))
                    .on_hover_text("matching items of all in the plan");
            });
        });
    });
    below(ui, drawn.response.rect, shown, query, commands);
}

/// Finds what may stand where the cursor is, in characters.
fn offer(query: &mut Query, shown: &Shown<'_>, names: &mut KnownNames, at: usize) {
    let cursor = query.text.char_indices().nth(at).map_or(query.text.len(), |(at, _)| at);
    let mut offered = complete(&query.text, cursor, shown.plan);
    if offered.len() < FEW {
        let known = names.of(&shown.document.plan);
        let name = |n: u32| shown.plan.records().get(n as usize).map(|record| record.name.to_string());
        offered.extend(complete_words(&query.text, cursor, &known.records, name));
    }
    (query.list.offered, query.list.chosen) = (offered, None);
}

/// The list below the field: what may stand there, and what was not understood, each with what was meant.
fn below(ui: &mut Ui, field: Rect, shown: &Shown<'_>, query: &mut Query, commands: &mut Vec<Command>) {
    let problems = shown.query_problems;
    if query.list.offered.is_empty() && problems.is_empty() {
        return;
    }
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let frame = egui::Frame::new()
        .fill(of(Role::Panel))
        .stroke(egui::Stroke::new(1.0, of(Role::Line)))
        .corner_radius(6)
        .inner_margin(4.0);
    let area = egui::Area::new(Id::unique("below the query")).order(Order::Foreground);
    let width = field.width().min(560.0);
    let mut put = None;
    area.fixed_pos(field.left_bottom() + vec2(0.0, 2.0)).show(ui, |ui| {
        frame.show(ui, |ui| {
            ui.set_width(width - 10.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (n, completion) in query.list.offered.iter().enumerate() {
                let here = query.list.chosen == Some(n);
                if row(ui, &completion.label, &completion.about, here) {
                    put = Some(completion.clone());
                }
            }
            for problem in problems.iter().take(4) {
                slip(ui, query, problem, commands);
            }
        });
    });
    if let Some(completion) = put {
        query.put_in(&completion, commands);
        query.focus = true;
    }
}

/// What was not understood; a click writes what was meant, where that is plain.
fn slip(ui: &mut Ui, query: &mut Query, problem: &crate::explore::QueryProblem, commands: &mut Vec<Command>) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_space(4.0);
        let words = format!("{}. {}", problem.message, problem.hint);
        ui.label(style::text(ui, words, Size::Note, Weight::Regular, Role::Disagreement));
        if let Some(fix) = &problem.fix {
            let words = style::text(ui, "Put right", Size::Note, Weight::Semibold, Role::Accent);
            let button = ui.add(egui::Button::new(words).frame(false));
            let name = format!("Put the filter right: {fix}");
            super::facets::name_it(&button, egui::Role::Button, false, &name);
            let button = button.on_hover_text(&name).on_hover_cursor(egui::CursorIcon::PointingHand);
            if button.clicked() {
                query.text.clone_from(fix);
                query.list.offered.clear();
                commands.push(session::Command::SetQuery(fix.clone()).into());
            }
        }
    });
    ui.add_space(4.0);
}

fn row(ui: &mut Ui, label: &str, about: &str, here: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    if here || response.hovered() {
        ui.painter().rect_filled(rect, 4, of(if here { Role::Chosen } else { Role::App }));
    }
    let (body, note) = (style::font(Size::Body, Weight::Regular), style::font(Size::Note, Weight::Regular));
    let about = ui.painter().layout_no_wrap(about.to_owned(), note, of(Role::Muted));
    let end = rect.right() - 8.0 - about.size().x;
    ui.painter().galley(pos2(end, rect.center().y - about.size().y / 2.0), about, of(Role::Muted));
    let mut job = egui::text::LayoutJob::simple_singleline(label.to_owned(), body, of(Role::Text));
    job.wrap = egui::text::TextWrapping::truncate_at_width((end - rect.left() - 20.0).max(20.0));
    let words = ui.painter().layout_job(job);
    ui.painter().galley(
        pos2(rect.left() + 8.0, rect.center().y - words.size().y / 2.0),
        words,
        of(Role::Text),
    );
    super::facets::name_it(&response, egui::Role::ListBoxOption, here, label);
    response.clicked()
}

/// What may be typed, with values of this plan.
fn example(shown: &Shown<'_>) -> String {
    let items = shown.plan.items();
    let first = |facet: Facet| {
        let key = &items.column(facet).values().get(1)?.key;
        Some(format!("{}:{key}", facet.word()))
    };
    let known = [Facet::Brand, Facet::Region, Facet::Kind].into_iter().filter_map(first).take(2);
    let parts: Vec<String> = known.chain(["when:2026..2028".to_owned()]).collect();
    format!("Filter: type a word, or {}", parts.join(" "))
}
