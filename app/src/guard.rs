//! The first line of every server function: who may call it. Pages ask `Asked` the same way.
//!
//! Refusals are built in one place, so that the status, the log line and the sentence always agree.

use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::{Ctx, Error, Refused, Resident};

use crate::asked::Asked;
use crate::error::{Failure, Kind};

/// Anyone may: said aloud.
pub fn anyone() -> Result<Ctx, Failure> {
    Ok(asked()?.ctx().clone())
}

/// A resident may; what was left on a device by one person is not taken from another.
pub fn resident() -> Result<(Ctx, Resident), Failure> {
    let asked = asked()?;
    let who = asked.resident()?;
    if asked.meant_for.as_ref().is_some_and(|person| *person != who.person().to_string()) {
        return Err(Refused::SignIn.into());
    }
    Ok((asked.ctx().clone(), who))
}

fn asked() -> Result<Asked, Failure> {
    use_context::<Asked>().ok_or_else(|| Failure::new(Kind::Internal, "internal"))
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        told(match refused {
            Refused::SignIn => Self::new(Kind::SignIn, "sign_in"),
            Refused::Unfinished => Self::new(Kind::Unfinished, "unfinished"),
            Refused::Unconfirmed => Self::new(Kind::Denied, "unconfirmed"),
            Refused::Denied => Self::new(Kind::Denied, "denied"),
        })
    }
}

/// The single place where a verb's error becomes an answer: the source is logged under a trace id, and
/// only the id goes out.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Some(rule) = error.rule() {
            let mut failure = Self::new(Kind::Rule, rule.code());
            failure.field = rule.field().map(str::to_owned);
            failure.args = rule.args().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            return told(failure);
        }
        match error {
            Error::Refused(refused) => refused.into(),
            Error::Missing(_) => told(Self::new(Kind::Missing, "missing")),
            Error::ReadOnly => told(Self::new(Kind::Unavailable, "read_only")),
            Error::Busy => told(Self::new(Kind::Unavailable, "busy")),
            other => {
                let trace = uuid::Uuid::new_v4().simple().to_string()[..12].to_owned();
                tracing::error!(trace, error = ?other, "a verb failed");
                let mut failure = Self::new(Kind::Internal, "internal");
                failure.args.push(("trace".to_owned(), trace.clone()));
                failure.trace = Some(trace);
                told(failure)
            }
        }
    }
}

/// Inside a server function: its status and its sentence. Pages do both when they are drawn.
fn told(failure: Failure) -> Failure {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), failure.status().try_into()) {
        options.set_status(status);
    }
    match use_context::<Asked>() {
        Some(asked) => asked.l10n.explain(failure),
        None => failure,
    }
}
