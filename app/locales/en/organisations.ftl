orgs-title = Organisations
orgs-filter-text = Name
orgs-filter-kind = What it does
orgs-any-kind = Any organisation
orgs-asked-text = “{ $value }”
orgs-none = No organisations yet
orgs-none-words = They come together with the houses, when whoever set up Domovoy loads the registry.
orgs-nothing = No such organisation
orgs-nothing-words = Try one word of the name, without quotes. Or find your house: its page names everybody who serves it.
orgs-count = { $n ->
    [one] { $shown } organisation
   *[other] { $shown } organisations
}
orgs-more = More than { $n ->
    [one] { $shown } organisation
   *[other] { $shown } organisations
}
orgs-houses = { $n ->
    [0] No houses
    [one] { $shown } house
   *[other] { $shown } houses
}
orgs-sort-name = By name
orgs-sort-name-up = from the first letter
orgs-sort-name-down = from the last letter
orgs-sort-houses = By number of houses
orgs-sort-houses-up = smallest first
orgs-sort-houses-down = largest first
orgs-csv-name = Name
orgs-csv-kind = What it does
orgs-csv-address = Address
orgs-csv-phone = Phone
orgs-csv-houses = Houses
orgs-csv-link = Page

org-kind-manager = Managing organisation
org-kind-association = Owners' association or cooperative
org-kind-supplier = Supplier
org-kind-waste-operator = Regional waste operator
org-kind-municipality = Municipality
org-kind-inspectorate = Housing inspectorate
org-kind-capital-repair = Regional operator of capital repair
org-kind-billing-centre = Billing centre
org-kind-direct = Managed by the owners themselves
org-kind-unknown = What it does is not given
org-contacts = How to reach it
org-no-contacts = The source gives neither a phone number nor an address.
org-phone = Phone
org-address = Address
org-email = E-mail
org-site = Web site
org-hours = Hours
org-registration = About the organisation
org-kind = What it does
org-inn = Tax number (INN)
org-ogrn = Registration number (OGRN)

served-title = Houses it serves
served-filter = Street and number
served-none = No houses
served-none-words = No house of the registry names it as its manager or supplier.
served-nothing = No such house among its houses
served-nothing-words = Look for a typing error. Perhaps somebody else serves this house.
served-all = Show all its houses
served-count = { $n ->
    [one] { $shown } house
   *[other] { $shown } houses
}
served-more = More than { $n ->
    [one] { $shown } house
   *[other] { $shown } houses
}
served-manages = Manages
served-csv-address = Address
served-csv-year = Built in
served-csv-floors = Storeys
served-csv-flats = Flats
served-csv-area = Area, m²
served-csv-does = What it does
served-csv-link = Page
