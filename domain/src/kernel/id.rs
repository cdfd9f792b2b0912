//! Ids: signed 64-bit, the region's code in the top eight bits under the sign, so that a row's
//! region is known without a look-up. They cross JSON, URLs and tiles as strings, because a
//! JavaScript number keeps only 53 bits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Bits below the region's code.
pub const REGION_SHIFT: u32 = 55;

/// A subject of the Federation by its two-digit code (35 is the Vologda oblast); 0 is "not known".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Region(pub u8);

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
        pub struct $name(pub i64);

        impl $name {
            /// The region the row belongs to.
            pub const fn region(self) -> Region {
                Region((self.0 >> REGION_SHIFT) as u8)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                match text.parse() {
                    Ok(number) if number > 0 => Ok(Self(number)),
                    _ => Err(NotAnId),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(d)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

id! {
    /// A house (объект жилищного фонда).
    HouseId
    /// A flat, a non-residential room or a parking place (помещение).
    PremisesId
    /// An organisation or an authority.
    OrgId
    /// Somebody who has signed in.
    PersonId
    /// A personal account (лицевой счёт).
    AccountId
    /// The tie between a person and an account.
    LinkId
    /// A metering device (прибор учёта).
    MeterId
    /// A general meeting of owners (общее собрание собственников).
    MeetingId
    /// A representative's power of attorney (доверенность).
    PowerId
    /// A file somebody gave.
    FileId
    /// A demand of owners for a meeting
    RequestId
    /// What an owner says of a question of an agenda
    RemarkId
    /// A file with a house's register of owners
    RegisterId
    /// One version of one reading (показание).
    ReadingId
    /// A message in somebody's feed.
    NoticeId
}
