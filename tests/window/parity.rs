//! The window and the command line make the same pictures of the same arrangement.

use super::{USUAL, bundled};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::process::Command;

/// Makes a picture in the window's dialog, and the same on the command line of the window's arrangement.
fn both(twin: &mut Twin, view: &str, ending: &str, plain: bool) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(format!("{name}.{ending}"));
    twin.press(Modifiers::COMMAND, Key::E);
    twin.0.get_by_role_and_label(Role::Button, view).click();
    twin.0.run();
    twin.write("Picture file", path("window").to_str().unwrap());
    // A matrix is shown in whole rows.
    if view != "Matrix" {
        twin.click(Role::CheckBox, "only the part in view");
    }
    if plain {
        twin.click(Role::CheckBox, "without title, legend and sources");
    }
    twin.click(Role::Button, "Export");
    twin.wait("it is written", |twin| twin.says("Written to"));
    twin.press(Modifiers::NONE, Key::Escape);
    let arrangement = folder.path().join("arrangement.ron");
    fs::write(&arrangement, twin.0.state().session().arrangement().to_text()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    command.args(["export", "--view", &view.to_lowercase(), "--size", "1920x1080", "--as-high"]);
    if plain {
        command.arg("--plain");
    }
    let out =
        command.arg("--arrangement").arg(&arrangement).arg("--output").arg(path("line")).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    (fs::read(path("window")).unwrap(), fs::read(path("line")).unwrap())
}

#[test]
fn the_window_and_the_command_line_write_the_same_bytes() {
    let mut twin = bundled();
    twin.write("Filter", "region:europe brand:nissan,renault");
    twin.press(Modifiers::NONE, Key::Escape);
    for (view, ending, plain) in
        [("Timeline", "svg", false), ("Map", "png", true), ("Matrix", "pdf", false), ("Map", "svg", false)]
    {
        let (window, line) = both(&mut twin, view, ending, plain);
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
    let (window, line) = both(&mut twin, "Timeline", "svg", false);
    assert!(window == line, "{} and {} bytes", window.len(), line.len());
}
