//! The design system: one component per file, named like its class and its style file. A component that
//! does not stand here, and on the page `/ui`, does not exist.

pub mod frame;

pub mod button;
pub mod field;
pub mod house_map;
pub mod icon;
pub mod notices;

pub mod badge;
pub mod card;
pub mod chart;
pub mod crumbs;
pub mod door;
pub mod empty;
pub mod facts;
pub mod list_head;
pub mod pager;
pub mod registry_filters;
pub mod search_box;
pub mod street;
pub mod table;
pub mod view_switch;
