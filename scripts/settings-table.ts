import { format, resolveConfig } from 'prettier';

import { describeSettings } from '../middleware/src/platform/settings.ts';

const BEGIN = '<!-- settings: made by "npm run document" -->';
const END = '<!-- /settings -->';

/** A document with the table of settings between its two marks as the code has them. @throws Error when a mark is missing. */
export async function documentSettings(document: string): Promise<string> {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the document lacks the marks ${BEGIN} and ${END}`);
  const rows = describeSettings().map(({ name, standard, meaning }) => {
    const shown = standard ? `\`${standard}\`` : '';
    return `| \`${name}\` | ${shown} | ${meaning} |`;
  });
  const table = ['| Variable | Default | What it does |', '| --- | --- | --- |', ...rows].join('\n');
  const written = `${document.slice(0, begin)}${BEGIN}\n\n${table}\n\n${document.slice(end)}`;
  return format(written, { ...(await resolveConfig('README.md')), parser: 'markdown' });
}
