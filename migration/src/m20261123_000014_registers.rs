//! Registers of owners loaded from files, and what stood in them before.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- A file that was looked at; loaded_at: when its lines became the house's register.
create table register_load (
  id bigint primary key not null,
  house_id bigint not null,
  file_id bigint not null references file (id),
  made_by bigint not null references person (id),
  made_at {instant} not null,
  loaded_at {instant},
  rooms integer not null,
  shares integer not null
);
create index register_load_house_idx on register_load (house_id);

-- Shares as they stood until a load replaced them.
create table ownership_past (
  premises_id bigint not null references premises (id),
  load_id bigint not null references register_load (id),
  number integer not null,
  house_id bigint not null,
  person_id bigint references person (id),
  owner_name text not null,
  share_num bigint not null,
  share_den bigint not null,
  document text not null,
  begins_on {day},
  area bigint not null,
  ended_at {instant} not null,
  primary key (premises_id, load_id, number)
);
create index ownership_past_house_idx on ownership_past (house_id);

insert into role_permission (role, permission) values ('manager', 'keep_register'), ('association', 'keep_register');
";

const DOWN: &str = "
delete from role_permission where permission = 'keep_register';
drop table ownership_past;
drop table register_load;
";
