import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { iconList, iconsNamedIn } from './icons.ts';

const LIST = `import { default as utility_add } from './utility/add.html';
import { default as utility_zip } from './utility/zip.html';
export default { utility_add, utility_zip };`;

describe('icons kept in the page', () => {
  it('are those that a source names, in templates and in code', () => {
    const source = `<lightning-icon icon-name="standard:account"></lightning-icon> const icon = 'utility:down_2';`;
    assert.deepEqual(iconsNamedIn(source), ['standard_account', 'utility_down_2']);
    assert.deepEqual(iconsNamedIn('nonutility:x https://utility.example'), []);
  });

  it('are imported alone', () => {
    const list = iconList(LIST, new Set(['utility_add']));
    assert.match(list, /import \{ default as utility_add \}/);
    assert.doesNotMatch(list, /zip/);
  });
});
