//! A dialog that keeps the keyboard and dims what lies behind it.
//!
//! It must never let a click through to what lies behind.

use super::{names, style};
use crate::scene::{Role, Theme};
use egui::{Color32, Context, Frame, Id, Modal, Rect, Stroke, Ui, UiBuilder, Vec2};

/// How dark what lies behind becomes, of 255: 46 %.
pub const DIM: u8 = 117;

/// Shows a dialog in the middle of the window, as high as it needs and as wide as there is room, up to a width.
pub fn as_needed<R>(ctx: &Context, title: &str, wide: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let width = wide.min(ctx.content_rect().width() - 48.0);
    let modal = plain(ctx, title).show(ctx, |ui| {
        let shown = ui.scope_builder(named(title), |ui| {
            let margin = Frame::new().inner_margin(16);
            let framed = margin.show(ui, |ui| {
                ui.set_width(width);
                contents(ui)
            });
            place(ui, ui.min_rect());
            framed.inner
        });
        shown.inner
    });
    modal.inner
}

/// What a dialog is to those who hear it.
fn named(title: &str) -> UiBuilder {
    UiBuilder::new().accessibility_role(egui::accesskit::Role::Dialog).accessibility_label(title)
}

fn place(ui: &Ui, rect: Rect) {
    let bounds = names::bounds(ui.ctx(), rect);
    let id = ui.unique_id();
    if ui.ctx().has_accesskit_node(id) {
        ui.ctx().accesskit_node_builder(id, |node| node.set_bounds(bounds));
    }
}

/// A dialog in the colours of the window.
fn plain(ctx: &Context, title: &str) -> Modal {
    let theme = if ctx.theme() == egui::Theme::Dark { Theme::Dark } else { Theme::Light };
    let of = |role| style::color(theme, role);
    let line = Stroke::new(1.0, of(Role::Line));
    let frame = Frame::new().fill(of(Role::Panel)).stroke(line).corner_radius(6);
    Modal::new(Id::unique(title)).backdrop_color(Color32::from_black_alpha(DIM)).frame(frame)
}

/// Shows a dialog of a fixed size in the middle of the window.
pub fn show<R>(ctx: &Context, title: &str, size: Vec2, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let modal = plain(ctx, title).show(ctx, |ui| {
        // Fields are white on white, told by their edge.
        ui.visuals_mut().extreme_bg_color = style::color(style::theme(ui), Role::Panel);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        // A child of its own: whatever it lays out, the dialog stays as large and where it is.
        let mut child = ui.new_child(named(title).max_rect(rect));
        place(&child, rect);
        contents(&mut child)
    });
    modal.inner
}
