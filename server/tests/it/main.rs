//! The application as a whole: its router, a real database, browsers with cookies.

mod app;
mod cabinet;
mod certified;
mod doors;
mod sign_in;
mod tidy;
