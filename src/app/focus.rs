//! The focus date in the window: the slider under the map, playing, and the line on the timeline's axis.
//!
//! It must never hold the date itself: that is the window's, one for all views.

use super::command::Command;
use super::shown::Shown;
use super::style;
use crate::date::Day;
use crate::scene::{Role, Size, Weight};
use crate::session;
use crate::views::focus;
use crate::views::timeline::{self, AXIS, GUTTER, Viewport};
use egui::{CursorIcon, Rect, Response, Sense, Ui, pos2, vec2};

/// Room for "play" and "pause" in points.
const PLAY: f32 = 40.0;
/// How many days of the plan pass in a second of playing.
const DAYS_A_SECOND: f64 = 240.0;
/// How far beside the line a pointer can still take hold of it, in points.
const HOLD: f32 = 4.0;
/// The room of the words beside the slider in points.
const WORDS: f32 = 196.0;

/// Playing through time: the day that was reached, with its part of a day.
#[derive(Default)]
pub struct Player(Option<f64>);

impl Player {
    /// The slider's row: what is on the road, building or promised by a day.
    pub fn slider(&mut self, ui: &mut Ui, shown: &Shown<'_>, row: Rect, commands: &mut Vec<Command>) {
        let (first, last) = timeline::home(shown.plan);
        let inner = row.shrink2(vec2(14.0, 3.0));
        let mut ui = ui.new_child(
            egui::UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        self.play(&ui, shown, last, commands);
        let words = if self.0.is_some() { "pause" } else { "play" };
        let left = ui.cursor().left();
        let button = word_button(&mut ui, words);
        // The slider stays where it is while the word changes.
        ui.add_space((left + PLAY - ui.cursor().left()).max(0.0));
        if button.on_hover_text("Watch the plan unfold").clicked() {
            self.0 = match (self.0, shown.focus) {
                (Some(_), _) => None,
                (None, Some(day)) if f64::from(day.0) < last - 1.0 => Some(f64::from(day.0)),
                (None, _) => Some(first),
            };
            commands.extend(self.0.map(|day| session::Command::Focus(Some(whole(day))).into()));
        }
        let mut day = shown.focus.map_or(last, |day| f64::from(day.0));
        ui.spacing_mut().slider_width = (ui.available_width() - WORDS).max(60.0);
        ui.spacing_mut().interact_size.y = 14.0;
        let slider = ui.add(egui::Slider::new(&mut day, first..=last).show_value(false));
        super::facets::name_it(&slider, egui::Role::Slider, false, "Focus date");
        if slider.changed() {
            self.0 = None;
            commands.push(session::Command::Focus((day < last - 1.0).then(|| whole(day))).into());
        }
        let words = match shown.focus {
            None => "all dates, undated too".to_owned(),
            Some(day) => format!("begun by {}", focus::words(day)),
        };
        ui.label(style::text(&ui, words, Size::Note, Weight::Regular, Role::Muted));
        if shown.focus.is_some() && word_button(&mut ui, "all").on_hover_text("No focus date").clicked() {
            self.0 = None;
            commands.push(session::Command::Focus(None).into());
        }
    }

    /// A frame of playing. Whoever moves the date elsewhere, or takes it away, stops it.
    fn play(&mut self, ui: &Ui, shown: &Shown<'_>, last: f64, commands: &mut Vec<Command>) {
        let Some(day) = self.0.filter(|day| shown.focus == Some(whole(*day))) else {
            self.0 = None;
            return;
        };
        let next = day + f64::from(ui.input(|i| i.stable_dt.min(0.1))) * DAYS_A_SECOND;
        self.0 = (next < last).then_some(next);
        commands.push(session::Command::Focus(Some(whole(next.min(last)))).into());
        ui.ctx().request_repaint();
    }
}

fn whole(day: f64) -> Day {
    Day(day.floor() as i32)
}

fn word_button(ui: &mut Ui, words: &str) -> Response {
    let words = style::text(ui, words, Size::Note, Weight::Regular, Role::Accent);
    ui.add(egui::Button::new(words).frame(false))
}

/// The focus date on the timeline: a click on the axis sets it, its line and flag are dragged, a click on
/// the flag takes it away.
pub fn on_axis(
    ui: &Ui,
    shown: &Shown<'_>,
    head: &Response,
    canvas: Rect,
    view: &Viewport,
    commands: &mut Vec<Command>,
) {
    let scale = view.scale();
    let day_at = |x: f32| {
        let along = (x - canvas.left() - scale.left) / (scale.right - scale.left).max(1.0);
        let (first, last) = timeline::limits(shown.plan);
        let day = scale.from + f64::from(along) * (scale.to() - scale.from);
        Some(whole(day.clamp(first, last)))
    };
    let on_axis = head.hover_pos().filter(|at| at.y < canvas.top() + AXIS);
    let Some((x, flag)) = timeline::flag(&shown.look(), view) else {
        if let Some(at) = on_axis {
            head.clone().on_hover_text_at_pointer("Click to set the focus date");
            if head.clicked() {
                commands.push(session::Command::Focus(day_at(at.x)).into());
            }
        }
        return;
    };
    if let Some(at) = on_axis.filter(|_| head.clicked()) {
        commands.push(session::Command::Focus(day_at(at.x)).into());
    }
    let flag = flag.translate(canvas.min.to_vec2());
    let x = x + canvas.left();
    let line = Rect::from_min_max(pos2(x - HOLD, flag.bottom()), pos2(x + HOLD, canvas.bottom()));
    let line = line.intersect(canvas.with_min_x(canvas.left() + GUTTER));
    // Only drags are taken from what lies under the line: its marks can still be clicked.
    let line = ui.interact(line, ui.scope_id().with("focus line"), Sense::drag());
    let flag = ui.interact(flag, ui.scope_id().with("focus flag"), Sense::click_and_drag());
    super::facets::name_it(&flag, egui::Role::Button, false, "Focus date in the timeline");
    for part in [&line, &flag] {
        if part.hovered() || part.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        let dragged_to = part.interact_pointer_pos().filter(|_| part.dragged()).and_then(|at| day_at(at.x));
        if dragged_to.is_some() && dragged_to != shown.focus {
            commands.push(session::Command::Focus(dragged_to).into());
        }
    }
    if flag.clicked() {
        commands.push(session::Command::Focus(None).into());
    }
    flag.on_hover_text("Focus date: drag to move it, click to take it away");
}
