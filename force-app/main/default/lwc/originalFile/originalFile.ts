import { api, LightningElement } from 'lwc';

import failedText from '@salesforce/label/c.Picture_Original_Failed';
import loadingText from '@salesforce/label/c.Picture_Original_Loading';
import original from '@salesforce/label/c.Picture_Original';
import originalOf from '@salesforce/label/c.Picture_Original_Of';
import unnamed from '@salesforce/label/c.Picture_Original_Unnamed';
import type { Take } from 'c/captureTypes';
import { readSentFile } from 'c/sentFiles';
import { fillIn } from 'c/valueFormat';

/** What a browser shows and never runs; anything else is handed over as bytes, so that nothing in it can run in the org's name. */
const SHOWN_AS_IT_IS = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

/** Gives the person the file as it was handed over, under its own name. */
export default class OriginalFile extends LightningElement {
  @api captureId = '';
  @api take!: Take;

  labels = { original };
  isLoading = false;
  failed = false;
  private loaded = 0;

  get name(): string {
    return this.take.fileName || fillIn(unnamed, this.take.take);
  }
  get hint(): string {
    return fillIn(originalOf, this.name);
  }
  get state(): string {
    if (this.failed) return failedText;
    return this.isLoading ? fillIn(loadingText, this.loaded, this.take.parts) : '';
  }

  async handleOpen(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    this.failed = false;
    try {
      save(await this.file(), this.name);
    } catch {
      this.failed = true;
    } finally {
      this.isLoading = false;
    }
  }

  private file(): Promise<Blob> {
    const { mediaType } = this.take;
    this.loaded = 0;
    const type = SHOWN_AS_IT_IS.has(mediaType) ? mediaType : 'application/octet-stream';
    return readSentFile(this.captureId, this.take, type, (parts) => {
      this.loaded = parts;
    });
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by then; a slow one still finds it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
