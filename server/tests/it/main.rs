//! The application as a whole: its router, a real database, browsers with cookies.

mod app;
mod cabinet;
mod certified;
mod sign_in;
