import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from '../testing/demo.ts';
import { chatSenders } from './people-chats.ts';

function senders(text: string): string[] {
  return chatSenders(analysisOf(text)).map(({ tokens, ours }) => {
    const name = tokens.map(({ start, end }) => text.slice(start, end)).join(' ');
    return `${name} ${ours ? 'ours' : 'theirs'}`;
  });
}

test('who writes in a chat, without the house that a phone’s book adds', () => {
  const chat =
    '[10/03/2025 11:02] Mbaye NT: Bonjour\n[10/03/2025 11:05] Awa Camara Zorbex: 6 caméras\n[10/03/2025 11:06] Mbaye NT: ok';
  assert.deepEqual(senders(chat), ['Mbaye NT ours', 'Awa Camara theirs']);
  const short = 'Moi : Bjr c Adama de Neurotech\nAwa Diop (Zorbex) : 75 postes\nMoi : ok\nAwa Diop (Zorbex) : merci';
  assert.deepEqual(senders(short), ['Awa Diop theirs']);
  const teams = 'Yacine Sow (Neurotech) 14:02\nverdict ?\nAwa Zorbal 14:05\nok\nAwa Zorbal 14:06\nBC vendredi';
  assert.deepEqual(senders(teams), ['Yacine Sow ours', 'Awa Zorbal theirs']);
});

test('who says to be of the vendor is ours', () => {
  const chat = '09:14 Bineta : bjr c Bineta de Neurotech\n09:15 Lô Péage : oui\n09:16 Bineta : ok';
  assert.deepEqual(senders(chat), ['Bineta ours', 'Lô theirs']);
});

test('labels of a form and notes are no chat', () => {
  assert.deepEqual(senders('Client : Atlas\nContact : Awa Diop\nBesoin : 20 PC\nBudget : 3 M'), []);
  assert.deepEqual(senders('09:10 Orange - busy\n10:40 Awa Diop rang: 3 M'), []);
});
