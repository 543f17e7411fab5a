import assert from 'node:assert/strict';
import test from 'node:test';

import { hostileFiles, type HostileFile } from '../testing/hostile-files.ts';
import { pdfOf } from '../testing/pdf/document.ts';
import { textAt } from '../testing/pdf/drawing.ts';
import { mediaTypeOf } from './media-types.ts';
import { createReadingProcesses } from './processes/reading-processes.ts';
import { readFiles } from './reading-files.ts';

const GOOD = pdfOf([{ content: textAt(70, 700, 'Bonjour, voici notre commande de douze postes.') }]);

test('a bad file costs itself: a coded answer, or what can be read of it', { timeout: 300_000 }, async (t) => {
  const processes = createReadingProcesses({ processes: 1, megabytes: 1500, seconds: 10 });
  t.after(() => processes.stop());
  const problemsOf = async ({ bytes, fileName }: Pick<HostileFile, 'bytes' | 'fileName'>): Promise<string[]> => {
    const mediaType = await mediaTypeOf(bytes, fileName);
    if (mediaType === null) return ['file-type-unsupported'];
    const pages = await readFiles([{ take: 1, bytes, fileName, mediaType }], { processes });
    return [...new Set(pages.map(({ page }) => page.problem ?? 'read'))];
  };
  for (const file of await hostileFiles()) {
    await t.test(file.name, async () => {
      const problems = await problemsOf(file);
      assert.ok(problems.length > 0 && problems.every((problem) => file.may.includes(problem)), problems.join());
    });
  }
  await t.test('the next good file is read', async () => {
    assert.deepEqual(await problemsOf({ bytes: GOOD, fileName: 'devis.pdf' }), ['read']);
  });
});
