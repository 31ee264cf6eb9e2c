//! The window part of every view that is only scrolled and clicked.
//!
//! It must never know which view it holds: what differs is said by [`Scrolled`].

use super::command::{Command, Direction};
use super::echo::Echo;
use super::shown::Shown;
use super::view_part::ViewPart;
use super::{hover, names, paint, style};
use crate::plan::Thing;
use crate::scene::{Scene, StandsFor};
use crate::session::{self, Click, Meaning};
use crate::views::roll::{ReadyRoll, Roll, RollPort, RollView};
use crate::views::{Arranged, Looked, PagePart, Prepared, ViewKind, ViewOptions, ViewPort};
use egui::{Rect, Sense, Ui, Vec2, vec2};
use std::rc::Rc;

/// What a view that only scrolls says of itself to the window.
pub trait Scrolled: RollView {
    /// How it is looked at.
    fn looked(views: &Arranged) -> &Looked<Self::Options, RollPort<Self>>;

    /// The choices in its heading.
    fn menus(ui: &mut Ui, shown: &Shown<'_>, options: &mut Self::Options);
}

/// What was prepared of such a view.
pub struct ScrollPart<V: Scrolled> {
    port: Echo<RollPort<V>>,
    prepared: Option<(u64, V::Options, Rc<V::Roll>)>,
    scene: Scene,
    /// What was drawn last: the head's height, the scroll, the size.
    drawn: (f32, PagePart),
    /// The piece that the keyboard is at.
    marked: Option<usize>,
}

impl<V: Scrolled> Default for ScrollPart<V> {
    fn default() -> Self {
        let part = PagePart { scroll: Vec2::ZERO, size: Vec2::ZERO, next: None };
        Self {
            port: Echo::default(),
            prepared: None,
            scene: Scene::default(),
            drawn: (0.0, part),
            marked: None,
        }
    }
}

impl<V: Scrolled> ViewPart for ScrollPart<V>
where
    ViewOptions: From<V::Options>,
    ViewPort: From<RollPort<V>>,
{
    fn menus(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        let now = &V::looked(&shown.arrangement.views).options;
        let mut options = now.clone();
        V::menus(ui, shown, &mut options);
        if options != *now {
            commands.push(session::Command::Arrange(ViewOptions::from(options)).into());
        }
    }

    fn step(&mut self, shown: &Shown<'_>, direction: Direction, commands: &mut Vec<Command>) {
        let roll = self.prepare(shown);
        let ready = ReadyRoll::new(&shown.look(), Rc::clone(&roll));
        let pieces = ready.tops(self.drawn.1.size.x).len() - 1;
        let now = shown.selection.and_then(|thing| (0..pieces).find(|n| roll.thing(*n) == Some(thing)));
        let has = |n: &usize| roll.thing(*n).is_some();
        let now = self.marked.filter(|n| *n < pieces && now.is_none_or(|now| now == *n)).or(now);
        let next = match (direction, now) {
            (Direction::Down, Some(now)) => (now + 1..pieces).find(has),
            (Direction::Up, Some(now)) => (0..now).rev().find(has),
            (Direction::Down | Direction::Up, None) => (0..pieces).find(has),
            _ => None,
        };
        let Some((next, thing)) = next.and_then(|n| Some((n, roll.thing(n)?))) else { return };
        self.marked = Some(next);
        self.show(&ready, next);
        commands.extend(self.tell());
        commands.push(session::Command::select(shown.plan, thing).into());
    }

    fn reveal(&mut self, shown: &Shown<'_>, thing: Thing, commands: &mut Vec<Command>) {
        let roll = self.prepare(shown);
        let ready = ReadyRoll::new(&shown.look(), Rc::clone(&roll));
        let pieces = ready.tops(self.drawn.1.size.x).len() - 1;
        if let Some(piece) = (0..pieces).find(|piece| roll.thing(*piece) == Some(thing)) {
            self.show(&ready, piece);
            commands.extend(self.tell());
        }
    }

    fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let frame = ui.available_rect_before_wrap();
        let response = ui.interact(frame, ui.scope_id().with(V::WORD), Sense::click_and_drag());
        super::facets::name_it(&response, egui::Role::Canvas, false, V::NAME);
        let roll = self.prepare(shown);
        self.port.follow(&V::looked(&shown.arrangement.views).port);
        let ready = ReadyRoll::new(&shown.look(), Rc::clone(&roll));
        let part = self.scrolled(ui, &response, &ready, frame, commands);
        self.scene = ready.scene(part);
        let painter = ui.painter_at(frame);
        paint::scene(&painter, &self.scene, frame.min.to_vec2(), style::theme(ui), frame);
        let clicked = names::marks(ui, shown, &ready, &self.scene, (frame, V::NAME));
        if let Some(what) = clicked {
            self.act(shown, what, commands);
        }
        self.point(&response, shown, &ready, frame, commands);
        hover::keep_arrows(ui, &response)
    }
}

impl<V: Scrolled> ScrollPart<V>
where
    ViewPort: From<RollPort<V>>,
{
    /// The roll of now, made anew where plan, filter or options changed.
    fn prepare(&mut self, shown: &Shown<'_>) -> Rc<V::Roll> {
        let options = &V::looked(&shown.arrangement.views).options;
        if let Some((version, of, roll)) = &self.prepared
            && *version == shown.version
            && of == options
        {
            return Rc::clone(roll);
        }
        let roll = Rc::new(V::roll(&shown.look(), options));
        self.prepared = Some((shown.version, options.clone(), Rc::clone(&roll)));
        self.marked = None;
        roll
    }

    fn tell(&mut self) -> Option<Command> {
        self.port.tell().map(|port| session::Command::Look(ViewPort::from(port)).into())
    }

    /// Scrolls so far that a piece is in view.
    fn show(&mut self, ready: &ReadyRoll<'_, V::Roll>, piece: usize) {
        let (head, part) = self.drawn;
        let tops = ready.tops(part.size.x);
        let &[top, bottom] = tops.get(piece..piece + 2).unwrap_or_default() else { return };
        let room = part.size.y - head;
        let scroll = self.port.live.scroll.max(bottom - room).min(top);
        self.port.live = RollPort::at(scroll);
    }

    /// The part in view after what a hand did; only a hand's scrolling is told.
    fn scrolled(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        ready: &ReadyRoll<'_, V::Roll>,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) -> PagePart {
        let mut scroll = self.port.live.scroll;
        let before = scroll;
        if response.dragged_by(egui::PointerButton::Primary) {
            scroll -= response.drag_delta().y;
        }
        if response.hovered() {
            scroll -= ui.input(|i| i.smooth_scroll_delta()).y;
        }
        let hand = scroll != before;
        let head = ready.head(frame.width());
        let all = ready.tops(frame.width()).last().copied().unwrap_or(0.0);
        scroll = scroll.clamp(0.0, (all + head - frame.height()).max(0.0));
        if hand {
            self.port.live = RollPort::at(scroll);
            commands.extend(self.tell());
        }
        let part = PagePart { scroll: vec2(0.0, scroll), size: frame.size(), next: None };
        self.drawn = (head, part);
        part
    }

    fn act(&self, shown: &Shown<'_>, what: StandsFor, commands: &mut Vec<Command>) {
        if let StandsFor::Link(link) = what {
            let roll = self.prepared.as_ref().map(|(.., roll)| roll);
            let link = roll.and_then(|roll| roll.link(&shown.look(), link));
            commands.extend(link.map(|link| session::Command::Go(link).into()));
            return;
        }
        let target = session::target(shown.plan, what);
        if let Some(Meaning::Do(command)) = session::meaning(target.as_ref(), Click::default()) {
            commands.push(command.into());
        }
    }

    /// What lies at a place: a mark, or else the row's record.
    fn under(&self, ready: &ReadyRoll<'_, V::Roll>, roll: &V::Roll, at: Vec2) -> StandsFor {
        if let Some((what, _)) = self.scene.hit(at.to_pos2()) {
            return what;
        }
        let (head, part) = self.drawn;
        if at.y < head {
            return StandsFor::Nothing;
        }
        let tops = ready.tops(part.size.x);
        let y = at.y - head + part.scroll.y;
        let piece = tops.partition_point(|top| *top <= y).checked_sub(1);
        let thing = piece.filter(|piece| piece + 1 < tops.len()).and_then(|piece| roll.thing(piece));
        thing.map_or(StandsFor::Nothing, StandsFor::Thing)
    }

    fn point(
        &mut self,
        response: &egui::Response,
        shown: &Shown<'_>,
        ready: &ReadyRoll<'_, V::Roll>,
        frame: Rect,
        commands: &mut Vec<Command>,
    ) {
        let Some(at) = response.hover_pos() else { return };
        let Some((.., roll)) = &self.prepared else { return };
        let what = self.under(ready, roll, at - frame.min);
        if what != StandsFor::Nothing {
            response.ctx.set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        hover::menu(
            response,
            session::target(shown.plan, what).as_ref(),
            ViewKind::from_word(V::WORD),
            commands,
        );
        if response.clicked() {
            return self.act(shown, what, commands);
        }
        match what {
            StandsFor::Link(_) | StandsFor::Year(_) => {
                if let Some(words) = ready.words(what) {
                    let then = if matches!(what, StandsFor::Year(_)) {
                        "Click to filter, and again to release"
                    } else {
                        "Click to go there"
                    };
                    hover::words_tip(response, &words, then);
                }
            }
            _ => hover::tip(response, shown, what, |_| None, commands),
        }
    }
}
