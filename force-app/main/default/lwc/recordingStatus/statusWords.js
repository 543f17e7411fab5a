import { formatLength } from 'c/soundTimes';
import { countOf, fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import allKept from '@salesforce/label/c.Voice_All_Kept';
import allSafe from '@salesforce/label/c.Voice_All_Safe';
import closingLoses from '@salesforce/label/c.Voice_Closing_Loses';
import goOn from '@salesforce/label/c.Voice_Go_On';
import goOnOpen from '@salesforce/label/c.Voice_Go_On_Open';
import offline from '@salesforce/label/c.Voice_Offline';
import partsCurrent from '@salesforce/label/c.Voice_Parts_Current';
import keptOne from '@salesforce/label/c.Voice_Parts_Kept_One';
import keptOther from '@salesforce/label/c.Voice_Parts_Kept_Other';
import memoryOne from '@salesforce/label/c.Voice_Parts_Memory_One';
import memoryOther from '@salesforce/label/c.Voice_Parts_Memory_Other';
import sentOne from '@salesforce/label/c.Voice_Parts_Sent_One';
import sentOther from '@salesforce/label/c.Voice_Parts_Sent_Other';
import refused from '@salesforce/label/c.Voice_Refused';
import resumes from '@salesforce/label/c.Voice_Resumes';
import sendingRest from '@salesforce/label/c.Voice_Sending_Rest';
import sentAsYouSpeak from '@salesforce/label/c.Voice_Sent_As_You_Speak';
import session from '@salesforce/label/c.Voice_Session';
import signInElsewhere from '@salesforce/label/c.Voice_Sign_In_Elsewhere';
import unreachable from '@salesforce/label/c.Voice_Unreachable';
/** As many squares as a narrow page shows in a row; above it, one stands for several parts. */
const SQUARES = 28;
export function safetyOf(recorded) {
    const { error, isFinal, isKept, isFinished } = recorded;
    if (!error) {
        const detail = isFinished ? sendingRest : sentAsYouSpeak;
        return isKept || recorded.counts.kept === 0
            ? { icon: 'utility:check', tone: 'good', heading: allSafe, detail: isKept ? detail : sentAsYouSpeak }
            : { icon: 'utility:warning', tone: 'warning', heading: sentAsYouSpeak, detail: closingLoses };
    }
    const next = isFinished ? (isKept ? allKept : closingLoses) : isKept ? goOn : goOnOpen;
    const happened = happenedBy(error, recorded);
    const isCalm = isKept && !isFinal && error.code !== 'session-expired';
    return {
        icon: error.code === 'offline' ? 'utility:offline' : isCalm ? 'utility:clock' : 'utility:warning',
        tone: isCalm ? 'good' : 'warning',
        heading: `${happened} ${next}`,
        detail: isFinal ? error.message : error.code === 'session-expired' ? signInElsewhere : resumes,
    };
}
function happenedBy({ code }, { isFinal, heldUp }) {
    if (isFinal)
        return refused;
    if (code === 'session-expired')
        return session;
    return fillIn(code === 'offline' ? offline : unreachable, formatLength(heldUp, lang));
}
/** The words beside the squares; without any part there are none. */
export function legendOf({ sent, kept, current }, isKept) {
    const legend = [
        { kind: 'sent', count: sent, words: countOf(sent, sentOne, sentOther, lang) },
        {
            kind: 'kept',
            count: kept,
            words: isKept ? countOf(kept, keptOne, keptOther, lang) : countOf(kept, memoryOne, memoryOther, lang),
        },
        { kind: 'current', count: current, words: fillIn(partsCurrent, current) },
    ];
    return legend.filter(({ count }) => count > 0).map(({ kind, words }) => ({ kind, words }));
}
/** One square for each part, in order; of many parts, each kind that there is has at least one. */
export function squaresOf({ sent, kept, current }) {
    const each = Math.max(1, (sent + kept) / (SQUARES - current));
    const keptSquares = Math.ceil(kept / each);
    const sentSquares = Math.min(Math.ceil(sent / each), SQUARES - current - keptSquares);
    return [
        ...new Array(Math.max(sentSquares, sent > 0 ? 1 : 0)).fill('sent'),
        ...new Array(keptSquares).fill('kept'),
        ...new Array(current).fill('current'),
    ];
}
