import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { buildPage } from './build.ts';

/** Under the repository, where the LWC compiler finds its packages; kept out of version control. */
const BUILDS = path.resolve(import.meta.dirname, '../../../.build');
mkdirSync(BUILDS, { recursive: true });
const folder = mkdtempSync(path.join(BUILDS, 'test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const LABELS = `<CustomLabels><labels><fullName>Hello</fullName><value>Hello &amp; welcome</value></labels></CustomLabels>`;
const FRENCH = `<Translations><customLabels><label>Bonjour</label><name>Hello</name></customLabels></Translations>`;
const ACTION = `import { LightningElement } from 'lwc'; export default class extends LightningElement {}`;
const SCRIPT = `import { LightningElement } from 'lwc';
import hello from '@salesforce/label/c.Hello';
export default class extends LightningElement { hello: string = hello; }`;

/** A Salesforce project of its own with the two bundles that the page opens. */
function project(name: string, files: { readonly script?: string; readonly template?: string }): string {
  const root = path.join(folder, name);
  const written = {
    'labels/CustomLabels.labels-meta.xml': LABELS,
    'translations/fr.translation-meta.xml': FRENCH,
    'lwc/createFromNotes/createFromNotes.ts': files.script ?? SCRIPT,
    'lwc/createFromNotes/createFromNotes.html': files.template ?? '<template><p>{hello}</p></template>',
    'lwc/createFromNotesAction/createFromNotesAction.js': ACTION,
  };
  for (const [file, content] of Object.entries(written)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return root;
}

describe('building the page', () => {
  it('gives a folder with the page, its modules and both languages, and builds a state once', async () => {
    const projectFolder = project('whole', {});
    const options = { projectFolder, buildFolder: path.join(folder, 'builds') };
    const built = await buildPage(options);
    for (const file of ['index.html', 'boot.js', 'styles/frame.css', 'mark.svg'])
      assert.ok(existsSync(path.join(built, file)));
    assert.deepEqual(JSON.parse(readFileSync(path.join(built, 'labels.json'), 'utf8')), {
      en: { Hello: 'Hello & welcome' },
      fr: { Hello: 'Bonjour' },
    });
    writeFileSync(path.join(built, 'untouched'), '');
    assert.equal(await buildPage(options), built);
    assert.ok(existsSync(path.join(built, 'untouched')), 'the same state is not built again');
    writeFileSync(path.join(projectFolder, 'labels/CustomLabels.labels-meta.xml'), LABELS.replace('welcome', 'hi'));
    assert.notEqual(await buildPage(options), built, 'another state has another folder');
  });

  const refused = [
    {
      what: 'a mistyped base component',
      files: { template: '<template><lightning-buton></lightning-buton></template>' },
      says: /lightning\/buton is not offered/,
    },
    {
      what: 'a bundle that is not there',
      files: { template: '<template><c-nothing></c-nothing></template>' },
      says: /no LWC bundle for c\/nothing/,
    },
    {
      what: 'a label that is not there',
      files: { script: SCRIPT.replace('c.Hello', 'c.Helo') },
      says: /label Helo is in no labels file/,
    },
    {
      what: 'a template that does not compile',
      files: { template: '<template><p></template>' },
      says: /createFromNotes\.html/,
    },
  ];
  for (const { what, files, says } of refused) {
    it(`refuses ${what} and leaves nothing behind`, async () => {
      const buildFolder = path.join(folder, `refused ${what}`);
      const projectFolder = project(what, files);
      await assert.rejects(buildPage({ projectFolder, buildFolder }), (error: Error) => says.test(error.message));
      assert.deepEqual(readdirSync(buildFolder), []);
    });
  }
});
