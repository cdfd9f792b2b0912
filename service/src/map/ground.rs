//! The base map of the demo town, from its shapes.

use atlas::{Ground, Shape, Spot};

use super::repo;
use crate::ctx::Ctx;
use crate::error::Result;

/// Reads the shapes; one that cannot be read is left out.
pub async fn read(ctx: &Ctx) -> Result<Ground> {
    let rows = repo::shapes(&ctx.db.read).await?;
    Ok(Ground::new(rows.into_iter().filter_map(|(kind, name, points)| shape(kind, name, &points))))
}

fn shape(layer: String, name: String, points: &str) -> Option<Shape> {
    let points: Vec<[i32; 2]> = serde_json::from_str(points).ok()?;
    Some(Shape {
        area: !matches!(layer.as_str(), "street" | "railway"),
        from_zoom: from_zoom(&layer),
        points: points.into_iter().map(|[lon, lat]| Spot::of(lat, lon)).collect(),
        layer,
        name,
    })
}

/// From afar only what is large.
fn from_zoom(layer: &str) -> u32 {
    match layer {
        "building" | "house" => 14,
        "block" | "park" => 11,
        "street" => 10,
        _ => 6,
    }
}
