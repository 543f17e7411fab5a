import type { Said, SaidWord } from './speech-servers.ts';

export type Transcriber = 'whisper' | 'groq' | 'openai';

const NAMES = { fr: 'french', en: 'english' } as const;

/**
 * An answer in the shape of its vendor. OpenAI and Groq: words without their signs, figures by segment only
 * (developers.openai.com/api/reference, TranscriptionVerbose; console.groq.com/docs/speech-to-text). speaches: words as
 * faster-whisper gives them, a space before, signs after, a probability each (github.com/speaches-ai/speaches).
 */
export function transcriptionOf(provider: Transcriber, said: Said) {
  if (said.asWhisperCpp) return whisperCppBody(said);
  const { words, language = 'fr' } = said;
  const text = words.map((word) => word.text).join(' ');
  const isOwn = provider === 'whisper';
  return {
    task: 'transcribe',
    language: isOwn ? language : NAMES[language],
    duration: endOf(words),
    text,
    segments: words.length === 0 ? [] : [segmentOf(said, ` ${text}`)],
    words: words.map((word) => {
      const times = { start: word.from, end: word.to };
      if (isOwn) return { ...times, word: ` ${word.text}`, probability: word.confidence ?? 0.9 };
      return { word: word.text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''), ...times };
    }),
    ...(provider === 'groq' ? { x_groq: { id: 'req_of_a_test' } } : {}),
    ...(provider === 'openai' ? { usage: { type: 'duration', seconds: Math.ceil(endOf(words)) } } : {}),
  };
}

/**
 * github.com/ggml-org/whisper.cpp, pulls 1781 and 1802: pieces of words in the segments, nothing at the top, no `no_speech_prob`
 * and no `compression_ratio`, lines in the text.
 */
function whisperCppBody(said: Said) {
  const { words, language = 'fr' } = said;
  const text = words.map((word) => ` ${word.text}`).join('');
  // What is undefined is in no JSON.
  const segment = { ...segmentOf(said, text), compression_ratio: undefined, no_speech_prob: undefined };
  return {
    task: 'transcribe',
    language: NAMES[language],
    duration: endOf(words),
    text: `${text}\n`,
    segments: words.length === 0 ? [] : [{ ...segment, words: words.flatMap(piecesOf) }],
  };
}

/** A word in two pieces, as a tokeniser has it. */
function piecesOf({ text, from, to, confidence = 0.9 }: SaidWord) {
  const [middle, half] = [(from + to) / 2, Math.ceil(text.length / 2)];
  return [
    { word: ` ${text.slice(0, half)}`, start: from, end: middle, probability: confidence },
    { word: text.slice(half), start: middle, end: to, probability: 0.99 },
  ].filter(({ word }) => word !== '');
}

function segmentOf({ words, figures = {} }: Said, text: string) {
  return {
    id: 0,
    seek: 0,
    start: words[0]?.from ?? 0,
    end: endOf(words),
    text,
    tokens: [50364],
    temperature: 0,
    avg_logprob: -0.2,
    compression_ratio: 1.2,
    no_speech_prob: 0.01,
    ...figures,
  };
}

const endOf = (words: readonly SaidWord[]) => words.at(-1)?.to ?? 0;
