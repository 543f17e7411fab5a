import { randomInt } from 'node:crypto';

import { currencies, duplicateRules, validationRules } from '../demo/organisation.ts';
import { fillOrg } from '../demo/records.ts';
import { demoValueSets } from '../demo/value-sets.ts';
import { readSettings } from './apex/settings.ts';
import type { CaptureSettings } from './apex/settings.ts';
import { readCustomMetadata, withChanges } from './metadata/custom-metadata.ts';
import { readLabels } from './metadata/labels.ts';
import type { Labels } from './metadata/labels.ts';
import { readListViews } from './metadata/list-views.ts';
import type { ListView } from './metadata/list-views.ts';
import { readSchema } from './metadata/objects.ts';
import { readPermissionSets } from './metadata/permissions.ts';
import { gatherPeople, recordPeople } from './people.ts';
import type { People } from './people.ts';
import { recordId } from './records/ids.ts';
import { openRecordStore } from './records/store.ts';
import type { Organisation } from './records/user-mode.ts';
import { standardListViews } from './ui-api/standard-list-views.ts';

/** The org as its metadata, its people and its records make it. */
export interface Org extends Organisation {
  readonly id: string;
  readonly name: string;
  readonly people: People;
  /** As the admin's records say at this moment: a change holds from the next call, without a restart. */
  readonly settings: CaptureSettings;
  readonly labels: Labels;
  readonly currencies: readonly string[];
  listViews(objectName: string): readonly ListView[];
}

const NAME = 'Teranga Systèmes (démonstration)';

/**
 * Opens the org of a data folder. Its schema is what force-app says today; its records are those of the folder, and so is
 * what an admin changed in custom metadata, in files under `customMetadata`.
 */
export function openOrganisation(dataFolder: string, forceApp: string, now: () => Date): Org {
  const schema = readSchema(forceApp, demoValueSets());
  const people = gatherPeople(schema, readPermissionSets(forceApp));
  const deployed = {
    settings: readCustomMetadata(forceApp, 'Capture_Setting'),
    fields: readCustomMetadata(forceApp, 'Capture_Field'),
  };
  const views = new Map(
    [...schema.keys()].map((name) => [name, [...(standardListViews[name] ?? []), ...readListViews(forceApp, name)]]),
  );
  const labels = readLabels(forceApp);
  const store = openRecordStore(dataFolder);
  const org: Org = {
    id: store.fact('organisation id', () => recordId('00D', randomInt(1, 2 ** 47))),
    name: NAME,
    schema,
    store,
    people,
    get settings() {
      return readSettings(
        withChanges(deployed.settings, dataFolder, 'Capture_Setting'),
        withChanges(deployed.fields, dataFolder, 'Capture_Field'),
      );
    },
    labels,
    currencies,
    roles: people.roles,
    validationRules,
    duplicateRules,
    now,
    user: people.byId,
    listViews: (objectName) => views.get(objectName) ?? [],
  };
  recordPeople(store, people);
  fillOrg(org, people.byAlias);
  return org;
}
