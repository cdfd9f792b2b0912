//! Registers of members of associations and cooperatives, and their meetings.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- A line for each premises a member names; lines with one number are one member.
create table member (
  house_id bigint not null,
  line integer not null,
  number integer not null,
  name text not null,
  premises_id bigint not null references premises (id),
  since {day},
  primary key (house_id, line)
);

-- Of those who own a share jointly, the others than the share's person: each may vote with it.
create table ownership_holder (
  premises_id bigint not null references premises (id),
  number integer not null,
  person_id bigint not null references person (id),
  house_id bigint not null,
  primary key (premises_id, number, person_id)
);
create index ownership_holder_house_idx on ownership_holder (house_id, person_id);
create table meeting_voice_holder (
  meeting_id bigint not null references meeting (id),
  voice integer not null,
  person_id bigint not null references person (id),
  primary key (meeting_id, person_id, voice)
);
create index meeting_voice_holder_person_idx on meeting_voice_holder (person_id);

-- Reminders that were given, each once.
create table meeting_told (
  meeting_id bigint not null references meeting (id),
  what text not null,
  told_at {instant} not null,
  primary key (meeting_id, what)
);

-- Whose register the file is: of owners, of members.
alter table register_load add column whose text not null default 'owners';
-- Whose meeting it is, and the clause of the charter by which members decide in the system.
alter table meeting add column body text not null default 'owners';
alter table meeting add column charter text not null default '';
-- Who leads the meeting and who keeps its protocol.
alter table meeting add column chair text not null default '';
alter table meeting add column secretary text not null default '';
";

const DOWN: &str = "
alter table meeting drop column secretary;
alter table meeting drop column chair;
alter table meeting drop column charter;
alter table meeting drop column body;
alter table register_load drop column whose;
drop table meeting_told;
drop table meeting_voice_holder;
drop table ownership_holder;
drop table member;
";
