import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { CaptureContext, PicklistValue } from '../../captures/schema.ts';
import type { ExtractionRequest } from '../extract.ts';
import { fold } from '../source.ts';
import { weekday } from '../values/calendar.ts';
import { countryNames } from '../values/countries.ts';
import type { PicklistName } from '../values/picklists.ts';
import { conceptValue, picklistValue } from '../values/picklists.ts';
import type { Answer, Choice, DealAnswer } from './answer.ts';
import { ANSWER_FORMAT, answer } from './answer.ts';
import { numberedLines, writeLines } from './numbering.ts';
import type { NumberedLine } from './numbering.ts';
import type { Part } from './parts.ts';
import type { ModelRequest } from './provider.ts';

/** The prompt in use, stored with every draft. A released prompt never changes: another wording is another folder. */
export const PROMPT_VERSION = 'deals-1';

/** Choices of an example are concepts of ours (`type.project`) and ISO codes of countries: each org reads its own values. */
const example = z.object({ day: z.iso.date(), source: z.string(), answer });
export type Example = z.infer<typeof example>;

const folder = new URL(`./prompts/${PROMPT_VERSION}/`, import.meta.url);
const INSTRUCTIONS = readFileSync(new URL('system.md', folder), 'utf8').trim();
export const EXAMPLES: readonly Example[] = z
  .array(example)
  .parse(JSON.parse(readFileSync(new URL('examples.json', folder), 'utf8')));

/** What an answer may have: vendors count it as used when they ration tokens by the minute, so a short note asks for little. */
const TOKENS = { least: 2_000, charactersEach: 3, most: 6_000 };
/** Of a longer list a model is told to choose what it likes; code looks for it in the whole list. */
const MOST_CHOICES = 80;
/** People of the vendor that a source is likely to name; the others are nobody's business. */
const MOST_PEOPLE = 40;

/** What a model is asked about one part of a source. */
export function requestFor(request: ExtractionRequest, part: Part, parts: number): ModelRequest {
  const { reading, today, kind } = request;
  const about = `Day of the capture: ${dayInWords(today)}\nKind of source (a hint): ${inline(kind)}`;
  const piece = parts > 1 ? `\nPart ${part.number} of ${parts} of a long source; parts overlap.` : '';
  return {
    system: [INSTRUCTIONS, examplesInWords(request.context), orgInWords(request.context, reading.text)].join('\n\n'),
    turns: [{ role: 'user', content: `${about}${piece}\n${sourceInWords(reading.text, part.lines)}` }],
    answer: ANSWER_FORMAT,
    maximumTokens: tokensFor(part),
  };
}

/** Five deals with all their quotes and some thought; more where more is told. */
function tokensFor({ start, end }: Part): number {
  return Math.min(TOKENS.most, TOKENS.least + Math.ceil((end - start) / TOKENS.charactersEach));
}

function sourceInWords(text: string, lines: readonly NumberedLine[]): string {
  return `BEGIN SOURCE\n${writeLines(text, lines)}\nEND SOURCE`;
}

function examplesInWords(context: CaptureContext): string {
  const told = EXAMPLES.map(
    ({ day, source, answer: given }) =>
      `Day of the capture: ${dayInWords(day)}\n${sourceInWords(source, numberedLines(source))}\n\n${JSON.stringify(inOrg(context, given))}`,
  );
  return ['# Examples (of other days and other clients: quote nothing from them)', ...told].join('\n\n');
}

/** An example with the org's own values; a choice that the org does not offer is none. */
function inOrg(context: CaptureContext, given: Answer): Answer {
  const chosen = (found: Choice | null, picklist: PicklistName, value: string | null): Choice | null => {
    const known = context.picklists[picklist]?.find((one) => one.value === value);
    return found && known ? { ...found, choice: inline(known.label) } : null;
  };
  const concept = (found: Choice | null, picklist: PicklistName) =>
    chosen(found, picklist, found && conceptValue(context, picklist, found.choice));
  const country = (found: Choice | null) =>
    chosen(
      found,
      'Opportunity.Country__c',
      found && picklistValue(context, 'Opportunity.Country__c', countryNames(found.choice)),
    );
  const deals = given.deals.map((deal): DealAnswer => ({
    ...deal,
    country: country(deal.country),
    leadSource: concept(deal.leadSource, 'Opportunity.LeadSource'),
    type: concept(deal.type, 'Opportunity.Type'),
  }));
  return { ...given, deals };
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function dayInWords(day: string): string {
  return `${WEEKDAYS[weekday(day) - 1]} ${day}`;
}

function orgInWords(context: CaptureContext, text: string): string {
  const { vendor } = context;
  const people = vendorPeopleNamed(vendor.people ?? [], text);
  return [
    '# The organisation that you read for',
    `Vendor (never an account): ${listed(vendor.names)}`,
    `Vendor's mail domains: ${listed(vendor.domains)}`,
    `Vendor's people (never contacts): ${people.length > 0 ? listed(people) : 'not known by name'}`,
    `Choices for "type": ${choices(context, 'Opportunity.Type')}`,
    `Choices for "leadSource": ${choices(context, 'Opportunity.LeadSource')}`,
    `Choices for "country": ${choices(context, 'Opportunity.Country__c')}`,
  ].join('\n');
}

function choices({ picklists, defaults }: CaptureContext, name: PicklistName): string {
  const values: readonly PicklistValue[] = picklists[name] ?? [];
  if (values.length === 0) return 'none, always null';
  const labels = listed(values.slice(0, MOST_CHOICES).map(({ label }) => label));
  const rest = values.length > MOST_CHOICES ? ', or another name where none of these fits' : '';
  const usual = name === 'Opportunity.LeadSource' ? defaults.leadSource : null;
  return `${labels}${rest}${usual ? ` (null stands for ${JSON.stringify(inline(usual))})` : ''}`;
}

/** Names from an org's settings: each on the one line it is given. */
function listed(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(inline(name))).join(', ');
}

function inline(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** Those of the vendor's people whose last word stands in the source: a list of all employees goes to nobody. */
function vendorPeopleNamed(people: readonly string[], text: string): string[] {
  const words = new Set(fold(text).split(' '));
  return people.filter((name) => words.has(fold(name).split(' ').at(-1) ?? '')).slice(0, MOST_PEOPLE);
}
