import locale from '@salesforce/i18n/lang';
import failed from '@salesforce/label/c.Sound_Failed';
import unplayable from '@salesforce/label/c.Sound_Unplayable';
import type { SourcePage, SourceView } from 'c/captureTypes';
import { inContext } from 'c/evidenceMarks';
import type { EvidenceLine } from 'c/fieldViews';
import type { FormView } from 'c/formView';
import { anchorsIn } from 'c/pageRegions';
import type { Listening } from 'c/soundPlayback';
import { listenLabel } from 'c/soundWords';
import { heardTogether, passagesOfValue } from 'c/spokenWords';

import type { Drawing } from './drawing';

/**
 * What the frame shows of the value whose evidence is lit, for the side that a phone shows.
 * @param trouble why the recording is not heard, or empty
 */
export function lightOn(
  drawing: Drawing | null,
  litPath: string | null,
  source: SourceView,
  side: 'form' | 'source',
  trouble = '',
) {
  const line = drawing ? lineAt(drawing, litPath) : null;
  const strip = drawing && line ? stripAt(drawing, line, source, trouble) : null;
  const passages = drawing && line ? passagesOfValue(drawing.blocks, drawing.deal.draft.id, line.path) : [];
  const passage = heardTogether(passages);
  return { line, strip, passage, listenLabel: passage ? listenLabel(passage, locale) : '', ...sideView(side, strip) };
}

/** What to say where the player itself is not on the screen. */
export function troubleOf({ status }: Listening): string {
  if (status === 'unplayable') return unplayable;
  return status === 'failed' ? failed : '';
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
function stripAt(
  { blocks, deal }: Drawing,
  { path, quote, why }: EvidenceLine,
  source: SourceView,
  trouble: string,
): Strip {
  if (trouble) return { before: trouble, quote: '', after: '', crop: null };
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
