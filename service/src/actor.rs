//! Proofs of who asks. A verb takes the narrowest one it needs, so that a door which forgot to ask
//! does not compile. Only [`Visitor`] hands them out.

use domain::kernel::{HouseId, OrgId, PersonId};
use domain::people::{Level, Permission, Role};

/// Who sent the request, as the session tells.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The session's public name, for the list of sessions; `None` without a session.
    pub session: Option<String>,
    /// Who signed in.
    pub person: Option<Signed>,
    /// The network prefix attempts are counted by: /24 or /48.
    pub network: String,
}

/// Somebody signed in, perhaps not through the first visit's steps yet.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub id: PersonId,
    /// «Анна Сергеевна Петрова»
    pub name: String,
    /// How surely the provider knows the person.
    pub level: Level,
    /// Has looked over what the provider told us.
    pub checked: bool,
    /// Has accepted the agreement in force.
    pub agreed: bool,
    /// Roles in force, with what each may do.
    pub grants: Vec<Grant>,
}

/// A role in force.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// For which organisation, if for one.
    pub organisation: Option<OrgId>,
    /// For which house, if for one.
    pub house: Option<HouseId>,
    /// What the role may do.
    pub permissions: Vec<Permission>,
}

/// Why no proof was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignIn,
    /// The first visit's steps are not done: checking the data, accepting the agreement.
    #[error("the first visit is not finished")]
    Unfinished,
    /// Signed in, but the provider does not vouch for who it is.
    #[error("the identity is not confirmed")]
    Unconfirmed,
    /// Signed in, and not allowed.
    #[error("not allowed")]
    Denied,
}

impl Visitor {
    /// Somebody signed in, whatever the first visit's state.
    pub fn signed(&self) -> Result<&Signed, Refused> {
        self.person.as_ref().ok_or(Refused::SignIn)
    }

    /// A resident: signed in, data checked, agreement accepted. Every citizen is one.
    pub fn resident(&self) -> Result<Resident, Refused> {
        let signed = self.finished()?;
        Ok(Resident { person: signed.id })
    }

    /// A resident whose identity the provider has confirmed.
    pub fn confirmed(&self) -> Result<Confirmed, Refused> {
        let resident = self.resident()?;
        if self.signed()?.level == Level::Confirmed { Ok(Confirmed(resident)) } else { Err(Refused::Unconfirmed) }
    }

    /// Staff of an organisation who holds a permission there.
    pub fn staff(&self, permission: Permission) -> Result<Staff, Refused> {
        let signed = self.finished()?;
        let holds = |grant: &&Grant| grant.permissions.contains(&permission);
        let grant = signed.grants.iter().filter(holds).find_map(|grant| grant.organisation);
        grant.map(|organisation| Staff { person: signed.id, organisation }).ok_or(Refused::Denied)
    }

    /// The operator of this installation.
    pub fn operator(&self) -> Result<Operator, Refused> {
        let signed = self.finished()?;
        let operates = signed.grants.iter().any(|grant| grant.role == Role::Operator);
        if operates { Ok(Operator { person: signed.id }) } else { Err(Refused::Denied) }
    }

    fn finished(&self) -> Result<&Signed, Refused> {
        let signed = self.signed()?;
        if signed.checked && signed.agreed { Ok(signed) } else { Err(Refused::Unfinished) }
    }
}

/// Somebody signed in who has accepted the agreement in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    person: PersonId,
}

impl Resident {
    /// Who it is.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// A proof for tests, which have no session.
    #[cfg(any(test, feature = "testkit"))]
    pub fn for_test(person: PersonId) -> Self {
        Self { person }
    }
}

/// A resident whose identity the provider has confirmed: charges and votes are opened to no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed(Resident);

impl std::ops::Deref for Confirmed {
    type Target = Resident;

    fn deref(&self) -> &Resident {
        &self.0
    }
}

#[cfg(any(test, feature = "testkit"))]
impl From<Resident> for Confirmed {
    /// A proof for tests, which have no session.
    fn from(resident: Resident) -> Self {
        Self(resident)
    }
}

/// Somebody who works for an organisation and holds the permission that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    person: PersonId,
    organisation: OrgId,
}

impl Staff {
    /// Who it is.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// For whom.
    pub fn organisation(&self) -> OrgId {
        self.organisation
    }
}

/// The operator of this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    person: PersonId,
}

impl Operator {
    /// Who it is.
    pub fn person(&self) -> PersonId {
        self.person
    }
}

#[cfg(any(test, feature = "testkit"))]
impl Operator {
    /// A proof for tests, which have no session.
    pub fn for_test(person: PersonId) -> Self {
        Self { person }
    }
}

#[cfg(any(test, feature = "testkit"))]
impl Staff {
    /// A proof for tests, which have no session.
    pub fn for_test(person: PersonId, organisation: OrgId) -> Self {
        Self { person, organisation }
    }
}
