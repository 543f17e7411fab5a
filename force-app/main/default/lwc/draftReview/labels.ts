import fieldsFailed from '@salesforce/label/c.Review_Fields_Failed';
import form from '@salesforce/label/c.Review_Form';
import idle from '@salesforce/label/c.Review_Bar_Idle';
import loading from '@salesforce/label/c.Review_Loading';
import see from '@salesforce/label/c.Review_Switch_See';
import showing from '@salesforce/label/c.Review_Switch';
import sideForm from '@salesforce/label/c.Review_Switch_Form';
import sideSource from '@salesforce/label/c.Review_Switch_Source';

/** What the frame itself says; the words of its parts are theirs. */
export const labels = { fieldsFailed, form, idle, loading, see, showing, sideForm, sideSource };
