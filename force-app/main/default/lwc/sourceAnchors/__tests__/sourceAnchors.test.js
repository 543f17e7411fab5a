import { openedDeal } from 'c/dealState';
import { anchorsOf, passagesOf } from 'c/sourceAnchors';
import { draft, found, region, secondDraft, TEXT } from '../../../../../test/review';

const deals = [openedDeal(draft(), null, []), openedDeal(secondDraft(), null, [])];

it('anchors every value of every deal where it was read', () => {
  const anchors = anchorsOf(deals, TEXT, 0.6, (path) => `label of ${path}`);
  const amount = anchors.find(({ draftId, path }) => draftId === 'draft-2' && path === 'opportunity.amount');
  expect(TEXT.slice(amount.start, amount.end)).toBe('18');
  expect(amount).toMatchObject({ position: 2, toCheck: true, label: 'label of opportunity.amount' });
  expect(anchors.filter(({ path }) => path === 'account.name')).toHaveLength(2);
});

it('draws nothing where the text was corrected meanwhile', () => {
  expect(anchorsOf(deals, 'Autre texte', 0.6, String)).toEqual([]);
  expect(
    passagesOf(
      deals.map((deal) => deal.draft),
      'Autre texte',
    ),
  ).toEqual([]);
});

it('keeps the passages of each deal', () => {
  expect(
    passagesOf(
      deals.map((deal) => deal.draft),
      TEXT,
    ).map(({ position }) => position),
  ).toEqual([1, 2]);
});

it('marks of a linked record only what names it, and asks for no check of it', () => {
  const unsure = { confidence: 0.2 };
  const account = {
    name: found('Beta Conseil', 'Beta Conseil', unsure),
    website: found('www.beta.example', 'beta.example', unsure),
  };
  const of = (edits) =>
    anchorsOf([{ draft: draft({ account }), edits }], TEXT, 0.6, String).filter(({ path }) =>
      path.startsWith('account.'),
    );
  expect(of({}).map(({ path, toCheck }) => [path, toCheck])).toEqual([
    ['account.name', true],
    ['account.website', true],
  ]);
  expect(of({ 'account.recordId': '001A' }).map(({ path, toCheck }) => [path, toCheck])).toEqual([
    ['account.name', false],
  ]);
});

it('carries the places in the pictures along', () => {
  const name = found('Beta Conseil', 'Beta Conseil');
  name.evidence[0].regions = [region(0.1, 0.1, 0.2, 0.2)];
  const anchors = anchorsOf([{ draft: draft({ account: { name } }), edits: {} }], TEXT, 0.6, String);
  expect(anchors.filter(({ regions }) => regions).map(({ path }) => path)).toEqual(['account.name']);
});

it('says when a value is heard', () => {
  const amount = found(85000000, '85 M');
  Object.assign(amount.evidence[0], { from: 22, to: 24 });
  const anchors = anchorsOf([openedDeal(draft({ opportunity: { amount } }), null, [])], TEXT, 0.6, String);
  expect(anchors.find(({ path }) => path === 'opportunity.amount')).toMatchObject({ from: 22, to: 24 });
  expect(anchors.find(({ path }) => path === 'account.name')).not.toHaveProperty('from');
});
