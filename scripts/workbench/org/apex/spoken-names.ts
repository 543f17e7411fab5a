import type { Transaction } from './transaction.ts';

/** The middleware takes 500; a recogniser reads the first ones. */
const MOST_OF_EACH = 100;
/** What the stand-in has of the objects that the class asks for; it does not note what somebody looked at. */
const OBJECTS = ['Account', 'Contact'];

/** Names that may be heard in a recording, as the Apex class SpokenNames: the person's own first. */
export function spokenNames({ records, user }: Transaction): string[] {
  const names = OBJECTS.flatMap((object) => {
    const all = records.find(object).map(({ fields }) => fields);
    const own = all.filter((fields) => fields['OwnerId'] === user.id);
    const others = all.filter((fields) => fields['OwnerId'] !== user.id);
    return [...own, ...others].slice(0, MOST_OF_EACH).map(nameOf);
  });
  return [...new Set(names.filter((name) => name !== ''))];
}

/** A contact's name is put together by the platform. */
function nameOf(fields: Readonly<Record<string, unknown>>): string {
  const parts = fields['LastName'] === undefined ? [fields['Name']] : [fields['FirstName'], fields['LastName']];
  return parts.filter((part) => typeof part === 'string').join(' ');
}
