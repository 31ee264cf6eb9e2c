//! The ring around whatever has the keyboard: one for all controls, however they are drawn.
//!
//! It must never take the keyboard, nor show while a hand works with the pointer.

use super::style;
use crate::scene::{Role, Theme};
use egui::{Context, Event, Id, LayerId, Painter, Stroke, StrokeKind};

/// Whether the person works by keys: from a Tab or arrow on until the pointer is pressed.
fn by_keys(ctx: &Context) -> bool {
    let id = Id::unique("by keys");
    let (key, pointer) = ctx.input(|input| {
        let key = |event: &Event| matches!(event, Event::Key { pressed: true, key, .. } if moves(*key));
        (input.events.iter().any(key), input.pointer.any_pressed())
    });
    ctx.data_mut(|data| {
        let now = (key || data.get_temp(id).unwrap_or(false)) && !pointer;
        data.insert_temp(id, now);
        now
    })
}

fn moves(key: egui::Key) -> bool {
    use egui::Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Home, Tab};
    matches!(key, Tab | ArrowDown | ArrowLeft | ArrowRight | ArrowUp | Home | End)
}

/// Shows the ring, at the end of a frame.
pub fn show(ctx: &Context) {
    let by_keys = by_keys(ctx);
    let Some(id) = ctx.memory(|memory| memory.focused()).filter(|_| by_keys) else { return };
    let Some(response) = ctx.read_response(id) else { return };
    let seen = response.interact_rect;
    if !seen.is_positive() {
        return;
    }
    let theme = if ctx.theme() == egui::Theme::Dark { Theme::Dark } else { Theme::Light };
    let line = Stroke::new(2.0, style::color(theme, Role::Accent));
    painter(ctx, response.layer_id).rect_stroke(seen.expand(1.0), 4, line, StrokeKind::Inside);
}

/// On top of the layer that the control is of, so that a dialog in front of it covers the ring too.
fn painter(ctx: &Context, layer: LayerId) -> Painter {
    Painter::new(ctx.clone(), layer, ctx.content_rect())
}
