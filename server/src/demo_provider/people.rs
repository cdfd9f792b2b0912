//! Who can be chosen, and what the provider tells of them.

use domain::people::Level;

/// Somebody to be.
#[derive(Debug, Clone, Copy)]
pub struct Somebody {
    /// The provider's key of the person.
    pub slug: &'static str,
    /// Фамилия
    pub family: &'static str,
    /// Имя
    pub given: &'static str,
    /// Отчество
    pub patronymic: &'static str,
    /// How surely the person is known.
    pub level: Level,
    /// What to try.
    pub says: &'static str,
}

const fn somebody(slug: &'static str, name: [&'static str; 3], says: &'static str) -> Somebody {
    let [family, given, patronymic] = name;
    Somebody { slug, family, given, patronymic, level: Level::Confirmed, says }
}

const ALL: [Somebody; 11] = [
    somebody("anna", ["Орлова", "Анна", "Сергеевна"], "Впервые в системе: подключает лицевой счёт."),
    somebody("boris", ["Волков", "Борис", "Игоревич"], "Счета подключены, показания за два года."),
    somebody("vera", ["Миронова", "Вера", "Павловна"], "Нанимательница муниципальной квартиры."),
    somebody("gleb", ["Соболев", "Глеб", "Андреевич"], "Житель другого дома."),
    somebody("uo", ["Крылова", "Марина", "Викторовна"], "Сотрудница управляющей организации."),
    somebody("rso", ["Щукин", "Николай", "Юрьевич"], "Сотрудник поставщика электроэнергии."),
    somebody("oms", ["Никитина", "Ольга", "Ивановна"], "Сотрудница администрации города."),
    somebody("gzhi", ["Захаров", "Павел", "Дмитриевич"], "Инспектор жилищной инспекции."),
    somebody("regop", ["Белова", "Ирина", "Александровна"], "Сотрудница фонда капитального ремонта."),
    somebody("operator", ["Тихонов", "Игорь", "Олегович"], "Оператор системы."),
    Somebody {
        level: Level::Basic,
        ..somebody("blocked", ["Лебедев", "Кирилл", "Петрович"], "Личность не подтверждена.")
    },
];

/// Everybody, in the order the page lists them.
pub fn all() -> &'static [Somebody] {
    &ALL
}

/// The one with this key.
pub fn find(slug: &str) -> Option<&'static Somebody> {
    all().iter().find(|somebody| somebody.slug == slug)
}

impl Somebody {
    /// The standard's claims and `trusted`, as ЕСИА has it.
    pub fn claims(&self) -> serde_json::Value {
        serde_json::json!({
            "sub": self.slug,
            "name": format!("{} {} {}", self.given, self.patronymic, self.family),
            "family_name": self.family,
            "given_name": self.given,
            "middle_name": self.patronymic,
            "email": format!("{}@demo.example", self.slug),
            "email_verified": true,
            "trusted": self.level == Level::Confirmed,
        })
    }
}
