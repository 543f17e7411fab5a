import { api, LightningElement } from 'lwc';
import add from '@salesforce/label/c.Review_Add_Deal';
import tabs from '@salesforce/label/c.Review_Tabs';
const FLAG_ICONS = {
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
    @api
    tabs = [];
    @api
    activeId = '';
    @api
    canAdd = false;
    @api
    busy = false;
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
    handleClick(event) {
        this.choose(event.currentTarget.dataset['id']);
    }
    handleKey(event) {
        const at = this.tabs.findIndex(({ draftId }) => draftId === this.activeId);
        const next = nextTab(event.key, at, this.tabs.length);
        if (next === null)
            return;
        event.preventDefault();
        this.choose(this.tabs[next]?.draftId);
        this.template?.querySelectorAll('[role="tab"]')[next]?.focus();
    }
    handleAdd() {
        this.dispatchEvent(new CustomEvent('adddeal'));
    }
    choose(draftId) {
        this.dispatchEvent(new CustomEvent('choose', { detail: { draftId } }));
    }
}
function nextTab(key, at, count) {
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
