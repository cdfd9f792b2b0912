//! By which right a meeting is called.

use super::Body;
use crate::kernel::Date;

/// The managing organisation gives its register to whoever calls a meeting within so many days (45 ч. 3.1 ЖК).
const REGISTER_DAYS: u64 = 5;

/// Who calls a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Caller {
    /// An owner, or a member of the association or cooperative.
    #[default]
    Person,
    /// The organisation that manages the house, of its own accord.
    Manager,
    /// The same, or the board of the association, because owners with ten per cent of all votes demand it.
    Demanded,
    /// The municipality.
    Municipality,
}

impl Caller {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Manager, Self::Demanded, Self::Municipality];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Manager => "manager",
            Self::Demanded => "demanded",
            Self::Municipality => "municipality",
        }
    }

    /// The caller of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|caller| caller.code() == code)
    }

    /// Does an organisation call it?
    pub const fn is_of_organisation(self) -> bool {
        !matches!(self, Self::Person)
    }

    /// The article that gives the right; of members' meetings their charters do. The municipality calls one
    /// where no council was elected within a year, and where a house is left without its manager.
    pub const fn article(self, body: Body) -> &'static str {
        match (body, self) {
            (Body::Owners, Self::Person) => "ст. 45 ч. 2 ЖК РФ",
            (Body::Owners, Self::Manager) => "ст. 45 ч. 7 ЖК РФ",
            (Body::Owners, Self::Demanded) => "ст. 45 ч. 6 ЖК РФ",
            (Body::Owners, Self::Municipality) => "ст. 161.1 ч. 2, ст. 200 ч. 4 ЖК РФ",
            (Body::Association, _) => "ст. 145 ч. 1 ЖК РФ",
            (Body::Cooperative, _) => "ст. 116 ч. 1 ЖК РФ",
        }
    }
}

/// The last day to give the register to who has asked for it.
pub fn register_due(asked: Date) -> Date {
    asked.checked_add_days(chrono::Days::new(REGISTER_DAYS)).unwrap_or(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::iso;

    #[test]
    fn each_calls_by_its_article() {
        let check = |caller: Caller, body: Body, article: &str| {
            assert_eq!(caller.article(body), format!("{article} ЖК РФ"));
            assert_eq!(Caller::from_code(caller.code()), Some(caller));
        };
        check(Caller::Person, Body::Owners, "ст. 45 ч. 2");
        check(Caller::Manager, Body::Owners, "ст. 45 ч. 7");
        check(Caller::Demanded, Body::Owners, "ст. 45 ч. 6");
        check(Caller::Municipality, Body::Owners, "ст. 161.1 ч. 2, ст. 200 ч. 4");
        check(Caller::Person, Body::Cooperative, "ст. 116 ч. 1");
        let due = iso::parse("2026-12-29").map(register_due);
        assert_eq!(due, iso::parse("2027-01-03"), "calendar days");
    }
}
