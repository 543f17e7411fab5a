import { kindWords } from 'c/sourceKinds';
import opportunities from '@salesforce/label/c.Capture_Opportunities';
import title from '@salesforce/label/c.Capture_Title';
import titleErased from '@salesforce/label/c.Capture_Title_Erased';
import titleFailed from '@salesforce/label/c.Capture_Title_Failed';
import titleReading from '@salesforce/label/c.Capture_Title_Reading';
import titleReview from '@salesforce/label/c.Capture_Title_Review';
import titleWaiting from '@salesforce/label/c.Capture_Title_Waiting';
/** @returns the heading of a stage; of a capture, also by what it is and how far */
export function headingOf(stage, capture) {
    switch (stage) {
        case 'reading':
            return { overline: title, title: readingTitle(capture?.state) };
        case 'review':
            return { overline: title, title: titleReview };
        case 'none':
            return { overline: title, title: kindWords(capture?.kind ?? 'text').none };
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
