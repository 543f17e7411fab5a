/** What a source says of an account, as far as it tells it from others. Texts as they were found, not normalised. */
export interface AccountFacts {
  readonly name: string | null;
  readonly website: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly country: string | null;
  /** E-mail addresses of its people: their domain is often the account's. */
  readonly emails: readonly string[];
}

/** What a source says of a person. */
export interface ContactFacts {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly phones: readonly string[];
}

/** What a source says of a deal. */
export interface DealFacts {
  /** The name of the opportunity: often the account and the subject. */
  readonly name: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  /** `YYYY-MM-DD`; null when it is a default and says nothing of this deal. */
  readonly closeDate: string | null;
  readonly type: string | null;
}

/** An account of the org, as the mirror holds it. */
export interface KnownAccount {
  readonly recordId: string;
  readonly name: string;
  readonly website: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly parentId: string | null;
}

/** A contact of the org, as the mirror holds it. */
export interface KnownContact {
  readonly recordId: string;
  readonly accountId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly phones: readonly string[];
}

/** An open opportunity of the org, as the mirror holds it. */
export interface KnownOpportunity {
  readonly recordId: string;
  readonly accountId: string | null;
  readonly name: string;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly closeDate: string | null;
  readonly stage: string | null;
  readonly type: string | null;
  readonly ownerId: string | null;
}
