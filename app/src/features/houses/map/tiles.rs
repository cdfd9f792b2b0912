//! Vector tiles over HTTP. What is not changed is not sent again; nothing is kept longer than that.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use service::map::{self, Basemap};

use super::wish::Wish;
use crate::asked::Asked;
use crate::error::{Failure, Kind};

/// The media type of a Mapbox Vector Tile.
const TILE: &str = "application/vnd.mapbox-vector-tile";
/// Kept by anybody, asked about before each use: a changed house shows at once.
const KEPT: &str = "public, no-cache";
/// A base map changes when the server is started with another file: an hour is soon enough.
const KEPT_BASE: &str = "public, max-age=3600";

type At = Path<(u32, u32, u32)>;

/// GET `/tiles/houses/{zoom}/{x}/{y}`
pub async fn houses(asked: Asked, at: At, Query(wish): Query<Wish>, headers: HeaderMap) -> Result<Response, Failure> {
    let tile = tile(at.0)?;
    if let Some(same) = same(&headers, &tag(map::version(asked.ctx()).await?), KEPT) {
        return Ok(same);
    }
    let drawn = map::tile(asked.ctx(), &wish.wanted(), tile).await?;
    Ok((said(&tag(drawn.version), KEPT), [(header::CONTENT_TYPE, TILE)], drawn.bytes).into_response())
}

/// GET `/tiles/ground/{zoom}/{x}/{y}`
pub async fn ground(asked: Asked, at: At, headers: HeaderMap) -> Result<Response, Failure> {
    let drawn = map::ground_tile(asked.ctx(), tile(at.0)?).await?;
    if let Some(same) = same(&headers, &tag(drawn.version), KEPT) {
        return Ok(same);
    }
    Ok((said(&tag(drawn.version), KEPT), [(header::CONTENT_TYPE, TILE)], drawn.bytes).into_response())
}

/// GET `/tiles/base/{map}/{zoom}/{x}/{y}`: the base maps the server was started with, by their place.
pub async fn base(
    asked: Asked,
    Path((map, zoom, x, y)): Path<(usize, u32, u32, u32)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let map = asked.site.basemaps.get(map).ok_or_else(missing)?;
    let tag = format!("\"{}\"", map.tag);
    if let Some(same) = same(&headers, &tag, KEPT_BASE) {
        return Ok(same);
    }
    let packed = unpacks(&headers, map);
    let Some(stored) = map.tile(tile((zoom, x, y))?, packed).await? else {
        // Nothing is there, and that is known.
        return Ok((StatusCode::NO_CONTENT, said(&tag, KEPT_BASE)).into_response());
    };
    let mut answer = (said(&tag, KEPT_BASE), [(header::CONTENT_TYPE, map.media())], stored.bytes).into_response();
    if let Some(encoding) = stored.encoding {
        answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(answer)
}

/// Whether who asks can unpack what the map's file packs.
fn unpacks(headers: &HeaderMap, map: &Basemap) -> bool {
    let known = headers.get(header::ACCEPT_ENCODING).and_then(|known| known.to_str().ok()).unwrap_or_default();
    map.encoding().is_none_or(|encoding| {
        known.split(',').any(|name| name.split(';').next().unwrap_or_default().trim() == encoding)
    })
}

fn missing() -> Failure {
    Failure::new(Kind::Missing, "missing")
}

fn tile((zoom, x, y): (u32, u32, u32)) -> Result<map::Tile, Failure> {
    map::Tile::new(zoom, x, y).ok_or_else(missing)
}

/// Another for other data, and for another way of drawing the same.
fn tag(version: i64) -> String {
    format!("W/\"{}-{version}\"", map::DRAWING)
}

/// The answer to who has it already.
fn same(headers: &HeaderMap, tag: &str, kept: &'static str) -> Option<Response> {
    let known = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let same = known.split(',').any(|known| bare(known) == bare(tag));
    same.then(|| (StatusCode::NOT_MODIFIED, said(tag, kept)).into_response())
}

fn said(tag: &str, kept: &'static str) -> [(header::HeaderName, String); 3] {
    let vary = (header::VARY, "Accept-Encoding".to_owned());
    [(header::ETAG, tag.to_owned()), (header::CACHE_CONTROL, kept.to_owned()), vary]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_tag_is_known_however_it_is_sent() {
        let check = |sent: &str, expect: bool| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, sent.parse().unwrap())]);
            let answer = same(&headers, &tag(7), KEPT);
            assert_eq!(answer.is_some(), expect, "{sent}");
            let told = answer.is_none_or(|answer| answer.headers().contains_key(header::ETAG));
            assert!(told, "{sent}");
        };
        check("W/\"1-7\"", true);
        check("\"1-7\"", true);
        check("\"0-1\", W/\"1-7\"", true);
        check("W/\"7\"", false);
        check("W/\"1-8\"", false);
    }
}
