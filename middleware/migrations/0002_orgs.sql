create table orgs (
  org_id text primary key check (org_id ~ '^00D[A-Za-z0-9]{15}$'),
  name text not null,
  created_at timestamptz not null default now()
);

-- An org may have several keys at once, so that it can change its certificate without a gap.
create table signing_keys (
  org_id text not null references orgs on delete cascade,
  key_id text not null,
  public_key text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (org_id, key_id)
);

-- Tokens that were used on a call that changes something; kept until they could not be accepted any more.
create table used_tokens (
  org_id text not null references orgs on delete cascade,
  jti text not null,
  expires_at timestamptz not null,
  primary key (org_id, jti)
);

create index used_tokens_by_expiry on used_tokens (expires_at);
