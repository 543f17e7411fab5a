-- What later captures are compared with: a keyed hash of the text, per person.
create table fingerprints (
  org_id text not null,
  capture_id uuid not null,
  owner_id text not null,
  fingerprint bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, capture_id),
  foreign key (org_id, capture_id) references captures on delete cascade
);

create index fingerprints_by_text on fingerprints (org_id, owner_id, fingerprint);
