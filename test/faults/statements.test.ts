import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { nameStatement } from './statements.ts';

describe('the names of statements at which a process is killed', () => {
  it('tell what is written, and to which state it leads', () => {
    assert.equal(nameStatement('begin'), 'begin');
    assert.equal(nameStatement('insert into drafts (org_id) values ($1)'), 'insert into drafts');
    const advance = 'update captures set state = $5 where org_id = $1 and state = $4';
    assert.equal(nameStatement(advance, ['org', 'id', 1, 'matching', 'ready']), 'update captures (ready)');
    assert.equal(nameStatement("update captures set state = 'failed' where id = $1"), 'update captures (failed)');
    assert.equal(nameStatement('update captures set attempts = attempts + 1'), 'update captures (attempt)');
  });

  it('are not given to what only reads, nor to what goes on without captures', () => {
    assert.equal(nameStatement('select * from drafts for update of drafts'), undefined);
    assert.equal(nameStatement('insert into processes (id) values ($1)'), undefined);
    assert.equal(nameStatement('UPDATE pgboss.version SET flow_on = now()'), undefined);
  });

  it('know what the queue does with a job', () => {
    assert.equal(nameStatement('INSERT INTO pgboss.job_common (id) VALUES ($1)'), 'send job');
    assert.equal(nameStatement("WITH next AS (... SKIP LOCKED) UPDATE pgboss.job SET state = 'active'"), 'fetch job');
    assert.equal(nameStatement("WITH results AS (UPDATE pgboss.job SET state = 'completed')"), 'complete job');
  });
});
