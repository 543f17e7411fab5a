#!/usr/bin/env node
// Scores extracted opportunities against gold notes.
//
//   node score-notes.mjs GOLD.jsonl PREDICTIONS.jsonl [--misses] [--json]
//
// A prediction line: {"id": "d001", "opportunities": [{"name", "account", "closeDate": "YYYY-MM-DD", "stage", "country",
// "leadSource", "type", "amount": number|null, "currency": "XOF"|null,
// "contacts": [{"firstName", "lastName", "title", "email", "phone"}]}],
// "account"?: string, "contacts"?: [...]}          // the last two: a source that names people but no deal (a business card)
//
// Every figure counts values: right / wrong (a value that is not the gold one) / blank (nothing where gold has a value).
// A wrong value costs a rep more than a blank one, so both are printed.
import { readFileSync } from 'node:fs';

const [goldFile, predictionFile, ...flags] = process.argv.slice(2);
if (!predictionFile) {
  console.error('usage: score-notes.mjs GOLD.jsonl PREDICTIONS.jsonl [--misses] [--json]');
  process.exit(2);
}
const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));

export const fold = (text) =>
  String(text ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const legal = /\b(s a|sa|sarl|sas|sau|suarl|gie|ltd|limited|inc|plc|group|groupe|le|la|les|the|l|d|de|du|des|of)\b/g;
const company = (text) => fold(text).replace(legal, ' ').replace(/\s+/g, ' ').trim();
const containsWord = (text, word) => ` ${fold(text)} `.includes(` ${fold(word)} `);
const digits = (text) => String(text ?? '').replace(/\D/g, '');
const title = (text) =>
  fold(text)
    .replace(/\b(le|la|les|l|d|de|du|des|of|the|et|and)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const empty = (value) => value === null || value === undefined || value === '';
const also = (gold, key) => [gold[key], ...(gold[`${key}Also`] ?? [])].flat();

const equal = {
  account: (p, accepted) =>
    accepted.some(
      (name) =>
        company(name) === company(p) ||
        company(name) === company(p.replace(/\([^)]*\)/g, ' ')) ||
        fold(name) === fold(p),
    ),
  country: (p, accepted) => accepted.some((name) => fold(name) === fold(p)),
  text: (p, accepted) => accepted.some((value) => fold(value) === fold(p)),
  title: (p, accepted) => accepted.some((value) => title(value) === title(p)),
  phone: (p, accepted) => accepted.some((value) => digits(value) === digits(p)),
  amount: (p, accepted) => accepted.some((value) => Math.abs(Number(p) - value) <= Math.abs(value) * 0.001),
};

const tally = new Map();
const misses = [];
function count(field, id, outcome, gold, predicted) {
  const row = tally.get(field) ?? { right: 0, wrong: 0, blank: 0 };
  row[outcome] += 1;
  tally.set(field, row);
  if (outcome !== 'right') misses.push({ id, field, outcome, gold, predicted });
}
function judge(field, id, predicted, accepted, same) {
  const goldEmpty = accepted.every(empty);
  if (empty(predicted)) count(field, id, goldEmpty || accepted.some(empty) ? 'right' : 'blank', accepted, null);
  else if (goldEmpty) count(field, id, 'wrong', null, predicted);
  else
    count(
      field,
      id,
      same(
        predicted,
        accepted.filter((value) => !empty(value)),
      )
        ? 'right'
        : 'wrong',
      accepted,
      predicted,
    );
}

const likeness = (p, g) =>
  (g.subject?.some((word) => containsWord(p.name, word)) ? 3 : 0) +
  (g.account.length && equal.account(p.account ?? '', g.account) ? 2 : 0) +
  (!empty(p.closeDate) && p.closeDate >= g.closeDate[0] && p.closeDate <= g.closeDate[1] ? 1 : 0) +
  (!empty(g.amount) && Number(p.amount) === g.amount ? 1 : 0) +
  (p.type === g.type ? 0.5 : 0);

function pair(predicted, gold, score) {
  const all = predicted
    .flatMap((p, i) => gold.map((g, j) => ({ i, j, score: score(p, g) })))
    .sort((a, b) => b.score - a.score);
  const usedP = new Set();
  const usedG = new Set();
  const pairs = [];
  for (const { i, j, score: s } of all)
    if (!usedP.has(i) && !usedG.has(j) && s > -1) {
      usedP.add(i);
      usedG.add(j);
      pairs.push([predicted[i], gold[j]]);
    }
  return { pairs, missed: gold.filter((_, j) => !usedG.has(j)), extra: predicted.filter((_, i) => !usedP.has(i)) };
}
const contactLikeness = (p, g) => {
  const score =
    (!empty(g.email) && fold(p.email) === fold(g.email) ? 4 : 0) +
    (!empty(g.phone) && equal.phone(p.phone, also(g, 'phone')) ? 3 : 0) +
    (!empty(g.lastName) && equal.text(p.lastName, also(g, 'lastName').filter(Boolean)) ? 3 : 0) +
    (!empty(g.firstName) && equal.text(p.firstName, also(g, 'firstName').filter(Boolean)) ? 1 : 0);
  return score === 0 ? -1 : score;
};
function judgeContacts(id, predicted, gold) {
  const { pairs, missed, extra } = pair(predicted ?? [], gold ?? [], contactLikeness);
  for (const [p, g] of pairs) {
    count('contact', id, 'right');
    for (const [field, same] of [
      ['firstName', equal.text],
      ['lastName', equal.text],
      ['title', equal.title],
      ['email', equal.text],
      ['phone', equal.phone],
    ]) {
      judge(`contact.${field}`, id, p[field], also(g, field), same);
    }
  }
  for (const g of missed)
    if (!g.optional) count('contact', id, 'blank', `${g.firstName ?? ''} ${g.lastName ?? ''}`, null);
  for (const p of extra)
    count('contact', id, 'wrong', null, `${p.firstName ?? ''} ${p.lastName ?? ''} ${p.email ?? ''}`);
}

const predictions = new Map(lines(predictionFile).map((entry) => [entry.id, entry]));
const detection = { found: 0, missed: 0, invented: 0, quietRight: 0, quietWrong: 0 };
let unanswered = 0;
let perfect = 0;
let entries = 0;
for (const entry of lines(goldFile)) {
  entries += 1;
  const prediction = predictions.get(entry.id);
  if (!prediction) unanswered += 1;
  const before = misses.length;
  const gold = entry.gold.opportunities;
  const { pairs, missed, extra } = pair(prediction?.opportunities ?? [], gold, likeness);
  detection.found += pairs.length;
  detection.missed += missed.length;
  detection.invented += extra.length;
  if (gold.length === 0) detection[extra.length ? 'quietWrong' : 'quietRight'] += 1;
  for (const g of missed) misses.push({ id: entry.id, field: 'opportunity', outcome: 'blank', gold: g.subject });
  for (const p of extra) misses.push({ id: entry.id, field: 'opportunity', outcome: 'wrong', predicted: p.name });
  for (const [p, g] of pairs) {
    const id = entry.id;
    count(
      'name',
      id,
      g.subject.some((word) => containsWord(p.name, word)) ? 'right' : empty(p.name) ? 'blank' : 'wrong',
      g.subject,
      p.name,
    );
    judge('account', id, p.account, g.account.length ? g.account : [null], equal.account);
    const inRange = !empty(p.closeDate) && p.closeDate >= g.closeDate[0] && p.closeDate <= g.closeDate[1];
    count(
      g.closeDateStated ? 'closeDate (stated)' : 'closeDate (default)',
      id,
      inRange ? 'right' : empty(p.closeDate) ? 'blank' : 'wrong',
      g.closeDate,
      p.closeDate,
    );
    judge('stage', id, p.stage, [g.stage], equal.text);
    judge('country', id, p.country, [g.country], equal.country);
    judge(
      g.leadSourceStated ? 'leadSource (stated)' : 'leadSource (default)',
      id,
      p.leadSource,
      also(g, 'leadSource'),
      equal.text,
    );
    judge('type', id, p.type, also(g, 'type'), equal.text);
    judge('amount', id, p.amount, [g.amount], equal.amount);
    if (!empty(g.amount) && !empty(p.amount)) judge('currency', id, p.currency, [g.currency], equal.text);
    judgeContacts(id, p.contacts, g.contacts);
  }
  if (gold.length === 0 && entry.gold.contacts) {
    judge(
      'card.account',
      entry.id,
      prediction?.account,
      entry.gold.account ? [entry.gold.account].flat() : [null],
      equal.account,
    );
    judgeContacts(entry.id, prediction?.contacts, entry.gold.contacts);
  }
  if (misses.length === before) perfect += 1;
}

const total = { right: 0, wrong: 0, blank: 0 };
for (const [field, row] of tally) if (field !== 'contact') for (const key of Object.keys(total)) total[key] += row[key];
// a deal or a contact that was missed loses all of its values
const lost = detection.missed * 8 + (tally.get('contact')?.blank ?? 0) * 5;
const valueAccuracy = total.right / (total.right + total.wrong + total.blank + lost);
const f1 = (2 * detection.found) / (2 * detection.found + detection.missed + detection.invented);
if (flags.includes('--misses')) for (const miss of misses) console.log(JSON.stringify(miss));
const result = {
  entries,
  unanswered,
  perfectEntries: perfect,
  detectionF1: f1,
  ...detection,
  valueAccuracy,
  wrongRate: total.wrong / (total.right + total.wrong + total.blank + lost),
  fields: Object.fromEntries(tally),
};
if (flags.includes('--json')) console.log(JSON.stringify(result));
else {
  for (const [field, row] of [...tally].sort()) {
    const all = row.right + row.wrong + row.blank;
    console.log(
      `${field.padEnd(24)} ${((100 * row.right) / all).toFixed(1).padStart(5)} %   right ${row.right}  wrong ${row.wrong}  blank ${row.blank}`,
    );
  }
  console.log(
    `deals: F1 ${f1.toFixed(3)}  found ${detection.found}  missed ${detection.missed}  invented ${detection.invented}; sources with no deal left quiet ${detection.quietRight}/${detection.quietRight + detection.quietWrong}`,
  );
  console.log(
    `entries wholly right ${perfect}/${entries}; unanswered ${unanswered}; wrong values ${(100 * result.wrongRate).toFixed(1)} %; VALUE ACCURACY ${(100 * valueAccuracy).toFixed(1)} %`,
  );
}
