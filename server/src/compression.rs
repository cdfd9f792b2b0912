//! Pages travel compressed, when nobody is signed in.
//!
//! Compressing secrets together with what a stranger can make the page repeat gives the secrets away
//! letter by letter (the BREACH attack). Pages of the open part hold no secrets, so they are
//! compressed; whatever is private, not to be stored, or sets a cookie is not.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

type Rule = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Good enough and quick: made for each answer anew.
const LEVEL: i32 = 5;

/// Layer: compresses open pages and tables.
pub fn open_part() -> CompressionLayer<Rule> {
    CompressionLayer::new().quality(CompressionLevel::Precise(LEVEL)).compress_when(is_open as Rule)
}

fn is_open(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let says = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = says(header::CONTENT_TYPE);
    let cache = says(header::CACHE_CONTROL);
    let text =
        kind.starts_with("text/html") || kind.starts_with("text/csv") || kind == "application/vnd.mapbox-vector-tile";
    text && !cache.contains("private") && !cache.contains("no-store") && !headers.contains_key(header::SET_COOKIE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_texts_are_compressed() {
        let check = |headers: &[(header::HeaderName, &'static str)], expect: bool| {
            let headers: HeaderMap =
                headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
            let said = is_open(StatusCode::OK, Version::HTTP_11, &headers, &Extensions::new());
            assert_eq!(said, expect, "{headers:?}");
        };
        let html = (header::CONTENT_TYPE, "text/html; charset=utf-8");
        check(&[html.clone(), (header::CACHE_CONTROL, "no-cache")], true);
        check(&[(header::CONTENT_TYPE, "text/csv; charset=utf-8")], true);
        check(&[html.clone(), (header::CACHE_CONTROL, "private, no-store")], false);
        check(&[html.clone(), (header::SET_COOKIE, "session=1")], false);
        check(&[(header::CONTENT_TYPE, "application/json")], false);
        check(&[(header::CONTENT_TYPE, "image/svg+xml")], false);
    }
}
