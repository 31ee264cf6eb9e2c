//! Broken state: settings, arrangements and files of saved views, changed at random ten thousand times.

use super::saved::{self, SavedView};
use super::settings::Settings;
use super::{Arrangement, Edition, Panes, Place, Recent};
use crate::plan::About;
use crate::views::ViewKind;

/// How often each text is changed.
const TIMES: u32 = 10_000;

/// A pseudo-random number (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count.max(1) as u64) as usize
    }
}

/// What slips of disks, editors and programs put into a text.
const PIECES: [&str; 16] = [
    "",
    "(",
    ")",
    "[",
    "\"",
    "99999999999999999999",
    "-1",
    "NaN",
    "inf",
    "Some(",
    "\u{0}",
    "\u{feff}",
    "𝔊",
    "None",
    "/*",
    "version: 2,",
];

fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(chars.len() + 1);
        let until = (at + dice.below(12)).min(chars.len());
        let piece: Vec<char> = match dice.below(4) {
            // A part of the text itself, so that fields stand where others are meant.
            0 => {
                let from = dice.below(chars.len() + 1);
                chars[from..(from + dice.below(40)).min(chars.len())].to_vec()
            }
            1 => return chars[..at].iter().collect(),
            _ => PIECES[dice.below(PIECES.len())].chars().collect(),
        };
        chars.splice(at..until, piece);
    }
    chars.into_iter().collect()
}

fn arrangement() -> Arrangement {
    let mut arrangement = Arrangement {
        query: "brand:nissan when:2026..2028 \"solid state\"".into(),
        selection: Some("micra-ev".into()),
        focus: Some(crate::date::Day(20_500)),
        compared: Some(Place::Bundled("alliance-2026.ron".into())),
        ..Arrangement::default()
    };
    arrangement.views.timeline.port.span = Some((19_000.0, 20_000.0));
    arrangement.panes.enlarged = Some(ViewKind::Map);
    arrangement
}

#[test]
fn broken_settings_give_fit_ones_or_say_why() {
    let mut settings = Settings { scale: 1.25, window: Some((1_280.0, 800.0)), ..Settings::default() };
    settings.left.width = Some(232.0);
    for n in 0..3_u8 {
        let place = Place::File(format!("/plans/{n}.ron").into());
        settings.tabs.push(place.clone());
        settings.note(Recent {
            place,
            opened: n.into(),
            edition: Edition { id: "p".into(), ..Edition::default() },
        });
    }
    let (text, mut dice, mut read) = (settings.to_text(), Dice(7), 0);
    assert_eq!(Settings::read(&text), Ok(settings));
    for _ in 0..TIMES {
        let broken = mutated(&text, &mut dice);
        match Settings::read(&broken) {
            Ok(found) => {
                read += 1;
                assert!((0.5..=3.0).contains(&found.scale), "{broken}");
                assert!(found.front == 0 || found.front < found.tabs.len(), "{broken}");
                assert_eq!(Settings::read(&found.to_text()), Ok(found), "{broken}");
            }
            Err(why) => assert!(!why.is_empty(), "{broken}"),
        }
    }
    assert!(0 < read && read < TIMES, "{read} of them could be read");
}

#[test]
fn broken_arrangements_give_tidy_ones_or_say_why() {
    let (text, mut dice, mut told) = (arrangement().to_text(), Dice(11), 0);
    assert_eq!(Arrangement::read(&text).arrangement, arrangement());
    for _ in 0..TIMES {
        let broken = mutated(&text, &mut dice);
        let read = Arrangement::read(&broken);
        told += u32::from(read.message.is_some());
        let again = Arrangement::read(&read.arrangement.to_text());
        assert_eq!((&again.arrangement, again.message), (&read.arrangement, None), "{broken}");
        let panes: Panes = read.arrangement.panes;
        assert!(!panes.views().is_empty(), "{broken}");
    }
    assert!(0 < told && told < TIMES, "{told} of them were told");
}

#[test]
fn a_broken_file_of_views_is_told_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.views.ron");
    let about = About { id: "p".into(), ..About::default() };
    for name in ["A", "日本語 \"quoted\""] {
        saved::save(&path, &about, &SavedView::new(name, &arrangement()), false).unwrap();
    }
    let (text, mut dice, mut told) = (std::fs::read_to_string(&path).unwrap(), Dice(13), 0);
    let new = SavedView::new("new", &arrangement());
    for n in 0..TIMES {
        let broken = mutated(&text, &mut dice);
        let parsed = saved::parse(&broken);
        told += u32::from(parsed.is_err());
        for view in parsed.iter().flatten() {
            // What it says may be broken; that is told where it is asked for.
            let _ = view.arrangement();
        }
        // The disk is slow: each twentieth is tried there, too.
        if n % 20 > 0 {
            continue;
        }
        std::fs::write(&path, &broken).unwrap();
        match (parsed, saved::save(&path, &about, &new, true)) {
            (Ok(views), Ok(())) => {
                let now = saved::read(&path).unwrap();
                assert!(views.iter().all(|view| now.contains(view) || view.name == new.name), "{broken}");
                assert!(now.contains(&new), "{broken}");
            }
            (Err(_), Err(_)) => assert_eq!(std::fs::read_to_string(&path).unwrap(), broken),
            (parsed, saved) => panic!("{parsed:?} and {saved:?} of {broken}"),
        }
    }
    assert!(0 < told && told < TIMES, "{told} of them were told");
}
