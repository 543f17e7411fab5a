import { z } from 'zod';

import type { ControlCommands } from '../platform/control-socket.ts';
import { loginAddress } from '../platform/salesforce-addresses.ts';
import { linesOf, isFine, type CheckLine } from './check-words.ts';
import { checkOrg, type CheckParts } from './check.ts';
import type { StoredConnection } from './connection-store.ts';
import type { MirrorFilling } from './filling/filling.ts';
import { mirrorLines } from './freshness-words.ts';
import type { Logins } from './logins.ts';
import type { OAuth } from './oauth.ts';

interface Parts extends CheckParts {
  logins: Logins;
  mirror: Pick<MirrorFilling, 'freshness' | 'refresh' | 'lookSoon' | 'forget'>;
  /** Where orgs log in that name no other. */
  loginUrl: string;
  registeredOrgs: () => Promise<readonly string[]>;
}

/** What the person at the terminal asked for cannot be done; the message says why and what to do. */
export class SalesforceCommandError extends Error {
  override readonly name = 'SalesforceCommandError';
}

const orgId = z.string().regex(/^00D[A-Za-z0-9]{15}$/, 'an org id has 18 characters and begins with 00D');
const login = z.object({ orgId, loginUrl: z.string().max(1_000).nullish() });
const check = z.object({ orgId: orgId.nullish() });
const onlyOrg = z.object({ orgId });

/** What the owner of the data folder can ask of the connections. */
export function salesforceCommands(parts: Parts) {
  return {
    'salesforce-login': async (input: unknown) => makeLoginLink(parts, parse(login, input)),
    'salesforce-connect': async (input: unknown) => connect(parts, parse(login, input)),
    'salesforce-check': async (input: unknown) => checkOrgs(parts, parse(check, input).orgId ?? null),
    'salesforce-refresh': async (input: unknown) => refresh(parts, parse(onlyOrg, input).orgId),
    'salesforce-disconnect': async (input: unknown) => disconnect(parts, parse(onlyOrg, input).orgId),
  } satisfies ControlCommands;
}

export type SalesforceCommand = keyof ReturnType<typeof salesforceCommands>;

/** What the command line prints. */
export interface CommandAnswer {
  lines: string[];
  /** Whether nothing is left to do. */
  fine: boolean;
}

async function makeLoginLink(parts: Parts, given: z.infer<typeof login>): Promise<CommandAnswer> {
  await requireRegistered(parts, given.orgId);
  const loginUrl = await loginUrlOf(parts, given);
  const link = await parts.logins.makeLink(given.orgId, 'login', loginUrl);
  return {
    lines: ['Open this link within 10 minutes, in the browser of the administrator of the org. It works once:', link],
    fine: true,
  };
}

async function checkOrgs(parts: Parts, only: string | null): Promise<CommandAnswer> {
  const orgIds = only === null ? await parts.registeredOrgs() : [only];
  if (only !== null) await requireRegistered(parts, only);
  const lines: string[] = [];
  let fine = true;
  for (const each of orgIds) {
    const report = await checkOrg(parts, each);
    fine &&= isFine(report);
    lines.push(each, ...linesOf(report, 'en').map(marked));
  }
  if (orgIds.length === 0) lines.push('No org is registered: begin with "org-keys register".');
  return { lines, fine };
}

const MARKS = { fact: '  ', fault: '! ' };
const marked = ({ kind, text }: CheckLine): string => `  ${MARKS[kind]}${text}`;

/** For an app with credentials of its own, nobody needs to log in: the org is asked at once. */
async function connect(parts: Parts, given: z.infer<typeof login>): Promise<CommandAnswer> {
  const { access, store } = parts.connections;
  await requireRegistered(parts, given.orgId);
  if (!access?.app.key && !access?.app.clientSecret) {
    throw new SalesforceCommandError(
      'The app has neither a private key nor a secret: set SALESFORCE_PRIVATE_KEY_FILE and SALESFORCE_USERNAME, or use "salesforce login".',
    );
  }
  const loginUrl = await loginUrlOf(parts, given);
  await store.replace(given.orgId, { loginUrl, instanceUrl: null, session: null, refreshToken: null });
  const answer = await checkOrgs(parts, given.orgId);
  parts.mirror.lookSoon(given.orgId);
  return answer;
}

/** Answers when the mirror holds what the org holds now, or says what stands against it. */
async function refresh(parts: Parts, org: string): Promise<CommandAnswer> {
  await requireRegistered(parts, org);
  // A person asks, and may just have mended something.
  parts.connections.access?.sessions.wake(org);
  const { objects } = await parts.mirror.refresh(org);
  const lines = objects.flatMap((each) => mirrorLines(each, 'en'));
  const fine = objects.every(({ state }) => state === 'fresh');
  return { lines: [org, ...lines.map(marked)], fine };
}

/** Forgets the tokens here first, whatever the org says: it may be the very thing that is away. */
async function disconnect(parts: Parts, org: string): Promise<CommandAnswer> {
  await requireRegistered(parts, org);
  const { access, store } = parts.connections;
  await store.introduce(org, parts.loginUrl);
  const stored = await store.find(org);
  await store.disconnect(org);
  const isTold = stored === null || (await endInOrg(access?.oauth, stored));
  await parts.mirror.forget(org);
  const done = `Org ${org} is disconnected, and its tokens and its mirror are erased here.`;
  if (isTold) return { lines: [done], fine: true };
  const untold = 'The org could not be told: end the session there too, in Setup > Connected Apps OAuth Usage.';
  return { lines: [done, untold], fine: false };
}

/** @returns whether no token is left that the org would take. */
async function endInOrg(oauth: OAuth | undefined, stored: StoredConnection): Promise<boolean> {
  const token = stored.refreshToken ?? stored.session?.accessToken;
  if (!token) return true;
  if (!oauth) return false;
  return oauth.revoke(stored.instanceUrl ?? stored.loginUrl, token).then(
    () => true,
    () => false,
  );
}

async function loginUrlOf(parts: Parts, given: z.infer<typeof login>): Promise<string> {
  if (!given.loginUrl) return (await parts.connections.store.find(given.orgId))?.loginUrl ?? parts.loginUrl;
  const loginUrl = loginAddress(given.loginUrl);
  if (loginUrl !== null) return loginUrl;
  throw new SalesforceCommandError(
    'The address is none of Salesforce: give the My Domain of the org, such as https://example.my.salesforce.com.',
  );
}

async function requireRegistered({ registeredOrgs }: Parts, org: string): Promise<void> {
  if ((await registeredOrgs()).includes(org)) return;
  throw new SalesforceCommandError(`Org ${org} is not known here: register its key first, with "org-keys register".`);
}

function parse<Shape extends z.ZodType>(shape: Shape, input: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(input);
  if (!parsed.success) throw new SalesforceCommandError(parsed.error.issues[0]?.message ?? 'The input cannot be used.');
  return parsed.data;
}
