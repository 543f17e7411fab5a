/** Recordings of any length: what Chromium recorded, over and over, as one stream that never knows its end. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { readElementHead, readUnsigned } from '../../middleware/src/readings/sound/ebml.ts';

const RECORDED = path.resolve(import.meta.dirname, '../fixtures/speech/chromium.webm');
/** How long that is. */
const RECORDED_SECONDS = 12;
const [SEGMENT, CLUSTER, TIME_CODE] = [0x18538067, 0x1f43b675, 0xe7];

export interface Recording {
  readonly bytes: Buffer;
  readonly seconds: number;
}

/** @param minutes rounded up to a whole number of what was recorded. */
export function recordingOf(minutes: number): Recording {
  const recorded = readFileSync(RECORDED);
  const { header, clusters } = clustersOf(recorded);
  const times = Math.ceil((minutes * 60) / RECORDED_SECONDS);
  const repeated = Array.from({ length: times }, (_, turn) =>
    clusters.flatMap(({ milliseconds, blocks }) => [
      clusterHead(milliseconds + turn * RECORDED_SECONDS * 1000),
      recorded.subarray(...blocks),
    ]),
  );
  return { bytes: Buffer.concat([header, ...repeated.flat()]), seconds: times * RECORDED_SECONDS };
}

interface Cluster {
  readonly milliseconds: number;
  /** From where to where its sound stands. */
  readonly blocks: readonly [from: number, to: number];
}

/** The clusters of a recording in progress have no size: each ends where the next one begins. */
function clustersOf(recorded: Buffer): { header: Buffer; clusters: Cluster[] } {
  const clusters: { milliseconds: number; begin: number; blocks: [number, number] }[] = [];
  for (let at = 0; at < recorded.length;) {
    const head = readElementHead(recorded, at);
    if (typeof head === 'string') throw new Error(`the recording of the tests is ${head}`);
    const last = clusters.at(-1);
    if (head.id === CLUSTER) {
      if (last) last.blocks[1] = at;
      clusters.push({ milliseconds: 0, begin: at, blocks: [head.data, recorded.length] });
    }
    if (head.id === TIME_CODE && last) {
      last.milliseconds = readUnsigned(recorded, head.data, head.size ?? 0);
      last.blocks[0] = head.data + (head.size ?? 0);
    }
    at = head.id === CLUSTER || head.id === SEGMENT ? head.data : head.data + (head.size ?? 0);
  }
  return { header: recorded.subarray(0, clusters[0]?.begin), clusters };
}

/** A cluster of unknown size that begins at this time, which is written in four bytes. */
function clusterHead(milliseconds: number): Buffer {
  const head = Buffer.from('1f43b67501ffffffffffffffe78400000000', 'hex');
  head.writeUInt32BE(milliseconds, head.length - 4);
  return head;
}

/** What the recorder sends: a part every ten seconds, cut wherever that falls. */
export function partsOf({ bytes, seconds }: Recording): { bytes: Buffer; until: number }[] {
  const count = Math.ceil(seconds / PART_SECONDS);
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, index) => ({
    bytes: bytes.subarray(index * size, (index + 1) * size),
    until: Math.min((index + 1) * PART_SECONDS, seconds),
  }));
}

const PART_SECONDS = 10;
