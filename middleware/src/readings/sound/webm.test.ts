import assert from 'node:assert/strict';
import test from 'node:test';

import { element, unsigned } from './ebml.ts';
import { readWebmTrack, webmPackets, type WebmTrack } from './webm.ts';

const CLUSTER = 0x1f43b675;
const UNKNOWN = Buffer.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
const TRACK: WebmTrack = { number: 2, codec: 'A_OPUS', codecPrivate: new Uint8Array(), isEncoded: false };
const FROM = { at: 0, frame: 0 };

/** Opus of 20 ms, and a number to know it by. */
const frame = (number: number, length = 4) => Buffer.alloc(length, number).fill(0x18 | 0xe0, 0, 1);
const blockOf = (flags: number, ...frames: Uint8Array[]) => Buffer.concat([Buffer.of(0x82, 0, 0, flags), ...frames]);
const simple = (number: number) => element(0xa3, blockOf(0x80, frame(number)));
const open = (id: number) => Buffer.concat([unsigned(id), UNKNOWN]);

const numbersOf = (bytes: Uint8Array, isWhole = true, from = FROM) =>
  Array.from(webmPackets(bytes, TRACK, from, isWhole), (packet) => packet.bytes.at(-1));

test('packets are found in clusters of known and of unknown size, and what else stands there is passed over', () => {
  const bytes = Buffer.concat([
    element(0x1a45dfa3, element(0x4282, Buffer.from('webm'))),
    open(0x18538067),
    element(0xec, Buffer.alloc(300)),
    open(CLUSTER),
    element(0xe7, unsigned(1000)),
    simple(1),
    element(0xa3, Buffer.of(0x81, 0, 0, 0x80, 9, 9)),
    element(0xa0, element(0xa1, blockOf(0, frame(2))), element(0x9b, unsigned(20))),
    element(CLUSTER, element(0xe7, unsigned(2000)), simple(3)),
    element(0x1254c367, Buffer.alloc(20)),
    element(0x1c53bb6b, Buffer.alloc(20)),
  ]);
  assert.deepEqual(numbersOf(bytes), [1, 2, 3]);
});

test('laced frames are packets of their own', () => {
  const frames = [frame(1, 5), frame(2, 300), frame(3, 6)];
  const xiph = element(0xa3, blockOf(0x02, Buffer.of(2, 5, 255, 45), ...frames));
  const fixed = element(0xa3, blockOf(0x04, Buffer.of(1), frame(4), frame(5)));
  assert.deepEqual(numbersOf(xiph), [1, 2, 3]);
  assert.deepEqual(numbersOf(fixed), [4, 5]);
  // 300 is 295 more than 5: 295 + 8191 in two bytes with their marker.
  const difference = 295 + 8191;
  const sizes = Buffer.of(2, 0x85, 0x40 | (difference >> 8), difference & 255);
  assert.deepEqual(numbersOf(element(0xa3, blockOf(0x06, sizes, ...frames))), [1, 2, 3]);
});

test('cutting goes on within laced frames', () => {
  const fixed = element(0xa3, blockOf(0x04, Buffer.of(2), frame(4), frame(5), frame(6)));
  assert.deepEqual(numbersOf(Buffer.concat([fixed, simple(7)]), true, { at: 0, frame: 2 }), [6, 7]);
});

test('packets end before the first element that is not there to its end', () => {
  const bytes = Buffer.concat([open(CLUSTER), simple(1), simple(2)]);
  for (let length = bytes.length - 1; length > bytes.length - simple(2).length; length -= 1)
    for (const isWhole of [true, false]) assert.deepEqual(numbersOf(bytes.subarray(0, length), isWhole), [1]);
});

test('what is damaged is left out up to the next cluster', () => {
  const bad = [
    Buffer.alloc(20),
    Buffer.of(0xa3, 0xff, 1, 2),
    Buffer.of(0xa3, 0x08, 0xff, 0xff, 0xff, 0xff),
    Buffer.of(0xe7, 0, 0, 0),
    Buffer.concat([Buffer.of(0xec), Buffer.of(0x01, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)]),
  ];
  for (const bytes of bad) {
    const take = Buffer.concat([open(CLUSTER), simple(1), bytes, open(CLUSTER), simple(2)]);
    assert.deepEqual(numbersOf(take), [1, 2], bytes.toString('hex'));
  }
});

test('a file made of heads costs what its length costs', () => {
  for (const unit of [
    open(CLUSTER),
    Buffer.of(0xa0, 0x80),
    Buffer.of(0xec, 0x80),
    Buffer.of(0),
    Buffer.of(0xa3, 0x80),
  ]) {
    const bytes = Buffer.alloc(2 ** 21, unit);
    assert.deepEqual(numbersOf(bytes), []);
  }
});

test('the first track of sound is found, however the sizes are written', () => {
  const video = element(0xae, element(0xd7, unsigned(1)), element(0x83, unsigned(1)));
  const sound = element(
    0xae,
    element(0xd7, unsigned(2)),
    element(0x83, unsigned(2)),
    element(0x86, Buffer.from('A_OPUS\0')),
    element(0x63a2, Buffer.from('OpusHead')),
  );
  const tracks = Buffer.concat([video, sound]);
  const long = Buffer.concat([unsigned(0x1654ae6b), Buffer.of(0x01, 0, 0, 0, 0, 0, 0, tracks.length), tracks]);
  for (const head of [element(0x1654ae6b, tracks), long]) {
    const track = readWebmTrack(Buffer.concat([open(0x18538067), head, open(CLUSTER)]));
    assert.deepEqual(track, { ...TRACK, codecPrivate: Buffer.from('OpusHead') });
  }
  assert.equal(readWebmTrack(Buffer.concat([open(0x18538067), element(0x1654ae6b, video)])), 'silent');
  assert.equal(readWebmTrack(Buffer.concat([open(0x18538067), long.subarray(0, -1)])), null);
  assert.equal(readWebmTrack(Buffer.concat([open(0x18538067), open(CLUSTER), long])), null);
});
