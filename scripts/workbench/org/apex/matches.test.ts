import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import type { StoredRecord } from '../records/store.ts';
import { asSystem } from '../records/user-mode.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { testTransaction } from '../testing/test-transaction.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import { findMatches } from './matches.ts';
import type { Json } from './middleware.ts';
import { isSamePhone } from './phone-number.ts';
import type { RecordReading } from './record-values.ts';

const CAPTURE = '11111111-1111-4111-8111-111111111111';
const OTHER_CAPTURE = '22222222-2222-4222-8222-222222222222';
const ARDANE = 'Société Ardane Logistique';
const ARDANE_DEAL = 'Ardane Logistique - vidéosurveillance des entrepôts';
const NDARKIS_DEAL = 'Ndarkis Industries - supervision de ligne';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

const value = (given: string | null): Json => ({ value: given });
const given = (recordId: string, score: number, reasons: readonly string[], verdict = 'ask'): Json => {
  return { recordId, score, verdict, reasons };
};

interface Wanted {
  readonly account?: string;
  readonly accountPhone?: string;
  readonly accountMatches?: readonly unknown[];
  readonly accountRefused?: readonly unknown[];
  readonly deal?: string;
  readonly dealMatches?: readonly unknown[];
  readonly dealRefused?: readonly unknown[];
  readonly contact?: Json;
  readonly duplicates?: readonly unknown[];
}

function captureOf(wanted: Wanted): Json {
  const { account, accountPhone, accountMatches, accountRefused, deal, dealMatches, dealRefused } = wanted;
  const { contact, duplicates } = wanted;
  const draft = {
    id: 'd1',
    opportunity: { name: value(deal ?? null), matches: dealMatches ?? [], refused: dealRefused },
    account: {
      name: value(account ?? null),
      phone: value(accountPhone ?? null),
      matches: accountMatches ?? [],
      refused: accountRefused,
    },
    contacts: contact ? [{ id: 'c1', ...contact }] : [],
    duplicates: duplicates ?? [],
  };
  const sibling = { id: 'd2', opportunity: { name: value('Onduleurs') }, account: { name: value('Korane') } };
  return { id: CAPTURE, state: 'ready', drafts: [draft, sibling] };
}

const readingOf = (alias: string): RecordReading => testTransaction(org, { alias });

function rowsOf(openedFrom: string | null): readonly StoredRecord[] {
  const owner = org.people.byAlias('asarr').id;
  return openedFrom === null
    ? []
    : [{ id: 'row', object: 'Opportunity_Draft__c', fields: { Opened_From__c: openedFrom, OwnerId: owner } }];
}

function found(
  reader: string | RecordReading,
  wanted: Wanted,
  rows: readonly StoredRecord[] = [],
): readonly RecordMatch[] {
  const reading = typeof reader === 'string' ? readingOf(reader) : reader;
  return findMatches(reading, captureOf(wanted), rows).filter((match) => match.draftId === 'd1');
}

function matchesFor(alias: string, wanted: Wanted, openedFrom: string | null = null): readonly string[] {
  return found(alias, wanted, rowsOf(openedFrom)).map((match) =>
    [match.target, match.contactId, match.name, match.verdict, match.reasons?.join('+')].filter(Boolean).join(' | '),
  );
}

const recordNamed = (object: string, name: string): StoredRecord => {
  const [record] = org.store.find(object, { Name: name });
  assert.ok(record, name);
  return record;
};
const idOf = (object: string, name: string): string => recordNamed(object, name).id;

/** Undoes what the work wrote, for the test after it. */
function undone(work: () => void): void {
  assert.throws(
    () =>
      org.store.transaction(() => {
        work();
        throw new Error('undo');
      }),
    /^Error: undo$/,
  );
}

describe('what the org finds itself', () => {
  test('is an account by equality of name, without case', () => {
    const name = 'société ardane LOGISTIQUE';
    assert.deepEqual(matchesFor('asarr', { account: name }), [`account | ${ARDANE} | same | same-name`]);
    assert.deepEqual(matchesFor('asarr', { account: 'Ardane' }), []);
  });

  test('is people by e-mail, phone, or name and account, under the contact of the draft', () => {
    const byEmail = { email: value('COUMBA.SEYDI@ardane-logistique.example') };
    assert.deepEqual(matchesFor('asarr', { contact: byEmail }), ['contact | c1 | Coumba Seydi | same | same-email']);
    const byPhone = { mobile: value('+221771230111') };
    assert.deepEqual(matchesFor('asarr', { contact: byPhone }), ['contact | c1 | Coumba Seydi | ask | same-phone']);
    const byName = { firstName: value('coumba'), lastName: value('Seydi') };
    assert.deepEqual(matchesFor('asarr', { account: ARDANE, contact: byName }).slice(1), [
      'contact | c1 | Coumba Seydi | ask | same-person-name+same-account',
    ]);
    assert.deepEqual(matchesFor('asarr', { account: 'Clinique Tivalo', contact: byName }).slice(1), []);
    assert.deepEqual(matchesFor('asarr', { accountPhone: '+221338240330' }), [
      'account | Clinique Tivalo | ask | same-phone',
    ]);
  });

  test('is a deal only when name and account agree, and only one the person may see', () => {
    const wanted = { account: 'Ndarkis Industries', deal: NDARKIS_DEAL };
    assert.deepEqual(matchesFor('bfaye', wanted), [
      'account | Ndarkis Industries | same | same-name',
      `opportunity | ${NDARKIS_DEAL} | same | same-name+same-account`,
    ]);
    assert.deepEqual(matchesFor('asarr', wanted), ['account | Ndarkis Industries | same | same-name']);
    assert.deepEqual(matchesFor('bfaye', { ...wanted, account: 'Clinique Tivalo' }), [
      'account | Clinique Tivalo | same | same-name',
    ]);
  });

  test('begins with the account the page was opened from, or that of the deal, once; the open deal is asked about', () => {
    const deal = idOf('Opportunity', ARDANE_DEAL);
    const expected = `account | ${ARDANE} | same | opened-from+same-name`;
    const wanted = { account: ARDANE };
    assert.deepEqual(matchesFor('asarr', wanted, idOf('Account', ARDANE)), [expected]);
    assert.deepEqual(matchesFor('asarr', wanted, deal), [expected, `opportunity | ${ARDANE_DEAL} | ask | opened-from`]);
    assert.deepEqual(matchesFor('bfaye', {}, deal), []);
  });
});

describe('what the middleware found', () => {
  test('is one row a record with every reason, the best score first', () => {
    const tivalo = idOf('Account', 'Clinique Tivalo');
    const ardane = idOf('Account', ARDANE);
    const accountMatches = [given(tivalo, 0.8, ['same-city']), given(ardane, 0.7, ['similar-name', 'same-domain'])];
    const matches = found('asarr', { account: ARDANE, accountMatches });
    assert.deepEqual(
      matches.map(({ name, score, verdict, reasons }) => [name, score, verdict, reasons]),
      [
        [ARDANE, 0.9, 'same', ['same-name', 'similar-name', 'same-domain']],
        ['Clinique Tivalo', 0.8, 'ask', ['same-city']],
      ],
    );
  });

  test('is shown with today’s values as far as the person may read them', () => {
    const deal = idOf('Opportunity', ARDANE_DEAL);
    const wanted = { dealMatches: [given(deal, 0.97, ['same-subject'], 'same')] };
    const [match] = found('asarr', wanted);
    const { CloseDate } = recordNamed('Opportunity', ARDANE_DEAL).fields;
    assert.deepEqual(
      [match?.recordId, match?.ownerName, match?.mine, match?.hidden],
      [deal, 'Astou Sarr', true, false],
    );
    assert.equal(match?.detail, `${ARDANE} · Proposition`);
    assert.deepEqual(match.values, {
      'opportunity.name': ARDANE_DEAL,
      'opportunity.closeDate': CloseDate,
      'opportunity.stage': 'Proposition',
      'opportunity.country': 'Sénégal',
      'opportunity.leadSource': 'Recommandation',
      'opportunity.type': 'Projet',
      'opportunity.amount': '48000000',
      'opportunity.currency': 'XOF',
      'opportunity.nextStep': '',
      'opportunity.description': '',
      'account.recordId': idOf('Account', ARDANE),
      'account.name': ARDANE,
    });
    assert.equal(found('mkane', wanted)[0]?.mine, false);
  });

  test('is an account with its city', () => {
    const accountMatches = [given(idOf('Account', ARDANE), 0.97, ['same-name'])];
    const reading = readingOf('asarr');
    const [match] = found(reading, { accountMatches });
    assert.equal(match?.values?.['account.city'], recordNamed('Account', ARDANE).fields['BillingCity']);
    assert.ok(match?.values?.['account.city']);
    const { access } = reading.records;
    const readsField: typeof access.readsField = (object, field) =>
      field.name !== 'BillingCity' && access.readsField(object, field);
    const blind = { ...reading, records: { ...reading.records, access: { ...access, readsField } } };
    assert.equal('account.city' in (found(blind, { accountMatches })[0]?.values ?? {}), false);
  });

  test('costs a field that the person may not read, and nothing else', () => {
    const reading = readingOf('asarr');
    const { access } = reading.records;
    const readsField: typeof access.readsField = (object, field) =>
      field.name !== 'Amount' && field.name !== 'AccountId' && access.readsField(object, field);
    const blind = { ...reading, records: { ...reading.records, access: { ...access, readsField } } };
    const deal = idOf('Opportunity', ARDANE_DEAL);
    const [match] = found(blind, { dealMatches: [given(deal, 0.97, ['same-subject'])] });
    assert.deepEqual([match?.name, match?.detail], [ARDANE_DEAL, 'Proposition']);
    assert.equal('opportunity.amount' in (match?.values ?? {}), false);
    assert.equal('account.recordId' in (match?.values ?? {}), false);
    assert.equal(match?.values?.['opportunity.stage'], 'Proposition');
  });

  test('that the person may not see is one hidden row without anything of the records', () => {
    const others = [NDARKIS_DEAL, 'Clinique Tivalo - réseau et téléphonie'].map((name) => idOf('Opportunity', name));
    const [first = '', second = ''] = others;
    const dealMatches = [given(first, 0.9, ['same-subject'], 'same'), given(second, 0.8, ['same-amount'])];
    const matches = found('asarr', { dealMatches });
    assert.equal(matches.length, 1);
    const [hidden] = matches;
    assert.deepEqual(
      [hidden?.hidden, hidden?.recordId, hidden?.name, hidden?.detail, hidden?.ownerName, hidden?.values],
      [true, null, null, null, null, {}],
    );
    assert.deepEqual([hidden?.score, hidden?.reasons], [0.9, ['same-subject', 'same-amount']]);
    assert.doesNotMatch(JSON.stringify(matches), new RegExp(`Ndarkis|Tivalo|${first}|${second}`));
  });

  test('is left out when it was deleted or closed, is of another object, or is no id', () => {
    const ardane = idOf('Account', ARDANE);
    const deal = idOf('Opportunity', ARDANE_DEAL);
    undone(() => {
      asSystem(org, org.people.byAlias('asarr')).update(deal, { StageName: 'Gagnée' });
      const closed = recordNamed('Opportunity', ARDANE_DEAL).fields['IsClosed'];
      assert.equal(closed, true);
      assert.deepEqual(matchesFor('asarr', { dealMatches: [given(deal, 1, ['same-subject'])] }), []);
    });
    const odd = [given('001WB0000000999YAA', 1, []), given('not an id', 1, []), given(ardane, 1, []), 7, null];
    assert.deepEqual(matchesFor('asarr', { dealMatches: odd }), []);
  });

  test('is at most five for one place', () => {
    undone(() => {
      const system = asSystem(org, org.people.byAlias('asarr'));
      const ids = Array.from({ length: 7 }, (_, at) => system.insert('Account', { Name: `Korane ${at}` }).id);
      const accountMatches = ids.map((id, at) => given(id, 0.5 + at / 100, ['similar-name']));
      assert.deepEqual(
        found('asarr', { accountMatches }).map((match) => match.name),
        ['Korane 6', 'Korane 5', 'Korane 4', 'Korane 3', 'Korane 2'],
      );
    });
  });

  test('is not offered again once a person said that it is another one', () => {
    const ardane = idOf('Account', ARDANE);
    const contact = { email: value('coumba.seydi@ardane-logistique.example') };
    const person = idOf('Contact', 'Coumba Seydi');
    const row = (others: string): readonly StoredRecord[] => [
      { id: 'row', object: 'Opportunity_Draft__c', fields: { Draft_Id__c: 'd1', Not_The_Same__c: others } },
    ];
    const wanted = { account: ARDANE, accountMatches: [given(ardane, 0.9, ['same-domain'])], contact };
    const targets = (others: string): readonly unknown[] => found('asarr', wanted, row(others)).map((m) => m.target);
    assert.deepEqual(targets(ardane), ['contact']);
    assert.deepEqual(targets(`${ardane};c1:${person}`), []);
    assert.deepEqual(targets(`c2:${person}`), ['contact', 'account']);
  });
});

describe('what a person refused of another note', () => {
  const email = value('coumba.seydi@ardane-logistique.example');
  const contact = { email };
  const targets = (wanted: Wanted, openedFrom: string | null = null): readonly unknown[] =>
    found('asarr', wanted, rowsOf(openedFrom)).map(({ target }) => target);

  test('is not offered by the org itself either: neither by equality nor because the page was opened from it', () => {
    const [ardane, person, deal] = [
      idOf('Account', ARDANE),
      idOf('Contact', 'Coumba Seydi'),
      idOf('Opportunity', ARDANE_DEAL),
    ];
    const wanted = { account: ARDANE, deal: ARDANE_DEAL, contact };
    assert.deepEqual(targets(wanted, deal).toSorted(), ['account', 'contact', 'opportunity']);
    assert.deepEqual(targets({ ...wanted, accountRefused: [ardane] }, deal).toSorted(), ['contact', 'opportunity']);
    const refused = { accountRefused: [ardane.slice(0, 15)], dealRefused: [deal] };
    assert.deepEqual(targets({ ...wanted, ...refused, contact: { email, refused: [person] } }, deal), []);
  });

  test('is another one for its part of the draft alone, and what is no id is passed over', () => {
    const [ardane, person] = [idOf('Account', ARDANE), idOf('Contact', 'Coumba Seydi')];
    const wanted = { account: ARDANE, accountRefused: [person, 'odd', 7, null], dealRefused: [ardane] };
    assert.deepEqual(targets({ ...wanted, contact: { email, refused: ardane } }), ['contact', 'account']);
  });
});

describe('another draft that proposes the same deal', () => {
  const duplicate = (more: Json = {}): Json => ({
    kind: 'draft',
    draftId: 'd9',
    captureId: OTHER_CAPTURE,
    recordId: null,
    score: 0.93,
    verdict: 'same',
    reasons: ['same-subject'],
    ...more,
  });
  const insertRow = (alias: string, more: Readonly<Record<string, string | number>> = {}): void => {
    const user = org.people.byAlias(alias);
    asSystem(org, user).insert('Opportunity_Draft__c', {
      Name: 'Onduleurs du siège',
      OwnerId: user.id,
      Captured_By__c: user.id,
      Capture_Id__c: OTHER_CAPTURE,
      Draft_Id__c: 'd9',
      Status__c: 'Open',
      Decision__c: 'none',
      Account_Name__c: 'Korane',
      Amount__c: 12_000_000,
      Captured_At__c: '2026-03-01T09:00:00.000Z',
      Source_Kind__c: 'text',
      ...more,
    });
  };

  test('is shown by its row', () => {
    undone(() => {
      insertRow('asarr');
      const [match] = found('mkane', { duplicates: [duplicate()] });
      assert.deepEqual(
        [match?.target, match?.otherDraftId, match?.captureId, match?.name, match?.detail, match?.ownerName],
        ['draft', 'd9', OTHER_CAPTURE, 'Onduleurs du siège', 'Korane', 'Astou Sarr'],
      );
      assert.deepEqual([match?.mine, match?.values?.['opportunity.amount']], [false, '12000000']);
    });
  });

  test('is hidden from whoever cannot read its row, and can still be told from others', () => {
    undone(() => {
      insertRow('bfaye');
      const [match] = found('asarr', { duplicates: [duplicate()] });
      assert.deepEqual(
        [match?.hidden, match?.otherDraftId, match?.recordId, match?.name, match?.ownerName, match?.values],
        [true, 'd9', null, null, null, {}],
      );
    });
  });

  test('is left out when it was dropped, erased, or has no row at all', () => {
    for (const status of ['Rejected', 'Erased', 'Expired']) {
      undone(() => {
        insertRow('asarr', { Status__c: status });
        insertRow('bfaye', { Status__c: status, Draft_Id__c: 'd8' });
        assert.deepEqual(found('asarr', { duplicates: [duplicate(), duplicate({ draftId: 'd8' })] }), []);
      });
    }
    assert.deepEqual(found('asarr', { duplicates: [duplicate(), 'odd', duplicate({ kind: 'capture' })] }), []);
  });

  test('of the same note is read from the note while it has no row', () => {
    const owner = org.people.byAlias('asarr').id;
    const own: StoredRecord = {
      id: 'row',
      object: 'Opportunity_Draft__c',
      fields: { OwnerId: owner, Status__c: 'Open' },
    };
    const [match] = found('asarr', { duplicates: [duplicate({ draftId: 'd2', captureId: CAPTURE })] }, [own]);
    assert.deepEqual([match?.name, match?.detail, match?.mine], ['Onduleurs', 'Korane', true]);
  });
});

describe('phone numbers', () => {
  test('are the same in every spelling of one number', () => {
    for (const stored of ['+221 77 123 01 11', '00221771230111', '77 123 01 11', '0771230111', '(221) 77-123-01-11']) {
      assert.equal(isSamePhone('+221771230111', stored), true, stored);
    }
  });

  test('are others when the digits differ, or are too few to tell', () => {
    for (const stored of ['+221771230112', '1230111', '', null, 'poste 12', '+33771230111']) {
      assert.equal(isSamePhone('+221771230111', stored), false, String(stored));
    }
    assert.equal(isSamePhone(null, '771230111'), false);
  });
});
