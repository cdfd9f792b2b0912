//! Server functions of meters: public URLs, each guarded in its first line.

use domain::meters::{Kept, ReadingDraft};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Failure;

/// Checks and keeps a reading; the same key again is the same reading again.
#[server(endpoint = "meters/submit", input = Json)]
pub async fn submit_reading(draft: ReadingDraft) -> Result<Kept, Failure> {
    let (ctx, who) = crate::guard::resident()?;
    let kept = service::meters::submit(&ctx, &who, &draft).await?;
    Ok(Kept::from(&kept))
}
