//! Why a verb failed, in four kinds a door can answer: a rule, a conflict, something missing or
//! denied, and everything that is nobody's business outside.

use domain::kernel::Coded;
use sea_orm::DbErr;

/// The verbs' result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules of the first visit and of sessions said no.
    #[error(transparent)]
    People(#[from] domain::people::Rule),
    /// The rules of meters said no.
    #[error(transparent)]
    Meters(#[from] domain::meters::Rule),
    /// The rules of accounts said no.
    #[error(transparent)]
    Accounts(#[from] domain::accounts::Rule),
    /// The rules of meetings said no.
    #[error(transparent)]
    Meetings(#[from] domain::meetings::Refusal),
    /// The rules of registers of owners said no.
    #[error(transparent)]
    Registers(#[from] domain::registers::Rule),
    /// The rules of files said no.
    #[error(transparent)]
    Files(#[from] domain::files::Rule),
    /// It does not exist, or not for this person: which of the two is not told.
    #[error("no such {0}")]
    Missing(&'static str),
    /// Not signed in, not through the first visit, or not allowed.
    #[error(transparent)]
    Refused(#[from] crate::actor::Refused),
    /// The store does not take writes: a durable sync failed earlier.
    #[error("the store does not take writes")]
    ReadOnly,
    /// Too much waits for the store already.
    #[error("too much waits for the store")]
    Busy,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbErr),
    /// Anything else outside failed.
    #[error(transparent)]
    Outside(#[from] anyhow::Error),
}

impl Error {
    /// The rule that said no, if one did.
    pub fn rule(&self) -> Option<&dyn Coded> {
        match self {
            Self::People(rule) => Some(rule),
            Self::Meters(rule) => Some(rule),
            Self::Accounts(rule) => Some(rule),
            Self::Meetings(rule) => Some(rule),
            Self::Files(rule) => Some(rule),
            Self::Registers(rule) => Some(rule),
            _ => None,
        }
    }
}

/// A unique constraint, as each database reports its breach: PostgreSQL by name, SQLite by columns.
#[derive(Debug, Clone, Copy)]
pub struct Unique {
    /// The constraint's or index's name.
    pub name: &'static str,
    /// `table.column, table.column`
    pub columns: &'static str,
}

impl Unique {
    /// Was it this constraint that stopped the statement?
    pub fn broken_by(self, error: &DbErr) -> bool {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(message)) => {
                message.contains(self.name) || message.contains(self.columns)
            }
            _ => false,
        }
    }
}

/// Turns a broken unique constraint into what it means.
pub trait OnUnique<T> {
    /// `error` when `unique` was broken, the database's own error otherwise.
    fn on_unique(self, unique: Unique, error: impl Into<Error>) -> Result<T>;
}

impl<T> OnUnique<T> for Result<T, DbErr> {
    fn on_unique(self, unique: Unique, error: impl Into<Error>) -> Result<T> {
        self.map_err(|failure| if unique.broken_by(&failure) { error.into() } else { Error::Db(failure) })
    }
}
