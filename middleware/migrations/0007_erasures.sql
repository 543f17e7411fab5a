-- What was erased: ids only. It keeps a lost answer's repetition from bringing an erased capture back, and tells the org's sync which
-- rows to clear.
create table erasures (
  org_id text not null references orgs on delete cascade,
  capture_id uuid not null,
  -- The drafts that went with it: whoever asks for one is told that it was erased.
  draft_ids uuid[] not null,
  -- Whole milliseconds, so that a cursor made of it is exact.
  erased_at timestamptz(3) not null,
  primary key (org_id, capture_id)
);

create index erasures_by_time on erasures (org_id, erased_at, capture_id);
create index erasures_by_draft on erasures using gin (draft_ids);

-- What retention looks at.
create index captures_finished on captures (updated_at) where state in ('ready', 'failed');

-- Who asked for what, without personal data: a person is named by keyed hashes that only the same name, e-mail or phone gives again.
create table audit (
  org_id text not null references orgs on delete cascade,
  number bigint generated always as identity,
  at timestamptz(3) not null,
  action text not null,
  -- 'owner', 'org', 'command' or 'retention': what kind of caller, not which person.
  actor text not null,
  request_id uuid,
  subjects bytea[] not null default '{}',
  -- How many captures it concerned so far: those of a person are erased one by one.
  captures integer not null,
  primary key (org_id, number)
);
