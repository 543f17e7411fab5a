import { z } from 'zod';

import { sampleAfter, type MirrorSample } from '../../matching/mirror/sampling.ts';
import { orgMoment } from '../calls/moments.ts';
import type { FillingParts } from './mirror-writing.ts';
import { writeLoad, type MirrorLoad } from './load-store.ts';
import { mirroredCondition, type MirroredObject } from './objects.ts';

/** What a mirror was found to be, held against its org. Ids and counts only. */
export interface Verification {
  readonly object: MirroredObject;
  readonly inOrg: number;
  readonly inMirror: number;
  /** Records of the sample that the org no longer has, and those that it has in another state. */
  readonly sampled: number;
  readonly gone: number;
  readonly differing: number;
}

/** Records of one question, which stands in an address of at most 16 kB. */
const QUESTION_SIZE = 200;
const QUESTIONS = 3;

const counted = z.object({ totalSize: z.number() });
const stamped = z.object({ records: z.array(z.object({ Id: z.string(), SystemModstamp: orgMoment })) });

export const isEqual = ({ inOrg, inMirror, gone, differing }: Verification): boolean =>
  inOrg === inMirror && gone === 0 && differing === 0;

/**
 * Holds the mirror of an object against the org: how many records there are, and a stretch of them one by one. Each time goes on
 * where the last one ended, so that in time every record is looked at. To be asked right after changes were taken over.
 */
export async function verifyObject(
  parts: FillingParts,
  load: MirrorLoad,
): Promise<{ verification: Verification; load: MirrorLoad }> {
  const { calls, database, orgId, mirror } = parts;
  const { object } = load;
  const condition = mirroredCondition(object);
  const query = `SELECT count() FROM ${object}${condition ? ` WHERE ${condition}` : ''}`;
  const { totalSize } = await calls.json({ path: pathOf(query) }, counted);
  const found = { sampled: 0, gone: 0, differing: 0 };
  let after = load.verifiedTo ?? '';
  for (let question = 0; question < QUESTIONS; question += 1) {
    const sample = await sampleAfter(database, orgId, object, { after, most: QUESTION_SIZE });
    const { gone, differing } = await compare(parts, object, sample);
    found.sampled += sample.length;
    found.gone += gone;
    found.differing += differing;
    after = sample.length < QUESTION_SIZE ? '' : (sample.at(-1)?.recordId ?? '');
    if (after === '') break;
  }
  const counts = await mirror.counts(orgId);
  const verification = { object, inOrg: totalSize, inMirror: counts[object], ...found };
  return { verification, load: await writeLoad(database, orgId, load, { verifiedTo: after || null }) };
}

async function compare({ calls }: FillingParts, object: MirroredObject, sample: readonly MirrorSample[]) {
  if (sample.length === 0) return { gone: 0, differing: 0 };
  const condition = mirroredCondition(object);
  const ids = sample.map(({ recordId }) => `'${recordId.replaceAll(/\W/g, '')}'`).join(',');
  const query = `SELECT Id, SystemModstamp FROM ${object} WHERE Id IN (${ids})${condition ? ` AND ${condition}` : ''}`;
  const { records } = await calls.json({ path: pathOf(query) }, stamped);
  const stamps = new Map(records.map(({ Id, SystemModstamp }) => [Id, SystemModstamp.getTime()]));
  const gone = sample.filter(({ recordId }) => !stamps.has(recordId)).length;
  const same = sample.filter(({ recordId, modifiedAt }) => stamps.get(recordId) === modifiedAt.getTime()).length;
  return { gone, differing: sample.length - gone - same };
}

const pathOf = (query: string) => `/query?${new URLSearchParams({ q: query }).toString()}`;
