//! Proofs of who asks. A verb takes the narrowest one it needs, so that a door which forgot to ask
//! does not compile. Only [`crate::people`] makes them.

use domain::kernel::PersonId;

/// Somebody signed in who has accepted the agreement in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    person: PersonId,
}

impl Resident {
    /// The proof; callers have checked the session and the agreement.
    pub(crate) fn proven(person: PersonId) -> Self {
        Self { person }
    }

    /// Who it is.
    pub fn person(&self) -> PersonId {
        self.person
    }
}
