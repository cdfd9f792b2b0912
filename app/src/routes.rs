//! Every page and form of the site; the only place that knows all features.

use axum::Router;
use axum::middleware::from_fn;

use crate::doors::Doors;
use crate::error::{Failure, Kind};
use crate::features;
use crate::page::draw_failures;

/// All doors of the pages.
pub fn doors() -> Doors {
    Doors::default()
        .join(features::home::doors())
        .join(features::houses::doors())
        .join(features::orgs::doors())
        .join(features::addresses::doors())
        .join(features::search::doors())
        .join(features::people::doors())
        .join(features::cabinet::doors())
        .join(features::accounts::doors())
        .join(features::meters::doors())
        .join(features::meetings::doors())
        .join(features::registers::doors())
        .join(features::offline::doors())
        .join(features::preferences::doors())
        .join(features::style_guide::doors())
}

/// The pages' router: failures are drawn, unknown paths are a page too.
pub fn router(doors: Doors) -> Router {
    let nothing = || async { Failure::new(Kind::Missing, "missing") };
    doors.into_router().fallback(nothing).layer(from_fn(draw_failures))
}
