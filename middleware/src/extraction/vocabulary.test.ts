import assert from 'node:assert/strict';
import { it } from 'node:test';

import { isOrdinaryWord } from './vocabulary.ts';

it('knows ordinary words in every form, folded, and no names', () => {
  for (const word of ['serveur', 'serveurs', 'renouveler', 'etions', 'coeur'])
    assert.ok(isOrdinaryWord(word, 'fr'), word);
  for (const word of ['server', 'renewed', 'twelve']) assert.ok(isOrdinaryWord(word, 'en'), word);
  for (const word of ['ndiaye', 'abidjan', 'kossi', '']) assert.ok(!isOrdinaryWord(word, 'fr'), word);
  for (const word of ['ceesay', 'freetown', 'okonkwo']) assert.ok(!isOrdinaryWord(word, 'en'), word);
});
