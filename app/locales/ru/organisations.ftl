orgs-title = Организации
orgs-filter-text = Название
orgs-filter-kind = Чем занимается
orgs-any-kind = Любая организация
orgs-asked-text = «{ $value }»
orgs-none = Организаций пока нет
orgs-none-words = Они появятся вместе с домами, когда тот, кто поставил Домовой, загрузит реестр.
orgs-nothing = Такой организации не нашлось
orgs-nothing-words = Попробуйте одно слово из названия, без «ООО» и кавычек. Или найдите свой дом: на его странице названы все, кто его обслуживает.
orgs-count = { $n ->
    [one] { $shown } организация
    [few] { $shown } организации
   *[many] { $shown } организаций
}
orgs-more = Больше { $n ->
    [one] { $shown } организации
   *[many] { $shown } организаций
}
orgs-houses = { $n ->
    [0] Домов нет
    [one] { $shown } дом
    [few] { $shown } дома
   *[many] { $shown } домов
}
orgs-sort-name = По названию
orgs-sort-name-up = от А до Я
orgs-sort-name-down = от Я до А
orgs-sort-houses = По числу домов
orgs-sort-houses-up = сначала небольшие
orgs-sort-houses-down = сначала большие
orgs-csv-name = Название
orgs-csv-kind = Чем занимается
orgs-csv-address = Адрес
orgs-csv-phone = Телефон
orgs-csv-houses = Домов
orgs-csv-link = Страница

org-kind-manager = Управляющая организация
org-kind-association = ТСЖ, ЖСК или другой кооператив
org-kind-supplier = Поставщик ресурсов
org-kind-waste-operator = Региональный оператор по вывозу мусора
org-kind-municipality = Местное самоуправление
org-kind-inspectorate = Жилищная инспекция
org-kind-capital-repair = Региональный оператор капитального ремонта
org-kind-billing-centre = Расчётный центр
org-kind-direct = Непосредственное управление
org-kind-unknown = Чем занимается, не указано
org-contacts = Как связаться
org-no-contacts = Источник не называет ни телефона, ни адреса.
org-phone = Телефон
org-address = Адрес
org-email = Почта
org-site = Сайт
org-hours = Часы работы
org-registration = Об организации
org-kind = Чем занимается
org-inn = ИНН
org-ogrn = ОГРН

served-title = Дома, которые она обслуживает
served-filter = Улица и номер дома
served-none = Домов за ней не числится
served-none-words = Ни один дом реестра не назван под её управлением и она никому ничего не поставляет.
served-nothing = Среди её домов такого нет
served-nothing-words = Проверьте, нет ли опечатки. Возможно, этот дом обслуживает кто-то другой.
served-all = Показать все её дома
served-count = { $n ->
    [one] { $shown } дом
    [few] { $shown } дома
   *[many] { $shown } домов
}
served-more = Больше { $n ->
    [one] { $shown } дома
   *[many] { $shown } домов
}
served-manages = Управляет
served-csv-address = Адрес
served-csv-year = Год постройки
served-csv-floors = Этажей
served-csv-flats = Квартир
served-csv-area = Площадь, м²
served-csv-does = Что делает
served-csv-link = Страница
