import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { reasonOf } from './connection-words.ts';
import { refusalCode } from './oauth-refusals.ts';

describe('what an org refuses a token for', () => {
  for (const [error, description, code] of [
    ['invalid_grant', 'expired access/refresh token', 'login-expired'],
    ['invalid_grant', 'token request is already being processed', 'busy'],
    ['invalid_grant', "user hasn't approved this consumer", 'user-not-approved'],
    ['invalid_app_access', 'user is not admin approved to access this app', 'user-not-approved'],
    ['invalid_grant', 'audience is invalid', 'domain-wrong'],
    ['invalid_grant', 'request not supported on this domain', 'domain-wrong'],
    ['invalid_grant', 'invalid assertion', 'key-unknown'],
    ['invalid_grant', 'expired authorization code', 'code-used'],
    ['invalid_grant', 'invalid authorization code', 'code-used'],
    ['invalid_grant', 'invalid code verifier', 'code-used'],
    ['invalid_grant', 'no client credentials user enabled', 'client-credentials-off'],
    ['invalid_grant', 'ip restricted', 'address-range'],
    ['invalid_grant', 'inactive user', 'user-inactive'],
    ['inactive_user', 'user is inactive', 'user-inactive'],
    ['inactive_org', 'organization is inactive', 'org-inactive'],
    ['invalid_client_id', 'client identifier invalid', 'app-unknown'],
    ['invalid_client', 'invalid client credentials', 'secret-wrong'],
    ['invalid_client', 'client identifier invalid', 'app-unknown'],
    ['redirect_uri_mismatch', 'redirect_uri must match configuration', 'redirect-uri'],
    ['redirect_uri_missing', 'redirect_uri not provided', 'redirect-uri'],
    ['invalid_scope', 'the requested scope is not allowed', 'no-refresh-token'],
    ['rate_limit_exceeded', 'exceeded', 'busy'],
    ['unsupported_grant_type', 'grant type not supported', 'client-credentials-off'],
    ['access_denied', 'end-user denied authorization', 'access-denied'],
    ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', 'app-blocked'],
    ['invalid_grant', 'authentication failure', 'other-refusal'],
    ['', '', 'other-refusal'],
    ['x'.repeat(5_000), 'y'.repeat(50_000), 'other-refusal'],
  ] as const) {
    it(`${error.slice(0, 30)}: ${description.slice(0, 60)}`, () =>
      assert.equal(refusalCode({ error, description }), code));
  }

  it('is only worth another try by itself when the org was busy', () => {
    assert.equal(reasonOf('busy'), 'unreachable');
    assert.equal(reasonOf('login-expired'), 'login-revoked');
  });
});
