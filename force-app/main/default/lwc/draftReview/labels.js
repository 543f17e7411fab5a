import fieldsFailed from '@salesforce/label/c.Review_Fields_Failed';
import form from '@salesforce/label/c.Review_Form';
import loading from '@salesforce/label/c.Review_Loading';
import see from '@salesforce/label/c.Review_Switch_See';
import showing from '@salesforce/label/c.Review_Switch';
import sideForm from '@salesforce/label/c.Review_Switch_Form';
/** What the frame itself says; the words of its parts are theirs. */
export const labels = { fieldsFailed, form, loading, see, showing, sideForm };
