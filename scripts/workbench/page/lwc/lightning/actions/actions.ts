/** Asks the record page to close the screen that a quick action opened. */
export class CloseActionScreenEvent extends CustomEvent<null> {
  constructor() {
    super('lightning__actionsclosescreen', { bubbles: true, composed: true });
  }
}
