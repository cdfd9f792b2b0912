registers-title = Registers of owners
registers-words = The houses you manage. Votes at a meeting are counted by the register, and it says who votes.
registers-no-houses = No houses yet
registers-no-houses-words = The houses your organisation manages will be here.
registers-next = More houses
register-table = Вид;Номер;Подъезд;Площадь;Собственник;Доля;Документ;Дата
    квартира;1;1;60,30;Иванов Иван Иванович;1/3;35:24:0101001:101-35/001/2020-1;15.03.2020
    квартира;1;1;60,30;Иванова Анна Петровна;2/3;35:24:0101001:101-35/001/2020-2;15.03.2020
    квартира;2;1;45,10;Петров Пётр Петрович;совместная;;
    квартира;2;1;45,10;Петрова Мария Ивановна;совместная;;
    нежилое;1Н;;120,50;ООО «Ромашка»;1;;
    машино-место;14;;13,25;Сидоров Олег Олегович;1;;
register-title = Register of owners
register-done = The register is loaded. The shares before it are kept in its history.
register-rooms = Premises
register-shares = Shares
register-known = Shares whose owners are known here
register-area = Area of the premises
register-passport = Area by the house's passport
register-differs = The area of the premises is not that of the house's passport. A meeting cannot be published before the difference is explained.
register-ownerless = Not all owners are established ({ $count }):
register-and-more = { $first } and { $more } more
register-file-title = Load from a file
register-file-words = CSV or XLSX, a line for each share. The columns «Номер», «Площадь» and «Собственник» are needed; «Вид», «Подъезд», «Доля», «Документ» and «Дата» if there are any. Of an owner nobody knows write «не установлен». The file is checked first: nothing changes before you agree.
register-example = Download an example of the table (CSV)
register-file = File with the register
register-file-hint = Up to 5 MB
register-check = Check the file
register-loads = Loaded files
register-load = premises: { $rooms }, shares: { $shares }
register-plan-title = What this file would change
register-plan-words = Nothing has changed yet. Compare, then load.
register-faults = { $count ->
    [one] { $count } fault: mend the file and check it again
   *[other] { $count } faults: mend the file and check it again
}
register-fault-row = Line
register-fault-what = What is wrong
register-fault-no-number = No number of premises
register-fault-kind = Not a kind of premises: { $said }
register-fault-entrance = Not an entrance: { $said }
register-fault-area = Not an area: { $said }
register-fault-no-area = The premises have no area
register-fault-differs = The area or the entrance is not that of line { $said }
register-fault-no-owner = No owner is named. If nobody knows who it is, write “не установлен”
register-fault-share = Not a share: “{ $said }”. Write 1/3, 50 %, 1 or «совместная»
register-fault-day = Not a day: { $said }
register-fault-mixed = Joint ownership and shares in the same premises
register-fault-sum = The shares make { $said } together, not a whole
register-new = New premises
register-changed = To change
register-same = Unchanged
register-left = Not in the file
register-new-list = New premises
register-unknown = Owner not established
register-left-list = Not in the file, stay as they are
register-area-flat = Flats
register-area-non-residential = Non-residential premises
register-area-parking = Parking places
register-area-after = Total after loading
register-fits = The area of the premises is that of the house's passport, to the hundredth.
register-more = After loading there will be { $area } more than by the house's passport.
register-less = After loading there will be { $area } less than by the house's passport.
register-load-now = Load
register-other-file = Choose another file
register-same-all = The file repeats what is there already: nothing to load.
register-changes = Changes
register-premises = Premises
register-before = Now
register-after = After
registers-absent = Choose a file.
registers-too-large = The file is larger than 5 MB.
registers-no-table = Not a table: CSV or XLSX is needed.
registers-too-long = The table has more than 20 000 lines.
registers-no-column = The table has no column “{ $column }”.
registers-faults = The file has faults: nothing was loaded.
registers-changed = The register changed while you looked. Compare once more.
register-columns = How the columns were understood
register-fault-too-long = The text is too long: a quotation mark may be missing
register-fault-denominators = The shares have more different denominators than any house

members-title = Register of members of the association or cooperative
members-keep = Load a register of members
members-none = No register of members is loaded. It is needed where there is an association or a cooperative whose members vote in the system.
members-stand = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
members-words = A table: the member's number in the register, the name, the premises, the day of joining. Lines with one number are one member with several premises. At an association's meeting members vote by their shares, at a cooperative's each has one vote.
members-file = File with the register of members
members-table = № члена;ФИО;Помещение;Дата вступления
    1;Иванов Иван Иванович;кв. 12;01.03.2020
    2;Петрова Анна Сергеевна;кв. 14;15.04.2021
    2;Петрова Анна Сергеевна;м/м 3;15.04.2021
members-plan-words = Nothing has changed yet. Check how the file was understood: it will take the place of the register of members that stands.
members-count = Members in the file
members-before = In the register now
members-owners = Owners among them
members-known = May vote in the system
members-again = One name under several numbers. If it is one person, give them one number:
members-strangers = Not owners of what they name: at an association's meeting these lines have no vote.
members-load-now = Load the register of members
register-fault-member = Not a member's number: “{ $said }”
register-fault-no-premises = The house has no premises “{ $said }”
register-fault-other-name = Member { $said } has another name above
register-past = What stood in the register before
register-past-words = Shares that loaded files replaced: whose they were, and until when.
register-past-none = Nothing was replaced yet
register-past-none-words = Former shares appear here once a loaded file changes them.
register-past-next = Further
register-owner = Owner
register-share = Share
register-document = Document
register-until = Until
register-wanted = The initiator of a meeting asks for the register of owners: load it by { $due } (art. 45 part 3.1 of the Housing Code).
