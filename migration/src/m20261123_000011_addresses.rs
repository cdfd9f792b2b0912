//! Houses matched to the state address register.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- state: matched, doubtful, absent. printed: the source's address it was decided for; candidates: a
-- JSON array. decided_by: the person who said so; empty for what the rules found.
create table house_address (
  house_id bigint primary key not null references house (id),
  state text not null,
  object_id bigint not null,
  guid text not null,
  line text not null,
  municipal text not null,
  oktmo text not null,
  percent integer not null,
  candidates text not null,
  printed text not null,
  decided_by bigint references person (id),
  decided_at {instant}
);
create index house_address_state_idx on house_address (state, house_id);
create index house_address_object_idx on house_address (object_id);

-- Municipalities and settlements by ОКТМО, digits without spaces.
create table oktmo (
  code text primary key not null,
  name text not null,
  centre text not null
);

-- Elements above buildings by region: some for each hundred buildings.
create index gar_object_region_idx on gar_object (region, object_id) where kind = 0;
";

const DOWN: &str = "
drop index gar_object_region_idx; drop table oktmo; drop table house_address;
";
