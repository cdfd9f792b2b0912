//! What an organisation is, told from its name alone: registries of houses say no more.

use super::OrgKind;
use crate::kernel::text::folded;

impl OrgKind {
    /// The kind of the one that manages a house. `None` when the words say that nobody does:
    /// «непосредственное управление» (ЖК РФ, ст. 161 ч. 2 п. 1) is no organisation.
    pub fn of_manager(name: &str) -> Option<Self> {
        let name = folded(name);
        if name.is_empty() || name.contains("непосредственн") || name.contains("управление собственник")
        {
            return None;
        }
        let word = |sought: &[&str]| name.split(' ').any(|word| sought.contains(&word));
        let company = word(&["ооо", "оао", "зао", "пао", "ао", "муп", "гуп", "гбу", "мбу", "ук"]);
        let association = word(&["тсж", "тсн", "жск"])
            || (word(&["жк", "жнк"]) && !company)
            || name.contains("товарищество собственник")
            || name.contains("строительный кооператив")
            || name.contains("жилищный кооператив");
        Some(if association {
            Self::Association
        } else if name.starts_with("администрация") {
            Self::Municipality
        } else {
            Self::Manager
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_name() {
        for (name, kind) in [
            ("ООО \"УК Поморье\"", Some(OrgKind::Manager)),
            ("МУП ЖКХ \"Сиверский\"", Some(OrgKind::Manager)),
            ("ТСЖ \"Мира, 5\"", Some(OrgKind::Association)),
            ("ТСН «Берёзка»", Some(OrgKind::Association)),
            ("ЖК \"Весна\"", Some(OrgKind::Association)),
            ("ООО \"ЖК \"Олимпийская\"", Some(OrgKind::Manager)),
            ("ЖСК-14", Some(OrgKind::Association)),
            ("Товарищество собственников жилья \"Дом\"", Some(OrgKind::Association)),
            ("Администрация МО Кипенское СП", Some(OrgKind::Municipality)),
            ("Непосредственное управление", None),
            ("непосредственное управление собственниками", None),
            ("", None),
        ] {
            assert_eq!(OrgKind::of_manager(name), kind, "{name}");
        }
    }
}
