import { createMirror } from './matching/mirror/mirror.ts';
import type { OrgStore } from './orgs/store.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import type { SalesforceConfiguration } from './platform/salesforce-configuration.ts';
import type { Store } from './platform/store.ts';
import { createSalesforceAccess } from './salesforce/connection-parts.ts';
import { createDelivery } from './salesforce/delivery/delivery.ts';
import { createMirrorFilling, type MirrorFilling } from './salesforce/filling/filling.ts';
import { createOrgSettings, type OrgSettingsCache } from './salesforce/org-settings/org-settings.ts';

interface Parts {
  store: Pick<Store, 'database' | 'keyring'>;
  orgs: OrgStore;
  configuration: SalesforceConfiguration;
  clock: Clock;
  log: Log;
}

/** Picklists and currencies change seldom, and a look at them is six calls. */
const SETTINGS_FRESH_MINUTES = 30;

/**
 * Everything between one process and the orgs it is connected with. Nothing is at work before `start`; without an app in the
 * configuration there is nothing to do then either.
 * @throws StartupError when the private key cannot be read.
 */
export function createSalesforceParts({ store, orgs, configuration, clock, log }: Parts) {
  const { database, keyring } = store;
  // The connections tell of the mirrors, and the mirrors are filled through the connections.
  const mirror: Pick<MirrorFilling, 'freshness' | 'refresh' | 'lookSoon' | 'forget'> = {
    freshness: (orgId) => filling.freshness(orgId),
    refresh: (orgId) => filling.refresh(orgId),
    lookSoon: (orgId) => filling.lookSoon(orgId),
    forget: (orgId) => filling.forget(orgId),
  };
  const registeredOrgs = async () => (await orgs.list()).map(({ orgId }) => orgId);
  const access = createSalesforceAccess({ database, keyring, configuration, registeredOrgs, mirror, clock, log });
  const { connections } = access;
  const orgSettings = createOrgSettings({ database, connections, freshMinutes: SETTINGS_FRESH_MINUTES, clock, log });
  const filling = createMirrorFilling({
    database,
    mirror: createMirror(database, keyring),
    connections,
    standardCurrency: (orgId) => standardCurrency(orgSettings, orgId),
    everyMinutes: configuration.mirrorMinutes,
    clock,
    log,
  });
  const delivery = createDelivery({ database, keyring, connections, log });
  return {
    pages: access.pages,
    commands: access.commands,
    /** From now on the connected orgs are looked at, and get what waits for them. */
    start() {
      filling.start();
      delivery.start();
    },
    /** Breaks off what is under way: the next process goes on with it. */
    async stop() {
      const stopped = [filling.stop(), delivery.stop()];
      orgSettings.stop();
      // What waits for an answer of an org is told only now, when everybody knows that it is no fault of the org.
      access.stop();
      await Promise.all(stopped);
    },
  };
}

/** Amounts are mirrored without their currency where nobody may ask the org for it. */
async function standardCurrency(orgSettings: OrgSettingsCache, orgId: string): Promise<string | null> {
  const settings = await orgSettings.current(orgId).catch(() => null);
  return settings?.context.defaults.currency ?? null;
}
