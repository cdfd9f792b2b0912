//! Which kind a question's own words speak for. A proposal only: the choice is the initiator's, and every
//! voter sees it before voting. In court it was the choice of the kind that was disputed.

use super::{Body, Kind, Rule};

/// What a wording speaks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The likeliest kind; `None` when the words say nothing.
    pub kind: Option<Kind>,
    /// Other kinds the words may mean, the likelier first.
    pub others: Vec<Kind>,
    /// Of those the strictest, when it asks for more than the likeliest.
    pub stricter: Option<Kind>,
}

/// A sign of a kind: every group of it has a word that stands in the wording.
struct Sign {
    kind: Kind,
    /// Beginnings of words, alternatives set off by `|`; two words in a row are set off by a space.
    groups: &'static [&'static str],
    /// How much it says beside signs with as many groups.
    weight: u8,
}

const fn sign(kind: Kind, weight: u8, groups: &'static [&'static str]) -> Sign {
    Sign { kind, groups, weight }
}

const GIVE: &str = "передат|передач|предоставл|предостав|сда|заключ|аренд|размещ|использован|разреш|пользован";
const COMMON: &str =
    "общ имуществ|фасад|крыш|кровл|подвал|стен|чердак|лифт|колясочн|мест общего пользован|придомов|земельн";
const PARKING: &str = "парков|стоян|машино|шлагбаум|автомобил";
const REPAIR: &str = "ремонт|отремонтир|замен|покрас|побел|заделк|восстановл";

/// What words are signs of.
const SIGNS: &[Sign] = &[
    // Capital repair and its fund
    sign(Kind::CapitalRepair, 3, &["капитальн", REPAIR]),
    sign(Kind::CapitalRepair, 3, &["капремонт"]),
    sign(Kind::CapitalRepair, 3, &["реконструкц|надстро|пристро"]),
    sign(Kind::CapitalRepair, 4, &["строительств|возведен", "хозяйствен|постро|здани|сооружен"]),
    sign(
        Kind::CapitalRepair,
        4,
        &["переустройств|перепланировк", "общ имуществ|мест общего пользован|подъезд|общ помещен"],
    ),
    sign(Kind::CapitalRepair, 5, &["использован|израсход|направ|расходован", "средств", "фонд"]),
    sign(Kind::FundForm, 6, &["способ", "формирован", "фонд"]),
    sign(Kind::FundForm, 6, &["владел", "специальн", "счет"]),
    sign(Kind::FundForm, 6, &["кредитн организац|банк", "специальн", "счет"]),
    sign(Kind::FundForm, 5, &["специальн счет|счет регионального оператор"]),
    sign(Kind::FundForm, 6, &["регион оператор", "счет|фонд", "капитальн|капремонт"]),
    sign(Kind::FundAmount, 7, &["взнос", "капитальн|капремонт", "превыша|больш|выше|увелич|повы|размер"]),
    sign(Kind::FundAmount, 7, &["минимальн", "размер", "фонд", "капитальн|капремонт"]),
    sign(Kind::FundAmount, 7, &["специальн", "депозит"]),
    sign(Kind::FundLoan, 7, &["кредит|займ|заем", "капитальн|капремонт", "получ|взя|привлеч|погашен|гаранти|поручит"]),
    // Land
    sign(Kind::LandUse, 5, &["предел", "земельн|участ"]),
    sign(Kind::LandUse, 6, &["сервитут"]),
    sign(Kind::LandUse, 5, &["огранич", "пользован", "земельн|участ|двор|придомов"]),
    sign(Kind::LandUse, 5, &["шлагбаум|ворот|огражден|забор", "установ|монтаж|огород|оборудова"]),
    sign(Kind::LandUse, 5, &[PARKING, "порядок|правил|распредел|закреп|ограничен|предел"]),
    sign(Kind::LandUse, 4, &["въезд|проезд", "ограничен|порядок|установ"]),
    // Courts have asked for two thirds wherever a place to park shuts somebody out: always thought of.
    sign(Kind::LandUse, 1, &[PARKING]),
    sign(Kind::Landscaping, 4, &["благоустройств|благоустро"]),
    sign(Kind::Landscaping, 4, &["озеленен|клумб|газон|скамей|скамь|лавоч|урн"]),
    sign(Kind::Landscaping, 5, &["детск|спортивн", "площадк"]),
    sign(Kind::Landscaping, 4, &["парков|стоян", "обустро|асфальт|организ|созда|строительств|расшир"]),
    // Common property used by others
    sign(
        Kind::CommonUse,
        5,
        &[
            GIVE,
            COMMON,
            "арендатор|аренд|реклам|провайдер|оператор|оборудован|третьим лиц|иным лиц|вывеск|интернет|связ|кондиционер|банкомат|магазин|ип |ооо",
        ],
    ),
    sign(Kind::CommonUse, 5, &["реклам|вывеск|баннер", "фасад|стен|крыш|лифт|подъезд|дом"]),
    sign(Kind::CommonUse, 4, &["аренд|сдач|сдать", "подвал|чердак|колясочн|крыш|фасад|помещен|имуществ|участ|парков"]),
    sign(Kind::CommonUse, 5, &[PARKING, "аренд|плат|третьим|иным лиц|отдельн собственник|в пользован"]),
    sign(
        Kind::CommonContracts,
        7,
        &["уполномоч|определ лиц|лиц", "заключ", "договор", "пользован|использован|аренд", "общ имуществ"],
    ),
    // How meetings are held
    sign(Kind::SystemUse, 6, &["использова", "систем", "собран|голосован"]),
    sign(Kind::Administrator, 6, &["администратор", "собран"]),
    sign(Kind::Administrator, 5, &["администратор", "выбор|выбра|избра|определ|назнач"]),
    sign(Kind::Procedure, 6, &["порядок|порядк", "прием|приема|приём", "сообщен|решен"]),
    sign(Kind::Procedure, 8, &["продолжительност|длительност|срок", "голосован"]),
    sign(Kind::MeetingCosts, 6, &["финансирован|расход|оплат|затрат", "созыв|проведен|организац", "собран"]),
    sign(
        Kind::RegisterApplicant,
        6,
        &["росреестр|егрн|кадастров учет|органы регистрац|недвижимост", "заявлен|обратит|обращен|подач|лицо|уполномоч"],
    ),
    sign(
        Kind::PaperProcedure,
        7,
        &["порядок|порядк|мест|адрес", "прием|приём|передач|сбор", "письменн", "решен|бюллетен"],
    ),
    // Management and upkeep
    sign(Kind::Management, 6, &["способ", "управлен"]),
    sign(Kind::ManagingOrganisation, 6, &["выбор|выбра|смен|измен|расторг|избра", "управляющ", "организац|компани"]),
    sign(Kind::ManagingOrganisation, 5, &["управляющ организац|управляющ компани", "ооо|ао |зао|мкп|муп"]),
    sign(Kind::CurrentRepair, 4, &["текущ", "ремонт"]),
    sign(
        Kind::CurrentRepair,
        2,
        &[REPAIR, "подъезд|крыльц|отмостк|дверей|двери|окон|почтов|козыр|труб|кровл|крыш|цокол|ступен|пандус|домофон"],
    ),
    sign(Kind::CurrentRepair, 2, &["ремонт"]),
    sign(Kind::CouncilRepair, 8, &["совет", "полномоч|надел|наделен|поруч|делегир", "текущ", "ремонт"]),
    sign(Kind::ChairPowers, 7, &["председател", "полномоч|надел|наделен|поруч", "совет|дом|мкд"]),
    sign(
        Kind::DirectContracts,
        7,
        &["договор", "ресурсоснабжа|рсо|регион оператор|тко|водоканал|энергосбыт|теплосет|напрям|прям"],
    ),
    sign(Kind::Conversion, 7, &["перевод|переве", "жил", "нежил"]),
    sign(Kind::DevelopmentOut, 8, &["исключ", "комплексн развит|крт|реновац|проект решен"]),
    sign(Kind::DevelopmentIn, 7, &["включ", "комплексн развит|крт|реновац|проект решен"]),
    // What the Code leaves to the meeting otherwise
    sign(Kind::Other, 3, &["размер|тариф|плат|стоимост", "содержан|обслуживан|управлен"]),
    sign(Kind::Other, 4, &["совет", "избра|выбор|выбра|избран|состав", "дом|мкд|председател"]),
    sign(Kind::Other, 3, &["услов", "договор", "управлен"]),
    sign(Kind::Other, 4, &["вознагражден", "председател|совет|член"]),
    sign(Kind::Other, 4, &["председател|секретар|счетн", "собран"]),
    sign(Kind::Other, 3, &["отчет", "управл|совет|компани|организац"]),
    sign(Kind::Other, 3, &["мест", "хранен", "протокол|копи|решен"]),
    sign(Kind::Other, 3, &["видеонаблюден|домофон|консьерж|охран", "установ|организ|плат|оплат|ввести|нанят"]),
    // Other articles
    sign(Kind::Association, 7, &["создан|создать|учрежд|организ", "тсж|товариществ|тсн"]),
    sign(
        Kind::Unanimous,
        8,
        &[
            "уменьшен|уменьш|присоедин|отчужден|продаж|продать|передать в собственность",
            "общ имуществ|част общ|чердак|подвал|коридор|колясочн|лестничн|тамбур|мест общего пользован|машино",
        ],
    ),
    // Meetings of an association's members
    sign(Kind::Charter, 6, &["устав"]),
    sign(Kind::Reorganisation, 7, &["реорганиз|ликвид"]),
    sign(Kind::Board, 5, &["избра|избран|избер|выбор|выбра|прекра|переизб", "правлен|ревизион|ревизор|председател"]),
    sign(Kind::Dues, 6, &["размер|установ|утверд|повы", "взнос|обязательн платеж|членск"]),
    sign(Kind::Funds, 6, &["фонд", "резервн|образован|использован|отчет|создан|специальн"]),
    sign(Kind::Borrowing, 7, &["заем|займ|кредит"]),
    sign(Kind::Income, 7, &["доход", "направ|использова|распредел"]),
    sign(Kind::YearPlan, 6, &["план", "содержан|ремонт"]),
    sign(Kind::Estimate, 6, &["смет|аудит"]),
    sign(Kind::BoardReport, 6, &["отчет", "правлен"]),
    sign(Kind::AuditReport, 7, &["заключен|отчет", "ревизи"]),
    sign(Kind::Complaints, 6, &["жалоб"]),
    sign(
        Kind::InternalRules,
        6,
        &["правил внутр|внутренн распоряд|положен|штатн", "распоряд|работник|оплат труда|документ|положен"],
    ),
    sign(Kind::BoardPay, 7, &["вознагражден", "правлен|председател"]),
];

/// What the wording of a meeting's question speaks for. Kinds whose content is not known are never proposed;
/// what a cooperative's charter asks for no wording tells.
pub fn propose(body: Body, wording: &str) -> Proposal {
    let words: Vec<String> = wording
        .to_lowercase()
        .replace('ё', "е")
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut found: Vec<(usize, u8, Kind)> = Vec::new();
    for sign in SIGNS.iter().filter(|sign| sign.kind.is_known() && sign.kind.body() == body) {
        if !sign.groups.iter().all(|group| group.split('|').any(|start| stands(&words, start))) {
            continue;
        }
        let worth = (sign.groups.len(), sign.weight, sign.kind);
        match found.iter_mut().find(|(_, _, kind)| *kind == sign.kind) {
            Some(known) => *known = (known.0.max(worth.0), known.1.max(worth.1), sign.kind),
            None => found.push(worth),
        }
    }
    // A weight says more than one group does.
    found.sort_by_key(|(groups, weight, kind)| (std::cmp::Reverse(usize::from(*weight) + *groups), *kind));
    let mut kinds = found.into_iter().map(|(_, _, kind)| kind);
    let Some(kind) = kinds.next() else { return Proposal::default() };
    let others: Vec<Kind> = kinds.collect();
    let strictest = others.iter().copied().max_by_key(|kind| kind.rule());
    let stricter = strictest.filter(|other| stricter_than(other.rule(), kind.rule()));
    Proposal { kind: Some(kind), others, stricter }
}

fn stricter_than(one: Rule, other: Rule) -> bool {
    other < one
}

/// Do words that begin so stand in the wording, one after the other?
fn stands(words: &[String], starts: &str) -> bool {
    let starts: Vec<&str> = starts.split_whitespace().collect();
    words.windows(starts.len()).any(|some| some.iter().zip(&starts).all(|(word, start)| word.starts_with(start)))
}
