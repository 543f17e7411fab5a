import type { Request } from 'express';
import { z } from 'zod';

import type { People } from '../people.ts';
import type { OrgUser } from '../records/access.ts';
import type { Language } from '../schema/description.ts';

/** Who is at the page, and in which language. */
export interface Session {
  readonly user: OrgUser;
  readonly language: Language;
}

export const COOKIE = 'workbench_session';

export const sessionChange = z.strictObject({ user: z.string().optional(), language: z.enum(['fr', 'en']).optional() });

const cookieValue = z.string().regex(/^[0-9A-Za-z]{18}\.(fr|en)$/);

/** The session of a request. Nobody has to log in: without a usable cookie it is the first person offered. */
export function sessionOf(request: Pick<Request, 'headers'>, people: People): Session {
  const [id = '', language = ''] = cookieOf(request.headers.cookie ?? '').split('.');
  const user = people.person(id) ?? people.offered[0]?.user;
  if (!user) throw new Error('The demo org offers no user');
  return { user, language: language === 'fr' || language === 'en' ? language : user.language };
}

function cookieOf(header: string): string {
  const pair = header.split(';').map((each) => each.trim().split('='));
  const value = pair.find(([name]) => name === COOKIE)?.[1];
  return cookieValue.safeParse(value).data ?? '';
}

/** What the cookie of a session holds. */
export function cookieFor({ user, language }: Session): string {
  return `${user.id}.${language}`;
}
