//! Kinds of questions by ст. 44 ч. 2 ЖК, and the rule each is decided by (ст. 46 ч. 1 ЖК); of members'
//! meetings by ст. 145 ч. 2, 146 ч. 4 and 117 ЖК.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Body, Rule};

/// What a question of the agenda is. The codes are the clauses of ст. 44 ч. 2 ЖК. The order is the Code's:
/// owners' meetings, associations', cooperatives'.
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
    /// ст. 145 ч. 2 п. 1: the association's charter
    Charter,
    /// п. 2: reorganisation, liquidation
    Reorganisation,
    /// п. 3: the board, the auditors, the chair
    Board,
    /// п. 4: what members pay
    Dues,
    /// п. 5: how funds are formed and used
    Funds,
    /// п. 6: borrowing
    Borrowing,
    /// п. 7: where income from business goes
    Income,
    /// п. 8: the year's plan of upkeep and repair, the report on it
    YearPlan,
    /// п. 8.1: the estimate of income and expense
    Estimate,
    /// п. 8.2: the board's report
    BoardReport,
    /// п. 8.3: the auditors' conclusion
    AuditReport,
    /// п. 9: complaints about the board
    Complaints,
    /// п. 10: rules for the staff and their pay, other internal documents
    InternalRules,
    /// п. 11: the board's pay
    BoardPay,
    /// п. 13, ч. 3, 4: anything else of an association's meeting
    AssociationOther,
    /// ст. 117 ч. 1: a question of a cooperative's meeting
    Cooperative,
    /// ст. 117 ч. 1: one the cooperative's charter names for more than three quarters
    CooperativeCharter,
}

impl Kind {
    /// All of them, in the order of the Code.
    pub const ALL: [Self; 45] = [
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
        Self::Charter,
        Self::Reorganisation,
        Self::Board,
        Self::Dues,
        Self::Funds,
        Self::Borrowing,
        Self::Income,
        Self::YearPlan,
        Self::Estimate,
        Self::BoardReport,
        Self::AuditReport,
        Self::Complaints,
        Self::InternalRules,
        Self::BoardPay,
        Self::AssociationOther,
        Self::Cooperative,
        Self::CooperativeCharter,
    ];

    /// The code, and how it is decided: ст. 46 ч. 1 ЖК; for 4.5 ч. 1.2, for 4.6 ч. 1 with 44 ч. 2 п. 4.6;
    /// ст. 136 ч. 1; ст. 36 ч. 3 and 40 ч. 2; of members' meetings ст. 146 ч. 4 and 117 ч. 1 ЖК.
    const fn says(self) -> (&'static str, Rule) {
        use Rule::*;
        match self {
            Self::CapitalRepair => ("1", TwoThirdsOfAll),
            Self::FundForm => ("1.1", AbsoluteOfAll),
            Self::FundAmount => ("1.1-1", TwoThirdsOfAll),
            Self::FundLoan => ("1.2", TwoThirdsOfAll),
            Self::Clause13 => ("1.3", TwoThirdsOfAll),
            Self::LandUse => ("2", TwoThirdsOfAll),
            Self::Landscaping => ("2.1", SimpleOfParticipants),
            Self::CommonUse => ("3", TwoThirdsOfAll),
            Self::CommonContracts => ("3.1", TwoThirdsOfAll),
            Self::SystemUse => ("3.2", SimpleOfParticipants),
            Self::Administrator => ("3.3", SimpleOfParticipants),
            Self::Procedure => ("3.4", SimpleOfParticipants),
            Self::MeetingCosts => ("3.5", SimpleOfParticipants),
            Self::RegisterApplicant => ("3.6", SimpleOfParticipants),
            Self::PaperProcedure => ("3.7", SimpleOfParticipants),
            Self::Clause38 => ("3.8", TwoThirdsOfAll),
            Self::Management => ("4", AbsoluteOfAll),
            Self::CurrentRepair => ("4.1", SimpleOfParticipants),
            Self::CouncilRepair => ("4.2", AbsoluteOfAll),
            Self::ChairPowers => ("4.3", TwoThirdsOfAll),
            Self::DirectContracts => ("4.4", SimpleOfParticipants),
            Self::Conversion => ("4.5", Conversion),
            Self::DevelopmentIn => ("4.6-in", TwoThirdsOfResidential),
            Self::DevelopmentOut => ("4.6-out", ThirdOfResidential),
            Self::ManagingOrganisation => ("4.7", AbsoluteOfAll),
            Self::Other => ("5", SimpleOfParticipants),
            Self::Association => ("tszh", AbsoluteOfAll),
            Self::Unanimous => ("unanimous", Unanimous),
            Self::Charter => ("145.1", SimpleOfParticipants),
            Self::Reorganisation => ("145.2", TwoThirdsOfAll),
            Self::Board => ("145.3", SimpleOfParticipants),
            Self::Dues => ("145.4", SimpleOfParticipants),
            Self::Funds => ("145.5", SimpleOfParticipants),
            Self::Borrowing => ("145.6", TwoThirdsOfAll),
            Self::Income => ("145.7", TwoThirdsOfAll),
            Self::YearPlan => ("145.8", SimpleOfParticipants),
            Self::Estimate => ("145.8.1", SimpleOfParticipants),
            Self::BoardReport => ("145.8.2", SimpleOfParticipants),
            Self::AuditReport => ("145.8.3", SimpleOfParticipants),
            Self::Complaints => ("145.9", SimpleOfParticipants),
            Self::InternalRules => ("145.10", SimpleOfParticipants),
            Self::BoardPay => ("145.11", SimpleOfParticipants),
            Self::AssociationOther => ("145.13", SimpleOfParticipants),
            Self::Cooperative => ("117", SimpleOfParticipants),
            Self::CooperativeCharter => ("117-charter", ThreeQuartersOfParticipants),
        }
    }

    /// The clause of ст. 44 ч. 2 ЖК, `145.` and a clause of its ч. 2, or the name of what other articles ask.
    pub const fn code(self) -> &'static str {
        self.says().0
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How it is decided.
    pub const fn rule(self) -> Rule {
        self.says().1
    }

    /// Whose meeting decides on it.
    pub fn body(self) -> Body {
        match self {
            Self::Cooperative | Self::CooperativeCharter => Body::Cooperative,
            kind if Self::Charter <= kind => Body::Association,
            _ => Body::Owners,
        }
    }

    /// The end of the key of the threshold's words: "all" are other people at a members' meeting.
    pub fn rule_key(self) -> String {
        match (self.body(), self.rule()) {
            (Body::Association, Rule::TwoThirdsOfAll) => "two-thirds-of-members".to_owned(),
            (_, rule) => rule.code().replace('_', "-"),
        }
    }

    /// The article that sets the threshold.
    pub fn threshold(self) -> &'static str {
        match (self.body(), self.rule()) {
            (Body::Association, _) => "ст. 146 ч. 4 ЖК РФ",
            (Body::Cooperative, _) => "ст. 117 ч. 1 ЖК РФ",
            (Body::Owners, Rule::Conversion) => "ст. 46 ч. 1.2 ЖК РФ",
            (Body::Owners, Rule::Unanimous) => "ст. 36 ч. 3 ЖК РФ",
            (Body::Owners, _) => "ст. 46 ч. 1 ЖК РФ",
        }
    }

    /// The article that makes the question one of the meeting.
    pub fn article(self) -> String {
        match self {
            Self::Association => "ст. 136 ч. 1 ЖК РФ".to_owned(),
            Self::Unanimous => "ст. 36 ч. 3, ст. 40 ч. 2 ЖК РФ".to_owned(),
            Self::DevelopmentIn | Self::DevelopmentOut => "ст. 44 ч. 2 п. 4.6 ЖК РФ".to_owned(),
            Self::Cooperative | Self::CooperativeCharter => "ст. 116 ч. 2 ЖК РФ".to_owned(),
            clause => match clause.code().strip_prefix("145.") {
                Some(clause) => format!("ст. 145 ч. 2 п. {clause} ЖК РФ"),
                None => format!("ст. 44 ч. 2 п. {} ЖК РФ", clause.code()),
            },
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
