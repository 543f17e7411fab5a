import { createMirror } from '../../middleware/src/matching/mirror/mirror.ts';
import { systemClock } from '../../middleware/src/platform/clock.ts';
import { openServerDatabase } from '../../middleware/src/platform/database.ts';
import { openKeyring } from '../../middleware/src/platform/keyring.ts';
import { createLog } from '../../middleware/src/platform/log.ts';
import { createMirrorFilling } from '../../middleware/src/salesforce/filling/filling.ts';
import { connectionsTo, hurried } from './connected-org.ts';
import type { FillingOrder } from './killed-filling.ts';

/** A process that fills a mirror and is killed. */
const order = JSON.parse(process.argv[2] ?? '') as FillingOrder;
const log = createLog('silent');
const database = openServerDatabase(order.databaseUrl, log);
const keyring = await openKeyring(database, [{ id: 'test', key: Buffer.from(order.masterKey, 'base64') }]);
const filling = createMirrorFilling({
  database,
  mirror: createMirror(database, keyring),
  connections: connectionsTo({ ...order, url: order.orgUrl }, { database, keyring, log }),
  standardCurrency: () => Promise.resolve('XOF'),
  everyMinutes: 10,
  clock: systemClock,
  log,
  wait: hurried,
  pageSize: order.pageSize,
});
await filling.refresh(order.orgId);
await filling.stop();
await database.close();
