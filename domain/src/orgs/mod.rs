//! Organisations and authorities of the field.

mod filter;
mod guess;
mod view;

pub use filter::{OrgFilter, OrgSort};
pub use view::*;

use serde::{Deserialize, Serialize};

/// What an organisation does (полномочия, НСИ 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrgKind {
    /// Управляющая организация
    Manager,
    /// ТСЖ, ЖСК, иной кооператив
    Association,
    /// Ресурсоснабжающая организация
    Supplier,
    /// Региональный оператор по обращению с ТКО
    WasteOperator,
    /// Орган местного самоуправления
    Municipality,
    /// Государственная жилищная инспекция
    Inspectorate,
    /// Региональный оператор капитального ремонта
    CapitalRepair,
    /// Расчётный центр
    BillingCentre,
    /// Непосредственное управление: nobody manages
    Direct,
    /// The source does not say
    Unknown,
}

impl OrgKind {
    /// All of them, in the order lists show them.
    pub const ALL: [Self; 10] = [
        Self::Manager,
        Self::Association,
        Self::Supplier,
        Self::WasteOperator,
        Self::Municipality,
        Self::Inspectorate,
        Self::CapitalRepair,
        Self::BillingCentre,
        Self::Direct,
        Self::Unknown,
    ];

    /// The stored name, also the end of its message's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Association => "association",
            Self::Supplier => "supplier",
            Self::WasteOperator => "waste_operator",
            Self::Municipality => "municipality",
            Self::Inspectorate => "inspectorate",
            Self::CapitalRepair => "capital_repair",
            Self::BillingCentre => "billing_centre",
            Self::Direct => "direct",
            Self::Unknown => "unknown",
        }
    }

    /// The value of a stored name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}
