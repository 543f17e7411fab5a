import type { SpeechAccount } from '../../platform/speech-configuration.ts';
import { openAiClient } from '../../platform/vendor-clients.ts';
import type { SpeechRecogniser } from './provider.ts';
import { createTranscriber } from './transcriber.ts';

/** OpenAI, and servers of one's own that speak its protocol at another address. */
export function createOpenAiShapedRecogniser(provider: 'openai' | 'whisper', account: SpeechAccount): SpeechRecogniser {
  const { transcriptions } = openAiClient(provider, account).audio;
  return createTranscriber({
    provider,
    model: account.model,
    send: (body, options) => transcriptions.create(body, options),
  });
}
