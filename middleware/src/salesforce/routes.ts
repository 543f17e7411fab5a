import { isUnavailable } from '../platform/database.ts';
import { describeError, type Log } from '../platform/log.ts';
import { isFine, linesOf } from './check-words.ts';
import { checkOrg, type CheckParts } from './check.ts';
import { wordsOf, type InWords, type Language } from './connection-words.ts';
import { SalesforceUnavailable } from './connection.ts';
import { LoginRefused, type LoginRefusal, type Logins } from './logins.ts';
import { languageOf, PAGE_POLICY, writePage, type PageContent } from './routes-page.ts';

/** A page for a person, opened in a browser without a token. */
export interface Page {
  /** Names it in log and figures. */
  readonly id: string;
  readonly path: string;
  /** Never throws. */
  readonly answer: (request: PageRequest) => Promise<PageAnswer>;
}

/** What a browser sent. Of a parameter that came twice nothing is believed. */
export interface PageRequest {
  readonly query: Readonly<Record<string, unknown>>;
  readonly cookies: string | undefined;
  readonly languages: string | undefined;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Parts extends CheckParts {
  logins: Logins;
  /** Null: nothing is answered but how to set it. */
  publicUrl: string | null;
  log: Log;
}

const COOKIE_SECONDS = 600;

/** `/auth/login`, `/auth/callback` and `/auth/check`. Where they lead to is never read from what the browser sends. */
export function loginPages(parts: Parts): Page[] {
  const { logins } = parts;
  const cookie = cookieOf(parts.publicUrl);
  const page = (name: string, answer: (request: PageRequest, language: Language) => Promise<PageAnswer>): Page => ({
    id: `auth-${name}`,
    path: `/auth/${name}`,
    answer: async (request) => {
      const language = languageOf(request.languages);
      try {
        return await answer(request, language);
      } catch (error) {
        return written(refusalPage(error, parts.log), language);
      }
    },
  });
  return [
    page('login', async ({ query }) => {
      const { location, browser } = await logins.begin(textOf(query, 'link'));
      return redirect(location, cookie.write(browser, COOKIE_SECONDS));
    }),
    page('callback', async ({ query, cookies }) => {
      const error = textOf(query, 'error');
      const { checkLink } = await logins.finish({
        state: textOf(query, 'state'),
        browser: cookie.read(cookies),
        code: textOf(query, 'code'),
        error: error === undefined ? undefined : { error, description: textOf(query, 'error_description') ?? '' },
      });
      // The address of a page that can be loaded again holds no code.
      return redirect(checkLink, cookie.write('', 0));
    }),
    page('check', async ({ query }, language) => {
      const orgId = await logins.checkedOrg(textOf(query, 'link'));
      const report = await checkOrg(parts, orgId);
      const title = isFine(report) ? TITLES.connected : TITLES.incomplete;
      const org = { kind: 'fact', text: `${ORG[language]} ${orgId}` } as const;
      return written({ status: 200, title, lines: [org, ...linesOf(report, language)] }, language);
    }),
  ];
}

const ORG = { fr: 'Organisation :', en: 'Org:' } satisfies InWords;

const TITLES = {
  connected: { fr: 'Connexion à Salesforce : tout est en place', en: 'Connection to Salesforce: all is in place' },
  incomplete: { fr: 'Connexion à Salesforce : à compléter', en: 'Connection to Salesforce: something is missing' },
  refused: { fr: 'La connexion n’a pas abouti', en: 'The connection was not made' },
} satisfies Record<string, InWords>;

const REFUSALS: Record<LoginRefusal, InWords> = {
  'link-unusable': {
    fr: 'Ce lien a expiré, a déjà servi ou n’est pas entier. Demandez-en un nouveau : salesforce login <org>.',
    en: 'This link is too old, was used already or is not whole. Ask for a new one: salesforce login <org>.',
  },
  'answer-unusable': {
    fr: 'Cette réponse n’appartient à aucune connexion en cours. Demandez un nouveau lien : salesforce login <org>.',
    en: 'This answer belongs to no login that is under way. Ask for a new link: salesforce login <org>.',
  },
  'other-browser': {
    fr: 'La connexion a été commencée dans un autre navigateur. Ouvrez un nouveau lien et restez dans le même navigateur, cookies autorisés.',
    en: 'The login was begun in another browser. Open a new link and stay in the same browser, with cookies allowed.',
  },
};

const FAILURES = {
  unavailable: {
    fr: 'Le service ne répond pas en ce moment. Réessayez dans quelques secondes.',
    en: 'The service cannot answer just now. Try again in a few seconds.',
  },
  internal: {
    fr: 'Une erreur est survenue de notre côté. Demandez un nouveau lien, puis réessayez.',
    en: 'Something went wrong on our side. Ask for a new link, then try again.',
  },
} satisfies Record<string, InWords>;

function refusalPage(error: unknown, log: Log): { status: number; words: InWords } {
  if (error instanceof LoginRefused) return { status: 400, words: REFUSALS[error.refusal] };
  if (error instanceof SalesforceUnavailable) {
    log.warn({ code: error.code }, 'login refused');
    return { status: error.reason === 'unreachable' ? 503 : 403, words: wordsOf(error.code) };
  }
  if (isUnavailable(error)) return { status: 503, words: FAILURES.unavailable };
  log.error({ error: describeError(error) }, 'page of the login failed');
  return { status: 500, words: FAILURES.internal };
}

function written(content: PageContent | { status: number; words: InWords }, language: Language): PageAnswer {
  const page =
    'words' in content
      ? {
          title: TITLES.refused,
          lines: [{ kind: 'fault', text: content.words[language] } as const],
          status: content.status,
        }
      : content;
  return {
    status: page.status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Content-Security-Policy': PAGE_POLICY,
      Vary: 'Accept-Language',
    },
    body: writePage(page, language),
  };
}

const redirect = (location: string, cookie: string): PageAnswer => ({
  status: 303,
  headers: { Location: location, 'Set-Cookie': cookie },
  body: '',
});

/** The cookie that binds a login to its browser. Over https its name keeps other hosts of the domain from setting it. */
function cookieOf(publicUrl: string | null) {
  const isSecure = publicUrl?.startsWith('https:') ?? true;
  const name = isSecure ? '__Host-salesforce-login' : 'salesforce-login';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const pattern = new RegExp(`^${name}=([A-Za-z0-9_-]{43})$`);
  return {
    write: (value: string, seconds: number) => `${name}=${value}; Max-Age=${seconds}; ${attributes}`,
    read: (header: string | undefined) => {
      const found = (header ?? '').split(/;\s*/).flatMap((pair) => pattern.exec(pair)?.[1] ?? []);
      return found.length === 1 ? found[0] : undefined;
    },
  };
}

const LONGEST_PARAMETER = 4_000;

function textOf(query: PageRequest['query'], name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  return typeof value === 'string' && value.length <= LONGEST_PARAMETER ? value : undefined;
}
