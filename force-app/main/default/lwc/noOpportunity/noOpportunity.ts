import { api, LightningElement } from 'lwc';

import accountOnly from '@salesforce/label/c.Review_None_Account';
import accountAndPeople from '@salesforce/label/c.Review_None_Account_And_People';
import another from '@salesforce/label/c.Review_Another_Note';
import found from '@salesforce/label/c.Review_None_Found';
import nothing from '@salesforce/label/c.Review_None_Nothing';
import people from '@salesforce/label/c.Review_None_People';
import startEmpty from '@salesforce/label/c.Review_None_Start';
import startWithContacts from '@salesforce/label/c.Review_None_Start_Contacts';
import { addDraft, correctSource } from 'c/captureApi';
import type { CaptureView, SourceView } from 'c/captureTypes';
import { markedBlocks } from 'c/evidenceMarks';
import type { Block } from 'c/evidenceMarks';
import type { EvidenceLine } from 'c/fieldViews';
import { kindWords } from 'c/sourceKinds';
import { paragraphStarts } from 'c/spokenWords';

import { foundAnchors, foundCards, foundLine } from './foundFacts';
import type { FoundCard } from './foundFacts';

/** The contract's own limit, where no configuration is at hand. */
const MAXIMUM_TEXT_LENGTH = 200_000;

/**
 * A source that holds no deal: what was found stays, and there is a way on.
 * @fires added the capture with the draft that was started
 * @fires corrected the capture after its text was corrected
 * @fires another
 */
export default class NoOpportunity extends LightningElement {
  @api view!: CaptureView;
  @api source!: SourceView;
  @api maximumLength = MAXIMUM_TEXT_LENGTH;

  labels = { another, found };
  litPath: string | null = null;
  busy = false;
  failure = '';
  correctionFailure = '';
  /** One id for the draft of this page: a click after a lost answer adds no second one. */
  private readonly draftId = crypto.randomUUID();

  get foundCards(): readonly FoundCard[] {
    return foundCards(this.view.capture);
  }
  get cards() {
    return this.foundCards.map((card) => ({
      ...card,
      rows: card.facts.map((fact) => ({ ...fact, className: fact.path === this.litPath ? 'value is-lit' : 'value' })),
    }));
  }
  get hasFacts(): boolean {
    return this.foundCards.length > 0;
  }
  get blocks(): readonly Block[] {
    const { text } = this.source;
    return markedBlocks(text, foundAnchors(this.foundCards, text), [], paragraphStarts(this.source));
  }
  get line(): EvidenceLine | null {
    const fact = this.foundCards.flatMap(({ facts }) => facts).find(({ path }) => path === this.litPath);
    return fact ? foundLine(fact) : null;
  }
  get text(): string {
    const hasAccount = this.foundCards.some(({ key }) => key === 'account');
    const hasPeople = this.foundCards.some(({ key }) => key !== 'account');
    if (hasAccount) return hasPeople ? accountAndPeople : accountOnly;
    return hasPeople ? people : nothing;
  }
  get startLabel(): string {
    return this.hasFacts ? startWithContacts : startEmpty;
  }
  get words() {
    return kindWords(this.view.capture.kind);
  }
  get canCorrect(): boolean {
    return this.view.rows.every(({ mine }) => mine);
  }

  handleMark(event: CustomEvent<{ path: string }>): void {
    this.litPath = event.detail.path;
  }
  handleShow(event: Event): void {
    this.litPath = (event.currentTarget as HTMLElement).dataset['path'] ?? null;
  }
  handleAnother(): void {
    this.dispatchEvent(new CustomEvent('another'));
  }
  async handleStart(): Promise<void> {
    this.failure = '';
    this.failure = await this.tell('added', () => addDraft(this.view.capture.id, this.draftId));
  }
  async handleCorrect(event: CustomEvent<{ text: string }>): Promise<void> {
    this.correctionFailure = '';
    const { text } = event.detail;
    this.correctionFailure = await this.tell('corrected', async () => {
      const view = await correctSource(this.view.capture.id, text);
      this.template?.querySelector<HTMLElement & { closeCorrection(): void }>('c-source-panel')?.closeCorrection();
      return view;
    });
  }

  /** Does one thing at a time and hands the capture on; gives the sentence of a failure, else nothing. */
  private async tell(name: string, call: () => Promise<CaptureView>): Promise<string> {
    if (this.busy) return '';
    this.busy = true;
    try {
      const detail = await call();
      this.dispatchEvent(new CustomEvent(name, { detail }));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
