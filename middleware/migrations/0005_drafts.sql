create table drafts (
  org_id text not null,
  id uuid not null,
  capture_id uuid not null,
  owner_id text not null,
  position integer not null,
  state text not null,
  version integer not null,
  confidence double precision not null,
  content bytea not null,
  decision bytea,
  -- Whole milliseconds, so that a cursor made of it is exact.
  changed_at timestamptz(3) not null,
  primary key (org_id, id),
  -- A deal of a capture becomes a draft once, however often the capture is read.
  unique (org_id, capture_id, position),
  foreign key (org_id, capture_id) references captures on delete cascade
);

create index drafts_by_change on drafts (org_id, changed_at, id);
create index drafts_by_owner on drafts (org_id, owner_id, changed_at, id);

-- What people changed: the former and the new value of a path, sealed.
create table corrections (
  org_id text not null,
  draft_id uuid not null,
  number bigint generated always as identity,
  path text not null,
  change bytea not null,
  changed_by text not null,
  changed_at timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, draft_id, number),
  foreign key (org_id, draft_id) references drafts on delete cascade
);
