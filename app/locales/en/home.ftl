home-title = Find your home
home-question = Find your home
home-lead = Who runs the house, whom to call and what is known of it. And in your cabinet, meter readings in a minute.
home-example = Type the street and the number of the house. Or the name of an organisation.
home-doors = What brings you here
home-door-house = My house
home-door-house-words = Its passport, who serves it, phone numbers
home-door-who = Who serves us
home-door-who-words = Managing companies, suppliers, the housing inspectorate
home-door-off = What is cut off
home-door-off-words = Comes later. For now ask the supplier: the number is on the page of the house.
home-door-law = Laws and answers
home-door-law-words = Comes later, with answers to frequent questions.
home-known = What is here
home-houses = { $n ->
    [one] house
   *[other] houses
}
home-organisations = { $n ->
    [one] organisation
   *[other] organisations
}
home-sources = The facts come from public registries. Each house page says from which one and of which day.
