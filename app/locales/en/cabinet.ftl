cabinet-title = My home
cabinet-homes = My premises
cabinet-house = About the house
cabinet-consumption = What was used
cabinet-send-readings = Send readings
cabinet-empty-title = Link a personal account
cabinet-empty-lead = Take the last bill: you need the account's number and the code or the sum on it. Your home, meters, services and messages will appear here.
cabinet-house-manager = Manages the house
cabinet-house-no-manager = No managing organisation is named
cabinet-house-year = Built in
cabinet-house-open = All about the house

needs-title = Today
needs-none = All done, nothing is pressing.
need-rank-overdue = overdue
need-rank-soon = soon
need-rank-calm = there is time
need-window-opens = { $address }: readings are taken from { $opens } to { $closes }: { $meters }.
need-window-closes = { $address }: send readings by { $closes }: { $meters }. { $left ->
    [one] { $left } day is left.
   *[other] { $left } days are left.
  }
need-window-last-day = { $address }: today is the last day for readings: { $meters }.
need-window-late = { $address }: readings were taken until { $closes }. What you send today counts for the next month: { $meters }.
need-verification-over = { $meter }, No. { $number }: its verification ran out on { $day }. Arrange a new one, or the norm will be charged.
need-verification-soon = { $meter }, No. { $number }: verified until { $day }.
need-verification-open = Open the meter

feed-title = Messages
feed-empty = No messages yet. Outages, works, bills and meetings will appear here.
notice-window = readings
notice-bill = bill
notice-outage = outage
notice-works = works
notice-meeting = meeting
notice-security = security
notice-news = news

place-flat = flat { $number }
place-non-residential = room { $number }
place-parking = parking place { $number }
contact-unknown = no contacts

premises-area = Area
premises-rooms = Rooms
premises-floor = Floor
premises-entrance = Entrance
premises-tenant = Tenant
premises-tenant-until = until { $day }
premises-accounts = Personal accounts
premises-accounts-link = Who is linked to the accounts
premises-meters = Meters
premises-meter = Meter
premises-last = Last reading
premises-no-meters = There are no meters here.

account-number = Account { $number }
account-payer-code = Single payer code
account-organisation = Who keeps the account
account-area = Area charged for
account-residents = Residents

cabinet-voting = Voting goes on: { $address }. You can send your decision until { $at }.
cabinet-meeting-soon = A meeting is announced: { $address }. Voting begins { $at }.
cabinet-desks = My work
