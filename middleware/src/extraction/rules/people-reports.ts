import type { Analysis } from '../analysis.ts';
import type { Mention } from './people-merge.ts';
import { SURENESS } from './people-sides.ts';

/** Somebody tells what others want: « Ils veulent », « le client souhaite », "they need". */
const TOLD_OF_OTHERS =
  /(?:^|[^\p{L}])(?:ils|elles|il|elle|they|he|she|le client|la cliente|the client|the customer) (?:m'a |nous a |ont |a )?(?:veut|veulent|voudrai|souhait|cherch|demand|dispos|besoin|prevoi|want|need|look|plan|ask|budget)/u;
/** Somebody asks for himself. */
const ASKED =
  /(?:nous (?:souhait|voul|voudr|cherch|avons besoin|dispos|aimer|desir|sollicit|envisag)|je (?:veux|voudrais|souhait|cherch|desir|sollicit)|we (?:want|need|would like|are looking|wish|require|plan|intend)|i (?:want|need|would like|am looking)|notre besoin|our need|merci de (?:nous|me)|veuillez|pouvez-vous|could you|can you|please send|pls send|kindly)/;

/** Somebody speaks to a client. */
const TO_CLIENT = /(?:^|[^\p{L}])(?:votre|vos|vous|your|yours|monsieur|madame|sir|madam)(?!\p{L})/u;

/**
 * Our own people who report on a visit by mail, from no address that tells, or to whom one of us does: they sign or are written
 * to, and others, named with a title, are those who want something.
 */
export function withoutReporters(analysis: Analysis, people: readonly Mention[]): Mention[] {
  const { source, sections } = analysis;
  const told = people.some((person) => !person.signs && person.title !== null && person.side === 'client');
  if (!sections.isMail || !told || !people.some(isColleagueLike)) return [...people];
  const reports = sections.messages.map(({ start, end, byVendor }) => {
    const text = source.folded.slice(start, Math.min(end, start + 4000));
    return TOLD_OF_OTHERS.test(text) && !(byVendor ? TO_CLIENT : ASKED).test(text);
  });
  return people.map((person) =>
    isColleagueLike(person) &&
    reports[person.message] === true &&
    person.signs !== sections.messages[person.message]?.byVendor
      ? { ...person, side: 'vendor', sureness: SURENESS.mail }
      : person,
  );
}

/** Signs, or stands in a header, and nothing else is told of the person. */
function isColleagueLike(person: Mention): boolean {
  return person.title === null && person.side === 'client' && person.sureness === SURENESS.mail;
}
