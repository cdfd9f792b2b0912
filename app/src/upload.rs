//! Files people give and take: forms with a file (`multipart/form-data`), and files as answers.

use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts as _, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::files::LARGEST;
use service::files::{Content, Upload};

use crate::asked::Asked;
use crate::error::{Failure, Kind};

/// The most bytes such a form is read to: a file that is somewhat too large is still told so by its field.
const BODY: usize = 4 * LARGEST;
/// The most characters a text of such a form may have, and the most texts.
const TEXT: (usize, usize) = (16 * 1024, 20_000);

/// What was sent: texts by their names, and the file.
#[derive(Debug, Default)]
pub struct Sent {
    texts: Vec<(String, String)>,
    /// The file; empty when none was chosen.
    pub file: Upload,
}

impl Sent {
    /// A text; empty when it was not sent.
    pub fn text(&self, name: &str) -> String {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// All texts.
    pub fn texts(&self) -> &[(String, String)] {
        &self.texts
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    /// Nothing is read from whoever is not known.
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let asked = Asked::from_request_parts(&mut parts, state).await;
        asked.map_err(|_| Failure::new(Kind::Internal, "internal"))?.confirmed()?;
        Self::read(Request::from_parts(parts, body)).await
    }
}

impl Sent {
    /// Cut off at the limit: what was read before it is kept, and the file is seen to be too large.
    fn cut(mut self) -> Self {
        self.file.bytes = vec![0; LARGEST + 1];
        self
    }

    /// Reads the form; a body of another kind holds nothing.
    async fn read(mut request: Request) -> Result<Self, Failure> {
        DefaultBodyLimit::max(BODY).apply(&mut request);
        let malformed = || Failure::new(Kind::Malformed, "malformed");
        let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Ok(Self::default()) };
        let mut sent = Self::default();
        loop {
            let mut part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return Ok(sent),
                Err(error) if is_cut(&error) => return Ok(sent.cut()),
                Err(_) => return Err(malformed()),
            };
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = name == "file";
            if is_file {
                part.file_name().unwrap_or_default().clone_into(&mut sent.file.name);
            }
            let mut bytes = Vec::new();
            let most = if is_file { LARGEST + 1 } else { TEXT.0 };
            loop {
                match part.chunk().await {
                    Ok(Some(chunk)) => bytes.extend(chunk.iter().take(most.saturating_sub(bytes.len()))),
                    Ok(None) => break,
                    Err(error) if is_cut(&error) => return Ok(sent.cut()),
                    Err(_) => return Err(malformed()),
                }
            }
            match is_file {
                true => sent.file.bytes = bytes,
                false if sent.texts.len() < TEXT.1 => {
                    sent.texts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                }
                // More than any form of ours has: nothing of it is taken, rather than a part.
                false => return Err(malformed()),
            }
        }
    }
}

/// Was the body cut off at the limit?
fn is_cut(error: &MultipartError) -> bool {
    error.status() == StatusCode::PAYLOAD_TOO_LARGE
}

/// A file as an answer. Its kind is known from its bytes; browsers are told not to guess another.
pub fn serve(file: Content) -> Response {
    let name: String = file.name.bytes().map(escaped).collect();
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CONTENT_DISPOSITION, format!("inline; filename*=UTF-8''{name}")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, file.bytes).into_response()
}

/// A byte of a file's name in a header (RFC 8187).
fn escaped(byte: u8) -> String {
    match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::body::Body;
    use axum::extract::Request;
    use axum::http::header;
    use domain::files::{LARGEST, Rule, judge};

    use super::Sent;

    async fn sent(file: &[u8], after: &str) -> Sent {
        let mut body = b"--x\r\nContent-Disposition: form-data; name=\"q1\"\r\n\r\nfor\r\n".to_vec();
        body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n");
        body.extend(file);
        body.extend(
            format!("\r\n--x\r\nContent-Disposition: form-data; name=\"q2\"\r\n\r\n{after}\r\n--x--\r\n").bytes(),
        );
        let request = Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        // In pieces, as a network brings it.
        let pieces: Vec<Result<Vec<u8>, Infallible>> = body.chunks(65_536).map(|piece| Ok(piece.to_vec())).collect();
        let body = Body::from_stream(futures::stream::iter(pieces));
        Sent::read(request.body(body).expect("a request")).await.expect("read")
    }

    #[tokio::test]
    async fn a_form_is_read_and_a_large_file_is_told_from_a_good_one() {
        let good = sent(b"%PDF-1.7", "against").await;
        assert_eq!(
            (good.text("q1"), good.text("q2"), good.text("q3")),
            ("for".into(), "against".into(), String::new())
        );
        assert_eq!((good.file.name.as_str(), good.file.bytes.as_slice()), ("a.pdf", &b"%PDF-1.7"[..]));
        for size in [LARGEST + 1, 3 * LARGEST, 5 * LARGEST] {
            let large = sent(&vec![0; size], "against").await;
            assert_eq!(judge(&large.file.bytes), Err(Rule::TooLarge), "{size}");
            assert!(large.text("q1") == "for" || 4 * LARGEST < size, "what was typed is kept");
        }
    }
}
