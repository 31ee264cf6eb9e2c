//! Small signs of the window's own controls, drawn as lines of one weight. It must never draw what a view shows.

use egui::epaint::{CircleShape, PathShape};
use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Opens a list below.
    Chevron,
    /// To the left, in time or in a list.
    Left,
    /// To the right.
    Right,
    /// Closes.
    Cross,
    /// Adds.
    Plus,
    /// Looks for something.
    Lens,
    /// Writes a picture.
    Export,
    /// A panel at the left.
    PanelLeft,
    /// A panel at the right.
    PanelRight,
    /// Dark colours.
    Moon,
    /// Light colours.
    Sun,
    /// A saved view.
    Bookmark,
    /// Is chosen.
    Tick,
}

/// Draws a sign about a middle.
pub fn draw(painter: &Painter, middle: Pos2, icon: Icon, color: Color32) {
    let stroke = Stroke::new(1.4, color);
    let at = |x: f32, y: f32| middle + vec2(x, y);
    let line = |points: &[(f32, f32)]| {
        let points: Vec<Pos2> = points.iter().map(|(x, y)| at(*x, *y)).collect();
        painter.add(PathShape::line(points, stroke));
    };
    let ring = |x: f32, y: f32, radius: f32| {
        painter.add(Shape::Circle(CircleShape::stroke(at(x, y), radius, stroke)));
    };
    let sheet = |left: f32, top: f32, right: f32, bottom: f32| {
        let rect = Rect::from_min_max(at(left, top), at(right, bottom));
        painter.rect_stroke(rect, 1.5, stroke, StrokeKind::Middle);
    };
    match icon {
        Icon::Chevron => line(&[(-3.5, -1.75), (0.0, 1.75), (3.5, -1.75)]),
        Icon::Left => line(&[(2.0, -4.0), (-2.0, 0.0), (2.0, 4.0)]),
        Icon::Right => line(&[(-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0)]),
        Icon::Cross => {
            line(&[(-3.5, -3.5), (3.5, 3.5)]);
            line(&[(-3.5, 3.5), (3.5, -3.5)]);
        }
        Icon::Plus => {
            line(&[(-5.0, 0.0), (5.0, 0.0)]);
            line(&[(0.0, -5.0), (0.0, 5.0)]);
        }
        Icon::Lens => {
            ring(-1.0, -1.0, 4.0);
            line(&[(2.0, 2.0), (5.5, 5.5)]);
        }
        Icon::Export => {
            line(&[(0.0, 2.0), (0.0, -5.5)]);
            line(&[(-3.0, -2.5), (0.0, -5.5), (3.0, -2.5)]);
            line(&[(-5.0, 1.0), (-5.0, 5.0), (5.0, 5.0), (5.0, 1.0)]);
        }
        Icon::PanelLeft | Icon::PanelRight => {
            sheet(-5.5, -5.0, 5.5, 5.0);
            let x = if icon == Icon::PanelLeft { -2.0 } else { 2.0 };
            line(&[(x, -5.0), (x, 5.0)]);
        }
        Icon::Moon => painter_moon(painter, middle, stroke),
        Icon::Sun => {
            ring(0.0, 0.0, 2.6);
            for n in 0..8 {
                let way = Vec2::angled(n as f32 * std::f32::consts::FRAC_PI_4);
                painter.line_segment([middle + way * 4.4, middle + way * 6.2], stroke);
            }
        }
        Icon::Bookmark => {
            line(&[(-3.5, -5.0), (3.5, -5.0), (3.5, 5.0), (0.0, 2.0), (-3.5, 5.0), (-3.5, -5.0)])
        }
        Icon::Tick => line(&[(-4.0, 0.0), (-1.0, 3.0), (4.0, -3.5)]),
    }
}

/// A crescent: an outer arc, and an inner one that takes its side away.
fn painter_moon(painter: &Painter, middle: Pos2, stroke: Stroke) {
    let arc = |centre: Vec2, radius: f32, from: f32, to: f32| -> Vec<Pos2> {
        let steps = 14;
        let turn = |n: i32| from + (to - from) * n as f32 / steps as f32;
        (0..=steps).map(|n| middle + centre + Vec2::angled(turn(n)) * radius).collect()
    };
    let mut points = arc(vec2(0.0, 0.0), 5.0, 0.1, 4.6);
    points.extend(arc(vec2(2.2, -2.2), 4.0, 3.75, 0.95));
    painter.add(PathShape::closed_line(points, stroke));
}

/// A button of a sign alone, with a name for those who hear it and a tip for those who see it.
pub fn button(ui: &mut Ui, icon: Icon, label: &str, tip: &str, size: Vec2) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let visuals = *ui.style().interact(&response);
    if response.hovered() || response.has_focus() {
        let ground = if response.hovered() { ui.visuals().extreme_bg_color } else { Color32::TRANSPARENT };
        ui.painter().rect_filled(rect, 4, ground);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, ui.visuals().hyperlink_color);
        ui.painter().rect_stroke(rect, 4, ring, StrokeKind::Inside);
    }
    let color = if ui.is_enabled() { visuals.text_color() } else { ui.visuals().weak_text_color() };
    let middle = pos2(rect.center().x.round(), rect.center().y.round());
    draw(ui.painter(), middle, icon, color);
    super::facets::name_it(&response, egui::Role::Button, false, label);
    response.on_hover_text(tip).on_hover_cursor(egui::CursorIcon::PointingHand)
}
