//! Folding: how two spellings of a word are made one. It must never be shown to a person.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without case and accents; blanks, line breaks, hyphens and dashes are spaces, and quotes are as on a
/// keyboard: "solid state" finds "solid-state". Marks that make another syllable, such as vowel signs and the
/// voicing of kana, are no accents.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Adds a folded text to another one.
pub fn fold_into(out: &mut String, text: &str) {
    if text.is_ascii() {
        out.extend(text.bytes().map(|b| {
            if b.is_ascii_whitespace() || b.is_ascii_control() || matches!(b, b'-' | b'_') {
                ' '
            } else {
                char::from(b.to_ascii_lowercase())
            }
        }));
        return;
    }
    let letters = text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)).flat_map(plain);
    // Syllables of one character each are found whole or not at all.
    out.extend(letters.nfc());
}

/// A value in one case, for those that differ in nothing else.
pub fn one_case(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase().replace('ς', "σ"))
}

/// Whether a mark is one that people leave out: an accent, or a point for a vowel that Hebrew and Arabic are
/// mostly written without.
fn is_accent(c: char) -> bool {
    is_combining_mark(c)
        && matches!(c,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}')
}

/// A letter as most people can type it.
fn plain(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        '‘' | '’' | 'ʼ' => ('\'', None),
        '“' | '”' | '„' | '«' | '»' => ('"', None),
        '-' | '_' | '‐' | '‑' | '‒' | '–' | '—' | '−' => (' ', None),
        c if c.is_whitespace() || c.is_control() => (' ', None),
        c => (c, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_become_one() {
        for (a, b) in [
            ("Citroën", "CITROEN"),
            ("Škoda", "skoda"),
            ("Curaçao\u{a0}2", "curacao 2"),
            ("CMF‑B", "cmf-b"),
            ("solid-state", "Solid state"),
            ("“trust”", "\"TRUST\""),
            ("Ørsted", "orsted"),
            ("ＣＭＦ", "cmf"),
            ("Straße", "STRASSE"),
            ("Πειραιάς", "ΠΕΙΡΑΙΑΣ"),
            ("ΣΕΡΡΕΣ", "Σέρρες"),
            ("ﾊﾟﾝﾀﾞ", "パンダ"),
            ("は\u{3099}", "ば"),
            ("שָׁלוֹם", "שלום"),
            ("Citroe\u{308}n", "Citroën"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_eq!(fold("日産"), "日産");
        for (a, b) in [("パンダ", "ハンダ"), ("की", "कू"), ("が", "か"), ("กี", "กิ"), ("한", "하")]
        {
            assert!(!fold(a).contains(&fold(b)), "{a} is not {b}");
        }
    }

    #[test]
    fn what_differs_in_case_alone_is_one_value() {
        assert_eq!(one_case("Electric"), one_case(" electric"));
        assert_eq!(one_case("ΟΔΟΣ"), one_case("οδός").replace('ό', "ο"));
        assert_ne!(one_case("A-"), one_case("A"));
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
