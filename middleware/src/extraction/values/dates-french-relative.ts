import type { DateForm } from './date-forms.ts';
import { calendarWords, wordsPattern } from './date-forms.ts';
import type { Part, Unit } from './date-meanings.ts';
import {
  afterToday,
  afterWorkingDays,
  endOfUnit,
  onDayOfUnit,
  onNthWeekday,
  onWeekday,
  onWeekdayOfWeek,
  partOfUnit,
} from './date-meanings.ts';
import { addMonths, partsOf } from './calendar.ts';
import { FRENCH_NUMBERS } from './date-numbers.ts';

const { weekdays, weekday: WEEKDAY } = calendarWords('fr');
const { valueOf } = FRENCH_NUMBERS;
const COUNT = `(?<count>${FRENCH_NUMBERS.count})`;
const NEXT = '(?<next>prochaine?s?|suivante?s?|pro|proch|qui vient|a venir|d.apres)';
const UNIT = '(?<unit>annee|an|mois|trimestre|semestre|semaine|sem|exercice|week[- ]?end)';
const UNITS = '(?<unit>jours?|j|jrs?|semaines?|sem|mois|trimestres?|semestres?|ans?|annees?)';

function unitOf(text: string | undefined): Unit {
  const word = text ?? '';
  if (/^(?:annee|an|exercice)/.test(word)) return 'year';
  if (word.startsWith('trimestre')) return 'quarter';
  if (word.startsWith('semestre')) return 'half';
  if (/^(?:sem|week)/.test(word)) return 'week';
  return word.startsWith('m') ? 'month' : 'day';
}

/** « début », « mi- », « fin »: which part of a period. */
export function partOf(text: string | undefined): Part {
  if (/debut|premiers/.test(text ?? '')) return 'early';
  return /^(?:mi|milieu)/.test(text ?? '') ? 'middle' : 'end';
}

/** « d'ici deux à trois semaines » promises the longer. */
function counted(count: string | undefined, most: string | undefined): number {
  return valueOf(most ?? count);
}

const PARTS: DateForm[] = [
  {
    name: 'day-of-next-month',
    pattern: wordsPattern(
      `(?<day>${FRENCH_NUMBERS.day}) (?:du mois (?<next>prochain|suivant)|(?:courant|du mois en cours|de ce mois)(?:-ci)?)`,
    ),
    read: ({ day, next }, today) => onDayOfUnit(valueOf(day), next ? 1 : 0, today),
  },
  {
    name: 'weekday-of-unit',
    pattern: wordsPattern(
      `(?<ordinal>premier|1er|deuxieme|2e|troisieme|3e|dernier) (?<weekday>${WEEKDAY}|jour) (?:du|de ce) mois(?: (?<next>prochain|suivant))?`,
    ),
    read: ({ ordinal, weekday, next }, today) => {
      const { year, month } = partsOf(addMonths(`${today.slice(0, 8)}01`, next ? 1 : 0));
      const number =
        { prem: 1, '1er': 1, deux: 2, '2e': 2, troi: 3, '3e': 3, dern: 0 }[(ordinal ?? '').slice(0, 4)] ?? 0;
      if (weekday === 'jour')
        return number === 0 ? endOfUnit('month', next ? 1 : 0, today) : onDayOfUnit(number, next ? 1 : 0, today);
      return onNthWeekday(number, weekdays.get(weekday ?? ''), month, year, today);
    },
  },
  {
    name: 'weekday-of-week',
    pattern: wordsPattern(
      `(?<weekday>${WEEKDAY}) (?:de )?(?:la semaine (?<next>prochaine|suivante|pro|d.apres)|(?:de )?cette semaine|sem(?:aine)?\\.? (?<short>prochaine|pro))`,
    ),
    read: ({ weekday, next, short }, today) =>
      onWeekdayOfWeek(weekdays.get(weekday ?? ''), next || short ? 1 : 0, today),
  },
  {
    name: 'part-of-unit',
    pattern: wordsPattern(
      `(?<part>(?:en |a la )?(?:toute )?(?:fin|debut)|mi|milieu)[ -](?:de |du |d')?(?:l'|la |le |ce |cette )?${UNIT}\\.?(?:(?:[- ]ci)?(?: ${NEXT}| (?:budgetaire |civile )?(?<year>20\\d{2})| en cours)?)`,
    ),
    read: ({ part, unit, next, year }, today) => {
      if (year) return { day: `${year}-12-31`, reason: 'end-of-period' };
      return partOfUnit(partOf(part), unitOf(unit), next ? 1 : 0, today);
    },
  },
  {
    name: 'next-unit',
    pattern: wordsPattern(`(?:la |le |l')?${UNIT}\\.? ${NEXT}`),
    read: ({ unit }, today) => ({ ...endOfUnit(unitOf(unit), 1, today), bare: true }),
  },
  {
    name: 'this-unit',
    pattern: wordsPattern(
      `(?:(?:ce|cette) ${UNIT}(?:[- ]ci)?|(?:dans|d'ici la fin de|courant de) (?:la |le |l')(?<within>semaine|mois|annee)(?: en cours)?)`,
    ),
    read: ({ unit, within }, today) => ({ ...endOfUnit(unitOf(unit ?? within), 0, today), bare: true }),
  },
];

const COUNTS: DateForm[] = [
  {
    name: 'within-hours',
    pattern: /(?<![a-z])(?:d'ici|dans|ds|sous|avant)(?: a)?(?: les)? ?(?<hours>24|48|72|96) ?(?:h|heures?)(?![a-z\d])/g,
    read: ({ hours }, today) => afterToday(Number(hours) / 24, 'day', today),
  },
  {
    name: 'within-working-days',
    pattern: wordsPattern(
      `(?:d'ici|d ici|dans|ds|sous)(?: a)?(?: les| un delai de)? ${COUNT} jours (?:ouvrables|ouvres)`,
    ),
    read: ({ count }, today) => afterWorkingDays(valueOf(count), today),
  },
  {
    name: 'within',
    pattern: wordsPattern(
      `(?:d'ici|d ici|dans|ds|sous|avant)(?: a)?(?: les| un delai de| environ)? (?:une )?${COUNT}(?: de)?(?:(?: a | ou | ?- ?)(?<most>${FRENCH_NUMBERS.count}))? ?${UNITS}(?: et (?<count2>${FRENCH_NUMBERS.count}) (?<unit2>jours?|mois)|(?<half> et demie?))?`,
    ),
    read: ({ count, most, unit, count2, unit2, half }, today) => {
      const whole = counted(count, most);
      const more = count2 ? { count: valueOf(count2), unit: unitOf(unit2) } : undefined;
      return afterToday(half ? whole + 0.5 : whole, unitOf(unit), today, more);
    },
  },
  {
    name: 'in-a-span',
    pattern: wordsPattern(`en (?<count>une?|deux|trois|quatre|six|\\d{1,2}) (?<unit>ans?|annees?|mois|semaines?)`),
    read: ({ count, unit }, today) => {
      const meaning = afterToday(valueOf(count), unitOf(unit), today);
      return meaning && { ...meaning, bare: true };
    },
  },
  {
    name: 'next-counted',
    pattern: wordsPattern(
      `(?:les|des|ces) ${COUNT} (?:prochaine?s ${UNITS}|(?<unit2>jours|semaines|mois) (?:a venir|qui viennent|suivante?s))`,
    ),
    read: ({ count, unit, unit2 }, today) => afterToday(valueOf(count), unitOf(unit ?? unit2), today),
  },
  {
    name: 'within-days',
    pattern: /(?<![a-z])(?:d'ici|dans|sous)(?: une| la)? (?<count>huitaine|quinzaine|dizaine)(?![a-z])(?: de jours)?/g,
    read: ({ count }, today) => afterToday(valueOf(count), 'day', today),
  },
];

const DAYS: DateForm[] = [
  {
    name: 'tomorrow',
    pattern:
      /(?<![a-z])(?<word>apres[- ]demain|demain(?: en huit)?|aujourd'hui|ce soir|cet? (?:aprem|apres[- ]midi))(?![a-z])/g,
    read: ({ word }, today) => {
      const ahead = word?.startsWith('apres') ? 2 : word?.endsWith('huit') ? 8 : word === 'demain' ? 1 : 0;
      return { ...endOfUnit('day', ahead, today), bare: true };
    },
  },
];

/** « vendredi », « mardi en huit »: read after the dates that name their day. */
export const FRENCH_WEEKDAY: DateForm = {
  name: 'weekday',
  pattern: wordsPattern(`(?<weekday>${WEEKDAY})(?! dernier| passe)(?<far> en (?:huit|quinze))?(?: prochain| pro)?`),
  read: ({ weekday, far }, today) =>
    onWeekday(weekdays.get(weekday ?? ''), far === undefined ? 0 : far.endsWith('huit') ? 1 : 2, today),
};

/** Dates that count from the day of the note, or name a part of its week, month or year. */
export const FRENCH_RELATIVE_FORMS: readonly DateForm[] = [...PARTS, ...COUNTS, ...DAYS];
