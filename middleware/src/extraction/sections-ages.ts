import type { Message, Sections } from './sections.ts';
import type { Span } from './source.ts';
import { firstFrom } from './source.ts';

/**
 * The messages with their age: 0 is the newest. A thread is read from its newest message down unless the days in the headers
 * say that it was exported from the oldest on.
 */
export function withAges(sections: Sections, dates: readonly (Span & { readonly day: string })[]): Sections {
  const days = sections.messages.map((message) => dayOf(sections, message, dates)).filter((day) => day !== null);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || first >= last) return sections;
  const oldest = sections.messages.length - 1;
  return { ...sections, messages: sections.messages.map((message, index) => ({ ...message, age: oldest - index })) };
}

/** The day in the headers of a message. */
function dayOf(
  { lines }: Sections,
  message: Message,
  dates: readonly (Span & { readonly day: string })[],
): string | null {
  for (let index = firstFrom(lines, message.start); index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || line.start >= message.end || (line.role !== 'header' && line.role !== 'blank')) return null;
    const date = dates[firstFrom(dates, line.start)];
    if (line.role === 'header' && date && date.end <= line.end) return date.day;
  }
  return null;
}
