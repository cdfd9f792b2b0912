search-title = Поиск
search-label = Адрес дома или название организации
search-placeholder = Адрес или организация
search-button = Найти
search-empty = Что ищем?
search-empty-words = Напишите улицу и номер дома, например «Мира 5». Или название организации, например «Водоканал».
search-nothing = Ничего не нашлось
search-nothing-words = Проверьте, нет ли опечатки. Попробуйте короче: только улицу или одно слово из названия.
search-all-houses = Посмотреть все дома
search-streets = Улицы
search-offers = Подсказки
search-more-houses = Все дома по этим словам
search-more-organisations = Все организации по этим словам
search-houses = { $n ->
    [one] Нашёлся { $shown } дом
    [few] Нашлись { $shown } дома
   *[many] Нашлось { $shown } домов
}
search-organisations = { $n ->
    [one] { $shown } организация
    [few] { $shown } организации
   *[many] { $shown } организаций
}
search-near = Сначала ближайшие ко мне
search-nearest = Сначала ближайшие к вам.
search-as-it-fits = Показать по сходству
