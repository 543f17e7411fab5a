import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { firstFrom, lastUpTo, wordIndexAt } from '../source.ts';
import { dictatedNames } from './dictated-names.ts';
import { dictatedOrganisations } from './dictated-organisations.ts';
import { jobAt, wordKinds } from './dictated-words.ts';
import { isFormOfAddress, titleFrom } from './titles.ts';

const LINK = /^(?:de|du|des|d|la|le|les|l|et|a|au|aux|en|of|the|and|for|to|in|is)$/;
/** How many words before a name its title may begin. */
const REACH = 22;
/** What may stand between a name and the title after it. */
const BRIDGE =
  /^[ ,.]{1,2}(?:(?:voila|euh|alors|donc|lui|elle|ici|la|here|c'est|qui est|il est|elle est|who is|who's|she's|he's|she is|he is|is|est|as|mooy|nekk|comme|et|notre|leur|our|their|the|le|l'|un|une|an?|ancien|ancienne|aussi|actually|now) ?){0,4}$/;
/** What may stand between a title and the name after it: « c'est un ancien pompier il s'appelle ». */
const LEAD =
  /^(?:[ ,]{1,2}(?:la|there|here|la bas|de la boite))?(?:[ ,]{1,2}(?:c'est|is|est|it's|qui est|lui c'est) (?:une?|an?) [\p{L}' -]{3,30}?)?(?:[ ,]{1,2}(?:c'est|is|est|it's|qui s'appelle|il s'appelle|elle s'appelle|s'appelle|is called|called|named|nomme|nommee|who is|a nom|his name is|her name is|name is|du nom de|euh|un certain|une certaine))?(?:[ ,]{1,2}(?:monsieur|madame|mademoiselle|mme|mlle|mr?|mrs|ms|miss|docteur|dr|doctor|professeur|prof|soeur|pere|frere|maitre|colonel|capitaine|commandant|lieutenant|mister|el hadji?|adja|alhaji|hajia|engineer|ingenieur|chief|sister|pastor)\.?)?[ ,]{1,2}$/u;

/** The job that a dictation tells of the person named at `name`: right after the name, or before it in the words of speech. */
export function dictatedTitle(analysis: Analysis, name: Span): Span | null {
  return following(analysis, name) ?? preceding(analysis, name);
}

function following(analysis: Analysis, name: Span): Span | null {
  const { source } = analysis;
  for (let index = wordIndexAt(source.words, name.end), tried = 0; tried < 6; index += 1, tried += 1) {
    const word = source.words[index];
    if (!word) return null;
    if (!BRIDGE.test(source.folded.slice(name.end, word.start))) continue;
    const title = jobFrom(analysis, word.start);
    if (title && title.start === word.start && isJob(analysis, title)) return title;
  }
  return null;
}

function preceding(analysis: Analysis, name: Span): Span | null {
  const { source } = analysis;
  const at = wordIndexAt(source.words, name.start);
  for (let index = Math.max(0, at - REACH); index < at;) {
    const word = source.words[index];
    const title = word ? jobFrom(analysis, word.start) : null;
    if (!title || title.end > name.start) {
      index += 1;
      continue;
    }
    if (
      isJob(analysis, title) &&
      !isOfRelative(source, title) &&
      !isOfNameBefore(analysis, title) &&
      LEAD.test(withoutHouse(analysis, title, name))
    )
      return title;
    index = Math.max(index + 1, wordIndexAt(source.words, title.end));
  }
  return null;
}

/** What stands between a title and a name, without the organisation named there: « la directrice de [l'école x] c'est ». */
function withoutHouse(analysis: Analysis, title: Span, name: Span): string {
  const { source } = analysis;
  const houses = dictatedOrganisations(analysis);
  const house = houses[lastUpTo(houses, name.start)];
  if (!house || house.start < title.end || house.end > name.start) return source.folded.slice(title.end, name.start);
  const lead = source.folded.slice(title.end, house.start);
  const linked = /^ (?:(?:de|du|des|d'|chez|at|of|from|for|a|au|aux) ?)?(?:la |le |les |l'|the )?$/.test(lead);
  return (linked ? '' : lead) + source.folded.slice(house.end, name.start);
}

/** A title found elsewhere, without what cannot be part of it in running words. */
export function trimmedTitle(analysis: Analysis, title: Span | null): Span | null {
  if (!title || isOfRelative(analysis.source, title)) return null;
  const job = jobFrom(analysis, title.start);
  return job && isJob(analysis, job) && job.end <= title.end ? job : null;
}

/**
 * A title in running words, cut where nothing of it can stand: a number, a verb, the house (« directrice des achats | de
 * l'hôtel zokoro »). A bare form of address (« docteur ») is none.
 */
function jobFrom(analysis: Analysis, place: number): Span | null {
  const { source } = analysis;
  const index = wordIndexAt(source.words, place);
  const title = source.words[index]?.start === place ? (jobAt(source, index) ?? titleFrom(source, place)) : null;
  if (!title) return null;
  const houses = dictatedOrganisations(analysis);
  const house = houses[firstFrom(houses, title.start + 1)]?.start ?? title.end;
  const job = { start: title.start, end: endOfJob(analysis, { start: title.start, end: Math.min(title.end, house) }) };
  return job.end === job.start || isFormOfAddress(source, job) ? null : job;
}

function endOfJob(analysis: Analysis, title: Span): number {
  const { words } = analysis.source;
  const kinds = wordKinds(analysis);
  let end = title.start;
  for (let index = wordIndexAt(words, title.start); ; index += 1) {
    const word = words[index];
    if (!word || word.end > title.end || kinds[index] === 'number') return end;
    const isLinked = end === title.start || LINK.test(words[index - 1]?.folded ?? '');
    if (kinds[index] === 'verb' && !isLinked) return end;
    if (!LINK.test(word.folded)) end = word.end;
  }
}

/** « dit », « associe »: what may be a verb is one when it is spoken so. */
function isJob(analysis: Analysis, title: Span): boolean {
  return wordKinds(analysis)[wordIndexAt(analysis.source.words, title.start)] !== 'verb';
}

/** « le fils du patron X »: X is not the one with the title. */
function isOfRelative({ folded }: Source, title: Span): boolean {
  return /(?:fils|fille|frere|soeur|femme|mari|neveu|niece|cousine?|son|daughter|brother|sister|wife|husband|nephew) (?:du |de la |de l'|of the |of )$/.test(
    folded.slice(Math.max(0, title.start - 20), title.start),
  );
}

/** The title belongs to the person named right before it. */
function isOfNameBefore(analysis: Analysis, title: Span): boolean {
  const names = dictatedNames(analysis);
  const before = names[lastUpTo(names, title.start)];
  return before !== undefined && before.end <= title.start && BRIDGE.test(gapOf(analysis.source, before, title));
}

function gapOf({ folded }: Source, before: Span, after: Span): string {
  return after.start - before.end > 60 ? 'far' : folded.slice(before.end, after.start);
}
