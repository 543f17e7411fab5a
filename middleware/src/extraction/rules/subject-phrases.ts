import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { findCues, lexiconOf, readLexiconFile, within } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import type { Span } from '../source.ts';
import { firstFrom } from '../source.ts';
import type { Surroundings } from './noun-phrases.ts';
import { nounPhraseFrom } from './noun-phrases.ts';
import { stale } from './scope.ts';

/** A few words of the source that say what is bought, after the noun of a verb (« Remplacement » for « remplacer »). */
export interface Phrase {
  readonly action: string | null;
  readonly content: Span;
  /** Where the evidence begins: the verb, or the content itself. */
  readonly start: number;
  /** Where it ends, when the verb stands behind the content: « switchs à remplacer ». */
  readonly end?: number;
  /** How plainly this is what the deal is about. */
  readonly rank: number;
}

const ACTIONS = {
  fr: lexiconOf([readLexiconFile('fr', 'actions')]),
  en: lexiconOf([readLexiconFile('en', 'actions')]),
};
const RANKS = {
  label: 5,
  action: 3,
  noun: 3.2,
  accessory: 1.8,
  wish: 3,
  request: 3.4,
  product: 2.2,
  head: 1.8,
  headProduct: 3.2,
};
const THING_BONUS = 1.2;
const WISH_BONUS = 0.8;
const FIRM_BONUS = 0.3;
/** How far before an action the wish for it may stand: « veut qu'on lui développe ». */
const WISH_REACH = 40;
const NEAR_REACH = 20;
/** What is wanted is said before what goes with it. */
const LATE = 0.002;
const LABEL =
  /(?:^|\n)[\s>|*•–-]{0,8}(?:besoins?|besoin exprime|expression de besoin|bes\.?|needs?|requirements?|objet(?: du marche| de l'avis| de la consultation)?|projet|demande|sujet|subject|re|concerne|interested in|i am interested in|perimetre|scope|dossier|prestation|designation|description|assignment|contract|titre|title|lot(?: [\p{L}\d-]{1,8})?) ?[:=|] ?/gu;
/** « RE: », « Demande de devis pour »: what a subject line says before the thing. */
export const SUBJECT_NOISE =
  /^(?:(?:re|fwd?|tr|ref|urgent|important|rappel|relance|demandes? d[e']|cotation|devis|offre|prix|proforma|request for|quotation for|quote for|invitation (?:a|to) (?:soumissionner|propose|tender|bid)|appel d'offres|appel a propositions(?: prive)?|consultation restreinte|consultation|besoins?(?: en| de| d'| urgent)?|enquiry|inquiry|questions? avant|chiffrage|suite (?:a|au)|projet de|pour|for|de|d'|des|du|la|le|les|of|our|notre|votre)(?![\p{L}])[ :!–—/-]*)+/u;
/** What joins the works of one deal: « étude, fourniture et mise en service ». */
const CHAIN = /^ ?(?:,|\+|\/|&|et|and|,? (?:et|and))? ?(?:la |l'|les |le |the |de |d')?$/;
const LINK = /^ ?(?:de |d'|du |des |of |for |pour |en |sur |a la |aux? )/;

/** Every phrase of some passages that can say what is bought, the plainest first. */
export function phrasesIn(analysis: Analysis, passages: readonly Span[], taken: readonly Span[]): Phrase[] {
  const { cues, source } = analysis;
  const actions = findCues(source, ACTIONS[source.language]);
  const things = [...cues.subject, ...cues.brand, ...actions].sort((one, other) => one.start - other.start);
  const around: Surroundings = { taken, things };
  const phrases = passages.flatMap((passage) => [
    ...labelled(analysis, passage, around),
    ...actionsIn(analysis, within(actions, passage), passage, around),
    ...wishesIn(analysis, passage, around, actions),
    ...productsIn(analysis, passage, around),
    ...headOf(analysis, passage, around),
  ]);
  return phrases
    .map((phrase) => ({ ...phrase, rank: phrase.rank + bonusOf(analysis, phrase) }))
    .sort((one, other) => other.rank - one.rank);
}

function limitOf({ sentences }: Analysis, place: number, passage: Span): number {
  return Math.min(sentenceAt(sentences, place).end, passage.end);
}

/** « Besoin : … », « Objet du marché : … ». */
function labelled(analysis: Analysis, passage: Span, around: Surroundings): Phrase[] {
  const text = analysis.source.folded.slice(passage.start, passage.end);
  return [...text.matchAll(LABEL)].flatMap((match) => {
    const from = passage.start + match.index + match[0].length;
    const place =
      from + (SUBJECT_NOISE.exec(text.slice(from - passage.start, from - passage.start + 80))?.[0].length ?? 0);
    const content = nounPhraseFrom(analysis, place, passage.end, around);
    return content ? [{ action: null, content, start: content.start, rank: RANKS.label }] : [];
  });
}

/** « remplacer nos 5 switchs » → Remplacement; « fourniture et pose de bornes » as it stands. */
function actionsIn(analysis: Analysis, actions: readonly Cue[], passage: Span, around: Surroundings): Phrase[] {
  return actions.flatMap((cue, index): Phrase[] => {
    const wish = isWished(analysis, cue) ? WISH_BONUS : 0;
    const limit = limitOf(analysis, cue.start, passage);
    if (!isNoun(cue)) {
      const content = objectOf(analysis, cue, limit, around);
      const rank = isAccessory(cue) && wish === 0 ? RANKS.accessory : RANKS.action + wish;
      return content ? [{ ...reach(cue, content), action: cue.concept, content, rank }] : [];
    }
    const before = actions[index - 1];
    if (before && isNoun(before) && CHAIN.test(analysis.source.folded.slice(before.end, cue.start))) return [];
    const last = chainEnd(analysis, actions, index);
    const content = nounPhraseFrom(analysis, cue.start, limit, around);
    if (!content) return [];
    const isLinked = LINK.test(analysis.source.folded.slice(last, last + 8));
    if (!isLinked && last === cue.end && !namesProduct(analysis, content)) return [];
    const rank = isAccessory(cue) || content.end <= last ? RANKS.accessory : RANKS.noun;
    return [{ action: null, content, start: content.start, rank: rank + wish }];
  });
}

/** The stretch that holds a verb and its object. */
function reach(cue: Span, content: Span): Span {
  return { start: Math.min(cue.start, content.start), end: Math.max(cue.end, content.end) };
}

function isNoun({ concept }: Cue): boolean {
  return concept === 'noun' || concept === 'accessory';
}

/** What accompanies a thing more often than it is the thing. */
const ACCESSORIES = new Set(['accessory', 'Installation', 'Formation', 'Training', 'Paramétrage', 'Sensibilisation']);

function isAccessory({ concept }: Cue): boolean {
  return ACCESSORIES.has(concept);
}

/** After a verb its object stands with an article or a number, or is a product. */
const DETERMINED =
  /^ (?:un|une|des|les?|la|l'|nos|notre|ses|son|sa|leurs?|mes|mon|ma|ces|cet|cette|tout|toute|tous|toutes|du|de|vers|sur|\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent|the|our|their|his|her|its|a|an|all|to|into|onto|two|three|four|five|six|ten|twelve|twenty|thirty|forty|fifty)(?![\p{L}])|^ l'/u;
const BEHIND_REACH = 34;

/** « remplacer nos switchs »; of « switchs à remplacer » what stands before. */
function objectOf(analysis: Analysis, cue: Cue, limit: number, around: Surroundings): Span | null {
  const { source, cues } = analysis;
  if (/(?<!\p{L})a $/u.test(source.folded.slice(Math.max(0, cue.start - 3), cue.start))) {
    const near = { start: cue.start - BEHIND_REACH, end: cue.start };
    return [...within(cues.subject, near), ...within(cues.brand, near)].at(-1) ?? null;
  }
  const content = nounPhraseFrom(analysis, cue.end, limit, around);
  if (!content) return null;
  const isProduct = [...within(cues.subject, content), ...within(cues.brand, content)].some(
    ({ start }) => start === content.start,
  );
  return isProduct || DETERMINED.test(source.folded.slice(cue.end, cue.end + 14)) ? content : null;
}

function chainEnd({ source }: Analysis, actions: readonly Cue[], from: number): number {
  let end = actions[from]?.end ?? 0;
  for (const next of actions.slice(from + 1, from + 6)) {
    if (!isNoun(next) || !CHAIN.test(source.folded.slice(end, next.start))) break;
    end = next.end;
  }
  return end;
}

function isWished({ cues }: Analysis, cue: Cue): boolean {
  const near = { start: cue.start - (isAccessory(cue) ? NEAR_REACH : WISH_REACH), end: cue.end };
  return within(cues.detection, near).some(({ concept }) => concept === 'want' || concept === 'request');
}

/** The object of a wish (« cherche un outil de planification ») or of a request (« un devis pour 20 serveurs »). */
function wishesIn(analysis: Analysis, passage: Span, around: Surroundings, actions: readonly Cue[]): Phrase[] {
  return within(analysis.cues.detection, passage).flatMap((cue): Phrase[] => {
    if (cue.concept !== 'want' && cue.concept !== 'request') return [];
    const asks = cue.concept === 'request';
    const link = /^ ?(?:(?:pour|de|d'|du|des|for|of|on|concernant|relatif|relative)(?![\p{L}])|:|d')/u;
    if (asks && !link.test(analysis.source.folded.slice(cue.end, cue.end + 14))) return [];
    const content = nounPhraseFrom(analysis, cue.end, limitOf(analysis, cue.start, passage), around);
    const isAction = content && actions[firstFrom(actions, content.start)]?.start === content.start;
    return content && !isAction
      ? [{ action: null, content, start: content.start, rank: asks ? RANKS.request : RANKS.wish }]
      : [];
  });
}

/** The products themselves, with what follows: « Télégestion de 40 mini-centrales ». */
function productsIn(analysis: Analysis, passage: Span, around: Surroundings): Phrase[] {
  const products = [...within(analysis.cues.subject, passage), ...within(analysis.cues.brand, passage)];
  return products.flatMap((cue): Phrase[] => {
    const content = nounPhraseFrom(analysis, cue.start, limitOf(analysis, cue.start, passage), around);
    return content && content.start === cue.start && !isLabel(analysis, cue)
      ? [{ action: null, content, start: content.start, rank: RANKS.product }]
      : [];
  });
}

/** « Email : », « Tél = »: the name of a field. */
export function isLabel({ source }: Analysis, cue: Span): boolean {
  return (
    /^ ?[:=|]/.test(source.folded.slice(cue.end, cue.end + 3)) &&
    /(?:^|[\n|]) ?[>*•-]? ?$/.test(source.folded.slice(Math.max(0, cue.start - 4), cue.start))
  );
}

/** An item of a list opens with what it is about. */
function headOf(analysis: Analysis, passage: Span, around: Surroundings): Phrase[] {
  const marker = /^[\s>|*•·–—→=#-]*(?:\(?\d{1,2} ?[).:/°-]+|\(?[a-e] ?[).:/-]|[①-⑳])?[ :=>-]*/u.exec(
    analysis.source.folded.slice(passage.start, passage.start + 24),
  );
  const place = passage.start + (marker?.[0].length ?? 0);
  const content = nounPhraseFrom(analysis, place, limitOf(analysis, place, passage), around);
  const product = [...within(analysis.cues.subject, passage), ...within(analysis.cues.brand, passage)].some(
    (cue) => content !== null && cue.start === content.start,
  );
  return content
    ? [{ action: null, content, start: content.start, rank: product ? RANKS.headProduct : RANKS.head }]
    : [];
}

/** Whether a stretch holds a known product or brand. */
export function namesProduct({ cues }: Analysis, content: Span): boolean {
  return within(cues.subject, content).length + within(cues.brand, content).length > 0;
}

function bonusOf(analysis: Analysis, { content, action, start, rank }: Phrase): number {
  const { cues, amounts, dates, sentences } = analysis;
  const named = namesProduct(analysis, content);
  const works = action !== null || within(cues.type, content).length > 0;
  const sentence = sentenceAt(sentences, content.start);
  const near = { start: Math.max(sentence.start, content.start - 120), end: Math.min(sentence.end, content.end + 120) };
  const firm = within(amounts, near).length + within(dates, near).length > 0 ? FIRM_BONUS : 0;
  const thing = named ? THING_BONUS : works && rank < RANKS.label ? THING_BONUS / 2 : 0;
  return thing + firm - stale(analysis, start) * 2 - Math.min(start * LATE, 0.8);
}
