//! Meetings in every form: written decisions with their scans and second readers, representatives,
//! materials, the inspectorate's check.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- Files people gave: scans, materials. Small ones only, so they live and are backed up with the rows.
create table file (
  id bigint primary key not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  content {bytes} not null,
  made_by bigint not null references person (id),
  made_at {instant} not null
);

-- form: electronic, absentee, in_person, mixed. place: where people meet, for forms that have one.
-- explained: why the register differs from the house, once somebody has said so.
alter table meeting add column form text not null default 'electronic';
alter table meeting add column place text not null default '';
alter table meeting add column explained text not null default '';

-- cost: kopecks the decision would cost the house, once or each month.
alter table meeting_question add column cost bigint;
alter table meeting_question add column monthly boolean not null default false;

-- Materials; question is set when a file belongs to one.
create table meeting_file (
  meeting_id bigint not null references meeting (id),
  file_id bigint not null references file (id),
  question integer,
  primary key (meeting_id, file_id)
);

-- Who reads papers the second time.
create table meeting_reader (
  meeting_id bigint not null references meeting (id),
  person_id bigint not null references person (id),
  name text not null,
  primary key (meeting_id, person_id)
);

-- Written decisions. state: entered, counted, conflict, differs, withdrawn. entry: the log's entry of the
-- paper; answers: as the administrator read them, canonical.
create table meeting_paper (
  meeting_id bigint not null references meeting (id),
  entry bigint not null,
  voice integer not null,
  file_id bigint not null references file (id),
  received_at {instant} not null,
  entered_at {instant} not null,
  answers text not null,
  state text not null,
  read_by bigint references person (id),
  read_at {instant},
  read_answers text not null,
  ballot bigint,
  primary key (meeting_id, entry)
);

-- Powers of attorney. state: asked, accepted, refused, revoked. entry: the log's, once accepted.
create table meeting_power (
  id bigint primary key not null,
  meeting_id bigint not null references meeting (id),
  voice integer not null,
  person_id bigint not null references person (id),
  person_name text not null,
  document text not null,
  notarised boolean not null,
  until {day} not null,
  file_id bigint not null references file (id),
  state text not null,
  entry bigint,
  reason text not null,
  asked_at {instant} not null,
  decided_at {instant}
);
create index meeting_power_meeting_idx on meeting_power (meeting_id, id);
create index meeting_power_person_idx on meeting_power (person_id, meeting_id);

-- The inspectorate's check of a message whose data do not suffice. state: asked, approved, returned.
create table meeting_check (
  meeting_id bigint primary key not null references meeting (id),
  question text not null,
  explained text not null,
  state text not null,
  asked_at {instant} not null,
  due_on {day} not null,
  decided_at {instant},
  decided_by bigint references person (id),
  answer text not null
);
create index meeting_check_state_idx on meeting_check (state, due_on);

insert into role_permission (role, permission) values ('inspectorate', 'check_meetings');
";

const DOWN: &str = "
delete from role_permission where permission = 'check_meetings';
drop table meeting_check; drop table meeting_power; drop table meeting_paper; drop table meeting_reader;
drop table meeting_file;
alter table meeting_question drop column monthly;
alter table meeting_question drop column cost;
alter table meeting drop column explained;
alter table meeting drop column place;
alter table meeting drop column form;
drop table file;
";
