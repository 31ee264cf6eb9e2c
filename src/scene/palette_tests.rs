//! Whether colours can be told apart and read: by people who see all of them, and by those who do not.
//!
//! It must never hold a colour value: it measures what the theme gives.

use super::theme::{linear, luminance};
use super::{CATEGORIES, Ink, Role, SEVERAL, Theme, own_category};

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];
/// The least distance between two categories, in hundredths of Oklab's unit. About two is what an eye
/// notices side by side; a bar is compared with a legend far from it and needs several times that.
const LEAST_DISTANCE: f64 = 8.0;
/// What WCAG 2 asks of text.
const TEXT_CONTRAST: f64 = 4.5;
/// What WCAG 2 asks of forms.
const FORM_CONTRAST: f64 = 3.0;

type Matrix = [[f64; 3]; 3];

/// What becomes of linear red, green and blue, after Machado, Oliveira and Fernandes (2009), all of the
/// sense missing.
const SIGHTS: [(&str, Matrix); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Every category that a view can draw: the palette, several, and those past it.
fn categories() -> impl Iterator<Item = u32> + Clone {
    (0..CATEGORIES).chain([SEVERAL, 255])
}

fn hex(theme: Theme, role: Role) -> u32 {
    let c = theme.color(Ink::from(role));
    u32::from(c.r) << 16 | u32::from(c.g) << 8 | u32::from(c.b)
}

fn contrast(theme: Theme, one: Role, other: Role) -> f64 {
    let [a, b] = [one, other].map(|role| luminance(hex(theme, role)));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn times(matrix: &Matrix, v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

/// Björn Ottosson's Oklab, in which distances are about what eyes find.
fn oklab(linear: [f64; 3]) -> [f64; 3] {
    const CONES: Matrix = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: Matrix = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(&LAB, times(&CONES, linear).map(f64::cbrt))
}

fn seen(theme: Theme, category: u32, sight: &Matrix) -> [f64; 3] {
    oklab(times(sight, linear(hex(theme, Role::Category(category)))).map(|c| c.clamp(0.0, 1.0)))
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() * 100.0
}

#[test]
fn categories_can_be_told_apart_by_everybody() {
    let mut close = Vec::new();
    for theme in THEMES {
        for (name, sight) in &SIGHTS {
            for (a, b) in categories().flat_map(|a| categories().map(move |b| (a, b))).filter(|(a, b)| a < b)
            {
                let distance = distance(seen(theme, a, sight), seen(theme, b, sight));
                if distance < LEAST_DISTANCE {
                    close.push(format!("{theme:?}, {name}: {a} and {b} are {distance:.1} apart"));
                }
            }
        }
    }
    assert!(close.is_empty(), "{}", close.join("\n"));
}

#[test]
fn a_distance_is_what_others_measure() {
    // Black and white are one unit apart; red and green nearly meet for who lacks one of the two senses.
    let far = distance(oklab(linear(0x00_0000)), oklab(linear(0xFF_FFFF)));
    assert!((far - 100.0).abs() < 0.1, "{far}");
    let olive = |sight: &Matrix, rgb| oklab(times(sight, linear(rgb)).map(|c| c.clamp(0.0, 1.0)));
    let [all, _, without_green, _] =
        SIGHTS.map(|(_, m)| distance(olive(&m, 0xB0_5030), olive(&m, 0x6A_7030)));
    assert!(without_green < all / 3.0, "{without_green} of {all}");
}

#[test]
fn the_edge_of_a_control_is_seen_on_panels() {
    for theme in THEMES {
        let least = contrast(theme, Role::Edge, Role::Panel);
        assert!(least >= FORM_CONTRAST, "{theme:?}: {least:.2}");
    }
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    let on_colors = categories().map(|n| (Role::OnCategory(n), Role::Category(n)));
    let on_ramp = (0..6).map(|n| (Role::OnRamp(n), Role::Ramp(n)));
    let grounds = [Role::Panel, Role::App, Role::Chosen];
    let words = grounds.into_iter().flat_map(|g| [(Role::Text, g), (Role::Muted, g), (Role::Accent, g)]);
    let pairs: Vec<(Role, Role)> = on_colors.chain(on_ramp).chain(words).collect();
    for theme in THEMES {
        for (text, ground) in &pairs {
            let contrast = contrast(theme, *text, *ground);
            assert!(contrast >= TEXT_CONTRAST, "{theme:?}: {text:?} on {ground:?} has {contrast:.2}");
        }
    }
}

#[test]
fn bars_stand_out_from_what_they_lie_on() {
    for theme in THEMES {
        for n in categories() {
            let contrast = contrast(theme, Role::Category(n), Role::Panel);
            assert!(contrast >= FORM_CONTRAST, "{theme:?}: category {n} has {contrast:.2}");
        }
    }
}

#[test]
fn a_colour_that_a_plan_gives_is_kept_or_brought_to_stand_out() {
    let of = |theme: Theme, rgb: [u8; 3]| hex(theme, Role::Category(own_category(rgb)));
    // One that stands out is kept to the last digit, in every theme in which it does.
    assert_eq!(of(Theme::Light, [0x0A, 0x5C, 0x36]), 0x0A5C36);
    assert_eq!(of(Theme::Dark, [0xFF, 0xD4, 0x00]), 0xFFD400);
    for n in 0..4096u32 {
        let [r, g, b] = [n >> 8, (n >> 4) & 15, n & 15].map(|part| part as u8 * 17);
        let role = Role::Category(own_category([r, g, b]));
        for theme in THEMES {
            assert!(contrast(theme, role, Role::Panel) >= FORM_CONTRAST, "{r} {g} {b} {theme:?}");
        }
    }
}
