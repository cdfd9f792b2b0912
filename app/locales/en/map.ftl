map-title = Map of houses
map-title-of = Houses on the map: { $name }
map-name = Map of houses. Arrows move it, plus and minus zoom
map-none = A map belongs here. If it did not appear, the list has everything that is on it.
map-in-words = Larger, with a list of houses by distance
map-in-sight = { $n ->
    [0] No houses here
    [one] { $shown } house here
   *[other] { $shown } houses here
}
map-unplaced = { $n ->
    [one] { $shown } more house is not on the map: its place is unknown. The registry has it.
   *[other] { $shown } more houses are not on the map: their places are unknown. The registry has them.
}
map-more = The nearest to the middle are shown. Zoom in to see the others.
map-nothing = No houses here
map-nothing-words = Zoom out or move the map.
map-show-all = Show all houses
map-move = Move the map
map-west = West
map-east = East
map-north = North
map-south = South
map-nearer = Zoom in
map-farther = Zoom out
map-near = Near me
map-near-denied = The browser did not say where you are. Find the house by its address.
map-group = { $n ->
    [one] { $shown } house together
   *[other] { $shown } houses together
}
map-group-open = zoom in
map-metres = { $n } m from the middle
map-kilometres = { $n } km from the middle
map-help-ctrl = Scroll with Ctrl to zoom
map-help-cmd = Scroll with ⌘ to zoom
map-help-fingers = Move the map with two fingers
map-which = Which houses to show
view-switch = How to show it
view-list = As a list
view-map = On a map
house-on-map = Where this house is
org-on-map = Houses on the map
map-cut = There are more than two million such houses: not all are drawn. Narrow the choice.
map-title-organisations = Houses of these organisations on a map
