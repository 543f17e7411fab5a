import type { CaptureInput, CaptureView } from 'c/captureTypes';
import { FileSending, type SendingProgress } from 'c/fileSending';
import { dropFilesOf, sealFiles, type ChosenFile } from 'c/keptFiles';
import { dropNote, sealNote } from 'c/unsentNote';
import timeZone from '@salesforce/i18n/timeZone';
import { handOverText, kindOf } from './handOver';

/** One handing over of a note with its files. What this device keeps of them is forgotten once they are accepted. */
export class Delivery {
  private readonly userId: string;
  private readonly tell: (progress: SendingProgress) => void;
  private sending: FileSending | null = null;

  /** @param tell how far the files are */
  constructor(userId: string, tell: (progress: SendingProgress) => void) {
    this.userId = userId;
    this.tell = tell;
  }

  /** @throws CaptureError; SendingStopped */
  async run(text: string, files: ChosenFile[], recordId: string | null): Promise<CaptureView> {
    const moment = { capturedAt: new Date().toISOString(), timeZone };
    const input = sealNote(this.userId, text, recordId, moment, kindOf(files));
    const view = files.length === 0 ? await handOverText(input) : await this.send(input, files);
    dropNote(this.userId, input.captureId);
    await dropFilesOf(this.userId, input.captureId);
    return view;
  }

  /** What is being sent is kept: it goes on at the next time. */
  stop(): void {
    this.sending?.stop();
  }

  private send(input: CaptureInput, files: ChosenFile[]): Promise<CaptureView> {
    sealFiles(this.userId, input.captureId, files);
    this.sending = new FileSending(input, files, this.tell);
    return this.sending.run();
  }
}
