import { isDeepStrictEqual } from 'node:util';

import type { Capture } from '../../middleware/src/drafts/schema.ts';
import { callAt } from '../../middleware/src/testing/middleware.ts';
import { comparableDrafts } from './notes.ts';
import type { Expected, Trial } from './scenarios.ts';

/** What became of a capture whose process was killed. */
export type Verdict = 'kept' | 'lost' | 'doubled';

/** The drafts of an undisturbed capture, without the one word in which notes differ. */
export type References = Record<Exclude<Expected, 'erased'>, string[]>;

/** Kept: ready, with exactly the drafts of a capture that nothing disturbed. Values that differ are a loss as well. */
export async function judge(
  url: string,
  trial: Trial,
  found: Capture | undefined,
  expected: Expected,
  references: References,
): Promise<Verdict> {
  if (expected === 'erased') return (await isGone(url, trial)) ? 'kept' : 'lost';
  if (found?.state !== 'ready') return 'lost';
  const drafts = comparableDrafts(found.drafts, trial.note);
  if (isDeepStrictEqual(drafts, references[expected])) return 'kept';
  return drafts.length > references[expected].length || found.drafts.some(({ version }) => version > 2)
    ? 'doubled'
    : 'lost';
}

async function isGone(url: string, { note }: Trial): Promise<boolean> {
  const { status } = await callAt(url, 'GET', `/v1/captures/${note.body.id}`);
  return status === 410;
}
