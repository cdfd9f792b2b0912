//! The design system: one component per file, named like its class and its style file. A component that
//! does not stand here, and on the page `/ui`, does not exist.

pub mod button;
pub mod chart;
pub mod field;
pub mod frame;
pub mod icon;
pub mod notices;
