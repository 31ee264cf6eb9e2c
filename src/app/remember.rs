//! What outlives the window: who was where, how each plan was looked at, which plans were open.
//!
//! It must never touch the disk itself, nor write while the person is at work: it waits for a moment of rest.

use super::tabs::Tab;
use super::window::Window;
use crate::session::{self, Arrangement, Document, Edition, Key, Place, Recent, Session, ThemeChoice, saved};
use egui::{Context, ThemePreference};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// So long nothing may change before it is written, in seconds.
const REST: f64 = 0.8;

/// What the window waits for before it writes, and what is being looked up beside it.
#[derive(Default)]
pub struct Waiting {
    /// Since when there is something to write, and nothing more has changed.
    since: Option<f64>,
    editions: Option<(Place, Receiver<Vec<session::Known>>)>,
}

impl Window {
    /// Settings that are the window's from the first frame on.
    pub(super) fn take_settings(&mut self, ctx: &Context) {
        let settings = self.memory.settings();
        ctx.set_theme(match settings.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        });
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        if (settings.scale - 1.0).abs() > f32::EPSILON {
            ctx.set_zoom_factor(settings.scale);
        }
    }

    /// The tabs of the last window, where nothing else is asked for; the one in front is read first.
    pub(super) fn take_tabs(&mut self) {
        let settings = self.memory.settings().clone();
        let Some(front) = settings.tabs.get(settings.front).cloned() else { return };
        let title = |place: &Place| {
            let of_recent = settings.recent.iter().find(|recent| recent.place == *place);
            let of_bundled = || match place {
                Place::Bundled(name) => {
                    let bundled = crate::file::BUNDLED.iter().find(|bundled| bundled.name == name)?;
                    crate::file::head_of(bundled.text).map(|about| Edition::of(&about))
                }
                Place::File(_) => None,
            };
            of_recent.map(|recent| recent.edition.clone()).or_else(of_bundled).unwrap_or_default()
        };
        match bundled_number(&front) {
            Some(number) => {
                let session = self.session_of(Document::bundled(number), None);
                self.tabs = super::tabs::Tabs::new(session, None);
                self.seated();
            }
            None => {
                self.tabs = super::tabs::Tabs::new(Session::new(Document::bundled(0)), Some(front.clone()));
                if let Place::File(path) = front {
                    self.queue.push_back(path);
                }
            }
        }
        for (n, place) in settings.tabs.iter().enumerate() {
            if n != settings.front && self.tabs.of(place).is_none() {
                let at = if n < settings.front { self.tabs.front() } else { self.tabs.list().len() };
                self.tabs.add_asleep(at, Tab::asleep(place.clone(), title(place)));
            }
        }
    }

    /// A document, as its plan was looked at last, or else as usual with panes as they are.
    pub(super) fn session_of(&mut self, document: Document, panes: Option<session::Panes>) -> Session {
        let key = Key::of(document.plan.about(), &document.place());
        if let Some(arrangement) = self.returning.take().or_else(|| self.memory.arrangement(&key)) {
            return Session::arranged(document, arrangement);
        }
        let usual = Arrangement::of(&document.plan);
        match panes {
            Some(panes) => Session::arranged(document, Arrangement { panes, ..usual }),
            None => Session::arranged(document, usual),
        }
    }

    /// A plan came to the front that was not there before: it is a recent one, and its editions and views are
    /// looked up.
    pub(super) fn seated(&mut self) {
        self.tabs.follow();
        let now = &self.tabs.now;
        let (place, edition, key) = (now.place.clone(), now.edition.clone(), now.key.clone());
        let is_file = matches!(place, Place::File(_));
        if is_file && self.memory.remembers(&key) {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
            let recent = Recent { place: place.clone(), opened: since, edition: edition.clone() };
            self.memory.settings_mut().note(recent);
        }
        self.look_up_views();
        let (sender, receiver) = channel();
        let recent = self.memory.settings().recent.clone();
        let of = place.clone();
        // Folders may be far away: nobody waits for them.
        let looked = std::thread::Builder::new().name("editions".to_owned()).spawn(move || {
            let _ = sender.send(session::editions(&edition, &of, &recent));
        });
        self.waiting.editions = looked.ok().map(|_| (place, receiver));
    }

    /// Reads the saved views of the plan in front once more: another window may have saved some.
    pub(super) fn look_up_views(&mut self) {
        let files = self.views_files();
        let now = &mut self.tabs.now;
        now.views = saved::of(&files, now.session.plan());
    }

    /// The files of saved views of the plan in front, that to write to first.
    pub(super) fn views_files(&self) -> Vec<PathBuf> {
        let now = &self.tabs.now;
        saved::files(&now.place, &now.key, self.memory.folder())
    }

    /// Takes over what was looked up beside the window.
    pub(super) fn take_looked_up(&mut self, ctx: &Context) {
        let Some((place, receiver)) = &self.waiting.editions else { return };
        match receiver.try_recv() {
            Ok(found) => {
                if self.tabs.now.place == *place {
                    self.tabs.now.editions = found;
                }
                self.waiting.editions = None;
                ctx.request_repaint();
            }
            Err(std::sync::mpsc::TryRecvError::Empty) => ctx.request_repaint_after(Duration::from_millis(50)),
            Err(std::sync::mpsc::TryRecvError::Disconnected) => self.waiting.editions = None,
        }
    }

    /// At the end of a frame: what is to outlive the window is told to its memory, and written once nothing more
    /// changes for a moment.
    pub(super) fn remember(&mut self, ctx: &Context) {
        let mut changed = self.remember_plan();
        changed |= self.remember_tabs();
        changed |= self.remember_settings(ctx);
        if let Some(notice) = self.memory.take_notice() {
            self.tabs.now.notice = Some(notice);
            ctx.request_repaint();
        }
        let now = ctx.input(|input| input.time);
        if changed {
            self.waiting.since = Some(now);
        }
        let Some(since) = self.waiting.since else { return };
        if !self.memory.has_news() {
            self.waiting.since = None;
        } else if now - since >= REST {
            let begun = self.memory.write();
            self.waiting.since = (!begun).then_some(now);
            // To tell what came of it.
            ctx.request_repaint_after(Duration::from_secs_f64(REST));
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(REST - (now - since) + 0.01));
        }
    }

    /// How the plan in front is looked at: told when it changes, for the next start and for the case of a fault.
    fn remember_plan(&mut self) -> bool {
        let now = &self.tabs.now;
        let (version, arrangement) = (now.session.version(), now.session.arrangement());
        let same = |(told, of): &(u64, Arrangement)| *told == version && of == arrangement;
        if now.told.as_ref().is_some_and(same) || self.tabs.stands_in() {
            return false;
        }
        let told = Some((version, arrangement.clone()));
        self.tell_keeper();
        let key = self.tabs.now.key.clone();
        self.memory.keep(&key, self.tabs.now.session.arrangement());
        std::mem::replace(&mut self.tabs.now.told, told).is_some()
    }

    fn remember_tabs(&mut self) -> bool {
        let memory = &self.memory;
        let secret = self.tabs.opened_mut().filter(|(_, opened)| !memory.remembers(&opened.key));
        let secret: Vec<Place> = secret.map(|(_, opened)| opened.place.clone()).collect();
        let front_place = self.tabs.list().get(self.tabs.front()).map(|tab| tab.place.clone());
        let places: Vec<Place> = self.tabs.list().iter().map(|tab| tab.place.clone()).collect();
        let places: Vec<Place> = places.into_iter().filter(|place| !secret.contains(place)).collect();
        let front = places.iter().position(|place| Some(place) == front_place.as_ref()).unwrap_or(0);
        let settings = self.memory.settings_mut();
        if settings.tabs == places && settings.front == front {
            return false;
        }
        // A window that only ever showed the program's own plan leaves no trace.
        let first =
            settings.tabs.is_empty() && places == [Place::Bundled(crate::file::BUNDLED[0].name.to_owned())];
        (settings.tabs, settings.front) = (places, front);
        !first
    }

    fn remember_settings(&mut self, ctx: &Context) -> bool {
        let theme = match ctx.options(|options| options.theme_preference) {
            ThemePreference::System => ThemeChoice::System,
            ThemePreference::Light => ThemeChoice::Light,
            ThemePreference::Dark => ThemeChoice::Dark,
        };
        let size = ctx.input(|input| {
            let viewport = input.viewport();
            let plain = !viewport.maximized.unwrap_or(false) && !viewport.fullscreen.unwrap_or(false);
            viewport.inner_rect.filter(|_| plain).map(|rect| (rect.width().round(), rect.height().round()))
        });
        let scale = ctx.zoom_factor();
        let pictures = self.dialogs.pictures().cloned();
        let settings = self.memory.settings_mut();
        let made_otherwise = pictures.as_ref().is_some_and(|pictures| *pictures != settings.pictures);
        settings.pictures = pictures.unwrap_or_else(|| std::mem::take(&mut settings.pictures));
        let before = (settings.theme, settings.scale, settings.window, settings.left, settings.right);
        (settings.theme, settings.scale) = (theme, scale);
        // Points of the window at the usual scale, so that it opens as large as it was left.
        settings.window = size.map(|(wide, high)| (wide * scale, high * scale)).or(settings.window);
        (settings.left, settings.right) = (self.sides.left.setting(), self.sides.right.setting());
        made_otherwise
            || before != (settings.theme, settings.scale, settings.window, settings.left, settings.right)
    }

    /// Remembers the plan in front from now on, or nothing of it.
    pub(super) fn set_remembered(&mut self, remembered: bool) {
        let (key, place) = (self.tabs.now.key.clone(), self.tabs.now.place.clone());
        self.memory.set_remembered(&key, remembered);
        if !remembered {
            self.memory.settings_mut().recent.retain(|recent| recent.place != place);
        }
        self.tabs.now.told = None;
        self.tell_keeper();
        self.tabs.now.notice = Some(match remembered {
            true => "How you look at this plan is remembered again".to_owned(),
            false => "Nothing of this plan is remembered any more: what was kept is removed".to_owned(),
        });
    }
}

/// Which plan of the program a place is.
pub fn bundled_number(place: &Place) -> Option<usize> {
    match place {
        Place::Bundled(name) => {
            Some(crate::file::BUNDLED.iter().position(|bundled| bundled.name == name).unwrap_or(0))
        }
        Place::File(_) => None,
    }
}
