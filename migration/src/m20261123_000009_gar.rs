//! The state address register (ГАР), as it is given out: every version of every record.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- A record's number is unique in its file only: key = number * 8 + the file's place among the kinds
-- of its table (numbers and kinds: service/src/imports/gar/kept.rs). One row is one version, in force
-- from starts_on to ends_on; a thing (object_id) has as many as it had lives.
create table gar_object (
  key bigint primary key not null,
  object_id bigint not null,
  kind integer not null,
  region integer not null,
  guid text not null,
  name text not null,
  type_name text not null,
  level integer not null,
  addition text not null,
  addition_type text not null,
  addition2 text not null,
  addition2_type text not null,
  change_id bigint not null,
  previous_id bigint not null,
  starts_on {day} not null,
  ends_on {day} not null,
  updated_on {day} not null,
  actual boolean not null,
  active boolean not null,
  digest bigint not null
);
create index gar_object_object_idx on gar_object (object_id);
create index gar_object_guid_idx on gar_object (guid);

-- Two trees: administrative (kind 0) and municipal (kind 1). code is the ОКТМО in the second.
create table gar_place (
  key bigint primary key not null,
  object_id bigint not null,
  kind integer not null,
  region integer not null,
  parent_id bigint not null,
  path text not null,
  code text not null,
  change_id bigint not null,
  previous_id bigint not null,
  starts_on {day} not null,
  ends_on {day} not null,
  updated_on {day} not null,
  active boolean not null,
  digest bigint not null
);
create index gar_place_object_idx on gar_place (object_id, kind);
create index gar_place_parent_idx on gar_place (parent_id, kind);

create table gar_param (
  key bigint primary key not null,
  object_id bigint not null,
  kind integer not null,
  region integer not null,
  type_id integer not null,
  value text not null,
  change_id bigint not null,
  change_end_id bigint not null,
  starts_on {day} not null,
  ends_on {day} not null,
  updated_on {day} not null,
  digest bigint not null
);
create index gar_param_object_idx on gar_param (object_id, type_id);

-- Kinds of streets, houses, flats; levels; kinds of parameters.
create table gar_word (
  key bigint primary key not null,
  kind integer not null,
  number bigint not null,
  level integer not null,
  name text not null,
  short_name text not null,
  starts_on {day} not null,
  ends_on {day} not null,
  active boolean not null,
  digest bigint not null
);
";

const DOWN: &str = "
drop table gar_word; drop table gar_param; drop table gar_place; drop table gar_object;
";
