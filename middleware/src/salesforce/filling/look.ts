import { lookAtLimits } from '../calls/limits.ts';
import { OrgRefusal, type RefusalCode } from '../calls/refusals.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { describeObject } from './describing.ts';
import { loadAll, needsFullLoad } from './full-load.ts';
import { takeOverChanges } from './increment.ts';
import { readLoad, writeLoad, type MirrorLoad } from './load-store.ts';
import type { FillingParts } from './mirror-writing.ts';
import { MIRRORED_OBJECTS, type MirroredObject, type VisibleFields } from './objects.ts';
import { isEqual, verifyObject } from './verification.ts';

/** A look at one org. */
export interface LookParts extends FillingParts {
  readonly clock: Clock;
  readonly log: Log;
}

/** What hinders everything, whatever the object: the others need not be tried. */
const OF_THE_ORG: ReadonlySet<RefusalCode> = new Set([
  'forbidden',
  'limits-reached',
  'limits-reserved',
  'login-refused',
  'stopped',
  'unreachable',
]);

const VERIFY_AFTER_MILLISECONDS = 86_400_000;
const FIRST_PAUSE_MILLISECONDS = 60_000;
const LONGEST_PAUSE_MILLISECONDS = 3_600_000;

/**
 * Brings the mirror of an org up to date: what was never loaded is loaded, what changed is taken over. An object that is hindered
 * says so in its freshness and does not hinder the others.
 */
export async function lookAtOrg(parts: LookParts): Promise<void> {
  let ofAll: OrgRefusal | undefined;
  for (const object of MIRRORED_OBJECTS) {
    const load = await readLoad(parts.database, parts.orgId, object);
    try {
      if (object === MIRRORED_OBJECTS[0]) await lookAtLimits(parts.calls);
      if (ofAll) throw ofAll;
      await lookAtObject(parts, load);
    } catch (error) {
      if (!(error instanceof OrgRefusal)) throw error;
      if (error.code === 'stopped') return;
      await noteFailure(parts, object, error);
      if (OF_THE_ORG.has(error.code)) ofAll = error;
    }
  }
}

async function lookAtObject(parts: LookParts, found: MirrorLoad): Promise<void> {
  const { database, orgId, clock, log } = parts;
  const { object } = found;
  const begun = performance.now();
  const visible = await describeOrClear(parts, found);
  const { loaded, changed, removed, ...taken } = await takeOver(parts, found, visible);
  const load = await writeLoad(database, orgId, taken.load, {
    ...{ hiddenFields: visible.hidden, takenOverAt: clock() },
    ...{ failure: null, orgCode: null, failures: 0, notBefore: null },
  });
  const milliseconds = Math.round(performance.now() - begun);
  log.info({ org: orgId, object, loaded, changed, removed, milliseconds }, 'mirror taken over');
  const isDue = clock().getTime() - (load.verifiedAt?.getTime() ?? 0) >= VERIFY_AFTER_MILLISECONDS;
  if (isDue) await verify(parts, load);
}

/** What the user may no longer see is nothing that the mirror may keep. */
async function describeOrClear(parts: LookParts, load: MirrorLoad) {
  const { database, mirror, orgId, calls } = parts;
  try {
    return await describeObject(calls, load.object);
  } catch (error) {
    if (error instanceof OrgRefusal && error.code === 'object-hidden' && load.fields.length > 0) {
      await database.transaction(async (client) => {
        await mirror.removeUnseen(client, orgId, load.object, 'object-hidden');
        await writeLoad(client, orgId, load, { ...NOTHING_LOADED, fields: [], hiddenFields: [] });
      });
    }
    throw error;
  }
}

const NOTHING_LOADED = {
  ...{ load: null, jobId: null, jobMadeAt: null, locator: null, loaded: 0, expected: null },
  ...{ wholeAt: null, changedUntil: null, deletedUntil: null },
} as const;

/** Everything where that is needed, and what changed since. What changes cannot tell is read anew at once. */
async function takeOver(parts: LookParts, found: MirrorLoad, visible: VisibleFields) {
  const isFull = needsFullLoad(found, visible);
  const load = isFull ? await loadWhole(parts, found, visible) : found;
  try {
    // However much changed while everything was read, reading it all again would find as much.
    const most = isFull ? Number.POSITIVE_INFINITY : undefined;
    return { ...(await takeOverChanges(parts, load, most)), loaded: isFull ? load.loaded : 0 };
  } catch (error) {
    if (isFull || !isRefusal(error, 'too-long-ago')) throw error;
    const marked = await writeLoad(parts.database, parts.orgId, load, { reloadReason: 'too-long-ago' });
    const anew = await loadWhole(parts, marked, visible);
    return { ...(await takeOverChanges(parts, anew, Number.POSITIVE_INFINITY)), loaded: anew.loaded };
  }
}

/** Results that are gone are asked for once more. */
async function loadWhole(parts: LookParts, load: MirrorLoad, visible: VisibleFields): Promise<MirrorLoad> {
  try {
    return await loadAll(parts, load, visible);
  } catch (error) {
    if (!isRefusal(error, 'job-lost')) throw error;
    return loadAll(parts, await readLoad(parts.database, parts.orgId, load.object), visible);
  }
}

const isRefusal = (error: unknown, code: RefusalCode) => error instanceof OrgRefusal && error.code === code;

/**
 * Holds an object against the org. A difference that is still there after changes were taken over once more is told, and the next
 * look reads everything anew.
 * @returns whether they are equal.
 */
export async function verify(parts: LookParts, taken: MirrorLoad): Promise<boolean> {
  const { database, orgId, clock, log } = parts;
  let { verification, load } = await verifyObject(parts, taken);
  if (!isEqual(verification)) {
    // Something may have happened between taking over and counting.
    const again = await takeOverChanges(parts, { ...load, verifiedTo: taken.verifiedTo });
    ({ verification, load } = await verifyObject(parts, again.load));
  }
  const equal = isEqual(verification);
  const reloadReason = equal ? load.reloadReason : 'differs-from-org';
  await writeLoad(database, orgId, load, { verifiedAt: clock(), reloadReason });
  if (!equal) log.warn({ org: orgId, ...verification }, 'the mirror differs from the org: it is loaded anew');
  return equal;
}

async function noteFailure(parts: LookParts, object: MirroredObject, refusal: OrgRefusal): Promise<void> {
  const { database, orgId, clock, log } = parts;
  const load = await readLoad(database, orgId, object);
  const { code, orgCode } = refusal;
  // A job that takes its time is no failure of anybody: the next look goes on with it.
  const failures = code === 'job-slow' ? load.failures : load.failures + 1;
  const pause = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** Math.max(0, failures - 1));
  const notBefore = new Date(clock().getTime() + pause);
  await writeLoad(database, orgId, load, { failure: code, orgCode, failures, notBefore });
  log.warn({ org: orgId, object, code, orgCode, failures, pauseSeconds: pause / 1000 }, 'mirror not taken over');
}
