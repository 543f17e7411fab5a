import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { evidenceOf, noValue } from '../evidence.ts';
import { distinctMends, mendsOf } from '../mends.ts';
import { fold } from '../source.ts';
import type { Subject } from './subject.ts';

/** The longest name this product writes. */
const LONGEST_NAME = 120;

/** `<account> – <subject>`: what a manager understands in a list. Falls back to the first words of the source. */
export function nameOf(
  analysis: Analysis,
  account: Value<string>,
  subject: Subject | null,
  prefix: string | null,
): Value<string> {
  const start = /\S[^\n]{0,79}/.exec(analysis.source.clear);
  const lead = start
    ? { text: start[0].trim(), spans: [{ start: start.index, end: start.index + start[0].length }] }
    : null;
  const about = subject ?? lead;
  if (!about) return noValue();
  const known = prefix && !saysSo(about.text, prefix) ? `${prefix} ${lowerFirst(about.text)}` : about.text;
  const value = (account.value === null ? known : `${account.value} – ${known}`).slice(0, LONGEST_NAME).trim();
  const confidence = Math.min(subject ? 0.85 : 0.4, account.value === null ? 0.6 : account.confidence);
  const evidence = [...account.evidence, ...evidenceOf(analysis.source, about.spans)];
  const mends = distinctMends([...(account.mends ?? []), ...mendsOf(analysis.source, about.spans, value)]);
  return {
    ...noValue<string>(),
    value,
    origin: 'source',
    confidence,
    reason: 'account-and-subject',
    evidence,
    ...(mends.length > 0 ? { mends } : {}),
  };
}

/** « Entretien des onduleurs » is maintenance, « Extension de garantie » a renewal, without saying it again. */
const SAYINGS: Record<string, RegExp> = {
  Maintenance:
    /maint|entret|infog|support|tma|assist|helpdesk|managed|outsourc|externalis|hotline|service contract|service agreement|gestion d/,
  Renouvellement: /renouv|recond|prolong|proro|extension|renew/,
  Renewal: /renew|extension|renouv|recond/,
};

function saysSo(text: string, prefix: string): boolean {
  return (SAYINGS[prefix] ?? new RegExp(prefix.slice(0, 7), 'i')).test(fold(text));
}

/** « Licences » loses its capital after « Renouvellement »; a brand or an acronym keeps it. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}+ ?(?:$|[\p{Ll}\d])/u.test(text) && !/^\p{Lu}\p{Ll}+[\p{Lu}\d]/u.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
