import type { Capture } from 'c/captureTypes';
import { kindWords } from 'c/sourceKinds';
import opportunities from '@salesforce/label/c.Capture_Opportunities';
import title from '@salesforce/label/c.Capture_Title';
import titleErased from '@salesforce/label/c.Capture_Title_Erased';
import titleFailed from '@salesforce/label/c.Capture_Title_Failed';
import titleReading from '@salesforce/label/c.Capture_Title_Reading';
import titleReview from '@salesforce/label/c.Capture_Title_Review';
import titleWaiting from '@salesforce/label/c.Capture_Title_Waiting';

/**
 * `opening`: asking for what the URL names. `capture`: the form. `reading`: on its way, waiting or failed. `review` and
 * `none`: ready with and without a deal. `erased`: no more there. `refused`: the user may not do this. `broken`: what the URL names did not open.
 */
export type Stage = 'opening' | 'capture' | 'reading' | 'review' | 'none' | 'erased' | 'refused' | 'broken';

/** What stands at the top of the page: where it belongs, and what it shows now. */
export interface PageHeading {
  overline: string;
  title: string;
}

/** @returns the heading of a stage; of a capture, also by what it is and how far */
export function headingOf(stage: Stage, capture: Capture | undefined): PageHeading {
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

function readingTitle(state: Capture['state'] | undefined): string {
  if (state === 'failed') {
    return titleFailed;
  }
  return state === 'waiting' ? titleWaiting : titleReading;
}
