//! Sessions: from the login that has begun to "sign out everywhere".

mod repo;

use std::time::Duration;

use domain::kernel::{Date, PersonId, Region};
use domain::people::{Level, SessionView};

use super::repo as people;
use super::token::{self, Token};
use crate::actor::{Signed, Visitor};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::jobs;

/// A session that was not used for so long is over: a week, because readings are sent from a home's own
/// phone, and what a stranger would find on a lost one should not stay open for a month.
pub const SESSION_IDLE: Duration = Duration::from_secs(7 * 24 * 3600);
/// However much it is used, a session ends after so long (NIST SP 800-63B §4.1.3: at most 30 days).
pub const SESSION_LIFE: Duration = Duration::from_secs(30 * 24 * 3600);
/// From «Войти» to the provider's answer: time to type a password and find a code in the phone.
pub const LOGIN_TIME: Duration = Duration::from_secs(15 * 60);
/// `seen_at` is this much behind at most, so that reading pages writes nothing.
pub const TOUCH_EVERY: Duration = Duration::from_secs(5 * 60);
/// The most of a browser's name that is kept.
const DEVICE_LENGTH: usize = 200;

/// Where a session is opened from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The browser, as it calls itself.
    pub device: String,
    /// The network prefix: /24 or /48.
    pub network: String,
}

impl Origin {
    fn short(&self) -> Self {
        Self { device: self.device.chars().take(DEVICE_LENGTH).collect(), network: self.network.clone() }
    }
}

/// What a provider said of a person, its signature checked.
#[derive(Clone, Debug)]
pub struct Claims {
    /// The configured key of the provider: `esia`, `demo`. With `subject` it is the person's identity.
    pub provider: String,
    /// The provider's own key of the person.
    pub subject: String,
    /// Фамилия
    pub family_name: String,
    /// Имя
    pub given_name: String,
    /// Отчество
    pub patronymic: String,
    /// The day of birth, if told.
    pub birth_date: Option<Date>,
    /// For letters; empty when not told.
    pub email: String,
    /// For calls; empty when not told.
    pub phone: String,
    /// How surely the provider knows the person.
    pub level: Level,
}

/// A session just opened.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Goes into the cookie.
    pub token: Token,
    /// Who.
    pub person: PersonId,
    /// The first time ever.
    pub first: bool,
}

/// Who sends a request: a query for a resident's session, two for staff's, none without a cookie.
pub async fn visitor(ctx: &Ctx, secret: Option<&str>, network: &str) -> Result<Visitor> {
    let mut visitor = Visitor { network: network.to_owned(), ..Visitor::default() };
    let Some(secret) = secret else { return Ok(visitor) };
    let now = ctx.now();
    let hash = token::hash(secret);
    let Some(found) = repo::session(&ctx.db.read, &hash, now, now - SESSION_IDLE).await? else { return Ok(visitor) };
    if found.seen_at + TOUCH_EVERY < now {
        let tx = ctx.begin().await?;
        repo::touch(&tx, &hash, now).await?;
        tx.commit_unsynced().await?;
    }
    visitor.session = Some(found.public_id);
    visitor.person = match found.signed {
        Some(signed) if 0 < found.grants => {
            Some(Signed { grants: people::grants(&ctx.db.read, signed.id, now).await?, ..signed })
        }
        resident => resident,
    };
    Ok(visitor)
}

/// A login begins: `data` waits on the server for the provider's answer, bound to this browser by a
/// cookie of its own. What the browser's earlier unfinished login kept is dropped, and so is whatever
/// ran out, so that beginning without end fills nothing.
pub async fn open_login(ctx: &Ctx, old: Option<&str>, data: &str, from: &Origin) -> Result<Token> {
    let token = Token::random();
    let now = ctx.now();
    let tx = ctx.begin().await?;
    if let Some(old) = old {
        repo::take_login(&tx, &token::hash(old), now).await?;
    }
    repo::delete_expired(&tx, now, now - SESSION_IDLE).await?;
    let row =
        repo::NewSession { hash: token.hash(), person: None, data, from: &from.short(), expires_at: now + LOGIN_TIME };
    repo::insert_session(&tx, row, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// What the login kept, once: a callback that is repeated finds nothing.
pub async fn take_login(ctx: &Ctx, secret: &str) -> Result<Option<String>> {
    let tx = ctx.begin().await?;
    let data = repo::take_login(&tx, &token::hash(secret), ctx.now()).await?;
    tx.commit().await?;
    Ok(data)
}

/// The provider answered: the person is made or refreshed, and a new session is opened under a new
/// token. The token that came with the request is dead from here on, whoever planted it.
pub async fn sign_in(ctx: &Ctx, claims: &Claims, old: Option<&str>, from: &Origin) -> Result<SignedIn> {
    if claims.subject.is_empty() || claims.provider.is_empty() {
        return Err(Error::Outside(anyhow::anyhow!("a provider named nobody")));
    }
    let token = Token::random();
    let now = ctx.now();
    let tx = ctx.begin().await?;
    let known = people::person_by_key(&tx, &claims.provider, &claims.subject).await?;
    let first = known.is_none();
    let person = match known {
        Some(known) => {
            people::refresh_person(&tx, &known, claims, now).await?;
            known.id
        }
        None => people::insert_person(&tx, PersonId(ctx.id(Region(0))), claims, now).await?,
    };
    if let Some(old) = old {
        repo::delete_session(&tx, &token::hash(old)).await?;
    }
    let row = repo::NewSession {
        hash: token.hash(),
        person: Some(person),
        data: "",
        from: &from.short(),
        expires_at: now + SESSION_LIFE,
    };
    repo::insert_session(&tx, row, now).await?;
    jobs::enqueue(ctx, &tx, &jobs::PurgeSessions {})?;
    tx.commit().await?;
    tracing::info!(code = "session.opened", provider = claims.provider, %person, first, "somebody signed in");
    Ok(SignedIn { token, person, first })
}

/// Signs out here. A token that is not known is signed out already.
pub async fn sign_out(ctx: &Ctx, secret: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    repo::delete_session(&tx, &token::hash(secret)).await?;
    tx.commit().await?;
    tracing::info!(code = "session.closed", "somebody signed out");
    Ok(())
}

/// Where the person is signed in, the last used first; `current` is the one that asks.
pub async fn list_sessions(ctx: &Ctx, who: &Signed, current: Option<&str>) -> Result<Vec<SessionView>> {
    let now = ctx.now();
    repo::sessions_of(&ctx.db.read, who.id, now, now - SESSION_IDLE, current).await
}

/// Ends one of the person's own sessions, by its public name.
pub async fn end_session(ctx: &Ctx, who: &Signed, public_id: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    let ended = repo::delete_one_of(&tx, who.id, public_id).await?;
    if ended == 0 {
        return Err(Error::Missing("session"));
    }
    tx.commit().await?;
    tracing::info!(code = "session.ended", person = %who.id, "a session was ended by its owner");
    Ok(())
}

/// Ends all the person's sessions but the one that asks; how many.
pub async fn sign_out_elsewhere(ctx: &Ctx, who: &Signed, current: &str) -> Result<u64> {
    let tx = ctx.begin().await?;
    let ended = repo::delete_all_of(&tx, who.id, Some(current)).await?;
    tx.commit().await?;
    tracing::info!(code = "session.ended_elsewhere", person = %who.id, ended, "other sessions were ended");
    Ok(ended)
}

/// Ends all the person's sessions, this one too; how many.
pub async fn sign_out_everywhere(ctx: &Ctx, who: &Signed) -> Result<u64> {
    let tx = ctx.begin().await?;
    let ended = repo::delete_all_of(&tx, who.id, None).await?;
    tx.commit().await?;
    tracing::info!(code = "session.ended_everywhere", person = %who.id, ended, "all sessions were ended");
    Ok(ended)
}

/// Drops what ran out; run by a job after each sign-in. How many rows.
pub async fn purge_expired(ctx: &Ctx) -> Result<u64> {
    let now = ctx.now();
    let tx = ctx.begin().await?;
    let gone = repo::delete_expired(&tx, now, now - SESSION_IDLE).await?;
    tx.commit_unsynced().await?;
    Ok(gone)
}
