//! The open plans: a list of tabs, one of them in front; those that nobody looked at yet are not read.
//!
//! It must never be without a plan in front, nor draw.

use super::opened::Opened;
use crate::session::{Edition, Place, Session};

/// The open plans.
pub struct Tabs {
    /// The plan in front; its tab in the list holds none.
    pub now: Box<Opened>,
    front: usize,
    list: Vec<Tab>,
    /// The places of tabs that were closed, the last one last.
    closed: Vec<Place>,
}

/// A tab of the strip.
pub struct Tab {
    /// Where its plan is.
    pub place: Place,
    /// What the plan says of itself; empty for one that was not read yet.
    pub title: Edition,
    /// What is open there; `None` for the one in front, and for one that nobody looked at yet.
    opened: Option<Box<Opened>>,
    /// What is shown in it stands in for a plan that is still being read.
    stands_in: bool,
}

/// So many closed tabs can be opened again.
const CLOSED: usize = 50;

impl Tab {
    /// A tab that is read once somebody looks at it.
    pub fn asleep(place: Place, title: Edition) -> Self {
        Self { place, title, opened: None, stands_in: false }
    }

    /// As the strip calls it.
    pub fn name(&self) -> String {
        match &self.place {
            _ if !self.title.name.is_empty() => self.title.name.clone(),
            Place::Bundled(name) => name.clone(),
            Place::File(path) => {
                path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
            }
        }
    }
}

impl Tabs {
    /// One tab. A session that stands in for a file makes room for it once that is read.
    pub fn new(session: Session, stands_in: Option<Place>) -> Self {
        let now = Box::new(Opened::new(session));
        let tab = Tab {
            title: now.edition.clone(),
            opened: None,
            stands_in: stands_in.is_some(),
            place: stands_in.unwrap_or_else(|| now.place.clone()),
        };
        Self { now, front: 0, list: vec![tab], closed: Vec::new() }
    }

    /// Every tab in its order.
    pub fn list(&self) -> &[Tab] {
        &self.list
    }

    /// The number of the tab in front.
    pub fn front(&self) -> usize {
        self.front
    }

    /// Every plan that was looked at but for the one in front.
    pub fn others(&self) -> impl Iterator<Item = &Opened> {
        self.list.iter().filter_map(|tab| tab.opened.as_deref())
    }

    /// Every plan that was looked at, with the number of its tab.
    pub fn opened_mut(&mut self) -> impl Iterator<Item = (usize, &mut Opened)> {
        let others = self.list.iter_mut().enumerate();
        let others = others.filter_map(|(n, tab)| Some((n, &mut **tab.opened.as_mut()?)));
        std::iter::once((self.front, &mut *self.now)).chain(others)
    }

    /// Whether what is in front only stands in for a plan that is still being read.
    pub fn stands_in(&self) -> bool {
        self.list.get(self.front).is_some_and(|tab| tab.stands_in)
    }

    /// What stood in for a plan that cannot be read stays in its place.
    pub fn stays(&mut self) {
        if let Some(tab) = self.list.get_mut(self.front) {
            tab.stands_in = false;
        }
        self.follow();
    }

    /// The tab of a place.
    pub fn of(&self, place: &Place) -> Option<usize> {
        self.list.iter().position(|tab| tab.place == *place)
    }

    /// Adds a tab that is read once somebody looks at it.
    pub fn add_asleep(&mut self, at: usize, tab: Tab) {
        let at = at.min(self.list.len());
        self.list.insert(at, tab);
        self.front += usize::from(at <= self.front);
    }

    /// Brings a tab to the front; `false` where its plan was not read yet.
    pub fn go(&mut self, number: usize) -> bool {
        if number == self.front {
            return true;
        }
        let Some(opened) = self.list.get_mut(number).and_then(|tab| tab.opened.take()) else { return false };
        self.bring(number, opened);
        true
    }

    /// A plan was read: it gets the tab that waits for it, or a new one behind the one in front, and comes to the
    /// front.
    pub fn open(&mut self, session: Session) {
        let opened = Box::new(Opened::new(session));
        let place = opened.place.clone();
        match self.of(&place) {
            Some(number) if number == self.front => *self.now = *opened,
            Some(number) => self.bring(number, opened),
            None if self.stands_in() => *self.now = *opened,
            None => {
                let number = self.front + 1;
                self.list.insert(number, Tab::asleep(place, Edition::default()));
                self.bring(number, opened);
            }
        }
        if let Some(tab) = self.list.get_mut(self.front) {
            tab.stands_in = false;
        }
        self.follow();
    }

    fn bring(&mut self, number: usize, opened: Box<Opened>) {
        let left = std::mem::replace(&mut self.now, opened);
        if let Some(tab) = self.list.get_mut(self.front) {
            tab.opened = Some(left);
        }
        self.front = number;
        self.follow();
    }

    /// The tab in front tells what is in it: another edition may have taken the place of the one before.
    pub fn follow(&mut self) {
        self.now.follow();
        if let Some(tab) = self.list.get_mut(self.front).filter(|tab| !tab.stands_in) {
            (tab.place, tab.title) = (self.now.place.clone(), self.now.edition.clone());
        }
    }

    /// Closes a tab that is not the only one. The one in front gives way to a neighbour that was read; where none
    /// was, it stays until the place that is given back was: `Err`.
    pub fn close(&mut self, number: usize) -> Result<(), Place> {
        if self.list.len() < 2 || number >= self.list.len() {
            return Ok(());
        }
        if number == self.front {
            let near = |n: &usize| (n.abs_diff(number), *n < number);
            let others = || (0..self.list.len()).filter(|n| *n != number);
            let read = others().filter(|n| self.list[*n].opened.is_some()).min_by_key(near);
            let Some(next) = read else {
                let asleep = others().min_by_key(near).map_or(0, |n| n);
                return Err(self.list[asleep].place.clone());
            };
            self.go(next);
        }
        let tab = self.list.remove(number);
        self.front -= usize::from(number < self.front);
        self.closed.push(tab.place);
        if self.closed.len() > CLOSED {
            self.closed.remove(0);
        }
        Ok(())
    }

    /// The place of the tab that was closed last, once.
    pub fn reopen(&mut self) -> Option<Place> {
        self.closed.pop()
    }

    /// Whether a closed tab can be opened again.
    pub fn can_reopen(&self) -> bool {
        !self.closed.is_empty()
    }

    /// The tab so many places further, round the end.
    pub fn beside(&self, by: isize) -> usize {
        let count = self.list.len() as isize;
        (self.front as isize + by).rem_euclid(count.max(1)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Document;

    fn session(number: usize) -> Session {
        Session::new(Document::bundled(number))
    }

    fn place(number: usize) -> Place {
        Document::bundled(number).place()
    }

    fn places(tabs: &Tabs) -> Vec<Place> {
        tabs.list().iter().map(|tab| tab.place.clone()).collect()
    }

    #[test]
    fn a_plan_is_always_in_front_and_tabs_keep_their_order() {
        let mut tabs = Tabs::new(session(0), None);
        tabs.open(session(1));
        tabs.open(session(2));
        assert_eq!((places(&tabs), tabs.front()), (vec![place(0), place(1), place(2)], 2));
        assert!(tabs.go(0));
        assert_eq!(tabs.now.place.clone(), place(0));
        tabs.open(session(3));
        assert_eq!(places(&tabs), [0, 3, 1, 2].map(place));
        assert_eq!(tabs.close(0), Ok(()));
        assert_eq!((tabs.front(), tabs.now.place.clone()), (0, place(3)));
        assert_eq!(tabs.close(0), Ok(()));
        assert_eq!((tabs.front(), tabs.now.place.clone()), (0, place(1)));
        assert_eq!((tabs.reopen(), tabs.reopen()), (Some(place(3)), Some(place(0))));
        assert_eq!([tabs.beside(-1), tabs.beside(1), tabs.beside(2)], [1, 1, 0]);
        assert_eq!((tabs.close(1), tabs.close(0), tabs.close(9)), (Ok(()), Ok(()), Ok(())));
        assert_eq!(places(&tabs), [place(1)], "the last one stays");
    }

    #[test]
    fn what_stands_in_makes_room_for_what_it_stands_for() {
        let mut tabs = Tabs::new(session(0), Some(place(1)));
        tabs.add_asleep(0, Tab::asleep(place(2), Edition::default()));
        assert!(tabs.stands_in() && tabs.front() == 1);
        assert!(!tabs.go(0), "it was not read yet");
        assert_eq!(tabs.close(1), Err(place(2)));
        tabs.open(session(1));
        assert_eq!((places(&tabs), tabs.front(), tabs.stands_in()), (vec![place(2), place(1)], 1, false));
        tabs.open(session(2));
        assert_eq!((places(&tabs), tabs.front()), (vec![place(2), place(1)], 0));
        assert!(tabs.go(1) && tabs.go(0));
    }
}
