import { LightningElement, api } from 'lwc';
import { explain } from '../../../org/failures.ts';
import { readList, readListViews, type ListView, type RecordList } from '../../../org/lists.ts';
import { readObjectInfo } from '../../../org/objects.ts';
import { NOTES_COMPONENT } from '../../../places/destinations.ts';
import { goTo } from '../../../places/location.ts';
import { OBJECTS } from '../../../words/objects.ts';
import { counted, filled, words } from '../../../words/words.ts';

/** The list page of an object: its list views, and the records of the one chosen. */
export default class ListPage extends LightningElement {
  words = words;
  objectLabel = '';
  views: readonly ListView[] = [];
  list: RecordList | null = null;
  failure: string | null = null;
  sorted = '';

  #object = '';
  #view: string | undefined;

  @api
  get objectName(): string {
    return this.#object;
  }
  set objectName(name: string) {
    this.#object = name;
  }

  @api
  get viewName(): string | undefined {
    return this.#view;
  }
  set viewName(name: string | undefined) {
    const changed = name !== this.#view;
    this.#view = name;
    if (changed && this.isConnected) void this.load();
  }

  connectedCallback(): void {
    void this.load();
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      const [info, views] = await Promise.all([readObjectInfo(this.#object), readListViews(this.#object)]);
      this.objectLabel = info.labelPlural;
      this.views = views;
      const view = this.currentView;
      if (view === undefined) throw new Error(`${this.#object} has no list view.`);
      const list = await readList(this.#object, view.name);
      if (view.name === this.currentView?.name) this.list = list;
    } catch (error) {
      this.failure = explain(error).message || words.offline;
    }
  }

  get currentView(): ListView | undefined {
    return this.views.find(({ name }) => name === this.#view) ?? this.views[0];
  }

  get viewChoices(): readonly (ListView & { readonly checked: boolean })[] {
    return this.views.map((view) => ({ ...view, checked: view.name === this.currentView?.name }));
  }

  get title(): string {
    return this.currentView?.label ?? '';
  }

  get icon(): string | undefined {
    return OBJECTS[this.#object]?.icon;
  }

  get summary(): string {
    if (this.list === null) return '';
    const count = counted(words.items, this.list.records.length, globalThis.workbench.session.language);
    return this.sorted === '' ? count : `${count} · ${filled(words.sortedBy, this.sorted)}`;
  }

  /** The button stands on the lists where the org's list view buttons have it. */
  get canCreateFromNotes(): boolean {
    return this.#object === 'Opportunity' || this.#object === 'Opportunity_Draft__c';
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    goTo({
      type: 'standard__objectPage',
      attributes: { objectApiName: this.#object, actionName: 'list' },
      state: { filterName: event.detail.value },
    });
  }

  handleSorted(event: CustomEvent<string>): void {
    this.sorted = event.detail;
  }

  handleRefresh(): void {
    void this.load();
  }

  handleCreate(): void {
    goTo({
      type: 'standard__component',
      attributes: { componentName: NOTES_COMPONENT },
      state: { c__src: 'list' },
    });
  }
}
