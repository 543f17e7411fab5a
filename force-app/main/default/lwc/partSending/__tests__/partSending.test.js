import { createHash } from 'node:crypto';
import getCaptureMethod from '@salesforce/apex/CaptureController.getCapture';
import startCaptureMethod from '@salesforce/apex/CaptureController.startCapture';
import { CaptureError } from 'c/captureApi';
import { PART_BYTES, begin, bytesOfPart, countParts, mayPass, readPart } from 'c/partSending';

jest.mock('@salesforce/apex/CaptureController.getCapture', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaptureController.startCapture', () => ({ default: jest.fn() }), { virtual: true });

const INPUT = { captureId: 'capture-1', kind: 'audio' };
const VIEW = { capture: { id: 'capture-1', state: 'receiving' }, rows: [], matches: [] };
const coded = (code) => ({ body: { message: JSON.stringify({ code, message: `${code}!` }) } });

describe('c-part-sending', () => {
  afterEach(() => jest.resetAllMocks());

  it.each([
    [0, 1, 0],
    [PART_BYTES, 1, PART_BYTES],
    [PART_BYTES + 3, 2, 3],
  ])('cuts %p bytes into %p parts', (bytes, parts, last) => {
    expect(countParts(bytes)).toBe(parts);
    expect(bytesOfPart(bytes, parts)).toBe(last);
  });

  it('reads a part with what proves it', async () => {
    const bytes = new Uint8Array(PART_BYTES + 20_000).map((_, index) => index % 251);
    const { content, digest } = await readPart(new Blob([bytes]), 2);
    const expected = Buffer.from(bytes.subarray(PART_BYTES));
    expect(content).toBe(expected.toString('base64'));
    expect(digest).toBe(createHash('sha256').update(expected).digest('base64'));
  });

  it('begins, and goes on with what came before', async () => {
    startCaptureMethod.mockResolvedValueOnce(VIEW);
    expect(await begin(INPUT)).toBe(VIEW);
    startCaptureMethod.mockRejectedValueOnce(coded('capture-conflict'));
    getCaptureMethod.mockResolvedValueOnce(VIEW);
    expect(await begin(INPUT)).toBe(VIEW);
    startCaptureMethod.mockRejectedValueOnce(coded('kind-not-supported'));
    await expect(begin(INPUT)).rejects.toMatchObject({ code: 'kind-not-supported' });
  });

  it.each([
    ['offline', true],
    ['too-many-requests', true],
    ['part-conflict', false],
    ['session-expired', false],
    ['not-offline', false],
  ])('knows whether %s may pass', (code, passes) => {
    expect(mayPass(new CaptureError(code, ''))).toBe(passes);
  });
});
