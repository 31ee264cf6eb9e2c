//! Frames of the window itself, from input to tessellated meshes, on one core and without a GPU.

use crate::Figure;
use egui::{Context, Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use roadscope::app::Window;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Frames of each kind.
const FRAMES: usize = 240;

/// How many times nearer than the whole plan the timeline is panned, too.
const STAGES: [(f32, &str); 5] = [
    (2.0, "timeline pan frame at 2x"),
    (6.0, "timeline pan frame at 6x"),
    (18.0, "timeline pan frame at 18x"),
    (26.0, "timeline pan frame at 26x"),
    (45.0, "timeline pan frame at 45x"),
];
/// One turn of the wheel in points.
const TURN: f32 = 12.0;

/// Panning and zooming the timeline, panning the map, with all of the plan and the window 1920x1080.
pub fn all(path: &Path) -> Vec<Figure> {
    let mut bench = Bench::open(path);
    let middle = pos2(900.0, 400.0);
    let mut figures = Vec::new();
    bench.key(egui::Key::Num1);
    figures.push(bench.pan("timeline pan frame", middle));
    figures.push(bench.zoom("timeline zoom frame", middle));
    // From counts by way of bands and thin bars to bars with their names, where the plan is large.
    for (zoom, job) in STAGES {
        bench.zoom_to(zoom, middle);
        figures.push(bench.pan(job, middle));
        bench.press(egui::Key::Home);
    }
    bench.key(egui::Key::Num1);
    bench.key(egui::Key::Num2);
    figures.push(bench.pan("map pan frame", middle));
    figures.push(bench.zoom("map zoom frame", middle));
    bench.key(egui::Key::Num4);
    figures.push(bench.scroll("table scroll frame", middle));
    figures
}

/// Panning and zooming the timeline with the plan compared with an older edition of it.
pub fn compared(path: &Path, older: &Path) -> Vec<Figure> {
    let mut bench = Bench::open(path);
    let since = Instant::now();
    bench.compare(older);
    // Once both are joined, changes are counted in words.
    while !bench.says(" against ") {
        if since.elapsed() > Duration::from_secs(120) {
            eprintln!("the two editions were not joined in time");
            return Vec::new();
        }
        std::thread::sleep(Duration::from_millis(20));
        bench.frame(Vec::new());
    }
    let joined = since.elapsed().as_secs_f64() * 1000.0;
    let middle = pos2(900.0, 400.0);
    let mut figures = vec![Figure::new("older edition read and compared", vec![joined])];
    bench.key(egui::Key::Num1);
    figures.push(bench.pan("timeline pan frame, compared", middle));
    figures.push(bench.zoom("timeline zoom frame, compared", middle));
    bench.zoom_to(6.0, middle);
    figures.push(bench.pan("timeline pan frame at 6x, compared", middle));
    bench.press(egui::Key::Home);
    bench.key(egui::Key::Num2);
    figures.push(bench.pan("map pan frame, compared", middle));
    figures
}

/// Scrolling the matrix, alone in the window.
pub fn matrix(path: &Path) -> Vec<Figure> {
    let mut bench = Bench::open(path);
    bench.key(egui::Key::Num3);
    vec![bench.pan("matrix 500x200: window frame", pos2(900.0, 400.0))]
}

/// The window on a map of many plants with all flows: from afar, over a continent, and zooming.
pub fn crowded_map(path: &Path) -> Vec<Figure> {
    let mut bench = Bench::open(path);
    bench.key(egui::Key::Num2);
    for word in ["flows: of what is selected", "all"] {
        bench.click_word(word);
    }
    let middle = pos2(900.0, 400.0);
    let mut figures = vec![bench.pan("map of 2000 plants: far pan frame", middle)];
    figures.push(bench.zoom("map of 2000 plants: zoom frame", middle));
    // Over Europe, with the fine outlines.
    let europe = pos2(960.0, 260.0);
    (0..40).for_each(|_| _ = bench.frame(vec![Event::PointerMoved(europe), turn(TURN)]));
    (0..60).for_each(|_| _ = bench.frame(Vec::new()));
    figures.push(bench.pan("map of 2000 plants: near pan frame", middle));
    figures
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

struct Bench {
    ctx: Context,
    window: Window,
    time: f64,
}

impl Bench {
    /// A window that has read the file.
    fn open(path: &Path) -> Self {
        let ctx = Context::default();
        roadscope::app::install(&ctx);
        let window = Window::new(Some(path.to_owned()));
        let mut bench = Self { ctx, window, time: 0.0 };
        bench.frame(Vec::new());
        let since = Instant::now();
        while bench.window.is_opening() && since.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(20));
            bench.frame(Vec::new());
        }
        for _ in 0..5 {
            bench.frame(Vec::new());
        }
        bench
    }

    /// Runs one frame.
    fn output(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0))),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let window = &mut self.window;
        self.ctx.run_ui(input, |ui| window.ui(ui))
    }

    /// Runs one frame; milliseconds from input to meshes.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        let start = Instant::now();
        let output = self.output(events);
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let time = start.elapsed().as_secs_f64() * 1000.0;
        drop(std::hint::black_box(meshes));
        time
    }

    /// Drops a file with Ctrl held.
    fn compare(&mut self, older: &Path) {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0))),
            events: vec![Event::ModifiersChanged(Modifiers::COMMAND | Modifiers::CTRL)],
            dropped_files: vec![Arc::new(Dropped(older.to_owned()))],
            focused: true,
            ..RawInput::default()
        };
        let window = &mut self.window;
        drop(self.ctx.run_ui(input, |ui| window.ui(ui)));
        self.frame(vec![Event::ModifiersChanged(Modifiers::NONE)]);
    }

    /// Whether some text in the window contains these words.
    fn says(&mut self, words: &str) -> bool {
        self.ctx.enable_accesskit();
        let output = self.output(Vec::new());
        self.ctx.disable_accesskit();
        let nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
        let mut texts = nodes.iter().flat_map(|(_, node)| [node.label(), node.value()]).flatten();
        texts.any(|text| text.contains(words))
    }

    fn key(&mut self, key: egui::Key) {
        self.press_with(key, Modifiers::COMMAND | Modifiers::CTRL);
    }

    fn press(&mut self, key: egui::Key) {
        self.press_with(key, Modifiers::NONE);
    }

    fn press_with(&mut self, key: egui::Key, modifiers: Modifiers) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.frame(vec![event(true)]);
        self.frame(vec![event(false)]);
        self.frame(Vec::new());
    }

    fn pan(&mut self, job: &'static str, at: Pos2) -> Figure {
        self.frame(vec![Event::PointerMoved(at)]);
        self.frame(vec![press(at, true)]);
        let runs = (0..FRAMES)
            .map(|n| {
                let turn = n as f32 / 20.0;
                let to = at + vec2(turn.sin() * 260.0, turn.cos() * 120.0);
                self.frame(vec![Event::PointerMoved(to)])
            })
            .collect();
        self.frame(vec![press(at, false)]);
        Figure::new(job, runs)
    }

    fn zoom(&mut self, job: &'static str, at: Pos2) -> Figure {
        self.frame(vec![Event::PointerMoved(at)]);
        let runs = (0..FRAMES)
            .map(|n| {
                let inwards = (n / 60) % 2 == 0;
                let by = if inwards { TURN } else { -TURN };
                self.frame(vec![Event::PointerMoved(at), turn(by)])
            })
            .collect();
        Figure::new(job, runs)
    }

    /// Turns the wheel down, and now and then far at once.
    fn scroll(&mut self, job: &'static str, at: Pos2) -> Figure {
        self.frame(vec![Event::PointerMoved(at)]);
        let runs = (0..FRAMES).map(|n| self.frame(vec![wheel(if n % 40 == 39 { -20_000.0 } else { -90.0 })]));
        let runs = runs.collect();
        Figure::new(job, runs)
    }

    /// Zooms in so many times, and waits until what is to be packed is there.
    fn zoom_to(&mut self, zoom: f32, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        // A turn of 200 points zooms by e.
        for _ in 0..(zoom.ln() * 200.0 / TURN).round() as usize {
            self.frame(vec![turn(TURN)]);
        }
        std::thread::sleep(Duration::from_millis(300));
        for _ in 0..10 {
            self.frame(Vec::new());
        }
    }

    /// Clicks what has a name, where the accessibility tree says that it is.
    fn click_word(&mut self, word: &str) {
        self.ctx.enable_accesskit();
        let output = self.output(Vec::new());
        self.ctx.disable_accesskit();
        let nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
        let place = nodes.iter().find(|(_, node)| node.label() == Some(word)).and_then(|(_, n)| n.bounds());
        let Some(place) = place else { return eprintln!("nothing is called {word}") };
        let at = pos2((place.x0 + place.x1) as f32 / 2.0, (place.y0 + place.y1) as f32 / 2.0);
        for pressed in [true, false] {
            self.frame(vec![Event::PointerMoved(at), press(at, pressed)]);
        }
        (0..5).for_each(|_| _ = self.frame(Vec::new()));
    }
}

/// The wheel, turned with Ctrl.
fn turn(points: f32) -> Event {
    turned(points, Modifiers::COMMAND | Modifiers::CTRL)
}

/// The wheel alone.
fn wheel(points: f32) -> Event {
    turned(points, Modifiers::NONE)
}

fn turned(points: f32, modifiers: Modifiers) -> Event {
    let (unit, source) = (MouseWheelUnit::Point, egui::MouseWheelSource::Wheel);
    Event::MouseWheel { unit, source, delta: vec2(0.0, points), phase: egui::TouchPhase::Move, modifiers }
}

fn press(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}
