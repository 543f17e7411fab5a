import assert from 'node:assert/strict';
import { test } from 'node:test';

import { repairNumbers } from './scan-numbers.ts';

const REPAIRED: [string, string][] = [
  ['l5 OOO OOO FCFA', '15 000 000 FCFA'],
  ['Total : l 250 000', 'Total : 1 250 000'],
  ['4SO.000 F', '450.000 F'],
  ['budget 2 S00 000', 'budget 2 500 000'],
  ['le l5/O3/2O26 et I2.11.2026', 'le 15/03/2026 et 12.11.2026'],
  ['Tél : 77 4S2 l1 9O', 'Tél : 77 452 11 90'],
  ['+22l 33 869 I0 10', '+221 33 869 10 10'],
  ['(+22I) 77 S12 3O 40', '(+221) 77 512 30 40'],
  ['Tel: 33 869 10 10 / 77 6S2 1O 2l', 'Tel: 33 869 10 10 / 77 652 10 21'],
];

for (const [read, meant] of REPAIRED) {
  test(`what stands beside « ${read} » says that its letters are figures`, () => {
    assert.equal(repairNumbers(read), meant);
    assert.equal(repairNumbers(read).length, read.length);
  });
}

const SILENT = [
  'Dell 5540 i5 16 Go 512 SSD',
  'solo 500 FCFA',
  'le 31/O2/2026',
  '77 S00 l1 22 sans étiquette',
  'Lot S.I 12.500 €',
  'SS SSS FCFA',
  'Bd de la Libération, B.P. 1422',
  'ISO 27001, IS0 9001',
  'salle B12 - poste I5',
];

for (const text of SILENT) {
  test(`« ${text} » stays as it is`, () => {
    assert.equal(repairNumbers(text), text);
  });
}

test('the work grows with the length', () => {
  for (const text of ['l', '1 ', 'O O', 'Tél : 77 ', '+2 2 ']) assert.ok(repairNumbers(text.repeat(40_000)).length > 0);
});
