import assert from 'node:assert/strict';
import { test } from 'node:test';

import { repairScan } from './scan-repair.ts';

const CASES: [string, string][] = [
  ['le l6 février 2O26', 'le 16 février 2026'],
  ['2O 5OO OOO FCFA', '20 500 000 FCFA'],
  ['tél. 33 82l 4O 55', 'tél. 33 821 40 55'],
  ['M. NlANG, REPUBL|QUE', 'M. NIANG, REPUBLIQUE'],
  ['EXP0RTERS te1ephone 0ffice', 'EXPORTERS telephone Office'],
  ['3lst March', '31st March'],
  ['Gen10, Wi-Fi 6, S1, T2, 4G, Microsoft 365', 'Gen10, Wi-Fi 6, S1, T2, 4G, Microsoft 365'],
];

for (const [scanned, meant] of CASES) {
  test(`repairs « ${scanned} » without moving a character`, () => {
    assert.equal(repairScan(scanned), meant);
    assert.equal(repairScan(scanned).length, scanned.length);
  });
}
