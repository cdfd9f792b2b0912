//! How a provider is reached: over the network, or, for the one inside this process, by a call.

use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tower::ServiceExt as _;

/// The largest answer that is read from the provider inside.
const ANSWER_LIMIT: usize = 256 * 1024;
/// A provider that does not answer within so long is not there.
const PATIENCE: Duration = Duration::from_secs(10);

/// A way to a provider.
#[derive(Clone, Debug)]
pub enum Wire {
    /// Over the network. Redirects are not followed: a provider's own addresses are final, and following
    /// would let it send us anywhere.
    Network(reqwest::Client),
    /// In this process.
    Inside(Router),
}

/// The provider could not be reached.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// The network failed.
    #[error(transparent)]
    Network(#[from] openidconnect::HttpClientError<reqwest::Error>),
    /// The router inside failed.
    #[error("the provider inside did not answer: {0}")]
    Inside(String),
}

impl Wire {
    /// A way over the network.
    pub fn network() -> anyhow::Result<Self> {
        let client =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build()?;
        Ok(Self::Network(client))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        match self {
            Self::Network(client) => Ok(client.call(request).await?),
            Self::Inside(router) => {
                let request = request.map(Body::from);
                let Ok(answer) = router.clone().oneshot(request).await;
                let (parts, body) = answer.into_parts();
                let body =
                    to_bytes(body, ANSWER_LIMIT).await.map_err(|error| Unreachable::Inside(error.to_string()))?;
                Ok(HttpResponse::from_parts(parts, body.to_vec()))
            }
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Wire {
    type Error = Unreachable;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreachable>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
