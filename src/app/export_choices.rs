//! What a picture is to show and on which page: the export dialog's column of choices, and the order that follows.
//!
//! It must never draw a picture, nor touch a file.

use super::export_parts::{measures, row, segments};
use super::export_words::OwnWords;
use super::import_parts::choice;
use super::shown::Shown;
use super::style;
use crate::date::Part;
use crate::export::{Format, PageSize};
use crate::publish::{Page, Preview};
use crate::scene::{Role, Size, Theme, Weight};
use crate::session::{Arrangement, PictureChoices};
use crate::views::{FrameError, ViewKind, days, focus};
use egui::Ui;

/// Pages that the dialog offers beside those with a name of their own.
const SCREENS: [&str; 2] = ["1920x1080", "1280x720"];
/// The place of a size of one's own among them: before paper.
const FEW: usize = 6;
/// Scales of a PNG that the dialog offers.
const SCALES: [f32; 5] = [1.0, 1.5, 2.0, 3.0, 4.0];

/// What was chosen.
pub struct Choices {
    /// Which view.
    pub view: ViewKind,
    /// What is remembered for the next picture.
    pub kept: PictureChoices,
    /// The size as it is being typed, where the person writes one.
    own: Option<String>,
    in_view: bool,
    /// What a map is fitted to; empty for the usual.
    frame: String,
    /// From and to when time is shown; empty for all of it.
    days: [String; 2],
    at_focus: bool,
    /// Words of the person's own.
    pub words: OwnWords,
}

impl Choices {
    /// The usual ones for a view, made as the last picture was.
    pub fn new(view: ViewKind, kept: PictureChoices) -> Self {
        let own = is_own(&kept.page).then(|| kept.page.clone());
        Self {
            view,
            kept,
            own,
            in_view: false,
            frame: String::new(),
            days: Default::default(),
            at_focus: false,
            words: OwnWords::default(),
        }
    }

    /// Another page, by what the command line calls it, and pixels a point where they are not its own.
    pub fn set_page(&mut self, size: PageSize) {
        let written = size.to_string();
        let usual = written.parse::<PageSize>().map_or(size.scale, |usual| usual.scale);
        if (usual - size.scale).abs() > f32::EPSILON && self.kept.scale.is_none() {
            self.kept.scale = Some(size.scale);
        }
        self.kept.page.clone_from(&written);
        self.own = Some(written);
    }

    /// How the plan is looked at in the picture.
    ///
    /// # Errors
    /// What of the frame is not understood, and what to write.
    pub fn arrangement(&self, shown: &Shown<'_>) -> Result<Arrangement, String> {
        let seen = shown.arrangement;
        let in_view = self.in_view && self.view.can_show_part();
        let mut views = if in_view { seen.views.clone() } else { seen.views.whole() };
        if !in_view && !self.frame.is_empty() {
            // What no longer is a region of the plan is no frame.
            let _ = views.set_frame(self.view, shown.plan, &self.frame);
        }
        if !in_view && self.view.is_along_time() && self.days.iter().any(|day| !day.trim().is_empty()) {
            let (from, to) = self.stretch(shown)?;
            views.look_at_days(self.view, from, to);
        }
        let focus = seen.focus.filter(|_| self.at_focus);
        let picture = Arrangement { views, focus, selection: None, ..seen.clone() };
        Ok(picture.showing(self.view))
    }

    fn stretch(&self, shown: &Shown<'_>) -> Result<(f64, f64), String> {
        let (first, last) = days::home(shown.plan);
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            text => Part::parse(text)
                .map(|part| Some(part.in_books_from(shown.plan.about().fiscal_year_start)))
                .map_err(|error| format!("the frame: {error}")),
        };
        let [from, to] = &self.days;
        let from = read(from)?.map_or(first, |part| f64::from(part.days().0.0));
        let to = read(to)?.map_or(last, |part| f64::from(part.days().1.0) + 1.0);
        match from < to {
            true => Ok((from, to)),
            false => Err("the frame ends before it begins: put the earlier date first".to_owned()),
        }
    }

    /// The page, for a kind of file.
    ///
    /// # Errors
    /// Why its size cannot be used.
    pub fn page(&self, format: Format) -> Result<Page, String> {
        let size = self.size()?;
        Ok(Page {
            size,
            as_high: false,
            scale: self.kept.scale.filter(|_| format == Format::Png),
            theme: if self.kept.dark { Theme::Dark } else { Theme::Light },
            plain: self.kept.plain,
            words: self.words.words(),
            bare: self.kept.bare,
            outlines: self.kept.outlines && format == Format::Svg,
            today: None,
            format,
        })
    }

    fn size(&self) -> Result<Option<PageSize>, String> {
        match self.own.as_deref().unwrap_or(&self.kept.page) {
            "" if self.own.is_none() => Ok(None),
            text => text.parse().map(Some).map_err(|error: crate::export::Error| error.to_string()),
        }
    }

    /// Shows the choices. `format` is that of the file; another one is told.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        format: Format,
        preview: Option<&Preview>,
    ) -> Option<Format> {
        let mut other = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        row(ui, "View", "", |ui| {
            let all = ViewKind::ALL.iter().map(|view| (*view, view.name().to_owned()));
            choice(ui, "View", self.view.name(), all, |view| {
                (self.view, self.frame) = (view, String::new());
            });
        });
        self.part_row(ui);
        self.frame_row(ui, shown);
        if let Some(day) = shown.focus {
            let words = focus::words(day);
            let all = [("All dates", !self.at_focus), (words.as_str(), self.at_focus)];
            if let Some(n) = row(ui, "Focus date", "", |ui| segments(ui, "Focus date", &all)) {
                self.at_focus = n == 1;
            }
        }
        let formats = Format::ALL.map(|one| (one.extension().to_uppercase(), one == format));
        let formats: Vec<(&str, bool)> = formats.iter().map(|(word, on)| (word.as_str(), *on)).collect();
        if let Some(n) = row(ui, "Format", "", |ui| segments(ui, "Format", &formats)) {
            other = Format::ALL.get(n).copied();
        }
        self.page_row(ui, format);
        let dark = self.kept.dark;
        let theme = [("Light", !dark), ("Dark", dark)];
        if let Some(n) = row(ui, "Theme", "", |ui| segments(ui, "Theme", &theme)) {
            self.kept.dark = n == 1;
        }
        let bare = self.kept.bare;
        let ground = [(if dark { "Dark" } else { "White" }, !bare), ("None", bare)];
        if let Some(n) = row(ui, "Background", "", |ui| segments(ui, "Background", &ground)) {
            self.kept.bare = n == 1;
        }
        let plain = self.kept.plain;
        let around = [("Words, legend", !plain), ("Nothing", plain)];
        if let Some(n) = row(ui, "Around it", "", |ui| segments(ui, "Around it", &around)) {
            self.kept.plain = n == 1;
        }
        self.text_row(ui, format);
        ui.add_space(3.0);
        let line = style::color(style::theme(ui), Role::Line);
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), egui::Stroke::new(1.0, line));
        ui.add_space(12.0);
        ui.add_enabled_ui(!self.kept.plain, |ui| self.words.ui(ui, preview));
        other
    }

    fn part_row(&mut self, ui: &mut Ui) {
        let names = ["Everything that matches", "The part in view"];
        let can = self.view.can_show_part();
        row(ui, "Part", "", |ui| {
            ui.add_enabled_ui(can, |ui| {
                ui.spacing_mut().combo_width = ui.available_width();
                let now = names[usize::from(self.in_view && can)];
                let all = names.iter().enumerate().map(|(n, name)| (n == 1, (*name).to_owned()));
                choice(ui, "Part", now, all, |in_view| self.in_view = in_view);
            });
        });
    }

    fn frame_row(&mut self, ui: &mut Ui, shown: &Shown<'_>) {
        let (in_view, view) = (self.in_view && self.view.can_show_part(), self.view);
        row(ui, "Frame", "", |ui| {
            if in_view {
                return muted(ui, "As in the window");
            }
            if view.is_along_time() {
                return self.days_ui(ui, shown);
            }
            let mut views = shown.arrangement.views.whole();
            match views.set_frame(view, shown.plan, "") {
                Err(FrameError::Unknown(regions)) => {
                    let usual = ("match", "What matches");
                    let words = [usual, ("world", "The world")].map(|(a, b)| (a.to_owned(), b.to_owned()));
                    let regions = regions.into_iter().map(|region| (region.clone(), region));
                    let all: Vec<(String, String)> = words.into_iter().chain(regions).collect();
                    let now = all.iter().find(|(word, _)| *word == self.frame);
                    let now = now.map_or(usual.1, |(_, label)| label).to_owned();
                    choice(ui, "Frame", &now, all.into_iter(), |word| self.frame = word);
                }
                _ => muted(ui, "All of it"),
            }
        });
    }

    fn days_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>) {
        let (first, last) = days::home(shown.plan);
        let usual = [first, last - 1.0].map(|day| crate::date::Day(day as i32).to_string());
        let long = (ui.available_width() - 34.0) / 2.0;
        for (n, (name, day)) in ["From", "To"].into_iter().zip(&mut self.days).enumerate() {
            if n == 1 {
                let words = style::text(ui, "to", Size::Body, Weight::Regular, Role::Muted);
                ui.add_sized([34.0, ui.spacing().interact_size.y], egui::Label::new(words));
            }
            let hint = usual.get(n).cloned().unwrap_or_default();
            let field = egui::TextEdit::singleline(day).hint_text(hint).desired_width(long);
            let field = field.align(egui::Align2::LEFT_CENTER).min_size(egui::vec2(long, 28.0));
            let response = ui.add(field.margin(egui::Margin::symmetric(8, 4)));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
        }
    }

    fn page_row(&mut self, ui: &mut Ui, format: Format) {
        let scale = self.kept.scale;
        let label = |page: &str| match page {
            "" => "As high as everything needs".to_owned(),
            page => {
                let measured = page.parse().map_or(String::new(), |size| measures(size, format, scale));
                let named = PageSize::named().any(|name| page.starts_with(name));
                let upright = page.strip_suffix("-portrait");
                let name = upright.unwrap_or(page);
                let name = if name.len() == 2 { name.to_uppercase() } else { capital(name) };
                let name = if upright.is_some() { format!("{name} upright") } else { name };
                if named { format!("{name}, {measured}") } else { measured }
            }
        };
        let own = "A size of your own";
        row(ui, "Page", "", |ui| {
            let now = match &self.own {
                Some(_) => own.to_owned(),
                None => label(&self.kept.page),
            };
            let width = ui.available_width();
            let field = 112.0_f32.min(width / 2.0);
            ui.spacing_mut().combo_width = if self.own.is_some() { width - field - 6.0 } else { width };
            let named = pages().map(|page| (Some(page.clone()), label(&page)));
            let mut all: Vec<_> = named.collect();
            all.insert(all.len().min(FEW), (None, own.to_owned()));
            let all = all.into_iter();
            choice(ui, "Page", &now, all, |page: Option<String>| {
                self.kept.scale = None;
                match page {
                    Some(page) => (self.kept.page, self.own) = (page, None),
                    None => {
                        let size = self.kept.page.parse::<PageSize>();
                        self.own = Some(size.map_or("1920x1080".to_owned(), |size| size.to_string()));
                    }
                }
            });
            let Some(text) = &mut self.own else { return };
            ui.add_space(6.0);
            let edit = egui::TextEdit::singleline(text).desired_width(field - 16.0).hint_text("1920x1080");
            let edit = edit.min_size(egui::vec2(field, 28.0)).margin(egui::Margin::symmetric(8, 4));
            let response = ui.add(edit.align(egui::Align2::LEFT_CENTER));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Size"));
            if response.changed() && text.parse::<PageSize>().is_ok() {
                self.kept.page.clone_from(text);
            }
        });
    }

    fn text_row(&mut self, ui: &mut Ui, format: Format) {
        match format {
            Format::Svg => {
                let outlines = self.kept.outlines;
                let all = [("As text", !outlines), ("As outlines", outlines)];
                if let Some(n) = row(ui, "Text", "", |ui| segments(ui, "Text", &all)) {
                    self.kept.outlines = n == 1;
                }
            }
            Format::Png => row(ui, "Scale", "", |ui| {
                let usual = match self.size().ok().flatten() {
                    Some(size) => format!("As suits the page, {}", in_words(size.scale)),
                    None => "As suits the page".to_owned(),
                };
                let now = self.kept.scale.map_or(usual.clone(), in_words);
                let scales = SCALES.iter().map(|scale| (Some(*scale), in_words(*scale)));
                let all = std::iter::once((None, usual)).chain(scales);
                choice(ui, "Scale", &now, all, |scale| self.kept.scale = scale);
            }),
            Format::Pdf => row(ui, "Text", "", |ui| muted(ui, "As text, on as many pages as it needs")),
        }
    }
}

/// Every page that has a name in the menu.
fn pages() -> impl Iterator<Item = String> {
    let is_paper = |name: &&str| name.parse::<PageSize>().is_ok_and(|size| size.paper);
    let screens = PageSize::named().filter(move |name| !is_paper(name)).chain(SCREENS);
    let paper = PageSize::named().filter(move |name| is_paper(name));
    let upright = PageSize::named().filter(move |name| is_paper(name)).map(|name| format!("{name}-portrait"));
    screens.map(str::to_owned).chain([String::new()]).chain(paper.map(str::to_owned)).chain(upright)
}

fn is_own(page: &str) -> bool {
    !pages().any(|known| known == page)
}

fn in_words(scale: f32) -> String {
    format!("{} pixels a point", (scale * 100.0).round() / 100.0)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What cannot be chosen, in the place of a control.
fn muted(ui: &mut Ui, words: &str) {
    let words = style::text(ui, words, Size::Body, Weight::Regular, Role::Muted);
    ui.add_sized(
        [ui.available_width(), ui.spacing().interact_size.y],
        egui::Label::new(words).halign(egui::Align::Min),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_menu_is_one_that_the_command_line_knows() {
        let all: Vec<String> = pages().collect();
        assert!(all.iter().all(|page| page.is_empty() || page.parse::<PageSize>().is_ok()), "{all:?}");
        assert!(all.contains(&"slide".to_owned()) && all.contains(&"a4-portrait".to_owned()));
        let mut once = all.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), all.len());
    }

    #[test]
    fn a_page_of_another_height_keeps_the_pixels_of_the_one_before() {
        let mut choices = Choices::new(ViewKind::Timeline, PictureChoices::default());
        let slide = choices.size().unwrap().unwrap();
        let higher = PageSize { points: slide.points + egui::vec2(0.0, 48.0), ..slide };
        choices.set_page(higher);
        assert_eq!(choices.size().unwrap().map(|size| size.points), Some(higher.points));
        assert_eq!(choices.page(Format::Png).unwrap().scale, Some(slide.scale));
        assert_eq!(choices.page(Format::Svg).unwrap().scale, None);
    }
}
