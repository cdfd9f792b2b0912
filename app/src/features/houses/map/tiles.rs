//! Vector tiles over HTTP. What is not changed is not sent again; nothing is kept longer than that.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use service::map::{self, Drawn};

use super::wish::Wish;
use crate::asked::Asked;
use crate::error::{Failure, Kind};

/// The media type of a Mapbox Vector Tile.
const TILE: &str = "application/vnd.mapbox-vector-tile";
/// Kept by anybody, asked about before each use: a changed house shows at once.
const KEPT: &str = "public, no-cache";

type At = Path<(u32, u32, u32)>;

/// GET `/tiles/houses/{zoom}/{x}/{y}`
pub async fn houses(asked: Asked, at: At, Query(wish): Query<Wish>, headers: HeaderMap) -> Result<Response, Failure> {
    let tile = tile(at)?;
    if is_known(&headers, map::version(asked.ctx()).await?) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    Ok(answer(map::tile(asked.ctx(), &wish.wanted(), tile).await?))
}

/// GET `/tiles/ground/{zoom}/{x}/{y}`
pub async fn ground(asked: Asked, at: At, headers: HeaderMap) -> Result<Response, Failure> {
    let drawn = map::ground_tile(asked.ctx(), tile(at)?).await?;
    if is_known(&headers, drawn.version) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    Ok(answer(drawn))
}

fn tile(Path((zoom, x, y)): At) -> Result<map::Tile, Failure> {
    map::Tile::new(zoom, x, y).ok_or_else(|| Failure::new(Kind::Missing, "missing"))
}

fn tag(version: i64) -> String {
    format!("W/\"{version}\"")
}

fn is_known(headers: &HeaderMap, version: i64) -> bool {
    headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag(version).as_bytes())
}

fn answer(drawn: Drawn) -> Response {
    let said = [
        (header::CONTENT_TYPE, TILE.to_owned()),
        (header::CACHE_CONTROL, KEPT.to_owned()),
        (header::ETAG, tag(drawn.version)),
    ];
    (said, drawn.bytes).into_response()
}
