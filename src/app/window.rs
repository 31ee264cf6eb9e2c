//! The window as a whole: what it holds, its layout, and a frame of it.
//!
//! It must never change how the plan is looked at but by applying commands.

use super::command::{self, Command};
use super::compare_bar::{self, CompareBar};
use super::crash::{self, Keeper, Last, Remains};
use super::dialogs::Dialogs;
use super::facets::Facets;
use super::inspector::Inspector;
use super::middle::{GAP, Middle};
use super::shown::Shown;
use super::topbar::{self, Query};
use super::{statebar, style, waker};
use crate::file::{self, Severity};
use crate::scene::{Metrics, Role};
use crate::session::{self, Arrangement, Arrived, Compared, Document, Session};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use std::path::PathBuf;

/// Everything that the window holds.
pub struct Window {
    pub(super) session: Session,
    pub(super) query: Query,
    /// The id of the record that the pointer rests on, in whichever view.
    pointed: Option<Box<str>>,
    pub(super) middle: Middle,
    compare_bar: CompareBar,
    facets: Facets,
    inspector: Inspector,
    pub(super) dialogs: Dialogs,
    metrics: Metrics,
    pub(super) commands: Vec<Command>,
    /// What became of the selection or the arrangement, until something else is done.
    pub(super) notice: Option<String>,
    /// How the person looked at the plan that is being opened, before a fault ended the last window.
    returning: Option<Arrangement>,
    keeper: Keeper,
    /// What the keeper was told last.
    kept: Option<(u64, Arrangement)>,
}

impl Window {
    /// A window on a file, or on the bundled plan; a file is read once the window is there.
    pub fn new(path: Option<PathBuf>) -> Self {
        let open = |path: PathBuf| match file::bundled_by_name(&path) {
            Some(number) => Command::OpenBundled(number),
            None => Command::Open(path),
        };
        // The fine outlines, beside the window: whoever zooms finds them there.
        std::thread::spawn(crate::views::world::prepare);
        Self {
            session: Session::new(Document::bundled(0)),
            query: Query::default(),
            pointed: None,
            middle: Middle::default(),
            compare_bar: CompareBar::default(),
            facets: Facets::default(),
            inspector: Inspector::default(),
            dialogs: Dialogs::default(),
            metrics: Metrics::new(),
            commands: path.map(open).into_iter().collect(),
            notice: None,
            returning: None,
            keeper: Keeper::default(),
            kept: None,
        }
    }

    /// Tells a keeper where the person is from now on. Where a fault of the program ended the last window,
    /// takes them back there, unless another file was asked for, and says where the report is.
    pub(super) fn keep(&mut self, keeper: Keeper, remains: Option<Remains>) {
        self.keeper = keeper;
        let Some(Remains { last, report }) = remains else { return };
        let open = last.file.clone().map_or(Command::OpenBundled(last.bundled), Command::Open);
        if self.commands.iter().all(|asked| *asked == open) {
            self.commands = vec![open];
            let read = Arrangement::read(&last.arrangement);
            self.notice = read.message;
            self.returning = Some(read.arrangement);
        }
        self.dialogs.tell_fault(report);
    }

    /// Whether a file is being read.
    pub fn is_opening(&self) -> bool {
        self.session.document().opening().is_some()
            || self.commands.iter().any(|c| matches!(c, Command::Open(_)))
    }

    /// The document and how it is looked at.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What is shown, with the views to show it.
    pub(super) fn with_middle<R>(&mut self, act: impl FnOnce(&mut Middle, &Shown<'_>) -> R) -> R {
        let shown = Shown::new(&self.session, &self.metrics, self.pointed.as_deref());
        act(&mut self.middle, &shown)
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.arrive(&ctx);
        self.session.document_mut().look_again(&waker(&ctx));
        if self.session.tend(&waker(&ctx), crash::hint) {
            ctx.request_repaint();
            if let Some(notice) = self.session.take_notice() {
                self.notice = Some(notice);
            }
        }
        let dropped = ctx.input(|i| i.raw.dropped_files.first().map(|f| f.path().to_path_buf()));
        // A second file is compared with where Ctrl is held.
        let compares = ctx.input(|i| i.modifiers.command);
        self.commands.extend(dropped.map(|path| match compares {
            true => session::Command::Compare(Some(Compared::File(path))).into(),
            false => Command::Open(path),
        }));
        self.commands.extend(command::pressed(&ctx, self.middle.focused));
        for command in std::mem::take(&mut self.commands) {
            self.apply(command, &ctx);
        }
        self.query.follow(&self.session.arrangement().query);
        let mut commands = Vec::new();
        self.panels(ui, &mut commands);
        self.point(&mut commands, &ctx);
        let shown = Shown::new(&self.session, &self.metrics, self.pointed.as_deref());
        self.dialogs.ui(&ctx, &shown, &mut commands);
        self.keep_in_mind();
        if !commands.is_empty() {
            self.commands = commands;
            ctx.request_repaint();
        }
    }

    fn panels(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let shown = Shown::new(&self.session, &self.metrics, self.pointed.as_deref());
        let theme = style::theme(ui);
        let panel = Frame::new().fill(style::color(theme, Role::Panel));
        let (query, notice) = (&mut self.query, self.notice.as_deref());
        Panel::top("bar")
            .exact_size(48.0)
            .frame(panel)
            .show(ui, |ui| topbar::ui(ui, &shown, query, commands));
        if shown.against.is_some() {
            let chosen = Frame::new().fill(style::color(theme, Role::Chosen));
            let bar = &mut self.compare_bar;
            Panel::top("compared")
                .exact_size(compare_bar::HEIGHT)
                .frame(chosen)
                .show(ui, |ui| bar.ui(ui, &shown, commands));
        }
        Panel::bottom("state")
            .exact_size(26.0)
            .frame(panel)
            .show(ui, |ui| statebar::ui(ui, &shown, notice, commands));
        let (facets, inspector) = (&mut self.facets, &mut self.inspector);
        Panel::left("facets")
            .default_size(232.0)
            .size_range(180.0..=360.0)
            .frame(panel)
            .show(ui, |ui| facets.ui(ui, &shown, commands));
        Panel::right("inspector")
            .default_size(if ui.available_width() > 1400.0 { 320.0 } else { 272.0 })
            .size_range(220.0..=520.0)
            .frame(panel)
            .show(ui, |ui| inspector.ui(ui, &shown, commands));
        let ground = Frame::new().fill(style::color(theme, Role::App)).inner_margin(Margin::same(GAP as i8));
        let middle = &mut self.middle;
        CentralPanel::default().frame(ground).show(ui, |ui| middle.ui(ui, &shown, commands));
    }

    fn arrive(&mut self, ctx: &egui::Context) {
        match self.session.arrive(crash::hint) {
            None => {}
            Some(Arrived::Nothing(path)) => self.dialogs.tell_failure(&path),
            Some(arrived) => {
                self.dialogs.opened();
                self.adopted();
                let problems = self.session.document().problems();
                let errors = problems.iter().any(|p| p.severity == Severity::Error);
                if errors && matches!(arrived, Arrived::NewPlan) {
                    self.dialogs.show_problems();
                }
                ctx.request_repaint();
            }
        }
    }

    /// After another plan arrived: back to where a fault ended the last window, and what there is to tell.
    pub(super) fn adopted(&mut self) {
        if let Some(arrangement) = self.returning.take() {
            self.session.restore(arrangement);
        }
        if let Some(notice) = self.session.take_notice() {
            self.notice = Some(notice);
        }
    }

    /// Where the person is, for the case of a fault: told when it changes.
    fn keep_in_mind(&mut self) {
        let (version, arrangement) = (self.session.version(), self.session.arrangement());
        let same = |(told, of): &(u64, Arrangement)| *told == version && of == arrangement;
        if self.kept.as_ref().is_some_and(same) {
            return;
        }
        self.kept = Some((version, arrangement.clone()));
        let document = self.session.document();
        self.keeper.note(Last {
            file: document.path.clone(),
            bundled: document.number,
            report: None,
            arrangement: arrangement.to_text(),
        });
    }

    /// Takes what the pointer rests on out of a frame's commands: the views show it in the next frame.
    fn point(&mut self, commands: &mut Vec<Command>, ctx: &egui::Context) {
        let mut pointed = None;
        commands.retain_mut(|command| match command {
            Command::Point(id) => {
                pointed = Some(std::mem::take(id));
                false
            }
            _ => true,
        });
        if pointed != self.pointed {
            self.pointed = pointed;
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::ViewKind;

    #[test]
    fn after_a_fault_the_person_is_where_they_were() {
        let mut window = Window::new(None);
        let mut arrangement = Arrangement {
            query: "brand:nissan".into(),
            selection: Some("micra-ev".into()),
            ..Arrangement::default()
        };
        arrangement.views.timeline.port.span = Some((19_000.0, 20_000.0));
        arrangement.panes.enlarged = Some(ViewKind::Timeline);
        let last = Last { arrangement: arrangement.to_text(), ..Last::default() };
        window.keep(Keeper::default(), Some(Remains { last, report: "report.txt".into() }));
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        for _ in 0..2 {
            ctx.run_ui(egui::RawInput::default(), |ui| window.ui(ui)).drop_without_applying_deltas();
        }
        assert_eq!(window.query.text, "brand:nissan");
        assert_eq!(*window.session.arrangement(), arrangement);
        assert!(window.session.answer().total() < window.session.plan().items().len());
        let selected = window.session.selection().map(|thing| &*window.session.plan().record(thing).id);
        assert_eq!(selected, Some("micra-ev"));
    }

    #[test]
    fn the_notice_of_a_fault_stands_above_the_problems() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("broken.ron");
        let slips: String = (0..60).map(|n| format!("(id: \"m{n}\", wat: 1),\n")).collect();
        std::fs::write(&file, format!("(version: 1, id: \"p\", name: \"P\", milestones: [{slips}])"))
            .expect("written");
        let mut window = Window::new(Some(file));
        let last = Last::default();
        window.keep(Keeper::default(), Some(Remains { last, report: "report.txt".into() }));
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        let area = |title: &str| {
            ctx.memory(|memory| memory.area_rect(egui::Id::unique(egui::IntoAtoms::into_atoms(title).text())))
        };
        for size in [egui::vec2(1280.0, 800.0), egui::vec2(640.0, 480.0)] {
            let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
            let frame = |window: &mut Window| {
                let input = egui::RawInput { screen_rect: Some(screen), ..egui::RawInput::default() };
                ctx.run_ui(input, |ui| window.ui(ui)).drop_without_applying_deltas();
            };
            while window.is_opening() {
                frame(&mut window);
            }
            (0..4).for_each(|_| frame(&mut window));
            let notice = area("Roadscope stopped last time").expect("the notice");
            let problems = area("Problems in broken.ron").expect("the problems");
            assert!(notice.bottom() <= problems.top(), "{notice} covers {problems}");
            assert!(screen.contains_rect(notice) && screen.contains_rect(problems), "{notice} {problems}");
        }
    }
}
