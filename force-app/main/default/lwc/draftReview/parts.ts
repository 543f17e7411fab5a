import type { ReviewPart } from 'c/reviewFocus';

/** What a part tells of one value. */
export interface PathDetail {
  path: string;
}

/** What can be on its way. */
export type Work = 'create' | 'drop' | 'add' | 'correct' | 'answer';

/** Nothing that takes the focus, at whatever depth, stays behind the footer; what stands in the footer itself is in sight. */
export function uncoverFocus(event: FocusEvent, footer: ReviewPart | null): void {
  const [focused] = event.composedPath();
  if (event.target !== footer && focused instanceof Element) footer?.uncover(focused);
}
