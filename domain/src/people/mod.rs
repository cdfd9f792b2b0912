//! People, what they may do, and how surely we know who they are.

mod view;

pub use view::*;

use serde::{Deserialize, Serialize};

use crate::kernel::Coded;
use crate::orgs::OrgKind;

/// How surely the provider knows the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Typed by the person, not checked
    Basic,
    /// Identity confirmed: ЕСИА `trusted`
    Confirmed,
}

impl Level {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 2] = [Self::Basic, Self::Confirmed];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Confirmed => "confirmed",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// A role, as the state system knows them (RULES §7). Which permissions a role holds is data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Гражданин
    Citizen,
    /// Администратор общего собрания, for one house
    MeetingAdmin,
    /// УО
    Manager,
    /// ТСЖ, ЖСК
    Association,
    /// РСО, региональный оператор ТКО
    Supplier,
    /// Расчётный центр
    BillingCentre,
    /// ОМС
    Municipality,
    /// ОГВ субъекта
    RegionalAuthority,
    /// ГЖИ
    Inspectorate,
    /// Региональный оператор капитального ремонта
    CapitalRepair,
    /// Соцзащита
    SocialProtection,
    /// Оператор системы
    Operator,
}

impl Role {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 12] = [
        Self::Citizen,
        Self::MeetingAdmin,
        Self::Manager,
        Self::Association,
        Self::Supplier,
        Self::BillingCentre,
        Self::Municipality,
        Self::RegionalAuthority,
        Self::Inspectorate,
        Self::CapitalRepair,
        Self::SocialProtection,
        Self::Operator,
    ];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::MeetingAdmin => "meeting_admin",
            Self::Manager => "manager",
            Self::Association => "association",
            Self::Supplier => "supplier",
            Self::BillingCentre => "billing_centre",
            Self::Municipality => "municipality",
            Self::RegionalAuthority => "regional_authority",
            Self::Inspectorate => "inspectorate",
            Self::CapitalRepair => "capital_repair",
            Self::SocialProtection => "social_protection",
            Self::Operator => "operator",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// The role of who works for an organisation; none where nobody can.
    pub const fn of(kind: OrgKind) -> Option<Self> {
        Some(match kind {
            OrgKind::Manager => Self::Manager,
            OrgKind::Association => Self::Association,
            OrgKind::Supplier | OrgKind::WasteOperator => Self::Supplier,
            OrgKind::Municipality => Self::Municipality,
            OrgKind::Inspectorate => Self::Inspectorate,
            OrgKind::CapitalRepair => Self::CapitalRepair,
            OrgKind::BillingCentre => Self::BillingCentre,
            OrgKind::Direct | OrgKind::Unknown => return None,
        })
    }
}

/// One thing that may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Link accounts and send readings
    SendReadings,
    /// See and take the readings of the own organisation's meters
    TakeReadings,
    /// Change the own organisation's reading days
    SetWindow,
    /// Load registries
    ImportHouses,
    /// Read the audit trail
    SeeAudit,
    /// Check messages of meetings, see protocols
    CheckMeetings,
    /// Load registers of owners of the own organisation's houses
    KeepRegister,
    /// Call meetings of owners for the own organisation
    CallMeetings,
}

impl Permission {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 8] = [
        Self::SendReadings,
        Self::TakeReadings,
        Self::SetWindow,
        Self::ImportHouses,
        Self::SeeAudit,
        Self::CheckMeetings,
        Self::KeepRegister,
        Self::CallMeetings,
    ];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SendReadings => "send_readings",
            Self::TakeReadings => "take_readings",
            Self::SetWindow => "set_window",
            Self::ImportHouses => "import_houses",
            Self::SeeAudit => "see_audit",
            Self::CheckMeetings => "check_meetings",
            Self::KeepRegister => "keep_register",
            Self::CallMeetings => "call_meetings",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// A neighbour as neighbours are shown: «Анна Сергеевна О.»
pub fn short_name(given: &str, patronymic: &str, family: &str) -> String {
    let initial = family.chars().next().map(|letter| format!("{letter}."));
    let parts = [given.to_owned(), patronymic.to_owned(), initial.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Why a step of the first visit was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The box «принимаю» is empty.
    #[error("the agreement was not accepted")]
    NotAccepted,
    /// A newer agreement came into force while the page was open.
    #[error("another version of the agreement is in force")]
    AgreementReplaced,
}

impl Coded for Rule {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAccepted => "people.not_accepted",
            Self::AgreementReplaced => "people.agreement_replaced",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAccepted => Some("accept"),
            Self::AgreementReplaced => None,
        }
    }
}
