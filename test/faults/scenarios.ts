import { callAt } from '../../middleware/src/testing/middleware.ts';
import type { Capture } from '../../middleware/src/drafts/schema.ts';
import { isAccepted, tryCall, untilFinished } from './client.ts';
import { makeNote, type Note } from './notes.ts';
import type { Victim } from './victim-process.ts';

/** A note on its way, and what its page knows of it. */
export interface Trial {
  note: Note;
  /** Whether an answer said that the call which the kill ran into was accepted. */
  accepted: boolean;
}

export type Expected = 'note' | 'corrected' | 'erased';

/** One thing that people do to a capture, during which the process is killed. */
export interface Scenario {
  readonly name: string;
  /** Whether extraction must obey orders in its processes. */
  readonly obeys?: boolean;
  /** Whether extraction is saved step by step, however fast the machine is. */
  readonly savesSteps?: boolean;
  /** What the drafts must be in the end: those of the note, or of its corrected text. None when it was erased. */
  readonly expected: Expected;
  /** Brings the capture where the call begins. The process is not killed during this. */
  prepare(victim: Victim, trial: Trial): Promise<void>;
  /** The call that runs into the kill. */
  act(victim: Victim, trial: Trial): Promise<void>;
  /** What the page does with the next process. Gives the capture in its end, undefined when it was lost. */
  recover(victim: Victim, trial: Trial): Promise<Capture | undefined>;
}

const address = ({ note }: Trial, rest = '') => `/v1/captures/${note.body.id}${rest}`;
const sendNote = (url: string, { note }: Trial) => tryCall(url, 'POST', '/v1/captures', { body: note.body });

async function bringToEnd(victim: Victim, trial: Trial): Promise<void> {
  await sendNote(victim.url, trial);
  await untilFinished(victim.url, trial.note.body.id);
}

/** An accepted capture must be there by itself; one whose answer never came is sent again, as a page does. */
async function sendUnlessAccepted(victim: Victim, trial: Trial): Promise<Capture | undefined> {
  if (!trial.accepted && !isAccepted(await sendNote(victim.url, trial))) return undefined;
  return untilFinished(victim.url, trial.note.body.id);
}

async function retryWhenFailed(victim: Victim, trial: Trial): Promise<Capture | undefined> {
  const capture = await sendUnlessAccepted(victim, trial);
  if (capture?.state !== 'failed') return capture;
  if (!capture.reason) return undefined;
  await callAt(victim.url, 'POST', address(trial, '/retry'));
  return untilFinished(victim.url, trial.note.body.id);
}

export const capture: Scenario = {
  name: 'capture',
  expected: 'note',
  prepare: async () => undefined,
  async act(victim, trial) {
    trial.accepted = isAccepted(await sendNote(victim.url, trial));
    await untilFinished(victim.url, trial.note.body.id);
  },
  recover: sendUnlessAccepted,
};

/** What takes long is shown and saved step by step. */
const slow: Scenario = {
  name: 'slow capture',
  obeys: true,
  savesSteps: true,
  expected: 'note',
  prepare: (victim) => victim.order({ extract: 'slowly' }),
  act: capture.act,
  recover: sendUnlessAccepted,
};

const failing: Scenario = {
  name: 'failing stage',
  obeys: true,
  savesSteps: true,
  expected: 'note',
  prepare: (victim) => victim.order({ extract: 'never' }),
  act: capture.act,
  recover: retryWhenFailed,
};

const retry: Scenario = {
  name: 'retry',
  obeys: true,
  expected: 'note',
  async prepare(victim, trial) {
    await victim.order({ extract: 'never' });
    await bringToEnd(victim, trial);
    await victim.order({ extract: 'as usual' });
  },
  async act(victim, trial) {
    await tryCall(victim.url, 'POST', address(trial, '/retry'));
    await untilFinished(victim.url, trial.note.body.id);
  },
  recover: (victim, trial) => retryWhenFailed(victim, { ...trial, accepted: true }),
};

const correction: Scenario = {
  name: 'correction',
  expected: 'corrected',
  prepare: bringToEnd,
  async act(victim, trial) {
    const body = { text: trial.note.corrected };
    trial.accepted = isAccepted(await tryCall(victim.url, 'PUT', address(trial, '/source'), { body }));
    await untilFinished(victim.url, trial.note.body.id);
  },
  async recover(victim, trial) {
    const body = { text: trial.note.corrected };
    if (!trial.accepted) await callAt(victim.url, 'PUT', address(trial, '/source'), { body });
    return untilFinished(victim.url, trial.note.body.id);
  },
};

const erasure: Scenario = {
  name: 'erasure',
  expected: 'erased',
  prepare: bringToEnd,
  async act(victim, trial) {
    const answer = await tryCall(victim.url, 'DELETE', address(trial));
    trial.accepted = answer?.status === 200;
  },
  async recover(victim, trial) {
    if (!trial.accepted) await callAt(victim.url, 'DELETE', address(trial));
    return undefined;
  },
};

export const SCENARIOS = [capture, slow, failing, retry, correction, erasure];

export const makeTrial = (): Trial => ({ note: makeNote(), accepted: false });
