const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    laquo: '«',
    raquo: '»',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    euro: '€',
    pound: '£',
    deg: '°',
    ordm: 'º',
    middot: '·',
    bull: '•',
    copy: '©',
    reg: '®',
    trade: '™',
    oelig: 'œ',
    OElig: 'Œ',
    aelig: 'æ',
    AElig: 'Æ',
    szlig: 'ß',
    times: '×',
  }),
);
/** The marks of Latin letters: `&eacute;` is the letter `e` with an acute accent. */
const MARKS: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030A',
  cedil: '\u0327',
};
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const LETTER_WITH_MARK = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil)$/i;

/**
 * Turns the HTML entities of a text into their characters. Pages that encode twice (`&amp;eacute;`) are common, so a second
 * pass follows when the first one changed something. An unknown entity stays as it is.
 */
export function decodeEntities(text: string): string {
  const once = text.replace(ENTITY, decodeEntity);
  return once === text ? text : once.replace(ENTITY, decodeEntity);
}

function decodeEntity(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return namedCharacter(name) ?? entity;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

function namedCharacter(name: string): string | undefined {
  const letter = LETTER_WITH_MARK.exec(name);
  if (letter) return `${letter[1]}${MARKS[letter[2]?.toLowerCase() ?? ''] ?? ''}`.normalize('NFC');
  return NAMED.get(name) ?? NAMED.get(name.toLowerCase());
}
