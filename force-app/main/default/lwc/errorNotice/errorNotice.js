import { LightningElement, api } from 'lwc';
import defaultHeading from '@salesforce/label/c.Capture_Error';
import noAccessHeading from '@salesforce/label/c.Capture_Error_No_Access_Title';
import offlineHeading from '@salesforce/label/c.Capture_Error_Offline_Title';
import sessionHeading from '@salesforce/label/c.Capture_Error_Session_Title';
import signInLabel from '@salesforce/label/c.Capture_Sign_In';
const BY_CODE = {
    offline: { icon: 'utility:offline', heading: offlineHeading },
    'session-expired': { icon: 'utility:unlock', heading: sessionHeading },
    'no-access': { icon: 'utility:lock', heading: noAccessHeading },
    'not-permitted': { icon: 'utility:lock', heading: noAccessHeading },
};
/** Failures that somebody must look for in the log; the others are told whole by their sentence. */
const REPORTED = /^(unexpected|unauthorized|internal-error|unavailable|unreachable|request-refused)$/;
const ICONS = { error: 'utility:ban', warning: 'utility:warning', info: 'utility:clock' };
/**
 * Shows one thing that went wrong or keeps a person waiting: a heading, a sentence with the next step, and actions.
 * More actions go into the default slot.
 * @fires retry when the button named by `retry-label` is clicked
 */
export default class ErrorNotice extends LightningElement {
    /** What failed: a `CaptureError`. Its code chooses the heading and the icon. */
    @api
    error = null;
    /** What did not work, for errors whose code has no heading of its own. */
    @api
    heading = null;
    /** Takes the place of the error's sentence. */
    @api
    message = null;
    /** What to report; without it, that of the error where it is one to report. */
    @api
    reference = null;
    @api
    variant = 'error';
    /** Without it there is no retry button. */
    @api
    retryLabel = null;
    signInLabel = signInLabel;
    hasOwnActions = false;
    get headline() {
        return this.appearance?.heading ?? this.heading ?? defaultHeading;
    }
    get sentence() {
        return this.message ?? this.error?.message ?? null;
    }
    get reported() {
        if (this.reference || !this.error?.requestId || !REPORTED.test(this.error.code)) {
            return this.reference;
        }
        return { code: this.error.code, requestId: this.error.requestId };
    }
    get iconName() {
        return this.appearance?.icon ?? ICONS[this.variant];
    }
    get noticeClass() {
        return `notice notice_${this.variant}`;
    }
    /** Only a failure interrupts what a screen reader is saying. */
    get liveRole() {
        return this.variant === 'error' ? 'alert' : 'status';
    }
    get isSignedOut() {
        return this.error?.code === 'session-expired';
    }
    get canRetry() {
        return Boolean(this.retryLabel) && !this.isSignedOut;
    }
    /** An empty row takes no room. */
    get actionsClass() {
        return this.canRetry || this.isSignedOut || this.hasOwnActions ? 'actions actions_filled' : 'actions';
    }
    handleSlot(event) {
        this.hasOwnActions = event.target.assignedElements().length > 0;
    }
    handleRetry() {
        this.dispatchEvent(new CustomEvent('retry'));
    }
    /** Loading the page anew leads through the login page and back; what was typed waits in the storage. */
    handleSignIn() {
        window.location.reload();
    }
    get appearance() {
        return this.error ? BY_CODE[this.error.code] : undefined;
    }
}
