//! Kinds of questions by ст. 44 ч. 2 ЖК, and the rule each is decided by (ст. 46 ч. 1 ЖК).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::Rule;

/// What a question of the agenda is. The codes are the clauses of ст. 44 ч. 2 ЖК.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// п. 1: reconstruction, capital repair, use of its fund
    CapitalRepair,
    /// п. 1.1: how the capital repair fund is formed
    FundForm,
    /// п. 1.1-1: a contribution above the minimum, a special deposit
    FundAmount,
    /// п. 1.2: a loan for capital repair
    FundLoan,
    /// п. 1.3: added in 2024; its content was not found
    Clause13,
    /// п. 2: limits of use of the land plot, easements
    LandUse,
    /// п. 2.1: improvement of the land plot
    Landscaping,
    /// п. 3: common property used by others
    CommonUse,
    /// п. 3.1: who concludes contracts about common property
    CommonContracts,
    /// п. 3.2: use of the system under direct management
    SystemUse,
    /// п. 3.3: the meeting's administrator
    Administrator,
    /// п. 3.4: how messages and decisions are received, how long voting lasts
    Procedure,
    /// п. 3.5: what meetings cost
    MeetingCosts,
    /// п. 3.6: who applies to the property register
    RegisterApplicant,
    /// п. 3.7: how written decisions are received
    PaperProcedure,
    /// п. 3.8: added in 2024; its content was not found
    Clause38,
    /// п. 4: the way of management
    Management,
    /// п. 4.1: current repair
    CurrentRepair,
    /// п. 4.2: the council may decide on current repair
    CouncilRepair,
    /// п. 4.3: more powers for the council's chair
    ChairPowers,
    /// п. 4.4: direct contracts with suppliers
    DirectContracts,
    /// п. 4.5: consent to turn a flat into other premises
    Conversion,
    /// п. 4.6: the house is included into a development project
    DevelopmentIn,
    /// п. 4.6: the house is excluded from it
    DevelopmentOut,
    /// п. 4.7: choice of the managing organisation
    ManagingOrganisation,
    /// п. 5: anything else the Code gives to the meeting
    Other,
    /// ст. 136 ч. 1 ЖК: an association of owners is founded
    Association,
    /// ст. 36 ч. 3, 40 ч. 2 ЖК: common property grows smaller or is joined to premises
    Unanimous,
}

impl Kind {
    /// All of them, in the order of the Code.
    pub const ALL: [Self; 28] = [
        Self::CapitalRepair,
        Self::FundForm,
        Self::FundAmount,
        Self::FundLoan,
        Self::Clause13,
        Self::LandUse,
        Self::Landscaping,
        Self::CommonUse,
        Self::CommonContracts,
        Self::SystemUse,
        Self::Administrator,
        Self::Procedure,
        Self::MeetingCosts,
        Self::RegisterApplicant,
        Self::PaperProcedure,
        Self::Clause38,
        Self::Management,
        Self::CurrentRepair,
        Self::CouncilRepair,
        Self::ChairPowers,
        Self::DirectContracts,
        Self::Conversion,
        Self::DevelopmentIn,
        Self::DevelopmentOut,
        Self::ManagingOrganisation,
        Self::Other,
        Self::Association,
        Self::Unanimous,
    ];

    /// The clause of ст. 44 ч. 2 ЖК, or the name of what other articles ask.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CapitalRepair => "1",
            Self::FundForm => "1.1",
            Self::FundAmount => "1.1-1",
            Self::FundLoan => "1.2",
            Self::Clause13 => "1.3",
            Self::LandUse => "2",
            Self::Landscaping => "2.1",
            Self::CommonUse => "3",
            Self::CommonContracts => "3.1",
            Self::SystemUse => "3.2",
            Self::Administrator => "3.3",
            Self::Procedure => "3.4",
            Self::MeetingCosts => "3.5",
            Self::RegisterApplicant => "3.6",
            Self::PaperProcedure => "3.7",
            Self::Clause38 => "3.8",
            Self::Management => "4",
            Self::CurrentRepair => "4.1",
            Self::CouncilRepair => "4.2",
            Self::ChairPowers => "4.3",
            Self::DirectContracts => "4.4",
            Self::Conversion => "4.5",
            Self::DevelopmentIn => "4.6-in",
            Self::DevelopmentOut => "4.6-out",
            Self::ManagingOrganisation => "4.7",
            Self::Other => "5",
            Self::Association => "tszh",
            Self::Unanimous => "unanimous",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How it is decided: ст. 46 ч. 1 ЖК; for 4.5 ч. 1.2, for 4.6 ч. 1 with 44 ч. 2 п. 4.6; ст. 136 ч. 1;
    /// ст. 36 ч. 3 and 40 ч. 2 ЖК.
    pub const fn rule(self) -> Rule {
        match self {
            Self::CapitalRepair
            | Self::FundAmount
            | Self::FundLoan
            | Self::Clause13
            | Self::LandUse
            | Self::CommonUse
            | Self::CommonContracts
            | Self::Clause38
            | Self::ChairPowers => Rule::TwoThirdsOfAll,
            Self::FundForm
            | Self::Management
            | Self::CouncilRepair
            | Self::ManagingOrganisation
            | Self::Association => Rule::AbsoluteOfAll,
            Self::Landscaping
            | Self::SystemUse
            | Self::Administrator
            | Self::Procedure
            | Self::MeetingCosts
            | Self::RegisterApplicant
            | Self::PaperProcedure
            | Self::CurrentRepair
            | Self::DirectContracts
            | Self::Other => Rule::SimpleOfParticipants,
            Self::Conversion => Rule::Conversion,
            Self::DevelopmentIn => Rule::TwoThirdsOfResidential,
            Self::DevelopmentOut => Rule::ThirdOfResidential,
            Self::Unanimous => Rule::Unanimous,
        }
    }

    /// The article that makes the question one of the meeting.
    pub fn article(self) -> String {
        match self {
            Self::Association => "ст. 136 ч. 1 ЖК РФ".to_owned(),
            Self::Unanimous => "ст. 36 ч. 3, ст. 40 ч. 2 ЖК РФ".to_owned(),
            Self::DevelopmentIn | Self::DevelopmentOut => "ст. 44 ч. 2 п. 4.6 ЖК РФ".to_owned(),
            clause => format!("ст. 44 ч. 2 п. {} ЖК РФ", clause.code()),
        }
    }

    /// Is its content known, so that it may be proposed? Clauses 1.3 and 3.8 were added in 2024 and
    /// only their thresholds are.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Clause13 | Self::Clause38)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(from)?;
        Self::from_code(&code).ok_or_else(|| D::Error::custom("not a kind of question"))
    }
}
