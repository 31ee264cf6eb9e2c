//! Clicks on marks: tells single clicks from double ones before anything is done.
//!
//! It must never say what a click means: that is `session::meaning`.

use crate::session::{Click, Meaning, Target, meaning, waits};
use egui::{Context, Response};

/// A first click that waits whether a second follows.
#[derive(Debug, Default)]
pub struct Clicks {
    waiting: Option<(Target, Click, f64)>,
}

impl Clicks {
    /// What the clicks of this frame ask for; `under` is what lies under the pointer. A click on what a second
    /// click would look closer at is acted on once no second one can follow.
    pub fn of(&mut self, response: &Response, under: Option<&Target>) -> Option<Meaning> {
        let ctx = &response.ctx;
        let (time, adds) = ctx.input(|i| (i.time, i.modifiers.command));
        let patience = ctx.options(|o| o.input_options.max_double_click_delay);
        if response.double_clicked() {
            self.waiting = None;
            return meaning(under, Click { double: true, adds });
        }
        if response.clicked() {
            let click = Click { double: false, adds };
            match under.filter(|target| waits(target)) {
                Some(target) => self.waiting = Some((target.clone(), click, time + patience)),
                None => return meaning(under, click),
            }
        }
        None
    }

    /// What the click that waited asks for, once no second one can follow any more: asked in every frame,
    /// wherever the pointer is by then.
    pub fn due(&mut self, ctx: &Context) -> Option<Meaning> {
        let (_, _, until) = self.waiting.as_ref()?;
        let left = until - ctx.input(|i| i.time);
        if left > 0.0 {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
            return None;
        }
        self.waiting.take().and_then(|(target, click, _)| meaning(Some(&target), click))
    }
}
