//! The count as machines ask it: one flat question, one answer.

use serde::{Deserialize, Serialize};

use super::{Asked, Ballot, Choice, House, Kind, Outcome, Rule, Votes, tally};
use crate::kernel::{Area, Share};

/// A meeting to be counted. Areas are decimal strings in m² with two decimals at most. Kinds of owners' and
/// of members' meetings may be asked of together: each is counted by its own rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    #[serde(with = "metres")]
    total: Area,
    /// Needed when a question is of kind 4.6.
    #[serde(default, with = "metres::option")]
    residential_total: Option<Area>,
    /// All entrances of the house; needed when a question is of kind 4.5.
    #[serde(default)]
    entrances: Vec<Entrance>,
    questions: Vec<Item>,
    #[serde(default)]
    ballots: Vec<Paper>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entrance {
    no: i32,
    #[serde(with = "metres")]
    total: Area,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    kind: Kind,
    #[serde(default)]
    entrance: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    #[serde(with = "metres")]
    area: Area,
    #[serde(default = "whole", with = "fraction")]
    share: Share,
    #[serde(default = "yes")]
    residential: bool,
    #[serde(default)]
    entrance: Option<i32>,
    answers: Vec<Choice>,
}

const fn whole() -> Share {
    Share::WHOLE
}

const fn yes() -> bool {
    true
}

/// What is answered.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Is the meeting competent?
    pub quorum: bool,
    /// Each question, in the order asked.
    pub questions: Vec<Said>,
}

/// What came out of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// As asked.
    pub kind: Kind,
    /// May it be decided?
    pub quorum: bool,
    /// За
    #[serde(rename = "for")]
    pub for_: Sum,
    /// Против
    pub against: Sum,
    /// Воздержались
    pub abstain: Sum,
    /// Answers that do not count.
    pub invalid: Sum,
    /// The threshold's name.
    pub rule: Rule,
    /// The article that sets it.
    pub article: String,
    /// Is it adopted?
    pub adopted: bool,
}

/// Votes in m².
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// A fraction in lowest terms: `2601/2`.
    pub exact: String,
    /// Two decimals, half up: `1300.50`.
    pub decimal: String,
}

impl From<&Votes> for Sum {
    fn from(votes: &Votes) -> Self {
        Self { exact: votes.exact(), decimal: votes.decimal() }
    }
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Self {
        let said = |result: &super::Result| Said {
            kind: result.kind,
            quorum: result.quorum,
            for_: Sum::from(&result.for_),
            against: Sum::from(&result.against),
            abstain: Sum::from(&result.abstain),
            invalid: Sum::from(&result.invalid),
            rule: result.kind.rule(),
            article: result.kind.threshold().to_owned(),
            adopted: result.adopted,
        };
        Self { quorum: outcome.quorum, questions: outcome.questions.iter().map(said).collect() }
    }
}

impl Question {
    /// The count; or the path of the field that cannot be, and why.
    pub fn answer(self) -> Result<Answer, (String, &'static str)> {
        self.check()?;
        let house = House {
            total: Votes::whole(self.total),
            residential_total: self.residential_total.unwrap_or(self.total),
            entrances: self.entrances.iter().map(|entrance| (entrance.no, entrance.total)).collect(),
        };
        let asked: Vec<Asked> =
            self.questions.iter().map(|item| Asked { kind: item.kind, entrance: item.entrance }).collect();
        let ballots: Vec<Ballot> = self
            .ballots
            .into_iter()
            .map(|paper| Ballot {
                area: paper.area,
                share: paper.share,
                residential: paper.residential,
                entrance: paper.entrance,
                answers: paper.answers,
            })
            .collect();
        Ok(tally(&house, &asked, &ballots).into())
    }

    fn check(&self) -> Result<(), (String, &'static str)> {
        let wrong = |path: String, why| Err((path, why));
        if self.total.0 <= 0 {
            return wrong("total".to_owned(), "more than 0");
        }
        if self.residential_total.is_some_and(|residential| self.total < residential) {
            return wrong("residential_total".to_owned(), "at most the total");
        }
        let area: i64 = self.entrances.iter().map(|entrance| entrance.total.0).fold(0, i64::saturating_add);
        if self.total.0 < area {
            return wrong("entrances".to_owned(), "together at most the total");
        }
        for (number, entrance) in self.entrances.iter().enumerate() {
            if self.entrances.iter().take(number).any(|other| other.no == entrance.no) {
                return wrong(format!("entrances[{number}].no"), "each once");
            }
        }
        if self.questions.is_empty() {
            return wrong("questions".to_owned(), "at least one");
        }
        for (number, item) in self.questions.iter().enumerate() {
            let known = |entrance: i32| self.entrances.iter().any(|other| other.no == entrance);
            match (item.kind, item.entrance) {
                (_, Some(entrance)) if !known(entrance) => {
                    return wrong(format!("questions[{number}].entrance"), "one of the entrances");
                }
                (Kind::Conversion, None) if 1 < self.entrances.len() => {
                    return wrong(format!("questions[{number}].entrance"), "needed for 4.5");
                }
                (Kind::DevelopmentIn | Kind::DevelopmentOut, _) if self.residential_total.is_none() => {
                    return wrong("residential_total".to_owned(), "needed for 4.6");
                }
                _ => {}
            }
        }
        if !Votes::can_hold(self.ballots.iter().map(|paper| paper.share)) {
            return wrong("ballots".to_owned(), "at most 500 different denominators, up to 1000000000");
        }
        let mut votes = Votes::default();
        for (number, paper) in self.ballots.iter().enumerate() {
            if paper.answers.len() != self.questions.len() {
                return wrong(format!("ballots[{number}].answers"), "one for each question");
            }
            votes.add(paper.area, paper.share);
        }
        if votes.compare(1, &Votes::whole(self.total), 1).is_gt() {
            return wrong("ballots".to_owned(), "together at most the total");
        }
        Ok(())
    }
}

/// Areas as they travel: `60.30`.
mod metres {
    use serde::{Deserialize, Deserializer, de::Error as _};

    use crate::kernel::Area;

    /// Digits, and two decimals at most behind a point.
    fn read(text: &str) -> Option<Area> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || 2 < decimals.len() || 12 < whole.len() {
            return None;
        }
        let hundredths: i64 = format!("{decimals:0<2}").parse().ok()?;
        Some(Area(whole.parse::<i64>().ok()? * 100 + hundredths))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Area, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        read(&text).ok_or_else(|| D::Error::custom("an area in m² with two decimals at most"))
    }

    pub mod option {
        use super::{Area, Deserialize, Deserializer};

        #[derive(Deserialize)]
        struct Some_(#[serde(with = "super")] Area);

        pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Area>, D::Error> {
            Ok(Option::<Some_>::deserialize(from)?.map(|Some_(area)| area))
        }
    }
}

/// Shares as they travel: `1/3`, `1`.
mod fraction {
    use serde::{Deserialize, Deserializer, de::Error as _};

    use crate::kernel::Share;

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Share, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        let read = || {
            let (num, den) = text.split_once('/').unwrap_or((&text, "1"));
            Share::new(num.parse().ok()?, den.parse().ok()?)
        };
        read().ok_or_else(|| D::Error::custom("a share above 0 and up to 1, such as 1/3"))
    }
}
