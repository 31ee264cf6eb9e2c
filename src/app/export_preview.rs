//! The picture as it will be written, in the export dialog: laid out and drawn beside the window, page by page.
//!
//! It must never show another scene than the file will hold.

use super::export_parts::{apart, bytes_in_words, measures};
use super::icon::{self, Icon};
use super::style;
use crate::explore::Index;
use crate::export::{self, Format, PageSize, Pixels};
use crate::plan::Plan;
use crate::publish::{Job, Page, Preview, Remedy};
use crate::scene::{Role, Size, Weight};
use crate::session::Arrangement;
use crate::views::ViewKind;
use egui::{
    Color32, ColorImage, Context, Rect, Sense, Stroke, StrokeKind, TextureHandle, Ui, Vec2, pos2, vec2,
};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Heights of the line above the page and of that below it, in points.
const HEAD: f32 = 30.0;
const FOOT: f32 = 36.0;
/// Narrower than this what has no room and what helps stand one below the other.
const NARROW: f32 = 430.0;
/// The list of names without room, where it is open.
const LIST: f32 = 84.0;
/// Squares of the ground of a picture that has none, in points.
const SQUARE: f32 = 8.0;

/// Everything that decides a picture.
#[derive(Clone)]
pub struct Asked {
    pub plan: Arc<Plan>,
    pub index: Arc<Index>,
    pub arrangement: Arrangement,
    pub view: ViewKind,
    pub page: Page,
}

impl Asked {
    /// As a job of `publish`.
    pub fn job(&self) -> Job<'_> {
        let Self { plan, index, arrangement, view, page } = self;
        Job { plan, index, arrangement, view: *view, page: page.clone() }
    }
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.plan, &other.plan)
            && (self.view, &self.page, &self.arrangement) == (other.view, &other.page, &other.arrangement)
    }
}

/// How large the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Zoom {
    #[default]
    Fit,
    /// Points of the window a point of the picture.
    Times(f32),
}

/// What a page's pixels were made of: the number of the preview, the page, pixels a point.
type Made = (u64, usize, f32);

/// The preview.
#[derive(Default)]
pub struct PreviewPane {
    asked: Option<Asked>,
    laying: Option<Receiver<Result<Preview, String>>>,
    laid: Option<Result<Arc<Preview>, String>>,
    /// Counts previews.
    number: u64,
    page: usize,
    zoom: Zoom,
    painting: Option<(Made, Receiver<Result<Pixels, String>>)>,
    painted: Option<(Made, TextureHandle)>,
    /// The names without room are listed.
    listed: bool,
}

impl PreviewPane {
    /// What was laid out last.
    pub fn preview(&self) -> Option<&Preview> {
        self.laid.as_ref().and_then(|laid| laid.as_ref().ok()).map(|preview| &**preview)
    }

    /// Shows what a file would hold; the remedy that was clicked for what has no room.
    pub fn ui(&mut self, ui: &mut Ui, all: Rect, asked: Result<Asked, String>) -> Option<Remedy> {
        let ground = style::color(style::theme(ui), Role::App);
        ui.painter().rect_filled(all, 0, ground);
        self.take(ui.ctx());
        let unclear = match asked {
            Ok(asked) => {
                self.lay_out(ui.ctx(), asked);
                None
            }
            Err(why) => Some(why),
        };
        let inner = all.shrink2(vec2(22.0, 8.0));
        let head = Rect::from_min_size(inner.min, vec2(inner.width(), HEAD));
        let list =
            if self.listed && self.preview().is_some_and(|p| !p.names.is_empty()) { LIST } else { 0.0 };
        let lines = if inner.width() < NARROW { 2.0 } else { 1.0 };
        let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - FOOT * lines - list), inner.max);
        let room = Rect::from_min_max(head.left_bottom() + vec2(0.0, 6.0), foot.right_top() - vec2(0.0, 4.0));
        let told = match (unclear, &self.laid) {
            (Some(why), _) => Some(why),
            (None, Some(Err(why))) => Some(why.clone()),
            (None, None) => Some("Drawing…".to_owned()),
            _ => None,
        };
        if let Some(why) = told {
            apart(ui, room.shrink2(vec2(24.0, room.height() * 0.4)), "why", |ui| {
                let words = style::text(ui, why, Size::Body, Weight::Regular, Role::Muted);
                ui.add(egui::Label::new(words).wrap());
            });
            return None;
        }
        let preview = match &self.laid {
            Some(Ok(preview)) => Arc::clone(preview),
            _ => return None,
        };
        self.page = self.page.min(preview.pages.len().saturating_sub(1));
        let shown = self.page_ui(ui, room, &preview);
        self.head_ui(ui, head, &preview, shown);
        self.foot_ui(ui, foot, &preview)
    }

    /// Begins to lay out what is asked for, once what was asked before is done.
    fn lay_out(&mut self, ctx: &Context, asked: Asked) {
        if self.laying.is_some() || self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked.clone());
        let (sender, laying) = channel();
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            // Nobody listens any more where the dialog was closed meanwhile.
            let _ = sender.send(asked.job().preview().map_err(|error| error.to_string()));
            ctx.request_repaint();
        });
        self.laying = Some(laying);
    }

    /// Takes over what was laid out and painted meanwhile.
    fn take(&mut self, ctx: &Context) {
        let stopped = || format!("drawing stopped at a fault of the program: {}", super::crash::hint());
        if let Some(laying) = &self.laying {
            let laid = match laying.try_recv() {
                Ok(laid) => Some(laid.map(Arc::new)),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => Some(Err(stopped())),
            };
            if laid.is_some() {
                (self.laid, self.laying) = (laid, None);
                self.number += 1;
            }
        }
        if let Some((made, painting)) = &self.painting {
            let made = *made;
            match painting.try_recv() {
                Ok(Ok(pixels)) => {
                    let image = image(&pixels);
                    let texture = ctx.load_texture("picture", image, egui::TextureOptions::LINEAR);
                    (self.painted, self.painting) = (Some((made, texture)), None);
                }
                Ok(Err(_)) | Err(TryRecvError::Disconnected) => self.painting = None,
                Err(TryRecvError::Empty) => {}
            }
        }
    }

    /// The page; how wide it is shown, in points.
    fn page_ui(&mut self, ui: &mut Ui, room: Rect, preview: &Arc<Preview>) -> f32 {
        let fit = (room.width() / preview.size.x).min(room.height() / preview.size.y).clamp(0.001, 4.0);
        let zoom = match self.zoom {
            Zoom::Fit => fit,
            Zoom::Times(zoom) => zoom,
        };
        let size = preview.size * zoom;
        self.paint(ui, preview, zoom);
        if size.x <= room.width() + 0.5 && size.y <= room.height() + 0.5 {
            let left = (room.width() - size.x) / 2.0;
            let place = Rect::from_min_size((room.min + vec2(left.max(0.0), 0.0)).round(), size);
            self.sheet(ui, place, preview);
        } else {
            ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
                egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
                    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
                    self.sheet(ui, place, preview);
                });
            });
        }
        size.x
    }

    fn sheet(&self, ui: &mut Ui, place: Rect, preview: &Preview) {
        let theme = style::theme(ui);
        let bare = self.asked.as_ref().is_some_and(|asked| asked.page.bare);
        if bare {
            chequered(ui, place);
        } else {
            ui.painter().rect_filled(place, 0, style::color(theme, Role::Panel));
        }
        if let Some((_, texture)) = &self.painted {
            let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture.id(), place, all, Color32::WHITE);
        }
        let line = Stroke::new(1.0, style::color(theme, Role::Line));
        ui.painter().rect_stroke(place, 0, line, StrokeKind::Outside);
        let response = ui.interact(place, ui.scope_id().with("page"), Sense::hover());
        super::facets::name_it(&response, egui::Role::Image, false, &preview.usual.alt);
    }

    /// Has the page's pixels made, where they are not there yet.
    fn paint(&mut self, ui: &Ui, preview: &Arc<Preview>, zoom: f32) {
        let most = ui.ctx().input(|input| input.max_texture_side) as f32;
        let wanted = zoom * ui.ctx().pixels_per_point();
        let scale = wanted.min(most / preview.size.max_elem());
        let made = (self.number, self.page, scale);
        if self.painting.is_some() || self.painted.as_ref().is_some_and(|(of, _)| *of == made) {
            return;
        }
        let (sender, painting) = channel();
        let (ctx, preview, page) = (ui.ctx().clone(), Arc::clone(preview), self.page);
        std::thread::spawn(move || {
            let _ = sender.send(preview.pixels(page, scale).map_err(|error| error.to_string()));
            ctx.request_repaint();
        });
        self.painting = Some((made, painting));
    }

    fn head_ui(&mut self, ui: &mut Ui, head: Rect, preview: &Preview, shown: f32) {
        let words = match self.zoom {
            Zoom::Fit => "Fit".to_owned(),
            Zoom::Times(zoom) => percent(zoom),
        };
        apart(ui, head, "zoom", |ui| {
            let zooms = [Zoom::Fit, Zoom::Times(0.5), Zoom::Times(1.0), Zoom::Times(2.0)];
            let all = zooms.into_iter().map(|zoom| match zoom {
                Zoom::Fit => (zoom, "Fit".to_owned()),
                Zoom::Times(times) => (zoom, percent(times)),
            });
            ui.spacing_mut().combo_width = 72.0;
            super::import_parts::choice(ui, "Zoom", &words, all, |zoom| self.zoom = zoom);
            ui.add_space(6.0);
            let format = self.asked.as_ref().map_or(Format::Svg, |asked| asked.page.format);
            let size = PageSize { points: preview.size, scale: preview.scale, paper: preview.paper };
            let words = format!("{} of {}", percent(shown / preview.size.x), measures(size, format, None));
            let narrow = head.width() < NARROW;
            if !narrow {
                muted(ui, &words);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let count = preview.pages.len();
                if !narrow {
                    muted(ui, &format!("about {}", bytes_in_words(preview.bytes as u64)));
                }
                let step = |ui: &mut Ui, sign, name: &str, can| {
                    ui.add_enabled_ui(can, |ui| {
                        icon::button(ui, sign, name, name, Vec2::splat(24.0)).clicked()
                    })
                    .inner
                };
                if count > 1 && step(ui, Icon::Right, "Next page", self.page + 1 < count) {
                    self.page += 1;
                }
                muted(ui, &format!("Page {} of {count}", self.page + 1));
                if count > 1 && step(ui, Icon::Left, "Page before", self.page > 0) {
                    self.page -= 1;
                }
            });
        });
    }

    /// What has no room, and what helps.
    fn foot_ui(&mut self, ui: &mut Ui, foot: Rect, preview: &Preview) -> Option<Remedy> {
        if preview.left.is_nothing() {
            return None;
        }
        let mut clicked = None;
        let line = Rect::from_min_size(foot.min, vec2(foot.width(), FOOT));
        let narrow = foot.width() < NARROW;
        let second = if narrow { line.translate(vec2(0.0, FOOT)) } else { line };
        let left = apart(ui, second, "remedy", |ui| {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            let shown = ui.with_layout(layout, |ui| {
                clicked = preview.remedy.filter(|remedy| self.remedy(ui, preview, *remedy));
                ui.min_rect().left()
            });
            shown.inner
        });
        let first = if narrow { line } else { line.with_max_x(left - 8.0) };
        apart(ui, first, "no room", |ui| self.told(ui, preview));
        let rest = Rect::from_min_max(second.left_bottom(), foot.max);
        if rest.height() > 1.0 {
            self.list(ui, rest, preview);
        }
        clicked
    }

    /// The button of what helps; whether it was clicked.
    fn remedy(&self, ui: &mut Ui, preview: &Preview, remedy: Remedy) -> bool {
        let format = self.asked.as_ref().map_or(Format::Svg, |asked| asked.page.format);
        let (words, why) = match remedy {
            Remedy::Size(size) => {
                let words = format!("Make it {}", measures(size, format, Some(preview.scale)));
                (words, "A page of this size has room for everything")
            }
            Remedy::Pdf => ("Make it a PDF".to_owned(), "A PDF goes on over further pages"),
        };
        ui.add(egui::Button::new(words).min_size(vec2(0.0, 28.0))).on_hover_text(why).clicked()
    }

    /// What has no room.
    fn told(&mut self, ui: &mut Ui, preview: &Preview) {
        let one = preview.left.items == 1 && preview.left.parts.is_empty();
        let words = format!("{} {} no room", preview.left, if one { "has" } else { "have" });
        ui.label(style::text(ui, words, Size::Body, Weight::Semibold, Role::Text));
        if !preview.names.is_empty() {
            let words = if self.listed { "Hide list" } else { "Show list" };
            let words = style::text(ui, words, Size::Body, Weight::Regular, Role::Accent);
            if ui.add(egui::Button::new(words).frame(false)).clicked() {
                self.listed = !self.listed;
            }
        }
        let words = style::text(ui, "The picture says so.", Size::Body, Weight::Regular, Role::Muted);
        ui.add(egui::Label::new(words).truncate());
    }

    fn list(&self, ui: &mut Ui, room: Rect, preview: &Preview) {
        ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
            egui::ScrollArea::vertical().id_salt("names").auto_shrink(false).show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(18.0, 3.0);
                    for name in &preview.names {
                        ui.label(style::text(ui, name, Size::Note, Weight::Regular, Role::Text));
                    }
                    let more = preview.left.items.saturating_sub(preview.names.len());
                    if more > 0 {
                        muted(ui, &format!("and {more} more"));
                    }
                });
            });
        });
    }
}

/// Pixels as egui takes them.
pub fn image(pixels: &Pixels) -> ColorImage {
    ColorImage::from_rgba_unmultiplied([pixels.width, pixels.height], &pixels.rgba)
}

/// The picture's pixels, to be pasted elsewhere: as many as the PNG would have.
///
/// # Errors
/// As [`export::png`].
pub fn to_paste(asked: &Asked) -> Result<Pixels, export::Error> {
    let preview = asked.job().preview()?;
    preview.pixels(0, preview.scale)
}

fn percent(times: f32) -> String {
    format!("{} %", (times * 100.0).round())
}

fn muted(ui: &mut Ui, words: &str) {
    let words = style::text(ui, words, Size::Body, Weight::Regular, Role::Muted);
    ui.add(egui::Label::new(words).selectable(false));
}

/// The ground of a picture that has none: squares, so that what shows through can be told from white.
fn chequered(ui: &Ui, place: Rect) {
    let seen = place.intersect(ui.clip_rect());
    let theme = style::theme(ui);
    let painter = ui.painter_at(seen);
    painter.rect_filled(seen, 0, style::color(theme, Role::Panel));
    let dark = style::color(theme, Role::Grid);
    let steps = |from: f32, to: f32, start: f32| {
        ((from - start) / SQUARE).floor() as i32..((to - start) / SQUARE).ceil() as i32
    };
    let mut mesh = egui::Mesh::default();
    for y in steps(seen.top(), seen.bottom(), place.top()) {
        for x in steps(seen.left(), seen.right(), place.left()).filter(|x| (x + y) % 2 == 0) {
            let at = place.min + vec2(x as f32, y as f32) * SQUARE;
            mesh.add_colored_rect(Rect::from_min_size(at, Vec2::splat(SQUARE)), dark);
        }
    }
    painter.add(mesh);
}
