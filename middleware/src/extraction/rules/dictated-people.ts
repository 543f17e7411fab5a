import type { Analysis } from '../analysis.ts';
import { namesVendor } from '../sections.ts';
import type { Span } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { dictatedNames } from './dictated-names.ts';
import { dictatedOrganisations } from './dictated-organisations.ts';
import { dictatedSide } from './dictated-sides.ts';
import { dictatedTitle, trimmedTitle } from './dictated-titles.ts';
import type { NameRun } from './names.ts';
import { textOf } from './names.ts';
import type { PeopleCue } from './people-cues.ts';
import { cueAfter, cueBefore } from './people-cues.ts';
import type { Person, Side } from './people.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared } from './scope.ts';

const COMPETITOR_BEFORE = /(?:concurrent|concurrence|competitor|incumbent|en face)[^.\n]{0,30}$/;
const THIRD_BEFORE: readonly PeopleCue[] = ['left-before', 'relative', 'referred-by'];

/**
 * The people of a dictation with what is said of them there. A dictation is one sentence, so that only what stands right beside a
 * name tells the job and the side of its bearer.
 */
export function dictatedPeople(analysis: Analysis, people: readonly Person[]): readonly Person[] {
  if (!analysis.dictated) return people;
  const runs = Map.groupBy(dictatedNames(analysis), (run) => surname(analysis, run));
  return people.map((person) => {
    const mentions = runs.get(fold(person.last).split(' ').at(-1) ?? '') ?? [];
    if (mentions.length === 0) return person;
    const title =
      mentions.map((mention) => dictatedTitle(analysis, mention)).find((found) => found !== null) ??
      titleByFirstName(analysis, person);
    return {
      ...person,
      title: title ?? trimmedTitle(analysis, person.title),
      side: sideOf(analysis, person, mentions),
    };
  });
}

/** « awa ndiaye et modou fall … awa est la daf »: a person named again by the first name alone. */
function titleByFirstName(analysis: Analysis, person: Person): Span | null {
  const { words } = analysis.source;
  const first = person.first === null ? '' : fold(person.first);
  for (let index = wordIndexAt(words, person.end); index < words.length && first !== ''; index += 1) {
    const [word, next] = [words[index], words[index + 1]];
    if (word?.folded !== first || !next || !/^(?:is|est|c|elle|il|she|he)$/.test(next.folded)) continue;
    const title = dictatedTitle(analysis, word);
    if (title) return title;
  }
  return null;
}

function surname(analysis: Analysis, { tokens }: NameRun): string {
  const last = tokens.at(-1);
  return last ? (fold(textOf(analysis.source, last)).split(' ').at(-1) ?? '') : '';
}

function sideOf(analysis: Analysis, person: Person, mentions: readonly NameRun[]): Side {
  if (isVendors(analysis, person)) return 'vendor';
  const told = mentions.map((mention) => dictatedSide(analysis, mention)).find((side) => side !== null);
  if (told) return told;
  return person.side === 'third' && !mentions.some((mention) => isThird(analysis, mention)) ? 'client' : person.side;
}

function isVendors({ source, context, vendorPeople }: Analysis, person: Person): boolean {
  const name = source.clear.slice(person.start, person.end);
  return vendorPeople.has(fold(name)) || namesVendor(source.folded.slice(person.end, person.end + 30), context.vendor);
}

function isThird({ source }: Analysis, name: NameRun): boolean {
  if (COMPETITOR_BEFORE.test(source.folded.slice(Math.max(0, name.start - 50), name.start))) return true;
  if (cueAfter(source, name.end, 'left-after')) return true;
  return THIRD_BEFORE.some((cue) => cueBefore(source, name.start, cue, ' ') !== null);
}

/**
 * Where the people of a deal stand: a deal of a dictation that names neither a person nor a house of its own is still about the one
 * who was named last before it.
 */
export function peopleScope(analysis: Analysis, scope: Scope, people: readonly Person[]): Scope {
  if (!analysis.dictated || scope.alone) return scope;
  const clients = people.filter(({ side }) => side === 'client');
  if (clients.some((person) => isOwn(scope, person) || isShared(scope, person))) return scope;
  if (dictatedOrganisations(analysis).some((house) => isOwn(scope, house))) return scope;
  const start = scope.passages[0]?.start ?? 0;
  const last = clients.findLast((person) => person.end <= start);
  return last ? { ...scope, shared: [...scope.shared, last] } : scope;
}
