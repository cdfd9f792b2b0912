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
drop table member;
";
