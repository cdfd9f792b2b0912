houses-title = Houses
houses-filter-text = Street and number
houses-filter-region = Region
houses-filter-place = Town or village
houses-filter-by = Who manages it
houses-filter-kind = What kind of house
houses-filter-from = Built from, year
houses-filter-to = to, year
houses-filter-dangerous = Only dangerous ones
houses-any-region = All regions
houses-any-kind = Any
houses-asked-text = “{ $value }”
houses-asked-by = managed by { $value }
houses-asked-from = built from { $value }
houses-asked-to = built to { $value }
houses-asked-dangerous = dangerous
houses-show-all = Show all houses
houses-none = No houses yet
houses-none-words = The registry is not loaded yet. Whoever set up Domovoy does it: the command is domovoy import houses.
houses-nothing = No such houses
houses-nothing-words = Look for a typing error, or take one condition away. The kind of street may be left out.
houses-count = { $n ->
    [one] { $shown } house
   *[other] { $shown } houses
}
houses-more = More than { $n ->
    [one] { $shown } house
   *[other] { $shown } houses
}
houses-sort-address = By address
houses-sort-address-up = from the first letter
houses-sort-address-down = from the last letter
houses-sort-year = By year
houses-sort-year-up = oldest first
houses-sort-year-down = newest first
houses-sort-area = By area
houses-sort-area-up = smallest first
houses-sort-area-down = largest first
houses-csv-address = Address
houses-csv-kind = Kind
houses-csv-year = Built in
houses-csv-floors = Storeys
houses-csv-flats = Flats
houses-csv-area = Area, m²
houses-csv-dangerous = Dangerous
houses-csv-manager = Managed by
houses-csv-link = Page

house-kind-apartment = Block of flats
house-kind-detached = Detached house
house-kind-terraced = Terraced house
house-kind-dormitory = Dormitory
house-kind-unknown = Kind not given
house-year = { $year }
house-floors = { $n ->
    [one] { $shown } storey
   *[other] { $shown } storeys
}
house-flats = { $n ->
    [one] { $shown } flat
   *[other] { $shown } flats
}
house-dangerous = Found dangerous
house-manager = Managed by
house-manager-title = Who manages the house
house-no-manager = The source names no managing organisation. The municipality or the housing inspectorate will know.
house-managers-houses = All houses it manages
house-mine = This is my house
house-mine-words = Link your personal account and send meter readings here, without queues and calls.
house-services = Who supplies what
house-group-place = Address and numbers
house-group-building = How it is built
house-group-size = Premises and areas
house-group-fund = Capital repair
house-group-extras = What else the source says
house-entrances = Entrances
house-entrance = Entrance

figure-year = built in
figure-floors = storeys
figure-flats = flats
figure-area = whole area

fact-address = Address
fact-gar-line = Address in the state register
fact-gar-municipal = By municipal division
fact-oktmo = Municipality code (OKTMO)
fact-region-name = Region
fact-district = District
fact-locality = Town or village
fact-street = Street
fact-number = Number
fact-cadastral-no = Cadastral number
fact-fias-guid = Code in the address registry (FIAS)
fact-point = Latitude and longitude
fact-lat-e6 = Latitude, millionths of a degree
fact-lon-e6 = Longitude, millionths of a degree
fact-kind = Kind
fact-year-built = Built in
fact-used-since = In use since
fact-floors = Storeys
fact-floors-max = Storeys, the most
fact-floors-min = Storeys, the fewest
fact-entrances = Entrances
fact-lifts = Lifts
fact-series = Series, type of project
fact-energy-class = Energy class
fact-dangerous = Found dangerous
fact-premises = Premises
fact-flats = Living premises
fact-non-residential = Other premises
fact-area = Whole area
fact-area-flats = Area of living premises
fact-area-non-residential = Area of other premises
fact-area-common = Area of common property
fact-area-parking = Area of parking places
fact-area-land = Area of the plot
fact-organisation-id = Managed by
fact-managed-since = Managed since
fact-capital-fund = Contributions to capital repair are kept
fact-playground = Playground
fact-sports-ground = Sports ground
fact-other-amenities = Other amenities
fact-note = Note
fact-cold-water-meter = Cold water meter of the house
fact-hot-water-meter = Hot water meter of the house

capital-fund-regional-operator = on the regional operator's account
capital-fund-special-of-operator = on a special account with the regional operator
capital-fund-special-of-organisation = on a special account of the organisation
capital-fund-undecided = not chosen yet

service-municipality = Local government
service-maintenance = Maintenance
service-cold-water = Cold water
service-hot-water = Hot water
service-sewage = Sewage
service-heating = Heating
service-electricity = Electricity
service-gas = Gas
service-waste = Waste
service-capital-repair = Capital repair

source-demo = the demo town, invented by us
source-reformagkh = Reforma ZhKKh
source-frt = Territorial Development Fund
source-operator = entered by the operator
source-on = Source: { $source }, as of { $day }
source-undated = Source: { $source }, no day given
source-first = unchanged since the first import
source-changes = { $n ->
    [one] changed { $shown } time
   *[other] changed { $shown } times
}

history-of-house = What changed
history-empty = Nothing has changed yet
history-empty-words = When the source says something else about the house, it will be shown here: what and when.
history-as-of = As of { $day }
history-seen = Received { $day }
history-version = version { $number }, imported { $day }
history-facts = { $n ->
    [one] { $shown } fact changed
   *[other] { $shown } facts changed
}
history-was = was
history-now = is
history-unknown = not given

house-meetings = Owners' meetings
house-meetings-words = What the owners decide and have decided, and how to check it.
house-meetings-all = All meetings of the house
