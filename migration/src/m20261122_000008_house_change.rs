//! The feed that copies of the registry in memory go by.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- Which houses a transaction changed, in the order of commits: ids of 8 bytes each, the high byte
-- first. A process that has read up to a number goes on behind it; one that is behind the oldest row
-- reads everything anew.
create table house_change (
  seq bigint primary key not null,
  ids {bytes} not null
);
";

const DOWN: &str = "drop table house_change";
