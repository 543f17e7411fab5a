import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { foldWord } from '../../middleware/src/matching/spelling/folding.ts';
import { jaroWinkler, slipsBetween } from '../../middleware/src/matching/spelling/similarity.ts';
import { estimateWeights, type LevelsOfPair } from '../../middleware/src/matching/weights-estimation.ts';
import { bitsOf, judge } from '../../middleware/src/matching/weights.ts';
import { accuracyFrom, bestAccuracy, type Accuracy, type ScoredPair } from './matching-accuracy-figures.ts';

type Person = Readonly<Record<string, string>>;

interface PersonSet {
  readonly name: string;
  readonly files: readonly string[];
  /** Who the row is of: the answer, used for counting only. */
  readonly entity: (row: Person) => string;
  /** Fields that are compared, by their names in the file, and how. The number of the social security is left out: it would tell all. */
  readonly fields: Readonly<Record<string, 'text' | 'figures'>>;
  /** Two fields that are mixed up at times. */
  readonly names: readonly [string, string];
  /** Pairs are compared where one of these agrees wholly. */
  readonly blocks: readonly ((row: Person) => string)[];
}

const febrlFields = {
  given_name: 'text',
  surname: 'text',
  street_number: 'figures',
  address_1: 'text',
  address_2: 'text',
  suburb: 'text',
  postcode: 'figures',
  date_of_birth: 'figures',
} as const;
const febrl = {
  entity: ({ rec_id = '' }: Person) => /^rec-(\d+)-/.exec(rec_id)?.[1] ?? rec_id,
  fields: febrlFields,
  names: ['given_name', 'surname'] as const,
  blocks: [
    keyOf('date_of_birth'),
    keyOf('surname', 'given_name'),
    keyOf('given_name', 'surname'),
    keyOf('postcode', 'given_name'),
    keyOf('postcode', 'surname'),
    keyOf('suburb', 'given_name'),
    keyOf('suburb', 'surname'),
    keyOf('address_1', 'street_number'),
    keyOf('address_1', 'postcode'),
    keyOf('surname', 'street_number'),
  ],
};

export const PERSON_SETS: readonly PersonSet[] = [
  { name: 'febrl 1', files: ['febrl/dataset1.csv'], ...febrl },
  { name: 'febrl 4', files: ['febrl/dataset4a.csv', 'febrl/dataset4b.csv'], ...febrl },
  {
    name: 'splink fake 1000',
    files: ['splink_fake_1000.csv'],
    entity: ({ cluster = '' }) => cluster,
    fields: { first_name: 'text', surname: 'text', dob: 'figures', city: 'text', email: 'text' },
    names: ['first_name', 'surname'],
    blocks: [keyOf('dob'), keyOf('email'), keyOf('first_name'), keyOf('surname'), keyOf('surname', 'first_name')],
  },
];

/** A key of the values of fields; empty, and no key, where one is missing. */
function keyOf(...fields: readonly string[]): (row: Person) => string {
  return (row) => {
    const values = fields.map((field) => row[field] ?? '');
    return values.includes('') ? '' : values.toSorted().join('|');
  };
}

function readPeople(path: string): Person[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(
      names.map((name, column) => [name, name.endsWith('id') ? (cells[column] ?? '').trim() : folded(cells[column])]),
    );
  });
}

function folded(cell = ''): string {
  return foldWord(cell.trim()).replace(/\s+/g, ' ');
}

/** Pairs worth a comparison; between two files, only across them. */
function candidatePairs(files: readonly (readonly Person[])[], blocks: PersonSet['blocks']): [Person, Person][] {
  const people = files.flatMap((rows, file) => rows.map((row) => ({ row, file })));
  const pairs = new Set<number>();
  for (const block of blocks) {
    const groups = new Map<string, number[]>();
    for (const [index, { row }] of people.entries()) {
      const key = block(row);
      if (key !== '') groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    for (const group of groups.values()) {
      for (const [at, one] of group.entries()) {
        for (const other of group.slice(at + 1)) {
          if (files.length === 1 || people[one]?.file !== people[other]?.file) pairs.add(one * people.length + other);
        }
      }
    }
  }
  return [...pairs].flatMap((pair): [Person, Person][] => {
    const one = people[Math.floor(pair / people.length)];
    const other = people[pair % people.length];
    return one && other ? [[one.row, other.row]] : [];
  });
}

const TEXT_LEVELS = ['same', 'near', 'alike', 'other'] as const;
const FIGURE_LEVELS = ['same', 'near', 'other'] as const;

function levelOf(kind: 'text' | 'figures', one = '', other = ''): string | null {
  if (one === '' || other === '') return null;
  if (one === other) return 'same';
  if (kind === 'figures') return slipsBetween(one, other) <= 1 ? 'near' : 'other';
  const likeness = jaroWinkler(one, other);
  if (likeness >= 0.9) return 'near';
  return likeness >= 0.78 ? 'alike' : 'other';
}

function compared([one, other]: readonly [Person, Person], { fields, names }: PersonSet): LevelsOfPair {
  const [first, last] = names;
  const crossed = likenessOf(one[first], other[last]) + likenessOf(one[last], other[first]);
  const straight = likenessOf(one[first], other[first]) + likenessOf(one[last], other[last]);
  const turned = crossed > straight ? { ...other, [first]: other[last] ?? '', [last]: other[first] ?? '' } : other;
  return Object.fromEntries(
    Object.entries(fields).map(([field, kind]) => [field, levelOf(kind, one[field], turned[field])]),
  );
}

function likenessOf(one = '', other = ''): number {
  return one === '' || other === '' ? 0.5 : jaroWinkler(one, other);
}

export interface PersonFigures {
  readonly compared: number;
  /** Pairs that are one. */
  readonly all: number;
  /** Share of them that were compared at all. */
  readonly reached: number;
  readonly best: Accuracy & { threshold: number };
  readonly at: readonly (Accuracy & { threshold: number })[];
}

const POINTS = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999];

/** Links the rows of a set with weights learned from its pairs without their answers. Null when the set is not there. */
export function personFigures(folder: string, set: PersonSet): PersonFigures | null {
  const paths = set.files.map((file) => join(folder, file));
  if (!paths.every((path) => existsSync(path))) return null;
  const files = paths.map(readPeople);
  const pairs = candidatePairs(files, set.blocks);
  const levels = pairs.map((pair) => compared(pair, set));
  const kinds = Object.entries(set.fields).map(([field, kind]) => [
    field,
    kind === 'text' ? TEXT_LEVELS : FIGURE_LEVELS,
  ]);
  const weights = estimateWeights(Object.fromEntries(kinds), levels);
  const scored = pairs.map(([one, other], index): ScoredPair => {
    const evidence = Object.entries(levels[index] ?? {}).flatMap(([field, level]) => {
      const weight = level === null ? undefined : weights.fields[field]?.[level];
      return weight ? [{ bits: bitsOf(weight), reason: null }] : [];
    });
    return { score: judge(weights.prior, evidence).score, same: set.entity(one) === set.entity(other) };
  });
  const all = pairsThatAreOne(files, set.entity);
  return {
    compared: pairs.length,
    all,
    reached: scored.filter(({ same }) => same).length / all,
    best: bestAccuracy(scored, all),
    at: POINTS.map((threshold) => ({ threshold, ...accuracyFrom(threshold, scored, all) })),
  };
}

function pairsThatAreOne(files: readonly (readonly Person[])[], entity: (row: Person) => string): number {
  const ofOne = (rows: readonly Person[]): number => {
    const sizes = [...Map.groupBy(rows, entity).values()].map(({ length }) => length);
    return sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  };
  return ofOne(files.flat()) - (files.length > 1 ? files.reduce((sum, rows) => sum + ofOne(rows), 0) : 0);
}
