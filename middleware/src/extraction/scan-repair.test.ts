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
  ['SCH00L 0F BANJUL, Dept : lT, T0 + 3 mois', 'SCHOOL OF BANJUL, Dept : IT, T0 + 3 mois'],
  ['M. BRlT0, lNRS, la DSl', 'M. BRITO, INRS, la DSI'],
  ['UNl0N DES ElEVEURS', 'UNION DES ELEVEURS'],
  ['5OCIETE lMPAYEE le 3 avri1', 'SOCIETE IMPAYEE le 3 avril'],
  ['N0taries, P1ease, G0lfe, Aut0CAD', 'Notaries, Please, Golfe, AutoCAD'],
  ['DA-B58, GEN10, FY26, T0, 38m, XR500, ES5, LOT1, Al, El', 'DA-B58, GEN10, FY26, T0, 38m, XR500, ES5, LOT1, Al, El'],
  ['Gen10, Wi-Fi 6, S1, T2, 4G, Microsoft 365', 'Gen10, Wi-Fi 6, S1, T2, 4G, Microsoft 365'],
];

for (const [scanned, meant] of CASES) {
  test(`repairs « ${scanned} » without moving a character`, () => {
    assert.equal(repairScan(scanned), meant);
    assert.equal(repairScan(scanned).length, scanned.length);
  });
}
