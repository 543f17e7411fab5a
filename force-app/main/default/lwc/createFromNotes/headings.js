import opportunities from '@salesforce/label/c.Capture_Opportunities';
import title from '@salesforce/label/c.Capture_Title';
import titleErased from '@salesforce/label/c.Capture_Title_Erased';
import titleFailed from '@salesforce/label/c.Capture_Title_Failed';
import titleNone from '@salesforce/label/c.Capture_Title_None';
import titleReading from '@salesforce/label/c.Capture_Title_Reading';
import titleReview from '@salesforce/label/c.Capture_Title_Review';
import titleWaiting from '@salesforce/label/c.Capture_Title_Waiting';
/** @returns the heading of a stage; of a capture being read, also by how far it is */
export function headingOf(stage, state) {
    switch (stage) {
        case 'reading':
            return { overline: title, title: readingTitle(state) };
        case 'review':
            return { overline: title, title: titleReview };
        case 'none':
            return { overline: title, title: titleNone };
        case 'erased':
            return { overline: title, title: titleErased };
        default:
            return { overline: opportunities, title };
    }
}
function readingTitle(state) {
    if (state === 'failed') {
        return titleFailed;
    }
    return state === 'waiting' ? titleWaiting : titleReading;
}
