/** What a part tells of one value. */
export interface PathDetail {
  path: string;
}

/** What the frame asks of its parts; each offers what its template needs. */
export interface ReviewPart extends HTMLElement {
  goTo(path: string): void;
  reportValidity(): boolean;
  closeDrop(): void;
  uncover(focused: Element): void;
  closeCorrection(): void;
}

/** What can be on its way; one at a time. */
export type Work = 'create' | 'drop' | 'add' | 'correct';

/** Nothing that takes the focus, at whatever depth, stays behind the footer; what stands in the footer itself is in sight. */
export function uncoverFocus(event: FocusEvent, footer: ReviewPart | null): void {
  const [focused] = event.composedPath();
  if (event.target !== footer && focused instanceof Element) footer?.uncover(focused);
}
