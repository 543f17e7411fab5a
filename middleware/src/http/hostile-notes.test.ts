import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape, type Capture } from '../drafts/schema.ts';
import { createLog } from '../platform/log.ts';
import { readText } from '../readings/text.ts';
import { testDatabases } from '../testing/databases.ts';
import { assertQuotesStand, capturesKept, naughtyStrings, orders, several } from '../testing/hostile.ts';
import { captureBody, startMiddleware, type Answer, type TestMiddleware } from '../testing/middleware.ts';

const WAIT = { prefer: 'wait=20' };
const DEAL = 'Banque Atlas veut 20 serveurs, budget 45 M FCFA. ';
const MAXIMUM = 200_000;

const OPPORTUNITY_PICKLISTS = ['stage', 'type', 'leadSource', 'country'] as const;
const PICKLISTS = {
  stage: 'Opportunity.StageName',
  type: 'Opportunity.Type',
  leadSource: 'Opportunity.LeadSource',
  country: 'Opportunity.Country__c',
};

/** Text that is kept as it is: nothing in it is an entity, a page of HTML, invisible or composed otherwise. */
const isPlain = (text: string) =>
  text === text.normalize('NFC') &&
  text.isWellFormed() &&
  !/[&<\r\u2028\u2029\u200B\u2060\uFEFF\u00AD]|(?![\n\t])\p{Cc}/u.test(text);

for (const database of await testDatabases()) {
  describe(`hostile notes (${database.name})`, { skip: database.skip ?? false, timeout: 300_000 }, () => {
    let middleware: TestMiddleware;
    let accepted = 0;
    const lines: string[] = [];
    before(async () => {
      const log = createLog('info', { write: (line) => void lines.push(line) });
      middleware = await startMiddleware(database, { log });
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    const send = (changes: Record<string, unknown>) =>
      middleware.call('POST', '/v1/captures', { body: captureBody(changes), headers: WAIT });

    const accept = async (changes: Record<string, unknown>): Promise<{ capture: Capture; text: string }> => {
      const answer = await send(changes);
      assert.equal(
        answer.status,
        200,
        `${JSON.stringify(changes).slice(0, 200)}: ${JSON.stringify(answer.body).slice(0, 300)}`,
      );
      accepted += 1;
      const capture = captureShape.parse(answer.body);
      assert.equal(capture.state, 'ready');
      const source = await middleware.call('GET', `/v1/captures/${capture.id}/source`);
      const text = String(source.body['text']);
      assertQuotesStand(capture, text);
      return { capture, text };
    };

    const refused = (answer: Answer, status: number, code: string) =>
      assert.deepEqual([answer.status, answer.body['code']], [status, code]);

    for (const [what, text] of [
      ['nothing', ''],
      ['blanks', ' \t\r\n\u00a0\u3000'],
      ['a byte order mark', '\ufeff'],
    ] as const) {
      it(`refuses ${what} in words`, async () => refused(await send({ text }), 422, 'text-missing'));
    }

    it('takes 200,000 characters and refuses one more', async () => {
      const longest = DEAL + 'a'.repeat(MAXIMUM - DEAL.length);
      const { text, capture } = await accept({ text: longest });
      assert.equal(text, longest);
      assert.equal(capture.drafts.length, 1);
      refused(await send({ text: `${longest}a` }), 422, 'text-too-long');
      refused(await send({ text: '😀'.repeat(MAXIMUM / 2 + 1) }), 422, 'text-too-long');
    });

    for (const [what, text, kept] of [
      ['one line of 100 kB', DEAL.repeat(2000), DEAL.repeat(2000)],
      ['emoji alone', '😀👩‍👩‍👧‍👦🇸🇳'.repeat(40), '😀👩‍👩‍👧‍👦🇸🇳'.repeat(40)],
      [
        'text from right to left',
        'مرحبا نريد 20 خادم، الميزانية 45 M\u202e FCFA',
        'مرحبا نريد 20 خادم، الميزانية 45 M\u202e FCFA',
      ],
      ['control characters', `a\u0000b\u0001\u001b[31m\u0085${DEAL}`, `ab[31m\n${DEAL}`],
      ['nothing that can be seen', '\u200b\u0000\u0007', ''],
      ['lone surrogates', `\ud800${DEAL}\udc00`, `\ufffd${DEAL}\ufffd`],
      [
        'marks without end',
        `${'e\u0301'.repeat(50)}${'a\u0316'.repeat(500)}`,
        `${'é'.repeat(50)}${'a\u0316'.repeat(500)}`,
      ],
      ['tags in a note', `${DEAL}<script>alert(1)</script><img src=x onerror=alert(1)>`, null],
      ['a page with a script', `<html><body><script>alert(1)</script><p>${DEAL}</p></body></html>`, DEAL.trim()],
      [
        'a cell that claims a hundred million columns',
        `<html><table><tr><td colspan=99999999 rowspan=99999999>${DEAL}`,
        DEAL.trim(),
      ],
      ['tags without end', '<div>'.repeat(40_000), null],
      [
        'the names of what every object has',
        `__proto__ constructor &toString; {"__proto__":{"x":1}} deux constructor ${DEAL}`,
        null,
      ],
    ] as const) {
      it(`reads ${what}`, async () => {
        const { text: read } = await accept({ text });
        assert.equal(read, kept ?? readText(text).text);
      });
    }

    /** One string as the note, and as everything that an org calls something. */
    const everywhere = (text: string) => {
      const name = text.slice(0, 255);
      const { context } = captureBody();
      const values = [{ value: name, label: name }];
      return {
        text,
        mediaType: name,
        fileName: name,
        context: {
          ...context,
          recordId: text.slice(0, 18),
          picklists: { ...context.picklists, 'Opportunity.Type': values, [name]: values },
          defaults: { stage: name, country: name, leadSource: name, type: name },
          vendor: { names: [name], domains: [name], people: [name] },
        },
      };
    };

    it('reads each naughty string, as a note and as all that an org calls something', async () => {
      await several(naughtyStrings(), async (text) => {
        if (text === '') return;
        if (text.trim() === '') return refused(await send(everywhere(text)), 422, 'text-missing');
        const { text: read } = await accept(everywhere(text));
        assert.equal(read, isPlain(text) ? text : readText(text).text);
      });
    });

    it('finds a deal whatever naughty strings stand around it', async () => {
      const strings = naughtyStrings();
      const groups = Array.from({ length: Math.ceil(strings.length / 20) }, (_, index) =>
        strings.slice(index * 20, index * 20 + 20),
      );
      await several(groups, async (group) => {
        const { capture } = await accept({ text: [DEAL, ...group, DEAL].join('\n\n') });
        assert.ok(capture.drafts.length > 0);
      });
    });

    it('takes no orders from a note: values stand in the text, in a picklist of the org, or are its defaults', async () => {
      const { context } = captureBody();
      const { picklists } = {
        picklists: { ...context.picklists, 'Opportunity.LeadSource': [{ value: 'Web', label: 'Web' }] },
      };
      for (const text of orders()) {
        const { capture, text: read } = await accept({ text, context: { ...context, picklists } });
        for (const { opportunity, account, contacts, state } of capture.drafts) {
          assert.equal(state, 'open');
          for (const value of [
            ...Object.values(opportunity),
            ...Object.values(account).filter((one) => 'origin' in Object(one)),
          ]) {
            if (typeof value !== 'object' || value === null || !('origin' in value)) continue;
            assert.ok(['source', 'default', 'none'].includes(value.origin));
            if (value.origin === 'source') assert.ok(value.evidence.length > 0);
          }
          for (const field of OPPORTUNITY_PICKLISTS) {
            const values =
              Object.entries(picklists)
                .find(([name]) => name === PICKLISTS[field])?.[1]
                .map(({ value }) => value) ?? [];
            assert.ok(
              opportunity[field].value === null || values.includes(opportunity[field].value),
              `${field} of ${text}`,
            );
          }
          assert.equal(opportunity.stage.value, 'Prospection');
          for (const { email } of contacts) assert.ok(email.value === null || read.includes(email.value));
        }
      }
    });

    it('leaves the value blank that no picklist of the org has, and refuses picklists that are none', async () => {
      const { context } = captureBody();
      const defaults = { stage: 'Nowhere', type: 'None', leadSource: 'None', country: 'Atlantis', currency: 'XXX' };
      const { capture } = await accept({ text: DEAL, context: { ...context, defaults } });
      const [draft] = capture.drafts;
      assert.deepEqual([draft?.opportunity.stage.value, draft?.opportunity.leadSource.value], [null, null]);
      for (const picklists of [
        null,
        [],
        { 'Opportunity.Type': 'x' },
        { 'Opportunity.Type': [{ value: '' }] },
        { 'Opportunity.Type': [null] },
      ]) {
        refused(await send({ context: { ...context, picklists } }), 422, 'body-invalid');
      }
      for (const missing of [undefined, null]) refused(await send({ context: missing }), 422, 'context-missing');
    });

    it('tells nothing of any note in its log', () => {
      const log = lines.join('');
      for (const word of ['Banque Atlas', 'alert(1)', 'Pwned', 'attacker', '99999999', 'DROP TABLE', 'Atlantis']) {
        assert.equal(log.includes(word), false, word);
      }
      for (const text of naughtyStrings().filter((one) => one.length > 12)) {
        assert.equal(log.includes(JSON.stringify(text).slice(1, -1)), false, text);
      }
    });

    it('is well after all of it, and has kept each accepted note whole', async () => {
      const { status } = await middleware.call('GET', '/ready', { token: null });
      assert.equal(status, 200);
      await middleware.app.close();
      assert.deepEqual(await capturesKept(middleware), { all: accepted, broken: 0 });
    });
  });
}
