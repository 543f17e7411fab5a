import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, isSamePage, pageReferenceOf, START, type PageReference } from './page-reference.ts';

const at = (address: string): PageReference | null => pageReferenceOf(new URL(address, 'http://127.0.0.1'));

const PLACES: readonly (readonly [string, PageReference])[] = [
  [
    '/lightning/r/Opportunity/006000000000001AAA/view',
    {
      type: 'standard__recordPage',
      attributes: { objectApiName: 'Opportunity', recordId: '006000000000001AAA', actionName: 'view' },
      state: {},
    },
  ],
  [
    '/lightning/o/Opportunity_Draft__c/list?filterName=To_Review',
    {
      type: 'standard__objectPage',
      attributes: { objectApiName: 'Opportunity_Draft__c', actionName: 'list' },
      state: { filterName: 'To_Review' },
    },
  ],
  [
    '/lightning/cmp/c__createFromNotes?c__recordId=001000000000001AAA&c__draft=a%26b',
    {
      type: 'standard__component',
      attributes: { componentName: 'c__createFromNotes' },
      state: { c__recordId: '001000000000001AAA', c__draft: 'a&b' },
    },
  ],
  [
    '/lightning/n/Create_From_Notes',
    { type: 'standard__navItemPage', attributes: { apiName: 'Create_From_Notes' }, state: {} },
  ],
];

describe('addresses of places', () => {
  for (const [address, place] of PLACES) {
    it(`${address} is read and written`, () => {
      assert.deepEqual(at(address), place);
      assert.equal(addressOf(place), address);
    });
  }

  it('leave out what a state does not hold', () => {
    const state = { c__capture: undefined, c__draft: 'x' };
    const place = { type: 'standard__component', attributes: { componentName: 'c__createFromNotes' }, state };
    assert.equal(addressOf(place), '/lightning/cmp/c__createFromNotes?c__draft=x');
  });

  it('need no object for a record, and show a record or list by default', () => {
    const record = { type: 'standard__recordPage', attributes: { recordId: '006000000000001AAA' } };
    assert.equal(addressOf(record), '/lightning/r/006000000000001AAA/view');
    assert.equal(at(addressOf(record))?.attributes?.['recordId'], '006000000000001AAA');
    assert.equal(
      addressOf({ type: 'standard__objectPage', attributes: { objectApiName: 'Account' } }),
      '/lightning/o/Account/list',
    );
  });

  it('begin with the opportunities', () => {
    assert.deepEqual(at('/'), START);
  });

  it('leave web pages as they are', () => {
    assert.equal(
      addressOf({ type: 'standard__webPage', attributes: { url: 'https://example.com/a' } }),
      'https://example.com/a',
    );
  });

  for (const address of [
    '/lightning/x/y',
    '/lightning/r/Opportunity/short/view',
    '/lightning/cmp/noNamespace',
    '/else',
  ]) {
    it(`${address} is no place`, () => assert.equal(at(address), null));
  }

  it('cannot lead out of their form', () => {
    const sly = { type: 'standard__navItemPage', attributes: { apiName: '../../apex/X?y#z' } };
    assert.equal(addressOf(sly), '/lightning/n/..%2F..%2Fapex%2FX%3Fy%23z');
  });

  it('are refused for types that the workbench does not have', () => {
    assert.throws(() => addressOf({ type: 'standard__knowledgeArticlePage' }), /no page of type/);
  });
});

describe('the same page', () => {
  it('is one whose state alone differs', () => {
    assert.ok(isSamePage(at('/lightning/n/Create_From_Notes'), at('/lightning/n/Create_From_Notes?c__draft=1')));
    assert.ok(!isSamePage(at('/lightning/o/Account/list'), at('/lightning/o/Contact/list')));
    assert.ok(!isSamePage(null, at('/')));
  });

  it('is one when only the object of a record is left out', () => {
    const record = at('/lightning/r/006000000000001AAA/view');
    assert.ok(isSamePage(record, at('/lightning/r/Opportunity/006000000000001AAA/view')));
    assert.ok(!isSamePage(record, at('/lightning/r/006000000000002AAA/view')));
  });
});
