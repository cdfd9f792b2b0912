//! Demands of owners that the managing organisation holds a meeting.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- questions: one on a line. sent_at: when those who joined had ten per cent of all votes.
create table meeting_request (
  id bigint primary key not null,
  house_id bigint not null,
  made_by bigint not null references person (id),
  author text not null,
  questions text not null,
  state text not null,
  made_at {instant} not null,
  sent_at {instant},
  due_on {day},
  meeting_id bigint references meeting (id)
);
create index meeting_request_house_idx on meeting_request (house_id, id);

create table meeting_request_join (
  request_id bigint not null references meeting_request (id),
  person_id bigint not null references person (id),
  joined_at {instant} not null,
  primary key (request_id, person_id)
);
";

const DOWN: &str = "
drop table meeting_request_join;
drop table meeting_request;
";
