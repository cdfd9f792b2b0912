//! The only error that crosses the wire: a stable code and the sentence for it, already in the
//! reader's language.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What kind of refusal it is; decides the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A rule said no: 422.
    Rule,
    /// Nothing there, or not for this person: 404.
    Missing,
    /// Known, and not allowed: 403.
    Denied,
    /// Nobody is signed in: 401.
    SignIn,
    /// Signed in, but the first visit's steps are not done: 403.
    Unfinished,
    /// The request could not be read: 400.
    Malformed,
    /// Try again later: 503.
    Unavailable,
    /// Our fault: 500.
    Internal,
}

/// A refusal as the person meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind it is.
    pub kind: Kind,
    /// Stable, part of the API: `meters.less_than_previous`.
    pub code: String,
    /// The sentence in the reader's language.
    pub text: String,
    /// The form's field it belongs to.
    pub field: Option<String>,
    /// Parts of the sentence by name, for those who make their own.
    pub args: Vec<(String, String)>,
    /// What to quote to the operator about an internal failure.
    pub trace: Option<String>,
}

impl Failure {
    /// A refusal without a field, its sentence still to be found.
    pub fn new(kind: Kind, code: &str) -> Self {
        Self { kind, code: code.to_owned(), text: String::new(), field: None, args: Vec::new(), trace: None }
    }

    /// The sentence, if it belongs to this field of a form; empty otherwise.
    pub fn of(&self, field: &str) -> String {
        if self.field.as_deref() == Some(field) { self.text.clone() } else { String::new() }
    }

    /// The HTTP status of its kind.
    pub const fn status(&self) -> u16 {
        match self.kind {
            Kind::Rule => 422,
            Kind::Missing => 404,
            Kind::Denied | Kind::Unfinished => 403,
            Kind::SignIn => 401,
            Kind::Malformed => 400,
            Kind::Unavailable => 503,
            Kind::Internal => 500,
        }
    }

    /// One of its arguments.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.text.is_empty() { &self.code } else { &self.text })
    }
}

impl std::error::Error for Failure {}

/// What goes wrong between the browser and the function itself. Its own words may carry names of
/// our types, so only the kind is kept.
impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::new(Kind::Unavailable, "network"),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::new(Kind::Malformed, "malformed")
            }
            _ => Self::new(Kind::Internal, "internal"),
        }
    }
}
