//! The browser's entry: makes the islands' functions available and nothing else.

#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

// Pulls in every island's exported function.
pub use app::features;

/// Called once by `boot.js` before the first island is hydrated.
#[wasm_bindgen]
pub fn hydrate() {
    // Readable panics cost five kibibytes: developers get them, phones do not.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
