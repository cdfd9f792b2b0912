//! Who sent the request: the cookie becomes a [`Visitor`] in the request's extensions.

use std::sync::Arc;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use service::Visitor;

/// Layer: finds out who asks.
pub async fn know_visitor(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Arc::new(Visitor::default()));
    next.run(request).await
}
