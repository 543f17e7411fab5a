import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { listenAnywhere } from './listening.ts';
import {
  grantTokens,
  randomText,
  secretOf,
  USER_ID,
  type Answer,
  type OrgState,
  type OrgWishes,
} from './salesforce-grants.ts';

/** What an org answers in place of what it would; a function writes by itself. */
export type ScriptedAnswer = Answer | ((response: ServerResponse) => void);

/** An object as a user sees it. */
export interface SeenObject {
  queryable?: boolean;
  createable?: boolean;
  fields: readonly string[];
}

/** The login, identity and describe calls of one org, over real HTTP, as far as a connection needs them. */
export interface SalesforceServer extends OrgState {
  /** Every form that came to the token endpoint. */
  grants: Record<string, string>[];
  /** Paths of all calls, in order, and their bodies. */
  calls: string[];
  bodies: string[];
  objects: Record<string, SeenObject>;
  identityChanges: Record<string, unknown>;
  /** What the next calls to a path are answered with, one each. */
  script(path: string, ...answers: ScriptedAnswer[]): void;
  /** What the org's page does when the person allows: gives the address that the browser is sent back to. */
  allow(authorizeUrl: string): string;
  close(): Promise<void>;
}

export async function startSalesforceServer(wishes: OrgWishes = {}): Promise<SalesforceServer> {
  const scripts = new Map<string, ScriptedAnswer[]>();
  const server = createServer((request, response) => void serve(org, scripts, request, response));
  const clientSecret = randomText();
  const org: SalesforceServer = {
    ...{ wishes, orgId: wishes.orgId ?? '00D000000000001AAA', url: '', clientSecret, secrets: [clientSecret] },
    ...{ clientId: `3MVG9${randomText()}`, username: 'integration@example.com' },
    ...{ access: new Set<string>(), refresh: new Set<string>(), codes: new Map() },
    ...{ grants: [], calls: [], bodies: [], objects: {}, tokenChanges: {}, identityChanges: {} },
    script: (path, ...answers) => void scripts.set(path, [...(scripts.get(path) ?? []), ...answers]),
    allow: (authorizeUrl) => allow(org, authorizeUrl),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  org.url = `http://127.0.0.1:${await listenAnywhere(server)}`;
  return org;
}

function allow(org: OrgState, authorizeUrl: string): string {
  const asked = new URL(authorizeUrl).searchParams;
  const code = secretOf(org, 'code');
  const redirectUri = asked.get('redirect_uri') ?? '';
  org.codes.set(code, { challenge: asked.get('code_challenge'), redirectUri });
  const back = new URL(redirectUri);
  back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
  return back.href;
}

async function serve(
  org: SalesforceServer,
  scripts: Map<string, ScriptedAnswer[]>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', org.url);
  org.calls.push(pathname);
  const body = await text(request);
  org.bodies.push(body);
  const scripted = scripts.get(pathname)?.shift();
  if (typeof scripted === 'function') return scripted(response);
  const { status, body: answer } = scripted ?? (await answerTo(org, pathname, request, body));
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

async function answerTo(org: SalesforceServer, path: string, request: IncomingMessage, body: string): Promise<Answer> {
  const form = Object.fromEntries(new URLSearchParams(body));
  if (path === '/services/oauth2/token') {
    org.grants.push(form);
    return grantTokens(org, form);
  }
  if (path === '/services/oauth2/revoke') {
    org.refresh.delete(form['token'] ?? '');
    org.access.delete(form['token'] ?? '');
    return { status: 200, body: {} };
  }
  if (path === '/services/data/') return { status: 200, body: VERSIONS };
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (!bearer || !org.access.has(bearer)) {
    return { status: 401, body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }] };
  }
  if (path === '/services/oauth2/userinfo') {
    const known = { organization_id: org.orgId, user_id: USER_ID, preferred_username: org.username };
    return { status: 200, body: { ...known, ...org.identityChanges } };
  }
  const object = /\/sobjects\/(\w+)\/describe$/.exec(path)?.[1];
  return object ? describe(org.objects[object]) : { status: 200, body: { path } };
}

const VERSIONS = ['20.0', '66.0', '67.0', '68.0'].map((version) => ({
  ...{ version, label: 'a season', url: `/services/data/v${version}` },
}));

function describe(seen: SeenObject | undefined): Answer {
  if (!seen) {
    return { status: 404, body: [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }] };
  }
  const { queryable = true, createable = false, fields } = seen;
  const described = fields.map((name) => ({ name, createable }));
  return { status: 200, body: { queryable, createable, updateable: createable, fields: described } };
}
