import { LightningElement } from 'lwc';
import { checkSettings, toCaptureError } from 'c/captureApi';
import type { SettingsProblem } from 'c/captureTypes';
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

interface Group {
  key: SettingsProblem['severity'];
  word: string;
  icon: string;
  className: string;
  items: { key: string; settingRecord: string; wrong: string; remedy: string }[];
}

const SEVERITIES: readonly Omit<Group, 'items' | 'className'>[] = [
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
  problems: SettingsProblem[] = [];
  isChecking = false;
  /** The person asked, so that a check without a finding is told as well. */
  isAsked = false;
  isOpen: boolean | null = null;
  failure: string | null = null;

  override connectedCallback(): void {
    this.check();
  }

  get hasProblems(): boolean {
    return this.problems.length > 0;
  }

  /** Where problems are listed, the button stands below them. */
  get isQuiet(): boolean {
    return !this.hasProblems && !this.isChecking;
  }

  get heading(): string {
    return countOf(this.problems.length, titleOne, titleOther, lang);
  }

  get groups(): Group[] {
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

  get isShown(): boolean {
    const isShort = this.problems.length <= SHOWN_AT_ONCE;
    return this.isOpen ?? (isShort || this.problems.some(({ severity }) => severity === 'blocks'));
  }

  get toggleLabel(): string {
    return this.isShown ? hide : show;
  }

  get toggleState(): 'true' | 'false' {
    return this.isShown ? 'true' : 'false';
  }

  get checkLabel(): string {
    return this.isAsked ? checkAgain : check;
  }

  /** What the last check said, where there is nothing to list. */
  get outcome(): string | null {
    if (this.isChecking) {
      return this.isAsked ? checking : null;
    }
    if (this.failure !== null) {
      return `${failed} ${this.failure}`;
    }
    return this.isAsked && !this.hasProblems ? allFit : null;
  }

  handleToggle(): void {
    this.isOpen = !this.isShown;
  }

  handleCheck(): void {
    this.isAsked = true;
    this.check();
  }

  private async check(): Promise<void> {
    this.isChecking = true;
    this.failure = null;
    try {
      this.problems = await checkSettings();
    } catch (error) {
      this.failure = toCaptureError(error).message;
    } finally {
      this.isChecking = false;
    }
  }
}
