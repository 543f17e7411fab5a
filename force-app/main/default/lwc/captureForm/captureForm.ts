import { LightningElement, api } from 'lwc';
import type { TrayContent } from 'c/attachmentTray';
import { saysErased, toCaptureError, type CaptureError } from 'c/captureApi';
import type { CaptureInput, CaptureView, Sample, StartedCapture } from 'c/captureTypes';
import { FileSending, SendingStopped, type SendingProgress } from 'c/fileSending';
import { dropFilesOf, sealFiles, type ChosenFile } from 'c/keptFiles';
import { dropNote, keepText, readNote, sealNote } from 'c/unsentNote';
import { countOf, fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import analyseShortcut from '@salesforce/label/c.Capture_Analyse_Shortcut';
import notSent from '@salesforce/label/c.Capture_Not_Sent';
import note from '@salesforce/label/c.Capture_Note';
import noteCount from '@salesforce/label/c.Capture_Note_Count';
import noteEmpty from '@salesforce/label/c.Capture_Note_Empty';
import tooLongOne from '@salesforce/label/c.Capture_Note_Too_Long_One';
import tooLongOther from '@salesforce/label/c.Capture_Note_Too_Long_Other';
import openedFrom from '@salesforce/label/c.Capture_Opened_From';
import retry from '@salesforce/label/c.Capture_Retry';
import samplesLead from '@salesforce/label/c.Capture_Samples';
import sending from '@salesforce/label/c.Capture_Sending';
import visible from '@salesforce/label/c.Capture_Visible';
import removeAll from '@salesforce/label/c.Files_Remove_All';
import sendingBar from '@salesforce/label/c.Files_Sending_Bar';
import stop from '@salesforce/label/c.Files_Stop';
import stopped from '@salesforce/label/c.Files_Stopped';
import userId from '@salesforce/user/Id';
import { fetchFiles, filesIn, refuseFiles } from './given';
import { NO_FILES, hintFor, progressInWords, wordsFor, type FormWords } from './formWords';
import { handOverText, kindOf, refusalOf } from './handOver';

interface TextArea extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

interface Tray extends HTMLElement {
  add(files: File[]): void;
  ready(): Promise<ChosenFile[] | null>;
  restore(): void;
  removeAll(): void;
  showProblem(take: number, sentence: string): boolean;
  focusProblem(): boolean;
}

const LONGEST_TEXT = 200_000;
/** From here on, the count says how much room is left. */
const COUNT_SHOWN_FROM = 0.8;
const CHARACTERS_A_LINE = 90;
const CHARACTERS_A_NARROW_LINE = 34;
const FEWEST_LINES = 11;
const FEWEST_LINES_BESIDE_FILES = 3;
const MOST_LINES = 26;

/**
 * The frame in which a note is typed or pasted, with the files that go with it, and the button that hands it over. What is
 * given is kept on this device until it is accepted. The slot `voice` is the frame's room for another kind of source.
 * @fires started with a StartedCapture, once the note was accepted
 */
export default class CaptureForm extends LightningElement {
  /** The account or opportunity that the page was opened from. */
  @api recordId: string | null = null;
  /** The longest text the server takes, in UTF-16 code units. */
  @api maximumLength = LONGEST_TEXT;
  /** Notes to try with one click: `{title, language, text}`. None, no row of samples. */
  @api samples: Sample[] = [];

  labels = {
    analyseShortcut,
    notSent,
    note,
    openedFrom,
    removeAll,
    samplesLead,
    sending,
    sendingBar,
    stop,
    stopped,
    visible,
  };
  text = '';
  isRestored = false;
  isKept = true;
  isSending = false;
  error: CaptureError | null = null;
  content: TrayContent = NO_FILES;
  progress: SendingProgress | null = null;
  isStopped = false;
  isDraggedOver = false;
  private delivery: FileSending | null = null;

  override connectedCallback(): void {
    this.restore();
    window.addEventListener('online', this.handleOnline);
    document.addEventListener('paste', this.handlePaste);
    window.addEventListener('dragover', refuseFiles);
    window.addEventListener('drop', refuseFiles);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('online', this.handleOnline);
    document.removeEventListener('paste', this.handlePaste);
    window.removeEventListener('dragover', refuseFiles);
    window.removeEventListener('drop', refuseFiles);
    // What is being sent is kept: it goes on at the next visit.
    this.delivery?.stop();
  }

  /** Shows what this device keeps of the note: it may have been erased from outside. */
  @api restore(): void {
    this.text = readNote(userId).text;
    this.isRestored = this.text !== '';
    this.tray?.restore();
  }

  /** Puts the cursor into the text. */
  @api focus(): void {
    this.textArea?.focus();
  }

  get frameStyle(): string {
    return `--c-lines: ${this.linesOf(CHARACTERS_A_LINE)}; --c-narrow-lines: ${this.linesOf(CHARACTERS_A_NARROW_LINE)}`;
  }

  get words(): FormWords {
    return wordsFor(this.content);
  }

  get hasFiles(): boolean {
    return this.content.files > 0;
  }

  /** The bar says more than a wheel. */
  get showsWheel(): boolean {
    return this.isSending && !this.progress;
  }

  get mayRemoveAll(): boolean {
    return this.hasFiles && !this.isSending;
  }

  get frameClass(): string {
    return this.isDraggedOver ? 'frame frame_target' : 'frame';
  }

  get hint(): string | null {
    return hintFor(this, this.content);
  }

  get progressWords(): string {
    return this.progress ? progressInWords(this.progress) : '';
  }

  get percentage(): number {
    return this.progress ? Math.round((this.progress.sentBytes / this.progress.bytes) * 100) : 0;
  }

  get count(): string | null {
    return this.text.length < this.maximumLength * COUNT_SHOWN_FROM
      ? null
      : fillIn(noteCount, this.inWords(this.text.length), this.inWords(this.maximumLength));
  }

  /** A note that was erased is not sent again by the same button: sending its text anew is another decision. */
  get retryLabel(): string | null {
    return saysErased(this.error) ? null : retry;
  }

  /** A sample never takes the place of something typed. */
  get samplesShown(): { key: string; title: string; language: string }[] {
    const samples = this.samples ?? [];
    const free = this.text.trim() === '' || samples.some(({ text }) => text === this.text);
    return free ? samples.map(({ title, language }, index) => ({ key: String(index), title, language })) : [];
  }

  get hasSamples(): boolean {
    return this.samplesShown.length > 0 && !this.isSending && !this.hasFiles;
  }

  handleText(event: CustomEvent<{ value: string }>): void {
    this.setText(event.detail.value ?? '');
  }

  handleSample(event: Event): void {
    const index = Number((event.currentTarget as HTMLElement).dataset.index);
    const sample = this.samples[index];
    this.setText(sample?.text ?? '');
    void this.addFilesOf(sample);
    this.focus();
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    }
  }

  handleAnalyse(): void {
    this.send();
  }

  handleContent({ detail }: CustomEvent<TrayContent>): void {
    if (detail.files !== this.content.files) {
      this.error = null;
      this.isStopped = false;
      this.tellAtField(this.lengthProblem);
    }
    this.content = detail;
  }

  handleRemoveAll(): void {
    this.tray?.removeAll();
  }

  handleStop(): void {
    this.delivery?.stop();
  }

  /** Without it the browser would leave the page for the file. */
  handleDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    // A drop would be lost while the others are being sent: the pointer says that there is no room for it.
    if (this.isSending) event.dataTransfer.dropEffect = 'none';
    this.isDraggedOver = !this.isSending;
  }

  handleDragLeave(): void {
    this.isDraggedOver = false;
  }

  handleDrop(event: DragEvent): void {
    this.isDraggedOver = false;
    const files = filesIn(event.dataTransfer);
    if (files.length > 0) {
      event.preventDefault();
      this.tray?.add(files);
    }
  }

  /** A picture can be pasted wherever the cursor is; text that comes with a picture of itself stays text. */
  private readonly handlePaste = (event: ClipboardEvent): void => {
    const files = filesIn(event.clipboardData);
    if (files.length > 0 && event.clipboardData?.getData('text/plain') === '') {
      event.preventDefault();
      this.tray?.add(files);
    }
  };

  private readonly handleOnline = (): void => {
    if (this.error?.code === 'offline') {
      this.send();
    }
  };

  private setText(text: string): void {
    this.text = text;
    this.isRestored = false;
    this.isKept = keepText(userId, text);
    this.error = null;
    this.tellAtField(this.lengthProblem);
  }

  private async send(): Promise<void> {
    if (this.isSending || this.tray?.focusProblem()) {
      return;
    }
    // Told before anything is locked: a field that is read-only says nothing.
    const problem = !this.hasFiles && this.isBlank ? noteEmpty : this.lengthProblem;
    this.tellAtField(problem);
    if (problem) {
      this.focus();
      return;
    }
    this.isSending = true;
    this.isStopped = false;
    this.error = null;
    try {
      const files = this.tray ? await this.tray.ready() : [];
      if (files && (files.length > 0 || !this.isBlank)) await this.handOver(files);
    } catch (error) {
      this.takeFailure(error);
    } finally {
      this.isSending = false;
      this.progress = null;
      this.delivery = null;
    }
  }

  private async handOver(files: ChosenFile[]): Promise<void> {
    const moment = { capturedAt: new Date().toISOString(), timeZone };
    const text = this.isBlank ? '' : this.text;
    const input = sealNote(userId, text, this.recordId ?? null, moment, kindOf(files));
    const view = files.length === 0 ? await handOverText(input) : await this.deliver(input, files);
    dropNote(userId, input.captureId);
    await dropFilesOf(userId, input.captureId);
    this.text = '';
    this.tray?.restore();
    this.dispatchEvent(new CustomEvent<StartedCapture>('started', { detail: { view, text } }));
  }

  private deliver(input: CaptureInput, files: ChosenFile[]): Promise<CaptureView> {
    sealFiles(userId, input.captureId, files);
    this.delivery = new FileSending(input, files, (progress) => {
      this.progress = progress;
    });
    return this.delivery.run();
  }

  private takeFailure(failure: unknown): void {
    if (failure instanceof SendingStopped) {
      this.isStopped = true;
      return;
    }
    const error = toCaptureError(failure);
    if (error.take === null || !this.tray?.showProblem(error.take, error.message)) {
      this.error = refusalOf(userId, error);
    }
  }

  private async addFilesOf(sample: Sample | undefined): Promise<void> {
    try {
      const files = await fetchFiles(sample?.files ?? []);
      if (files.length > 0) this.tray?.add(files);
    } catch (error) {
      this.error = toCaptureError(error);
    }
  }

  private get isBlank(): boolean {
    return this.text.trim() === '';
  }

  private get lengthProblem(): string {
    const over = this.text.length - this.maximumLength;
    return over > 0 ? countOf(over, tooLongOne, tooLongOther, lang) : '';
  }

  private tellAtField(problem: string): void {
    this.textArea?.setCustomValidity(problem);
    this.textArea?.reportValidity();
  }

  /** How many lines to show, one of them for the room above and below. */
  private linesOf(characters: number): number {
    const lines = this.text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / characters), 0);
    const fewest = this.hasFiles ? FEWEST_LINES_BESIDE_FILES : FEWEST_LINES;
    return Math.min(MOST_LINES, Math.max(fewest, lines + 1));
  }

  private inWords(count: number): string {
    return new Intl.NumberFormat(lang).format(count);
  }

  private get textArea(): TextArea | null {
    return this.template?.querySelector<TextArea>('.text') ?? null;
  }

  private get tray(): Tray | null {
    return this.template?.querySelector<Tray>('.tray') ?? null;
  }
}
