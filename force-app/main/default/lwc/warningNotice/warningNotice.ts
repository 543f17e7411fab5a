import { api, LightningElement } from 'lwc';

import differ from '@salesforce/label/c.Review_Warning_Differ';
import planted from '@salesforce/label/c.Review_Warning_Planted';
import title from '@salesforce/label/c.Review_Warnings';
import type { DraftWarning } from 'c/captureTypes';
import { fillIn } from 'c/valueFormat';

/** Why a person should look twice before creating, and what to do. */
export default class WarningNotice extends LightningElement {
  @api warnings: readonly DraftWarning[] = [];
  /** Labels of the fields whose two readings still differ. */
  @api differing: readonly string[] = [];

  labels = { title };

  get sentences(): readonly string[] {
    return this.warnings.flatMap((warning) => {
      if (warning === 'planted-instructions') return [planted];
      return warning === 'readings-differ' && this.differing.length > 0
        ? [fillIn(differ, this.differing.join(', '))]
        : [];
    });
  }
  get isShown(): boolean {
    return this.sentences.length > 0;
  }
}
