import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { findCues, readLexicon } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import { lastUpTo } from '../source.ts';

/** Who would do the work (`staff`) and what they do (`handling`). */
const SELF_INSTALLATION = readLexicon('self-installation');
const THEIRS = /(?<!\p{L})(?:leurs?|ses|son|sa|their|his|her)(?: (?:propres?|own|\p{L}{2,12}))?$|\p{L}(?:'s|s') own$/u;
const OWN = /(?<!\p{L})(?:nos|notre|mes|mon|ma|our|my)(?: (?:propres?|own|\p{L}{2,12}))?$/u;
const FORM_MESSAGE = /^(?:message|commentaires?|observations?|comments?|votre message|your message|details?) ?[:=|]/;
/** Within how many characters the work is named after or before the people who do it. */
const REACH = 48;

/**
 * « leur électricien branche », « pose par nos équipes », "our engineers will fit": the client's own people do the work, so
 * that we only deliver. « Nos techniciens » are the client's where the client writes, ours in a rep's note.
 */
export function selfInstallations(analysis: Analysis): Cue[] {
  const { source, sentences } = analysis;
  const cues = findCues(source, SELF_INSTALLATION);
  const handling = cues.filter(({ concept }) => concept === 'handling');
  return cues.flatMap((staff): Cue[] => {
    if (staff.concept !== 'staff' || !isOfClient(analysis, staff)) return [];
    const sentence = sentenceAt(sentences, staff.start);
    const work = handling.find(
      (cue) =>
        (cue.start >= staff.end &&
          cue.start - staff.end < REACH &&
          cue.end <= sentence.end &&
          isNear(analysis, staff.end, cue.start)) ||
        (cue.end <= staff.start &&
          staff.start - cue.end < REACH &&
          cue.start >= sentence.start &&
          /(?<!\p{L})(?:par|by)(?!\p{L})/u.test(source.folded.slice(cue.end, staff.start))),
    );
    if (!work) return [];
    return [{ concept: 'supply-only', start: Math.min(staff.start, work.start), end: Math.max(staff.end, work.end) }];
  });
}

/** Nothing parts the people from what they do. */
function isNear({ source }: Analysis, from: number, to: number): boolean {
  return !/[.;:()]|(?<!\p{L})(?:et|and|mais|but|puis|then)(?!\p{L})/u.test(source.folded.slice(from, to));
}

function isOfClient(analysis: Analysis, staff: Cue): boolean {
  const lead = analysis.source.folded.slice(Math.max(0, staff.start - 30), staff.start).trimEnd();
  return THEIRS.test(lead) || (OWN.test(lead) && isClientSpeaking(analysis, staff.start));
}

/** In a mail, a chat or the message of a form the client speaks, unless the message or the turn is ours. */
function isClientSpeaking({ sections, source }: Analysis, place: number): boolean {
  const line = sections.lines[lastUpTo(sections.lines, place)];
  if (line && FORM_MESSAGE.test(source.folded.slice(line.start, line.start + 24))) return true;
  const turn = sections.turns[lastUpTo(sections.turns, place)];
  if (turn) return !turn.byVendor;
  const message = sections.messages[lastUpTo(sections.messages, place)];
  return sections.isMail && message?.byVendor !== true;
}
