import { createHmac } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';

import type { Org } from '../../organisation.ts';
import type { OrgUser } from '../../records/access.ts';
import { OAuthProblem } from '../problem.ts';
import { bearerOf } from '../session.ts';
import { allowed, authorizationPage, denied, readAuthorization, refusalPage } from './authorization.ts';
import { authenticated, clientOf, grantFor } from './grants.ts';
import type { Authority, Granted } from './grants.ts';
import { identityOf, userInfoOf } from './identity.ts';

/** What the OAuth addresses know of the org beside its tokens. */
export interface OAuthOrg extends Authority {
  readonly org: Org;
  /** The address of the org itself, without a slash at the end. */
  url(): string;
}

type Form = Readonly<Record<string, string>>;

const fields = z.record(z.string(), z.string());

/** `/services/oauth2`: the page that lets a program in, and its tokens. */
export function oauthRoutes(authority: OAuthOrg): Router {
  const { org, tokens } = authority;
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: '64kb' }));
  router.get('/authorize', (request, response) => {
    onAuthorizationPage(response, () => {
      const asked = readAuthorization(authority, formOf(request));
      if ('refusal' in asked) response.redirect(asked.refusal);
      else
        secretly(response)
          .type('html')
          .send(authorizationPage(org.people, formOf(request)));
    });
  });
  router.post('/authorize', (request, response) => {
    onAuthorizationPage(response, () => response.redirect(afterChoice(authority, formOf(request))));
  });
  router.post('/token', async (request, response) => {
    const granted = await grantFor(authority, { ...formOf(request), ...basicCredentials(request) });
    secretly(response).json(tokenBody(authority, granted));
  });
  router.all('/revoke', (request, response) => {
    const known = tokens.revoke(formOf(request)['token'] ?? '');
    if (!known) throw new OAuthProblem('invalid_token', 'invalid token');
    response.status(200).end();
  });
  router.post('/introspect', (request, response) => {
    const form = { ...formOf(request), ...basicCredentials(request) };
    authenticated(authority, form);
    const token = form['token'] ?? '';
    const grant = tokens.access(token) ?? tokens.refresh(token);
    const user = grant && org.people.byId(grant.userId);
    const known = user && { scope: grant.scope, client_id: grant.clientId, username: user.userName };
    secretly(response).json(known ? { active: true, ...known } : { active: false });
  });
  router.all('/userinfo', (request, response) => {
    const user = bearer(authority, request, response);
    if (user) response.json(userInfoOf(org, authority.url(), user));
  });
  return router;
}

/** `/id/<org>/<user>`: who a token is of. */
export function identityRoutes(authority: OAuthOrg): Router {
  const { org } = authority;
  const router = express.Router();
  router.get('/:orgId/:userId', (request, response) => {
    const user = bearer(authority, request, response);
    if (!user) return;
    const { orgId, userId } = request.params;
    if (orgId !== org.id) return void response.status(403).type('text').send('Wrong_Org');
    if (userId !== user.id) return void response.status(404).type('text').send('Bad_Id');
    response.json(identityOf(org, authority.url(), user));
  });
  return router;
}

/** The user of a request's token; without a good one the request is answered as Salesforce does here: 403, one word. */
function bearer({ org, tokens }: OAuthOrg, request: Request, response: Response): OrgUser | null {
  const token = bearerOf(request) ?? formOf(request)['oauth_token'] ?? null;
  const grant = token === null ? null : tokens.access(token);
  const user = grant && org.people.byId(grant.userId);
  if (user) return user;
  response
    .status(403)
    .type('text')
    .send(token === null ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
  return null;
}

function onAuthorizationPage(response: Response, work: () => void): void {
  try {
    work();
  } catch (failure) {
    if (!(failure instanceof OAuthProblem)) throw failure;
    response.status(failure.status).type('html').send(refusalPage(failure));
  }
}

function afterChoice(authority: OAuthOrg, { user: userId = '', deny, ...form }: Form): string {
  const asked = readAuthorization(authority, form);
  if ('refusal' in asked) return asked.refusal;
  if (deny !== undefined) return denied(asked);
  const user = authority.org.people.person(userId);
  if (!user) throw new OAuthProblem('invalid_grant', 'authentication failure');
  return allowed(authority, asked, user.id);
}

/** The parameters of a request, whether they stand in its body or in its address. */
function formOf(request: Request): Form {
  const given = fields.safeParse({ ...request.query, ...(request.body ?? {}) });
  if (!given.success) throw new OAuthProblem('invalid_request', 'each parameter may be given once');
  return given.data;
}

/** Tokens belong into no cache. */
function secretly(response: Response): Response {
  return response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
}

function tokenBody(authority: OAuthOrg, granted: Granted): Form {
  const issuedAt = String(Date.now());
  const id = `${authority.url()}/id/${authority.org.id}/${granted.userId}`;
  const { clientSecret } = clientOf(authority, granted.clientId);
  return {
    access_token: authority.tokens.issueAccess(granted),
    ...(granted.refreshToken === null ? {} : { refresh_token: granted.refreshToken }),
    signature: createHmac('sha256', clientSecret).update(`${id}${issuedAt}`).digest('base64'),
    scope: granted.scope,
    instance_url: authority.url(),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

/** `client_id` and `client_secret` of an Authorization header, which Salesforce takes as well as those of the form. */
function basicCredentials(request: Request): Form {
  const encoded = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return {};
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { client_id: id, client_secret: secret.join(':') };
}
