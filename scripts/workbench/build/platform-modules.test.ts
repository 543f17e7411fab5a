import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { platformModule } from './platform-modules.ts';
import type { SalesforceProject } from './project.ts';

const PROJECT: SalesforceProject = {
  bundles: new Map(),
  labels: new Map([['Title', { en: 'Title', fr: 'Titre' }]]),
  resources: new Map([['logo', '/somewhere/logo.svg']]),
};

function source(specifier: string): string {
  return platformModule(specifier, PROJECT, '/page/org/apex.ts');
}

describe('modules of the platform', () => {
  it('reads what depends on the person when the page starts', () => {
    assert.equal(source('@salesforce/label/c.Title'), 'export default globalThis.workbench.label("Title");');
    assert.equal(source('@salesforce/user/Id'), 'export default globalThis.workbench.session.user.id;');
    assert.match(source('@salesforce/customPermission/Sync_Drafts'), /workbench\.permission\("Sync_Drafts"\)/);
  });

  it('names fields and objects as the platform does', () => {
    assert.equal(source('@salesforce/schema/Account'), 'export default {"objectApiName":"Account"};');
    assert.match(source('@salesforce/schema/Contact.Account.Name'), /"fieldApiName":"Account\.Name"/);
  });

  it('makes an Apex method callable under its own name', () => {
    assert.match(
      source('@salesforce/apex/CaptureController.getCapture'),
      /apexMethod\("CaptureController\.getCapture"\)/,
    );
    assert.match(source('@salesforce/apex'), /refreshApex/);
  });

  it('refuses what the project or the workbench does not have', () => {
    assert.throws(() => source('@salesforce/label/c.Titel'), /Titel is in no labels file/);
    assert.throws(() => source('@salesforce/resourceUrl/missing'), /no static resource missing/);
    assert.throws(() => source('@salesforce/messageChannel/Any__c'), /no stand-in for @salesforce\/messageChannel/);
  });
});
