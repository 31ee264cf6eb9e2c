//! Text that ends in an ellipsis where its room ends. It must never cut a letter from its marks.

use super::{Metrics, Size, Weight, clean};

/// How much nearer an ellipsis may stand to a letter than the letter after it, in ems.
const NEARER: f32 = 0.2;

/// The longest beginning of a text that fits a width with an ellipsis; all of it where that fits, and
/// `None` where not even two letters would.
pub fn ellipsis(metrics: &Metrics, text: &str, size: Size, weight: Weight, width: f32) -> Option<String> {
    if metrics.width(text, size, weight) <= width {
        return Some(text.to_owned());
    }
    let text = &*clean(text);
    let letters = metrics.letters(text, weight);
    // Beside the ellipsis a letter may stand nearer than beside the next letter, so some more are tried.
    let room = (width - metrics.width("…", size, weight)) / size.points() + NEARER;
    let mut used = 0.0;
    let fitting = letters.iter().take_while(|letter| {
        used += letter.width;
        used <= room
    });
    for most in (2..=fitting.count()).rev() {
        let kept = letters.get(most).and_then(|next| text.get(..next.at)).unwrap_or(text).trim_end();
        let cut = format!("{kept}…");
        if !kept.is_empty() && metrics.width(&cut, size, weight) <= width {
            return Some(cut);
        }
    }
    None
}

/// A text that fits a width by losing its middle: of names that differ only at the end, both ends stay.
pub fn middle_cut(metrics: &Metrics, text: &str, size: Size, weight: Weight, width: f32) -> String {
    if metrics.width(text, size, weight) <= width {
        return text.to_owned();
    }
    let text = &*clean(text);
    let letters = metrics.letters(text, weight);
    let start = |n: usize| letters.get(n).map_or(text.len(), |letter| letter.at);
    // As many letters at the end as at the beginning, or one less.
    let mut best = None;
    for kept in 2..letters.len() {
        let (head, tail) = (kept.div_ceil(2), kept / 2);
        let (head, tail) = (text.get(..start(head)), text.get(start(letters.len() - tail)..));
        let cut = format!("{}…{}", head.unwrap_or("").trim_end(), tail.unwrap_or("").trim_start());
        if metrics.width(&cut, size, weight) > width {
            break;
        }
        best = Some(cut);
    }
    best.or_else(|| ellipsis(metrics, text, size, weight, width)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_only_where_it_does_not_fit() {
        let m = Metrics::new();
        let cut = |t: &str, w: f32| ellipsis(&m, t, Size::Body, Weight::Regular, w);
        let full = m.width("Compact electric SUV", Size::Body, Weight::Regular);
        assert_eq!(cut("Compact electric SUV", full + 0.1).as_deref(), Some("Compact electric SUV"));
        let short = cut("Compact electric SUV", full * 0.6).unwrap();
        assert!(short.ends_with('…'), "{short}");
        assert!(m.width(&short, Size::Body, Weight::Regular) <= full * 0.6);
        assert_eq!(cut("Compact electric SUV", 12.0), None);
    }

    #[test]
    fn names_that_differ_at_the_end_differ_when_cut() {
        let m = Metrics::new();
        let cut = |t: &str, w: f32| middle_cut(&m, t, Size::Body, Weight::Regular, w);
        let names = ["Compact electric SUV for Europe 2026", "Compact electric SUV for Europe 2027"];
        let full = m.width(names[0], Size::Body, Weight::Regular);
        for part in 3..10 {
            let [one, other] = names.map(|name| cut(name, full * part as f32 / 10.0));
            assert_ne!(one, other);
            assert!(one.contains('…') && one.starts_with('C') && one.ends_with('6'), "{one}");
            assert!(m.width(&one, Size::Body, Weight::Regular) <= full * part as f32 / 10.0);
        }
        assert_eq!(cut(names[0], full + 0.1), names[0]);
    }

    #[test]
    fn letters_keep_their_marks_and_flags_their_halves() {
        let m = Metrics::new();
        for text in ["e\u{301}".repeat(8), "🇫🇷".repeat(8), "क्षि".repeat(8)] {
            let full = m.width(&text, Size::Body, Weight::Regular);
            let letter = text.chars().count() / 8;
            let mut cuts = 0;
            for part in 1..40 {
                let cut = ellipsis(&m, &text, Size::Body, Weight::Regular, full * part as f32 / 40.0);
                let Some(cut) = cut.filter(|cut| cut.ends_with('…')) else { continue };
                assert_eq!((cut.chars().count() - 1) % letter, 0, "{cut}");
                cuts += 1;
            }
            assert!(cuts > 3, "{text}");
        }
    }
}
