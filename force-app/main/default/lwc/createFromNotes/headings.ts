import type { CaptureState } from 'c/captureTypes';
import opportunities from '@salesforce/label/c.Capture_Opportunities';
import title from '@salesforce/label/c.Capture_Title';
import titleErased from '@salesforce/label/c.Capture_Title_Erased';
import titleFailed from '@salesforce/label/c.Capture_Title_Failed';
import titleNone from '@salesforce/label/c.Capture_Title_None';
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

/** @returns the heading of a stage; of a capture being read, also by how far it is */
export function headingOf(stage: Stage, state: CaptureState | undefined): PageHeading {
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

function readingTitle(state: CaptureState | undefined): string {
  if (state === 'failed') {
    return titleFailed;
  }
  return state === 'waiting' ? titleWaiting : titleReading;
}
