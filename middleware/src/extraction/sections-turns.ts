import type { CaptureContext } from '../captures/schema.ts';
import type { Source, Span } from './source.ts';

/** What one person says in a chat, up to the next person's turn. */
export interface Turn extends Span {
  readonly author: Span;
  /** Said by the rep's own company. */
  readonly byVendor: boolean;
}

interface Heading extends Span {
  readonly author: Span;
  readonly label: string;
}

const CLOCK = String.raw`\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]m)?`;
const NAME = String.raw`[\p{L}~+@#][^:\n]{0,47}?`;
/** « [10/03/2025 11:02] Awa: … », « 10/03/2025, 11:02 - Awa: … », « 11:02 Awa: … » */
const TIMED = [
  new RegExp(String.raw`^\[[^\]\n]{0,20}${CLOCK}\] ?(?<author>${NAME}) ?: `, 'u'),
  new RegExp(String.raw`^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,? (?:a )?${CLOCK} ?[-–] ?(?<author>${NAME}) ?: `, 'u'),
  new RegExp(String.raw`^${CLOCK}[ –-]+(?<author>${NAME}) ?: `, 'u'),
];
/** « Awa Ndiaye 14:02 » on a line of its own. */
const HEADED = new RegExp(String.raw`^(?<author>\p{L}[^:\n]{0,47}?)[ ,–—-]{1,4}[[(]?${CLOCK}[\])]?$`, 'u');
/** « Moi : … »: only where the same few labels come again and again. */
const LABELLED = /^(?<author>\p{L}[^:\n]{0,38}?) ?: (?=\S)/u;

/** How much of a turn tells who speaks. */
const OPENING = 200;
const PRESENTS = String.raw`(?:c'est|c|ici|this is|it's|je suis|i am|i'm) [^.?!\n]{0,30}(?:de|chez|from|at|of|with) `;
const ASKS_FOR_US = String.raw`(?:is this|is it|c'est bien|suis bien (?:chez|a)|dear|bonjour|hello|bjr) (?:the |l'equipe )?`;
const OWN_LABEL = /^(?:moi|nous|me|you|us|vous|toi)$/u;

/** The turns of a chat: none where nobody speaks twice. */
export function turnsIn(source: Source, vendor: CaptureContext['vendor']): Turn[] {
  const headings = headingsIn(source);
  const turns = headings.map((heading, index) => ({
    start: heading.end,
    end: headings[index + 1]?.start ?? source.folded.length,
    author: heading.author,
    label: heading.label,
  }));
  const ours = ownLabels(source, turns, vendor);
  return turns.map(({ start, end, author, label }) => ({ start, end, author, byVendor: ours.has(label) }));
}

/** The first way of writing turns that is kept up: at least two of a chat with times, at least three of labels alone. */
function headingsIn(source: Source): Heading[] {
  const lines = linesOf(source);
  for (const [patterns, least] of [
    [TIMED, 2],
    [[HEADED], 3],
    [[LABELLED], 3],
  ] as const) {
    const found = lines.flatMap((line) => headingAt(source, line, patterns));
    const speakers = new Set(found.map(({ label }) => label)).size;
    if (found.length >= least && speakers >= 2 && speakers <= 6 && found.length > speakers) return found;
  }
  return [];
}

function linesOf({ folded }: Source): Span[] {
  return [...folded.matchAll(/[^\n]+/g)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
}

function headingAt({ folded }: Source, line: Span, patterns: readonly RegExp[]): Heading[] {
  const text = folded.slice(line.start, Math.min(line.end, line.start + 120));
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const label = match?.groups?.author;
    if (!match || !label) continue;
    const start = line.start + match[0].indexOf(label);
    return [
      { start: line.start, end: line.start + match[0].length, author: { start, end: start + label.length }, label },
    ];
  }
  return [];
}

/** Whose turns are ours: named with us, « moi », who says « ici Awa de <us> »; in a talk of two, the other one of a client. */
function ownLabels(
  source: Source,
  turns: readonly (Span & Pick<Heading, 'author' | 'label'>)[],
  vendor: CaptureContext['vendor'],
): Set<string> {
  const names = vendor.names.map((name) => name.toLowerCase());
  if (names.length === 0) return new Set();
  const labels = new Map(turns.map(({ label, author }) => [label, author]));
  const own = names.map(escaped).join('|');
  const whoSay = (opening: string): Set<string> => {
    const pattern = new RegExp(`${opening}(?:${own})`, 'u');
    const said = turns.filter(({ start, end }) =>
      pattern.test(source.folded.slice(start, Math.min(end, start + OPENING))),
    );
    return new Set(said.map(({ label }) => label));
  };
  const presented = whoSay(PRESENTS);
  const ours = new Set(
    [...labels]
      .filter(
        ([label, { start, end }]) =>
          OWN_LABEL.test(label) || presented.has(label) || namesUs(source.clear.slice(start, end), names),
      )
      .map(([label]) => label),
  );
  const theirs = whoSay(ASKS_FOR_US);
  if (ours.size === 0 && labels.size === 2 && theirs.size === 1) {
    for (const label of labels.keys()) if (!theirs.has(label)) ours.add(label);
  }
  return ours;
}

/** By the vendor's name or by the capitals of its abbreviation: « Awa NT » for Neurotech. */
function namesUs(label: string, names: readonly string[]): boolean {
  const short = /(?: |\()(\p{Lu}{2,3})\)?$/u.exec(label)?.[1]?.toLowerCase();
  return names.some(
    (name) => label.toLowerCase().includes(name) || (short !== undefined && isAbbreviation(short, name)),
  );
}

function isAbbreviation(short: string, name: string): boolean {
  if (short.charAt(0) !== name.charAt(0)) return false;
  let from = 0;
  for (const letter of short) {
    const place = name.indexOf(letter, from);
    if (place < 0) return false;
    from = place + 1;
  }
  return true;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
