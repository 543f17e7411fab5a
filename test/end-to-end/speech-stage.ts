/** Local recognisers of speech that speak their vendors' protocols, and orgs that name them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { startSpeechServer, type SpeechServer } from '../../middleware/src/testing/speech-servers.ts';
import { createListener } from './listener.ts';
import type { Stage } from './stage.ts';

export interface Recognisers {
  readonly whisper: SpeechServer;
  readonly google: SpeechServer;
  /** For the middleware that is to ask them. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** They tell what is said in the sound, in French and in English. */
export async function startRecognisers(): Promise<Recognisers> {
  const listeners = [
    { language: 'fr' as const, listener: await createListener('fr') },
    { language: 'en' as const, listener: await createListener('en') },
  ];
  const hear = async ({ bytes }: { bytes: Buffer }) => {
    const heard = [];
    for (const { language, listener } of listeners) heard.push({ language, words: await listener.hear(bytes) });
    return heard.find(({ words }) => words.length > 0) ?? { words: [] };
  };
  const [whisper, google] = [await startSpeechServer('whisper', hear), await startSpeechServer('google', hear)];
  return {
    whisper,
    google,
    env: { WHISPER_BASE_URL: whisper.url, GOOGLE_SPEECH_BASE_URL: google.url },
    async stop() {
      await Promise.all([whisper.stop(), google.stop()]);
    },
  };
}

/** The administrator names the recognisers that may hear the org's recordings; none when empty. */
export function allowSpeech({ dataFolder }: Pick<Stage, 'dataFolder'>, names: string): void {
  const folder = path.join(dataFolder, 'org/customMetadata');
  mkdirSync(folder, { recursive: true });
  const value = (field: string, text: string) => `<values><field>${field}</field><value>${text}</value></values>`;
  const notice = value('Recording_Notice__c', 'Notre conversation est enregistrée pour rédiger un compte rendu.');
  writeFileSync(
    path.join(folder, 'Capture_Setting.Default.md-meta.xml'),
    `<CustomMetadata><label>Default</label>${notice}${value('Speech_Providers__c', names)}</CustomMetadata>`,
  );
}
