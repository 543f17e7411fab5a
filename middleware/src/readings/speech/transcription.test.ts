import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { hearing, SpeechError, type Hearing } from './provider.ts';
import { requestOf } from './testing/requests.ts';
import { languageOf, readTranscription } from './transcription.ts';

const SECONDS = 20;
const read = (answer: unknown, names: readonly string[] = []) =>
  hearing.parse(readTranscription(answer, requestOf({ seconds: SECONDS }), names));
const textOf = ({ words }: Hearing) => words.map(({ text }) => text).join(' ');
const timesOf = ({ words }: Hearing) => words.map(({ from, to }) => [from, to]);
const word = (text: string, start: unknown, end: unknown, more: object = {}) => ({ word: text, start, end, ...more });
const segment = (text: string, start: number, end: number, figures: object = {}) => {
  return { text, start, end, avg_logprob: -0.1, no_speech_prob: 0.01, compression_ratio: 1.1, ...figures };
};

describe('a transcription', () => {
  it('gives words the signs that stand at them in the text', () => {
    const heard = read({
      text: 'C’est « oui », dit-il : on signe ?',
      segments: [segment(' C’est « oui », dit-il : on signe ?', 0, 4)],
      words: [
        word("C'est", 0, 0.5),
        word('oui', 0.5, 1),
        word('dit', 1, 1.2),
        word('il', 1.2, 1.5),
        word('on', 2, 2.5),
        word('signe', 2.5, 3),
      ],
    });
    assert.deepEqual(
      heard.words.map(({ text }) => text),
      ['C’est', '« oui »,', 'dit-il :', 'on', 'signe ?'],
    );
    assert.deepEqual(timesOf(heard), [
      [0, 0.5],
      [0.5, 1],
      [1, 1.5],
      [2, 2.5],
      [2.5, 3],
    ]);
  });

  it('shares the time of a piece among its words, and takes the least confidence of their pieces', () => {
    const heard = read({
      text: 'quarante millions',
      segments: [segment('quarante millions', 1, 3)],
      words: [word(' qua', 1, 1.2, { probability: 0.9 }), word('rante millions', 1.2, 2.5, { probability: 0.4 })],
    });
    assert.deepEqual(
      heard.words.map(({ confidence }) => confidence),
      [0.4, 0.4],
    );
    const [[, end], [begin]] = timesOf(heard) as [[number, number], [number, number]];
    assert.ok(end > 1.5 && end < 2 && begin === end);
  });

  it('spreads words without times over their segment', () => {
    const heard = read({ text: '', segments: [segment('un mot', 2, 4.5), segment('et deux', 10, 12)], words: [] });
    assert.deepEqual(timesOf(heard), [
      [2, 3],
      [3, 4.5],
      [10, 10.667],
      [10.667, 12],
    ]);
  });

  it('spreads a text alone over the slice, and says that nothing is known of it', () => {
    const heard = read({ text: 'ab cd' });
    assert.deepEqual(
      [timesOf(heard), heard.words[0]?.confidence],
      [
        [
          [0, 10],
          [10, 20],
        ],
        0.7,
      ],
    );
  });

  it('places words that no piece is of between their neighbours', () => {
    const heard = read({
      text: 'un deux trois',
      segments: [segment('un deux trois', 0, 9)],
      words: [word('un', 0, 1), word('2', 1, 4), word('trois', 4, 5)],
    });
    assert.deepEqual(timesOf(heard), [
      [0, 1],
      [1, 4],
      [4, 5],
    ]);
  });

  it('takes the confidence of the segment, where words have none', () => {
    const heard = read({ text: 'un', segments: [segment('un', 0, 1, { avg_logprob: Math.log(0.25) })] });
    assert.equal(Math.round((heard.words[0]?.confidence ?? 0) * 100), 25);
  });

  for (const [what, times] of [
    [
      'beyond the slice',
      [
        [0, 1],
        [400, 500],
        [3, 4],
      ],
    ],
    [
      'negative',
      [
        [0, 1],
        [-3, -2],
        [3, 4],
      ],
    ],
    [
      'out of order',
      [
        [0, 1],
        [9, 2],
        [3, 4],
      ],
    ],
    [
      'too late',
      [
        [19, 19.5],
        [2, 3],
        [3, 4],
      ],
    ],
    [
      'no numbers',
      [
        [0, 1],
        ['2', null],
        [3, 4],
      ],
    ],
    [
      'not there',
      [
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ],
    ],
    [
      'without end',
      [
        [0, 1],
        [2, Infinity],
        [3, 4],
      ],
    ],
  ] as [string, [unknown, unknown][]][]) {
    it(`repairs times that are ${what}`, () => {
      const words = times.map(([start, end], index) => word(['un', 'deux', 'trois'][index] ?? '', start, end));
      const { words: heard } = read({ text: 'un deux trois', segments: [segment('un deux trois', 0, 5)], words });
      assert.equal(heard.length, 3);
      let last = 0;
      for (const { from, to } of heard) {
        assert.ok(from >= last && to >= from && to <= SECONDS, JSON.stringify(heard));
        last = to;
      }
      assert.ok(last < 6, 'one wrong time moves no other');
    });
  }

  it('passes over what cannot be read of it', () => {
    const heard = read({
      text: 'un',
      language: 7,
      segments: [null, 'x', { text: 4 }, segment('un', 0, 1, { avg_logprob: 'low', no_speech_prob: null })],
      words: [null, 3, { word: null }, word('un', 0, 1)],
    });
    assert.deepEqual([textOf(heard), heard.language], ['un', 'fr']);
  });

  for (const answer of [null, 'words', [], {}, { text: 3 }, { segments: [{}] }, { text: 'a '.repeat(4_000) }]) {
    it(`is not ${JSON.stringify(answer).slice(0, 30)}`, () => {
      assert.throws(
        () => read(answer),
        (error) => error instanceof SpeechError && error.failure === 'not-an-answer',
      );
    });
  }

  it('is a refusal of the sound, as whisper.cpp says it', () => {
    assert.throws(
      () => read({ error: 'failed to read WAV file' }),
      (error) => error instanceof SpeechError && error.failure === 'not-taken',
    );
  });

  for (const [name, language] of [
    ['french', 'fr'],
    ['French', 'fr'],
    ['fr', 'fr'],
    ['fr-fr', 'fr'],
    ['english', 'en'],
    ['en-US', 'en'],
    ['wolof', null],
    ['frisian', null],
    ['', null],
  ] as const) {
    it(`is in ${language ?? 'none of our languages'} when it says ${name || 'nothing'}`, () =>
      assert.equal(languageOf(name), language));
  }
});

describe('words for silence', () => {
  const SPEECH = segment(' Le budget est de 45 millions.', 0, 5);
  const silence = { no_speech_prob: 0.8, avg_logprob: -1.3 };

  it('are dropped where Whisper itself says that nobody speaks', () => {
    const heard = read({ text: '', segments: [SPEECH, segment(' Je ne sais pas.', 5, 8, silence)] });
    assert.equal(textOf(heard), 'Le budget est de 45 millions.');
  });

  it('are kept where only one of its figures says so', () => {
    const unsure = segment(' Je crois.', 5, 8, { no_speech_prob: 0.8 });
    assert.match(textOf(read({ text: '', segments: [SPEECH, unsure] })), /Je crois\.$/);
  });

  for (const text of [
    'Sous-titres réalisés par la communauté d’Amara.org',
    "Merci d'avoir regardé cette vidéo !",
    'Merci.',
    'Thank you for watching!',
    'Thanks for watching! Thanks for watching! Thanks for watching!',
    'Thank you. Bye-bye.',
    'you',
    '[Musique]',
    '♪ ♪',
    '♪ Lalala ♪',
    '(rires)',
    '*bruit de fond*',
    ' ... ',
  ]) {
    it(`are all that is in a slice: ${text}`, () =>
      assert.deepEqual(read({ text, segments: [segment(text, 0, 2)] }).words, []));
  }

  it('stay where they are sure and stand beside words', () => {
    const thanks = segment(' Merci à tous.', 5, 6);
    assert.match(textOf(read({ text: '', segments: [SPEECH, thanks] })), /Merci à tous\.$/);
  });

  it('go where they are unsure beside words', () => {
    const outro = segment(" Merci d'avoir regardé la vidéo.", 5, 6, { avg_logprob: -1.2 });
    assert.doesNotMatch(textOf(read({ text: '', segments: [SPEECH, outro] })), /Merci/);
  });

  it('stay where more is said in the same breath', () => {
    const text = ' Merci, Awa, de votre retour.';
    assert.equal(textOf(read({ text, segments: [segment(text, 0, 3)] })), text.trim());
  });

  it('are names that it was told, said back', () => {
    const names = ['Sonatel', 'Comptoir du Fouta', 'Awa Ndiaye', 'Orange'];
    const told = segment(' Comptoir du Fouta, Awa Ndiaye, Orange.', 0, 4);
    assert.deepEqual(read({ text: '', segments: [told] }, names).words, []);
    const two = segment(' Awa Ndiaye, Orange.', 0, 4);
    assert.equal(read({ text: '', segments: [two] }, names).words.length, 3);
  });

  it('are a phrase again and again, of which the first is left', () => {
    const text = ` Budget de 45 millions.${' Et voilà, merci.'.repeat(9)}`;
    const heard = read({ text, segments: [segment(text, 0, 15)] });
    assert.equal(textOf(heard), 'Budget de 45 millions. Et voilà, merci.');
  });

  it('are so sooner where the figures say that it repeats itself', () => {
    const text = ' oui oui oui oui';
    assert.equal(read({ text, segments: [segment(text, 0, 3)] }).words.length, 4);
    assert.equal(read({ text, segments: [segment(text, 0, 3, { compression_ratio: 2.6 })] }).words.length, 1);
  });
});
