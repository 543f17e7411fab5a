import type { SourcePage, SourceView } from 'c/captureTypes';
import { inContext } from 'c/evidenceMarks';
import type { EvidenceLine } from 'c/fieldViews';
import type { FormView } from 'c/formView';
import { anchorsIn } from 'c/pageRegions';

import type { Drawing } from './drawing';

/** What the frame shows of the value whose evidence is lit, for the side that a phone shows. */
export function lightOn(drawing: Drawing | null, litPath: string | null, source: SourceView, side: 'form' | 'source') {
  const line = drawing ? lineAt(drawing, litPath) : null;
  const strip = drawing && line ? stripAt(drawing, line, source) : null;
  return { line, strip, ...sideView(side, strip) };
}

/** What the evidence bar says of a path of this form; null when the form does not show it. */
function lineAt({ form }: Drawing, path: string | null): EvidenceLine | null {
  if (path === null) return null;
  if (path === 'account.name' && form.account.linked) return accountLine(form);
  if (path === 'opportunity.currency') return form.currency?.line ?? null;
  const ofContact = form.contacts.flatMap((contact) =>
    contact.fields.map((field) => ({ ...field.line, label: `${contact.name} · ${field.label}` })),
  );
  return form.fields.get(path)?.line ?? ofContact.find((line) => line.path === path) ?? null;
}

/** A linked account: what the source calls it, then which record is meant and why. */
function accountLine({ account }: FormView): EvidenceLine {
  const quote = account.name?.line.quote ?? '';
  const why = [account.signWord, account.signText].filter(Boolean).join(' · ');
  return { path: 'account.name', label: account.label, quote, reading: quote ? account.displayName : '', why };
}

/** What a screen that shows the form alone says of the lit value. */
export interface Strip {
  before: string;
  quote: string;
  after: string;
  /** The line of the picture, where the words stand in one. */
  crop: { page: SourcePage; corners: readonly number[] } | null;
}

/** The lit passage as it is seen in its picture, or with the words around it; without one, why the value is there. */
function stripAt({ blocks, deal }: Drawing, { path, quote, why }: EvidenceLine, source: SourceView): Strip {
  const lit = anchorsIn(blocks).filter((anchor) => anchor.path === path && anchor.draftId === deal.draft.id);
  const [first] = lit;
  if (!first) return { before: why, quote: '', after: '', crop: null };
  const [region] = lit.flatMap(({ regions = [] }) => regions);
  const page = source.pages?.find(({ number }) => number === region?.page);
  if (region && page) return { before: quote, quote: '', after: '', crop: { page, corners: region.corners } };
  const { text } = source;
  return { ...inContext(text, first.start, first.end), quote: text.slice(first.start, first.end), crop: null };
}

/** Which side a phone shows and whether it has a strip, as the markup says it. */
function sideView(side: 'form' | 'source', strip: Strip | null) {
  return {
    pageClass: `page page_${side}`,
    formPressed: String(side === 'form'),
    sourcePressed: String(side === 'source'),
    stripClass: strip ? 'strip strip_on' : 'strip',
    canSee: Boolean(strip?.quote || strip?.crop),
  };
}
