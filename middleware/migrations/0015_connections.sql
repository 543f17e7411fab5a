-- How background work reaches the org of a tenant. What opens it (tokens) is sealed.
create table connections (
  org_id text primary key references orgs on delete cascade,
  state text not null check (state in ('new', 'connected', 'login-revoked', 'refused', 'disconnected')),
  -- Why the org refused, as one of our codes.
  refusal text,
  login_url text not null,
  -- As the org told with its last token.
  instance_url text,
  api_version text,
  user_id text,
  method text check (method in ('jwt-bearer', 'client-credentials', 'refresh-token')),
  sealed_session bytea,
  sealed_refresh_token bytea,
  connected_at timestamptz,
  renewed_at timestamptz,
  -- How often it was connected or disconnected: what was asked of the org before is not kept after.
  logins integer not null default 0,
  -- Until then one process asks for a new token, and the others wait for what it gets.
  renewing_until timestamptz
);

-- One-time links for the admin of an org. Who reads this table cannot open one.
create table login_links (
  org_id text not null references orgs on delete cascade,
  link_hash bytea not null,
  purpose text not null check (purpose in ('login', 'check')),
  login_url text not null,
  expires_at timestamptz not null,
  primary key (org_id, link_hash)
);

-- Logins that were begun in a browser and have not come back yet.
create table login_flows (
  org_id text not null references orgs on delete cascade,
  state_hash bytea not null,
  browser_hash bytea not null,
  login_url text not null,
  sealed_verifier bytea not null,
  expires_at timestamptz not null,
  primary key (org_id, state_hash)
);
