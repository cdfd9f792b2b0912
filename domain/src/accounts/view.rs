//! What screens show of accounts: plain data, already decided.

use serde::{Deserialize, Serialize};

use super::ServiceKind;
use crate::houses::PremisesKind;
use crate::kernel::{AccountId, Area, Date, HouseId, Instant, LinkId, PremisesId};
use crate::orgs::OrgRow;

/// An account linked to the person who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// The number as its bills print it.
    pub number: String,
    /// The single payer code (единый лицевой счёт); empty when there is none.
    pub payer_code: String,
    /// Where it belongs to.
    pub place: PlaceView,
    /// Who keeps the account.
    pub organisation: Option<OrgRow>,
    /// What is paid by it, and to whom.
    pub services: Vec<(ServiceKind, Option<OrgRow>)>,
    /// How many people the charges count.
    pub residents: i32,
    /// The area the charges count.
    pub area: Area,
    /// Closed on this day.
    pub closed_on: Option<Date>,
    /// Everybody linked to it, oldest first; the person who asks is one of them.
    pub links: Vec<LinkView>,
}

/// A tie between a person and an account, as another holder sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// Its id.
    pub id: LinkId,
    /// «Анна Сергеевна О.»: enough for those of one home to know each other.
    pub name: String,
    /// Since when.
    pub since: Instant,
    /// It is of the person who asks.
    pub mine: bool,
    /// The person who asks may end it.
    pub endable: bool,
}

/// A flat or other premises: where it is and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    /// Its id.
    pub id: PremisesId,
    /// The house.
    pub house: HouseId,
    /// The house's address.
    pub address: String,
    /// What it is.
    pub kind: PremisesKind,
    /// The flat's number.
    pub number: String,
    /// The entrance.
    pub entrance: Option<i32>,
    /// The floor.
    pub floor: Option<i32>,
    /// Living rooms.
    pub rooms: Option<i32>,
    /// All of it.
    pub area: Area,
}

/// Premises with everything the person's links open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// Where it is.
    pub place: PlaceView,
    /// Who lives there under a contract: name, contract, until when.
    pub tenant: Option<(String, String, Option<Date>)>,
    /// The person's accounts there.
    pub accounts: Vec<AccountView>,
}

/// Whom to ask when an account is not found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhomToAsk {
    /// Who manages the house.
    pub manager: Option<OrgRow>,
    /// Who keeps watch over managers in the region.
    pub inspectorate: Option<OrgRow>,
}
