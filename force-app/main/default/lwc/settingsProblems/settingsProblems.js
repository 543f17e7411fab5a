import { LightningElement } from 'lwc';
import { checkSettings, toCaptureError } from 'c/captureApi';
import { countOf } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import allFit from '@salesforce/label/c.Settings_All_Fit';
import blank from '@salesforce/label/c.Settings_Blank';
import blocks from '@salesforce/label/c.Settings_Blocks';
import check from '@salesforce/label/c.Settings_Check';
import checkAgain from '@salesforce/label/c.Settings_Check_Again';
import checking from '@salesforce/label/c.Settings_Checking';
import failed from '@salesforce/label/c.Settings_Failed';
import hide from '@salesforce/label/c.Settings_Hide';
import hint from '@salesforce/label/c.Settings_Hint';
import openSetup from '@salesforce/label/c.Settings_Open_Setup';
import show from '@salesforce/label/c.Settings_Show';
import titleOne from '@salesforce/label/c.Settings_Title_One';
import titleOther from '@salesforce/label/c.Settings_Title_Other';
import who from '@salesforce/label/c.Settings_Who';
const SEVERITIES = [
    { key: 'blocks', word: blocks, icon: 'utility:ban' },
    { key: 'blank', word: blank, icon: 'utility:warning' },
    { key: 'hint', word: hint, icon: 'utility:info_alt' },
];
/** More than this would push the form out of sight: they wait behind a click, unless one of them blocks. */
const SHOWN_AT_ONCE = 2;
/**
 * For administrators: the settings that do not fit the org, each with what to do about it. Says nothing when all fit, until
 * it is asked.
 */
export default class SettingsProblems extends LightningElement {
    labels = { allFit, checkAgain, checking, openSetup, who };
    setupAddress = '/lightning/setup/CustomMetadata/home';
    problems = [];
    isChecking = false;
    /** The person asked, so that a check without a finding is told as well. */
    isAsked = false;
    isOpen = null;
    failure = null;
    connectedCallback() {
        this.check();
    }
    get hasProblems() {
        return this.problems.length > 0;
    }
    /** Where problems are listed, the button stands below them. */
    get isQuiet() {
        return !this.hasProblems && !this.isChecking;
    }
    get heading() {
        return countOf(this.problems.length, titleOne, titleOther, lang);
    }
    get groups() {
        return SEVERITIES.map((severity) => ({
            ...severity,
            className: `sign sign_${severity.key}`,
            items: this.problems
                .filter((problem) => problem.severity === severity.key)
                .map(({ code, settingRecord, wrong, remedy }, at) => ({
                key: `${code} ${at}`,
                settingRecord,
                wrong,
                remedy,
            })),
        })).filter(({ items }) => items.length > 0);
    }
    get isShown() {
        const isShort = this.problems.length <= SHOWN_AT_ONCE;
        return this.isOpen ?? (isShort || this.problems.some(({ severity }) => severity === 'blocks'));
    }
    get toggleLabel() {
        return this.isShown ? hide : show;
    }
    get toggleState() {
        return this.isShown ? 'true' : 'false';
    }
    get checkLabel() {
        return this.isAsked ? checkAgain : check;
    }
    /** What the last check said, where there is nothing to list. */
    get outcome() {
        if (this.isChecking) {
            return this.isAsked ? checking : null;
        }
        if (this.failure !== null) {
            return `${failed} ${this.failure}`;
        }
        return this.isAsked && !this.hasProblems ? allFit : null;
    }
    handleToggle() {
        this.isOpen = !this.isShown;
    }
    handleCheck() {
        this.isAsked = true;
        this.check();
    }
    async check() {
        this.isChecking = true;
        this.failure = null;
        try {
            this.problems = await checkSettings();
        }
        catch (error) {
            this.failure = toCaptureError(error).message;
        }
        finally {
            this.isChecking = false;
        }
    }
}
