//! How far a timeline's rows are scrolled, and what stays in its place while zooming lets them grow.
//!
//! It must never know what the rows hold: that is `views::timeline`.

use crate::views::timeline::Timeline;

/// Zooming leads no farther than this beneath the rows that are taken in the days in view, in points.
const EMPTY: f64 = 40.0;

/// The scroll of rows whose heights follow the zoom.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scroll {
    /// Points above the view.
    pub y: f64,
    /// The days in view that this scroll is of.
    laid: Option<(f64, f64)>,
    /// So far zooming has scrolled, even where rows would end above the lower edge: no jump puts that right,
    /// only scrolling back does.
    kept: f64,
    /// What lies so far beneath the axis comes to lie where when the zoom changes next.
    pull: Option<(f32, f32)>,
}

impl Scroll {
    /// To the first row.
    pub fn home(&mut self) {
        *self = Self::default();
    }

    /// To a place of the rows as they are when these days are in view.
    pub fn to(&mut self, y: f64, span: (f64, f64)) {
        *self = Self { y, laid: Some(span), kept: 0.0, pull: None };
    }

    /// What is so far beneath the axis will be at `to` when the zoom has changed: without this, what is in
    /// the middle stays there.
    pub fn pull(&mut self, from: f32, to: f32) {
        self.pull = Some((from, to));
    }

    /// Other rows than before: the view ends where they end.
    pub fn other_rows(&mut self) {
        self.kept = 0.0;
    }

    /// Follows a change of the days in view, and stays within the rows; `height` is that of the view of the
    /// rows, `width` that of the whole timeline.
    pub fn follow(&mut self, timeline: &Timeline, span: (f64, f64), height: f32, width: f32) {
        let mut pull = self.pull.take().unwrap_or((height / 2.0, height / 2.0));
        let zoom = |(from, to)| timeline.zoom(from, to);
        if let Some(laid) = self.laid.replace(span)
            && (zoom(laid) / zoom(span) - 1.0).abs() > 1e-9
        {
            let before = timeline.layout(laid.0, laid.1);
            let rows_end = (before.bottom() - self.y) as f32;
            let in_rows = pull.0 < rows_end;
            if !in_rows {
                // Beneath the rows there is nothing to hold: what is in view of them takes the free room.
                pull = (rows_end / 2.0, rows_end / 2.0);
            }
            let place = before.anchor(self.y + f64::from(pull.0));
            self.y = timeline.layout(span.0, span.1).y(place) - f64::from(pull.1);
            // Who looks closer at a time of few rows is not led down into emptiness.
            let allowed = timeline.beneath_taken(place, laid).max(EMPTY);
            self.y -= (timeline.beneath_taken(place, span) - allowed).max(0.0);
            self.kept = if in_rows { self.y } else { 0.0 };
            self.kept = self.kept.min(timeline.rows_height(width, span) - EMPTY).max(0.0);
        }
        let most = (timeline.rows_height(width, span) - f64::from(height)).max(0.0);
        self.y = self.y.clamp(0.0, most.max(self.kept));
        self.kept = self.kept.min(self.y);
    }
}
