import type { CaptureChanges } from '../captures/changes.ts';
import { createErasureStore } from '../captures/erasure.ts';
import type { CaptureStore } from '../captures/store.ts';
import type { DraftStore } from '../drafts/store.ts';
import type { Operation } from '../orgs/operation.ts';
import type { OrgStore } from '../orgs/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Retention } from '../platform/configuration.ts';
import type { ControlCommands } from '../platform/control-socket.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import { createSoundSlices } from '../readings/speech/slices.ts';
import { createAudit } from './audit.ts';
import { createCleaning } from './cleaning.ts';
import { createErasing } from './erasing.ts';
import { createPersons } from './persons.ts';
import { createRetention, type RetentionReport } from './retention.ts';
import { privacyOperations } from './routes.ts';

interface Surroundings {
  store: Pick<Store, 'database' | 'keyring'>;
  orgs: OrgStore;
  captures: CaptureStore;
  drafts: DraftStore;
  changes: Pick<CaptureChanges, 'announce'>;
  retention: Retention;
  clock: Clock;
  log: Log;
}

/** What the owner of the data can ask. */
export type PrivacyCommand = 'find-person' | 'export-person' | 'erase-person' | 'audit' | 'retention';

/** Erasure, retention and export, put together: for the server, and for the command line where none runs. */
export interface Privacy {
  operations: Operation[];
  commands: Record<PrivacyCommand, ControlCommands[string]>;
  /** Begins to erase by age. */
  start(): void;
  /** Ends searches that run, and resolves when nothing is at work any more. */
  stop(): Promise<void>;
}

export function createPrivacy({ store, log, clock, ...rooms }: Surroundings): Privacy {
  const { database, keyring } = store;
  const { orgs, captures, drafts, changes } = rooms;
  const stop = new AbortController();
  const erasures = createErasureStore(database);
  const cleaning = createCleaning(database, log);
  const audit = createAudit(database, clock);
  const erasing = createErasing({ database, erasures, drafts, audit, changes, cleaning, clock });
  const slices = createSoundSlices(database);
  const shared = { database, erasures, erasing, cleaning, audit, stopping: stop.signal };
  const persons = createPersons({ ...shared, orgs, captures, drafts, slices, keyring });
  const retention = createRetention({ ...shared, retention: rooms.retention, clock, log });
  return {
    operations: privacyOperations({ erasing, erasures }),
    commands: {
      'find-person': persons.find,
      'export-person': persons.export,
      'erase-person': persons.erase,
      audit: persons.audit,
      retention: async (): Promise<RetentionReport | { running: true }> => (await retention.run()) ?? { running: true },
    },
    start: retention.start,
    async stop() {
      stop.abort(new Error('The server stops: call the command again when it runs. What was erased stays erased.'));
      cleaning.stop();
      await retention.stop();
    },
  };
}
