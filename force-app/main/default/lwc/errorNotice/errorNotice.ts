import { LightningElement, api } from 'lwc';
import defaultHeading from '@salesforce/label/c.Capture_Error';
import noAccessHeading from '@salesforce/label/c.Capture_Error_No_Access_Title';
import offlineHeading from '@salesforce/label/c.Capture_Error_Offline_Title';
import sessionHeading from '@salesforce/label/c.Capture_Error_Session_Title';
import signInLabel from '@salesforce/label/c.Capture_Sign_In';

import type { Reference } from 'c/requestReference';

type Variant = 'error' | 'warning' | 'info';

interface Appearance {
  icon: string;
  heading: string;
}

const BY_CODE: Record<string, Appearance> = {
  offline: { icon: 'utility:offline', heading: offlineHeading },
  'session-expired': { icon: 'utility:unlock', heading: sessionHeading },
  'no-access': { icon: 'utility:lock', heading: noAccessHeading },
  'not-permitted': { icon: 'utility:lock', heading: noAccessHeading },
};
/** Failures that somebody must look for in the log; the others are told whole by their sentence. */
const REPORTED = /^(unexpected|unauthorized|internal-error|unavailable|unreachable|request-refused)$/;
const ICONS: Record<Variant, string> = { error: 'utility:ban', warning: 'utility:warning', info: 'utility:clock' };

/**
 * Shows one thing that went wrong or keeps a person waiting: a heading, a sentence with the next step, and actions.
 * More actions go into the default slot.
 * @fires retry when the button named by `retry-label` is clicked
 */
export default class ErrorNotice extends LightningElement {
  /** What failed: a `CaptureError`. Its code chooses the heading and the icon. */
  @api error: { code: string; message: string; requestId?: string | null } | null = null;
  /** What did not work, for errors whose code has no heading of its own. */
  @api heading: string | null = null;
  /** Takes the place of the error's sentence. */
  @api message: string | null = null;
  /** What to report; without it, that of the error where it is one to report. */
  @api reference: Reference | null = null;
  @api variant: Variant = 'error';
  /** Without it there is no retry button. */
  @api retryLabel: string | null = null;

  signInLabel = signInLabel;
  hasOwnActions = false;

  get headline(): string {
    return this.appearance?.heading ?? this.heading ?? defaultHeading;
  }

  get sentence(): string | null {
    return this.message ?? this.error?.message ?? null;
  }

  get reported(): Reference | null {
    if (this.reference || !this.error?.requestId || !REPORTED.test(this.error.code)) {
      return this.reference;
    }
    return { code: this.error.code, requestId: this.error.requestId };
  }

  get iconName(): string {
    return this.appearance?.icon ?? ICONS[this.variant];
  }

  get noticeClass(): string {
    return `notice notice_${this.variant}`;
  }

  /** Only a failure interrupts what a screen reader is saying. */
  get liveRole(): string {
    return this.variant === 'error' ? 'alert' : 'status';
  }

  get isSignedOut(): boolean {
    return this.error?.code === 'session-expired';
  }

  get canRetry(): boolean {
    return Boolean(this.retryLabel) && !this.isSignedOut;
  }

  /** An empty row takes no room. */
  get actionsClass(): string {
    return this.canRetry || this.isSignedOut || this.hasOwnActions ? 'actions actions_filled' : 'actions';
  }

  handleSlot(event: Event): void {
    this.hasOwnActions = (event.target as HTMLSlotElement).assignedElements().length > 0;
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }

  /** Loading the page anew leads through the login page and back; what was typed waits in the storage. */
  handleSignIn(): void {
    window.location.reload();
  }

  private get appearance(): Appearance | undefined {
    return this.error ? BY_CODE[this.error.code] : undefined;
  }
}
