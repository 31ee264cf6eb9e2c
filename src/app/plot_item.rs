//! A scene inside egui_plot. It must never answer for hovering: scenes have their own hit test.

use egui::{Ui, Vec2};
use egui_plot::{Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotTransform};

/// A plot that only carries a time axis: what moves it, and what is drawn in it, is its user's.
pub fn bare(id: &str, size: Vec2) -> Plot<'_> {
    Plot::new(id)
        .show_axes(false)
        .show_grid(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_double_click_reset(false)
        .set_margin_fraction(Vec2::ZERO)
        .link_cursor(egui::Id::unique("time"), [true, false])
        .width(size.x)
        .height(size.y)
}

/// A scene as an item of a plot: laid out when the frame's transform is known.
pub struct SceneItem<'a> {
    base: PlotItemBase,
    #[expect(clippy::type_complexity, reason = "the one place that names it")]
    draw: Box<dyn Fn(&Ui, &PlotTransform) -> Vec<egui::Shape> + 'a>,
}

impl<'a> SceneItem<'a> {
    /// An item that is drawn by a function of the frame's transform.
    pub fn new(draw: impl Fn(&Ui, &PlotTransform) -> Vec<egui::Shape> + 'a) -> Self {
        Self { base: PlotItemBase::new("marks".to_owned()), draw: Box::new(draw) }
    }
}

impl PlotItem for SceneItem<'_> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<egui::Shape>) {
        shapes.extend((self.draw)(ui, transform));
    }

    fn initialize(&mut self, _x_range: std::ops::RangeInclusive<f64>) {}

    fn color(&self) -> egui::Color32 {
        egui::Color32::TRANSPARENT
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        PlotBounds::NOTHING
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }

    fn find_closest(&self, _point: egui::Pos2, _transform: &PlotTransform) -> Option<egui_plot::ClosestElem> {
        None
    }
}
