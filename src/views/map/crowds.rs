//! Which plants stand so close on a map that only an enlarged part of it can name them.
//!
//! It must never leave a crowd out because another one is larger, as long as there is room for both.

use super::pins::Pin;
use super::tally::Tally;
use emath::Rect;

/// A pin nearer than so many points to one that counts several belongs to the same crowd.
const NEAR: f32 = 26.0;
/// A crowd is no larger than this on the map, in points: an enlarged part must enlarge.
const LARGEST: f32 = 150.0;

/// Matching plants that crowd on a map, in groups: the largest first.
pub(super) fn crowds(tally: &Tally, pins: &[Pin]) -> Vec<Vec<usize>> {
    let matches = |pin: &&Pin| pin.plants.iter().any(|n| tally.plants.get(*n).is_some_and(|p| p.matches));
    let pins: Vec<&Pin> = pins.iter().filter(matches).collect();
    let mut free: Vec<bool> = vec![true; pins.len()];
    let mut crowds: Vec<Vec<usize>> = Vec::new();
    let seeds = || (0..).zip(&pins).filter(|(_, pin)| pin.plants.len() > 1).map(|(n, _): (usize, _)| n);
    let mut by_count: Vec<usize> = seeds().collect();
    by_count.sort_by_key(|n| std::cmp::Reverse(pins.get(*n).map_or(0, |pin| pin.plants.len())));
    for seed in by_count {
        let mut members: Vec<usize> = Vec::new();
        let mut next = vec![seed];
        let mut around = Rect::NOTHING;
        while let Some(n) = next.pop() {
            let Some((pin, is_free)) = pins.get(n).zip(free.get_mut(n)) else { continue };
            let with = around.union(Rect::from_pos(pin.at));
            if !*is_free || with.size().max_elem() > LARGEST {
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
