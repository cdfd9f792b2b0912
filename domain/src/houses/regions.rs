//! The 89 subjects of the Federation, and Байконур, which it leases: two-digit code, name, the zone most of its people live by.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::kernel::Region;
use crate::kernel::text::folded;

/// A subject of the Federation.
#[derive(Debug, PartialEq, Eq)]
pub struct Subject {
    /// The code of the tax service and of ФИАС: 35 for the Vologda oblast.
    pub code: Region,
    /// The name in the Constitution's form, article 65, without the second half after a dash.
    pub name: &'static str,
    /// IANA zone of the capital; parts of Якутия and Сахалин live by others.
    pub zone: &'static str,
    /// What the name comes down to without its words of type, folded; several spellings by `|`.
    keys: &'static str,
}

const fn subject(code: u8, name: &'static str, zone: &'static str, keys: &'static str) -> Subject {
    Subject { code: Region(code), name, zone, keys }
}

const MOSCOW: &str = "Europe/Moscow";
const SAMARA: &str = "Europe/Samara";
const SIMFEROPOL: &str = "Europe/Simferopol";
const URALS: &str = "Asia/Yekaterinburg";
const KRASNOYARSK: &str = "Asia/Krasnoyarsk";
const IRKUTSK: &str = "Asia/Irkutsk";
const YAKUTSK: &str = "Asia/Yakutsk";
const VLADIVOSTOK: &str = "Asia/Vladivostok";

/// All of them by code.
pub static SUBJECTS: [Subject; 90] = [
    subject(1, "Республика Адыгея", MOSCOW, "адыгея"),
    subject(2, "Республика Башкортостан", URALS, "башкортостан|башкирия"),
    subject(3, "Республика Бурятия", IRKUTSK, "бурятия"),
    subject(4, "Республика Алтай", "Asia/Barnaul", "алтай"),
    subject(5, "Республика Дагестан", MOSCOW, "дагестан"),
    subject(6, "Республика Ингушетия", MOSCOW, "ингушетия"),
    subject(7, "Кабардино-Балкарская Республика", MOSCOW, "кабардино балкарская|кабардино балкария"),
    subject(8, "Республика Калмыкия", MOSCOW, "калмыкия"),
    subject(9, "Карачаево-Черкесская Республика", MOSCOW, "карачаево черкесская|карачаево черкесия"),
    subject(10, "Республика Карелия", MOSCOW, "карелия"),
    subject(11, "Республика Коми", MOSCOW, "коми"),
    subject(12, "Республика Марий Эл", MOSCOW, "марий эл"),
    subject(13, "Республика Мордовия", MOSCOW, "мордовия"),
    subject(14, "Республика Саха (Якутия)", YAKUTSK, "саха якутия|саха|якутия"),
    subject(15, "Республика Северная Осетия", MOSCOW, "северная осетия алания|северная осетия|алания"),
    subject(16, "Республика Татарстан", MOSCOW, "татарстан"),
    subject(17, "Республика Тыва", KRASNOYARSK, "тыва|тува"),
    subject(18, "Удмуртская Республика", SAMARA, "удмуртская|удмуртия"),
    subject(19, "Республика Хакасия", KRASNOYARSK, "хакасия"),
    subject(20, "Чеченская Республика", MOSCOW, "чеченская|чечня"),
    subject(21, "Чувашская Республика", MOSCOW, "чувашская чувашия|чувашская|чувашия"),
    subject(22, "Алтайский край", "Asia/Barnaul", "алтайский"),
    subject(23, "Краснодарский край", MOSCOW, "краснодарский"),
    subject(24, "Красноярский край", KRASNOYARSK, "красноярский"),
    subject(25, "Приморский край", VLADIVOSTOK, "приморский"),
    subject(26, "Ставропольский край", MOSCOW, "ставропольский"),
    subject(27, "Хабаровский край", VLADIVOSTOK, "хабаровский"),
    subject(28, "Амурская область", YAKUTSK, "амурская"),
    subject(29, "Архангельская область", MOSCOW, "архангельская"),
    subject(30, "Астраханская область", "Europe/Astrakhan", "астраханская"),
    subject(31, "Белгородская область", MOSCOW, "белгородская"),
    subject(32, "Брянская область", MOSCOW, "брянская"),
    subject(33, "Владимирская область", MOSCOW, "владимирская"),
    subject(34, "Волгоградская область", "Europe/Volgograd", "волгоградская"),
    subject(35, "Вологодская область", MOSCOW, "вологодская"),
    subject(36, "Воронежская область", MOSCOW, "воронежская"),
    subject(37, "Ивановская область", MOSCOW, "ивановская"),
    subject(38, "Иркутская область", IRKUTSK, "иркутская"),
    subject(39, "Калининградская область", "Europe/Kaliningrad", "калининградская"),
    subject(40, "Калужская область", MOSCOW, "калужская"),
    subject(41, "Камчатский край", "Asia/Kamchatka", "камчатский"),
    subject(42, "Кемеровская область", "Asia/Novokuznetsk", "кемеровская|кемеровская кузбасс|кузбасс"),
    subject(43, "Кировская область", "Europe/Kirov", "кировская"),
    subject(44, "Костромская область", MOSCOW, "костромская"),
    subject(45, "Курганская область", URALS, "курганская"),
    subject(46, "Курская область", MOSCOW, "курская"),
    subject(47, "Ленинградская область", MOSCOW, "ленинградская"),
    subject(48, "Липецкая область", MOSCOW, "липецкая"),
    subject(49, "Магаданская область", "Asia/Magadan", "магаданская"),
    subject(50, "Московская область", MOSCOW, "московская"),
    subject(51, "Мурманская область", MOSCOW, "мурманская"),
    subject(52, "Нижегородская область", MOSCOW, "нижегородская"),
    subject(53, "Новгородская область", MOSCOW, "новгородская"),
    subject(54, "Новосибирская область", "Asia/Novosibirsk", "новосибирская"),
    subject(55, "Омская область", "Asia/Omsk", "омская"),
    subject(56, "Оренбургская область", URALS, "оренбургская"),
    subject(57, "Орловская область", MOSCOW, "орловская"),
    subject(58, "Пензенская область", MOSCOW, "пензенская"),
    subject(59, "Пермский край", URALS, "пермский"),
    subject(60, "Псковская область", MOSCOW, "псковская"),
    subject(61, "Ростовская область", MOSCOW, "ростовская"),
    subject(62, "Рязанская область", MOSCOW, "рязанская"),
    subject(63, "Самарская область", SAMARA, "самарская"),
    subject(64, "Саратовская область", "Europe/Saratov", "саратовская"),
    subject(65, "Сахалинская область", "Asia/Sakhalin", "сахалинская"),
    subject(66, "Свердловская область", URALS, "свердловская"),
    subject(67, "Смоленская область", MOSCOW, "смоленская"),
    subject(68, "Тамбовская область", MOSCOW, "тамбовская"),
    subject(69, "Тверская область", MOSCOW, "тверская"),
    subject(70, "Томская область", "Asia/Tomsk", "томская"),
    subject(71, "Тульская область", MOSCOW, "тульская"),
    subject(72, "Тюменская область", URALS, "тюменская"),
    subject(73, "Ульяновская область", "Europe/Ulyanovsk", "ульяновская"),
    subject(74, "Челябинская область", URALS, "челябинская"),
    subject(75, "Забайкальский край", "Asia/Chita", "забайкальский"),
    subject(76, "Ярославская область", MOSCOW, "ярославская"),
    subject(77, "Москва", MOSCOW, "москва"),
    subject(78, "Санкт-Петербург", MOSCOW, "санкт петербург"),
    subject(79, "Еврейская автономная область", VLADIVOSTOK, "еврейская"),
    subject(83, "Ненецкий автономный округ", MOSCOW, "ненецкий"),
    subject(86, "Ханты-Мансийский автономный округ", URALS, "ханты мансийский югра|ханты мансийский|югра"),
    subject(87, "Чукотский автономный округ", "Asia/Anadyr", "чукотский"),
    subject(89, "Ямало-Ненецкий автономный округ", URALS, "ямало ненецкий"),
    subject(90, "Запорожская область", MOSCOW, "запорожская"),
    subject(91, "Республика Крым", SIMFEROPOL, "крым"),
    subject(92, "Севастополь", SIMFEROPOL, "севастополь"),
    subject(93, "Донецкая Народная Республика", MOSCOW, "донецкая народная|днр"),
    subject(94, "Луганская Народная Республика", MOSCOW, "луганская народная|лнр"),
    subject(95, "Херсонская область", MOSCOW, "херсонская"),
    // No subject: leased until 2050; the address register numbers it 99.
    subject(99, "Байконур", "Asia/Qyzylorda", "байконур"),
];

/// Words that say which kind of subject it is and not which one.
const TYPE_WORDS: [&str; 18] = [
    "обл",
    "область",
    "край",
    "респ",
    "республика",
    "ао",
    "аобл",
    "автономный",
    "автономная",
    "округ",
    "аокруг",
    "г",
    "гор",
    "город",
    "федерального",
    "значения",
    "города",
    "р",
];

/// The subject with this code.
pub fn by_code(code: Region) -> Option<&'static Subject> {
    SUBJECTS.binary_search_by_key(&code, |subject| subject.code).ok().map(|place| &SUBJECTS[place])
}

/// The subject a registry calls `Вологодская обл.`, `обл. Вологодская`, `Вологодская`.
pub fn by_name(text: &str) -> Option<&'static Subject> {
    let folded = folded(text);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !TYPE_WORDS.contains(word)) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    if key.is_empty() {
        return None;
    }
    BY_KEY.get(key.as_str()).copied()
}

/// Every spelling, once: a registry asks for millions of rows.
static BY_KEY: LazyLock<HashMap<&str, &Subject>> = LazyLock::new(|| {
    // Of two subjects with one spelling the first stands.
    let spellings = SUBJECTS.iter().rev().flat_map(|subject| subject.keys.split('|').map(move |key| (key, subject)));
    spellings.collect()
});

impl Subject {
    /// A city that is a region by itself.
    pub fn is_city(&self) -> bool {
        matches!(self.code.0, 77 | 78 | 92 | 99)
    }
}
