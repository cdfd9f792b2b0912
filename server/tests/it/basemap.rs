//! Tiles of a base map over HTTP, from a real file when it is there.

use axum::body::Body;
use axum::http::{Request, header};
use service::testkit::data;

use crate::app::TestApp;

#[tokio::test]
async fn tiles_are_sent_as_they_lie_and_only_once() {
    let Some(file) = data("04-map/tiles/russia-regions-z0-6.pmtiles") else { return };
    let app = TestApp::with(&["--basemap", &file.to_string_lossy()]).await;
    let mut browser = app.browser();
    let gzip = || (header::ACCEPT_ENCODING, "br, gzip;q=0.8".to_owned());
    let check =
        async |browser: &mut crate::app::Browser<'_>, path: &str, said: Option<(header::HeaderName, String)>| {
            let mut request = Request::get(path);
            if let Some((name, value)) = said {
                request = request.header(name, value);
            }
            browser.send(request, Body::empty()).await
        };
    let packed = check(&mut browser, "/tiles/base/0/2/2/1", Some(gzip())).await;
    let says = |answer: &crate::app::Answer, name: header::HeaderName| {
        answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    assert_eq!((packed.status.as_u16(), says(&packed, header::CONTENT_ENCODING).as_str()), (200, "gzip"));
    assert_eq!(says(&packed, header::CONTENT_TYPE), "application/vnd.mapbox-vector-tile");
    let plain = check(&mut browser, "/tiles/base/0/2/2/1", None).await;
    assert_eq!((plain.status.as_u16(), says(&plain, header::CONTENT_ENCODING).as_str()), (200, ""));
    let tag = says(&packed, header::ETAG);
    let same = check(&mut browser, "/tiles/base/0/2/2/1", Some((header::IF_NONE_MATCH, tag.clone()))).await;
    assert_eq!((same.status.as_u16(), says(&same, header::ETAG)), (304, tag));
    for (path, status) in [("/tiles/base/0/6/0/63", 204), ("/tiles/base/0/17/0/0", 404), ("/tiles/base/1/2/2/1", 404)] {
        assert_eq!(check(&mut browser, path, None).await.status.as_u16(), status, "{path}");
    }
}
