import type { Passage } from 'c/soundPlayback';

/** What the review asks of its parts; each offers what its template needs. */
export interface ReviewPart extends HTMLElement {
  goTo(path: string): void;
  reportValidity(): boolean;
  closeDrop(): void;
  uncover(focused: Element): void;
  closeCorrection(): void;
  reveal(): void;
  listen(from: number, to: number): void;
}

/** Leads the person to where something is to be done: to a value of the form, or to what became of the deal. */
export class ReviewFocus {
  private readonly root: () => ParentNode | null;
  private path: string | null = null;

  /** @param root where the parts of the review stand */
  constructor(root: () => ParentNode | null) {
    this.root = root;
  }

  part(selector: string): ReviewPart | null {
    return this.root()?.querySelector<ReviewPart>(selector) ?? null;
  }

  /** Goes to the value once the form shows it; to none with null. */
  aim(path: string | null): void {
    this.path = path;
  }

  /** The same where nothing may be drawn anew: a mark that the arrows lit already changes nothing on the page. */
  aimNow(path: string): void {
    this.aim(path);
    Promise.resolve().then(() => this.reach());
  }

  /** Called when the form has been drawn. */
  reach(): void {
    if (this.path === null) return;
    const path = this.path;
    this.path = null;
    this.part('.deal')?.goTo(path);
  }

  /** What the focus stood on goes away with the form: the outcome takes it, and is read. */
  toOutcome(): void {
    this.toForm();
    Promise.resolve().then(() => this.part('c-created-summary')?.focus());
  }

  /** Once the source is what the screen shows: its beginning, and in a long text the passage that is lit. */
  toSource(): void {
    Promise.resolve().then(() => this.part('c-source-panel')?.reveal());
  }

  /** Plays a passage of the recording; the panel plays it whether or not the screen shows it. */
  listenTo({ from, to }: Passage): void {
    this.part('c-source-panel')?.listen(from, to);
  }

  toForm(): void {
    this.part('.form')?.scrollIntoView();
  }
}
