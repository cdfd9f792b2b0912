meters-title = Показания счётчиков
meters-empty = Пока не подключён ни один лицевой счёт, поэтому счётчиков здесь нет. Подключите счёт — и счётчики вашего дома появятся сами.
meters-window = Поставщик принимает показания с { $from } по { $to }. Позже тоже можно: учтём в следующем месяце.
meters-number = № { $number }
meters-verification-due = поверен до { $day }
meters-verification-over = срок поверки истёк { $day }
meters-archived = Счётчик снят с учёта, показания по нему больше не принимаются.
meters-history-link = История и график
meters-used = расход { $used }
meters-for-month = за { $month }

meters-entry-value = Показание
meters-entry-tariff-1 = Т1, день
meters-entry-tariff-2 = Т2, ночь
meters-entry-tariff-3 = Т3, полупик
meters-entry-previous = Было
meters-entry-taken-on = Дата снятия показания
meters-entry-reason = Почему исправляете
meters-entry-reason-hint = Например: ошибся в последней цифре
meters-entry-use = Расход
meters-entry-usual = обычно около
meters-entry-save = Сохранить
meters-entry-cancel = Отменить
meters-entry-confirm = Да, всё верно — сохраните
meters-entry-went-down = Показание меньше прошлого. Что случилось?
meters-entry-rollover = Счётчик дошёл до конца и начал с нуля
meters-entry-replacement = Счётчик заменили на новый
meters-entry-accepted = Принято:
meters-entry-receipt = Квитанция о приёме
meters-entry-queued = Сохранено на этом устройстве. Отправим, когда появится связь.
meters-entry-no-network = Нет связи. Введённое не потеряно — нажмите «Сохранить» ещё раз, когда связь появится.
meters-entry-failed = Не получилось сохранить. Попробуйте ещё раз.
meters-entry-fix = Исправить
meters-entry-must-confirm = Посмотрите на предупреждение и отметьте, что всё верно.

meters-future-date = Эта дата ещё не наступила. Укажите день, когда вы смотрели на счётчик.
meters-less-than-previous = Показание меньше прошлого. Проверьте цифры или выберите, что случилось со счётчиком.
meters-too-many-digits = Цифр больше, чем на счётчике. Проверьте, где стоит запятая.
meters-few-values = Введены не все показания: нужно по одному на каждый тариф.
meters-extra-values = Показаний больше, чем тарифов у счётчика.
meters-meter-archived = Счётчик снят с учёта, показания по нему не принимаются.
meters-duplicate-period = Показание за этот месяц уже учтено в платёжном документе. Изменить его можно только через обращение к поставщику.
meters-out-of-window = Дата вне дней приёма этого поставщика. Показание примем; если дни приёма уже прошли, оно пойдёт в следующий месяц.
meters-anomaly = Расход намного больше обычного. Проверьте цифры и запятую; если всё верно — подтвердите.
meters-verification-expired = Срок поверки счётчика истёк: показание сохраним, но поставщик может не принять его к расчёту, пока счётчик не поверят.
meters-not-a-number = Введите число, как на счётчике: цифры и, если есть, запятая.
meters-not-a-date = Укажите дату снятия показания.
meters-unconfirmed = Проверьте предупреждение и подтвердите, что всё верно.
meters-date-out-of-order = За соседний месяц уже есть показание с другой датой: проверьте дату снятия.
meters-above-next = За следующий месяц уже передано меньшее показание. Проверьте цифры.
meters-reason-missing = Показание за этот месяц уже передано. Напишите, почему исправляете.
meters-bad-key = Форма устарела. Обновите страницу и введите показание ещё раз.

stage-accepted = Принято
stage-passed = Передано поставщику
stage-billed = Учтено в платёжном документе
stage-waits = ещё впереди
reading-replaced = Заменено исправлением

receipt-title = Квитанция о приёме показания
receipt-thanks = Показание принято. Сохраните номер или просто вернитесь сюда позже.
receipt-back = К счётчикам
receipt-resource = Ресурс
receipt-values = Показание
receipt-usage = Расход
receipt-taken-on = Снято
receipt-period = За месяц
receipt-version = Версия
receipt-reason = Причина исправления
receipt-warnings = Предупреждения
receipt-number = Номер квитанции
receipt-trail = Что происходит с показанием

passport-number = Номер
passport-model = Модель
passport-place = Где стоит
passport-address = Адрес
passport-provider = Кому передаются показания
passport-verified = Поверен
passport-due = Следующая поверка

chart-title = Расход по месяцам
chart-label = Столбики: расход по месяцам за последний год и за год до него. Те же числа — в таблице ниже.
chart-this-year = Последние 12 месяцев
chart-last-year = Год назад
chart-before = год назад
chart-unknown = нет данных
chart-as-table = Показать таблицей
chart-export = Скачать таблицу (CSV)
history-title = Все показания
history-month = Месяц
history-values = Показание
history-usage = Расход
history-day = Снято
history-stage = Состояние

meters-not-a-window = Укажите дни месяца числами от 1 до 31.

desk-title = Показания ваших приборов
desk-month = Месяц
desk-show = Показать
desk-empty = За этот месяц показаний пока нет. Жители передают их в дни приёма; новые появятся здесь сами.
desk-address = Адрес
desk-meter = Прибор
desk-question = Вопрос к показанию
desk-bill = Учесть переданные показания в платёжном документе
desk-bill-number = Номер платёжного документа
desk-bill-hint = После этого исправить показание можно только через обращение.
desk-taken = { $count ->
    [one] Учтено { $count } показание.
    [few] Учтено { $count } показания.
   *[other] Учтено { $count } показаний.
}
desk-days-title = Дни приёма показаний
desk-days-now = Как сейчас
desk-days-all = Все ресурсы
desk-days-row = { $resource }: с { $from } по { $to } число, действует с { $since }
desk-days-change = Изменить с первого числа следующего месяца
desk-days-resource = Для какого ресурса
desk-days-from = С какого числа
desk-days-to = По какое число
desk-days-hint = Если последний день меньше первого, приём переходит на следующий месяц: с 25 по 3.
desk-days-set = Сохранить дни
desk-days-done = Дни приёма сохранены.
desk-next = Дальше
