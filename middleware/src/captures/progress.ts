import type { Queryable } from '../platform/database.ts';
import type { CaptureState } from './schema.ts';
import type { CaptureStages, Found } from './stages.ts';
import type { CaptureRecord } from './store.ts';

/** The states in which the pipeline works on a capture. */
export type Stage = 'reading' | 'extracting' | 'matching';

/** Work that took less is repeated after a crash rather than saved by itself (decision 13). */
const COSTLY_MILLISECONDS = 250;

/** Another run was faster, the text was corrected, or the capture was erased: what this run found is of no use. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/**
 * How far one run is with a capture. What a stage found is saved with the next step; a stage that takes long is shown while it
 * runs, and its result saved as soon as it is there.
 */
export interface Progress {
  /** @throws Superseded */
  during<Result extends Found>(stage: Stage, next: Stage, work: () => Promise<Result>): Promise<Result>;
  /** Saves what was found so far, and the stage the capture is at. @throws Superseded */
  save(stage: Stage): Promise<void>;
  /** The same as the last step, in the transaction of `client`. @throws Superseded */
  finish(client: Queryable): Promise<void>;
}

/** @param moved told of every state that was saved. */
export function createProgress(stages: CaptureStages, capture: CaptureRecord, moved: () => void): Progress {
  let saved = capture;
  let unsaved: Found = {};
  const advance = async (to: CaptureState, client?: Queryable) => {
    if (!(await stages.advance(saved, to, unsaved, client))) throw new Superseded();
  };
  const save = async (stage: Stage) => {
    await advance(stage);
    saved = { ...saved, state: stage };
    unsaved = {};
    moved();
  };
  return {
    save,
    finish: (client) => advance('ready', client),
    async during(stage, next, work) {
      const begin = performance.now();
      let showing: Promise<void> | undefined;
      const timer = setTimeout(() => {
        showing = save(stage);
        showing.catch(() => undefined);
      }, COSTLY_MILLISECONDS);
      const found = await work().finally(async () => {
        clearTimeout(timer);
        await Promise.allSettled([showing]);
      });
      await showing;
      unsaved = { ...unsaved, ...found };
      if (performance.now() - begin >= COSTLY_MILLISECONDS) await save(next);
      return found;
    },
  };
}
