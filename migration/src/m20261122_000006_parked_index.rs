//! Indexes set aside while a table is filled.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- Filling an empty table is several times faster without the indexes its lists go by. Each one's
-- definition waits here from the moment it is dropped until it stands again, whatever is killed;
-- holder is the process that fills, by its lease in node_lease.
create table parked_index (
  name text primary key not null,
  definition text not null,
  holder text not null
);
";

const DOWN: &str = "drop table parked_index";
