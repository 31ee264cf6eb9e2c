//! The window: state, commands, tiles, panels and dialogs.
//!
//! It must never compute what a view shows (that is `views`) nor what matches (that is `explore`).

mod apply;
mod aside;
mod cell_list;
mod clicks;
mod command;
mod compare_bar;
mod compare_menu;
mod context_menu;
mod copied;
mod crash;
mod dialogs;
mod dividers;
mod docking;
mod echo;
mod editor;
mod export_choices;
mod export_dialog;
mod export_file;
mod export_parts;
mod export_preview;
mod export_words;
mod facets;
mod flight;
mod focus;
mod focus_ring;
mod history;
mod hover;
mod icon;
mod import_choices;
mod import_columns;
mod import_dialog;
mod import_parts;
mod import_preview;
mod import_problems;
mod inspector;
mod known_names;
mod land;
mod legend;
mod legend_strip;
mod letters;
mod map_tile;
mod matrix_menu;
mod matrix_tile;
mod middle;
mod modal;
mod names;
mod opened;
mod opening;
mod paint;
mod palette;
mod palette_rows;
mod pane_tabs;
mod plan_menu;
mod plot_item;
mod problems;
mod query_field;
mod remember;
mod roll_menus;
mod scroll;
mod scroll_bar;
mod scroll_part;
mod shown;
mod sides;
mod statebar;
mod style;
mod tab_strip;
mod table_foot;
mod table_hold;
mod table_menu;
mod table_rows;
mod table_tile;
mod tabs;
mod timeline_menu;
mod timeline_tile;
mod topbar;
mod under;
mod view_part;
mod views_menu;
mod way_out;
mod window;

pub use style::install;
pub use window::Window;

use crate::session::{self, Memory, Waker};
use std::path::PathBuf;
use std::sync::Arc;

/// Opens the window on files, or else on what was open last, and returns when it is closed.
///
/// # Errors
/// Why no window could be opened, and what to do.
pub fn run(paths: Vec<PathBuf>) -> Result<(), String> {
    let folder = crash::folder();
    let remains = crash::take(&folder);
    let keeper = crash::Keeper::default();
    crash::watch(folder, keeper.clone());
    let memory = Memory::open(session::folder());
    let (wide, high) = memory.settings().window.unwrap_or((1440.0, 900.0));
    let viewport = egui::ViewportBuilder::default()
        .with_title("Roadscope")
        .with_app_id("roadscope")
        .with_inner_size([wide, high])
        .with_min_inner_size([900.0, 600.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let opened = eframe::run_native(
        "roadscope",
        options,
        Box::new(move |creation| {
            style::install(&creation.egui_ctx);
            let mut window = Window::remembering(paths, memory);
            window.keep(keeper, remains);
            Ok(Box::new(Shell(window)))
        }),
    );
    opened.map_err(|error| {
        format!(
            "no window could be opened: {error}. On a machine without a display use a command instead, \
             for example: roadscope export --view timeline --output timeline.svg"
        )
    })
}

/// What wakes the window from another thread.
fn waker(ctx: &egui::Context) -> Waker {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// The window as eframe runs it.
struct Shell(Window);

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.0.ui(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.0.close();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
