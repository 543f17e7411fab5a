import { createHash } from 'node:crypto';

import type { CaptureParts } from '../../captures/parts.ts';
import { hasFiles } from '../../captures/schema.ts';
import type { CaptureRecord, CaptureRef } from '../../captures/store.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { verdictOf, type Thresholds } from '../comparison.ts';
import type { MatchReason, MatchVerdict } from '../schema.ts';
import { LONGEST_HEAD, messageIdOf } from './mail-ids.ts';
import { bandsOf, bytesOf, FEWEST_WORDS, resemblance, sketchFrom, sketchOf, type Sketch } from './sketches.ts';
import { createSourceKeys, type FoundSource } from './source-keys.ts';
import { comparable, wordsOf } from './texts.ts';

/** An earlier capture of the same source, of anybody in the org. */
export interface SourceMatch extends CaptureRef {
  ownerId: string;
  score: number;
  verdict: MatchVerdict;
  reasons: MatchReason[];
}

/** What a source is found by; made before any row is locked. */
export interface SourceTraces {
  readonly texts: readonly Buffer[];
  readonly files: readonly Buffer[];
  readonly messages: readonly Buffer[];
  readonly bands: readonly Buffer[];
  readonly sketch: Sketch | undefined;
}

/** Finds earlier captures of the same text, photo, recording or mail, exactly or nearly, within an org. */
export interface SourceMatching {
  /** Reads the files of a capture once more, part by part. @throws UnsealError */
  trace(capture: CaptureRecord, text: string): Promise<SourceTraces>;
  /** Remembers a capture by its traces. Gives earlier ones of the same source, the likeliest first, at most three. */
  compare(client: Queryable, capture: CaptureRecord, traces: SourceTraces): Promise<SourceMatch[]>;
}

/**
 * From which share of common word pairs on two texts are one. A text that was recognised twice, with one word of six read differently,
 * still shares half of them; letters made of one form share as much, and are told apart by a person.
 */
export const NEARLY_SAME: Thresholds = { same: 0.9, ask: 0.5 };
/** One of several files was given before. */
const SAME_FILE_AMONG_OTHERS = 0.7;
const MOST_MATCHES = 3;

export function createSourceMatching(keyring: Keyring, parts: Pick<CaptureParts, 'takes' | 'part'>): SourceMatching {
  const keys = createSourceKeys(keyring.wrap);
  return {
    async trace(capture, text) {
      const [words = [], ...forwarded] = wordsOf(text);
      const sketch = sketchOf(words);
      const telling = [words, ...forwarded].filter(({ length }) => length >= FEWEST_WORDS);
      const files = hasFiles(capture.kind) ? await tracesOfFiles(parts, capture) : [];
      return {
        texts: [
          keyring.lookup('text', comparable(text)),
          ...telling.map((one) => keyring.lookup('words', one.join(' '))),
        ],
        files: files.map(({ digest }) => keyring.lookup('file', digest)),
        messages: files.flatMap(({ messageId }) => (messageId ? [keyring.lookup('message-id', messageId)] : [])),
        bands: sketch ? bandsOf(sketch).map((band) => keyring.lookup('band', band)) : [],
        sketch,
      };
    },

    async compare(client, capture, traces) {
      const { texts, files, messages, bands, sketch } = traces;
      const signature = sketch ? bytesOf(sketch) : null;
      const found = await keys.putAndFind(client, capture, {
        texts,
        others: [...files, ...messages],
        bands,
        signature,
      });
      return found
        .flatMap((one) => matchWith(one, traces))
        .sort((one, other) => other.score - one.score || isOwn(other, capture) - isOwn(one, capture))
        .slice(0, MOST_MATCHES);
    },
  };
}

const isOwn = (match: SourceMatch, { ownerId }: CaptureRecord) => Number(match.ownerId === ownerId);

function matchWith({ capture, ownerId, shared, signature }: FoundSource, traces: SourceTraces): SourceMatch[] {
  const has = (key: Buffer) => shared.some((one) => one.equals(key));
  const reasons: MatchReason[] = [];
  let score = 0;
  if (traces.texts.some(has)) {
    reasons.push('same-text');
    score = 1;
  }
  if (traces.messages.some(has)) {
    reasons.push('same-message');
    score = 1;
  }
  if (traces.files.some(has)) {
    reasons.push('same-file');
    score = Math.max(score, traces.files.every(has) ? 1 : SAME_FILE_AMONG_OTHERS);
  }
  const sketch = signature && sketchFrom(signature);
  const alike = sketch && traces.sketch ? resemblance(sketch, traces.sketch) : 0;
  if (score < 1 && alike >= NEARLY_SAME.ask) {
    reasons.push('nearly-same-text');
    score = Math.max(score, alike);
  }
  const verdict = verdictOf(score, NEARLY_SAME);
  return verdict ? [{ ...capture, ownerId, score, verdict, reasons }] : [];
}

const lengthOf = (pieces: readonly Buffer[]) => pieces.reduce((sum, { length }) => sum + length, 0);

/** One part after the other: what a file is compared by takes no more memory than a part. */
async function tracesOfFiles(
  parts: Pick<CaptureParts, 'takes' | 'part'>,
  capture: CaptureRecord,
): Promise<{ digest: string; messageId: string | undefined }[]> {
  const files: { digest: string; messageId: string | undefined }[] = [];
  for (const { take, parts: count, mediaType } of await parts.takes(capture)) {
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    for (let part = 1; part <= count; part += 1) {
      const bytes = await parts.part(capture, { take, part });
      if (!bytes) throw new Error('a part is no more');
      if (mediaType === 'message/rfc822' && lengthOf(head) < LONGEST_HEAD) head.push(bytes);
      hash.update(bytes);
    }
    files.push({ digest: hash.digest('hex'), messageId: messageIdOf(Buffer.concat(head)) });
  }
  return files;
}
