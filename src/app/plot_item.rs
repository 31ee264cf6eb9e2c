//! A scene inside egui_plot. It must never answer for hovering: scenes have their own hit test.

use egui::Ui;
use egui_plot::{PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotTransform};

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
