import type { SpeechAccount } from '../../platform/speech-configuration.ts';
import { groqClient } from '../../platform/vendor-clients.ts';
import type { SpeechRecogniser } from './provider.ts';
import { createTranscriber } from './transcriber.ts';

/** Groq, by its own SDK. */
export function createGroqRecogniser(account: SpeechAccount): SpeechRecogniser {
  const { transcriptions } = groqClient(account).audio;
  return createTranscriber({
    provider: 'groq',
    model: account.model,
    send: (body, options) => transcriptions.create(body, options),
  });
}
