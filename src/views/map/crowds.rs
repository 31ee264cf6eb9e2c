//! Which plants stand so close on a map that only an enlarged part of it can name them.
//!
//! It must never leave a crowd out because another one is larger, as long as there is room for both.

use super::pins::Pin;
use super::tally::Tally;
use emath::Rect;

/// So many plants at one pin are named beside it, one below the other.
pub(super) const LISTED: usize = 3;
/// A pin nearer than so many points to one of a crowd belongs to it.
const NEAR: f32 = 16.0;
/// A crowd is no larger than this part of the map's width, and than so many points: an enlarged part must enlarge.
const LARGEST: (f32, f32, f32) = (0.05, 30.0, 80.0);

/// Matching plants that crowd on a map, in groups: the largest first. Crowds are around pins that count more than
/// can be named beside them, and around plants that found no room for their names.
pub(super) fn crowds(tally: &Tally, pins: &[Pin], unnamed: &[usize], width: f32) -> Vec<Vec<usize>> {
    let (part, least, most) = LARGEST;
    let largest = (width * part).clamp(least, most);
    let matches = |pin: &&Pin| pin.plants.iter().any(|n| tally.plants.get(*n).is_some_and(|p| p.matches));
    let pins: Vec<&Pin> = pins.iter().filter(matches).collect();
    let mut free: Vec<bool> = vec![true; pins.len()];
    let mut crowds: Vec<Vec<usize>> = Vec::new();
    let is_seed =
        |pin: &Pin| pin.plants.len() > LISTED || pin.plants.first().is_some_and(|n| unnamed.contains(n));
    let mut by_count: Vec<usize> =
        (0..).zip(&pins).filter(|(_, pin)| is_seed(pin)).map(|(n, _): (usize, _)| n).collect();
    by_count.sort_by_key(|n| std::cmp::Reverse(pins.get(*n).map_or(0, |pin| pin.plants.len())));
    for seed in by_count {
        let mut members: Vec<usize> = Vec::new();
        let mut next = vec![seed];
        let mut around = Rect::NOTHING;
        while let Some(n) = next.pop() {
            let Some((pin, is_free)) = pins.get(n).zip(free.get_mut(n)) else { continue };
            let with = around.union(Rect::from_pos(pin.at));
            if !*is_free || with.size().max_elem() > largest {
                continue;
            }
            *is_free = false;
            around = with;
            members.push(n);
            let near = |other: &&Pin| other.at.distance(pin.at) < NEAR + pin.radius + other.radius;
            next.extend((0..).zip(&pins).filter(|(_, other)| near(other)).map(|(n, _): (usize, _)| n));
        }
        let plants: Vec<usize> =
            members.iter().filter_map(|n| pins.get(*n)).flat_map(|pin| pin.plants.iter().copied()).collect();
        if plants.len() > 1 {
            crowds.push(plants);
        }
    }
    crowds.sort_by_key(|crowd| std::cmp::Reverse(crowd.len()));
    crowds
}
