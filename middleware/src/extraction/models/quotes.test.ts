import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { quoteFinder } from './quotes.ts';

const whole = (text: string) => ({ start: 0, end: text.length });

function found(text: string, quote: string, near: { start: number; end: number } | null = null) {
  const place = quoteFinder(text, whole(text)).find(quote, near);
  return place && { quote: text.slice(place.start, place.end), likeness: place.likeness, start: place.start };
}

describe('where a quote stands', () => {
  it('finds it exactly', () => {
    assert.deepEqual(found('Budget : 45 M FCFA.', '45 M FCFA'), { quote: '45 M FCFA', likeness: 'exact', start: 9 });
  });

  it('finds it but for case, accents, blanks, dashes, quotation marks and ligatures, and gives what the source says', () => {
    const cases: [string, string, string][] = [
      ['La Société Générale veut', 'societe generale', 'Société Générale'],
      ['cœur de réseau', 'coeur de reseau', 'cœur de réseau'],
      ['45\u00a0000\u202f000 F', '45 000 000 F', '45\u00a0000\u202f000 F'],
      ['avant – fin mars — ou après', '"fin mars"', 'fin mars'],
      ['l’offre d’achat', "l'offre d'achat", 'l’offre d’achat'],
      ['« Clé en main »', '"clé en main"', 'Clé en main'],
      ['“Clé en main”', '"clé en main"', '“Clé en main”'],
      ['20\nserveurs', '20 serveurs', '20\nserveurs'],
      ['20\r\nserveurs', '20 serveurs', '20\r\nserveurs'],
      ['veut 20 serveurs pour Thiès', '20 serveurs...', '20 serveurs'],
      ['ﬁn mars', 'fin mars', 'ﬁn mars'],
    ];
    for (const [text, quote, wanted] of cases) assert.equal(found(text, quote)?.quote, wanted, quote);
  });

  it('undoes what scanners confuse, on either side', () => {
    const cases: [string, string, string][] = [
      ['Crédit : 9 75O OOO FCFA', '9 750 000 FCFA', '9 75O OOO FCFA'],
      ['M. Sidy BADJl, intendant', 'Sidy BADJI', 'Sidy BADJl'],
      ['l5 onduleurs', '15 onduleurs', 'l5 onduleurs'],
      ['notre foumisseur', 'notre fournisseur', 'notre foumisseur'],
      ['le 22 mars', 'le 22 rnars', 'le 22 mars'],
    ];
    for (const [text, quote, wanted] of cases) {
      assert.deepEqual([found(text, quote)?.quote, found(text, quote)?.likeness], [wanted, 'scanned'], quote);
    }
  });

  it('counts in UTF-16 on emoji, and takes the marks of a decomposed letter along', () => {
    const emoji = '👩🏾‍💻🎉 Awa Ndiaye';
    assert.equal(found(emoji, 'awa ndiaye')?.start, emoji.indexOf('Awa'));
    const decomposed = 'Mme E\u0301lo\u0131\u0308se Ba\u0302, gerante';
    assert.equal(found(decomposed, 'Éloise')?.quote ?? null, null, 'a dotless i is another letter');
    assert.equal(found('Mme E\u0301lise Ba\u0302, gérante', 'Elise Ba')?.quote, 'E\u0301lise Ba\u0302');
    assert.equal(found('Mme Élise Bâ, gérante', 'E\u0301lise Ba\u0302')?.quote, 'Élise Bâ');
  });

  it('takes the place nearest to the hint', () => {
    const text = 'lot 1 : 12 M\nlot 2 : 12 M\nlot 3 : 12 M';
    const second = text.indexOf('12 M', 13);
    assert.equal(found(text, '12 M', { start: 13, end: 25 })?.start, second);
    assert.equal(found(text, '12 M')?.start, text.indexOf('12 M'));
    assert.equal(found(text, '12 M', { start: 36, end: 40 })?.start, text.lastIndexOf('12 M'));
  });

  it('takes whole words before parts of words, and never a short part', () => {
    assert.equal(found('Atlassian chez Atlas', 'Atlas')?.start, 15);
    assert.equal(found('en 2012', '12'), null);
    assert.equal(found('45M FCFA', '45')?.quote, '45', 'a figure ends where its letters begin');
    assert.equal(found('renouvellement', 'nouvelle')?.quote, 'nouvelle');
  });

  it('passes over line numbers that a model copied', () => {
    assert.equal(found('veut 20\nserveurs', 'veut 20\n2| serveurs')?.quote, 'veut 20\nserveurs');
    assert.equal(found('veut 20 serveurs', '1| veut 20')?.quote, 'veut 20');
  });

  it('finds nothing that is not there, nothing empty and nothing overlong', () => {
    const text = 'Banque Atlas veut 20 serveurs, budget 45 M FCFA';
    for (const quote of ['46 M FCFA', 'Sonatel', '', '  ', '"', '…', 'serveurs 20', 'x'.repeat(10_000)])
      assert.equal(found(text, quote), null, quote.slice(0, 20));
  });

  it('looks in its stretch only, and not in what is avoided', () => {
    const text = 'budget 1 F. budget 1 F. budget 1 F.';
    const finder = quoteFinder(text, { start: 12, end: text.length }, [{ start: 12, end: 23 }]);
    assert.equal(finder.find('1 F', null)?.start, 31);
    assert.equal(quoteFinder(text, whole(text), [whole(text)]).find('1 F', null), null);
  });

  it('stops when the work that a source is worth is used up', () => {
    const text = 'Banque Atlas';
    const finder = quoteFinder(text, whole(text), [], 30);
    assert.ok(finder.find('Atlas', null));
    assert.equal(finder.find('Atlas', null), null);
  });

  it('is linear whatever is looked for in whatever', () => {
    const text = 'a'.repeat(200_000);
    const finder = quoteFinder(text, whole(text), [], 1e9);
    for (const quote of ['a'.repeat(599) + 'b', `b${'a'.repeat(500)}`, 'ab'.repeat(290)])
      assert.equal(finder.find(quote, { start: 0, end: 1 }), null);
    assert.equal(finder.find('aaaa', { start: 100, end: 101 })?.start, 96);
  });
});
