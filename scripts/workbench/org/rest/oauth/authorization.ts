import type { People } from '../../people.ts';
import { OAuthProblem } from '../problem.ts';
import { clientOf } from './grants.ts';
import type { Authority } from './grants.ts';

type Form = Readonly<Record<string, string>>;

/** What a program asks of a person: to be let in under these terms. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string | null;
  readonly challenge: string;
}

/**
 * Reads an authorization request. Whoever is unknown, or wants the answer sent elsewhere, learns nothing by a redirect.
 * @throws OAuthProblem to be shown to the person
 */
export function readAuthorization(
  authority: Authority,
  form: Form,
): AuthorizationRequest | { readonly refusal: string } {
  const client = clientOf(authority, form['client_id']);
  const redirectUri = form['redirect_uri'] ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    throw new OAuthProblem('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const state = form['state'] ?? null;
  const refuse = (error: string, description: string): { readonly refusal: string } => ({
    refusal: withParameters(redirectUri, { error, error_description: description, state }),
  });
  if (form['response_type'] !== 'code') return refuse('unsupported_response_type', 'response type not supported');
  const challenge = form['code_challenge'];
  if (!challenge) return refuse('invalid_request', 'missing required code challenge');
  if ((form['code_challenge_method'] ?? 'S256') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
    return refuse('invalid_request', 'invalid code challenge');
  }
  return { clientId: client.clientId, redirectUri, scope: form['scope'] ?? 'api refresh_token', state, challenge };
}

/** Where the browser goes after a person let the program in. */
export function allowed({ tokens }: Authority, request: AuthorizationRequest, userId: string): string {
  const { clientId, redirectUri, scope, challenge, state } = request;
  const code = tokens.issueCode({ userId, clientId, redirectUri, scope, challenge });
  return withParameters(redirectUri, { code, state });
}

export function denied({ redirectUri, state }: AuthorizationRequest): string {
  return withParameters(redirectUri, {
    error: 'access_denied',
    error_description: 'end-user denied authorization',
    state,
  });
}

function withParameters(redirectUri: string, parameters: Readonly<Record<string, string | null>>): string {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) address.searchParams.set(name, value);
  return address.href;
}

/** The page on which a person of the org is chosen: the stand-in has no passwords. */
export function authorizationPage(people: People, form: Form): string {
  const hidden = Object.entries(form)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
  const choices = people.offered
    .map(({ user, role }) => {
      const label = `${escaped(user.name)} <small>${escaped(role)}</small>`;
      return `<p><button name="user" value="${escaped(user.id)}">Autoriser en tant que ${label}</button></p>`;
    })
    .join('');
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Autoriser l’accès</title>
<style>body{font:16px sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}</style>
<h1>Autoriser l’accès&nbsp;?</h1>
<p>Un programme demande à lire et à modifier les données de cette organisation de démonstration, avec les droits de la personne que vous choisissez.</p>
<form method="post" action="/services/oauth2/authorize">${hidden}${choices}<p><button name="deny" value="yes">Refuser</button></p></form></html>`;
}

/** What a person is told when nothing can be sent back. */
export function refusalPage({ code, message }: OAuthProblem): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>OAuth Error</title><p>error=${escaped(code)}&amp;error_description=${escaped(message)}</p></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
