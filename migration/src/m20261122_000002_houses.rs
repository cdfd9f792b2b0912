//! Organisations, houses and what stands in them.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- (source, source_id) is a row's identity: repeating an import finds the same row.
create table organisation (
  id bigint primary key not null,
  region integer not null,
  kind text not null,
  name text not null,
  full_name text not null,
  name_key {sorted} not null,
  inn text not null,
  ogrn text not null,
  address text not null,
  phone text not null,
  email text not null,
  site text not null,
  hours text not null,
  lat_e6 integer,
  lon_e6 integer,
  houses integer not null,
  source text not null,
  source_id text not null,
  source_day {day},
  digest bigint not null,
  version integer not null,
  constraint organisation_source_key unique (source, source_id)
);
-- Keys that lists are sorted by are compared byte by byte on every database ({sorted}): ranges of
-- them are a region or a place, and a page after a key means the same everywhere.
create index organisation_name_idx on organisation (name_key, id);
create index organisation_houses_idx on organisation (houses, id);

-- Versions that were replaced, whole, as JSON by column.
create table organisation_version (
  organisation_id bigint not null references organisation (id),
  version integer not null,
  facts text not null,
  replaced_at {instant} not null,
  primary key (organisation_id, version)
);

-- Areas in 0.01 m2, places in millionths of a degree: integers only, equal on every database.
-- address is the printed form; place_key sorts it (region, place, street, number padded). The
-- organisation is checked at commit: checked row by row, SQLite would journal every statement of an
-- import a second time.
create table house (
  id bigint primary key not null,
  region integer not null,
  kind text not null,
  address text not null,
  region_name text not null,
  district text not null,
  locality text not null,
  street text not null,
  number text not null,
  place_key {sorted} not null,
  fias_guid text not null,
  cadastral_no text not null,
  time_zone text not null,
  lat_e6 integer,
  lon_e6 integer,
  organisation_id bigint references organisation (id) deferrable initially deferred,
  managed_since {day},
  year_built integer,
  used_since integer,
  series text not null,
  floors_max integer,
  floors_min integer,
  entrances integer,
  lifts integer,
  premises integer,
  flats integer,
  non_residential integer,
  area bigint,
  area_flats bigint,
  area_non_residential bigint,
  area_common bigint,
  area_land bigint,
  area_parking bigint,
  energy_class text not null,
  dangerous boolean not null,
  capital_fund text not null,
  extras text not null,
  source text not null,
  source_id text not null,
  source_day {day},
  digest bigint not null,
  version integer not null,
  constraint house_source_key unique (source, source_id)
);
create index house_place_idx on house (place_key, id);
create index house_organisation_idx on house (organisation_id, place_key, id);
create index house_year_idx on house (year_built, id);
create index house_area_idx on house (area, id);
-- What few houses are, so that a list of them does not walk through all the others.
create index house_dangerous_idx on house (place_key, id) where dangerous;
create index house_rare_kind_idx on house (kind, place_key, id) where kind <> 'apartment';

create table house_version (
  house_id bigint not null references house (id),
  version integer not null,
  facts text not null,
  replaced_at {instant} not null,
  primary key (house_id, version)
);

-- Who else serves the house: suppliers by service, the inspectorate, the municipality.
create table house_service (
  house_id bigint not null references house (id),
  service text not null,
  organisation_id bigint not null references organisation (id),
  begins_on {day},
  primary key (house_id, service, organisation_id)
);
create index house_service_organisation_idx on house_service (organisation_id, house_id);

create table entrance (
  house_id bigint not null references house (id),
  number integer not null,
  floors integer not null,
  primary key (house_id, number)
);

create table premises (
  id bigint primary key not null,
  house_id bigint not null references house (id),
  kind text not null,
  number text not null,
  number_key text not null,
  entrance integer,
  floor integer,
  rooms integer,
  area bigint not null,
  constraint premises_number_key unique (house_id, kind, number)
);

-- Shares in the right of ownership as exact fractions; who owns is known by name or by person.
create table ownership (
  house_id bigint not null,
  premises_id bigint not null references premises (id),
  number integer not null,
  person_id bigint references person (id),
  owner_name text not null,
  share_num bigint not null,
  share_den bigint not null,
  document text not null,
  begins_on {day},
  primary key (premises_id, number),
  check (0 < share_num and share_num <= share_den)
);
create index ownership_house_idx on ownership (house_id);

-- Who lives there under a contract (наниматель), as the organisation entered it.
create table tenancy (
  premises_id bigint primary key not null references premises (id),
  tenant_name text not null,
  contract text not null,
  begins_on {day},
  ends_on {day}
);

-- Streets, blocks, water and outlines of the demo town: its base map. points is a JSON array of
-- [lon_e6, lat_e6].
create table shape (
  id bigint primary key not null,
  kind text not null,
  name text not null,
  house_id bigint,
  points text not null
);
create index shape_kind_idx on shape (kind);
create index shape_house_idx on shape (house_id);

-- Sizes of registries, kept beside the rows so that no page counts.
create table registry_count (
  key text primary key not null,
  value bigint not null
);
";

const DOWN: &str = "
drop table registry_count; drop table shape; drop table tenancy; drop table ownership;
drop table premises; drop table entrance; drop table house_service; drop table house_version;
drop table house; drop table organisation_version; drop table organisation;
";
