//! Who is asking: people, their first visit, and what they may do. Sessions stand in [`sessions`].

mod repo;
mod sessions;
pub mod staff;
#[cfg(test)]
mod tests;
mod token;

pub use sessions::{
    Claims, LOGIN_TIME, Origin, SESSION_IDLE, SESSION_LIFE, SignedIn, end_session, list_sessions, open_login,
    purge_expired, sign_in, sign_out, sign_out_elsewhere, sign_out_everywhere, take_login, visitor,
};
pub use token::Token;

use domain::people::{AgreementView, ProfileView, Rule};

use crate::actor::{Resident, Signed};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Who I am and which roles I hold.
pub async fn profile(ctx: &Ctx, who: &Signed) -> Result<ProfileView> {
    let mut profile = repo::profile(&ctx.db.read, who.id).await?.ok_or(Error::Missing("person"))?;
    profile.roles = repo::roles(&ctx.db.read, who.id, ctx.now()).await?;
    Ok(profile)
}

/// Does this installation send letters?
pub fn sends_letters(ctx: &Ctx) -> bool {
    ctx.mail.is_some()
}

/// Copies of messages about meetings are wanted by mail, or are not; the messages stay in the cabinet.
pub async fn want_letters(ctx: &Ctx, who: &Resident, wanted: bool) -> Result<()> {
    let tx = ctx.begin().await?;
    repo::set_letters(&tx, who.person(), wanted).await?;
    tx.commit().await
}

/// Has nobody ever signed in by another provider than the demo's? Such a database is for trying things out.
pub async fn is_demo(ctx: &Ctx) -> Result<bool> {
    repo::all_by(&ctx.db.read, "demo").await
}

/// The first visit, step 1: what the provider told us was looked over. Again is harmless.
pub async fn check_data(ctx: &Ctx, who: &Signed) -> Result<()> {
    let tx = ctx.begin().await?;
    repo::mark_checked(&tx, who.id, ctx.now()).await?;
    tx.commit().await
}

/// The user agreement in force: the newest that has begun; `None` when the operator wrote none.
pub async fn agreement_in_force(ctx: &Ctx) -> Result<Option<AgreementView>> {
    repo::agreement_in_force(&ctx.db.read, ctx.now()).await
}

/// The first visit, step 2. Only the version in force can be accepted: a page left open over a change
/// shows the new text first. Again is harmless.
pub async fn accept_agreement(ctx: &Ctx, who: &Signed, version: i32) -> Result<()> {
    let tx = ctx.begin().await?;
    let in_force = repo::agreement_in_force(&tx, ctx.now()).await?;
    if in_force.is_none_or(|agreement| agreement.version != version) {
        return Err(Rule::AgreementReplaced.into());
    }
    repo::accept(&tx, who.id, version, ctx.now()).await?;
    tx.commit().await?;
    tracing::info!(code = "agreement.accepted", version, "the agreement was accepted");
    Ok(())
}
