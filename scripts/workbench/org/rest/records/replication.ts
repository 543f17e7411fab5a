import { RestProblem } from '../problem.ts';
import { ok } from '../resources/resource.ts';
import type { ApiCall, Resources } from '../resources/resource.ts';
import { restDateTime } from '../values.ts';
import { sourceOf } from './resources.ts';

/** What was changed or deleted in a stretch of time. Salesforce looks back 30 days at most. */
export function replicationResources(now: () => Date): Resources {
  return {
    'GET sobjects/:object/updated': (session, call, { object = '' }) => {
      const { start, end } = stretch(call, now());
      const records = sourceOf(session, object).find();
      const ids = records.filter(({ fields }) =>
        inside(fields['SystemModstamp'] ?? fields['LastModifiedDate'], start, end),
      );
      return ok({ ids: ids.map(({ id }) => id), latestDateCovered: restDateTime(end.toISOString()) });
    },
    'GET sobjects/:object/deleted': (session, call, { object = '' }) => {
      const { start, end } = stretch(call, now());
      const deleted = sourceOf(session, object).deleted();
      const found = deleted.filter(({ fields }) => inside(fields['SystemModstamp'], start, end));
      return ok({
        deletedRecords: found.map(({ id, fields }) => ({
          id,
          deletedDate: restDateTime(String(fields['SystemModstamp'])),
        })),
        earliestDateAvailable: restDateTime(String(deleted[0]?.fields['SystemModstamp'] ?? end.toISOString())),
        latestDateCovered: restDateTime(end.toISOString()),
      });
    },
  };
}

const MAXIMUM_DAYS = 30;
const DAY = 86_400_000;

/** The stretch of a call; its start is taken down to the whole minute, as Salesforce does. */
function stretch({ query }: ApiCall, now: Date): { readonly start: Date; readonly end: Date } {
  const start = new Date(query['start'] ?? '');
  const end = new Date(query['end'] ?? '');
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) {
    throw new RestProblem(400, 'MISSING_ARGUMENT', 'start and end must be given as date and time');
  }
  if (start >= end) throw invalidDate('startDate must be before endDate');
  if (now.getTime() - start.getTime() > MAXIMUM_DAYS * DAY)
    throw invalidDate('startDate before org replication enabled date');
  start.setUTCSeconds(0, 0);
  return { start, end };
}

function invalidDate(message: string): RestProblem {
  return new RestProblem(400, 'INVALID_REPLICATION_DATE', message);
}

function inside(value: unknown, start: Date, end: Date): boolean {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return moment >= start.getTime() && moment <= end.getTime();
}
