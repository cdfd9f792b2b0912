//! Lists of those who came to the place of a meeting; who calls a meeting besides owners; letters that are not
//! wanted.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- The entry of the log that says who was present, and the scan of the signed list; the newest stands.
create table meeting_presence (
  meeting_id bigint not null references meeting (id),
  entry bigint not null,
  file_id bigint not null references file (id),
  primary key (meeting_id, entry)
);

-- By which right it is called: an owner's or member's, the manager's, the municipality's.
alter table meeting add column caller text not null default 'person';
update meeting set caller = 'manager' where exists (
  select 1 from house h join organisation o on o.id = h.organisation_id
  where h.id = meeting.house_id and o.name = meeting.initiator_name);
update meeting set caller = 'demanded' where id in (
  select meeting_id from meeting_request where meeting_id is not null);
-- When the managing organisation was asked for its register of owners.
alter table meeting add column register_asked_at {instant};
-- Copies of messages about meetings go to the address of whoever wants them.
alter table person add column letters boolean not null default true;
insert into role_permission (role, permission) values
  ('manager', 'call_meetings'), ('association', 'call_meetings'), ('municipality', 'call_meetings');
";

const DOWN: &str = "
delete from role_permission where permission = 'call_meetings';
alter table person drop column letters;
alter table meeting drop column register_asked_at;
alter table meeting drop column caller;
drop table meeting_presence;
";
