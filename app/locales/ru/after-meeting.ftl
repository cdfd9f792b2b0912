meeting-talk = Обсуждение
meeting-remarks = { $count ->
    [0] пока никто не высказался
    [one] { $count } реплика
    [few] { $count } реплики
   *[other] { $count } реплик
}
meeting-question-name = Вопрос { $number }
remark-say = Ваше мнение
remark-hint = Его увидят собственники дома и инициатор собрания: имя, первая буква фамилии и номер помещения.
remark-send = Высказаться
remark-closed = Голосование закончилось, обсуждение закрыто.
remark-none = Пока никто не высказался
remark-none-words = Спросите, чего не хватает в материалах, или скажите, почему вы за или против.
remark-taken-back = Автор убрал свои слова.
remark-hidden = Убрано инициатором собрания: { $reason }
remark-take-back = Убрать
remark-hide = Убрать эту реплику
remark-hide-reason = Причина: её увидят все
remark-hide-now = Убрать
meetings-no-remark = Напишите, что вы хотите сказать.
meetings-too-many-remarks = Сегодня вы высказались уже двадцать раз. Продолжите завтра.
execution-title = Исполнение решений
execution-done = Записано.
execution-decisions = Решения собрания
execution-duties = Обязанности по закону
execution-none = Исполнять нечего
execution-none-words = Собрание не приняло ни одного решения.
execution-originals = Подлинники решений и протокола переданы управляющей организации
execution-results = Итоги собрания сообщены в доме
execution-inspectorate = Подлинники переданы в жилищную инспекцию
execution-is-open = Срок не назначен
execution-is-due = В работе
execution-is-overdue = Просрочено
execution-is-done = Исполнено
execution-is-done-late = Исполнено с опозданием
execution-responsible = Кто отвечает
execution-due = Срок
execution-done-on = Исполнено
execution-done-hint = Пусто, пока не исполнено
execution-note = Что сделано
execution-said = Записал
execution-evidence = Подтверждение
execution-say = Записать, что сделано
execution-file = Подтверждение: акт, расписка, фотография
execution-file-hint = PDF, JPEG или PNG до 5 МБ. Его увидят собственники дома.
execution-save = Записать
