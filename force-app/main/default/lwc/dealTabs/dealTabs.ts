import { api, LightningElement } from 'lwc';

import add from '@salesforce/label/c.Review_Add_Deal';
import tabs from '@salesforce/label/c.Review_Tabs';

/** A tab as the frame describes it. */
export interface DealTab {
  draftId: string;
  number: number;
  label: string;
  flag: string;
  /** The number in the flag, which says it alone where there is no room for words; 0 where there is none. */
  count: number;
  flagKind: 'check' | 'good' | 'bad' | 'quiet';
}

const FLAG_ICONS: Readonly<Record<DealTab['flagKind'], string>> = {
  check: 'utility:warning',
  good: 'utility:success',
  bad: 'utility:ban',
  quiet: 'utility:dash',
};

/**
 * The deals of one source, each with what it still needs. Arrows, Home and End move between tabs as the ARIA pattern says.
 * @fires choose `{draftId}`
 * @fires adddeal
 */
export default class DealTabs extends LightningElement {
  @api tabs: readonly DealTab[] = [];
  @api activeId = '';
  @api canAdd = false;
  @api busy = false;

  labels = { add, tabs };

  get drawnTabs() {
    return this.tabs.map((tab) => {
      const selected = tab.draftId === this.activeId;
      return {
        ...tab,
        selected: String(selected),
        tabIndex: selected ? '0' : '-1',
        className: selected ? 'tab tab_active' : 'tab',
        flagClass: `flag flag_${tab.flagKind}`,
        flagIcon: FLAG_ICONS[tab.flagKind],
      };
    });
  }

  handleClick(event: Event): void {
    this.choose((event.currentTarget as HTMLElement).dataset['id']);
  }

  handleKey(event: KeyboardEvent): void {
    const at = this.tabs.findIndex(({ draftId }) => draftId === this.activeId);
    const next = nextTab(event.key, at, this.tabs.length);
    if (next === null) return;
    event.preventDefault();
    this.choose(this.tabs[next]?.draftId);
    this.template?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  handleAdd(): void {
    this.dispatchEvent(new CustomEvent('adddeal'));
  }

  private choose(draftId: string | undefined): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: { draftId } }));
  }
}

function nextTab(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
