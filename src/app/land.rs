//! Countries as triangles: their fills and edges were made once and are only moved and scaled here.
//!
//! It must never work out a direction or a triangle: a map is drawn in each frame of a move.

use crate::scene::{Area, Outline};
use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Vec2};

/// Fills a form at so many points a unit, its origin at a place.
pub fn fill(mesh: &mut Mesh, area: &Area, (scale, origin): (f32, Pos2), color: Color32) {
    let first = mesh.vertices.len() as u32;
    let place = |p: &Pos2| Vertex { pos: origin + p.to_vec2() * scale, uv: WHITE_UV, color };
    mesh.vertices.extend(area.points.iter().map(place));
    mesh.indices.extend(area.triangles.iter().map(|corner| first + corner));
}

/// Lets a fill fade out over `feather` points beyond its edge, which would be jagged without.
pub fn soften(
    mesh: &mut Mesh,
    outline: &Outline,
    (scale, origin): (f32, Pos2),
    color: Color32,
    feather: f32,
) {
    strip(mesh, outline, (scale, origin), [(0.0, color), (feather, Color32::TRANSPARENT)]);
}

/// Draws a form's edge as a line that fades out over `feather` points on both sides.
pub fn edge(
    mesh: &mut Mesh,
    outline: &Outline,
    (scale, origin): (f32, Pos2),
    width: f32,
    color: Color32,
    feather: f32,
) {
    let inner = (width - feather).max(0.0) / 2.0;
    // A line thinner than a pixel is as much paler.
    let color = if width < feather { color.gamma_multiply(width / feather) } else { color };
    if inner == 0.0 {
        return strip(
            mesh,
            outline,
            (scale, origin),
            [(-feather, Color32::TRANSPARENT), (0.0, color), (feather, Color32::TRANSPARENT)],
        );
    }
    let outer = inner + feather;
    let bands =
        [(-outer, Color32::TRANSPARENT), (-inner, color), (inner, color), (outer, Color32::TRANSPARENT)];
    strip(mesh, outline, (scale, origin), bands);
}

/// Bands of colour along a form's edge: how far across each of their borders lies, and its colour.
fn strip<const N: usize>(
    mesh: &mut Mesh,
    outline: &Outline,
    (scale, origin): (f32, Pos2),
    bands: [(f32, Color32); N],
) {
    for ring in outline.rings() {
        let first = mesh.vertices.len() as u32;
        let (count, n) = (ring.len() as u32, N as u32);
        for (at, across) in ring {
            let at = origin + at.to_vec2() * scale;
            let place = |(by, color): (f32, Color32)| {
                let across: Vec2 = *across * by;
                Vertex { pos: at + across, uv: WHITE_UV, color }
            };
            mesh.vertices.extend(bands.map(place));
        }
        for corner in 0..count {
            let (a, b) = (first + corner * n, first + (corner + 1) % count * n);
            for band in 0..n - 1 {
                let (a, b) = (a + band, b + band);
                mesh.indices.extend([a, a + 1, b, b, a + 1, b + 1]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn fills_and_edges_of_two_forms_are_one_mesh() {
        let corners = vec![pos2(0.0, 0.0), pos2(1.0, 0.0), pos2(0.0, 1.0)];
        let area = Area::new(corners, vec![3], vec![0, 1, 2]);
        let mut mesh = Mesh::default();
        for x in [0.0, 50.0] {
            fill(&mut mesh, &area, (40.0, pos2(x, 0.0)), Color32::RED);
            edge(&mut mesh, area.outline(40.0), (40.0, pos2(x, 0.0)), 0.5, Color32::WHITE, 1.0);
            edge(&mut mesh, area.outline(40.0), (40.0, pos2(x, 0.0)), 4.0, Color32::WHITE, 1.0);
        }
        assert!(mesh.is_valid());
        assert_eq!(mesh.vertices.len(), 2 * (3 + 3 * 3 + 3 * 4));
        assert_eq!(mesh.indices.len(), 2 * (3 + 3 * 12 + 3 * 18));
        assert!(mesh.vertices.iter().any(|v| v.pos.x > 90.0));
    }
}
