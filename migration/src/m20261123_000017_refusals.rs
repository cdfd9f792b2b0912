//! Refusals of a house's first electronic meeting.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- file_id: of a refusal on paper, entered by the managing organisation; none of one given in the system.
create table meeting_refusal (
  meeting_id bigint not null references meeting (id),
  voice integer not null,
  said_by bigint not null references person (id),
  file_id bigint references file (id),
  received_on {day} not null,
  entered_at {instant} not null,
  primary key (meeting_id, voice)
);
";

const DOWN: &str = "
drop table meeting_refusal;
";
