//! Errors as nouns with a stable code; the words are found by code, at the last moment, in the
//! reader's language.

/// What every rule's refusal can say of itself.
pub trait Coded: std::error::Error {
    /// Stable, part of the API: `meters.less_than_previous`.
    fn code(&self) -> &'static str;

    /// The form's field the refusal belongs to, if it belongs to one.
    fn field(&self) -> Option<&'static str> {
        None
    }

    /// What the sentence needs besides its words, by name.
    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}
