import type { FieldFunctionExpression, FieldType } from '@jetstreamapp/soql-parser-js';

import type { FieldDescription } from '../../schema/description.ts';
import { invalidField, malformedQuery } from '../problem.ts';
import type { Path, PathFinder } from './paths.ts';

/** FIELDS(ALL) and FIELDS(CUSTOM) are for a look at few records. */
const MAXIMUM_OF_ALL_FIELDS = 200;

/**
 * The columns that SELECT names.
 * @throws RestProblem INVALID_FIELD for a field that is not there or not for this user, MALFORMED_QUERY for one named twice
 */
export function columnsOf(selected: readonly FieldType[], paths: PathFinder, limit: number | null): readonly Path[] {
  const columns = selected.flatMap((each) => columnsOfOne(each, paths, limit));
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw malformedQuery(`duplicate field selected: ${name}`);
    names.add(name);
  }
  return columns;
}

function columnsOfOne(selected: FieldType, paths: PathFinder, limit: number | null): readonly Path[] {
  switch (selected.type) {
    case 'Field':
      return [paths.path(selected.field)];
    case 'FieldRelationship':
      return [paths.path([...selected.relationships, selected.field].join('.'))];
    case 'FieldFunctionExpression':
      return columnsOfFunction(selected, paths, limit);
    default:
      throw malformedQuery('The stand-in serves no queries inside SELECT.');
  }
}

function columnsOfFunction(
  { functionName, parameters }: FieldFunctionExpression,
  paths: PathFinder,
  limit: number | null,
): readonly Path[] {
  const [parameter] = parameters;
  if (functionName.toUpperCase() !== 'FIELDS' || typeof parameter !== 'string') {
    throw invalidField(`The stand-in does not serve the function ${functionName}.`);
  }
  const which = parameter.toUpperCase();
  if (which !== 'STANDARD' && (limit === null || limit > MAXIMUM_OF_ALL_FIELDS)) {
    throw malformedQuery(`The SOQL FIELDS function must have a LIMIT of at most ${MAXIMUM_OF_ALL_FIELDS}`);
  }
  const wanted = (field: FieldDescription): boolean => which === 'ALL' || field.custom === (which === 'CUSTOM');
  return paths.source.fields.filter(wanted).map((field) => paths.path(field.name));
}
