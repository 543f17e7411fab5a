import { api, LightningElement } from 'lwc';

import locale from '@salesforce/i18n/lang';
import type { EvidenceLine } from 'c/fieldViews';
import type { Passage } from 'c/soundPlayback';
import { listenLabel } from 'c/soundWords';

/**
 * Says of the chosen value where it stands and how it was read. One place, one height: nothing moves when it speaks.
 * @fires listen `{from, to}`: the person wants to hear it
 */
export default class EvidenceBar extends LightningElement {
  @api line: EvidenceLine | null = null;
  /** What to say while nothing is chosen. */
  @api idle = '';
  /** Where the chosen value is heard. */
  @api passage: Passage | null = null;

  get barClass(): string {
    if (!this.line) return 'bar';
    return this.line.quote ? 'bar bar_on' : 'bar bar_on bar_none';
  }

  get listenLabel(): string {
    return this.passage ? listenLabel(this.passage, locale) : '';
  }

  get whyText(): string {
    if (!this.line?.why) return '';
    return this.line.quote ? ` (${this.line.why})` : this.line.why;
  }

  /** The whole line, for a pointer: the bar cuts what does not fit. */
  get readText(): string {
    if (!this.line) return '';
    const { quote, reading } = this.line;
    return [quote, reading].filter(Boolean).join(' → ') + this.whyText;
  }

  handleListen(): void {
    const detail = this.passage;
    this.dispatchEvent(new CustomEvent('listen', { detail, bubbles: true, composed: true }));
  }
}
