registers-title = Реестры собственников
registers-words = Дома под вашим управлением. По реестру считают голоса на собрании и узнают, кто голосует.
registers-no-houses = Домов пока нет
registers-no-houses-words = Здесь появятся дома, которыми управляет ваша организация.
registers-next = Следующие дома
register-table = Вид;Номер;Подъезд;Площадь;Собственник;Доля;Документ;Дата
    квартира;1;1;60,30;Иванов Иван Иванович;1/3;35:24:0101001:101-35/001/2020-1;15.03.2020
    квартира;1;1;60,30;Иванова Анна Петровна;2/3;35:24:0101001:101-35/001/2020-2;15.03.2020
    квартира;2;1;45,10;Петров Пётр Петрович;совместная;;
    квартира;2;1;45,10;Петрова Мария Ивановна;совместная;;
    нежилое;1Н;;120,50;ООО «Ромашка»;1;;
    машино-место;14;;13,25;Сидоров Олег Олегович;1;;
register-title = Реестр собственников
register-done = Реестр загружен. Прежние доли сохранены в истории.
register-rooms = Помещений
register-shares = Долей
register-known = Долей, владельцы которых узнаны здесь
register-area = Площадь помещений
register-passport = Площадь по паспорту дома
register-differs = Площадь помещений не равна площади по паспорту дома. Пока разница не объяснена, собрание разместить нельзя.
register-ownerless = Собственники установлены не все ({ $count }):
register-and-more = { $first } и ещё { $more }
register-file-title = Загрузить из файла
register-file-words = CSV или XLSX, строка на каждую долю. Нужны столбцы «Номер», «Площадь» и «Собственник»; «Вид», «Подъезд», «Доля», «Документ» и «Дата» — если они есть. Неизвестного собственника назовите «не установлен». Сначала файл проверяется: до вашего согласия ничего не изменится.
register-example = Скачать пример таблицы (CSV)
register-file = Файл с реестром
register-file-hint = До 5 МБ
register-check = Проверить файл
register-loads = Загруженные файлы
register-load = помещений: { $rooms }, долей: { $shares }
register-plan-title = Что изменит этот файл
register-plan-words = Пока ничего не изменено. Сверьте и загрузите.
register-faults = { $count ->
    [one] { $count } ошибка: исправьте файл и проверьте его снова
    [few] { $count } ошибки: исправьте файл и проверьте его снова
   *[other] { $count } ошибок: исправьте файл и проверьте его снова
}
register-fault-row = Строка
register-fault-what = Что не так
register-fault-no-number = Нет номера помещения
register-fault-kind = Неизвестный вид помещения: { $said }
register-fault-entrance = Это не номер подъезда: { $said }
register-fault-area = Это не площадь: { $said }
register-fault-no-area = У помещения нет площади
register-fault-differs = Площадь или подъезд не те, что в строке { $said }
register-fault-no-owner = Не назван собственник. Если он неизвестен, напишите «не установлен»
register-fault-share = Это не доля: «{ $said }». Пишите 1/3, 50 %, 1 или «совместная»
register-fault-day = Это не дата: { $said }
register-fault-mixed = Совместная собственность и доли в одном помещении
register-fault-sum = Доли вместе составляют { $said }, а не целое
register-new = Новых помещений
register-changed = Изменится
register-same = Без изменений
register-left = Нет в файле
register-new-list = Новые помещения
register-unknown = Собственник не установлен
register-left-list = В файле нет, останутся как есть
register-area-flat = Квартиры
register-area-non-residential = Нежилые помещения
register-area-parking = Машино-места
register-area-after = Всего после загрузки
register-fits = Площадь помещений равна площади по паспорту дома, до сотой метра.
register-more = После загрузки помещений будет на { $area } больше, чем по паспорту дома.
register-less = После загрузки помещений будет на { $area } меньше, чем по паспорту дома.
register-load-now = Загрузить
register-other-file = Выбрать другой файл
register-same-all = Файл повторяет то, что уже есть: загружать нечего.
register-changes = Изменения
register-premises = Помещение
register-before = Сейчас
register-after = Станет
registers-absent = Выберите файл.
registers-too-large = Файл больше 5 МБ.
registers-no-table = Это не таблица: нужен CSV или XLSX.
registers-too-long = В таблице больше 20 000 строк.
registers-no-column = В таблице нет столбца «{ $column }».
registers-faults = В файле есть ошибки: ничего не загружено.
registers-changed = Пока вы смотрели, реестр изменился. Сверьте ещё раз.
register-columns = Как поняты столбцы
register-fault-too-long = Слишком длинный текст: может быть, не закрыта кавычка
register-fault-denominators = В долях больше разных знаменателей, чем бывает в доме

members-title = Реестр членов товарищества или кооператива
members-keep = Загрузить реестр членов
members-none = Реестр членов не загружен. Он нужен, если в доме ТСЖ, ТСН или кооператив и его члены голосуют в системе.
members-stand = { $count ->
    [one] { $count } член
    [few] { $count } члена
   *[other] { $count } членов
}
members-words = Таблица: номер члена в реестре, имя, помещение, дата вступления. Несколько строк с одним номером — один член с несколькими помещениями. На собрании членов товарищества голосуют долями, на собрании кооператива у каждого члена один голос.
members-file = Файл реестра членов
members-table = № члена;ФИО;Помещение;Дата вступления
    1;Иванов Иван Иванович;кв. 12;01.03.2020
    2;Петрова Анна Сергеевна;кв. 14;15.04.2021
    2;Петрова Анна Сергеевна;м/м 3;15.04.2021
members-plan-words = Пока ничего не изменилось. Проверьте, как понят файл: он займёт место прежнего реестра членов.
members-count = Членов в файле
members-before = Сейчас в реестре
members-owners = Из них собственники
members-known = Могут голосовать в системе
members-again = Одно имя под разными номерами. Если это один человек, дайте ему один номер:
members-strangers = Не собственники того, что названо: на собрании товарищества эти строки не голосуют.
members-load-now = Загрузить реестр членов
register-fault-member = Это не номер члена: «{ $said }»
register-fault-no-premises = В доме нет помещения «{ $said }»
register-fault-other-name = У члена № { $said } выше другое имя
register-past = Что было в реестре раньше
register-past-words = Доли, которые заменили загруженные файлы: чьи они были и до какого дня.
register-past-none = Ничего ещё не заменяли
register-past-none-words = Здесь появятся прежние доли, когда загруженный файл их изменит.
register-past-next = Дальше
register-owner = Собственник
register-share = Доля
register-document = Документ
register-until = До
register-wanted = Инициатор собрания просит реестр собственников: загрузите его до { $due } (ст. 45 ч. 3.1 ЖК РФ).
