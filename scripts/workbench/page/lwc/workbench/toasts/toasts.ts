import { LightningElement, api } from 'lwc';
import type { ToastContent } from 'lightning/platformShowToastEvent';
import { words } from '../../../words/words.ts';

interface Part {
  readonly key: number;
  readonly text: string;
  readonly url: string | undefined;
}

interface Toast {
  readonly key: number;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly className: string;
  readonly icon: string;
  readonly kind: string;
}

/** How long a toast that closes by itself stays: long enough to read two sentences. */
const SHOWN_FOR = 6_000;

/** The toasts of the page, said to a screen reader as they come. */
export default class Toasts extends LightningElement {
  words = words;
  toasts: readonly Toast[] = [];
  #count = 0;

  @api
  show(content: ToastContent): void {
    const toast = toastOf(content, ++this.#count);
    this.toasts = [...this.toasts, toast];
    if (content.mode !== 'sticky') setTimeout(() => this.close(toast.key), SHOWN_FOR);
  }

  handleClose(event: Event): void {
    this.close(Number((event.currentTarget as HTMLElement).dataset['key']));
  }

  close(key: number): void {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }
}

function toastOf({ title, message = '', variant = 'info', messageData = [] }: ToastContent, key: number): Toast {
  return {
    key,
    title,
    parts: partsOf(message, messageData),
    className: `slds-notify slds-notify_toast slds-theme_${variant}`,
    icon: `utility:${variant}`,
    kind: words[variant],
  };
}

/** The message cut at its placeholders, each replaced by the text or link of the same number. */
function partsOf(message: string, data: NonNullable<ToastContent['messageData']>): readonly Part[] {
  return message.split(/(\{\d+\})/).map((text, key) => {
    const index = /^\{(\d+)\}$/.exec(text)?.[1];
    const found = index === undefined ? undefined : data[Number(index)];
    if (found === undefined) return { key, text, url: undefined };
    return typeof found === 'string'
      ? { key, text: found, url: undefined }
      : { key, text: found.label, url: found.url };
  });
}
