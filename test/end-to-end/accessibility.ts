/**
 * WCAG A and AA by axe, run in an isolated world of the page: the synthetic shadow's patches live in the main world and would hide
 * most of the tree from axe.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';
import { z } from 'zod';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Violations inside Salesforce's own base components, which we use as they are. An entry names the rule and the component, and is
 * exact: an entry that no page needs any more fails the test.
 */
export const ALLOWED: { rule: string; component: string; why: string }[] = [
  {
    rule: 'target-size',
    component: 'lightning-button-icon',
    why: 'the calendar button inside the date field of lightning-input is 16 px wide',
  },
];

const violations = z.array(
  z.object({
    rule: z.string(),
    impact: z.string().nullable(),
    target: z.string(),
    component: z.string(),
    html: z.string(),
  }),
);
export type Violation = z.infer<typeof violations>[number];

/** A colour that still changes is judged by nobody's eye: what ends by itself ends first. */
const AT_REST = `Promise.allSettled(document.getAnimations()
  .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
  .map((animation) => animation.finished))`;

const PROGRAM = `${AT_REST}.then(() => axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })).then((result) =>
  result.violations.flatMap((violation) => violation.nodes.map((node) => {
    const element = document.querySelector(node.target.at(-1));
    let component = element;
    while (component && !component.tagName.includes('-')) component = component.parentElement;
    return { rule: violation.id, impact: violation.impact ?? null, target: node.target.join(' '),
      component: component ? component.tagName.toLowerCase() : '', html: node.html.slice(0, 200) };
  })))`;

/** What axe finds on the page as it stands now, but for the allow-list; `used` collects the entries of the list that were needed. */
export async function findViolations(page: Page, used = new Set<string>()): Promise<Violation[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  await session.send('Runtime.evaluate', { contextId, expression: axeSource });
  const answer = await session.send('Runtime.evaluate', {
    contextId,
    expression: PROGRAM,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (answer.exceptionDetails) throw new Error(`axe failed: ${answer.exceptionDetails.exception?.description ?? ''}`);
  return violations.parse(answer.result.value).filter((violation) => {
    const allowed = ALLOWED.find((entry) => entry.rule === violation.rule && entry.component === violation.component);
    if (allowed) used.add(`${allowed.rule} in ${allowed.component}`);
    return !allowed;
  });
}

/** One line a violation, for an assertion's message. */
export const describeViolations = (found: Violation[]): string[] =>
  found.map((violation) => `${violation.rule} (${violation.impact}) ${violation.target}\n    ${violation.html}`);
