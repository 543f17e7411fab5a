import { api, LightningElement } from 'lwc';

import locale from '@salesforce/i18n/lang';
import type { ValueChange } from 'c/captureTypes';
import { heardNow } from 'c/heardViews';
import type { HeardForm, HeardValue } from 'c/heardViews';
import { countOf, fillIn } from 'c/valueFormat';

import { labels } from './labels';

/** What the form tells of its values, and which of them were heard with doubt. */
export interface HeardView extends HeardForm {
  heard: readonly HeardValue[];
}

/**
 * The values that were heard with doubt, each to be heard again and confirmed or corrected in its field. One that was asked
 * about stays, as confirmed or corrected: what is below does not move while a person types.
 * @fires valuechange `{path, value}`: it is right, or it is the other reading
 * @fires listen `{from, to}`
 * @fires evidence `{path}`: it is listened to
 * @fires correct `{path}`: the person goes to the field
 */
export default class HeardValues extends LightningElement {
  @api get view(): HeardView {
    return this.form;
  }
  set view(view: HeardView) {
    this.form = view;
    const known = this.asked.filter(({ key }) => !view.heard.some((value) => value.key === key));
    const kept = known.flatMap((value) => heardNow(value, view) ?? []);
    const order = this.asked.map(({ key }) => key);
    this.asked = inOrder([...view.heard, ...kept], order);
  }

  labels = labels;
  private form!: HeardView;
  private asked: readonly HeardValue[] = [];

  get hasValues(): boolean {
    return this.asked.length > 0;
  }
  get open(): readonly HeardValue[] {
    return this.asked.filter(({ state }) => state === 'open');
  }
  get boxClass(): string {
    return this.open.length > 0 ? 'heard heard_open' : 'heard';
  }
  get icon(): string {
    return this.open.length > 0 ? 'utility:warning' : 'utility:check';
  }
  get countText(): string {
    const { length } = this.open;
    return length === 0 ? labels.heardNone : countOf(length, labels.heardOne, labels.heardOther, locale);
  }
  get values() {
    return this.asked.map((value) => {
      const isOpen = value.state === 'open';
      return {
        ...value,
        isOpen,
        className: isOpen ? 'value' : 'value value_done',
        asked: isOpen ? fillIn(labels.valueAsked, value.text) : value.text,
        about: [value.label, isOpen ? value.why : ''].filter(Boolean).join(' · '),
        done: value.state === 'changed' ? labels.changed : labels.confirmed,
        others: isOpen ? value.others : [],
        hasOthers: isOpen && value.others.length > 0,
        listenLabel: fillIn(labels.listenTo, value.label, value.text),
        yesLabel: fillIn(labels.yesTo, value.label, value.text),
        correctLabel: fillIn(labels.correctOf, value.label, value.text),
      };
    });
  }

  handleListen(event: Event): void {
    const value = this.askedAt(event);
    const [path] = value?.paths ?? [];
    if (!value?.passage || !path) return;
    this.tell('evidence', { path });
    this.tell('listen', value.passage);
  }
  handleYes(event: Event): void {
    const value = this.askedAt(event);
    if (value) this.settle(value, value.confirming);
  }
  handleOther(event: Event): void {
    const value = this.askedAt(event);
    const { other } = (event.currentTarget as HTMLElement).dataset;
    const chosen = value?.others.find(({ key }) => key === other);
    if (value && chosen) this.settle(value, [chosen]);
  }
  handleCorrect(event: Event): void {
    const value = this.askedAt(event);
    const path = value?.confirming[0]?.path ?? value?.paths[0];
    if (path) this.dispatchEvent(new CustomEvent('correct', { detail: { path } }));
  }

  /** The button that was clicked goes away: the next value that is open takes the focus, else the heading. */
  private settle(value: HeardValue, changes: readonly ValueChange[]): void {
    const keys = this.open.map(({ key }) => key);
    const next = keys[keys.indexOf(value.key) + 1] ?? keys.find((key) => key !== value.key);
    for (const { path, value: said } of changes) this.tell('valuechange', { path, value: said });
    Promise.resolve().then(() => {
      const button = next ? `.yes[data-key="${CSS.escape(next)}"]` : '.title';
      this.template?.querySelector<HTMLElement>(button)?.focus();
    });
  }

  private askedAt(event: Event): HeardValue | undefined {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    return this.asked.find((value) => value.key === key);
  }

  /** Composed on purpose: the frame listens once for everything that the form tells. */
  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** As it was asked before; what is new comes after it. */
function inOrder(values: readonly HeardValue[], order: readonly string[]): readonly HeardValue[] {
  const rank = ({ key }: HeardValue) => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...values].sort((a, b) => rank(a) - rank(b));
}
