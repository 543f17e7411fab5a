import { mendWords, quoted, quotesOf, reasonWords, signIcon, signWord } from 'c/reviewWords';

jest.mock('@salesforce/label/c.Picture_Mend', () => ({ default: '{0} read for {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Quote', () => ({ default: '«{0}»' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_More_Other', () => ({ default: '{0} + {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Review_Why_Days', () => ({ default: '{0} days later' }), { virtual: true });

it('has a word and an icon for every sign', () => {
  for (const sign of ['found', 'check', 'existing', 'default', 'none', 'changed', 'confirmed']) {
    expect(signWord(sign)).toMatch(/^c\.Review_Sign_/);
    expect(signIcon(sign)).toMatch(/^utility:/);
  }
});

it('quotes on one line and counts the other passages', () => {
  expect(quoted('deux\n  lignes')).toBe('«deux lignes»');
  expect(quotesOf([{ quote: 'a' }, { quote: 'b' }, { quote: 'c' }])).toBe('«a» + 2');
  expect(quotesOf([])).toBe('');
});

it('says why in the words of the field', () => {
  expect(reasonWords('days-after-capture', 'opportunity.closeDate', 7)).toBe('7 days later');
  expect(reasonWords('org-default', 'opportunity.stage', 0)).toBe('c.Review_Why_Stage');
  expect(reasonWords('org-default', 'opportunity.leadSource', 0)).toBe('c.Review_Why_Org_Default');
  expect(reasonWords(null, 'opportunity.name', 0)).toBe('');
});

it('says which signs were read wrongly, and nothing of those that were not', () => {
  const words = (read, meant) => mendWords([{ read, meant }]);
  expect(words('0', 'o')).toBe('«0» read for «o»');
  expect(words('nf.s0w@beta.example', 'nf.sow@beta.example')).toBe('«0» read for «o»');
  expect(words('awa @beta.example', 'awa@beta.example')).toBe('«a @» read for «a@»');
  expect(words('+22177', '+221 77')).toBe('«17» read for «1 7»');
  expect(words('l', '1l')).toBe('«l» read for «1l»');
  const twice = { read: 'O4', meant: '04' };
  expect(mendWords([twice, twice])).toBe('«O» read for «0»');
  expect(mendWords([])).toBe('');
});
