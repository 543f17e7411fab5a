import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractSpoken } from './testing/spoken.ts';

/** What recognisers write for silence, music, breath and a test of the microphone. */
const NOISE = [
  '...',
  '… … …',
  '[Musique]',
  '(musique douce)',
  '♪♪',
  '♪ ♪ ♪\n[Musique]',
  'Euh...',
  'Hum.',
  'Voilà.',
  'Bonjour.',
  'Allô ? Allô ?',
  'Merci. Merci. Merci. Merci.',
  "Merci d'avoir regardé cette vidéo !",
  'Sous-titres réalisés par la communauté d’Amara.org',
  'Sous-titrage Société Radio-Canada',
  'Sous-titrage ST’ 501',
  'Abonnez-vous à la chaîne et activez la cloche !',
  'Un, deux, trois. Un, deux, trois. Test, test.',
  'oui oui oui oui oui oui oui oui',
];
const ENGLISH_NOISE = [
  '[BLANK_AUDIO]',
  '[Music]',
  'Thank you.',
  'Thank you. Thank you for watching.',
  'Thanks for watching, please like and subscribe!',
  'Subtitles by the Amara.org community',
  'you you you you',
  'Testing, testing, one two three.',
  'Okay. Okay. Bye-bye.',
];

for (const [language, texts] of [
  ['fr', NOISE],
  ['en', ENGLISH_NOISE],
] as const)
  for (const text of texts)
    test(`« ${text.replace('\n', ' ')} » is nothing`, () => {
      const { deals, account, contacts } = extractSpoken(text, { language, confidence: () => 0.5 });
      assert.deepEqual([deals.length, account.name.value, account.website.value, contacts.length], [0, null, null, 0]);
    });
