import type { SaveProblem, SaveRefused } from '../../records/problem.ts';
import type { RecordStore } from '../../records/store.ts';
import { attributesOf } from '../soql/rest-records.ts';

/** A refused save as the body of a single call: a list of problems. */
export function refusalBody(refused: SaveRefused, store: RecordStore, version: string): readonly unknown[] {
  return refused.problems.map((problem) =>
    problem.duplicate
      ? {
          // The key is spelt so in the answers of real orgs.
          duplicateResut: duplicateResult(refused.object, problem, store, version),
          errorCode: problem.statusCode,
          message: problem.message,
        }
      : { message: problem.message, errorCode: problem.statusCode, fields: problem.fields },
  );
}

/** Missing rights are 403; whatever else is wrong with a record is 400. */
export function refusalStatus({ problems }: SaveRefused): number {
  return problems.some(({ statusCode }) => statusCode === 'INSUFFICIENT_ACCESS_OR_READONLY') ? 403 : 400;
}

/** The same problems in the results of a collection. */
export function resultErrors(refused: SaveRefused, store: RecordStore, version: string): readonly unknown[] {
  return refused.problems.map((problem) => ({
    statusCode: problem.statusCode,
    message: problem.message,
    fields: problem.fields,
    ...(problem.duplicate ? { duplicateResult: duplicateResult(refused.object, problem, store, version) } : {}),
  }));
}

function duplicateResult(
  object: string,
  { duplicate, message }: SaveProblem,
  store: RecordStore,
  version: string,
): unknown {
  const ids = duplicate?.recordIds ?? [];
  return {
    allowSave: duplicate?.allowSave ?? false,
    duplicateRule: duplicate?.rule ?? '',
    duplicateRuleEntityType: object,
    errorMessage: message,
    matchResults: [
      {
        entityType: object,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords: ids.map((id) => ({
          additionalInformation: [],
          fieldDiffs: [],
          matchConfidence: 100,
          record: { attributes: attributesOf(store.get(id)?.object ?? object, id, version), Id: id },
        })),
        rule: duplicate?.rule ?? '',
        size: ids.length,
        success: true,
      },
    ],
  };
}
