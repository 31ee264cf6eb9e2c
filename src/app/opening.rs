//! Plans that come and go: opened in a tab of their own or in the place of another edition, looked at, closed.
//!
//! It must never lose what is shown before something else is there to be shown.

use super::remember::bundled_number;
use super::waker;
use super::window::Window;
use crate::file;
use crate::session::{Document, Edition, Place, absolute};
use egui::Context;
use std::path::PathBuf;

impl Window {
    /// Opens a file in a tab of its own; one that is open already comes to the front.
    pub(super) fn open_file(&mut self, path: PathBuf, ctx: &Context) {
        let place = Place::File(absolute(&path));
        match self.tabs.of(&place) {
            Some(number) if !self.tabs.stands_in() && self.tabs.go(number) => {
                let document = self.tabs.now.session.document_mut();
                // It may have been put right since.
                if let Some(path) =
                    document.path.clone().filter(|_| document.is_stale() || document.is_gone())
                {
                    document.open(&path, &waker(ctx));
                }
                self.dialogs.opened();
                self.seated();
            }
            _ => self.queue.push_back(path),
        }
    }

    /// Opens a plan of the program: in the place of another edition of it, or else in a tab of its own.
    pub(super) fn open_bundled(&mut self, number: usize) {
        let Some(bundled) = file::BUNDLED.get(number) else { return };
        let place = Place::Bundled(bundled.name.to_owned());
        let edition = file::head_of(bundled.text).map(|about| Edition::of(&about)).unwrap_or_default();
        if edition.is_of(&self.tabs.now.edition) {
            self.take_bundled(number);
        } else if self.tabs.stands_in() || !self.tabs.of(&place).is_some_and(|tab| self.tabs.go(tab)) {
            let panes = self.session().arrangement().panes.clone();
            let session = self.session_of(Document::bundled(number), Some(panes));
            self.tabs.open(session);
            self.seated();
        }
    }

    fn take_bundled(&mut self, number: usize) {
        let fresh = self.tabs.stands_in();
        self.tabs.now.session.open_bundled(number);
        self.tabs.stays();
        let key = self.tabs.now.key.clone();
        // The first plan of a window is as it was left; another edition is looked at as the one before.
        if fresh
            && self.returning.is_none()
            && let Some(arrangement) = self.memory.arrangement(&key)
        {
            self.tabs.now.session.restore(arrangement);
        }
        self.adopted();
    }

    /// Opens another edition in the place of the one in front: filter and arrangement stay.
    pub(super) fn open_here(&mut self, place: Place, ctx: &Context) {
        match (bundled_number(&place), place) {
            (Some(number), _) => self.take_bundled(number),
            (None, Place::File(path)) => self.tabs.now.session.document_mut().open_here(&path, &waker(ctx)),
            (None, Place::Bundled(_)) => {}
        }
    }

    /// Brings a tab to the front; one that was not read yet is read.
    pub(super) fn go_to_tab(&mut self, number: usize) {
        if self.tabs.go(number) {
            self.look_up_views();
            return;
        }
        let Some(place) = self.tabs.list().get(number).map(|tab| tab.place.clone()) else { return };
        self.wake(place);
    }

    /// Reads the plan of a tab that nobody looked at yet.
    fn wake(&mut self, place: Place) {
        match (bundled_number(&place), place) {
            (Some(number), _) => {
                let session = self.session_of(Document::bundled(number), None);
                self.tabs.open(session);
                self.seated();
            }
            (None, Place::File(path)) if !self.queue.contains(&path) => self.queue.push_front(path),
            _ => {}
        }
    }

    /// Closes a tab. What was being opened from it goes on.
    pub(super) fn close_tab(&mut self, number: usize) {
        if self.tabs.list().len() < 2 {
            self.tabs.now.notice = Some("This is the only plan: close it with the window".to_owned());
            return;
        }
        if number == self.tabs.front() {
            let document = self.tabs.now.session.document();
            let opening = document.opening().map(|opening| opening.path.clone());
            self.queue.extend(opening.filter(|path| document.path.as_ref() != Some(path)));
        }
        let place = self.tabs.list().get(number).map(|tab| tab.place.clone());
        if let Err(next) = self.tabs.close(number) {
            self.closing = place;
            let waits = bundled_number(&next).is_none();
            self.wake(next);
            if !waits && let Some(number) = self.closing.take().and_then(|place| self.tabs.of(&place)) {
                // Another plan is in front now.
                let _ = self.tabs.close(number);
            }
        }
        self.look_up_views();
    }

    /// The window ends: what is to outlive it is written.
    pub(super) fn close(&mut self) {
        self.memory.close();
    }
}
