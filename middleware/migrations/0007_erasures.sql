-- What was erased: ids only. It keeps a lost answer's repetition from bringing an erased capture back, and tells the org's sync which
-- rows to clear.
create table erasures (
  org_id text not null references orgs on delete cascade,
  capture_id uuid not null,
  -- In the order of commits as far as one process goes; the sync reads with an overlap.
  number bigint generated always as identity,
  erased_at timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, capture_id)
);

create index erasures_by_number on erasures (org_id, number);

-- Who asked for what, without personal data: a person is named by keyed hashes that only the same name, e-mail or phone gives again.
create table audit (
  number bigint generated always as identity primary key,
  org_id text references orgs on delete cascade,
  at timestamptz(3) not null default clock_timestamp(),
  action text not null,
  -- 'owner', 'org', 'command' or 'retention': what kind of caller, not which person.
  actor text not null,
  request_id uuid,
  subjects bytea[] not null default '{}',
  captures integer not null
);

create index audit_by_org on audit (org_id, number);
