import waiting from '@salesforce/label/c.Capture_Waiting';
import waitingDetail from '@salesforce/label/c.Capture_Waiting_Detail';
import speech from '@salesforce/label/c.Capture_Waiting_Speech';
import speechAgain from '@salesforce/label/c.Capture_Waiting_Speech_Again';
import speechAway from '@salesforce/label/c.Capture_Waiting_Speech_Away';
import speechNone from '@salesforce/label/c.Capture_Waiting_Speech_None';
const ANY = { heading: waiting, detail: waitingDetail };
const WAITS = {
    'no-speech-provider': { heading: speech, detail: speechNone },
    'speech-unavailable': { heading: speechAway, detail: speechAgain },
};
/** @param reason the code that the middleware gives */
export function waitOf(reason) {
    return (Object.hasOwn(WAITS, reason) ? WAITS[reason] : undefined) ?? ANY;
}
