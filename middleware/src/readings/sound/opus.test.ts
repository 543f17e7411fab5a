import assert from 'node:assert/strict';
import test from 'node:test';

import { opusSamples, readOpusHead } from './opus.ts';

const packet = (configuration: number, code: number, ...more: number[]) =>
  Uint8Array.of((configuration << 3) | code, ...more);

test('how long a packet is, its first bytes say', () => {
  const cases: [Uint8Array, number][] = [
    [packet(0, 0, 1), 480],
    [packet(3, 0, 1), 2880],
    [packet(3, 1, 1, 2), 5760],
    [packet(13, 2, 1, 2), 1920],
    [packet(16, 0, 1), 120],
    [packet(31, 0, 1), 960],
    [packet(31, 3, 3, 1), 2880],
    [packet(16, 3, 48), 5760],
    [packet(16, 3, 49), 0],
    [packet(3, 3, 3), 0],
    [packet(31, 3, 0), 0],
    [packet(31, 3), 0],
    [new Uint8Array(), 0],
    [new Uint8Array(70_000), 0],
  ];
  for (const [bytes, samples] of cases)
    assert.equal(opusSamples(bytes), samples, Buffer.from(bytes.subarray(0, 4)).toString('hex'));
});

test('a head is read, and what it says is to be skipped is not', () => {
  const head = Buffer.from('OpusHead\x01\x02\x38\x01\x80\xbb\x00\x00\x00\x00\x00', 'latin1');
  const read = readOpusHead(head);
  assert.deepEqual(read && [read.channels, read.streamCount, read.coupledStreamCount], [2, 1, 1]);
  assert.equal(Buffer.from(read?.bytes ?? []).readUInt16LE(10), 0);
  assert.equal(head.readUInt16LE(10), 0x138);
});

test('heads that no decoder takes are refused', () => {
  const head = (channels: number, family: number, ...mapping: number[]) =>
    Buffer.from([...Buffer.from('OpusHead\x01'), channels, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, family, ...mapping]);
  assert.ok(readOpusHead(head(6, 1, 4, 2, 0, 4, 1, 2, 3, 5)));
  for (const refused of [
    new Uint8Array(),
    head(0, 0),
    head(3, 0),
    head(9, 1, 9, 0),
    head(2, 1, 1),
    head(2, 1, 0, 0, 0, 0),
    head(2, 1, 1, 2, 0, 1),
    head(2, 1, 1, 1, 0, 7),
    head(1, 0).fill(0, 0, 4),
  ])
    assert.equal(readOpusHead(refused), null);
});
