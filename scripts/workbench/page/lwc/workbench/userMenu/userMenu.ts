import { LightningElement, api } from 'lwc';
import { changeSession, type Language } from '../../../session/session.ts';
import { words } from '../../../words/words.ts';

interface Choice {
  readonly key: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

const LANGUAGES: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
];

/** Who uses the workbench, and in which language. */
export default class UserMenu extends LightningElement {
  @api small = false;
  words = words;

  get label(): string {
    return this.small ? '' : globalThis.workbench.session.user.name;
  }

  get icon(): string {
    return this.small ? 'utility:threedots_vertical' : 'utility:user';
  }

  get people(): readonly Choice[] {
    const { user, users } = globalThis.workbench.session;
    return users.map(({ id, name, role }) => ({
      key: id,
      value: `user:${id}`,
      label: `${name} (${words[role]})`,
      checked: id === user.id,
    }));
  }

  get languages(): readonly Choice[] {
    return LANGUAGES.map(({ value, label }) => ({
      key: value,
      value: `language:${value}`,
      label,
      checked: value === globalThis.workbench.session.language,
    }));
  }

  handleSelect(event: CustomEvent<{ value: string }>): void {
    const [what = '', value = ''] = event.detail.value.split(':');
    void changeSession(what === 'user' ? { user: value } : { language: value as Language });
  }
}
