import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sourceOf } from '../source.ts';
import { emailsIn, websitesIn } from './emails.ts';

const read = (text: string) => sourceOf(text, 'fr', [{ start: 0, end: text.length }]);
const addresses = (text: string) => emailsIn(read(text)).map(({ address }) => address);
const sites = (text: string) => websitesIn(read(text)).map(({ address }) => address);

describe('an address in a picture', () => {
  const MENDED: [string, string][] = [
    ['Ndeye Fatou SOW\nnf.s0w@exemple.sn', 'nf.sow@exemple.sn'],
    ['Babacar THIAM\nb.thiarn@exemple.sn', 'b.thiam@exemple.sn'],
    ['Kofi OWUSU\nkofi.ovvusu@exemple.com', 'kofi.owusu@exemple.com'],
    ['Paul CLAVER\npaul.daver@exemple.com', 'paul.claver@exemple.com'],
    ['Khady SALL\nkhady.saIl@exemple.sn', 'khady.sall@exemple.sn'],
    ['nf.sow @ exemple .sn', 'nf.sow@exemple.sn'],
    ['nf.sow©exemple,sn', 'nf.sow@exemple.sn'],
    ['Email : nf. sow@exemple.sn', 'nf.sow@exemple.sn'],
    ['awa@gmail.corn', 'awa@gmail.com'],
    ['awa@exemple.5n', 'awa@exemple.sn'],
    ['awa@exemple.c0m.gh', 'awa@exemple.com.gh'],
    ['QUINCAILLERIE SERIGNE\nawa@serigne-quincai11erie.sn', 'awa@serigne-quincaillerie.sn'],
    ['Clinique Kaay du Rail\nawa@c1iniquedurail.sn', 'awa@cliniquedurail.sn'],
    ['awa@terangafrold.sn\nwww.terangafroid.sn\nTERANGA FROID', 'awa@terangafroid.sn'],
    ['awa@exemplesn\nwww.exemple.sn', 'awa@exemple.sn'],
    ['awaQexemple.sn\nwww.exemple.sn', 'awa@exemple.sn'],
    ['Harriet Oakley\nharriet.cakley@exemple.com', 'harriet.oakley@exemple.com'],
  ];
  for (const [text, meant] of MENDED)
    it(`is mended where the source bears it out: ${text.replaceAll('\n', ' / ')}`, () => {
      assert.deepEqual(addresses(text), [meant]);
      const [email] = emailsIn(read(text));
      assert.ok((email?.mends?.length ?? 0) > 0);
      for (const { read: seen, meant: mended } of email?.mends ?? []) {
        assert.notEqual(seen, mended);
        assert.ok(text.slice(email?.start, email?.end).includes(seen));
        assert.ok(meant.includes(mended));
      }
    });

  const KEPT = [
    'a1ice@b0b.com',
    's0w@exemple.sn',
    'Fatou Diop\nventes@exemple.sn',
    'Khady Sall\nkhady.sali@exemple.sn\nKhady Sali',
    'info@s3curite.sn',
    'marie.lefevre@exemple.com',
  ];
  for (const text of KEPT)
    it(`stays as it was read where nothing bears out another: ${text.replaceAll('\n', ' / ')}`, () => {
      const [found] = emailsIn(read(text));
      assert.equal(
        found?.address,
        text.split('\n').find((line) => line.includes('@')),
      );
      assert.equal(found?.mends, undefined);
    });

  const NONE = [
    'awa@exemple',
    'rendez-vous @ 10h',
    'CLINIQUE EQUIPEE Q.COM',
    'prix 15€litre.',
    'a@b.zz9',
    '@ Clinique Les Filaos',
  ];
  for (const text of NONE)
    it(`is none that would be none: ${text}`, () => {
      assert.deepEqual(addresses(text), []);
    });

  it('keeps what was read beside what is meant, where that could be an address too', () => {
    const [mended] = emailsIn(read('Ndeye Fatou SOW\nnf.s0w@exemple.sn'));
    assert.equal(mended?.asRead, 'nf.s0w@exemple.sn');
    const [impossible] = emailsIn(read('Ndeye Fatou SOW\nnf.sow@exemple,sn'));
    assert.equal(impossible?.address, 'nf.sow@exemple.sn');
  });

  it('is never changed where it was typed', () => {
    const typed = 'Ndeye Fatou SOW nf.s0w@exemple.sn';
    assert.equal(emailsIn(sourceOf(typed, 'fr', []))[0]?.address, 'nf.s0w@exemple.sn');
  });

  it('is found in time that grows with the length', () => {
    for (const text of ['a@b.sn ', 'aQb.sn ', 'a @ b . ', 'www.a.sn ', 'Awa Sow a.s0w@sow.sn\n'])
      assert.ok(Array.isArray(addresses(text.repeat(Math.ceil(60_000 / text.length)))));
  });
});

describe('a web address in a picture', () => {
  it('is told by its three letters, however they were read', () => {
    assert.deepEqual(sites('www.exemple.sn'), ['www.exemple.sn']);
    assert.deepEqual(sites('wvvw.exemple.sn'), ['www.exemple.sn']);
    assert.deepEqual(sites('www,exemple,sn'), ['www.exemple.sn']);
    assert.deepEqual(sites('www exemple .sn'), ['www.exemple.sn']);
    assert.deepEqual(sites('awa@exemple-froid.sn\nwww.exernple-froid.sn\nExemple Froid'), ['www.exemple-froid.sn']);
  });
  it('is also a domain that has its line to itself', () => {
    assert.deepEqual(sites('Teranga Froid\nteranga-froid.sn\n33 869 10 10'), ['teranga-froid.sn']);
    assert.deepEqual(sites('Web : teranga-froid.sn'), ['teranga-froid.sn']);
    assert.deepEqual(sites('Voir Dr.Ba et M.Fall demain.Merci'), []);
    assert.deepEqual(sites('Fall.Sow'), []);
  });
});
