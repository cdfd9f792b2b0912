//! People, their sessions, roles and agreements.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- Somebody who has signed in. The provider's own key is (issuer, subject); names are what it told us.
create table person (
  id bigint primary key not null,
  issuer text not null,
  subject text not null,
  family_name text not null,
  given_name text not null,
  patronymic text not null,
  birth_date {day},
  email text not null,
  phone text not null,
  level text not null,
  checked_at {instant},
  created_at {instant} not null,
  seen_at {instant} not null,
  constraint person_subject_key unique (issuer, subject)
);

-- The user agreement by version; the newest that has begun is the one to accept.
create table agreement (
  version integer primary key not null,
  begins_at {instant} not null,
  body_ru text not null,
  body_en text not null
);

create table agreement_acceptance (
  person_id bigint not null references person (id),
  version integer not null references agreement (version),
  accepted_at {instant} not null,
  primary key (person_id, version)
);

-- Only a hash of the cookie's token is kept: a stolen table opens nothing.
create table session (
  token_hash text primary key not null,
  public_id text not null constraint session_public_id_key unique,
  person_id bigint references person (id),
  data text not null,
  device text not null,
  network text not null,
  created_at {instant} not null,
  seen_at {instant} not null,
  expires_at {instant} not null
);
create index session_person_idx on session (person_id);
create index session_expires_idx on session (expires_at);

-- Roles and what each may do are data; the program asks for permissions only.
create table role_permission (
  role text not null,
  permission text not null,
  primary key (role, permission)
);

-- A role somebody holds: for an organisation, for one house, or everywhere (operator).
create table role_grant (
  id bigint primary key not null,
  person_id bigint not null references person (id),
  role text not null,
  organisation_id bigint,
  house_id bigint,
  begins_at {instant} not null,
  ends_at {instant}
);
create index role_grant_person_idx on role_grant (person_id);

insert into role_permission (role, permission) values
  ('citizen', 'send_readings'),
  ('manager', 'take_readings'), ('manager', 'set_window'),
  ('association', 'take_readings'), ('association', 'set_window'),
  ('supplier', 'take_readings'), ('supplier', 'set_window'),
  ('billing_centre', 'take_readings'),
  ('operator', 'import_houses'), ('operator', 'see_audit');
";

const DOWN: &str = "
drop table role_grant; drop table role_permission; drop table session;
drop table agreement_acceptance; drop table agreement; drop table person;
";
