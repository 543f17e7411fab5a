/** A real Chromium for the tests that walk through the pages. */
import { existsSync } from 'node:fs';

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const chromiumPath = PLACES.find((place) => place !== undefined && existsSync(place));

/** The reason to skip, or false when a browser is there. */
export const skipWithoutBrowser = chromiumPath
  ? false
  : 'Chromium is missing: install it (Debian: apt-get install chromium) or set CHROMIUM to its path';

/** @param microphone a WAV file that the microphone plays to every recording from its beginning, then it is silent. */
export function launchBrowser(microphone?: string): Promise<Browser> {
  const heard = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone ?? ''}%noloop`];
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(microphone === undefined ? [] : heard),
    ],
  });
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export type Faults = { page: Page; faults: string[] };

/** A page that writes down what no user should ever cause: script errors and answers of 500 and above. */
export async function watchedPage(context: BrowserContext): Promise<Faults> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults };
}
