//! The drawn street of the home page: a wooden house, a block of flats, a tower, and who looks after them.

use leptos::prelude::*;

/// Windows in rows and columns; every third one is lit.
fn windows(left: i32, top: i32, columns: i32, rows: i32, step: (i32, i32), size: (i32, i32)) -> impl IntoView {
    let places = (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    let window = move |(row, column): (i32, i32)| {
        let lit = (row * 7 + column * 5 + left) % 3 == 0;
        let class = if lit { "street__lit" } else { "street__window" };
        let (x, y) = (left + column * step.0, top + row * step.1);
        view! { <rect class=class x=x y=y width=size.0 height=size.1 rx="1"></rect> }
    };
    places.map(window).collect_view()
}

/// The drawing says nothing that words do not, so screen readers pass by.
#[component]
pub fn Street() -> impl IntoView {
    view! {
        <svg class="street" viewBox="0 0 960 220" aria-hidden="true" focusable="false">
            <path class="street__tree" d="M66 200v-34a26 30 0 1 1 8 0v34zM594 200v-30a22 26 0 1 1 8 0v30zM902 200v-38a28 34 0 1 1 8 0v38z"></path>
            <path class="street__roof" d="M112 112 192 58l80 54v10H112zM226 66h16v34l-16-11z"></path>
            <path class="street__wall-1" d="M122 118 192 71l70 47v82H122z"></path>
            <path class="street__frame" d="M136 140h34v38h-34zM214 140h34v38h-34zM176 96a16 16 0 0 1 32 0v18h-32z"></path>
            <path class="street__lit" d="M141 146h11v27h-11zM155 146h10v27h-10zM180 97a12 12 0 0 1 24 0v13h-24z"></path>
            <path class="street__window" d="M219 146h11v27h-11zM233 146h10v27h-10z"></path>
            <path class="street__spirit" d="M184 110c0-9 2-15 8-15s8 6 8 15z"></path>
            <path class="street__eye" d="M188 102h2.5v2.5H188zM194 102h2.5v2.5H194z"></path>
            <path class="street__wall-3" d="M290 84h270v116H290z"></path>
            <path class="street__roof" d="M284 78h282v8H284zM318 172h20v28h-20zM414 172h20v28h-20zM510 172h20v28h-20z"></path>
            {windows(302, 96, 13, 3, (20, 25), (11, 14))}
            {windows(302, 172, 1, 1, (20, 25), (11, 14))}
            {windows(352, 172, 3, 1, (20, 25), (11, 14))}
            {windows(448, 172, 3, 1, (20, 25), (11, 14))}
            <path class="street__wall-2" d="M634 14h104v186H634z"></path>
            <path class="street__roof" d="M628 8h116v8H628zM676 174h22v26h-22z"></path>
            {windows(644, 26, 5, 6, (19, 24), (11, 13))}
            <path class="street__wall-1" d="M762 122h112v78H762z"></path>
            <path class="street__roof" d="m752 124 66-46 66 46z"></path>
            <path class="street__frame" d="M776 142h26v30h-26zM834 142h26v30h-26zM808 152h20v48h-20z"></path>
            <path class="street__lit" d="M780 146h8v22h-8zM790 146h8v22h-8z"></path>
            <path class="street__window" d="M838 146h8v22h-8zM848 146h8v22h-8z"></path>
            <path class="street__ground" d="M0 200h960v4H0z"></path>
        </svg>
    }
}
