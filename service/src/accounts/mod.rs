//! Personal accounts: which are linked to whom, and the home they open. Linking stands in [`link`].

mod link;
mod repo;
#[cfg(test)]
mod tests;
mod words;

pub use link::{link, tell_of_lock, whom_to_ask};

use domain::accounts::{AccountView, HomeView};
use domain::kernel::{AccountId, LinkId, PremisesId};

use crate::actor::Resident;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::notices;

/// The person's accounts, by premises.
pub async fn of_person(ctx: &Ctx, who: &Resident) -> Result<Vec<AccountView>> {
    let found = repo::accounts_of(&ctx.db.read, who, None).await?;
    repo::views(&ctx.db.read, who, found).await
}

/// One of the person's accounts.
pub async fn one(ctx: &Ctx, who: &Resident, account: AccountId) -> Result<AccountView> {
    let all = of_person(ctx, who).await?;
    all.into_iter().find(|known| known.id == account).ok_or(Error::Missing("account"))
}

/// The person's homes with their accounts, in the order of the accounts.
pub async fn homes(ctx: &Ctx, who: &Resident) -> Result<Vec<HomeView>> {
    let accounts = of_person(ctx, who).await?;
    let mut homes: Vec<HomeView> = Vec::new();
    for account in accounts {
        match homes.iter_mut().find(|home| home.place.id == account.place.id) {
            Some(home) => home.accounts.push(account),
            None => homes.push(HomeView { place: account.place.clone(), tenant: None, accounts: vec![account] }),
        }
    }
    let places: Vec<PremisesId> = homes.iter().map(|home| home.place.id).collect();
    for (place, tenant) in repo::tenants(&ctx.db.read, &places).await? {
        if let Some(home) = homes.iter_mut().find(|home| home.place.id == place) {
            home.tenant = Some(tenant);
        }
    }
    Ok(homes)
}

/// One home of the person.
pub async fn home(ctx: &Ctx, who: &Resident, premises: PremisesId) -> Result<HomeView> {
    let all = homes(ctx, who).await?;
    all.into_iter().find(|home| home.place.id == premises).ok_or(Error::Missing("premises"))
}

/// Ends a tie: one's own, or, for the owner of the premises, anybody's to the same account. Where no
/// owner is known to the system, who linked first stands for the owner.
pub async fn end_link(ctx: &Ctx, who: &Resident, link: LinkId) -> Result<()> {
    let account = of_person(ctx, who).await?.into_iter().find(|known| known.links.iter().any(|tie| tie.id == link));
    let account = account.ok_or(Error::Missing("link"))?;
    let tie = account.links.iter().find(|tie| tie.id == link).ok_or(Error::Missing("link"))?;
    if !tie.endable {
        return Err(crate::actor::Refused::Denied.into());
    }
    let tx = ctx.begin().await?;
    let person = repo::end_link(&tx, link, who.person(), ctx.now()).await?;
    if let Some(person) = person.filter(|person| *person != who.person()) {
        notices::tell(ctx, &tx, person, words::ended(&account.number).said()).await?;
    }
    tx.commit().await?;
    tracing::info!(code = "account.unlinked", %link, by = %who.person(), "a link was ended");
    Ok(())
}
