//! Text in other scripts against an independent shaper. It must never use fonts of the machine.

use super::*;

/// The fonts that lie in the tests, under the names that `shaped.txt` calls them by.
const FONTS: [(&str, &[u8]); 6] = [
    ("Hebrew", include_bytes!("../../../tests/fonts/NotoSansHebrew.ttf")),
    ("Arabic", include_bytes!("../../../tests/fonts/NotoSansArabic.ttf")),
    ("Devanagari", include_bytes!("../../../tests/fonts/NotoSansDevanagari.ttf")),
    ("Thai", include_bytes!("../../../tests/fonts/NotoSansThai.ttf")),
    ("JP", include_bytes!("../../../tests/fonts/NotoSansJP.ttf")),
    ("Emoji", include_bytes!("../../../tests/fonts/NotoEmoji.ttf")),
];
const SHAPED: &str = include_str!("../../../tests/fonts/shaped.txt");

impl Metrics {
    /// The bundled font and those of the tests.
    pub(crate) fn of_tests() -> Self {
        Self::with_fonts(FONTS.iter().map(|(_, data)| data.to_vec()).collect())
    }
}

fn name(face: &Face) -> &'static str {
    let named = FONTS.iter().find(|(_, data)| face.data().0.as_ref() == *data);
    named.map_or("Inter", |(name, _)| name)
}

/// A glyph by its font, and its number and place in thousandths of an em.
type Placed = (&'static str, [i32; 3]);

/// The texts of `shaped.txt`, each with its glyphs and its width in thousandths of an em.
fn shaped() -> Vec<(&'static str, Vec<Placed>, i32)> {
    let mut texts = Vec::new();
    for line in SHAPED.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |n: usize| words[n].parse().unwrap();
        match words[0] {
            "text" => texts.push((line.strip_prefix("text ").unwrap(), Vec::new(), 0)),
            "width" => texts.last_mut().unwrap().2 = number(1),
            font => texts.last_mut().unwrap().1.push((font, [number(1), number(2), number(3)])),
        }
    }
    texts
}

#[test]
fn every_script_is_shaped_as_another_shaper_does_it() {
    let metrics = Metrics::of_tests();
    let texts = shaped();
    assert!(texts.len() >= 12);
    for (text, glyphs, width) in texts {
        let line = metrics.line(text, Weight::Regular);
        let thousandths = |n: f32| (n * 1000.0).round() as i32;
        let ours: Vec<(&str, [i32; 3])> = line
            .runs
            .iter()
            .flat_map(|run| run.glyphs.iter().map(|g| (name(&run.face), g)))
            .map(|(font, g)| (font, [g.id as i32, thousandths(g.x), thousandths(g.y)]))
            .collect();
        assert_eq!(ours.len(), glyphs.len(), "{text}: {ours:?}, not {glyphs:?}");
        for (ours, theirs) in ours.iter().zip(&glyphs) {
            let near = |n: usize| (ours.1[n] - theirs.1[n]).abs() <= 1;
            let same = ours.0 == theirs.0 && ours.1[0] == theirs.1[0] && near(1) && near(2);
            assert!(same, "{text}: {ours:?}, not {theirs:?}");
        }
        assert!((thousandths(line.width) - width).abs() <= 1, "{text}: {} wide, not {width}", line.width);
        let measured = metrics.width(text, Size::Body, Weight::Regular);
        assert!((measured - line.width * 12.0).abs() < 0.001, "{text}: measured as {measured}");
        assert_eq!(line.unwritable().count(), 0, "{text}");
    }
}

#[test]
fn runs_hold_the_whole_text_once_whatever_it_holds() {
    use proptest::prelude::*;
    let metrics = Metrics::of_tests();
    proptest!(|(text in prop_oneof![any::<String>(), "[a-z0-9 .()ا-يא-ה日本\u{301}\u{94D}क🔋]{0,40}"])| {
        let line = metrics.line(&text, Weight::Semibold);
        let mut ranges: Vec<_> = line.runs.iter().map(|run| run.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        let joined: String = ranges.into_iter().map(|range| &line.text[range]).collect();
        prop_assert_eq!(joined.as_str(), &*line.text);
        let wide: f32 = line.letters.iter().map(|letter| letter.width).sum();
        prop_assert!((wide - line.width).abs() < 0.01 * (1.0 + line.width));
        let mut x = 0.0;
        for run in &line.runs {
            prop_assert!((run.x - x).abs() < 0.001);
            x += run.width;
        }
    });
}

#[test]
fn what_no_font_has_is_told() {
    let line = Metrics::of_tests().line("Škoda 한 ש ᚠ", Weight::Regular);
    assert_eq!(line.unwritable().collect::<String>(), "한ᚠ");
}

#[test]
fn a_letter_has_the_same_face_whatever_was_laid_out_before() {
    let (one, other) = (Metrics::of_tests(), Metrics::of_tests());
    let words = ["東京 דגם", "🚗 क्षेत्र", "ไทย السوق", "⚡ 5"];
    let faces = |metrics: &Metrics, text: &str| -> Vec<&str> {
        metrics.line(text, Weight::Regular).runs.iter().map(|run| name(&run.face)).collect()
    };
    let forth: Vec<_> = words.iter().map(|text| faces(&one, text)).collect();
    let mut back: Vec<_> = words.iter().rev().map(|text| faces(&other, text)).collect();
    back.reverse();
    assert_eq!(forth, back);
}

#[test]
fn thai_breaks_between_its_words() {
    let lines = wrap(&Metrics::of_tests(), "ภาษาไทยเป็นภาษา", Size::Body, Weight::Regular, 36.0);
    assert_eq!(lines, ["ภาษา", "ไทย", "เป็น", "ภาษา"]);
}
