//! What a person does in the matrix: chips, cells, headings, the keyboard, and the menus in its corner.

use super::{USUAL, bundled, file};
use crate::twin::Twin;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const CELL: &str = "CMF-BEV × Nissan, 1 model: Nissan Micra (electric)";

/// The bundled plan with the matrix alone.
fn enlarged() -> Twin {
    let mut twin = bundled();
    twin.click(Role::Button, "Enlarge matrix");
    twin
}

fn point(twin: &mut Twin) {
    let at = twin.mark("matrix", "CMF-BEV × Nissan").center();
    twin.0.hover_at(at);
    twin.0.run();
}

#[test]
fn headings_cells_and_chips_have_names() {
    let twin = enlarged();
    let names: Vec<String> = twin.marks("matrix").into_iter().map(|(name, _)| name).collect();
    for name in [
        "Brand: Nissan, 18 models",
        "Platform: CMF-B, 10 models, shared by 3 brands",
        "Platform: not stated, 10 models",
        CELL,
        "Nissan Micra (electric)",
        "Platform not stated × Nissan, 5 models: Electric C segment, Nissan Frontier, Nissan Interstar, Nissan Micra (fifth generation), Nissan Primastar",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} is not among {names:#?}");
    }
    assert!(names.len() <= 200);
}

#[test]
fn a_chip_opens_its_model() {
    let mut twin = enlarged();
    let chip = twin.mark("matrix", "Renault 5 E-Tech");
    twin.click_at(chip.center());
    assert!(twin.says("THE RECORD") || twin.says("WHO SAYS SO"));
    assert!(twin.says("Renault 5 E-Tech"));
    assert_eq!(twin.written("Filter"), "");
}

#[test]
fn a_cell_opens_its_list_and_its_entries_their_models() {
    let mut twin = enlarged();
    let cell = twin.mark("matrix", "CMF-B × Mitsubishi");
    twin.click_at(cell.center());
    assert!(twin.says("CMF-B × Mitsubishi, 3 models"));
    assert_eq!(twin.written("Filter"), "");
    twin.click(Role::Button, "Mitsubishi Colt: September 2023");
    assert!(twin.says("WHO SAYS SO"));
    assert!(twin.says("Filter by this cell"), "the list stays for the next one");
    twin.press(Modifiers::NONE, Key::Escape);
    assert!(!twin.says("Filter by this cell"));
    assert!(twin.says("WHO SAYS SO"), "only the list was closed");
    twin.0.run_steps(4);
    twin.click_at(cell.center());
    twin.click(Role::Button, "Filter by this cell");
    assert_eq!(twin.written("Filter"), "brand:mitsubishi platform:cmf-b");
    assert!(!twin.says("Filter by this cell"));
}

#[test]
fn a_click_elsewhere_closes_the_list() {
    let mut twin = enlarged();
    let cell = twin.mark("matrix", "CMF-B × Mitsubishi");
    twin.click_at(cell.center());
    assert!(twin.says("Filter by this cell"));
    twin.0.run_steps(4);
    twin.click_at(egui::pos2(600.0, 20.0));
    assert!(!twin.says("Filter by this cell"));
}

#[test]
fn a_heading_filters_and_again_releases() {
    let mut twin = enlarged();
    for (heading, query) in [("Brand: Nissan", "brand:nissan"), ("Platform: CMF-B,", "platform:cmf-b")] {
        let at = twin.mark("matrix", heading).center();
        twin.click_at(at);
        assert_eq!(twin.written("Filter"), query);
        twin.0.run_steps(4);
        let at = twin.mark("matrix", heading).center();
        twin.click_at(at);
        assert_eq!(twin.written("Filter"), "");
        twin.0.run_steps(4);
    }
}

#[test]
fn the_corner_chooses_what_columns_are_and_years_filter_too() {
    let mut twin = enlarged();
    twin.click(Role::Button, "What columns are: brand");
    let menu: Vec<_> = twin.0.query_all_by_label("Year").collect();
    assert_eq!(menu.len(), 1, "one menu");
    menu.into_iter().for_each(|entry| entry.click());
    twin.0.run();
    twin.press(Modifiers::NONE, Key::Escape);
    let year = twin.mark("matrix", "Year: 2027, ");
    twin.click_at(year.center());
    assert_eq!(twin.written("Filter"), "when:2027");
    twin.0.run_steps(4);
    let year = twin.mark("matrix", "Year: 2027, ");
    twin.click_at(year.center());
    assert_eq!(twin.written("Filter"), "");
    let undated = twin.mark("matrix", "Year: undated, ");
    twin.0.run_steps(4);
    twin.click_at(undated.center());
    assert_eq!(twin.written("Filter"), "when:undated");
}

#[test]
fn arrows_move_the_cell_enter_opens_and_space_filters() {
    let mut twin = enlarged();
    point(&mut twin);
    let press = |twin: &mut Twin, keys: &[Key]| keys.iter().for_each(|key| twin.press(Modifiers::NONE, *key));
    // To the first cell, then to that of Nissan: it holds one model, which opens.
    press(&mut twin, &[Key::ArrowDown, Key::ArrowRight, Key::Enter]);
    assert!(twin.says("WHO SAYS SO") && twin.says("Nissan Micra (electric)"));
    press(&mut twin, &[Key::Space]);
    assert_eq!(twin.written("Filter"), "brand:nissan platform:cmf-bev");
    press(&mut twin, &[Key::Space]);
    assert_eq!(twin.written("Filter"), "", "the mark stays, and releases");
    // Several models open as a list, through which the arrows go.
    press(&mut twin, &[Key::ArrowDown, Key::Enter]);
    assert!(twin.says("CMF-B × Nissan, 2 models"));
    press(&mut twin, &[Key::ArrowDown, Key::Enter]);
    assert!(twin.says("Nissan seven-seat SUV (India)") && twin.says("WHO SAYS SO"));
    press(&mut twin, &[Key::Escape, Key::Escape]);
    assert!(!twin.says("WHO SAYS SO"));
    // Headings lie beyond the first row and column.
    press(&mut twin, &[Key::ArrowUp, Key::ArrowUp, Key::ArrowUp, Key::Space]);
    assert_eq!(twin.written("Filter"), "brand:nissan");
    press(&mut twin, &[Key::Space]);
    press(&mut twin, &[Key::ArrowDown, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::Enter]);
    assert!(twin.says("WHO SAYS SO") || twin.says("CMF-BEV"));
    press(&mut twin, &[Key::Space]);
    assert_eq!(twin.written("Filter"), "platform:cmf-bev");
}

#[test]
fn a_plan_without_platforms_or_models_still_has_a_useful_matrix() {
    let plan = |more: &str| {
        format!(
            "(version: 1, id: \"p\", name: \"Ferries\", companies: [(id: \"c\", name: \"C\", brand: \"b\")], \
             brands: [(id: \"b\", name: \"Blue\", company: \"c\")], \
             regions: [(id: \"n\", name: \"North\", countries: [\"NO\"]), (id: \"s\", name: \"South\", countries: [\"DE\"])], \
             {more})"
        )
    };
    let ships = "models: [(id: \"x\", name: \"Tern\", brands: [\"b\"], regions: [\"n\"], energy: [\"electric\"]), \
                 (id: \"y\", name: \"Eider\", brands: [\"b\"], regions: [\"s\"], energy: [\"hybrid\"])]";
    let (_folder, path) = file("ships.ron", &plan(ships));
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("the plan is open", |twin| twin.says("Ferries"));
    twin.mark("matrix", "North × electric, 1 model: Tern");
    let steps = "milestones: [(id: \"m\", what: \"Port opens\", kind: \"plant\", where: [\"n\"], when: \"2027\"), \
                 (id: \"k\", what: \"Deal\", kind: \"agreement\", where: [\"s\"], when: \"2028\")]";
    let (_folder, path) = file("steps.ron", &plan(steps));
    let mut twin = Twin::open(Some(path), USUAL);
    twin.wait("the plan is open", |twin| twin.says("Ferries"));
    twin.mark("matrix", "plant × 2027, 1 item: Port opens");
}
