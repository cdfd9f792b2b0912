//! The program's own work: jobs, imports, and the numbers processes take ids from.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- The outbox: written in the same transaction as the row it is about, run after it, perhaps twice.
create table job (
  id bigint primary key not null,
  kind text not null,
  payload text not null,
  run_at {instant} not null,
  attempts integer not null,
  leased_until {instant},
  done_at {instant},
  error text not null
);
create index job_due_idx on job (run_at) where done_at is null;

-- One run of an import. The sums are written in the transaction of the rows they count, so that a
-- killed run goes on behind its last commit and ends with the sums of the whole file.
create table import_run (
  id bigint primary key not null,
  kind text not null,
  file_name text not null,
  file_digest text not null,
  state text not null,
  rows_read bigint not null,
  created bigint not null,
  updated bigint not null,
  unchanged bigint not null,
  rejected bigint not null,
  started_at {instant} not null,
  finished_at {instant}
);
create index import_run_file_idx on import_run (kind, file_digest);

-- Which process holds which number; the number is part of every id it makes.
create table node_lease (
  node integer primary key not null,
  holder text not null,
  until_ms bigint not null
);
";

const DOWN: &str = "
drop table node_lease; drop table import_run; drop table job;
";
