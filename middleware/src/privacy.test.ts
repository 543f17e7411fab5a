import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { capture as captureShape } from './drafts/schema.ts';
import { testDatabases } from './testing/databases.ts';
import { runPrivacy, type CommandOutcome } from './testing/privacy-command.ts';
import { captureBody, ORG, OTHER_ORG, startMiddleware, type TestMiddleware } from './testing/middleware.ts';

interface Line {
  captureId: string;
  found: { place: string; path: string; by: string[] }[];
}

const WAIT = { headers: { prefer: 'wait=15' } };
const PERSON = ['--name', 'Ndiaye Aissatou', '--email', 'A.Ndiaye@baobab.example', '--phone', '77 123 45 67'];

const SIGNED = `Bonjour,

La société Baobab Énergies veut 40 postes. Le chef de projet est Moussa Sarr, m.sarr@baobab.example.

Cordialement,
Aïssatou NDIAYE
Directrice des achats
a.ndiaye@baobab.example | +221 77 123 45 67`;

for (const database of await testDatabases()) {
  describe(`the privacy command (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    /** Captures by what they are for. */
    const ids: Record<string, string> = {};
    const give = async (name: string, text: string, wishes = {}) => {
      const body = captureBody({ text });
      ids[name] = body.id;
      const { context } = body;
      const senegal = { ...context, defaults: { ...context.defaults, country: 'Sénégal' } };
      const answer = await middleware.call('POST', '/v1/captures', {
        body: { ...body, context: senegal },
        ...WAIT,
        ...wishes,
      });
      assert.equal(answer.status, 200);
      return captureShape.parse(answer.body);
    };
    const privacy = (...parameters: string[]) => runPrivacy(middleware.configuration, ...parameters);
    const ofOrg = (name: string, ...parameters: string[]) => privacy(name, '--org', ORG.orgId, ...parameters);
    const found = ({ output }: Pick<CommandOutcome, 'output'>) =>
      (output['captures'] as Line[]).map(({ captureId }) => captureId).toSorted();
    const idsOf = (...names: string[]) => names.map((name) => ids[name]).toSorted();

    before(async () => {
      middleware = await startMiddleware(database);
      await give('signed', SIGNED);
      await give('mentioned', 'Opportunité : 12 serveurs pour Teranga. Appeler Mme Ndiaye\nAïssatou lundi.');
      await give(
        'namesake',
        'Opportunité : 3 licences pour Teranga. Contact : Moussa Ndiaye, m.ndiaye@teranga.example',
      );
      await give('foreign', SIGNED, { org: OTHER_ORG });
      const { drafts } = await give('typed', 'La société Teranga veut 5 écrans avant le 3 mars.');
      const contact = `contacts.${captureBody().id}`;
      for (const [version, values] of [
        ['1', { firstName: 'Aïssatou', lastName: 'Ndiaye', phone: '+221 33 800 00 00' }],
        ['2', { firstName: 'Fatou', lastName: 'Diop' }],
      ] as const) {
        const changes = Object.entries(values).map(([field, value]) => ({ path: `${contact}.${field}`, value }));
        const sent = { body: { changes }, headers: { 'if-match': version } };
        assert.equal((await middleware.call('PATCH', `/v1/drafts/${drafts[0]?.id}`, sent)).status, 200);
      }
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    it('finds a person by name, address or number, in notes and in what people typed, and says where', async () => {
      const outcome = await ofOrg('find', ...PERSON);
      assert.equal(outcome.code, 0, outcome.error);
      assert.deepEqual(found(outcome), idsOf('signed', 'mentioned', 'typed'));
      const [signed] = (outcome.output['captures'] as Line[]).filter(({ captureId }) => captureId === ids['signed']);
      assert.deepEqual(signed?.found.find(({ place }) => place === 'source')?.by.toSorted(), [
        'email',
        'name',
        'phone',
      ]);
      assert.doesNotMatch(JSON.stringify(outcome.output), /ndiaye|77 123|@/i);
      assert.deepEqual(found(await ofOrg('find', '--email', 'a.ndiaye@baobab.example')), idsOf('signed'));
      assert.deepEqual(found(await ofOrg('find', '--phone', '+221 33 800 00 00')), idsOf('typed'));
    });

    it('exports what is said of the person, whole, and not what is said of others', async () => {
      const { code, output } = await ofOrg('export', ...PERSON);
      assert.equal(code, 0);
      assert.deepEqual(found({ output }), idsOf('signed', 'mentioned', 'typed'));
      const text = JSON.stringify(output);
      for (const said of [
        'Directrice des achats',
        'a.ndiaye@baobab.example',
        '+221 77 123 45 67',
        'lundi',
        '33 800 00 00',
      ]) {
        assert.ok(text.includes(said), said);
      }
      const captures = output['captures'] as { captureId: string; passages: { text: string }[]; contacts: unknown[] }[];
      const signed = captures.find(({ captureId }) => captureId === ids['signed']);
      assert.deepEqual(
        signed?.passages.map((passage) => passage.text.split('\n')[0]),
        ['Cordialement,'],
      );
      assert.doesNotMatch(JSON.stringify(signed?.contacts), /m\.sarr/);
    });

    it('erases when that is confirmed, says before what it would erase, and keeps a record that names nobody', async () => {
      const person = ['--email', 'c.faye@teranga.example', '--name', 'Coumba Faye'];
      await give('first', 'La société Teranga veut 7 bureaux.\n\nCoumba Faye, c.faye@teranga.example');
      await give('second', 'Teranga : Mme FAYE Coumba veut 8 chaises.');
      const look = await ofOrg('erase', ...person);
      assert.deepEqual([look.code, look.output['captures'], look.output['erased']], [0, 2, false]);
      assert.deepEqual(found(await ofOrg('find', ...person)), idsOf('first', 'second'));
      const done = await ofOrg('erase', ...person, '--yes');
      assert.deepEqual([done.code, done.output['captures'], done.output['erased']], [0, 2, true]);
      assert.equal(done.output['drafts'], look.output['drafts']);
      const again = await ofOrg('erase', ...person, '--yes');
      assert.deepEqual([again.code, again.output['captures']], [0, 0]);

      for (const [name, status] of Object.entries({ first: 410, second: 410, signed: 200, namesake: 200 })) {
        assert.equal((await middleware.call('GET', `/v1/captures/${ids[name]}`)).status, status, name);
      }
      const about = async (...someone: string[]) => {
        const entries = (await ofOrg('audit', ...someone)).output['entries'] as { action: string; captures: number }[];
        return entries.map(({ action, captures }) => `${action} ${captures}`);
      };
      const expected = ['find-person 2', 'erase-person 2', 'erase-person 0'];
      assert.deepEqual(await about('--email', 'C.FAYE@teranga.example'), expected);
      assert.deepEqual(await about('--name', 'FAYE Coumba'), expected);
      assert.deepEqual(await about('--email', 'nobody@teranga.example'), []);
      assert.doesNotMatch(JSON.stringify((await ofOrg('audit')).output), /faye|@/i);
    });

    it('leaves what another org has about the person', async () => {
      const foreign = await privacy('find', '--org', OTHER_ORG.orgId, ...PERSON);
      assert.deepEqual(found(foreign), idsOf('foreign'));
    });

    for (const [what, parameters, sentence] of [
      ['nobody', ['find', '--org', ORG.orgId], /at least one of/],
      ['an unknown org', ['find', '--org', '00D000000000009AAA', '--email', 'a@b.example'], /There is no org/],
      ['no org', ['erase', '--email', 'a@b.example'], /Usage:/],
      [
        'an address that is none',
        ['erase', '--org', ORG.orgId, '--email', 'a', '--yes'],
        /e-mail address cannot be used/,
      ],
      ['a name of one character', ['export', '--org', ORG.orgId, '--name', 'N'], /first and last name/],
      ['an unknown command', ['forget'], /Usage:/],
      ['an unknown option', ['find', '--mail', 'x'], /--mail/],
    ] as const) {
      it(`refuses ${what} with the fix, and exit code 1`, async () => {
        const { code, error } = await privacy(...parameters);
        assert.equal(code, 1);
        assert.match(error, sentence);
      });
    }

    it('erases by age when it is told to', async () => {
      const { code, output } = await privacy('retention');
      assert.deepEqual([code, output], [0, { decided: 0, undecided: 0, failed: 0, uploads: 0 }]);
    });
  });
}
