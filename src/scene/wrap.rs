//! Text in lines. It must never lose a letter, nor make a line wider than its room.

use super::{Metrics, Size, Weight, ellipsis};

/// A text in lines of at most a width in points, broken between words where it can be.
///
/// Runs of white space become one space. Only a single letter that is wider than the room is let stand out.
pub fn wrap(metrics: &Metrics, text: &str, size: Size, weight: Weight, width: f32) -> Vec<String> {
    let wide = |t: &str| metrics.width(t, size, weight);
    let space = wide(" ");
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let needed = wide(word);
        if let Some(line) = lines.last_mut().filter(|_| used + space + needed <= width) {
            line.push(' ');
            line.push_str(word);
            used += space + needed;
            continue;
        }
        if needed <= width {
            lines.push(word.to_owned());
            used = needed;
            continue;
        }
        // A word longer than a line, or a script without spaces: broken between letters.
        let mut line = String::new();
        used = 0.0;
        for letter in word.chars() {
            let needed = wide(letter.encode_utf8(&mut [0; 4]));
            if used + needed > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += needed;
        }
        lines.push(line);
    }
    lines
}

/// A text in at most so many lines; where it is longer, the last one ends in an ellipsis.
pub fn wrap_to(
    metrics: &Metrics,
    text: &str,
    size: Size,
    weight: Weight,
    width: f32,
    most: usize,
) -> Vec<String> {
    let mut lines = wrap(metrics, text, size, weight, width);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(ellipsis(metrics, &rest, size, weight, width).unwrap_or_else(|| "…".to_owned()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-zA-Z日本 .é-]{0,80}", width in 20f32..200.0, most in 1usize..5) {
            let m = Metrics::new();
            let wide = |t: &str| m.width(t, Size::Body, Weight::Regular);
            let lines = wrap(&m, &text, Size::Body, Weight::Regular, width);
            for line in &lines {
                prop_assert!(wide(line) <= width + 0.01, "{line:?} in {width}");
            }
            let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            let cut = wrap_to(&m, &text, Size::Body, Weight::Regular, width, most);
            prop_assert!(cut.len() <= most);
            prop_assert!(cut.iter().all(|line| wide(line) <= width + 0.01));
            prop_assert_eq!(cut.len() < lines.len() || cut == lines, true);
        }
    }

    #[test]
    fn lines_break_between_words() {
        let m = Metrics::new();
        let lines = wrap(&m, "Nissan  or Mitsubishi in Europe", Size::Body, Weight::Regular, 110.0);
        assert_eq!(lines, ["Nissan or", "Mitsubishi in", "Europe"]);
    }
}
