//! Packing beside the frame: a crowd's counts are shown until its lanes are there.
//!
//! It must never hold a frame up for longer than a person could notice.

use crate::views::timeline::Packing;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Few lanes are packed within this time, and then the frame that asked for them can show them.
const WAIT: Duration = Duration::from_millis(4);

/// Packs on a thread, and asks for a frame once that is done.
pub fn pack(ctx: &egui::Context, jobs: Vec<Packing>) {
    if jobs.is_empty() {
        return;
    }
    let (done, waiting) = mpsc::channel();
    let ctx = ctx.clone();
    thread::spawn(move || {
        jobs.into_iter().for_each(Packing::run);
        // Whoever waited may have gone on meanwhile.
        let _ = done.send(());
        ctx.request_repaint();
    });
    // Time that runs out is no fault: the next frame shows what is there by then.
    let _ = waiting.recv_timeout(WAIT);
}
