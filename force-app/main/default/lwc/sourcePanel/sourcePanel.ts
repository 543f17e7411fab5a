import { api, LightningElement } from 'lwc';

import cancel from '@salesforce/label/c.Review_Cancel';
import correctedPages from '@salesforce/label/c.Picture_Corrected';
import hard from '@salesforce/label/c.Picture_Legend_Hard';
import check from '@salesforce/label/c.Review_Legend_Check';
import here from '@salesforce/label/c.Review_Legend_Here';
import other from '@salesforce/label/c.Review_Legend_Other';
import sample from '@salesforce/label/c.Review_Legend_Sample';
import correct from '@salesforce/label/c.Review_Source_Correct';
import apply from '@salesforce/label/c.Review_Source_Correct_Apply';
import correctEmpty from '@salesforce/label/c.Review_Source_Correct_Empty';
import correctHint from '@salesforce/label/c.Review_Source_Correct_Hint';
import correctLabel from '@salesforce/label/c.Review_Source_Correct_Label';
import corrected from '@salesforce/label/c.Review_Source_Corrected';
import typedBeside from '@salesforce/label/c.Picture_Typed';
import typedOn from '@salesforce/label/c.Review_Source_Typed';
import locale from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import userId from '@salesforce/user/Id';
import type { CaptureKind, SourceView, Take } from 'c/captureTypes';
import type { Block } from 'c/evidenceMarks';
import type { EvidenceLine } from 'c/fieldViews';
import { isOfFile } from 'c/pageRegions';
import { headingOf, kindWords, pageCount } from 'c/sourceKinds';
import { dropEdits, listEdits, putEdits } from 'c/unsentEdits';
import { fillIn, formatMoment } from 'c/valueFormat';

const TEXT_PATH = 'source.text';

/**
 * The source of a capture: who wrote it and when, the evidence bar, the text with its marks; the text can be corrected here.
 * A correction is kept on the device until it was taken, and is put back when the page is opened again.
 * The text's `marklit` and `markchosen` pass through.
 * @fires correct `{text}`: the person wants the source read anew
 */
export default class SourcePanel extends LightningElement {
  /** Whose source it is: a correction is kept under it. */
  @api captureId = '';
  @api source!: SourceView;
  @api kind: CaptureKind = 'text';
  /** The files of the capture. */
  @api takes: readonly Take[] | undefined;
  @api capturedAt = '';
  /** Name of the colleague whose note it is, or empty when it is the user's own. */
  @api ownerName = '';
  @api blocks: readonly Block[] = [];
  /** Empty where the source holds no deal. */
  @api activeDraftId = '';
  @api activePosition = 0;
  @api litPath: string | null = null;
  @api line: EvidenceLine | null = null;
  @api idle = '';
  @api numbered = false;
  @api canCorrect = false;
  @api maximumLength = 0;
  /** While the corrected text is on its way. */
  @api busy = false;
  /** Why the corrected text was not taken. */
  @api failure = '';

  labels = { apply, cancel, check, correct, correctEmpty, correctHint, correctLabel, hard, here, other, sample };
  correcting = false;
  typed = '';
  private pageNumber = 0;

  override connectedCallback(): void {
    const kept = listEdits(this.keptUnder).find(({ path }) => path === TEXT_PATH)?.value ?? null;
    if (kept === null || !this.canCorrect) return;
    if (kept.trim() === this.source.text.trim()) dropEdits(this.keptUnder);
    else this.openCorrection(kept);
  }

  get heading(): string {
    return headingOf(this.kind, this.source.pages ?? [], this.ownerName);
  }

  get icon(): string {
    return kindWords(this.kind).icon;
  }

  /** Whether it was given as files; a note that was typed alone has no pages. */
  get hasPages(): boolean {
    return (this.source.pages ?? []).some(({ take, kind }) => (take ?? 0) > 0 || kind === 'picture');
  }

  /** The file that the shown page is of. */
  get take(): Take | null {
    return this.takes?.find(({ take }) => take === this.page?.take) ?? this.takes?.[0] ?? null;
  }

  get showCorrect(): boolean {
    return this.canCorrect && !this.hasPages;
  }

  get showText(): boolean {
    return !this.hasPages && !this.correcting;
  }

  get showFrame(): boolean {
    return this.hasPages || !this.correcting;
  }

  get hasHard(): boolean {
    return (this.source.unsure ?? []).length > 0;
  }

  get hasLegend(): boolean {
    return this.activeDraftId !== '' || this.hasHard;
  }

  /** Outlines stand for pictures, underlines for text. */
  get legendClass(): string {
    return this.page?.kind === 'picture' ? 'legend legend_boxes' : 'legend';
  }

  get bodyClass(): string {
    if (this.hasPages) return 'body body_pages';
    return this.correcting ? 'body body_correct' : 'body';
  }

  get when(): string {
    const moment = formatMoment(this.capturedAt, locale, timeZone);
    if (!this.hasPages) return fillIn(this.source.corrected ? corrected : typedOn, moment);
    const pages = this.source.pages ?? [];
    const beside = pages.every(isOfFile) ? '' : ` + ${typedBeside}`;
    const words = [pageCount(pages, locale) + beside, moment, this.source.corrected ? correctedPages : ''];
    return words.filter(Boolean).join(' · ');
  }

  get hasCheck(): boolean {
    return this.blocks.some((block) => block.segments.some(({ anchors }) => anchors.some(({ toCheck }) => toCheck)));
  }

  /** Brings the source into view, and in a text the lit passage. */
  @api reveal(): void {
    this.template?.querySelector('.panel')?.scrollIntoView();
    this.template?.querySelector<HTMLElement & { reveal(): void }>('c-source-text')?.reveal();
  }

  /** Closes the editor once the correction was taken. */
  @api closeCorrection(): void {
    this.correcting = false;
    dropEdits(this.keptUnder);
  }

  handleCorrect(): void {
    if (!this.correcting) this.openCorrection(this.source.text);
  }

  /** The button that was clicked goes away with the text it stood by: the focus moves to where the text is now. */
  handleCorrectWanted(): void {
    this.handleCorrect();
    Promise.resolve().then(() => this.template?.querySelector<HTMLElement>('.correct__text')?.focus());
  }

  handlePage(event: CustomEvent<{ number: number }>): void {
    this.pageNumber = event.detail.number;
  }

  handleTyped(event: CustomEvent<{ value: string }>): void {
    this.typed = event.detail.value;
    putEdits(this.keptUnder, [{ path: TEXT_PATH, value: this.typed }]);
  }

  handleCancel(): void {
    this.closeCorrection();
  }

  handleApply(): void {
    const text = this.typed.trim();
    const field = this.template?.querySelector<HTMLElement & { reportValidity(): boolean }>('.correct__text');
    if (!text || !field?.reportValidity()) return;
    this.dispatchEvent(new CustomEvent('correct', { detail: { text } }));
  }

  private get page() {
    return this.source.pages?.find(({ number }) => number === this.pageNumber) ?? null;
  }

  private get keptUnder() {
    return { userId, draftId: this.captureId };
  }

  private openCorrection(text: string): void {
    this.typed = text;
    this.correcting = true;
  }
}
