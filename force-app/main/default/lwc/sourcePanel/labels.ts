import cancel from '@salesforce/label/c.Review_Cancel';
import hard from '@salesforce/label/c.Picture_Legend_Hard';
import check from '@salesforce/label/c.Review_Legend_Check';
import here from '@salesforce/label/c.Review_Legend_Here';
import other from '@salesforce/label/c.Review_Legend_Other';
import sample from '@salesforce/label/c.Review_Legend_Sample';
import correct from '@salesforce/label/c.Review_Source_Correct';
import apply from '@salesforce/label/c.Review_Source_Correct_Apply';
import correctEmpty from '@salesforce/label/c.Review_Source_Correct_Empty';
import correctHint from '@salesforce/label/c.Review_Source_Correct_Hint';
import correctLabel from '@salesforce/label/c.Review_Source_Correct_Label';
import heardHard from '@salesforce/label/c.Sound_Legend_Hard';

/** What the panel itself says; the words of its parts are theirs. */
export const labels = {
  apply,
  cancel,
  check,
  correct,
  correctEmpty,
  correctHint,
  correctLabel,
  hard,
  heardHard,
  here,
  other,
  sample,
};
