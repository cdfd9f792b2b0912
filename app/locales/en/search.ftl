search-title = Search
search-label = Address of a house or name of an organisation
search-placeholder = Address or organisation
search-button = Find
search-empty = What are you looking for?
search-empty-words = Type a street and a number. Or the name of an organisation.
search-nothing = Nothing was found
search-nothing-words = Look for a typing error. Try fewer words: only the street, or one word of the name.
search-all-houses = See all houses
search-streets = Streets
search-offers = Suggestions
search-more-houses = All houses with these words
search-more-organisations = All organisations with these words
search-houses = { $n ->
    [one] { $shown } house was found
   *[other] { $shown } houses were found
}
search-organisations = { $n ->
    [one] { $shown } organisation
   *[other] { $shown } organisations
}
search-near = Nearest to me first
search-nearest = The nearest to you first.
search-as-it-fits = Show by likeness
