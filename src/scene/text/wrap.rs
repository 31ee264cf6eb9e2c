//! Text in lines, broken where Unicode's rules allow it. It must never lose a letter, nor make a line wider
//! than its room.

use super::{Letter, Metrics, Size, Weight, clean, ellipsis};
use std::borrow::Cow;
use std::ops::Range;

/// The first character of the scripts that are read from right to left.
const FIRST_BACKWARDS: u32 = 0x590;
/// Before a line whose first letter has another direction than its text's.
const LEFT_TO_RIGHT: char = '\u{200E}';
const RIGHT_TO_LEFT: char = '\u{200F}';

/// A text in lines of at most a width in points, broken where Unicode's rules allow it: between words, after
/// hyphens, between the words of a script without spaces.
///
/// Runs of white space become one space. Only a single letter that is wider than the room is let stand out.
pub fn wrap(metrics: &Metrics, text: &str, size: Size, weight: Weight, width: f32) -> Vec<String> {
    wrap_to(metrics, text, size, weight, width, usize::MAX)
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
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let line = metrics.line(&text, weight);
    let backwards = text.contains(|c| u32::from(c) >= FIRST_BACKWARDS).then_some(line.backwards);
    let paragraph =
        Paragraph { metrics, text: &text, letters: &line.letters, backwards, size, weight, width };
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while from < line.letters.len() && lines.len() <= most {
        let to = paragraph.end(from);
        lines.push(from..to);
        from = to;
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    let words = lines.iter().enumerate().map(|(n, letters)| {
        if cut && n == last {
            let rest = paragraph.line(letters.start..line.letters.len());
            return ellipsis(metrics, &rest, size, weight, width).unwrap_or_else(|| "…".to_owned());
        }
        paragraph.line(letters.clone()).into_owned()
    });
    words.collect()
}

/// A text that is broken into lines.
struct Paragraph<'a> {
    metrics: &'a Metrics,
    text: &'a str,
    letters: &'a [Letter],
    /// Whether it is read from right to left, where any of it can be.
    backwards: Option<bool>,
    size: Size,
    weight: Weight,
    width: f32,
}

impl<'a> Paragraph<'a> {
    /// Where the line ends that begins with a letter.
    fn end(&self, from: usize) -> usize {
        let room = self.width / self.size.points();
        let mut used = 0.0;
        let all = self.letters.len();
        // A space at the end of a line takes no room.
        let over = self.letters.iter().enumerate().skip(from).find(|(n, letter)| {
            used += letter.width;
            used > room && !self.words(*n..n + 1).is_empty()
        });
        let last = over.map_or(all, |(n, _)| (n + 1).min(all));
        if last == all && self.fits(from..all) {
            return all;
        }
        let breaks = |n: &usize| self.letters.get(*n).is_some_and(|letter| letter.may_break);
        let mut ends = (from + 1..=last).rev().filter(breaks);
        if let Some(end) = ends.find(|end| self.fits(from..*end)) {
            return end;
        }
        // A word longer than a line: broken between letters.
        (from + 2..=last).rev().find(|end| self.fits(from..*end)).unwrap_or(from + 1)
    }

    fn fits(&self, letters: Range<usize>) -> bool {
        self.metrics.width(&self.line(letters), self.size, self.weight) <= self.width
    }

    /// The text of letters, to be read in the direction of the whole, whatever its own first letter.
    fn line(&self, letters: Range<usize>) -> Cow<'a, str> {
        let words = self.words(letters);
        match self.backwards {
            Some(backwards) if self.metrics.line(words, self.weight).backwards != backwards => {
                Cow::Owned(format!("{}{words}", if backwards { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT }))
            }
            _ => Cow::Borrowed(words),
        }
    }

    /// The text of letters, without the spaces around it.
    fn words(&self, letters: Range<usize>) -> &'a str {
        let at = |n: usize| self.letters.get(n).map_or(self.text.len(), |letter| letter.at);
        self.text.get(at(letters.start)..at(letters.end)).unwrap_or_default().trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-zA-Z日本 .é\u{301}ไทยภาษא-ה-]{0,80}", width in 20f32..200.0, most in 1usize..5) {
            let m = Metrics::new();
            let wide = |t: &str| m.width(t, Size::Body, Weight::Regular);
            let lines = wrap(&m, &text, Size::Body, Weight::Regular, width);
            for line in &lines {
                prop_assert!(wide(line) <= width + 0.01, "{line:?} in {width}");
            }
            let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200E}' | '\u{200F}')).collect::<String>();
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

    #[test]
    fn scripts_without_spaces_break_between_words_and_marks_stay() {
        let m = Metrics::new();
        let thai = wrap(&m, "ภาษาไทยเป็นภาษา", Size::Body, Weight::Regular, 1.0);
        assert!(
            thai.iter().all(|line| !line.starts_with(|c| ('\u{E34}'..='\u{E3A}').contains(&c))),
            "{thai:?}"
        );
        let japanese = wrap(&m, "電気自動車。「計画」を", Size::Body, Weight::Regular, 60.0);
        assert!(japanese.iter().all(|line| !line.starts_with(['。', '」'])), "{japanese:?}");
        let accents = wrap(&m, "e\u{301}e\u{301}e\u{301}", Size::Body, Weight::Regular, 1.0);
        assert_eq!(accents, ["e\u{301}", "e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn lines_of_a_text_from_right_to_left_all_are() {
        let m = Metrics::new();
        let lines = wrap(&m, "דגם חדש Renault 5 יושק בקרוב", Size::Body, Weight::Regular, 60.0);
        assert!(lines.len() > 2, "{lines:?}");
        assert!(lines.iter().all(|line| m.line(line, Weight::Regular).backwards), "{lines:?}");
    }
}
