/** One spelling for what is said alike, in the manner of French and English in West Africa. Each rule works on what the one before left. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/sch|sh|ch/g, 's'],
  [/ph/g, 'f'],
  [/(?:k|c)h/g, 'k'],
  [/([tdgz])h/g, '$1'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/dj|di(?=[aeou])/g, 'j'],
  [/ou|oo/g, 'u'],
  [/y/g, 'i'],
  [/o/g, 'u'],
  [/(\p{L})\1+/gu, '$1'],
  [/(?<=.{2})[ehw]+$/, ''],
];
const MOST_KEPT = 5000;
const known = new Map<string, string>();

/** What a name sounds like: one text for « Moustapha » and « Mustafa », « Cheikh » and « Sheikh », « Diallo » and « Jallow ». */
export function soundOf(word: string): string {
  const found = known.get(word);
  if (found !== undefined) return found;
  const sound = SPELLINGS.reduce((left, [spelling, letters]) => left.replace(spelling, letters), word.slice(0, 48));
  if (known.size >= MOST_KEPT) known.clear();
  known.set(word, sound);
  return sound;
}
