/** What a component may say in a toast; `{0}` in the message is replaced by the first of `messageData`, and so on. */
export interface ToastContent {
  readonly title: string;
  readonly message?: string;
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissible' | 'pester' | 'sticky';
  readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
}

/** Asks the page to show a toast. */
export class ShowToastEvent extends CustomEvent<ToastContent> {
  constructor(toast: ToastContent) {
    super('lightning__showtoast', { bubbles: true, composed: true, cancelable: true, detail: toast });
  }
}
