import type { Session } from './http/sessions.ts';
import type { Org } from './organisation.ts';
import { asUser } from './records/user-mode.ts';
import type { ListReader } from './ui-api/list-views.ts';

/** What the person of a session may see through the UI API. */
export function readerFor(org: Org, { user, language }: Session): ListReader {
  const records = asUser(org, user);
  return {
    schema: org.schema,
    access: records.access,
    records,
    language,
    timeZone: user.timeZone,
    userId: user.id,
    views: org.listViews,
  };
}
