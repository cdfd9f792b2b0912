//! A room per subject. In each: `page.rs` handlers and screens, parts beside it, `api.rs` server
//! functions, `island.rs` what reaches the browser. A feature never imports another feature.

pub mod meters;

#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod addresses;
#[cfg(feature = "ssr")]
pub mod cabinet;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod houses;
#[cfg(feature = "ssr")]
pub mod meetings;
#[cfg(feature = "ssr")]
pub mod offline;
#[cfg(feature = "ssr")]
pub mod orgs;
#[cfg(feature = "ssr")]
pub mod registers;
#[cfg(feature = "ssr")]
pub mod search;

#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod preferences;
#[cfg(feature = "ssr")]
pub mod style_guide;
