//! Points where people live, by rule: settlements of very different sizes, denser in the middle.

use atlas::{Point, Spot};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// So many points, the same each time for one seed.
pub fn points(chance: &mut ChaCha8Rng, wanted: usize) -> Vec<Point> {
    let mut points = Vec::with_capacity(wanted);
    let mut rank = 1.0;
    while points.len() < wanted {
        // The n-th settlement has an n-th of the first one's houses (Zipf); the smallest have ten.
        let houses = (wanted as f64 / 14.0 / rank).max(10.0) as usize;
        rank += 1.0;
        let middle = (chance.random_range(43.0..68.0), chance.random_range(28.0..135.0));
        let wide = (houses as f64).sqrt() * 0.000_35;
        for _ in 0..houses.min(wanted - points.len()) {
            // The sum of three is near the bell curve.
            let mut off = || (0..3).map(|_| chance.random_range(-1.0..1.0)).sum::<f64>() / 1.5 * wide;
            let (lat, lon) = (middle.0 + off(), middle.1 + off() * 1.8);
            points.push(Point {
                id: points.len() as i64 + 1,
                spot: Spot::of_degrees(lat, lon),
                kind: (points.len() % 4) as u8,
            });
        }
    }
    points
}
