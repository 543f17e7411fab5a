import { LightningElement, api } from 'lwc';
import { DESTINATIONS } from '../../../places/destinations.ts';
import { words } from '../../../words/words.ts';

interface Tab {
  readonly key: string;
  readonly label: string;
  readonly address: string;
  readonly className: string;
  readonly current: 'page' | null;
}

/** The header and the app navigation of a desktop page. */
export default class GlobalHeader extends LightningElement {
  @api active: string | undefined;
  words = words;

  get tabs(): readonly Tab[] {
    return DESTINATIONS.map(({ key, label, address }) => {
      const isActive = key === this.active;
      return {
        key,
        label,
        address,
        className: `slds-context-bar__item ${isActive ? 'slds-is-active' : ''}`,
        current: isActive ? 'page' : null,
      };
    });
  }
}
