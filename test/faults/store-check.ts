import type { Configuration } from '../../middleware/src/platform/configuration.ts';
import { openServerDatabase, type Database } from '../../middleware/src/platform/database.ts';
import { openEmbeddedDatabase } from '../../middleware/src/platform/embedded-database.ts';
import { createLog } from '../../middleware/src/platform/log.ts';

/** What no store may hold when all is done, by what it is called. */
const FORBIDDEN = {
  'captures that are not finished': `select id from captures where state not in ('ready', 'failed')`,
  'captures that are ready without what they were read from':
    "select id from captures where state = 'ready' and (reading is null or extraction is null)",
  'ready captures without exactly two drafts': `select c.id from captures c where c.state = 'ready'
     and (select count(*) from drafts d where d.org_id = c.org_id and d.capture_id = c.id) <> 2`,
  'ready captures that nothing later is compared with': `select c.id from captures c where c.state = 'ready'
     and not exists (select 1 from sources s join source_keys k on k.org_id = s.org_id and k.number = s.number
       where s.org_id = c.org_id and s.capture_id = c.id)`,
  'drafts of captures that are not ready': `select d.id from drafts d
     join captures c on c.org_id = d.org_id and c.id = d.capture_id where c.state <> 'ready'`,
};

/** Looks into the rows themselves. Every capture of the campaign was brought to its end before. */
export async function checkStore({ databaseUrl, dataFolder }: Configuration): Promise<void> {
  const log = createLog('silent');
  const database = databaseUrl ? openServerDatabase(databaseUrl, log) : await openEmbeddedDatabase(dataFolder);
  try {
    for (const [name, query] of Object.entries(FORBIDDEN)) await refuse(database, name, query);
  } finally {
    await database.close();
  }
}

async function refuse(database: Database, name: string, query: string): Promise<void> {
  const { rows } = await database.query(query);
  if (rows.length > 0) throw new Error(`the store holds ${rows.length} ${name}`);
}
