//! The application as a whole: its router, a real database, browsers with cookies.

mod app;
mod doors;
mod sign_in;
mod tidy;
