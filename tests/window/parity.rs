//! The window and the command line make the same pictures of the same arrangement.

use super::{USUAL, bundled};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use std::fs;
use std::process::Command;

/// Makes a picture in the window's dialog, and the same on the command line of the window's arrangement.
fn both(twin: &mut Twin, (view, ending, page): (&str, &str, &str), plain: bool) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(format!("{name}.{ending}"));
    twin.press(Modifiers::COMMAND, Key::E);
    twin.choose("View", view);
    twin.write("Picture file", path("window").to_str().unwrap());
    // A matrix is shown in whole rows.
    if view != "Matrix" {
        twin.choose("Part", "The part in view");
    }
    twin.choose("Page", page);
    let around = if plain { "Around it: Nothing" } else { "Around it: Words, legend" };
    twin.click(Role::RadioButton, around);
    twin.click(Role::Button, "Export");
    twin.wait("it is written", |twin| twin.says("Written to"));
    twin.press(Modifiers::NONE, Key::Escape);
    let arrangement = folder.path().join("arrangement.ron");
    fs::write(&arrangement, twin.0.state().session().arrangement().to_text()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    command.args(["export", "--view", &view.to_lowercase()]);
    // "Slide, 1280 × 720 px"
    if let Some((name, _)) = page.split_once(',') {
        command.args(["--size", name]);
    }
    if plain {
        command.arg("--plain");
    }
    let out =
        command.arg("--arrangement").arg(&arrangement).arg("--output").arg(path("line")).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    (fs::read(path("window")).unwrap(), fs::read(path("line")).unwrap())
}

const WHOLE: &str = "As high as everything needs";

#[test]
fn the_window_and_the_command_line_write_the_same_bytes() {
    let mut twin = bundled();
    twin.write("Filter", "region:europe brand:nissan,renault");
    twin.press(Modifiers::NONE, Key::Escape);
    for (view, ending, page, plain) in [
        ("Timeline", "svg", WHOLE, false),
        ("Map", "png", "Slide, 1920 × 1080 px", true),
        ("Matrix", "pdf", "A4, 297 × 210 mm", false),
        ("Map", "svg", "Square, 1080 × 1080 px", false),
    ] {
        let (window, line) = both(&mut twin, (view, ending, page), plain);
        assert!(window == line, "{view}.{ending}: {} and {} bytes", window.len(), line.len());
    }
}

#[test]
fn the_part_in_view_is_the_same_as_well() {
    let mut twin = Twin::open(None, USUAL);
    let timeline = twin.find(Role::Group, "Marks of the timeline").rect();
    twin.0.hover_at(timeline.center());
    twin.0.run();
    for _ in 0..3 {
        twin.press(Modifiers::NONE, Key::Plus);
    }
    assert!(twin.0.state().session().arrangement().views.timeline.port.span.is_some());
    let (window, line) = both(&mut twin, ("Timeline", "svg", WHOLE), false);
    assert!(window == line, "{} and {} bytes", window.len(), line.len());
}
