accounts-title = Linked personal accounts
accounts-empty = No account is linked yet.
accounts-count = { $count ->
    [one] { $count } account is linked.
   *[other] { $count } accounts are linked.
  }
accounts-linked = The account is linked. You can send readings now.
accounts-ended = Done: the account is no longer linked.
accounts-closed = The account was closed on { $day }.
accounts-who = Who is linked
accounts-me = You
accounts-since = since { $day }
accounts-end-mine = Unlink from me
accounts-end-other = Unlink

accounts-link-title = Link a personal account
accounts-unconfirmed-title = First confirm who you are
accounts-unconfirmed-lead = An account shows where you live and what you pay, so only a person whose identity is confirmed may link it.
accounts-unconfirmed-how = Confirm your account where you sign in: for Gosuslugi that is done at a public service centre, at a bank or with an electronic signature. Then sign out and in again, and the account can be linked at once.
accounts-unconfirmed-open = Meanwhile houses and organisations are open to you.
accounts-link-lead = First find your house, then name the account and show that it is yours.
accounts-link-search = The house's address
accounts-link-search-hint = Street and number, for example: Садовая 12
accounts-link-find = Find the house
accounts-link-choose = Choose the house
accounts-link-none = There is no such house in the registry. Check the street and the number, or write less.
accounts-link-more = Not all houses are shown: tell the street or the number more exactly.
accounts-link-other-house = Choose another house
accounts-link-number = Account number or single payer code
accounts-link-number-hint = On the upper part of the bill. Spaces and dashes do not matter.
accounts-link-proof = The code on the bill or the sum of the last bill
accounts-link-proof-hint = For example: 123-456-789 or 4 812,30
accounts-link-why = This is how we know that you hold the bill. Attempts are limited; others linked to the account will hear of a new link.
accounts-link-submit = Link

accounts-house-missing = Choose a house first.
accounts-number-malformed = Type the account's number: up to 30 letters and digits.
accounts-proof-missing = Type the code on the bill or the sum of the last bill.
accounts-no-match = There is no such account with such a code or sum at this address. Check the number and take the newest bill.
accounts-too-many-attempts = Too many attempts. Try again in a day, or ask the organisation that keeps the account.

ask-title = The account is not found? Whom to ask
ask-check = Check the address and the number: most often it is them.
ask-manager = Demand that whoever keeps the account enters it. The house is managed by:
ask-no-manager = Demand that the organisation which sent the bill enters the account.
ask-inspectorate = If they do not help, write to the housing inspectorate:
ask-any-inspectorate = If they do not help, write to the housing inspectorate of your region.
