houses-title = Дома
houses-filter-text = Улица и номер дома
houses-filter-region = Регион
houses-filter-place = Город, посёлок, деревня
houses-filter-by = Кто управляет
houses-filter-kind = Какой дом
houses-filter-from = Построен с, год
houses-filter-to = по, год
houses-filter-dangerous = Только аварийные
houses-any-region = Все регионы
houses-any-kind = Любой
houses-asked-text = «{ $value }»
houses-asked-by = управляет { $value }
houses-asked-from = построены с { $value }
houses-asked-to = построены по { $value }
houses-asked-dangerous = аварийные
houses-show-all = Показать все дома
houses-none = Домов пока нет
houses-none-words = Реестр ещё не загружен. Это делает тот, кто поставил Домовой: команда domovoy import houses.
houses-nothing = Таких домов не нашлось
houses-nothing-words = Проверьте, нет ли опечатки, или уберите одно из условий. Вид улицы можно не писать: «Мира 5» найдёт и улицу, и проспект.
houses-count = { $n ->
    [one] { $shown } дом
    [few] { $shown } дома
   *[many] { $shown } домов
}
houses-more = Больше { $n ->
    [one] { $shown } дома
   *[many] { $shown } домов
}
houses-sort-address = По адресу
houses-sort-address-up = от А до Я
houses-sort-address-down = от Я до А
houses-sort-year = По году
houses-sort-year-up = сначала старые
houses-sort-year-down = сначала новые
houses-sort-area = По площади
houses-sort-area-up = сначала небольшие
houses-sort-area-down = сначала большие
houses-csv-address = Адрес
houses-csv-kind = Вид дома
houses-csv-year = Год постройки
houses-csv-floors = Этажей
houses-csv-flats = Квартир
houses-csv-area = Площадь, м²
houses-csv-dangerous = Аварийный
houses-csv-manager = Кто управляет
houses-csv-link = Страница

house-kind-apartment = Многоквартирный дом
house-kind-detached = Жилой дом
house-kind-terraced = Дом блокированной застройки
house-kind-dormitory = Общежитие
house-kind-unknown = Вид дома не указан
house-year = { $year } г.
house-floors = { $n ->
    [one] { $shown } этаж
    [few] { $shown } этажа
   *[many] { $shown } этажей
}
house-flats = { $n ->
    [one] { $shown } квартира
    [few] { $shown } квартиры
   *[many] { $shown } квартир
}
house-dangerous = Признан аварийным
house-manager = Управляет
house-manager-title = Кто управляет домом
house-no-manager = Источник не называет управляющую организацию. Узнать её можно в администрации или в жилищной инспекции.
house-managers-houses = Все дома под её управлением
house-mine = Это мой дом
house-mine-words = Подключите лицевой счёт — и передавайте показания здесь, без очередей и звонков.
house-services = Кто что поставляет
house-group-place = Адрес и номера
house-group-building = Как построен
house-group-size = Помещения и площади
house-group-fund = Капитальный ремонт
house-group-extras = Что ещё сказано в источнике
house-entrances = Подъезды
house-entrance = Подъезд

figure-year = год постройки
figure-floors = этажей
figure-flats = квартир
figure-area = общая площадь

fact-address = Адрес
fact-gar-line = Адрес в адресном реестре
fact-gar-municipal = По муниципальному делению
fact-oktmo = ОКТМО
fact-region-name = Регион
fact-district = Район
fact-locality = Населённый пункт
fact-street = Улица
fact-number = Номер дома
fact-cadastral-no = Кадастровый номер
fact-fias-guid = Код в адресном реестре (ФИАС)
fact-point = Широта и долгота
fact-lat-e6 = Широта, миллионные доли градуса
fact-lon-e6 = Долгота, миллионные доли градуса
fact-kind = Вид дома
fact-year-built = Год постройки
fact-used-since = Введён в эксплуатацию
fact-floors = Этажей
fact-floors-max = Этажей, наибольшее число
fact-floors-min = Этажей, наименьшее число
fact-entrances = Подъездов
fact-lifts = Лифтов
fact-series = Серия, тип проекта
fact-energy-class = Класс энергоэффективности
fact-dangerous = Признан аварийным
fact-premises = Помещений
fact-flats = Жилых помещений
fact-non-residential = Нежилых помещений
fact-area = Общая площадь
fact-area-flats = Площадь жилых помещений
fact-area-non-residential = Площадь нежилых помещений
fact-area-common = Площадь общего имущества
fact-area-parking = Площадь машино-мест
fact-area-land = Площадь земельного участка
fact-organisation-id = Кто управляет
fact-managed-since = Управляет с
fact-capital-fund = Взносы на капитальный ремонт копятся
fact-playground = Детская площадка
fact-sports-ground = Спортивная площадка
fact-other-amenities = Другое благоустройство
fact-note = Примечание
fact-cold-water-meter = Общедомовой счётчик холодной воды
fact-hot-water-meter = Общедомовой счётчик горячей воды

capital-fund-regional-operator = на счёте регионального оператора
capital-fund-special-of-operator = на специальном счёте у регионального оператора
capital-fund-special-of-organisation = на специальном счёте организации
capital-fund-undecided = способ не выбран

service-municipality = Местное самоуправление
service-maintenance = Содержание дома
service-cold-water = Холодная вода
service-hot-water = Горячая вода
service-sewage = Водоотведение
service-heating = Отопление
service-electricity = Электричество
service-gas = Газ
service-waste = Вывоз мусора
service-capital-repair = Капитальный ремонт

source-demo = демонстрационный город, придуманный нами
source-reformagkh = Реформа ЖКХ
source-frt = Фонд развития территорий
source-operator = внесено оператором
source-on = Источник: { $source }, данные на { $day }
source-undated = Источник: { $source }, день не указан
source-first = без изменений с первой загрузки
source-changes = { $n ->
    [one] изменялось { $shown } раз
    [few] изменялось { $shown } раза
   *[many] изменялось { $shown } раз
}

history-of-house = Что менялось
history-empty = Пока ничего не менялось
history-empty-words = Когда источник пришлёт другие данные о доме, здесь появится, что именно стало иначе и когда.
history-as-of = Данные на { $day }
history-seen = Получено { $day }
history-version = версия { $number }, загружена { $day }
history-facts = { $n ->
    [one] Изменилось { $shown } сведение
    [few] Изменились { $shown } сведения
   *[many] Изменилось { $shown } сведений
}
history-was = было
history-now = стало
history-unknown = не указано

house-meetings = Собрания собственников
house-meetings-words = Что решают и решили жители дома, и как это проверить.
house-meetings-all = Все собрания дома
