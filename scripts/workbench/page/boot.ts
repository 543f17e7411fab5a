import { workbenchOf, type LabelTexts, type Session } from './session/session.ts';

/** Below this width the page is laid out as in the mobile app. */
const NARROW = '(max-width: 47.99em)';

async function read<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return (await response.json()) as T;
}

function tellFailure(): void {
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.textContent =
    'The workbench does not answer. Start it again in the terminal, then reload this page. / ' +
    'Le banc d’essai ne répond pas. Relancez-le dans le terminal, puis rechargez cette page.';
  document.body.replaceChildren(notice);
}

try {
  const [session, labels] = await Promise.all([read<Session>('/workbench/session'), read<LabelTexts>('/labels.json')]);
  globalThis.workbench = workbenchOf(session, labels, matchMedia(NARROW).matches);
  document.documentElement.lang = session.language;
  // Only now: modules read their labels and locale while they load.
  await import('./main.ts');
} catch (error) {
  console.error(error);
  tellFailure();
}
