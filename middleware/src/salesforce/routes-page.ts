import { createHash } from 'node:crypto';

import type { CheckLine } from './check-words.ts';
import type { InWords, Language } from './connection-words.ts';

/** A page of the login, before it is written. */
export interface PageContent {
  status: number;
  title: InWords;
  /** What the person does next, or knows. */
  lines: readonly CheckLine[];
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
ul { padding-left: 1.2rem; }
li { margin: 0.4rem 0; overflow-wrap: anywhere; }
.fault { font-weight: 600; }
.fault::before { content: '\\26A0\\FE0F  '; }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing runs, loads, frames or is sent from a page of the login; its style is the one that it carries. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Every text is escaped: names come from orgs. */
export function writePage({ title, lines }: PageContent, language: Language): string {
  const items = lines.map(({ kind, text }) => `<li class="${kind}">${escaped(text)}</li>`).join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title[language])}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title[language])}</h1>
<ul>
${items}
</ul>
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** French, unless the browser prefers English (RFC 9110, section 12.5.4). */
export function languageOf(accepted: string | undefined): Language {
  const wishes = (accepted ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
    return { language: tag.split('-')[0], weight: Number(weight ?? 1) };
  });
  const weightOf = (language: Language) =>
    Math.max(0, ...wishes.filter((wish) => wish.language === language).map(({ weight }) => weight || 0));
  return weightOf('en') > weightOf('fr') ? 'en' : 'fr';
}
