//! A dialog that keeps the keyboard and dims what lies behind it.
//!
//! It must never let a click through to what lies behind.

use super::style;
use crate::scene::{Role, Theme};
use egui::{Color32, Context, Frame, Id, Modal, Stroke, Ui, Vec2};

/// How dark what lies behind becomes, of 255: 46 %.
pub const DIM: u8 = 117;

/// Shows a dialog of a fixed size in the middle of the window.
pub fn show<R>(ctx: &Context, title: &str, size: Vec2, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = if ctx.theme() == egui::Theme::Dark { Theme::Dark } else { Theme::Light };
    let of = |role| style::color(theme, role);
    let line = Stroke::new(1.0, of(Role::Line));
    let frame = Frame::new().fill(of(Role::Panel)).stroke(line).corner_radius(6);
    let modal = Modal::new(Id::unique(title))
        .backdrop_color(Color32::from_black_alpha(DIM))
        .frame(frame)
        .show(ctx, |ui| {
            // Fields are white on white, told by their edge.
            ui.visuals_mut().extreme_bg_color = of(Role::Panel);
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let builder = egui::UiBuilder::new()
                .max_rect(rect)
                .accessibility_role(egui::accesskit::Role::Dialog)
                .accessibility_label(title);
            // A child of its own: whatever it lays out, the dialog stays as large and where it is.
            contents(&mut ui.new_child(builder))
        });
    modal.inner
}
