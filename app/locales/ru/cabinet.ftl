cabinet-title = Мой дом
cabinet-homes = Мои помещения
cabinet-house = Информация по дому
cabinet-consumption = Сколько потребили
cabinet-send-readings = Передать показания
cabinet-empty-title = Подключите лицевой счёт
cabinet-empty-lead = Возьмите последнюю квитанцию: нужны номер лицевого счёта и код или сумма из неё. После этого здесь появятся ваш дом, счётчики, услуги и сообщения.
cabinet-house-manager = Управляет домом
cabinet-house-no-manager = Управляющая организация не указана
cabinet-house-year = Год постройки
cabinet-house-open = Всё о доме

needs-title = Сегодня
needs-none = Всё сделано, ничего срочного.
need-rank-overdue = просрочено
need-rank-soon = скоро
need-rank-calm = есть время
need-window-opens = { $address }: показания принимают с { $opens } по { $closes }: { $meters }.
need-window-closes = { $address }: передайте показания до { $closes }: { $meters }. { $left ->
    [one] Остался { $left } день.
    [few] Осталось { $left } дня.
   *[other] Осталось { $left } дней.
  }
need-window-last-day = { $address }: сегодня последний день приёма показаний: { $meters }.
need-window-late = { $address }: приём показаний закончился { $closes }. Переданное сегодня учтут в следующем месяце: { $meters }.
need-verification-over = { $meter }, № { $number }: срок поверки истёк { $day }. Договоритесь о поверке, иначе начислят по нормативу.
need-verification-soon = { $meter }, № { $number }: поверка действует до { $day }.
need-verification-open = Открыть счётчик

feed-title = Сообщения
feed-empty = Сообщений пока нет. Здесь появятся отключения, работы в доме, счета и собрания.
notice-window = показания
notice-bill = счёт
notice-outage = отключение
notice-works = работы
notice-meeting = собрание
notice-security = безопасность
notice-news = новость

place-flat = кв. { $number }
place-non-residential = пом. { $number }
place-parking = машино-место { $number }
contact-unknown = контактов нет

premises-area = Площадь
premises-rooms = Комнат
premises-floor = Этаж
premises-entrance = Подъезд
premises-tenant = Наниматель
premises-tenant-until = до { $day }
premises-accounts = Лицевые счета
premises-accounts-link = Кто подключён к счетам
premises-meters = Счётчики
premises-meter = Счётчик
premises-last = Последнее показание
premises-no-meters = Счётчиков здесь нет.

account-number = Счёт { $number }
account-payer-code = Единый лицевой счёт
account-organisation = Кто ведёт счёт
account-area = Площадь для начислений
account-residents = Проживает

cabinet-voting = Идёт голосование: { $address }. Решение можно отправить до { $at }.
cabinet-meeting-soon = Объявлено собрание: { $address }. Голосование начнётся { $at }.
cabinet-desks = Моя работа
