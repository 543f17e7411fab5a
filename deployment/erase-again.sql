-- Erases again what had been erased after the backup was made, from the list erasures.csv in the working folder:
--   psql "$DATABASE_URL" --file=deployment/erase-again.sql
-- Before the middleware starts on the restored database. Running it twice changes nothing more.
\set ON_ERROR_STOP on
begin;
create temporary table erased (like erasures) on commit drop;
\copy erased from 'erasures.csv' csv
insert into erasures select * from erased where org_id in (select org_id from orgs) on conflict do nothing;
delete from captures c using erased e where c.org_id = e.org_id and c.id = e.capture_id;
delete from pgboss.job j using erased e where j.data @> jsonb_build_object('orgId', e.org_id, 'captureId', e.capture_id);
commit;
vacuum captures, drafts, corrections, sources, source_keys, deal_keys, draft_pairs, match_decisions;
