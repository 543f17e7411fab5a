import { baseValues } from './base-values.ts';

export type Language = 'fr' | 'en';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: 'rep' | 'manager' | 'admin';
}

/** A note to try the product with; its files are fetched when it is chosen. */
export interface SampleNote {
  readonly title: string;
  readonly language: Language;
  readonly text: string;
  readonly files: readonly { readonly address: string; readonly fileName: string; readonly mediaType: string }[];
}

/** Who uses the page, in which language: what an org knows of its user. */
export interface Session {
  readonly user: Person;
  readonly users: readonly Person[];
  readonly language: Language;
  readonly middlewareUrl: string;
  readonly notes: readonly SampleNote[];
}

/** What the built modules read instead of the platform's `@salesforce/*` modules. */
export interface Workbench {
  readonly session: Session;
  label(name: string): string;
  /** A label, locale value or form factor of the base components, in the session's language. */
  baseValue<T>(name: string, fallback: T): T;
  /** As `@salesforce/customPermission/*`: true, or undefined when the person does not have it. */
  permission(name: string): true | undefined;
}

declare global {
  var workbench: Workbench;
}

/** The custom permissions of the roles, as their permission sets give them. */
const PERMISSIONS: Readonly<Record<Person['role'], readonly string[]>> = {
  rep: ['Create_From_Notes'],
  manager: ['Create_From_Notes', 'Review_Team_Drafts'],
  admin: ['Administer_Create_From_Notes', 'Create_From_Notes', 'Review_Team_Drafts'],
};

/** Labels by language, as the build writes them. */
export type LabelTexts = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** Builds what the modules read, for one person and language. `narrow` is true on a phone. */
export function workbenchOf(session: Session, labels: LabelTexts, narrow: boolean): Workbench {
  const values = baseValues(session.language, narrow);
  const texts = labels[session.language];
  const permissions = PERMISSIONS[session.user.role];
  return {
    session,
    label: (name) => texts[name] ?? name,
    baseValue: <T>(name: string, fallback: T) => (values.get(name) as T | undefined) ?? fallback,
    permission: (name) => (permissions.includes(name) ? true : undefined),
  };
}

/** Becomes another person or changes the language; the page starts anew, as after a log-in. */
export async function changeSession(change: { user?: string; language?: Language }): Promise<void> {
  await fetch('/workbench/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  });
  location.reload();
}
