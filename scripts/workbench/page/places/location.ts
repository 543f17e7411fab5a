import { addressOf, pageReferenceOf, type PageReference } from './page-reference.ts';

type Listener = (place: PageReference | null) => void;

const listeners = new Set<Listener>();

/** The place that the browser shows now; null for an address without a page. */
export function currentPlace(): PageReference | null {
  return pageReferenceOf(new URL(window.location.href));
}

/** Calls the listener after every move until the returned function is called. */
export function onMove(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to a place. A web page opens in a new window, as in Lightning. */
export function goTo(place: PageReference, replace = false): void {
  const address = addressOf(place);
  if (place.type === 'standard__webPage') window.open(address, '_blank', 'noopener');
  else goToAddress(address, replace);
}

/** Goes to an address of the workbench without loading the page anew. */
function goToAddress(address: string, replace = false): void {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  announceMove();
}

/** Follows the browser's back and forward buttons, and takes clicks on links to places of the workbench. */
export function followBrowser(): void {
  window.addEventListener('popstate', announceMove);
  document.addEventListener('click', takeLinkClick);
}

function announceMove(): void {
  const place = currentPlace();
  for (const listener of [...listeners]) listener(place);
}

function takeLinkClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
  if (!link || link.target === '_blank' || link.origin !== window.location.origin) return;
  if (!link.pathname.startsWith('/lightning/')) return;
  event.preventDefault();
  goToAddress(link.pathname + link.search);
}
