meeting-talk = Discussion
meeting-remarks = { $count ->
    [0] nobody has spoken yet
    [one] { $count } remark
   *[other] { $count } remarks
}
meeting-question-name = Question { $number }
remark-say = Your opinion
remark-hint = The owners of the house and the initiator will see it: your name, a letter of your family name, your premises.
remark-send = Speak
remark-closed = Voting has ended, the discussion is closed.
remark-none = Nobody has spoken yet
remark-none-words = Ask what the materials lack, or say why you are for or against.
remark-taken-back = The author took it back.
remark-hidden = Taken away by the initiator: { $reason }
remark-take-back = Take back
remark-hide = Take this remark away
remark-hide-reason = The reason: everybody will see it
remark-hide-now = Take away
meetings-no-remark = Write what you want to say.
meetings-too-many-remarks = You have spoken twenty times today. Go on tomorrow.
execution-title = Execution of decisions
execution-done = Written down.
execution-decisions = Decisions of the meeting
execution-duties = Duties of the law
execution-none = Nothing to execute
execution-none-words = The meeting adopted no decision.
execution-originals = Originals of decisions and protocol given to the managing organisation
execution-results = Results told in the house
execution-inspectorate = Originals given to the housing inspectorate
execution-is-open = No day is set
execution-is-due = Under way
execution-is-overdue = Overdue
execution-is-done = Done
execution-is-done-late = Done late
execution-responsible = Who is responsible
execution-due = Due
execution-done-on = Done
execution-done-hint = Empty until it is done
execution-note = What was done
execution-said = Written by
execution-evidence = Evidence
execution-say = Write down what was done
execution-file = Evidence: an act, a receipt, a photograph
execution-file-hint = PDF, JPEG or PNG up to 5 MB. The owners of the house will see it.
execution-save = Write down
