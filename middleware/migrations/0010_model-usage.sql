-- What the language models were asked on behalf of an org, by UTC day.
create table model_usage (
  org_id text not null references orgs on delete cascade,
  provider text not null,
  day date not null,
  requests integer not null,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  -- In US dollars, of the requests whose price is known.
  cost numeric(20, 9) not null default 0,
  without_price integer not null default 0,
  primary key (org_id, provider, day)
);

-- What counts against a provider's quota, which is over all orgs. It is a table of its own because one row makes processes wait for
-- each other, and because an org that is removed gives nothing of the day's quota back.
create table model_days (
  provider text not null,
  day date not null,
  requests integer not null,
  primary key (provider, day)
);
