accounts-title = Подключённые лицевые счета
accounts-empty = Пока не подключён ни один счёт.
accounts-count = { $count ->
    [one] Подключён { $count } счёт.
    [few] Подключено { $count } счёта.
   *[other] Подключено { $count } счетов.
  }
accounts-linked = Счёт подключён. Теперь можно передавать показания.
accounts-ended = Готово: счёт отключён.
accounts-closed = Счёт закрыт { $day }.
accounts-who = Кто подключён
accounts-me = Вы
accounts-since = с { $day }
accounts-end-mine = Отключить у себя
accounts-end-other = Отключить

accounts-link-title = Подключить лицевой счёт
accounts-link-lead = Сначала найдите свой дом, потом назовите счёт и подтвердите, что он ваш.
accounts-link-search = Адрес дома
accounts-link-search-hint = Улица и номер дома, например: Садовая 12
accounts-link-find = Найти дом
accounts-link-choose = Выберите дом
accounts-link-none = Такого дома в реестре нет. Проверьте улицу и номер или напишите короче.
accounts-link-more = Показаны не все дома: уточните улицу или номер.
accounts-link-other-house = Выбрать другой дом
accounts-link-number = Номер лицевого счёта или единый лицевой счёт
accounts-link-number-hint = Стоит в верхней части квитанции. Пробелы и чёрточки не важны.
accounts-link-proof = Код из квитанции или сумма последней квитанции
accounts-link-proof-hint = Например: 123-456-789 или 4 812,30
accounts-link-why = Так мы убеждаемся, что квитанция у вас в руках. Число попыток ограничено; остальные жильцы, подключённые к счёту, узнают о новом подключении.
accounts-link-submit = Подключить

accounts-house-missing = Сначала выберите дом.
accounts-number-malformed = Введите номер лицевого счёта: до 30 букв и цифр.
accounts-proof-missing = Введите код из квитанции или сумму последней квитанции.
accounts-no-match = Такого счёта с таким кодом или суммой по этому адресу нет. Проверьте номер и возьмите самую свежую квитанцию.
accounts-too-many-attempts = Слишком много попыток. Попробуйте через сутки или спросите организацию, которая ведёт счёт.

ask-title = Счёт не находится? Кого спросить
ask-check = Проверьте адрес и номер: чаще всего дело в них.
ask-manager = Потребуйте разместить счёт у того, кто его ведёт. Домом управляет:
ask-no-manager = Потребуйте разместить счёт у организации, от которой пришла квитанция.
ask-inspectorate = Не помогли — обратитесь в жилищную инспекцию:
ask-any-inspectorate = Не помогли — обратитесь в жилищную инспекцию вашего региона.
