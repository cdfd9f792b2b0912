//! What a provider's claims mean to us.

use anyhow::Context as _;
use domain::kernel::Date;
use domain::people::Level;
use serde_json::{Map, Value};
use service::people::Claims;

use super::config::ClaimsProfile;

/// Which provider says it, and how it speaks.
#[derive(Debug, Clone)]
pub struct Speech {
    /// The provider's configured key.
    pub key: String,
    /// Its way of telling.
    pub profile: ClaimsProfile,
    /// The claim that is true for a confirmed person.
    pub level_claim: Option<String>,
}

/// The person in verified claims. A standard provider says `family_name`, ЕСИА says `lastName`; its `sub`
/// may be missing where `urn:esia:sbj_id` stands.
pub fn read(speech: &Speech, said: &Map<String, Value>) -> anyhow::Result<Claims> {
    let text = |names: &[&str]| names.iter().find_map(|name| told(said, name)).unwrap_or_default();
    let names = match speech.profile {
        ClaimsProfile::Standard => [text(&["family_name"]), text(&["given_name"]), text(&["middle_name"])],
        ClaimsProfile::Esia => [
            text(&["family_name", "lastName", "last_name"]),
            text(&["given_name", "firstName", "first_name"]),
            text(&["middle_name", "middleName"]),
        ],
    };
    let [mut family_name, given_name, patronymic] = names;
    if family_name.is_empty() && given_name.is_empty() {
        family_name = text(&["name", "preferred_username", "nickname"]);
    }
    let subject = match speech.profile {
        ClaimsProfile::Standard => text(&["sub"]),
        ClaimsProfile::Esia => text(&["urn:esia:sbj_id", "sub"]),
    };
    anyhow::ensure!(!subject.is_empty(), "the claims name no subject");
    let confirmed = speech.level_claim.as_deref().and_then(|name| said.get(name)).is_some_and(is_true);
    Ok(Claims {
        provider: speech.key.clone(),
        subject,
        family_name,
        given_name,
        patronymic,
        birth_date: day(&text(&["birthdate", "birthDate", "birth_date"])),
        email: email(said),
        phone: text(&["phone_number", "mobile"]),
        level: if confirmed { Level::Confirmed } else { Level::Basic },
    })
}

/// A text, or a number as text, cut to what a person's name or address may take.
fn told(said: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match said.get(name)? {
        Value::String(text) => text.trim().chars().filter(|c| !c.is_control()).take(200).collect(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text: &String| !text.is_empty())
}

/// An address the provider calls unverified is anybody's.
fn email(said: &Map<String, Value>) -> String {
    let unverified = said.get("email_verified").is_some_and(|verified| !is_true(verified));
    if unverified { String::new() } else { told(said, "email").unwrap_or_default() }
}

fn is_true(value: &Value) -> bool {
    matches!(value, Value::Bool(true)) || value.as_str() == Some("true")
}

/// `1985-03-07`, or `07.03.1985` as ЕСИА writes it; a year alone or 0000-03-07 is no day.
fn day(text: &str) -> Option<Date> {
    let day = Date::parse_from_str(text, "%Y-%m-%d").or_else(|_| Date::parse_from_str(text, "%d.%m.%Y")).ok()?;
    (Date::from_ymd_opt(1850, 1, 1)? < day).then_some(day)
}

/// A JSON object's members.
pub fn members(value: Value) -> anyhow::Result<Map<String, Value>> {
    match value {
        Value::Object(members) => Ok(members),
        _ => None.context("the claims are not an object"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(profile: ClaimsProfile, level: Option<&str>, said: Value) -> Claims {
        let speech = Speech { key: "key".to_owned(), profile, level_claim: level.map(str::to_owned) };
        read(&speech, &members(said).expect("members")).expect("claims")
    }

    #[test]
    fn the_standards_claims() {
        let said = json!({"sub": "7", "family_name": "Орлова", "given_name": "Анна", "middle_name": "Сергеевна",
            "birthdate": "1985-03-07", "email": "a@example.org", "email_verified": true, "phone_number": "+7", "trusted": true});
        let claims = check(ClaimsProfile::Standard, None, said.clone());
        assert_eq!(
            (claims.subject.as_str(), claims.family_name.as_str(), claims.patronymic.as_str()),
            ("7", "Орлова", "Сергеевна")
        );
        assert_eq!((claims.birth_date, claims.email.as_str()), (Date::from_ymd_opt(1985, 3, 7), "a@example.org"));
        assert_eq!(claims.level, Level::Basic, "a claim nobody named confirms nothing");
        assert_eq!(check(ClaimsProfile::Standard, Some("trusted"), said).level, Level::Confirmed);
    }

    #[test]
    fn esias_claims() {
        let said = json!({"urn:esia:sbj_id": 1000123, "lastName": "Орлова", "firstName": "Анна", "middleName": "Сергеевна",
            "birthDate": "07.03.1985", "trusted": "true", "mobile": "+7 000 0000000"});
        let claims = check(ClaimsProfile::Esia, Some("trusted"), said);
        assert_eq!(
            (claims.subject.as_str(), claims.given_name.as_str(), claims.phone.as_str()),
            ("1000123", "Анна", "+7 000 0000000")
        );
        assert_eq!((claims.birth_date, claims.level), (Date::from_ymd_opt(1985, 3, 7), Level::Confirmed));
        let said = json!({"urn:esia:sbj_id": 1, "lastName": "Орлова", "trusted": false});
        assert_eq!(check(ClaimsProfile::Esia, Some("trusted"), said).level, Level::Basic);
    }

    #[test]
    fn little_or_odd_claims() {
        let claims = check(
            ClaimsProfile::Standard,
            None,
            json!({"sub": "7", "name": "Anna", "email": "a@b", "email_verified": false, "birthdate": "0000-03-07"}),
        );
        assert_eq!((claims.family_name.as_str(), claims.email.as_str(), claims.birth_date), ("Anna", "", None));
        let speech = Speech { key: "key".to_owned(), profile: ClaimsProfile::Standard, level_claim: None };
        assert!(read(&speech, &Map::new()).is_err());
    }
}
