//! The window as a whole: what it holds, its layout, and a frame of it.
//!
//! It must never change how the plan is looked at but by applying commands.

use super::command::{self, Command, Panel as Which};
use super::compare_bar;
use super::compare_menu::Others;
use super::context_menu::ContextMenu;
use super::crash::{self, Keeper, Last, Remains};
use super::dialogs::Dialogs;
use super::middle::{GAP, Middle};
use super::opened::Opened;
use super::palette::Palette;
use super::plan_menu::Around;
use super::remember::Waiting;
use super::shown::Shown;
use super::sides::{self, Sides};
use super::tabs::Tabs;
use super::topbar::{self, Bar};
use super::views_menu::ViewsMenu;
use super::{focus_ring, statebar, style, tab_strip, waker};
use crate::file::{self, Severity};
use crate::scene::{Metrics, Role};
use crate::session::{self, Arrangement, Arrived, Compared, Document, Memory, Place, Session, absolute};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that the window holds.
pub struct Window {
    pub(super) tabs: Tabs,
    pub(super) dialogs: Dialogs,
    pub(super) menu: ContextMenu,
    pub(super) views_menu: ViewsMenu,
    pub(super) palette: Palette,
    pub(super) sides: Sides,
    pub(super) memory: Memory,
    pub(super) waiting: Waiting,
    /// Files that are to be opened, one after the other.
    pub(super) queue: VecDeque<PathBuf>,
    /// A tab that is closed once another plan is there to be shown.
    pub(super) closing: Option<Place>,
    metrics: Metrics,
    pub(super) commands: Vec<Command>,
    /// How the person looked at the plan that is being opened, before a fault ended the last window.
    pub(super) returning: Option<Arrangement>,
    keeper: Keeper,
    /// The tab that was in front in the last frame.
    was_front: usize,
    fresh: bool,
}

/// Usual widths of the panels at the sides in points.
const FACETS: f32 = 232.0;
/// In a narrow window, and in a wide one.
const INSPECTOR: (f32, f32) = (272.0, 320.0);

impl Window {
    /// A window on a file, or on the bundled plan; a file is read once the window is there. Nothing is remembered.
    pub fn new(path: Option<PathBuf>) -> Self {
        Self::remembering(path.into_iter().collect(), Memory::default())
    }

    /// A window on files, a tab each, with what is remembered: where no file is named, the plans that were open last.
    pub fn remembering(paths: Vec<PathBuf>, memory: Memory) -> Self {
        let open = |path: PathBuf| match file::bundled_by_name(&path) {
            Some(number) => Command::OpenBundled(number),
            None => Command::Open(path),
        };
        // The fine outlines, beside the window: whoever zooms finds them there.
        std::thread::spawn(crate::views::world::prepare);
        let commands: Vec<Command> = paths.into_iter().map(open).collect();
        let stands_in = match commands.first() {
            Some(Command::Open(path)) => Some(Place::File(absolute(path))),
            Some(Command::OpenBundled(number)) => {
                file::BUNDLED.get(*number).map(|b| Place::Bundled(b.name.into()))
            }
            _ => None,
        };
        let settings = memory.settings();
        let mut window = Self {
            tabs: Tabs::new(Session::new(Document::bundled(0)), stands_in),
            dialogs: Dialogs::default(),
            menu: ContextMenu::default(),
            views_menu: ViewsMenu::default(),
            palette: Palette::default(),
            sides: Sides::new(settings.left, settings.right),
            memory,
            waiting: Waiting::default(),
            queue: VecDeque::new(),
            closing: None,
            metrics: Metrics::new(),
            commands,
            returning: None,
            keeper: Keeper::default(),
            was_front: 0,
            fresh: true,
        };
        if window.commands.is_empty() {
            match window.memory.settings().tabs.is_empty() {
                true => {
                    let session = window.session_of(Document::bundled(0), None);
                    window.tabs = Tabs::new(session, None);
                    window.seated();
                }
                false => window.take_tabs(),
            }
        }
        window
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
            self.tabs.now.notice = read.message;
            self.returning = Some(read.arrangement);
        }
        self.dialogs.tell_fault(report);
    }

    /// Whether a file is being read.
    pub fn is_opening(&self) -> bool {
        self.session().document().opening().is_some()
            || !self.queue.is_empty()
            || self.commands.iter().any(|c| matches!(c, Command::Open(_)))
    }

    /// The plan in front and how it is looked at.
    pub fn session(&self) -> &Session {
        &self.tabs.now.session
    }

    /// What is shown, with the views to show it.
    pub(super) fn with_middle<R>(&mut self, act: impl FnOnce(&mut Middle, &Shown<'_>) -> R) -> R {
        let Opened { session, middle, pointed, .. } = &mut *self.tabs.now;
        act(middle, &Shown::new(session, &self.metrics, pointed.as_deref()))
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if std::mem::take(&mut self.fresh) {
            self.take_settings(&ctx);
        }
        self.arrive(&ctx);
        self.take_looked_up(&ctx);
        for (_, opened) in self.tabs.opened_mut() {
            opened.session.document_mut().look_again(&waker(&ctx));
            if opened.session.tend(&waker(&ctx), crash::hint) {
                ctx.request_repaint();
                opened.notice = opened.session.take_notice().or(opened.notice.take());
            }
        }
        let dropped =
            ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect::<Vec<_>>());
        // A file is compared with where Ctrl is held.
        let compares = ctx.input(|i| i.modifiers.command);
        self.commands.extend(dropped.into_iter().map(|path| match compares {
            true => session::Command::Compare(Some(Compared::File(path))).into(),
            false => Command::Open(path),
        }));
        if !self.views_menu.is_asking() && !self.palette.is_open() {
            let (on_view, dialog) = (self.tabs.now.middle.focused, self.dialogs.keep_keys());
            self.commands.extend(command::pressed(&ctx, on_view, dialog));
        }
        for command in std::mem::take(&mut self.commands) {
            self.apply(command, &ctx);
        }
        self.read_next(&ctx);
        let now = &mut *self.tabs.now;
        now.query.follow(&now.session.arrangement().query);
        let mut commands = Vec::new();
        self.panels(ui, &mut commands);
        self.point(&mut commands, &ctx);
        self.save_dialog(&ctx);
        let Opened { session, names, pointed, views, .. } = &mut *self.tabs.now;
        let shown = Shown::new(session, &self.metrics, pointed.as_deref());
        self.menu.ui(&ctx, &shown, &mut commands);
        self.dialogs.ui(&ctx, &shown, &mut commands);
        let views = views.as_deref().unwrap_or_default();
        let recent = &self.memory.settings().recent;
        self.palette.ui(&ctx, &shown, names, views, recent, &mut commands);
        focus_ring::show(&ctx);
        self.remember(&ctx);
        if !commands.is_empty() {
            self.commands = commands;
            ctx.request_repaint();
        }
    }

    fn panels(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let theme = style::theme(ui);
        let panel = Frame::new().fill(style::color(theme, Role::Panel));
        self.strip(ui, panel, commands);
        let width = ui.available_width();
        let number = self.tabs.list().get(self.tabs.front()).map(|tab| tab.place.clone());
        let others = Others::of(&self.tabs, &self.memory.settings().recent);
        let open: Vec<_> =
            self.tabs.others().map(|opened| Arc::clone(&opened.session.document().plan)).collect();
        let Opened {
            session,
            query,
            names,
            pointed,
            middle,
            compare_bar,
            facets,
            inspector,
            notice,
            views,
            ..
        } = &mut *self.tabs.now;
        inspector.know(open);
        let (ways, held) = (session.ways(), ui.input(|input| input.pointer.any_down()));
        let shown = Shown::new(session, &self.metrics, pointed.as_deref());
        let bar = Bar { query, names, menu: &mut self.views_menu, views, ways };
        let opened = Panel::top("bar")
            .exact_size(topbar::HEIGHT)
            .frame(panel)
            .show(ui, |ui| topbar::ui(ui, &shown, bar, commands));
        if shown.against.is_some() {
            let chosen = Frame::new().fill(style::color(theme, Role::Chosen));
            Panel::top("compared")
                .exact_size(compare_bar::HEIGHT)
                .frame(chosen)
                .show(ui, |ui| compare_bar.ui(ui, &shown, &others, commands));
        }
        Panel::bottom("state")
            .exact_size(26.0)
            .frame(panel)
            .show(ui, |ui| statebar::ui(ui, &shown, notice.as_deref(), commands));
        let left = &mut self.sides.left;
        if left.is_folded(width) {
            let folded = Panel::left("folded facets").exact_size(sides::FOLDED).resizable(false).frame(panel);
            folded.show(ui, |ui| sides::folded(ui, Which::Facets, commands));
        } else {
            let drawn = Panel::left("facets")
                .default_size(left.width(FACETS))
                .size_range(180.0..=360.0)
                .frame(panel)
                .show(ui, |ui| facets.ui(ui, &shown, commands));
            left.drawn(drawn.response.rect.width(), held);
        }
        let usual = if ui.available_width() > 1400.0 { INSPECTOR.1 } else { INSPECTOR.0 };
        let right = &mut self.sides.right;
        if right.is_folded(width) {
            let folded =
                Panel::right("folded inspector").exact_size(sides::FOLDED).resizable(false).frame(panel);
            folded.show(ui, |ui| sides::folded(ui, Which::Inspector, commands));
        } else {
            let drawn = Panel::right("inspector")
                .default_size(right.width(usual))
                .size_range(220.0..=520.0)
                .frame(panel)
                .show(ui, |ui| inspector.ui(ui, &shown, commands));
            right.drawn(drawn.response.rect.width(), held);
        }
        let ground = Frame::new().fill(style::color(theme, Role::App)).inner_margin(Margin::same(GAP as i8));
        CentralPanel::default().frame(ground).show(ui, |ui| {
            // What one plan's views keep between frames is not another's.
            ui.push_id(number.map(|place| format!("{place:?}")), |ui| middle.ui(ui, &shown, commands))
        });
        if opened.inner {
            self.look_up_views();
        }
    }

    fn strip(&mut self, ui: &mut Ui, panel: Frame, commands: &mut Vec<Command>) {
        let others = &Others::of(&self.tabs, &self.memory.settings().recent);
        let now = &*self.tabs.now;
        let around = Around {
            others,
            place: &now.place,
            editions: &now.editions,
            newer: session::newer(&now.editions, &now.edition),
            recent: &self.memory.settings().recent,
            remembered: self.memory.folder().map(|_| self.memory.remembers(&now.key)),
            can_reopen: self.tabs.can_reopen(),
            can_close: self.tabs.list().len() > 1,
        };
        let moved = self.was_front != self.tabs.front();
        let (tabs, metrics) = (&self.tabs, &self.metrics);
        Panel::top("tabs")
            .exact_size(tab_strip::HEIGHT)
            .frame(panel)
            .show_separator_line(false)
            .show(ui, |ui| tab_strip::ui(ui, tabs, &around, metrics, moved, commands));
        self.was_front = self.tabs.front();
    }

    /// Takes over what was read meanwhile, whichever tab it was asked for in.
    fn arrive(&mut self, ctx: &egui::Context) {
        let arrived =
            self.tabs.opened_mut().filter_map(|(n, opened)| Some((n, opened.session.arrive(crash::hint)?)));
        for (number, arrived) in arrived.collect::<Vec<_>>() {
            ctx.request_repaint();
            match arrived {
                Arrived::Nothing(path) => self.tell_failure(number, &path),
                Arrived::Apart(document) => {
                    let errors = has_errors(&document);
                    let panes = self.session().arrangement().panes.clone();
                    let session = self.session_of(*document, Some(panes));
                    self.tabs.open(session);
                    self.seated();
                    self.told(errors);
                }
                Arrived::NewPlan | Arrived::SamePlan => {
                    let new = matches!(arrived, Arrived::NewPlan);
                    if number == self.tabs.front() {
                        self.adopted();
                        self.told(new && has_errors(self.session().document()));
                    }
                }
            }
        }
    }

    /// A plan is there: the dialog that asked for it has done its work, and what is wrong in it is shown.
    fn told(&mut self, errors: bool) {
        self.dialogs.opened();
        if errors {
            self.dialogs.show_problems();
        }
        if let Some(place) = self.closing.take()
            && let Some(number) = self.tabs.of(&place)
        {
            // It was the only one that could be shown, and is no longer.
            let _ = self.tabs.close(number);
        }
    }

    fn tell_failure(&mut self, number: usize, path: &Path) {
        self.closing = None;
        if self.tabs.stands_in() {
            self.tabs.stays();
            self.seated();
        }
        if number == self.tabs.front() {
            self.dialogs.tell_failure(path);
        }
    }

    /// Begins to read the next of the files that are to be opened.
    fn read_next(&mut self, ctx: &egui::Context) {
        let document = self.tabs.now.session.document_mut();
        if document.opening().is_none()
            && let Some(path) = self.queue.pop_front()
        {
            document.open(&path, &waker(ctx));
        }
    }

    /// After another plan took the place of the one in front: back to where a fault ended the last window, and what
    /// there is to tell.
    pub(super) fn adopted(&mut self) {
        if let Some(arrangement) = self.returning.take() {
            self.tabs.now.session.restore(arrangement);
        }
        if let Some(notice) = self.tabs.now.session.take_notice() {
            self.tabs.now.notice = Some(notice);
        }
        self.tabs.stays();
        self.seated();
    }

    /// Tells the keeper where the person is, unless nothing is to be remembered of that plan.
    pub(super) fn tell_keeper(&mut self) {
        let now = &self.tabs.now;
        let document = now.session.document();
        let remembered = self.memory.remembers(&now.key);
        let arrangement = if remembered { now.session.arrangement().to_text() } else { String::new() };
        let file = document.path.clone().filter(|_| remembered);
        self.keeper.note(Last { file, bundled: document.number, report: None, arrangement });
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
        if pointed != self.tabs.now.pointed {
            self.tabs.now.pointed = pointed;
            ctx.request_repaint();
        }
    }
}

fn has_errors(document: &Document) -> bool {
    document.problems().iter().any(|problem| problem.severity == Severity::Error)
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
        assert_eq!(window.tabs.now.query.text, "brand:nissan");
        assert_eq!(*window.session().arrangement(), arrangement);
        assert!(window.session().answer().total() < window.session().plan().items().len());
        let selected = window.session().selection().map(|thing| &*window.session().plan().record(thing).id);
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
