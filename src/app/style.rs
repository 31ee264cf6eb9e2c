//! Fonts, sizes and colours of the window: the scene's theme, told to egui.
//!
//! It must never hold a colour of its own.

use super::letters::Faces;
use crate::scene::{Ink, Metrics, REGULAR, Role, SEMIBOLD, Size, Theme, Weight};
use egui::epaint::CornerRadius;
use egui::style::WidgetVisuals;
use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle, Visuals, vec2};
use std::sync::Arc;

/// A colour of the theme as egui takes it.
pub fn color(theme: Theme, ink: impl Into<Ink>) -> Color32 {
    let c = theme.color(ink);
    Color32::from_rgba_unmultiplied(c.r, c.g, c.b, c.a)
}

/// The font of a size and weight.
pub fn font(size: Size, weight: Weight) -> FontId {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Semibold => semibold(),
    };
    FontId::new(size.points(), family)
}

/// The theme that the window shows now.
pub fn theme(ui: &egui::Ui) -> Theme {
    if ui.visuals().dark_mode { Theme::Dark } else { Theme::Light }
}

/// A text of the window: its size, weight and role.
pub fn text(
    ui: &egui::Ui,
    words: impl Into<String>,
    size: Size,
    weight: Weight,
    role: Role,
) -> egui::RichText {
    egui::RichText::new(words).font(font(size, weight)).color(color(theme(ui), role))
}

/// Gives egui the bundled font, the machine's for what it lacks, and both themes.
pub fn install(ctx: &egui::Context) {
    let metrics = Metrics::new();
    install_with(ctx, metrics.clone());
    // The machine's fonts take a while to be listed, and most plans need none: nobody waits for them.
    let _ = std::thread::Builder::new().name("fonts".to_owned()).spawn(move || metrics.ask_machine());
}

/// As [`install`], with the faces of a text room.
pub(super) fn install_with(ctx: &egui::Context, metrics: Metrics) {
    ctx.set_fonts(fonts());
    ctx.set_font_providers(vec![Arc::new(Faces(metrics))]);
    // Where the system does not say, a picture on paper is the nearer likeness.
    ctx.options_mut(|o| o.fallback_theme = egui::Theme::Light);
    for (of, theme) in [(egui::Theme::Light, Theme::Light), (egui::Theme::Dark, Theme::Dark)] {
        ctx.set_visuals_of(of, visuals(theme));
        ctx.style_mut_of(of, |style| {
            style.text_styles = [
                (TextStyle::Small, font(Size::Note, Weight::Regular)),
                (TextStyle::Body, font(Size::Body, Weight::Regular)),
                (TextStyle::Button, font(Size::Body, Weight::Regular)),
                (TextStyle::Heading, font(Size::Head, Weight::Semibold)),
                // Of another family: quoted lines of files keep their letters in cells, and no ligatures.
                (TextStyle::Monospace, FontId::new(Size::Note.points(), FontFamily::Monospace)),
            ]
            .into();
            style.spacing.item_spacing = vec2(8.0, 4.0);
            style.spacing.button_padding = vec2(8.0, 4.0);
            style.spacing.interact_size.y = 24.0;
            style.spacing.scroll = egui::style::ScrollStyle::thin();
            style.interaction.tooltip_delay = 0.25;
        });
    }
}

/// The family of semibold text.
pub(super) fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, data) in [("regular", REGULAR), ("semibold", SEMIBOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data)));
    }
    let mut family = |family, names: [&str; 2]| {
        fonts.families.insert(family, names.map(str::to_owned).to_vec());
    };
    family(FontFamily::Proportional, ["regular", "semibold"]);
    family(semibold(), ["semibold", "regular"]);
    // For lines of a file: the bundled font joins letters (20x30) and has no cells that a mark could stand under.
    let mono = FontDefinitions::default().font_data.remove_entry("Hack");
    let names = mono.iter().map(|(name, _)| name.clone()).chain(["regular".to_owned()]).collect();
    fonts.families.insert(FontFamily::Monospace, names);
    fonts.font_data.extend(mono);
    fonts
}

fn visuals(theme: Theme) -> Visuals {
    let of = |role: Role| color(theme, role);
    let mut v = if theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    v.panel_fill = of(Role::Panel);
    v.window_fill = of(Role::Panel);
    v.extreme_bg_color = of(Role::App);
    v.faint_bg_color = of(Role::App);
    v.window_stroke = Stroke::new(1.0, of(Role::Line));
    v.window_shadow = egui::Shadow::NONE;
    v.popup_shadow = egui::Shadow::NONE;
    v.window_corner_radius = CornerRadius::same(6);
    v.menu_corner_radius = CornerRadius::same(4);
    v.hyperlink_color = of(Role::Accent);
    v.error_fg_color = of(Role::Disagreement);
    v.warn_fg_color = of(Role::Disagreement);
    v.selection.bg_fill = color(theme, Ink::thin(Role::Accent, 70));
    v.selection.stroke = Stroke::new(1.0, of(Role::Accent));
    let flat = |ground: Color32, line: Color32, words: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(4),
        fg_stroke: Stroke::new(1.0, words),
        expansion: 0.0,
    };
    let (text, muted, line, accent) = (of(Role::Text), of(Role::Muted), of(Role::Line), of(Role::Accent));
    v.widgets.noninteractive = flat(of(Role::Panel), line, text);
    // The plain fill is what sliders run in; buttons have the weak one.
    v.widgets.inactive = WidgetVisuals { bg_fill: line, ..flat(Color32::TRANSPARENT, of(Role::Edge), text) };
    v.widgets.hovered = flat(of(Role::App), accent, text);
    v.widgets.active = flat(of(Role::Chosen), accent, accent);
    v.widgets.open = flat(of(Role::App), line, text);
    v.handle_shape = egui::style::HandleShape::Circle;
    v.slider_trailing_fill = true;
    v.weak_text_color = Some(muted);
    v
}
