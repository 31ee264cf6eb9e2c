//! The filter panel at the left: facets with counts and small bars, each value a check box.
//!
//! It must never hold a choice of its own: a click is a command, the filter is the truth.

use super::command::Command;
use super::icon::{self, Icon};
use super::shown::Shown;
use super::{hover, paint, style};
use crate::plan::{Change, Facet, NOT_STATED, Plan};
use crate::scene::{Metrics, Role, Shape, Size, Weight, ellipsis};
use crate::session;
use crate::views::{SWATCH, change};
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Values of a facet that are shown until it is opened wide.
const FEW: usize = 7;
/// Values of a facet that are shown at most.
const MOST: usize = 300;
/// Height of a value's row in points.
const ROW: f32 = 22.0;

/// Facets with their values in the order in which they are shown.
type Ordered = Vec<(Facet, Vec<u32>)>;

/// Which facets are closed or opened wide.
#[derive(Default)]
pub struct Facets {
    flipped: BTreeSet<Facet>,
    wide: BTreeSet<Facet>,
    /// The values of each facet that the plan uses, in their order: that of the whole plan's counts, whatever the
    /// filter, so that none moves under the pointer.
    ordered: Option<(Arc<Plan>, Ordered)>,
}

impl Facets {
    /// Shows the panel.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(10.0);
            let ordered = match self.ordered.take() {
                Some((plan, ordered)) if Arc::ptr_eq(&plan, shown.plan) => ordered,
                _ => ordered(shown),
            };
            for (facet, values) in &ordered {
                self.facet(ui, shown, *facet, values, commands);
            }
            self.ordered = Some((Arc::clone(shown.plan), ordered));
            ui.add_space(14.0);
        });
    }

    fn facet(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        facet: Facet,
        values: &[u32],
        commands: &mut Vec<Command>,
    ) {
        let column = shown.plan.items().column(facet);
        let counts = shown.answer.counts(facet);
        // What was opened because the filter asks of it stays open when that is taken away under the pointer.
        if shown.filter.asks(facet) && facet.traits().opened == self.flipped.contains(&facet) {
            self.flip(facet);
        }
        let open = facet.traits().opened != self.flipped.contains(&facet);
        if self.heading(ui, shown, facet, open, commands) {
            self.flip(facet);
        }
        if !open {
            return;
        }
        let most = shown.index.totals(facet).iter().copied().max().unwrap_or(1).max(1);
        // The panel is the legend of what changed: all of it is there.
        let wide = self.wide.contains(&facet) || values.len() <= FEW + 1 || facet == Facet::Change;
        // Of a facet opened wide no more is laid out than anybody scrolls through.
        let listed = if wide { MOST } else { FEW };
        let (first, rest) = values.split_at(values.len().min(listed));
        let chosen = shown.look().chosen(facet);
        let chosen: Vec<u32> = chosen.into_iter().filter(|v| !first.contains(v)).take(MOST).collect();
        let mut hidden = rest.len();
        let heading = shown.plan.words().heading(facet);
        for (n, value) in first.iter().chain(&chosen).enumerate() {
            hidden = hidden.saturating_sub(usize::from(n >= first.len()));
            let row = Row {
                digits: shown.metrics.width(&most.to_string(), Size::Note, Weight::Regular).max(22.0),
                name: column.values().get(*value as usize).map_or("", |value| &value.name),
                count: counts.get(*value as usize).copied().unwrap_or(0),
                most,
                chosen: shown.filter.is_chosen(facet, *value),
                excluded: shown.filter.is_excluded(facet, *value),
                sign: sign(shown, facet, *value),
            };
            let response = row.ui(ui, shown.metrics, &heading);
            let target = shown.value(facet, *value).map(session::Target::Value);
            hover::menu(&response, target.as_ref(), None, commands);
            if response.clicked() {
                let only = ui.input(|i| i.modifiers.alt);
                let command = if only { session::Command::Only } else { session::Command::Toggle };
                commands.extend(shown.value(facet, *value).map(|value| command(value).into()));
            }
        }
        let words = match (hidden, self.wide.contains(&facet)) {
            (0, false) => None,
            (0, true) => Some("show fewer".to_owned()),
            (n, true) => Some(format!("show fewer; {n} more are found by typing")),
            (n, false) => Some(format!("{n} more")),
        };
        if let Some(words) = words {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
            let color = style::color(style::theme(ui), Role::Accent);
            let at = pos2(rect.left() + 36.0, rect.center().y);
            let font = style::font(Size::Note, Weight::Regular);
            ui.painter().text(at, egui::Align2::LEFT_CENTER, &words, font, color);
            name_it(
                &response,
                egui::Role::Button,
                false,
                &format!("{}: {words}", shown.plan.words().heading(facet)),
            );
            if response.clicked() && !self.wide.remove(&facet) {
                self.wide.insert(facet);
            }
        }
    }

    fn flip(&mut self, facet: Facet) {
        if !self.flipped.remove(&facet) {
            self.flipped.insert(facet);
        }
    }

    /// True when it was clicked.
    fn heading(
        &self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        facet: Facet,
        open: bool,
        commands: &mut Vec<Command>,
    ) -> bool {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
        let theme = style::theme(ui);
        let muted = style::color(theme, Role::Muted);
        let font = style::font(Size::Tick, Weight::Semibold);
        let at = pos2(rect.left() + 14.0, rect.bottom() - 5.0);
        let label = shown.plan.words().heading(facet).to_uppercase();
        let drawn = ui.painter().text(at, egui::Align2::LEFT_BOTTOM, label, font, muted);
        // Open or closed, beside the name.
        let middle = pos2(drawn.right() + 11.0, drawn.center().y);
        let sign = if open { Icon::Chevron } else { Icon::Right };
        icon::draw(ui.painter(), middle, sign, muted);
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        name_it(&response, egui::Role::Button, open, &format!("{} facet", shown.plan.words().heading(facet)));
        if shown.filter.asks(facet) {
            let words = style::text(ui, "clear", Size::Note, Weight::Regular, Role::Accent);
            let place = Rect::from_min_max(pos2(rect.right() - 56.0, rect.top() + 4.0), rect.max);
            if ui.put(place, egui::Button::new(words).frame(false)).clicked() {
                commands.push(session::Command::Clear(facet).into());
            }
        }
        response.clicked()
    }
}

/// The values of each facet that items of the plan have, in the order in which they are shown.
fn ordered(shown: &Shown<'_>) -> Ordered {
    let (opened, closed): (Vec<Facet>, Vec<Facet>) =
        Facet::ALL.iter().partition(|facet| facet.traits().opened);
    let of = |facet: Facet| {
        let counts = shown.index.totals(facet);
        let count = |v: u32| counts.get(v as usize).copied().unwrap_or(0);
        let used = |value: &u32| count(*value) > 0;
        let all = shown.plan.items().column(facet).values().len() as u32;
        let mut values: Vec<u32> = (0..all).filter(used).collect();
        if facet.traits().in_plan_order {
            values.sort_by_key(|v| (*v == NOT_STATED, *v));
        } else {
            values.sort_by_key(|v| (*v == NOT_STATED, std::cmp::Reverse(count(*v))));
        }
        let stated = values.iter().any(|v| *v != NOT_STATED);
        stated.then_some((facet, values))
    };
    opened.into_iter().chain(closed).filter_map(of).collect()
}

struct Row<'a> {
    /// Width of the widest count of the facet in points.
    digits: f32,
    name: &'a str,
    count: u32,
    most: u32,
    chosen: bool,
    excluded: bool,
    /// The sign that marks have for it.
    sign: Option<Shape>,
}

/// The panel is the legend of what changed.
fn sign(shown: &Shown<'_>, facet: Facet, value: u32) -> Option<Shape> {
    let value = shown.plan.items().column(facet).values().get(value as usize)?;
    Change::from_word(&value.key).filter(|_| facet == Facet::Change).map(change::sign)
}

impl Row<'_> {
    fn ui(&self, ui: &mut Ui, metrics: &Metrics, heading: &str) -> egui::Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let theme = style::theme(ui);
        let of = |role: Role| style::color(theme, role);
        let painter = ui.painter();
        let inner = rect.shrink2(vec2(6.0, 1.0));
        if self.chosen || response.hovered() {
            painter.rect_filled(inner, 3, if self.chosen { of(Role::Chosen) } else { of(Role::App) });
        }
        let middle = rect.center().y;
        let check = Rect::from_center_size(pos2(rect.left() + 20.0, middle), vec2(12.0, 12.0));
        if self.chosen {
            painter.rect_filled(check, 3, of(Role::Accent));
            let tick =
                vec![check.min + vec2(3.0, 6.2), check.min + vec2(5.2, 8.6), check.min + vec2(9.2, 3.6)];
            painter.add(egui::epaint::PathShape::line(tick, Stroke::new(1.5, of(Role::Panel))));
        } else {
            painter.rect_stroke(check, 3, Stroke::new(1.0, of(Role::Edge)), StrokeKind::Inside);
        }
        let bar = 34.0;
        let right = rect.right() - 14.0;
        let from = right - self.digits - 8.0 - bar;
        let name_left = rect.left() + if self.sign.is_some() { 32.0 + SWATCH.x + 6.0 } else { 32.0 };
        if let Some(sign) = &self.sign {
            let at = pos2(rect.left() + 32.0, middle - SWATCH.y / 2.0);
            paint::shape(painter, sign, at.to_vec2(), theme);
        }
        let room = from - 10.0 - name_left;
        let name = ellipsis(metrics, self.name, Size::Body, Weight::Regular, room).unwrap_or_default();
        let role = if self.count == 0 || self.excluded { Role::Muted } else { Role::Text };
        let font = style::font(Size::Body, if self.chosen { Weight::Semibold } else { Weight::Regular });
        let at = pos2(name_left, middle);
        let text = painter.text(at, egui::Align2::LEFT_CENTER, &name, font, of(role));
        if self.excluded {
            painter.hline(text.x_range(), middle, Stroke::new(1.0, of(Role::Muted)));
        }
        let count = style::font(Size::Note, Weight::Regular);
        painter.text(
            pos2(right, middle),
            egui::Align2::RIGHT_CENTER,
            self.count.to_string(),
            count,
            of(Role::Muted),
        );
        let long = (bar * self.count as f32 / self.most as f32).max(if self.count > 0 { 2.0 } else { 0.0 });
        let strip = Rect::from_min_size(pos2(from, middle - 2.5), vec2(long, 5.0));
        painter.rect_filled(strip, 1, if self.chosen { of(Role::Accent) } else { of(Role::Line) });
        name_it(&response, egui::Role::CheckBox, self.chosen, &format!("{}: {}", heading, self.name));
        let tip = format!("{}\nClick to add or remove, Alt+click for this alone", self.name);
        response.on_hover_text(tip).on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}

/// Tells the accessibility tree what a drawn row is.
pub fn name_it(response: &egui::Response, kind: egui::Role, on: bool, label: &str) {
    response.widget_info(|| egui::WidgetInfo::selected(kind, true, on, label));
}
