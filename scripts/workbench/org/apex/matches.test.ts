import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { asUser } from '../records/user-mode.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { findMatches } from './matches.ts';
import type { Json } from './middleware.ts';
import { isSamePhone } from './phone-number.ts';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

const value = (given: string | null): Json => ({ value: given });

interface Wanted {
  readonly account?: string;
  readonly accountPhone?: string;
  readonly deal?: string;
  readonly contact?: Json;
}

function captureOf({ account, accountPhone, deal, contact }: Wanted): Json {
  const draft = {
    id: 'd1',
    opportunity: { name: value(deal ?? null) },
    account: { name: value(account ?? null), phone: value(accountPhone ?? null) },
    contacts: contact ? [{ id: 'c1', ...contact }] : [],
  };
  return { id: 'k1', state: 'ready', drafts: [draft] };
}

function matchesFor(alias: string, wanted: Wanted, openedFrom: string | null = null): readonly string[] {
  const records = asUser(org, org.people.byAlias(alias));
  const found = findMatches({ records }, captureOf(wanted), openedFrom);
  return found.map((match) => [match.target, match.contactId, match.name, match.reason].filter(Boolean).join(' | '));
}

const idOf = (object: string, name: string): string => org.store.find(object, { Name: name })[0]?.id ?? '';

describe('existing records', () => {
  test('are found by equality of name, without case', () => {
    const name = 'société ardane LOGISTIQUE';
    assert.deepEqual(matchesFor('asarr', { account: name }), ['account | Société Ardane Logistique | same-name']);
    assert.deepEqual(matchesFor('asarr', { account: 'Ardane' }), []);
  });

  test('are found by phone and e-mail of people, under the contact of the draft', () => {
    const byEmail = { email: value('COUMBA.SEYDI@ardane-logistique.example') };
    assert.deepEqual(matchesFor('asarr', { contact: byEmail }), ['contact | c1 | Coumba Seydi | same-email']);
    const byPhone = { mobile: value('+221771230111') };
    assert.deepEqual(matchesFor('asarr', { contact: byPhone }), ['contact | c1 | Coumba Seydi | same-phone']);
    assert.deepEqual(matchesFor('asarr', { accountPhone: '+221338240330' }), [
      'account | Clinique Tivalo | same-phone',
    ]);
  });

  test('are deals only when name and account agree, and only those the person may see', () => {
    const wanted = { account: 'Ndarkis Industries', deal: 'Ndarkis Industries - supervision de ligne' };
    assert.deepEqual(matchesFor('bfaye', wanted), [
      'account | Ndarkis Industries | same-name',
      'opportunity | Ndarkis Industries - supervision de ligne | same-name-and-account',
    ]);
    assert.deepEqual(matchesFor('asarr', wanted), ['account | Ndarkis Industries | same-name']);
    assert.deepEqual(matchesFor('bfaye', { ...wanted, account: 'Clinique Tivalo' }), [
      'account | Clinique Tivalo | same-name',
    ]);
  });

  test('begin with the account the page was opened from, or that of the deal, once', () => {
    const account = idOf('Account', 'Société Ardane Logistique');
    const deal = idOf('Opportunity', 'Ardane Logistique - vidéosurveillance des entrepôts');
    const expected = ['account | Société Ardane Logistique | opened-from'];
    const wanted = { account: 'Société Ardane Logistique' };
    assert.deepEqual(matchesFor('asarr', wanted, account), expected);
    assert.deepEqual(matchesFor('asarr', wanted, deal), expected);
    assert.deepEqual(matchesFor('bfaye', {}, deal), []);
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
