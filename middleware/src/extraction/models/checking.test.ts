import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { DealAnswer } from './answer.ts';
import { checkAnswer } from './checking.ts';
import { numberedLines } from './numbering.ts';
import { partsOf } from './parts.ts';

const TEXT = 'Banque Atlas veut 20 serveurs\nbudget 45 M FCFA, décision le 18/12';
const LINES = numberedLines(TEXT);
const [PART] = partsOf(TEXT, LINES);

const quote = (text: string, line = 1) => ({ line, quote: text });
function check(deal: Partial<DealAnswer>) {
  assert.ok(PART);
  const answer = { deals: [{ firstLine: 1, lastLine: 2, ...deal }], noDeal: null, account: null, contacts: [] };
  return checkAnswer(JSON.stringify(answer), TEXT, LINES, PART);
}

it('takes an answer that quotes the source, with one invention among its quotes', () => {
  const good = { account: quote('Banque Atlas'), subjects: [quote('20 serveurs')], closeDate: quote('18/12', 2) };
  assert.ok(check(good).ok);
  assert.ok(check({ ...good, amount: quote('90 M FCFA', 2) }).ok);
  assert.ok(check({ subjects: [quote('20 SERVEURS')] }).ok, 'the tolerance of grounding');
});

it('sends back one that invents more than it quotes, and names the fields only', () => {
  const checked = check({
    account: quote('Groupe Zénith'),
    amount: quote('90 M FCFA'),
    subjects: [quote('20 serveurs')],
  });
  assert.ok(!checked.ok);
  assert.match(checked.problem, /deals\[0\]\.account, deals\[0\]\.amount/);
  assert.doesNotMatch(checked.problem, /Zénith|90 M|serveurs/);
});

it('sends back what is no answer', () => {
  assert.ok(PART);
  for (const content of ['', 'OK', '{}', '{"deals":[]}'])
    assert.equal(checkAnswer(content, TEXT, LINES, PART).ok, false);
});
