-- How far the mirror of each object is: what is being loaded, up to which moment of the org's own clock, and what hindered it last.
create table mirror_loads (
  org_id text not null references orgs on delete cascade,
  object text not null check (object in ('Account', 'Contact', 'Opportunity')),
  -- The fields that the mirror holds, and those that the user of the connection cannot see.
  fields text[] not null default '{}',
  hidden_fields text[] not null default '{}',
  -- A full load under way: its name, its job in the org, where the results go on, and how many of how many are written.
  load uuid,
  job_id text,
  job_made_at timestamptz,
  locator text,
  loaded bigint not null default 0,
  expected bigint,
  -- When the last full load ended; null: the mirror never was whole.
  whole_at timestamptz,
  -- Why the next look is a full load; null: changes are enough.
  reload_reason text,
  -- By the org's clock: up to when changes and deletions were taken over.
  changed_until timestamptz,
  deleted_until timestamptz,
  -- By our clock: when everything was taken over last, and when it was held against the org.
  taken_over_at timestamptz,
  verified_at timestamptz,
  -- The record up to which it was held against the org: the next time goes on behind it.
  verified_to text,
  -- What hindered the last look: our code, the org's own, how often in a row, and when to try again.
  failure text,
  org_code text,
  failures integer not null default 0,
  not_before timestamptz,
  primary key (org_id, object)
);

-- Drafts that no person started, on their way to the org.
create table deliveries (
  org_id text not null,
  draft_id uuid not null,
  state text not null check (state in ('waiting', 'sent', 'refused')),
  -- What the row in the org is to show, sealed; null once it is there.
  columns bytea,
  -- Counts what was given for this draft: an answer about an older one says nothing of a newer one.
  edition integer not null default 1,
  attempts integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  -- The org's code of the last refusal, and the field it names.
  error_code text,
  error_field text,
  record_id text,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (org_id, draft_id),
  foreign key (org_id, draft_id) references drafts on delete cascade
);

create index deliveries_due on deliveries (next_at) where state = 'waiting';

-- What an org set and holds as picklists and currencies, as it was read last.
create table org_settings (
  org_id text primary key references orgs on delete cascade,
  content jsonb not null,
  read_at timestamptz not null,
  -- What hindered the last look, and when that was.
  failure text,
  failed_at timestamptz
);
