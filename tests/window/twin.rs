//! The window without a display: the same code, laid out and clicked by a harness, looked at by its labels.

#![allow(clippy::expect_used, clippy::panic, reason = "a helper of tests may fail the test")]

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, UiBuilder, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use roadscope::app::{self, Window};
use roadscope::session::Memory;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up on it: slow machines are not at fault.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A window in light colours that holds nothing but the program.
pub struct Twin(pub Harness<'static, Window>);

impl Twin {
    /// Opens the window on a file, or on the bundled plan; nothing outlives it.
    pub fn open(path: Option<PathBuf>, size: Vec2) -> Self {
        Self::with(Window::new(path), size)
    }

    /// The same with what a folder remembers.
    pub fn remembering(path: Option<PathBuf>, folder: &Path, size: Vec2) -> Self {
        Self::with(
            Window::remembering(path.into_iter().collect(), Memory::open(Some(folder.to_owned()))),
            size,
        )
    }

    fn with(window: Window, size: Vec2) -> Self {
        let mut harness = Harness::builder()
            .with_size(size)
            .with_theme(egui::Theme::Light)
            .with_max_steps(60)
            .with_context_setup(app::install)
            .build_ui_state(
                |ui, window: &mut Window| {
                    // The harness keeps a margin around; the program has the whole window.
                    let all = ui.ctx().content_rect();
                    let mut ui = ui.new_child(UiBuilder::new().max_rect(all));
                    ui.set_clip_rect(all);
                    window.ui(&mut ui);
                },
                window,
            );
        harness.run();
        Self(harness)
    }

    /// The one thing of a kind and name.
    pub fn find<'a>(&'a self, role: Role, label: &'a str) -> Node<'a> {
        self.0.get_by_role_and_label(role, label)
    }

    /// Clicks the one thing of a kind and name.
    pub fn click(&mut self, role: Role, label: &str) {
        self.find(role, label).click();
        self.0.run();
    }

    /// Clicks a place, and lets the time pass in which a second click could follow.
    pub fn click_at(&mut self, at: Pos2) {
        self.click_and_wait_not(at);
        self.0.run_steps(4);
        self.0.run();
    }

    /// Clicks a place.
    pub fn click_and_wait_not(&mut self, at: Pos2) {
        self.0.hover_at(at);
        self.0.drag_at(at);
        self.0.drop_at(at);
        self.0.run();
    }

    /// Presses a key.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run();
    }

    /// Replaces the text of a field.
    pub fn write(&mut self, field: &str, text: &str) {
        self.find(Role::TextInput, field).focus();
        self.0.run();
        self.0.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.0.run();
        match text {
            "" => self.0.key_press(Key::Delete),
            text => self.find(Role::TextInput, field).type_text(text),
        }
        self.0.run();
    }

    /// Takes a value of a menu, by its name; one that is taken already stays.
    pub fn choose(&mut self, menu: &str, value: &str) {
        let name = |twin: &Self| {
            let boxes = twin.0.query_all_by_role(Role::ComboBox);
            let mut names = boxes.filter_map(|node| node.accesskit_node().label());
            names.find(|name| name.starts_with(&format!("{menu}: "))).expect("a menu of this name")
        };
        let now = name(self);
        if now == format!("{menu}: {value}") {
            return;
        }
        self.click(Role::ComboBox, &now);
        self.click(Role::Button, value);
        assert_eq!(name(self), format!("{menu}: {value}"));
    }

    /// The text of a field.
    pub fn written(&self, field: &str) -> String {
        self.find(Role::TextInput, field).value().unwrap_or_default()
    }

    /// Whether some text on screen contains these words.
    pub fn says(&self, words: &str) -> bool {
        self.0.query_all_by_label_contains(words).next().is_some()
    }

    /// How many items match, and of how many, as the query field tells.
    pub fn count(&self) -> (usize, usize) {
        let number = |text: &str| text.parse::<usize>().ok();
        let counted = |node: Node<'_>| {
            let label = node.value()?;
            let (matching, all) = label.split_once(" of ")?;
            Some((number(matching)?, number(all)?))
        };
        self.0.get_all_by_role(Role::Label).find_map(counted).expect("a count such as 3 of 12")
    }

    /// The names and places of a tile's marks: "timeline", "map" or "matrix".
    pub fn marks(&self, tile: &str) -> Vec<(String, Rect)> {
        let title = format!("Marks of the {tile}");
        let group = self.find(Role::Group, &title);
        let named = |node: Node<'_>| Some((node.accesskit_node().label()?, node.rect()));
        group.query_all_by_role(Role::Button).filter_map(named).collect()
    }

    /// The place of a tile's mark.
    pub fn mark(&self, tile: &str, label: &str) -> Rect {
        let marks = self.marks(tile);
        let found = marks.iter().find(|(name, _)| name.starts_with(label));
        found.unwrap_or_else(|| panic!("{label} is not among the marks of the {tile}: {marks:?}")).1
    }

    /// The name of the tab in front.
    pub fn tab(&self) -> String {
        let name = |node: Node<'_>| node.accesskit_node().label().filter(|name| name.starts_with("Plan: "));
        self.0.get_all_by_role(Role::Tab).find_map(name).expect("a tab in front")
    }

    /// Waits until something holds, as far as that is not soon.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "waited too long until {what}");
            std::thread::sleep(Duration::from_millis(5));
            self.0.run_ok();
        }
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
        self.drop_files(&[path.to_owned()]);
    }

    /// Drops several files on the window at once.
    pub fn drop_files(&mut self, paths: &[PathBuf]) {
        let dropped =
            |path: &PathBuf| -> Arc<dyn egui::DroppedFile + Send + Sync> { Arc::new(Dropped(path.clone())) };
        self.0.input_mut().dropped_files = paths.iter().map(dropped).collect();
        self.0.run_ok();
    }

    /// The names of the tabs in their order.
    pub fn tabs(&self) -> Vec<String> {
        let tabs = self.0.query_all_by_role(Role::Tab);
        let names = tabs.filter_map(|node| node.accesskit_node().label());
        // Views that share a place in the middle are tabs, too.
        names.filter(|name| !name.ends_with(" tab")).collect()
    }
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
