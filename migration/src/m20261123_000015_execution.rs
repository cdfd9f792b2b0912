//! What comes of a meeting: duties of the law and the execution of decisions; what owners say of its questions.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- told_at: when the owners were told that it is done. what: originals, results, inspectorate; q1, q2 ... for the decision of a question.
create table meeting_duty (
  meeting_id bigint not null references meeting (id),
  what text not null,
  responsible text not null,
  due_on {day},
  done_on {day},
  note text not null,
  file_id bigint references file (id),
  said_by bigint not null references person (id),
  said_name text not null,
  said_at {instant} not null,
  told_at {instant},
  primary key (meeting_id, what)
);

-- hidden_because: of what the initiator took away, or its author (then no reason is kept).
create table meeting_remark (
  id bigint primary key not null,
  meeting_id bigint not null references meeting (id),
  question integer not null,
  person_id bigint not null references person (id),
  person_name text not null,
  premises text not null,
  text text not null,
  made_at {instant} not null,
  hidden_at {instant},
  hidden_because text not null
);
create index meeting_remark_meeting_idx on meeting_remark (meeting_id, question, id);
create index meeting_remark_person_idx on meeting_remark (person_id, made_at);
";

const DOWN: &str = "
drop table meeting_remark;
drop table meeting_duty;
";
