import { fridayOfWeek, partsOf } from './calendar.ts';
import type { DateForm, DateMeaning, PartOfMonth, Unit } from './date-forms.ts';
import {
  afterToday,
  alternation,
  calendarWords,
  endOfUnit,
  feast,
  fullDate,
  ISO_DATE,
  onDayOfMonth,
  onWeekday,
  partOfMonth,
  partOfYear,
  yearOf,
} from './date-forms.ts';

const { months, weekdays, month: MONTH, weekday: WEEKDAY } = calendarWords('fr');
const UNITS = 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ');
const SPOKEN = new Map<string, number>([
  ['premier', 1],
  ['1er', 1],
  ['une', 1],
  ['vingt', 20],
  ['trente', 30],
  ['vingt et un', 21],
  ['trente et un', 31],
  ['quarante cinq', 45],
  ['soixante', 60],
  ['quatre vingt dix', 90],
  ['dizaine', 10],
  ['quinzaine', 15],
  ['vingtaine', 20],
  ['huitaine', 8],
  ...UNITS.map((word, index): [string, number] => [word, index + 1]),
  ...['dix sept', 'dix huit', 'dix neuf'].map((word, index): [string, number] => [word, index + 17]),
  ...UNITS.slice(1, 9).map((word, index): [string, number] => [`vingt ${word}`, index + 22]),
]);
const spoken = alternation(SPOKEN.keys()).replaceAll(' ', '[ -]');
const DAY = `(?<day>\\d{1,2}|${spoken})`;
const YEAR = '(?:,?\\s{1,3}(?:de\\s)?(?<year>20\\d{2}))?';
const OF = "(?:du mois )?(?:de |d')?";
const COUNT = `(?<count>\\d{1,3}|${spoken})`;

function countOf(text: string | undefined): number {
  return SPOKEN.get((text ?? '').replaceAll('-', ' ')) ?? Number(text);
}

/** « 7/7 » and « 24/7 » say how often, not when. */
function isEveryDay(day: string | undefined, month: string | undefined): boolean {
  return month === '7' && (day === '7' || day === '24');
}

/** A day with its weekday is a date, whatever stands around. */
function named(meaning: DateMeaning | null): DateMeaning | null {
  return meaning && { ...meaning, bare: false };
}

function monthOf(text: string | undefined): number {
  return months.get(text ?? '') ?? 0;
}

function unitOf(text: string | undefined): Unit {
  const word = text ?? '';
  if (/^(?:annee|an|exercice)/.test(word)) return 'year';
  if (word.startsWith('trimestre')) return 'quarter';
  if (word.startsWith('semestre')) return 'half';
  if (word.startsWith('sem')) return 'week';
  return word.startsWith('m') ? 'month' : 'day';
}

function partOf(text: string | undefined): 'early' | 'middle' | 'end' {
  if (/^(?:debut|tout debut)/.test(text ?? '')) return 'early';
  return /^(?:mi|milieu)/.test(text ?? '') ? 'middle' : 'end';
}

function ordinalPart(ordinal: string | undefined, unit: string | undefined): PartOfMonth {
  const word = ordinal ?? '';
  const number = /^(?:derni)/.test(word) ? 0 : /^(?:prem|1)/.test(word) ? 1 : /^(?:trois|3)/.test(word) ? 3 : 2;
  if (unit === 'quinzaine') return number === 1 ? 'middle' : 'end';
  return number === 0 ? 'end' : { week: number };
}

/** The ways a date is written in French, the most telling first: a place taken by one form is not read again by another. */
export const FRENCH_FORMS: readonly DateForm[] = [
  ISO_DATE,
  {
    name: 'numeric',
    pattern: /(?<![\d/.,-])(?<day>\d{1,2})(?<sign>[/.-])(?<month>\d{1,2})\k<sign>(?<year>20\d{2}|\d{2})(?![\d/])/g,
    read: ({ day, month, year }, today) => fullDate(yearOf(year), Number(month), Number(day), today),
  },
  {
    name: 'ordinal-part-of-month',
    pattern: new RegExp(
      `(?<ordinal>premiere|1ere|1re|seconde|deuxieme|2e|2eme|2nde|troisieme|3e|3eme|derniere) (?<unit>quinzaine|semaine|decade) ${OF}(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ ordinal, unit, month, year }, today) =>
      partOfMonth(ordinalPart(ordinal, unit), monthOf(month), yearOf(year), today),
  },
  {
    name: 'day-month',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:(?:${WEEKDAY})\\.?,? (?:le )?)?${DAY}\\s{1,3}${OF}(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ day, month, year }, today) => fullDate(yearOf(year), monthOf(month), countOf(day), today),
  },
  {
    name: 'part-of-month',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?<part>mi|tout debut|debut|fin|courant|milieu)[ -](?:du )?${OF}(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ part, month, year }, today) => partOfMonth(partOf(part), monthOf(month), yearOf(year), today),
  },
  {
    name: 'quarter',
    pattern:
      /(?<![\p{L}\d])(?:(?<part>fin|debut|mi|courant)[ -](?:du )?)?(?<unit>[tqs])(?<number>[1-4])(?![\p{L}\d])(?: ?(?:de )?(?<year>20\d{2}))?/gu,
    read: ({ part, unit, number, year }, today) =>
      partOfYear(unit === 's' ? 6 : 3, Number(number), partOf(part), yearOf(year), today),
  },
  {
    name: 'ordinal-quarter',
    pattern:
      /(?:(?<part>fin|debut|mi|courant)[ -](?:du )?)?(?<number>premier|1er|deuxieme|second|2e|2eme|troisieme|3e|3eme|quatrieme|4e|4eme|dernier) (?<unit>trimestre|semestre)(?: (?:de )?(?<year>20\d{2}))?/gu,
    read: ({ part, number, unit, year }, today) => {
      const last = unit === 'trimestre' ? 4 : 2;
      const ordinal = ['prem', 'deux', 'troi', 'quat'].findIndex((start) => number?.startsWith(start)) + 1;
      const wanted = number === 'dernier' ? last : number === 'second' ? 2 : ordinal || Number(number?.[0]);
      return partOfYear(last === 4 ? 3 : 6, wanted, partOf(part), yearOf(year), today);
    },
  },
  {
    name: 'week-number',
    pattern:
      /(?<![\p{L}\d])(?:semaine (?:n°? ?)?|sem\.? ?|s(?=\d\d))(?<week>\d{1,2})(?![\p{L}\d])(?:[ /-](?<year>20\d{2}))?/gu,
    read: ({ week, year }, today) => {
      const number = Number(week);
      if (number < 1 || number > 53) return null;
      const now = partsOf(today).year;
      const friday = fridayOfWeek(yearOf(year) ?? now, number);
      return { day: !year && friday < today ? fridayOfWeek(now + 1, number) : friday, reason: 'end-of-period' };
    },
  },
  {
    name: 'end-of-unit',
    pattern:
      /(?<![\p{L}])fin (?:de |du |d')?(?:l'|la |le |ce |cette )?(?<unit>annee|mois|trimestre|semestre|semaine|exercice)(?: (?<next>prochaine?|suivante?)| (?:budgetaire )?(?<year>20\d{2}))?/gu,
    read: ({ unit, next, year }, today) =>
      year ? { day: `${year}-12-31`, reason: 'end-of-period' } : endOfUnit(unitOf(unit), next ? 1 : 0, today),
  },
  {
    name: 'next-unit',
    pattern:
      /(?<![\p{L}])(?:la |le |l')?(?<unit>semaine|mois|trimestre|semestre|annee) (?<next>prochaine?|suivante?)/gu,
    read: ({ unit }, today) => ({ ...endOfUnit(unitOf(unit), 1, today), bare: true }),
  },
  {
    name: 'this-unit',
    pattern: /(?<![\p{L}])(?:ce|cette) (?<unit>semaine|mois|trimestre|semestre|annee)(?:[- ]ci)?/gu,
    read: ({ unit }, today) => ({ ...endOfUnit(unitOf(unit), 0, today), bare: true }),
  },
  {
    name: 'within',
    pattern: new RegExp(
      `(?:d'ici|d ici|dans|ds|sous|avant)(?: a)?(?: les| un delai de)? (?:une )?${COUNT}(?: de)?(?: a \\d{1,2})? ?(?<unit>jours?|j|semaines?|sem|mois|ans?|annees?)(?![\\p{L}])`,
      'gu',
    ),
    read: ({ count, unit }, today) => afterToday(countOf(count), unitOf(unit), today),
  },
  {
    name: 'within-days',
    pattern: /(?:d'ici|dans|sous)(?: une| la)? (?<count>huitaine|quinzaine|dizaine)(?![\p{L}])/gu,
    read: ({ count }, today) => afterToday(countOf(count), 'day', today),
  },
  {
    name: 'numeric-day-month',
    pattern: /(?<![\d/.,-])(?<day>\d{1,2})\/(?<month>\d{1,2})(?![\d/]|[.,]\d| ?%| ?m(?:f|illions?)?(?![a-z]))/g,
    read: ({ day, month }, today) =>
      isEveryDay(day, month) ? null : fullDate(null, Number(month), Number(day), today),
  },
  {
    name: 'feast',
    pattern:
      /(?:(?<before>avant|avt) (?:la |le |l')?)?(?<![\p{L}])(?<name>noel|paques|toussaint|nouvel an|tabaski|korite|ramadan|gamou|magal|aid el kebir|aid el fitr)(?![\p{L}])/gu,
    read: ({ name, before }, today) => feast(name ?? '', before !== undefined, today),
  },
  {
    name: 'tomorrow',
    pattern: /(?<![\p{L}])(?<word>apres[- ]demain|demain|aujourd'hui|ce soir)(?![\p{L}])/gu,
    read: ({ word }, today) => {
      const ahead = word?.startsWith('apres') ? 2 : word === 'demain' ? 1 : 0;
      return { ...endOfUnit('day', ahead, today), bare: true };
    },
  },
  {
    name: 'month',
    pattern: new RegExp(
      `(?<![\\p{L}])(?<part>en|courant|au mois de|d'ici|pour|avant|avt|jusqu'en) (?:le mois de |fin )?(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ part, month, year }, today) =>
      month === 'sept' && !year
        ? null
        : partOfMonth(part === 'avant' || part === 'avt' ? 'before' : 'end', monthOf(month), yearOf(year), today),
  },
  {
    name: 'month-year',
    pattern: new RegExp(`(?<![\\p{L}])(?<month>${MONTH})(?![\\p{L}])\\.? (?<year>20\\d{2})(?!\\d)`, 'gu'),
    read: ({ month, year }, today) => partOfMonth('end', monthOf(month), yearOf(year), today),
  },
  {
    name: 'weekday-day',
    pattern: new RegExp(
      `(?<![\\p{L}])(?:${WEEKDAY})\\.? (?:le )?(?<day>\\d{1,2})(?![\\p{L}\\d%°/:]| ?h\\d?| heures)`,
      'gu',
    ),
    read: ({ day }, today) => named(onDayOfMonth(Number(day), today)),
  },
  {
    name: 'weekday',
    pattern: new RegExp(`(?<![\\p{L}])(?<weekday>${WEEKDAY})(?! dernier| passe)(?<far> en huit)?(?![\\p{L}])`, 'gu'),
    read: ({ weekday, far }, today) => onWeekday(weekdays.get(weekday ?? ''), far ? 1 : 0, today),
  },
  {
    name: 'day-of-month',
    pattern: new RegExp(`(?<![\\p{L}])(?:le|au) ${DAY}(?![\\p{L}\\d%°/]|[.,:]\\d| ?%)(?= |[.,;)\\n]|$)`, 'gu'),
    read: ({ day }, today) => onDayOfMonth(countOf(day), today),
  },
];
