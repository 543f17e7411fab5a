/** Notices a page that runs what it should only show, or that speaks to anybody but its own server. */
import type { Page } from 'playwright-core';

/** Markup that would run in every common place of a page: between tags, in an attribute, in a link, in an image. */
export const MARKUP = [
  '<script>window.__pwned=1</script>',
  '<img src=x onerror="window.__pwned=2">',
  '"><svg/onload=window.__pwned=3>',
  `'"--></style></script><script>window.__pwned=4</script>`,
  '<a href="javascript:window.__pwned=5">clic</a>',
  '<iframe srcdoc="<script>parent.__pwned=6</script>">',
  '{{constructor.constructor("window.__pwned=7")()}}',
  '${window.__pwned=8}',
] as const;

export interface Tripwire {
  /** What was set off so far, in words; empty when all is well. */
  sprung(): Promise<readonly string[]>;
}

/** Lays the wire on a page, for its whole life: to be called before anything hostile is shown. */
export function layTripwire(page: Page): Tripwire {
  const found: string[] = [];
  page.on('dialog', (dialog) => {
    found.push(`a dialog: ${dialog.message().slice(0, 80)}`);
    void dialog.dismiss();
  });
  page.on('popup', () => found.push('another window was opened'));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    const isOwn = host === new URL(page.url()).host || page.url() === 'about:blank';
    if (!isOwn && !['data:', 'blob:'].includes(protocol)) found.push(`a request to ${host}`);
  });
  return {
    async sprung() {
      const pwned = await page.evaluate<unknown>('window.__pwned ?? null');
      const active = await page.evaluate<number>(
        `document.querySelectorAll('main script, main iframe, main object, main embed, main [onerror], main [onload], ' +
          'a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i]').length`,
      );
      return [
        ...found,
        ...(pwned === null ? [] : [`a script ran: ${String(pwned)}`]),
        ...(active === 0 ? [] : [`${active} elements that could run something`]),
      ];
    },
  };
}
