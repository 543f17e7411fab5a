import { fileName, modelName, namesAmong, secret, webAddress, whole } from './setting-shapes.ts';
import { SPEECH_PROVIDERS } from './speech-providers.ts';

/** Who may be asked to recognise recordings, and what that may take. Without any of them recordings wait for a person's summary. */
export const speechSettings = {
  SPEECH_PROVIDERS: namesAmong(SPEECH_PROVIDERS)
    .optional()
    .describe(
      `speech recognisers in the order in which they are tried, of ${SPEECH_PROVIDERS.join(', ')}; else all whose key or address is set, in this order. An org's recordings go to a provider only when that org's own settings name it`,
    ),
  WHISPER_BASE_URL: webAddress()
    .optional()
    .describe(
      "a server of one's own that speaks OpenAI's protocol of transcription: speaches, or whisper.cpp started with `--inference-path /v1/audio/transcriptions`",
    ),
  WHISPER_MODEL: modelName().optional().describe('a model that it has; without, `whisper-1`'),
  WHISPER_API_KEY: secret().optional().describe('its key, where it asks for one'),
  GROQ_SPEECH_MODEL: modelName()
    .default('whisper-large-v3-turbo')
    .describe('the speech recogniser of Groq; its key and address are those of its language models'),
  GOOGLE_SPEECH_API_KEY: secret().optional().describe('key of Google Cloud, restricted to the Speech-to-Text API'),
  GOOGLE_APPLICATION_CREDENTIALS: fileName()
    .optional()
    .describe("instead of it, the file of a service account: Google's own setting"),
  GOOGLE_SPEECH_BASE_URL: webAddress()
    .optional()
    .describe('a region of Google, such as `https://eu-speech.googleapis.com`, or a gateway of yours (gRPC)'),
  GOOGLE_SPEECH_MODEL: modelName().default('latest_long').describe('the speech recogniser of Google'),
  OPENAI_SPEECH_MODEL: modelName()
    .default('whisper-1')
    .describe('the speech recogniser of OpenAI; its key and address are those of its language models'),
  SPEECH_SECONDS: whole(1, 120)
    .default(20)
    .describe('the longest a provider may keep a slice of a recording, waiting and retries included'),
  SPEECH_RETRIES: whole(0, 5).default(1).describe('how often a failed call is made again where that can help'),
  SPEECH_CONCURRENCY: whole(1, 64).default(4).describe('calls to a provider at a time, from this process'),
};
