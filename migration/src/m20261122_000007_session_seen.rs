//! Sessions by when they were last used.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- Sessions nobody uses are dropped at each sign-in: found by their day, not by reading all of them.
create index session_seen_idx on session (seen_at);
";

const DOWN: &str = "drop index session_seen_idx";
