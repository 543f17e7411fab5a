import type { Connection } from 'jsforce';

import { reasonOf, wordsOf, type ConnectionCode, type UnavailableReason } from './connection-words.ts';

export type { UnavailableReason } from './connection-words.ts';

/** The org cannot be worked with just now. The message is a sentence with the next step; it holds no secret. */
export class SalesforceUnavailable extends Error {
  override readonly name = 'SalesforceUnavailable';
  readonly reason: UnavailableReason;
  readonly code: ConnectionCode;

  constructor(code: ConnectionCode) {
    super(wordsOf(code).en);
    this.reason = reasonOf(code);
    this.code = code;
  }
}

/** The orgs as background work reaches them. */
export interface SalesforceConnections {
  /**
   * A live connection of the org's integration user, with the newest API version that both sides know. Its calls end after the
   * configured time, and renew the token by themselves when it has expired: once for all callers.
   * @throws SalesforceUnavailable, as the calls of the connection do; what the org answers to a call comes as jsforce's own error.
   */
  background(orgId: string): Promise<Connection>;
  /** The orgs that background work may try. */
  connected(): Promise<string[]>;
}
