/** A stand-in of a recogniser that takes its time and says things of its own: here only the time counts. */
import { setTimeout as delay } from 'node:timers/promises';

import { startSpeechServer, type SaidWord } from '../../middleware/src/testing/speech-servers.ts';
import type { Asked } from './voice-sending.ts';

export interface SlowRecogniser extends Asked {
  /** For the middleware that is to ask it. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** The deal of the recording, told in its first slice. */
const DEAL =
  'Je sors d’un rendez-vous avec la société Sahel Distribution. Ils veulent remplacer 40 terminaux portables. Le budget est de 15 millions de francs CFA.';
/** What else is said: as much as people say, and no deal. */
const TALK = [
  'Nous avons parlé du calendrier et de la suite, puis de la façon dont les équipes travaillent au quotidien dans les ateliers.',
  'Ils ont raconté comment le déménagement s’est passé et pourquoi les horaires ont changé depuis la rentrée.',
  'On a regardé ensemble les plans du bâtiment, la cour, les quais et la salle où les formations ont lieu.',
  'Il faudra relire le compte rendu avec eux et leur laisser le temps d’en discuter entre collègues.',
];
/** What is said in a slice is over before any slice is, but for the rest of a recording. */
const SPOKEN_SECONDS = 12;

/** @param milliseconds what it takes for each slice, however long the slice is. */
export async function startSlowRecogniser(milliseconds: number): Promise<SlowRecogniser> {
  let count = 0;
  let last = 0;
  const server = await startSpeechServer('whisper', async () => {
    const text = count === 0 ? DEAL : (TALK[count % TALK.length] ?? '');
    count += 1;
    await delay(milliseconds);
    last = performance.now();
    return { words: wordsOf(text) };
  });
  return {
    begin: () => {
      count = 0;
    },
    count: () => count,
    lastAnswer: () => last,
    env: { WHISPER_BASE_URL: server.url },
    close: () => server.stop(),
  };
}

function wordsOf(text: string): SaidWord[] {
  const words = text.split(' ');
  const each = SPOKEN_SECONDS / words.length;
  return words.map((word, at) => ({ text: word, from: at * each, to: (at + 1) * each }));
}
