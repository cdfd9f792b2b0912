//! What the provider tells of the demo town's personas.

use domain::people::Level;
use service::demo::{Persona, personas};

/// The one with this key.
pub fn find(slug: &str) -> Option<&'static Persona> {
    personas().iter().find(|persona| persona.slug == slug)
}

/// «Анна Сергеевна Орлова»
pub fn name(persona: &Persona) -> String {
    format!("{} {} {}", persona.given, persona.patronymic, persona.family)
}

/// The standard's claims and `trusted`, as ЕСИА has it.
pub fn claims(persona: &Persona) -> serde_json::Value {
    serde_json::json!({
        "sub": persona.slug,
        "name": name(persona),
        "family_name": persona.family,
        "given_name": persona.given,
        "middle_name": persona.patronymic,
        "trusted": persona.level == Level::Confirmed,
    })
}
