import type { AccountFacts, ContactFacts } from '../../middleware/src/matching/facts.ts';
import type { RecordMatching } from '../../middleware/src/matching/records.ts';
import type { Queryable } from '../../middleware/src/platform/database.ts';
import { diceOf, initialsOf, plainOf, type Dice, type MadeAccount } from './matching-scale-names.ts';

/** What is done to a name. Undefined where it cannot be done to this one. */
type Change = (account: MadeAccount, dice: Dice) => string | undefined;

/** A name as somebody else writes it, and what else they tell. */
export interface ScaleQuery {
  readonly recordId: string;
  readonly kind: string;
  /** What stands beside the name; null for the name alone. */
  readonly beside: 'domain' | 'phone' | 'e-mail' | null;
  readonly facts: AccountFacts;
}

const LETTERS = 'abcdefghijklmnoprstuvz';
/** How words are cut short in notes. */
const SHORTENED: ReadonlyMap<string, string> = new Map([
  ['Société', 'Sté'],
  ['Compagnie', 'Cie'],
  ['Nationale', 'Nat.'],
  ['Générale', 'Gén.'],
  ['Transports', 'Transp.'],
  ['Construction', 'Constr.'],
  ['Distribution', 'Distrib.'],
  ['Informatique', 'Info'],
  ['Développement', 'Dév.'],
  ['Internationale', "Int'l"],
  ['Technologies', 'Techno'],
  ['Services', 'Svces'],
  ['Équipements', 'Équip.'],
  ['Industrielle', 'Ind.'],
  ['Engineering', 'Eng.'],
  ['Association', 'Assoc.'],
  ['Institut', 'Inst.'],
  ['Assurances', 'Assur.'],
  ['Immobilier', 'Immo'],
  ['Communication', 'Com'],
]);

const CHANGES: Readonly<Record<string, Change>> = {
  'as written': ({ name }) => name,
  'no legal form': ({ name, bare }) => (name === bare ? undefined : bare),
  'other legal form': ({ bare }, dice) => `${bare} ${dice.of(['SARL', 'S.A.', 'SAS', 'Ltd', 'GIE'])}`,
  'capitals, no accents': ({ bare }) => bare.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
  'one slip': ({ bare }, dice) => slip(bare, dice),
  'two slips': ({ bare }, dice) => slip(slip(bare, dice) ?? '', dice),
  'words swapped': ({ bare }, dice) => swapped(bare, dice),
  'word left out': ({ bare, lesser }) => without(bare, lesser),
  'word added': ({ bare, city }, dice) =>
    `${bare} ${dice.of(['Groupe', 'International', city ?? 'Afrique', 'Services'])}`,
  'words cut short': ({ bare }) => shortened(bare),
  'joined or parted': ({ bare }) => joinedOrParted(bare),
  'acronym of beginnings': ({ spelledOut }) =>
    spelledOut.length === 3 || spelledOut.length === 4 ? beginnings(spelledOut) : undefined,
  'acronym of initials': ({ spelledOut }) =>
    spelledOut.length >= 4 ? initialsOf(spelledOut).toUpperCase() : undefined,
};

/** Questions about accounts of the mirror whose right answer is known: each change as often as the others. */
export function scaleQueries(
  accounts: readonly MadeAccount[],
  { beside, count }: { beside: boolean; count: number },
): ScaleQuery[] {
  const kinds = Object.entries(CHANGES);
  const found: ScaleQuery[] = [];
  const most = Math.ceil(count / kinds.length);
  const counts = new Map<string, number>();
  const dice = diceOf(beside ? 770_001 : 770_002);
  for (let tries = 0; found.length < count && tries < count * 500; tries += 1) {
    const account = dice.of(accounts);
    const [kind, change] = dice.of(kinds);
    if ((counts.get(kind) ?? 0) >= most) continue;
    const name = change(account, dice);
    const seconds = secondsOf(account);
    if (name === undefined || (beside && seconds.length === 0)) continue;
    const second = beside ? dice.of(seconds) : null;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    found.push({ recordId: account.recordId, kind, beside: second, facts: factsOf(name, second, account) });
  }
  return found;
}

function secondsOf({ website, phone, email }: MadeAccount): ('domain' | 'phone' | 'e-mail')[] {
  return [
    ...(website === null ? [] : ['domain' as const]),
    ...(phone === null ? [] : ['phone' as const]),
    ...(email === null ? [] : ['e-mail' as const]),
  ];
}

function factsOf(name: string, beside: ScaleQuery['beside'], account: MadeAccount): AccountFacts {
  return {
    name,
    website: beside === 'domain' ? account.domain : null,
    // As people write it: without the country, grouped otherwise.
    phone: beside === 'phone' ? (account.phone?.replace(/ /g, '').replace('+', '00') ?? null) : null,
    city: null,
    country: null,
    emails: beside === 'e-mail' && account.domain ? [`contact@${account.domain}`] : [],
  };
}

/** One slip of the fingers in a word of five letters and more. */
function slip(name: string, dice: Dice): string | undefined {
  const words = name.split(' ');
  const long = words.flatMap((word, index) => (plainOf(word).length >= 5 ? [index] : []));
  if (long.length === 0) return undefined;
  const index = dice.of(long);
  const word = words[index] ?? '';
  const at = 1 + dice.number(word.length - 2);
  const letter = LETTERS[dice.number(LETTERS.length)] ?? 'e';
  const made = dice.of([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  ]);
  return words.with(index, made).join(' ');
}

function swapped(name: string, dice: Dice): string | undefined {
  const words = name.split(' ').filter((word) => word !== '&');
  if (words.length < 2) return undefined;
  const at = dice.number(words.length - 1);
  return words
    .with(at, words[at + 1] ?? '')
    .with(at + 1, words[at] ?? '')
    .join(' ');
}

function without(name: string, word: string | null): string | undefined {
  if (word === null || !name.includes(word)) return undefined;
  const left = name.replace(word, '').replace(/\s+/g, ' ').trim();
  return left === '' ? undefined : left;
}

function shortened(name: string): string | undefined {
  const made = name
    .split(' ')
    .map((word) => SHORTENED.get(word) ?? word)
    .join(' ');
  return made === name ? undefined : made;
}

/** « Afri Tech » for « Afritech », and « Teranga Solaire » in one word. */
function joinedOrParted(name: string): string | undefined {
  const words = name.split(' ');
  const [first = '', second = ''] = words;
  if (words.length >= 3 && first.length <= 6 && second.length <= 8 && second.length > 1)
    return [first + second.toLowerCase(), ...words.slice(2)].join(' ');
  return first.length >= 8 ? [first.slice(0, 4), first.slice(4), ...words.slice(1)].join(' ') : undefined;
}

function beginnings(words: readonly string[]): string {
  const lengths = words.length === 3 ? [2, 2, 3] : [2, 2, 2, 2];
  const made = words.map((word, index) => plainOf(word).slice(0, lengths[index])).join('');
  return made.slice(0, 1).toUpperCase() + made.slice(1);
}

/** One look-up as drafting does it, of an account alone or with people. */
export function lookUp(
  matching: RecordMatching,
  client: Queryable,
  orgId: string,
  { facts: account }: ScaleQuery,
  contacts: readonly ContactFacts[] = [],
) {
  const deal = { name: null, amount: null, currency: null, closeDate: null, type: null };
  return matching.find(client, orgId, { account, contacts, deal, openedFrom: null, ownerId: '' });
}
