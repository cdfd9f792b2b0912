//! Words that say what a part of an address is: `ул.`, `р-н`, `корпус` and their spellings.

use crate::kernel::text::lowered;

/// What a part of an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Субъект Федерации
    Region,
    /// Район, округ, поселение
    District,
    /// Населённый пункт
    Settlement,
    /// Элемент планировочной структуры: a micro-district, a garden partnership
    Territory,
    /// Элемент улично-дорожной сети
    Street,
    /// Дом, владение
    House,
    /// Корпус
    Block,
    /// Строение, сооружение
    Building,
    /// Литера
    Letter,
    /// Something inside a house, which is no part of its number
    Inside,
}

/// A word of type in the spelling we print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub role: Role,
    /// As we print it.
    pub print: &'static str,
    /// Written out in full, so that it may as well be a piece of a name: `ул. Набережная`.
    pub full: bool,
}

/// A place's kind in the spelling we print, and its name: `ул.` and `Мира` of «улица Мира».
pub fn place_kind(text: &str) -> (&'static str, &str) {
    let named =
        |word: &Word| !matches!(word.role, Role::House | Role::Block | Role::Building | Role::Letter | Role::Inside);
    let text = text.trim();
    let first = text.split_once(' ').and_then(|(kind, name)| Some((word(kind).filter(named)?.print, name)));
    let last = || text.rsplit_once(' ').and_then(|(name, kind)| Some((word(kind).filter(named)?.print, name)));
    first.or_else(last).unwrap_or(("", text))
}

/// The word of type a text is, its last dot aside.
pub(super) fn word(text: &str) -> Option<Word> {
    // The longest is 14 letters and a dot: a longer text needs no lower case.
    if 30 < text.len() {
        return None;
    }
    let low = lowered(text);
    let low = low.strip_suffix('.').unwrap_or(&low);
    regional(low).or_else(|| settled(low)).or_else(|| street(low)).or_else(|| numbered(low))
}

fn short(role: Role, print: &'static str) -> Option<Word> {
    Some(Word { role, print, full: false })
}

fn full(role: Role, print: &'static str) -> Option<Word> {
    Some(Word { role, print, full: true })
}

fn regional(text: &str) -> Option<Word> {
    match text {
        "обл" | "область" => short(Role::Region, "область"),
        "край" => short(Role::Region, "край"),
        "респ" | "республика" => short(Role::Region, "Республика"),
        "ао" | "аобл" => short(Role::Region, "автономный округ"),
        "р-н" | "рн" => short(Role::District, "р-н"),
        "район" => full(Role::District, "р-н"),
        "м.р-н" | "мр-н" => short(Role::District, "м. р-н"),
        "г.о" | "го" => short(Role::District, "г. о."),
        "округ" => full(Role::District, "округ"),
        "у" | "улус" => short(Role::District, "улус"),
        "с/п" | "с/с" | "с/о" | "г/п" | "с/мо" => short(Role::District, "с/п"),
        _ => None,
    }
}

fn settled(text: &str) -> Option<Word> {
    use Role::{Settlement, Territory};
    match text {
        "г" | "гор" => short(Settlement, "г."),
        "город" => full(Settlement, "г."),
        "п" | "пос" => short(Settlement, "п."),
        "поселок" | "посёлок" => full(Settlement, "п."),
        "рп" | "р.п" => short(Settlement, "рп."),
        "пгт" | "п.г.т" => short(Settlement, "пгт."),
        "кп" => short(Settlement, "кп."),
        "дп" => short(Settlement, "дп."),
        "нп" => short(Settlement, "нп."),
        "с" => short(Settlement, "с."),
        "село" => full(Settlement, "с."),
        "д" | "дер" => short(Settlement, "д."),
        "деревня" => full(Settlement, "д."),
        "х" => short(Settlement, "х."),
        "хутор" => full(Settlement, "х."),
        "аул" => full(Settlement, "аул"),
        "м" => short(Settlement, "м."),
        "ст" => short(Settlement, "ст."),
        "станция" => full(Settlement, "ст."),
        "ст-ца" => short(Settlement, "ст-ца"),
        "станица" => full(Settlement, "ст-ца"),
        "ж/д_ст" | "ж/д" => short(Settlement, "ж/д ст."),
        "п/ст" => short(Settlement, "п/ст."),
        "рзд" => short(Settlement, "рзд."),
        "разъезд" => full(Settlement, "рзд."),
        "платф" => short(Settlement, "платф."),
        "пл-ка" => short(Settlement, "пл-ка"),
        "ж/д_казарм" => short(Settlement, "ж/д казарма"),
        "казарма" => full(Settlement, "казарма"),
        "мкр" | "мкр-н" | "м-н" => short(Territory, "мкр."),
        "микрорайон" => full(Territory, "мкр."),
        "кв-л" => short(Territory, "кв-л"),
        "квартал" => full(Territory, "кв-л"),
        "тер" => short(Territory, "тер."),
        "территория" => full(Territory, "тер."),
        "снт" => short(Territory, "СНТ"),
        "днт" => short(Territory, "ДНТ"),
        "гск" => short(Territory, "ГСК"),
        "жилзона" => short(Territory, "жилзона"),
        "промзона" => short(Territory, "промзона"),
        "массив" => full(Territory, "массив"),
        "городок" => full(Territory, "городок"),
        "уч-к" => short(Territory, "уч-к"),
        "остров" => full(Territory, "остров"),
        _ => None,
    }
}

fn street(text: &str) -> Option<Word> {
    use Role::Street;
    match text {
        "ул" => short(Street, "ул."),
        "улица" => full(Street, "ул."),
        "пр-кт" | "пр" | "просп" | "пр-т" => short(Street, "пр-кт"),
        "проспект" => full(Street, "пр-кт"),
        "пер" => short(Street, "пер."),
        "переулок" => full(Street, "пер."),
        "пр-д" => short(Street, "проезд"),
        "проезд" => full(Street, "проезд"),
        "ш" => short(Street, "ш."),
        "шоссе" => full(Street, "ш."),
        "наб" => short(Street, "наб."),
        "набережная" => full(Street, "наб."),
        "б-р" | "бул" => short(Street, "б-р"),
        "бульвар" => full(Street, "б-р"),
        "пл" => short(Street, "пл."),
        "площадь" => full(Street, "пл."),
        "туп" => short(Street, "туп."),
        "тупик" => full(Street, "туп."),
        "дор" => short(Street, "дор."),
        "дорога" => full(Street, "дор."),
        "аллея" => full(Street, "аллея"),
        "линия" => full(Street, "линия"),
        "тракт" => full(Street, "тракт"),
        "заезд" => full(Street, "заезд"),
        "проулок" => full(Street, "проулок"),
        "просек" => short(Street, "просека"),
        "просека" => full(Street, "просека"),
        "км" => short(Street, "км"),
        _ => None,
    }
}

fn numbered(text: &str) -> Option<Word> {
    match text {
        "дом" | "вл" | "влд" | "двлд" | "домовладение" | "владение" | "зд" | "здание" => {
            short(Role::House, "д.")
        }
        "к" | "корп" | "корпус" => short(Role::Block, "к"),
        "стр" | "строение" | "соор" | "сооруж" | "сооружение" => {
            short(Role::Building, "стр")
        }
        "лит" | "литер" | "литера" => short(Role::Letter, "лит"),
        "кв" | "под" | "подъезд" | "подъезды" | "инв" | "пом" | "оф" => {
            short(Role::Inside, "")
        }
        _ => None,
    }
}
