import type { RunningOrg } from '../server.ts';

/** What a page of one person does: it keeps the cookie that the org gives it. */
export interface Page {
  apex(method: string, parameters?: Record<string, unknown>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Becomes somebody else, or reads in another language. */
  session(change: { user?: string; language?: 'fr' | 'en' }): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function openPage(
  org: Pick<RunningOrg, 'url'>,
  user?: string,
  language: 'fr' | 'en' = 'fr',
): Promise<Page> {
  let cookie = '';
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(org.url + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text) as Readonly<Record<string, unknown>> };
  };
  const page: Page = {
    apex: (method, parameters = {}) => call('POST', `/apex/${method}`, parameters),
    get: (path) => call('GET', path),
    session: (change) => call('POST', '/workbench/session', change),
  };
  await page.session({ ...(user ? { user } : {}), language });
  return page;
}
