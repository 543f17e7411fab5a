import type { ConnectionCode } from './connection-words.ts';

/** An error of an org's authorisation server: RFC 6749's code, and a sentence that is not ours to repeat. */
export interface OAuthError {
  error: string;
  description: string;
}

/** The first that fits. Salesforce tells most of its cases by the description alone. */
const REFUSALS: readonly [error: RegExp, description: RegExp, code: ConnectionCode][] = [
  [/^access_denied$/, /./s, 'access-denied'],
  [/^(?:rate_limit_exceeded|server_error|temporarily_unavailable|unknown_error)$/, /./s, 'busy'],
  [/./, /being processed|try again/i, 'busy'],
  [/^redirect_uri/, /./s, 'redirect-uri'],
  [/^invalid_scope$/, /./s, 'no-refresh-token'],
  [/^inactive_org$/, /./s, 'org-inactive'],
  [/^inactive_user$/, /./s, 'user-inactive'],
  [/./, /user (?:is )?inactive|inactive user|user.{0,20}(?:frozen|locked)/i, 'user-inactive'],
  [/./, /hasn't approved|not (?:admin )?approved/i, 'user-not-approved'],
  [/^OAUTH_(?:APP_BLOCKED|APP_ACCESS_DENIED|APPROVAL)/i, /./s, 'app-blocked'],
  [/./, /not been installed|app.{0,20}blocked|(?:app|access).{0,20}denied/i, 'app-blocked'],
  [/./, /client identifier invalid/i, 'app-unknown'],
  [/^invalid_client$|^invalid_client_credentials$/, /./s, 'secret-wrong'],
  [/^invalid_client_id$|^OAUTH_EC_APP_NOT_FOUND$/i, /./s, 'app-unknown'],
  [/./, /client secret|invalid client credentials/i, 'secret-wrong'],
  [/./, /ip (?:restricted|not allowed)|login hours/i, 'address-range'],
  [/./, /audience is invalid|not supported on this domain|domain/i, 'domain-wrong'],
  [/./, /client credentials user|client credentials flow/i, 'client-credentials-off'],
  [/^unsupported_grant_type$|^unauthorized_client$/, /./s, 'client-credentials-off'],
  [/./, /assertion|signature|certificate/i, 'key-unknown'],
  [/./, /authorization code|code verifier|invalid code/i, 'code-used'],
  [/./, /access\/refresh token|refresh token|token.{0,20}(?:expired|revoked|invalid)/i, 'login-expired'],
];

/** What a refusal comes down to, as far as the next step differs. */
export function refusalCode({ error, description }: OAuthError): ConnectionCode {
  const text = description || ' ';
  return REFUSALS.find(([code, words]) => code.test(error) && words.test(text))?.[2] ?? 'other-refusal';
}
