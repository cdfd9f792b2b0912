//! Protocols as they were formed when a meeting's log ended: they do not change with the program. What the
//! inspectorate looked at when it answered.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- results, external: requests to the state system; external is empty but for votes held in this one.
-- printed: PDF without names; named: with owners' names and answers, for those the law shows them to.
create table meeting_protocol (
  meeting_id bigint primary key not null references meeting (id),
  formed_at {instant} not null,
  results text not null,
  external text not null,
  printed {bytes} not null,
  named {bytes} not null
);

-- seen: a digest of the message, its agenda and the register as they were when the check was answered.
alter table meeting_check add column seen text not null default '';
";

const DOWN: &str = "
alter table meeting_check drop column seen;
drop table meeting_protocol;
";
