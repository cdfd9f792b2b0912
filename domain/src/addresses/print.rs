//! An address of the register as people print it (order of parts: постановление Правительства РФ от
//! 19.11.2014 № 1221, п. 44 and 48; short words: приказ Минфина России от 05.11.2015 № 171н).

/// An element above the building: `ул`, `Мира`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 the region … 8 the street, as the register numbers levels.
    pub level: i32,
    /// The short word of type, with or without its dot.
    pub kind: String,
    /// The name.
    pub name: String,
}

/// Words that are shortened with a dot.
const DOTTED: [&str; 30] = [
    "аобл",
    "г",
    "гор",
    "д",
    "дер",
    "дор",
    "дп",
    "ж/д_ст",
    "кп",
    "м",
    "мкр",
    "наб",
    "нп",
    "обл",
    "п",
    "пер",
    "пгт",
    "пл",
    "пос",
    "респ",
    "рзд",
    "рп",
    "с",
    "ст",
    "тер",
    "туп",
    "у",
    "ул",
    "х",
    "ш",
];

/// «Вологодская обл., г. Вологда, ул. Мира»
pub fn place_line(parts: &[Part]) -> String {
    let parts: Vec<String> = parts.iter().map(part).collect();
    parts.join(", ")
}

/// «д. 5, к. 2»: a building's number and its additions, each with its short word of type; a part without
/// a number is left out.
pub fn building_line(numbers: &[(String, String)]) -> String {
    let numbers = numbers.iter().filter(|(_, number)| !number.is_empty());
    numbers.map(|(kind, number)| format!("{} {number}", dotted(kind))).collect::<Vec<_>>().join(", ")
}

fn part(Part { level, kind, name }: &Part) -> String {
    let word = dotted(kind);
    let bare = kind.trim_end_matches('.').to_lowercase();
    // An adjective comes before its noun: Вологодская обл., Бабаевский р-н.
    let adjective = ["ая", "ий", "ый", "ой"].iter().any(|ending| name.ends_with(ending));
    match bare.as_str() {
        "" => name.clone(),
        "обл" | "край" | "ао" | "р-н" if *level <= 3 && adjective => format!("{name} {word}"),
        _ => format!("{word} {name}"),
    }
}

fn dotted(kind: &str) -> String {
    let bare = kind.trim().trim_end_matches('.');
    let known = DOTTED.contains(&bare.to_lowercase().as_str());
    if known || kind.ends_with('.') { format!("{bare}.") } else { bare.to_owned() }
}
